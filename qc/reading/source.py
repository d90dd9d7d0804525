"""A text file as bytes that can be put together again: what no fix touches stays as it is, byte for byte."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from qc.errors import ReadingError
from qc.reading.encoding import decode

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """The byte order mark, the text behind it with its own line ends, and the codec that both ways agree on."""

    mark: bytes
    text: str
    codec: str

    def to_bytes(self, text: str) -> bytes:
        """Encode a changed text in the form of the original.

        Raises:
            ReadingError: the encoding has no such character.
        """
        try:
            return self.mark + text.encode(self.codec)
        except UnicodeEncodeError:
            raise ReadingError(
                f"修正后的字在 {self.codec.upper()} 编码里没有，请先另存为 UTF-8 再修正。"
            ) from None


def source(data: bytes, encoding: str | None = None) -> Source:
    """Decode the bytes of a text file so that they can be written again.

    Raises:
        ReadingError: they cannot be read, or would not come out the same.
    """
    _, name, _ = decode(data, encoding)
    family = codecs.lookup(name).name.removesuffix("-sig")
    fitting = ((m, c) for m, c in _MARKS if data.startswith(m) and c.startswith(family))
    mark, codec = next(fitting, (b"", name))
    try:
        text = data[len(mark) :].decode(codec)
        same = text.encode(codec) == data[len(mark) :]
    except (UnicodeError, ValueError):
        same = False
    if not same:
        raise ReadingError(f"按 {name.upper()} 编码写回去会改动别的字节，没有修正；请先另存为 UTF-8。")
    return Source(mark, text, codec)
