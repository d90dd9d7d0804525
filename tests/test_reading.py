"""Plain text: encodings, the layout of a draft, bad files, bulletins."""

from __future__ import annotations

import codecs
import io
import os
import re
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

import qc
from qc.draft import Draft, Place
from qc.errors import ReadingError
from qc.reading.bulletin import split_bulletin
from qc.reading.encoding import decode
from qc.reading.files import read_file, read_text, readable_files
from qc.reading.limits import Limits
from qc.reading.structure import parse_date, small_number
from qc.reading.text import draft_from_text, normalise

COMMA, COLON, OPEN, CLOSE = "\uff0c", "\uff1a", "\uff08", "\uff09"
RARE = "\U00020bb7\u3447"  # Han outside the basic plane, and in extension A
TITLE = "青禾县春耕备耕有序推进"
BODY = f"3月4日{COMMA}青禾县组织农技人员到田间指导{COMMA}完成播种14.8万亩。"
TEXT = f"{TITLE}\n{BODY}\n下一步{COMMA}县里将继续做好农资供应和田间管理工作。\n"
TRADITIONAL = (
    "海灣鎮舉辦農業技術講習\n"
    f"三月四日{COMMA}海灣鎮邀請農業專家為種植戶講解蔬菜病蟲害防治{COMMA}現場解答問題並發放資料。\n"
    f"與會種植戶認為{COMMA}講習內容實用{COMMA}對今年生產幫助很大。\n"
)
COLONS = pytest.mark.parametrize("colon", [":", COLON], ids=["ascii", "full"])
HAN = re.compile("[\u4e00-\u9fff]")


def fails(path: Path, limits: Limits = Limits(), encoding: str | None = None) -> str:
    """The sentence of the ReadingError, which must be Chinese and end like a sentence."""
    with pytest.raises(ReadingError) as caught:
        read_file(path, encoding, limits)
    sentence = str(caught.value)
    assert len(HAN.findall(sentence)) >= 6, sentence
    assert sentence.endswith("。")
    assert "\n" not in sentence
    return sentence


def read(folder: Path, data: bytes, encoding: str | None = None) -> Draft:
    path = folder / "稿.txt"
    path.write_bytes(data)
    (draft,) = read_file(path, encoding)
    assert draft.origin.path == str(path)
    return draft


def text_of(draft: Draft, place: Place) -> list[str]:
    return [draft.text[p.start : p.end] for p in draft.paragraphs if p.place is place]


def test_the_marks_of_this_file_are_full_width() -> None:
    assert [ord(c) for c in (COMMA, COLON, OPEN, CLOSE)] == [0xFF0C, 0xFF1A, 0xFF08, 0xFF09]


# Encodings


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le-bom", "utf-16-be-bom"],
)
def test_certain_encodings_need_no_notice(tmp_path: Path, data: bytes, name: str) -> None:
    draft = read(tmp_path, data)
    assert draft.text == TEXT
    assert draft.origin.encoding == name
    assert draft.origin.notices == ()


@pytest.mark.parametrize("name", ["gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", [TEXT, TEXT.replace("田间", "田间" + RARE), TITLE], ids=["text", "rare", "line"]
)
def test_a_guess_is_right_and_told(tmp_path: Path, name: str, text: str) -> None:
    draft = read(tmp_path, text.encode(name))
    assert draft.text == text
    assert draft.origin.encoding == name
    (notice,) = draft.origin.notices
    assert name.upper() in notice
    assert HAN.search(notice)
    assert text != TEXT or "核对" not in notice


def test_rare_han_survive_gb18030_by_name(tmp_path: Path) -> None:
    text = TEXT + f"该村有{RARE}姓居民。"
    assert read(tmp_path, text.encode("gb18030"), "gb18030").text == text


@pytest.mark.parametrize("text", [TRADITIONAL, TRADITIONAL.replace(COMMA, "")], ids=["marks", "no-marks"])
def test_big5_is_never_read_in_silence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "稿.txt"
    path.write_bytes(text.encode("big5"))
    try:
        told = read_file(path)[0].origin.notices
    except ReadingError as problem:
        told = (str(problem),)
    (sentence,) = told
    assert "--encoding" in sentence
    assert "big5" in sentence.lower()


def test_big5_by_name(tmp_path: Path) -> None:
    draft = read(tmp_path, TRADITIONAL.encode("big5"), "big5")
    assert draft.text == TRADITIONAL
    assert draft.title_text == "海灣鎮舉辦農業技術講習"
    assert draft.origin.encoding == "big5"
    assert draft.origin.notices == ()


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_a_named_encoding_is_used(name: str) -> None:
    text, used, notices = decode(TEXT.encode(name), name)
    assert (text, used, notices) == (TEXT, name, ())


@pytest.mark.parametrize("name", ["utf-8", "utf-16-le", "gb18030"])
def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, ("\ufeff" + TEXT).encode(name), name).text == TEXT


