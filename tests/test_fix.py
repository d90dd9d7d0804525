"""Automatic corrections: only certain ones, never a figure, a name or a quotation, and every other byte as it was."""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qc
from qc.checks.fixes import figures
from qc.cli.main import main
from qc.extraction.protected import quotations
from qc.fixing import applied, edits_of, fix
from qc.reporting.diff import unified
from qc.settings import Allow, Settings
from tests.conftest import corpus_texts

CORPUS = corpus_texts()
DRAFT = (
    "青禾县贯辙春耕部署。\n"
    "近日，县里贯辙会议精神，，涉及到4个乡镇，镇长说“再接再励”，《贯辙要点》印发,全年增产12%，资金1,200万元。\n"
    "截至到3月5日，整改隐患12处，停产1家，关闭2家。\n"
)
FIXED = (
    "青禾县贯彻春耕部署\n"
    "近日，县里贯彻会议精神，涉及4个乡镇，镇长说“再接再励”，《贯辙要点》印发，全年增产12%，资金1,200万元。\n"
    "截至3月5日，整改隐患12处，停产1家，关闭2家。\n"
)
PIECES = [
    "贯辙", "再接再励", "涉及到", "截至到", "来自于", "目的是为了", "，，", "。。", "、、", ",", ";", "，", "。", "；", ":", "“", "”", "‘", "’",
    '"', "《", "》", "「", "」", "3月5日", "12家", "1,200元", "三百户", "百分之八十", "近6万亩", "县里", "整改", "姓名：", "王", "陈贯辙", "同志", "有限公司",
    "\n", "\r\n", " ", "报送单位：", "（", "）", "精神", "一如继往", "迫不急待", "8:30", "a,b", "农业局", "\U00020bb7", "qc：忽略 错别字",
]  # fmt: skip


def inspect(text: str) -> list[qc.Report]:
    return qc.check_bulletin(text)


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stop:
        main([str(a) for a in arguments])
    code = stop.value.code
    assert isinstance(code, int)
    return code


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    monkeypatch.delenv("APPDATA", raising=False)
    here = tmp_path / "稿件"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def test_the_certain_is_fixed_and_nothing_else() -> None:
    done = fix(DRAFT, inspect)
    assert done.text == FIXED
    assert [line for line, _ in done.edits] == [1, 1, 2, 2, 2, 2, 3]
    assert fix(FIXED, inspect).edits == ()


@pytest.mark.parametrize(
    "text",
    [
        "标题\n他说“县里贯辙精神”，随后\n离开。",
        "标题\n他说“县里\n贯辙精神\n涉及到多处”。",
        "标题\n他说“县里贯辙精神。\n涉及到多处。",
        '标题\n他说"县里\n贯辙精神\n涉及到"多处。',
        "标题\n印发《贯辙要点》和「涉及到」、‘截至到’。",
        "标题\n姓名：陈贯辙，县贯辙有限公司。",
        "标题\n村里的王贯辙同志牵头。",
        "标题\n县里开会。\n联系人：贯辙涉及到",
    ],
)
def test_quotations_and_names_stay(text: str) -> None:
    assert fix(text, inspect).text == text
    assert not any(f.fixable for r in inspect(text) for f in r.findings)
    bare = (
        re.sub('[“”‘’「」《》"]', "", text)
        .replace("有限公司", "")
        .replace("姓名：陈", "")
        .replace("联系人", "")
        .replace("同志", "")
    )
    assert fix(bare, inspect).text != bare


def test_in_a_quotation_a_finding_is_not_fixable() -> None:
    text = "标题\n3月5日，他说“县里贯辙精神”，县里贯辙落实。"
    marks = [f.fixable for f in qc.check(text).findings if f.text == "贯辙"]
    assert marks == [False, True]


def test_allowed_words_and_names_stay() -> None:
    text = "标题\n3月5日，贯辙公园开放，县里贯辙落实。"
    allow = Settings(allow=Allow(names=("贯辙公园",), checks={"concise/redundancy": ("涉及到",)}))
    done = fix(text, lambda t: [qc.check(t, settings=allow)])
    assert done.text == "标题\n3月5日，贯辙公园开放，县里贯彻落实。"


def test_what_is_suppressed_is_not_fixed() -> None:
    text = "标题\n3月5日，县里贯辙落实，涉及到4家。（qc：忽略 错别字）"
    assert fix(text, inspect).text == text.replace("涉及到", "涉及")


