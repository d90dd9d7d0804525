"""Decide how the bytes of a plain text file are encoded; a guess is never silent."""

from __future__ import annotations

import codecs
import re

from qc.errors import ReadingError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What sound Chinese text is made of: Han, Chinese and full-width marks, printable ASCII.
_SOUND = re.compile(
    r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff\u3000-\u303f\uff00-\uffef\u2010-\u2026\x20-\x7e\n\r\t]"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
# Together a quarter of any Chinese text; a wrong decoding of another encoding hardly holds them.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
    "子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制"
    "机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正"
    "心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党"
    "程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角"
    "期根论运农指几九区强放决西被干做必战先回则任取据处府研市县局"
)


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str, tuple[str, ...]]:
    """Return the text, the name of its encoding and notices for the user.

    A byte order mark decides; else strict UTF-8; else whichever of GB18030 and UTF-16 gives the larger
    share of sound characters. ``encoding`` overrides all of that.
    """
    if encoding is not None:
        return _decode_as(data, encoding), encoding, ()
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _decode_as(data, name), name.removesuffix("-sig"), ()
    if b"\0" not in data:
        try:
            return data.decode("utf-8"), "utf-8", ()
        except UnicodeDecodeError:
            pass
    return _guess(data)


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise ReadingError(f"不认识编码名称“{encoding}”，可用 utf-8、gb18030、utf-16 或 big5。") from None
    except UnicodeDecodeError as error:
        raise ReadingError(
            f"按 {encoding} 读取时在第 {error.start + 1} 个字节处出错，"
            "文件可能已损坏，或请用 --encoding 指定正确的编码。"
        ) from None
    except (UnicodeError, ValueError):
        raise ReadingError(f"编码“{encoding}”不能用来读文件，可用 utf-8、gb18030、utf-16 或 big5。") from None


def _guess(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    best: tuple[float, str, str] | None = None
    for name in ("gb18030", "utf-16-le", "utf-16-be"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        share = len(_SOUND.findall(text)) / max(len(text), 1)
        if best is None or share > best[0]:
            best = (share, name, text)
    if best is None or best[0] < 0.7:
        raise ReadingError(
            "认不出文字编码（不是 UTF-8、GB18030 或 UTF-16），请另存为 UTF-8，或用 --encoding 指定（如 big5）。"
        )
    share, name, text = best
    notice = f"文件没有编码标记，按 {name.upper()} 读取。"
    han = len(_HAN.findall(text))
    if share < 0.98 or (han >= 20 and sum(c in _COMMON for c in text) < 0.2 * han):
        notice = f"文件按 {name.upper()} 读取，但文字不像通顺的中文，请核对；如有误，用 --encoding 指定编码（如 big5）。"
    return text, name, (notice,)