@pytest.mark.parametrize("name", ["no-such", "", "hex", "rot13", "undefined", "utf 8 gb", "\u4e2d\u6587"])
def test_a_wrong_encoding_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / "稿.txt"
    path.write_text(TEXT, encoding="utf-8")
    fails(path, encoding=name)


@pytest.mark.parametrize("name", ["utf-8", "ascii", "utf-16", "idna", "punycode"])
def test_an_encoding_that_does_not_fit(tmp_path: Path, name: str) -> None:
    path = tmp_path / "稿.txt"
    path.write_bytes(TEXT.encode("gb18030") + b"\xff")
    assert name in fails(path, encoding=name)


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_line_ends(tmp_path: Path, end: str) -> None:
    draft = read(tmp_path, TEXT.replace("\n", end).encode("utf-8"))
    assert draft.text == TEXT
    assert draft.title_text == TITLE


def test_normalise_changes_nothing_else() -> None:
    odd = f"a\u3000b\t{COMMA},\u00a0\u2028c\n\n"
    assert normalise("\ufeff" + odd) == odd


# The layout of a draft


def draft_says(text: str) -> tuple[str, str | None, date | None, str | None]:
    draft = draft_from_text(text)
    assert draft.text == text
    for paragraph in draft.paragraphs:
        assert "\n" not in text[paragraph.start : paragraph.end]
    return draft.title_text, draft.unit, draft.submitted, draft.issue


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n{BODY}",
        f"\n\n{TITLE}\n\n{BODY}\n",
        f"{TITLE}\n{BODY}\n{BODY}",
        f"【{TITLE}】\n{BODY}",
    ],
    ids=["plain", "blank-lines", "two", "lenticular"],
)
def test_the_first_short_line_is_the_title(text: str) -> None:
    assert draft_says(text)[0] == TITLE


@pytest.mark.parametrize("text", [TITLE, f"\n{TITLE}\n"])
def test_a_short_line_alone_is_a_title_without_a_body(text: str) -> None:
    assert draft_says(text)[0] == TITLE


@pytest.mark.parametrize(
    "text",
    [f"{TITLE}。", f"{'禾' * 61}\n{BODY}", f"{'禾' * 45}。\n{BODY}"],
    ids=["alone-sentence", "too-long", "sentence"],
)
def test_no_title(text: str) -> None:
    draft = draft_from_text(text)
    assert draft.title is None
    assert text_of(draft, Place.TITLE) == []


def test_a_given_title_is_joined_by_a_line_feed() -> None:
    draft = draft_from_text(BODY, "上下\r\n两行")
    assert draft.text == f"上下 两行\n{BODY}"
    assert draft.title_text == "上下 两行"
    assert draft_from_text("", TITLE).text == TITLE
    assert draft_from_text(f"短句\n{BODY}", "").title is None


@COLONS
@pytest.mark.parametrize("key", ["报送单位", "报送部门", "供稿单位", "供稿", "来源", "单位"])
@pytest.mark.parametrize("end", [False, True], ids=["above", "below"])
def test_unit_fields(colon: str, key: str, end: bool) -> None:
    line = f"{key}{colon}青禾县农业农村局"
    text = f"{TITLE}\n{BODY}\n{line}" if end else f"{line}\n{TITLE}\n{BODY}"
    draft = draft_from_text(text)
    assert (draft.title_text, draft.unit) == (TITLE, "青禾县农业农村局")
    assert text_of(draft, Place.METADATA) == [line]
    assert text_of(draft, Place.BODY) == [BODY]