def test_several_drafts_in_one_text() -> None:
    text = "政务要情\r\n第3期\r\n\r\n【县城供水恢复】\r\n3月5日，县里贯辙精神。\r\n\r\n【东河镇修路】\r\n3月6日，镇里贯辙落实，涉及到4家。"
    expected = text.replace("贯辙", "贯彻").replace("涉及到", "涉及")
    assert fix(text, inspect).text == expected


def quoted(text: str) -> list[str]:
    return [text[a:b] for a, b in sorted(quotations(text))]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join))
@settings(max_examples=400, deadline=None)
def test_properties_of_fixes(text: str) -> None:
    if not text.strip():
        return
    before = inspect(text)
    edits = edits_of(text, before)
    for edit in edits:
        assert text[edit.start : edit.end] == edit.old
        assert not any(edit.start < b and a < edit.end for a, b in quotations(text))
    assert all(a.end <= b.start for a, b in pairwise(edits))
    fixable = sum(f.fixable for r in before for f in r.findings)
    assert len(edits) == fixable
    done = fix(text, inspect)
    assert figures(done.text) == figures(text)
    assert quoted(done.text) == quoted(text)
    assert re.findall(r"\r?\n", done.text) == re.findall(r"\r?\n", text)
    assert fix(done.text, inspect).text == done.text
    assert not any(f.fixable for r in done.after for f in r.findings)


@given(st.sampled_from(CORPUS), st.data())
@settings(max_examples=60, deadline=None)
def test_only_certain_findings_vanish_and_none_appears(text: str, data: st.DataObject) -> None:
    """Mistakes put into sound drafts at sentence ends and behind commas go, and the findings are those of before."""
    places = [i + 1 for i, c in enumerate(text) if c == "，"]
    for place in sorted(data.draw(st.lists(st.sampled_from(places), max_size=4, unique=True)), reverse=True):
        slip = data.draw(st.sampled_from(["县里贯辙精神，", "，", "有关工作涉及到农户，", "大家再接再励，"]))
        text = text[:place] + slip + text[place:]
    before = [f for f in qc.check(text).findings if not f.fixable]
    done = fix(text, lambda t: [qc.check(t)])
    after = done.after[0].findings
    assert not any(f.fixable for f in after)
    if qc.check(text).genre.label == done.after[0].genre.label:
        assert sorted(f.check for f in after) == sorted(f.check for f in before)


@pytest.mark.parametrize("text", CORPUS[::5])
def test_sound_drafts_stay_as_they_are(text: str) -> None:
    assert fix(text, inspect).text == text


