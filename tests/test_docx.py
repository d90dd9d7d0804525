"""Word documents: what is read, where it came from, and files made to do harm."""

from __future__ import annotations

import contextlib
import io
import random
import struct
import time
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from lxml import etree

from qc.draft import Draft, Place
from qc.errors import ReadingError
from qc.reading.docx import DOCUMENT, FOOTNOTES, P, pieces, read_docx
from qc.reading.files import read_file
from qc.reading.limits import Limits

COMMA = "\uff0c"
TITLE = "青禾县春耕备耕有序推进"
BODY = f"3月4日{COMMA}青禾县组织农技人员下田指导{COMMA}完成播种14.8万亩。"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
STYLES = (
    f"<w:styles {NAMESPACES}>"
    '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    "</w:styles>"
)


def run(text: str) -> str:
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def par(inner: str, style: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>' if style else f"<w:p>{inner}</w:p>"


def box(inner: str) -> str:
    """A text box as Word writes it: a drawing, and the same again for old readers."""
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def table(*rows: list[str]) -> str:
    cells = ["".join(f"<w:tc>{par(run(c))}</w:tc>" for c in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{c}</w:tr>" for c in cells) + "</w:tbl>"


def document(body: str) -> str:
    return f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def package(**parts: str | bytes) -> bytes:
    """A .docx of the named parts: ``document="…"`` is word/document.xml."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(f"word/{name}.xml", data)
    return buffer.getvalue()


def make(folder: Path, body: str, **parts: str | bytes) -> Draft:
    """Write, read, and check every anchor."""
    path = folder / "稿.docx"
    path.write_bytes(package(document=document(body), styles=STYLES, **parts))
    return read_back(path)


def read_back(path: Path) -> Draft:
    (draft,) = read_file(path)
    assert draft.origin.path == str(path)
    with zipfile.ZipFile(path) as archive:
        roots = {
            n: etree.fromstring(archive.read(n)) for n in archive.namelist() if n in (DOCUMENT, FOOTNOTES)
        }
    seen = set()
    for paragraph in draft.paragraphs:
        anchor = paragraph.anchor
        assert anchor is not None
        element = list(roots[anchor.part].iter(P))[anchor.index]
        whole = "".join(text for text, _ in pieces(element))
        if anchor.part == FOOTNOTES:
            whole = whole.replace("\n", " ")
        text = draft.text[paragraph.start : paragraph.end]
        start = anchor.offset + (paragraph.start - draft.text.rfind("\n", 0, paragraph.start) - 1)
        assert whole[start : start + len(text)] == text
        assert "\n" not in text
        seen.add((anchor.part, anchor.index, anchor.offset))
    assert len(seen) == len(draft.paragraphs)
    return draft


def lines(draft: Draft, *places: Place) -> list[str]:
    return [draft.text[p.start : p.end] for p in draft.paragraphs if not places or p.place in places]


# What is read


def test_styles_of_python_docx(tmp_path: Path) -> None:
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "页眉文字"
    file.sections[0].footer.paragraphs[0].text = "页脚文字"
    file.add_paragraph("内部资料")
    file.add_paragraph(TITLE, style="Title")
    file.add_paragraph("一、主要做法", style="Heading 1")
    file.add_paragraph(BODY)
    grid = file.add_table(2, 2)
    for cell, text in zip(
        (c for r in grid.rows for c in r.cells), ["乡镇", "面积", "石桥镇", "3.2万亩"], strict=True
    ):
        cell.text = text
    file.add_paragraph("报送单位\uff1a青禾县农业农村局")
    file.add_paragraph("报送日期:2026年3月5日")
    path = tmp_path / "稿.docx"
    file.save(str(path))
    draft = read_back(path)
    assert draft.title_text == TITLE
    assert lines(draft, Place.HEADING) == ["一、主要做法"]
    assert lines(draft, Place.TABLE) == ["乡镇", "面积", "石桥镇", "3.2万亩"]
    assert BODY in lines(draft, Place.BODY)
    assert draft.unit == "青禾县农业农村局"
    assert str(draft.submitted) == "2026-03-05"
    assert "页眉" not in draft.text
    assert "页脚" not in draft.text


def test_without_styles_the_first_short_line_is_the_title(tmp_path: Path) -> None:
    draft = make(tmp_path, par(run(TITLE)) + par("") + par(run(BODY)))
    assert draft.title_text == TITLE
    assert draft.text == f"{TITLE}\n\n{BODY}"


def test_a_second_line_in_title_style_is_a_heading(tmp_path: Path) -> None:
    draft = make(tmp_path, par(run(TITLE), "a3") + par(run("副题在此"), "a3") + par(run(BODY)))
    assert draft.title_text == TITLE
    assert lines(draft, Place.HEADING) == ["副题在此"]


def test_an_unknown_style_is_body(tmp_path: Path) -> None:
    draft = make(tmp_path, par(run(TITLE), "a3") + par(run(BODY), "none") + par(run("一、做法"), "1"))
    assert lines(draft, Place.BODY) == [BODY]
    assert lines(draft, Place.HEADING) == ["一、做法"]


ALTERNATE = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:t>一次</w:t></mc:Choice>"
    "<mc:Fallback><w:t>一次</w:t></mc:Fallback></mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (run("播种") + run("14.8") + run("万亩"), "播种14.8万亩"),
        (run("播种") + "<w:ins>" + run("新增") + "</w:ins>" + run("面积"), "播种新增面积"),
        (run("播种") + "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>" + run("面积"), "播种面积"),
        (run("播种") + "<w:del>" + run("删去") + "</w:del>" + run("面积"), "播种面积"),
        ("<w:ins><w:del>" + run("又删") + "</w:del></w:ins>" + run("面积"), "面积"),
        ("<w:moveFrom>" + run("移走") + "</w:moveFrom><w:moveTo>" + run("移来") + "</w:moveTo>", "移来"),
        (run("见") + '<w:hyperlink r:id="x">' + run("网页") + "</w:hyperlink>" + run("介绍"), "见网页介绍"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + run("控件") + "</w:sdtContent></w:sdt>" + run("内"), "控件内"),
        ("<w:smartTag>" + run("石桥镇") + "</w:smartTag>", "石桥镇"),
        ("<w:fldSimple w:instr='DATE'>" + run("3月5日") + "</w:fldSimple>", "3月5日"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("页码"), "页码"),
        ("<w:r><w:t>左</w:t><w:tab/><w:t>右</w:t></w:r>", "左\t右"),
        ("<w:r><w:t>甲</w:t><w:noBreakHyphen/><w:t>乙</w:t></w:r>", "甲-乙"),
        ("<w:r><w:t>左</w:t><w:br/><w:t>右</w:t><w:cr/><w:t>末</w:t></w:r>", "左\n右\n末"),
        ("<!-- 注 --><w:r><?pi x?><w:t>正文</w:t></w:r>", "正文"),
        ("<w:r><w:t/></w:r>" + run("空串"), "空串"),
        (run("𠮷家村") + run("\U0001f600"), "𠮷家村\U0001f600"),
        (ALTERNATE, "一次"),
    ],
    ids=[
        "runs", "ins", "del", "del-t", "ins-del", "move", "link", "sdt", "smart-tag", "field", "code", "tab",
        "hyphen", "breaks", "comment", "empty", "astral", "alternate-run",
    ],
)  # fmt: skip
def test_inside_a_paragraph(tmp_path: Path, inner: str, text: str) -> None:
    draft = make(tmp_path, par(run(TITLE), "a3") + par(inner) + par(run(BODY)))
    assert draft.text == f"{TITLE}\n{text}\n{BODY}"


def test_content_controls_around_paragraphs_and_tables(tmp_path: Path) -> None:
    inner = f"<w:sdt><w:sdtContent>{par(run(BODY))}{table(['石桥镇', '3亩'])}</w:sdtContent></w:sdt>"
    draft = make(tmp_path, par(run(TITLE), "a3") + inner)
    assert lines(draft) == [TITLE, BODY, "石桥镇", "3亩"]
    assert lines(draft, Place.TABLE) == ["石桥镇", "3亩"]


def test_nested_tables_are_read_once(tmp_path: Path) -> None:
    nested = f"<w:tbl><w:tr><w:tc>{par(run('外'))}{table(['内'])}{par(run('后'))}</w:tc></w:tr></w:tbl>"
    draft = make(tmp_path, par(run(TITLE), "a3") + nested)
    assert lines(draft, Place.TABLE) == ["外", "内", "后"]


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    draft = make(
        tmp_path, par(run(TITLE), "a3") + par(run("前") + box(par(run("框内"))) + run("后")) + par(run(BODY))
    )
    assert lines(draft) == [TITLE, "前后", "框内", BODY]
    assert lines(draft, Place.TEXTBOX) == ["框内"]


def test_a_text_box_for_old_readers_only(tmp_path: Path) -> None:
    content = f"<w:txbxContent>{par(run('旧框'))}</w:txbxContent>"
    old = f"<w:r><w:pict><v:textbox>{content}</v:textbox></w:pict></w:r>"
    draft = make(tmp_path, par(run(TITLE), "a3") + par(old) + par(run(BODY)))
    assert lines(draft, Place.TEXTBOX) == ["旧框"]


def test_a_table_in_a_text_box_is_read_once(tmp_path: Path) -> None:
    draft = make(tmp_path, par(run(TITLE), "a3") + par(box(table(["石桥镇"]) + par(""))) + par(run(BODY)))
    assert draft.text.count("石桥镇") == 1


@pytest.mark.parametrize("tag", ["del", "moveFrom"])
def test_a_deleted_text_box_is_left_out(tmp_path: Path, tag: str) -> None:
    inner = par(f"<w:{tag}>{box(par(run('已删的框')))}</w:{tag}>")
    draft = make(tmp_path, par(run(TITLE), "a3") + inner + par(run(BODY)))
    assert "已删" not in draft.text


def test_footnotes(tmp_path: Path) -> None:
    notes = (
        f"<w:footnotes {NAMESPACES}>"
        f'<w:footnote w:type="separator" w:id="-1">{par(run("分隔"))}</w:footnote>'
        f'<w:footnote w:id="1">{par("<w:r><w:footnoteRef/></w:r>" + run(" 数据来自统计部门"))}</w:footnote>'
        f'<w:footnote w:id="2">{par(run("甲") + "<w:r><w:br/></w:r>" + run("乙"))}{par("")}</w:footnote>'
        "</w:footnotes>"
    )
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    draft = make(tmp_path, par(run(TITLE), "a3") + par(run(BODY) + reference), footnotes=notes)
    assert lines(draft, Place.FOOTNOTE) == [" 数据来自统计部门", "甲 乙"]
    assert lines(draft, Place.BODY) == [BODY]


def test_headers_and_comments_are_left_out(tmp_path: Path) -> None:
    header = f"<w:hdr {NAMESPACES}>{par(run('页眉文字'))}</w:hdr>"
    comments = f"<w:comments {NAMESPACES}>{par(run('批注文字'))}</w:comments>"
    draft = make(tmp_path, par(run(TITLE), "a3") + par(run(BODY)), header1=header, comments=comments)
    assert draft.text == f"{TITLE}\n{BODY}"


def test_tracked_changes_made_beside_python_docx(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_paragraph(TITLE, style="Title")
    paragraph = file.add_paragraph("播种")
    for tag, name, text in (("ins", "t", "新增"), ("del", "delText", "原有")):
        paragraph._p.append(
            parse_xml(
                f'<w:{tag} {NAMESPACES} w:id="1" w:author="某" w:date="2026-03-05T00:00:00Z">'
                f"<w:r><w:{name}>{text}</w:{name}></w:r></w:{tag}>"
            )
        )
    paragraph.add_run("面积")
    path = tmp_path / "稿.docx"
    file.save(str(path))
    assert read_back(path).text == f"{TITLE}\n播种新增面积"


def test_a_document_in_utf_16_is_read(tmp_path: Path) -> None:
    body = '<?xml version="1.0" encoding="UTF-16"?>' + document(par(run(TITLE)) + par(run(BODY)))
    path = tmp_path / "稿.docx"
    path.write_bytes(package(document=body.encode("utf-16")))
    assert read_back(path).text == f"{TITLE}\n{BODY}"


def test_text_that_mentions_a_doctype_is_no_doctype(tmp_path: Path) -> None:
    draft = make(tmp_path, par(run(TITLE)) + par("<w:r><w:t><![CDATA[<!DOCTYPE html>]]></w:t></w:r>"))
    assert "<!DOCTYPE html>" in draft.text


@pytest.mark.parametrize("seed", range(6))
def test_anchors_of_random_documents(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    inline = [
        run("播种"),
        run("𠮷"),
        "<w:ins>" + run("新") + "</w:ins>",
        "<w:del>" + run("旧") + "</w:del>",
        "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>",
        "<w:r><w:tab/></w:r>",
        "<w:hyperlink>" + run("链接") + "</w:hyperlink>",
        box(par(run("框")) + par(run("框") + "<w:r><w:br/></w:r>" + run("尾"))),
    ]
    blocks = [par("".join(chance.choices(inline, k=chance.randrange(6)))) for _ in range(30)]
    blocks += [table(["石桥镇", "面积"], ["三"]), par(run("二、问题"), "1")]
    chance.shuffle(blocks)
    draft = make(tmp_path, par(run(TITLE), "a3") + "".join(blocks))
    assert draft.title_text == TITLE
    assert "旧" not in draft.text


# Files made to do harm


def refused(data: bytes, limits: Limits = Limits()) -> str:
    """Reading must end soon in a ReadingError with a Chinese sentence."""
    start = time.monotonic()
    with pytest.raises(ReadingError) as caught:
        read_docx(data, limits)
    assert time.monotonic() - start < 5
    sentence = str(caught.value)
    assert any("\u4e00" <= c <= "\u9fff" for c in sentence)
    assert sentence.endswith("。")
    return sentence


SOUND = package(document=document(par(run(TITLE)) + par(run(BODY) * 20)), styles=STYLES)


def test_the_sound_file_is_read() -> None:
    assert read_docx(SOUND, Limits())[0].text == TITLE


@pytest.mark.parametrize("length", sorted({*range(4, len(SOUND), 37), len(SOUND) - 1, len(SOUND) - 22}))
def test_truncated(length: int) -> None:
    refused(SOUND[:length])


def test_a_bomb_by_declared_size() -> None:
    data = package(document=b" " * 3_000_000)
    assert len(data) < 10_000
    assert "解压" in refused(data, Limits(unpacked_bytes=2_000_000))


def test_a_bomb_that_declares_too_little() -> None:
    data = bytearray(package(document=b" " * 3_000_000))
    for position in (data.find(b"PK\x03\x04") + 22, data.find(b"PK\x01\x02") + 24):
        data[position : position + 4] = struct.pack("<I", 1000)
    refused(bytes(data), Limits(unpacked_bytes=2_000_000))


def test_a_part_over_the_limit_in_the_sum() -> None:
    data = package(document=document(par(run(BODY))), media1=b"0" * 600_000, media2=b"0" * 600_000)
    assert "解压" in refused(data, Limits(unpacked_bytes=1_000_000))


def test_too_many_members() -> None:
    data = package(document=document(par(run(BODY))), **{f"m{i}": "x" for i in range(30)})
    assert "部件" in refused(data, Limits(members=30))
    assert read_docx(data, Limits(members=31))


def test_the_encrypted_flag() -> None:
    data = bytearray(SOUND)
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert "密码" in refused(bytes(data))


def test_a_version_of_the_format_from_the_future() -> None:
    data = bytearray(SOUND)
    data[data.find(b"PK\x01\x02") + 6] = 99
    refused(bytes(data))


def test_a_method_of_compression_that_is_unknown() -> None:
    data = bytearray(SOUND)
    data[data.find(b"PK\x01\x02") + 10] = 99
    data[data.find(b"PK\x03\x04") + 8] = 99
    refused(bytes(data))


def test_bytes_behind_the_compression_are_broken() -> None:
    data = bytearray(SOUND)
    data[60:90] = bytes(30)
    refused(bytes(data))


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/passwd", "word/../../x", "..\\x", "a\\..\\b"])
def test_names_that_leave_the_package(name: str) -> None:
    buffer = io.BytesIO(SOUND)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, "x")
    assert "名称" in refused(buffer.getvalue())


def test_a_name_that_stands_twice() -> None:
    buffer = io.BytesIO(SOUND)
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(DOCUMENT, document(par(run("另一份正文"))))
    assert "名称" in refused(buffer.getvalue())


DTD = '<!DOCTYPE w:document [<!ENTITY a "甲甲甲甲甲甲甲甲甲甲">{}]>'
LEVELS = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))


@pytest.mark.parametrize(
    ("dtd", "use"),
    [
        (DTD.format(""), "&a;"),
        (DTD.format(LEVELS), "&j;"),
        ('<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/hostname">]>', "&a;"),
        ('<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/x.dtd">', ""),
        ('<!DOCTYPE w:document [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>', ""),
    ],
    ids=["entity", "laughs", "file", "external", "parameter"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["document", "styles", "footnotes"])
def test_a_document_type_is_refused(dtd: str, use: str, encoding: str, part: str) -> None:
    inner = par(run(BODY + use))
    text = f'<?xml version="1.0" encoding="{encoding}"?>{dtd}<w:{part} {NAMESPACES}>{inner}</w:{part}>'
    parts: dict[str, str | bytes] = {"document": document(par(run(TITLE)) + par(run(BODY)))}
    parts[part] = text.encode(encoding)
    refused(package(**parts))


@pytest.mark.parametrize("depth", [300, 5_000, 100_000])
@pytest.mark.parametrize("tag", ["w:x", "w:p", "w:ins", "w:tbl"])
def test_deep_xml(depth: int, tag: str) -> None:
    refused(package(document=document(f"<{tag}>" * depth + run(BODY) + f"</{tag}>" * depth)))


@pytest.mark.parametrize(
    "xml",
    [
        "",
        " ",
        "<",
        "正文",
        "<w:document/>",
        "<a><b></a>",
        "\0",
        "<?xml version='1.0' encoding='no-such'?><a/>",
        "<a/>",
    ],
    ids=["empty", "blank", "angle", "text", "prefix", "crossed", "nul", "encoding", "other"],
)
def test_a_part_that_is_no_document(xml: str) -> None:
    refused(package(document=xml))


@pytest.mark.parametrize("part", ["styles", "footnotes"])
def test_a_broken_second_part(part: str) -> None:
    refused(package(document=document(par(run(BODY))), **{part: "<broken"}))


def test_no_document_and_no_text() -> None:
    assert "Word" in refused(package(other="<a/>"))
    assert "没有文字" in refused(package(document=document(par("") + par(run(" ")))))
    assert "没有文字" in refused(package(document=document("")))


@pytest.mark.parametrize("seed", range(30))
def test_random_bytes(seed: int) -> None:
    chance = random.Random(seed)
    refused(chance.choice([b"", b"PK\x03\x04", b"PK\x05\x06"]) + chance.randbytes(400))


@pytest.mark.parametrize("seed", range(40))
def test_random_damage_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(20):
        data = bytearray(SOUND)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with contextlib.suppress(ReadingError):
            assert read_docx(bytes(data), Limits())


def test_many_paragraphs_are_quick() -> None:
    data = package(document=document(par(run(BODY)) * 20_000))
    start = time.monotonic()
    assert len(read_docx(data, Limits())) == 20_000
    assert time.monotonic() - start < 5