@COLONS
@pytest.mark.parametrize("key", ["报送时间", "报送日期", "成文日期", "上报时间", "日期"])
def test_date_fields(colon: str, key: str) -> None:
    assert draft_says(f"{key}{colon} 2026年3月5日\n{TITLE}\n{BODY}") == (TITLE, None, date(2026, 3, 5), None)


@COLONS
@pytest.mark.parametrize(
    "mark", ["【报送单位】{}", "[报送单位]{}", "  报送单位 {} "], ids=["【】", "[]", "blanks"]
)
def test_fields_in_brackets_and_blanks(colon: str, mark: str) -> None:
    line = mark.format(colon) + "青禾县农业农村局"
    assert draft_says(f"{line}\n{TITLE}\n{BODY}")[:2] == (TITLE, "青禾县农业农村局")


@COLONS
def test_two_fields_on_one_line(colon: str) -> None:
    line = f"报送单位{colon}青禾县农业农村局    报送时间{colon}2026年3月5日"
    assert draft_says(f"{line}\n{TITLE}\n{BODY}") == (TITLE, "青禾县农业农村局", date(2026, 3, 5), None)


@COLONS
@pytest.mark.parametrize(
    "key", ["签发", "审核", "编辑", "责任编辑", "校对", "联系人", "联系电话", "主送", "抄送", "密级"]
)
def test_other_fields_are_no_body(colon: str, key: str) -> None:
    line = f"{key}{colon}某某"
    draft = draft_from_text(f"{TITLE}\n{BODY}\n{line}")
    assert text_of(draft, Place.METADATA) == [line]
    assert (draft.title_text, draft.unit, draft.submitted) == (TITLE, None, None)


@pytest.mark.parametrize(
    ("issue", "number"),
    [
        ("第12期", "12"),
        ("〔2026〕第12期", "12"),
        ("2026年第12期", "12"),
        (f"第12期{OPEN}总第345期{CLOSE}", "12"),
        ("第12期(总第345期)", "12"),
        (f"{OPEN}第12期{CLOSE}", "12"),
        ("第十二期", "十二"),
        ("总第345期", "345"),
    ],
)
@pytest.mark.parametrize("gap", ["  ", "\u3000\u3000"], ids=["blanks", "ideographic"])
def test_a_masthead(issue: str, number: str, gap: str) -> None:
    text = f"青禾信息\n{issue}\n青禾县政府办公室{gap}2026年3月5日\n{TITLE}\n{BODY}"
    assert draft_says(text) == (TITLE, "青禾县政府办公室", date(2026, 3, 5), number)
    assert len(text_of(draft_from_text(text), Place.METADATA)) == 3


@COLONS
def test_an_issue_field(colon: str) -> None:
    assert draft_says(f"期号{colon}2026-12\n{TITLE}\n{BODY}")[3] == "2026-12"


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        (f"{OPEN}青禾县农业农村局{CLOSE}", "青禾县农业农村局"),
        ("(青禾县农业农村局)", "青禾县农业农村局"),
        (f"{OPEN}供稿{COLON}石桥镇{CLOSE}", "石桥镇"),
        ("(供稿:石桥镇)", "石桥镇"),
        ("青禾县水务局、石桥镇", "青禾县水务局、石桥镇"),
    ],
)
def test_a_unit_signed_below(line: str, unit: str) -> None:
    text = f"{TITLE}\n{BODY}\n{line}\n2026年3月5日"
    assert draft_says(text) == (TITLE, unit, date(2026, 3, 5), None)


AT = datetime.fromisoformat
DATES = [
    ("2026年3月5日", date(2026, 3, 5)),
    ("2026 年 3 月 5 日", date(2026, 3, 5)),
    ("2026年03月05日", date(2026, 3, 5)),
    ("2026-03-05", date(2026, 3, 5)),
    ("2026/3/5", date(2026, 3, 5)),
    ("2026.3.5", date(2026, 3, 5)),
    ("二〇二六年三月五日", date(2026, 3, 5)),
    ("二○二六年十二月二十八日", date(2026, 12, 28)),
    ("\uff12\uff10\uff12\uff16年\uff13月\uff15日", date(2026, 3, 5)),
    ("二\uff10二六年三月五日", date(2026, 3, 5)),
    ("二0二六年三月五日", date(2026, 3, 5)),
    ("2026-03-05 10:30", AT("2026-03-05T10:30")),
    ("2026-03-05T10:30:59", AT("2026-03-05T10:30")),
    ("2026年3月5日10时30分", AT("2026-03-05T10:30")),
    ("2026年3月5日10时", AT("2026-03-05T10:00")),
    ("2026年3月5日 10:30", AT("2026-03-05T10:30")),
    (f"2026年3月5日 10{COLON}30", AT("2026-03-05T10:30")),
    ("2026年3月5日24时", AT("2026-03-06T00:00")),
]


