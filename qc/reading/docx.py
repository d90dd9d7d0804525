"""Read .docx: body, tables, text boxes and footnotes in reading order, each with its anchor.

Only ``zipfile`` and ``lxml`` are used here: python-docx drops tracked insertions and content controls
from ``paragraph.text``, and reading needs none of its writing side. Deleted text is left out and inserted
text kept, so that a draft with tracked changes reads as if they were accepted.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from lxml import etree

from qc.draft import Anchor, Place
from qc.errors import ReadingError
from qc.reading.limits import Limits, open_zip, read_member, signature
from qc.reading.structure import Line

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DOCUMENT = "word/document.xml"
FOOTNOTES = "word/footnotes.xml"
P, R, T = _W + "p", _W + "r", _W + "t"
TEXTBOX = _W + "txbxContent"
# Deleted or moved-away text, properties, field codes, and the copy of a text box for old readers.
SKIP = {
    _W + "del",
    _W + "moveFrom",
    _W + "pPr",
    _W + "rPr",
    _W + "instrText",
    _W + "delText",
    _MC + "Fallback",
}
# The copy of a text box for old readers, deleted and moved-away paragraphs.
_GONE = {_MC + "Fallback", _W + "del", _W + "moveFrom"}
ONE_CHARACTER = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}


def pieces(paragraph: etree._Element, in_run: bool = False) -> Iterator[tuple[str, etree._Element]]:
    """Yield the visible text of one ``w:p`` in reading order with the element that holds it.

    The concatenation of the texts is what the reader's anchors count characters in.
    """
    for child in paragraph:
        tag = child.tag
        if tag in SKIP or tag in (P, TEXTBOX) or not isinstance(tag, str):
            continue
        if in_run:
            if tag == T:
                if child.text:
                    yield child.text, child
                continue
            if tag in ONE_CHARACTER:
                yield ONE_CHARACTER[tag], child
                continue
        yield from pieces(child, in_run or tag == R)


def read_docx(data: bytes, limits: Limits) -> list[Line]:
    """Return the lines of a .docx file; a line break inside a paragraph starts a new line.

    Raises:
        ReadingError: the bytes are no readable Word document; the sentence says why.
    """
    kind = signature(data)
    if kind == "encrypted":
        raise ReadingError("文件设有密码，请取消密码保护后再查。")
    if kind == "ole":
        raise ReadingError("这是旧版 Word 文档（.doc），请在 Word 或 WPS 中另存为 .docx 后再查。")
    if kind != "zip":
        raise ReadingError("扩展名是 .docx，内容却不是 Word 文档，请用 Word 或 WPS 打开后重新保存。")
    with open_zip(data, limits) as archive:
        document = read_member(archive, DOCUMENT, limits)
        if document is None:
            raise ReadingError("这个压缩文件里没有 Word 正文，不是 Word 文档（可能是改了扩展名的压缩包）。")
        levels = _style_names(read_member(archive, "word/styles.xml", limits))
        lines = list(_lines(_parse(document), DOCUMENT, levels))
        lines += _footnotes(archive, limits)
    if not any(line.text.strip() for line in lines):
        raise ReadingError("文档里没有文字（可能只有图片），没有可以检查的内容。")
    return lines


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise ReadingError("文件已损坏（内部结构读不出来），请用 Word 或 WPS 打开后重新保存。") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadingError("文件含有不允许的 DTD 声明，不像正常的 Word 文档，已停止读取。")
    return root


def _style_names(data: bytes | None) -> dict[str, str]:
    if data is None:
        return {}
    names = {}
    for style in _parse(data).iter(_W + "style"):
        name = style.find(_W + "name")
        key = style.get(_W + "styleId")
        if name is not None and key is not None:
            names[key] = (name.get(_W + "val") or "").lower()
    return names


def _lines(root: etree._Element, part: str, styles: dict[str, str]) -> Iterator[Line]:
    for index, paragraph in enumerate(root.iter(P)):
        place = _place(paragraph, styles)
        if place is None:
            continue
        text = "".join(piece for piece, _ in pieces(paragraph))
        offset = 0
        for line in text.split("\n"):
            yield Line(line, place, Anchor(part, index, offset))
            offset += len(line) + 1


def _place(paragraph: etree._Element, styles: dict[str, str]) -> Place | None:
    """Tell the place of a paragraph by its surroundings, then by its style; None: not part of the text."""
    around = [a.tag for a in paragraph.iterancestors()]
    if not _GONE.isdisjoint(around):
        return None
    if TEXTBOX in around:
        return Place.TEXTBOX
    if _W + "tbl" in around:
        return Place.TABLE
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = styles.get(style.get(_W + "val") or "", "") if style is not None else ""
    if name in ("title", "标题"):
        return Place.TITLE
    return Place.HEADING if name.startswith(("heading", "标题")) else Place.BODY


def _footnotes(archive: zipfile.ZipFile, limits: Limits) -> list[Line]:
    data = read_member(archive, FOOTNOTES, limits)
    if data is None:
        return []
    root = _parse(data)
    lines = []
    for index, paragraph in enumerate(root.iter(P)):
        note = next(paragraph.iterancestors(_W + "footnote"), None)
        if note is None or note.get(_W + "type") not in (None, "normal"):
            continue
        text = "".join(piece for piece, _ in pieces(paragraph)).replace("\n", " ")
        if text.strip():
            lines.append(Line(text, Place.FOOTNOTE, Anchor(FOOTNOTES, index, 0)))
    return lines