# Files


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
@pytest.mark.parametrize("returns", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-be"])
def test_bytes_stay_as_they_are(folder: Path, encoding: str, returns: str, end: str) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    old, new = ((t.rstrip("\n") + end).replace("\n", returns) for t in (DRAFT, FIXED))
    path = folder / "a.txt"
    path.write_bytes(mark + old.encode(encoding))
    path.chmod(0o640)
    run("check", "a.txt", "--fix")
    assert path.read_bytes() == mark + new.encode(encoding)
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [p.name for p in folder.iterdir()] == ["a.txt"]
    run("check", "a.txt", "--fix")
    assert path.read_bytes() == mark + new.encode(encoding)


def test_diff_writes_nothing_and_shows_what_fix_does(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "a.md"
    path.write_text(DRAFT, encoding="utf-8")
    before = path.stat()
    assert run("check", "a.md", "--diff") == 1
    shown, told = capsys.readouterr()
    assert path.read_text(encoding="utf-8") == DRAFT
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert "--- a.md" in shown
    assert "-截至到3月5日" in shown
    assert "+截至3月5日" in shown
    assert "“贯辙”改为“贯彻”（错别字）" in shown
    assert "\x1b" not in shown
    assert "没有写入" in told
    run("check", "a.md", "--fix")
    assert capsys.readouterr().out == shown
    assert path.read_text(encoding="utf-8") == FIXED


def test_the_diff_is_one_that_patch_understands(folder: Path) -> None:
    import shutil
    import subprocess

    if shutil.which("patch") is None:
        pytest.skip("patch is not installed")
    text = "\n".join([*("一行" for _ in range(9)), DRAFT, *("两行" for _ in range(9)), "贯辙末行。"])
    done = fix(text, inspect)
    (folder / "a.txt").write_text(text, encoding="utf-8")
    difference = re.sub("（修正后）|\x1b\\[[0-9;]*m", "", unified("a.txt", text, done.text))
    subprocess.run(["patch", "-p0"], input=difference.encode(), cwd=folder, check=True, capture_output=True)
    assert (folder / "a.txt").read_text(encoding="utf-8") == done.text


def test_colours_mark_what_differs() -> None:
    removed, added = unified("a", "县里贯辙精神\n", "县里贯彻精神\n").splitlines()[-2:]
    marked = re.compile(r"\x1b\[7m(.*?)\x1b\[0m")
    assert marked.findall(removed) == ["辙"]
    assert marked.findall(added) == ["彻"]


def test_standard_input_goes_to_standard_output(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = DRAFT.replace("\n", "\r\n").encode("gb18030")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, "utf-8", write_through=True))
    run("check", "-", "--fix")
    assert out.getvalue() == FIXED.replace("\n", "\r\n").encode("gb18030")


def test_word_and_folders(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = docx.Document()
    for line in DRAFT.splitlines():
        document.add_paragraph(line)
    document.save(str(folder / "b.docx"))
    data = (folder / "b.docx").read_bytes()
    (folder / "a.txt").write_text(DRAFT, encoding="utf-8")
    assert run("check", "b.docx", "--fix") == 2
    assert "Word" in capsys.readouterr().err
    assert run("check", ".", "--fix", "--fail-on", "error") == 0
    assert "1 个文件不是 .txt" in capsys.readouterr().err
    assert (folder / "a.txt").read_text(encoding="utf-8") == FIXED
    assert (folder / "b.docx").read_bytes() == data


@pytest.mark.parametrize("arguments", [("--format", "json"), ("--write-baseline", "b.json")])
def test_what_does_not_go_together(folder: Path, arguments: tuple[str, ...]) -> None:
    (folder / "a.txt").write_text(DRAFT, encoding="utf-8")
    assert run("check", "a.txt", "--fix", *arguments) == 2
    assert (folder / "a.txt").read_text(encoding="utf-8") == DRAFT


def test_unreadable_inputs_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text(DRAFT, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"PK\x03\x04")
    assert run("check", "b.txt", "a.txt", "none.txt", "--fix") == 3
    assert (folder / "a.txt").read_text(encoding="utf-8") == FIXED
    assert capsys.readouterr().err.count("\n") == 3


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_link_goes_on_pointing(folder: Path) -> None:
    (folder / "real.txt").write_text(DRAFT, encoding="utf-8")
    (folder / "link.txt").symlink_to("real.txt")
    run("check", "link.txt", "--fix")
    assert (folder / "link.txt").is_symlink()
    assert (folder / "real.txt").read_text(encoding="utf-8") == FIXED


def test_a_file_changed_meanwhile_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "a.txt"
    path.write_text(DRAFT, encoding="utf-8")
    from qc.cli import fix as module

    original = module.fix

    def slow(text: str, look: object) -> object:
        path.write_text("别人写的", encoding="utf-8")
        return original(text, look)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "fix", slow)
    assert run("check", "a.txt", "--fix") == 2
    assert path.read_text(encoding="utf-8") == "别人写的"
    assert len(list(folder.iterdir())) == 1


def test_an_encoding_without_the_character_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "標題\n3月5日，有關工作涉及到4家，，其餘再議。"
    (folder / "a.txt").write_bytes(text.encode("big5"))
    assert run("check", "a.txt", "--fix", "--encoding", "big5", "--fail-on", "never") == 0
    assert (folder / "a.txt").read_bytes() == text.replace("，，", "，").replace("涉及到", "涉及").encode(
        "big5"
    )


@pytest.mark.parametrize("end", ["", "\n"])
def test_long_texts_take_linear_time(end: str) -> None:
    import time

    def seconds(count: int) -> float:
        text = "标题\n" + ("3月5日，县里贯辙精神，“说明”，姓名：陈某。" + end) * count
        start = time.perf_counter()
        done = fix(text, lambda t: [qc.check(t)])
        assert len(done.edits) == count
        assert unified("a", text, done.text)
        return time.perf_counter() - start

    seconds(10)
    assert seconds(4000) < 60 * max(seconds(200), 0.02)


def test_applied_edits() -> None:
    assert applied("甲乙丙", []) == "甲乙丙"