@pytest.mark.parametrize(("text", "when"), DATES)
def test_dates(text: str, when: date) -> None:
    assert parse_date(f"报送 {text} 前") == when
    for line in (text, f"({text})", f"{OPEN}{text}{CLOSE}"):
        assert draft_says(f"{TITLE}\n{line}\n{BODY}") == (TITLE, None, when, None)
        assert draft_says(f"{TITLE}\n{BODY}\n{line}\n") == (TITLE, None, when, None)


@pytest.mark.parametrize("text", ["2026年2月30日", "2026-13-01", "2026年3月", "3月5日", "", "2026年〇月五日"])
def test_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_a_date_in_a_sentence_is_no_submission_date() -> None:
    assert draft_says(f"{TITLE}\n2026年3月4日{COMMA}青禾县召开会议。\n{BODY}")[2] is None


@pytest.mark.parametrize(
    ("digits", "number"),
    [("12", 12), ("\uff11\uff12", 12), ("十", 10), ("二十八", 28), ("三十", 30), ("二〇二六", 2026)],
)
def test_small_numbers(digits: str, number: int) -> None:
    assert small_number(digits) == number


def test_a_long_first_paragraph_is_not_metadata() -> None:
    text = f"{TITLE}\n来源{COLON}{'本' * 130}\n{BODY}"
    assert text_of(draft_from_text(text), Place.METADATA) == []


# Bad files


def zipped(name: str = "a.txt") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, TEXT)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("empty.txt", b"", "空"),
        ("blank.txt", b" \n\t\r\n", "空"),
        ("blank-wide.txt", "\u3000\n\u3000".encode(), "空"),
        ("blank-bom.txt", codecs.BOM_UTF8, "空"),
        ("blank-utf16.txt", codecs.BOM_UTF16_LE + "  \n".encode("utf-16-le"), "空"),
        ("blank-utf16-bare.txt", "  \n".encode("utf-16-le"), "空"),
        ("zip.txt", zipped(), "压缩"),
        ("docx.txt", zipped("word/document.xml"), "docx"),
        ("empty-zip.txt", b"PK\x05\x06" + bytes(18), "压缩"),
        ("pdf.txt", b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        ("ole.txt", OLE + bytes(600), "旧版"),
        ("locked.txt", OLE + "EncryptedPackage".encode("utf-16-le"), "密"),
        ("rtf.md", b"{\\rtf1\\ansi}", "RTF"),
        ("nul.txt", b"abc\0def", "字"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "编码"),
        ("draft.pdf", b"%PDF-1.7", ".docx"),
        ("draft.doc", OLE, ".docx"),
        ("draft.exe", b"MZ", ".exe"),
        ("draft", TEXT.encode(), "扩展名"),
        ("text.docx", TEXT.encode(), "docx"),
        ("old.docx", OLE + bytes(600), "旧版"),
        ("locked.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("zip.docx", zipped(), "Word"),
        ("pdf.docx", b"%PDF-1.7", "Word"),
    ],
    ids=lambda v: v if isinstance(v, str) and "." in v else "",
)
def test_a_bad_file_is_one_chinese_sentence(tmp_path: Path, name: str, data: bytes, word: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert word in fails(path)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert "不存在" in fails(tmp_path / "none.txt")
    assert "不存在" in fails(tmp_path / "none.xyz")
    assert "文件夹" in fails(tmp_path)
    folder = tmp_path / "a.txt"
    folder.mkdir()
    assert "文件夹" in fails(folder)


def test_a_path_below_a_file_and_a_name_too_long(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    fails(tmp_path / "a.txt" / "b.txt")
    fails(tmp_path / ("长" * 400 + ".txt"))
    fails(tmp_path / ("长" * 400 + ".xyz"))


def test_the_limit_of_size(tmp_path: Path) -> None:
    path = tmp_path / "稿.txt"
    path.write_text(TEXT, encoding="utf-8")
    size = path.stat().st_size
    assert read_file(path, limits=Limits(file_bytes=size))
    assert "上限" in fails(path, Limits(file_bytes=size - 1))
    with pytest.raises(ReadingError, match="上限"):
        read_text(TEXT.encode(), None, None, Limits(file_bytes=10))


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="needs /dev/zero")  # noqa: PTH110
def test_an_endless_device_is_refused() -> None:
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "from pathlib import Path; from qc.reading.files import read_file\n"
        "from qc.errors import ReadingError\n"
        "try: read_file(Path('/dev/zero'))\n"
        "except ReadingError: print('refused')\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.stdout.strip() == "refused", run.stderr[-300:]


def test_a_blank_text_is_refused() -> None:
    for call in (draft_from_text, split_bulletin, qc.check_bulletin, qc.check, qc.facts, qc.classify):
        with pytest.raises(ReadingError, match="空"):
            call(" \u3000\n")


def test_readable_files_pass_over_what_is_hidden(tmp_path: Path) -> None:
    (tmp_path / "二").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.txt", "A.TXT", "二/c.md", "~$b.docx", ".d.txt", ".git/e.txt", "f.pdf", "g.docx"):
        (tmp_path / name).write_bytes(b"x")
    found = [p.relative_to(tmp_path).as_posix() for p in readable_files(tmp_path)]
    assert found == ["A.TXT", "b.txt", "g.docx", "二/c.md"]


# Bulletins

SECOND = "石桥镇管网改造进展顺利"
HEADS = pytest.mark.parametrize("head", ["【{}】", "  【{}】 ", "◎{}", "● {}", "\u3000★{}", "■ {}"])


@HEADS
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_split_bulletin(head: str, end: str) -> None:
    text = (
        f"青禾信息\n第7期\n青禾县政府办公室  2026年3月5日\n\n{head.format(TITLE)}\n{BODY}\n{BODY}\n\n"
        f"{head.format(SECOND)}\n{BODY}\n"
    )
    drafts = split_bulletin("\ufeff" + text.replace("\n", end))
    assert [d.title_text.lstrip("◎●★■ ") for d in drafts] == [TITLE, SECOND]
    position = 0
    for draft in drafts:
        start = draft.origin.start
        assert start >= position
        assert text[start : start + len(draft.text)] == draft.text
        assert (draft.issue, draft.submitted) == ("7", date(2026, 3, 5))
        position = start + len(draft.text)
    assert drafts[0].text.endswith(BODY)
    assert drafts[1].text.endswith(BODY)


@HEADS
def test_titles_of_a_bulletin_leave_out_the_mark(head: str) -> None:
    drafts = split_bulletin(f"{head.format(TITLE)}\n{BODY}\n{head.format(SECOND)}\n{BODY}")
    assert [d.title_text for d in drafts] == [TITLE, SECOND]


@pytest.mark.parametrize(
    "text",
    [TEXT, TITLE, f"【{TITLE}】\n{BODY}", f"◎{TITLE}\n{BODY}", f"【{TITLE}】\n【{SECOND}】\n{BODY}"],
    ids=["plain", "one-line", "one-lenticular", "one-bullet", "second-only"],
)
def test_one_draft_stays_one(text: str) -> None:
    (draft,) = split_bulletin(text)
    assert draft.text == text
    assert draft.origin.start == 0
    assert [r.draft.text for r in qc.check_bulletin(text)] == [text]


def test_check_file_splits_a_bulletin(tmp_path: Path) -> None:
    path = tmp_path / "合刊.txt"
    path.write_text(f"【{TITLE}】\n{BODY}\n【{SECOND}】\n{BODY}", encoding="utf-8")
    reports = qc.check_file(path)
    assert [r.draft.title_text for r in reports] == [TITLE, SECOND]
    assert all(r.draft.origin.path == str(path) for r in reports)


def test_findings_of_a_bulletin_count_in_their_own_draft() -> None:
    body = f"近日{COMMA}青禾县召开春耕会议。"
    for report in qc.check_bulletin(f"【{TITLE}】\n{body}\n【{SECOND}】\n{body}"):
        found = [f for f in report.findings if f.check == "timely/vague-time"]
        assert [f.text for f in found] == ["近日"]
        assert all(report.draft.text[f.start : f.end] == f.text for f in report.findings)
