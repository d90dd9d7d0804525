"""Directives in the draft and baselines: what is left out, what is counted, and that nothing is left out silently."""

import json
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qc
from qc.baseline import fingerprint
from qc.checks.registry import all_checks
from qc.checks.screen import Screen
from qc.cli.main import main
from qc.draft import Place
from qc.pipeline import check_draft
from qc.reading.text import draft_from_text
from tests.test_fix import CORPUS

TITLE = "青禾县春耕备耕有序推进"
FIRST = "近日，青禾县组织农技人员下田指导，完成播种14.8万亩。"
SECOND = "日前，石桥镇检修农机120台。"
COLON = ("\uff1a", ":")


def found(report: qc.Report, check: str = "timely/vague-time") -> list[str]:
    return [f.text for f in report.findings if f.check == check]


@pytest.mark.parametrize("colon", COLON)
@pytest.mark.parametrize(
    "form",
    [
        "<!-- qc{}{} -->",
        "<!\u2014 qc{}{} \u2014>",
        "qc{} {}",
        "\uff08qc{}{}\uff09",
        "(qc{}{})",
        "[QC{} {}]",
        "【qc{}{}】",
    ],
)
@pytest.mark.parametrize(
    "name",
    ["时间模糊", "timely/vague-time", "vague-time", "全部", "及时", "错别字、时间模糊", "错别字 vague-time"],
)
def test_every_form_and_name_in_every_place(form: str, colon: str, name: str) -> None:
    line = form.format(colon, f"忽略 {name}")
    cases = {
        f"{line}\n{TITLE}\n{FIRST}\n{SECOND}": [],
        f"{TITLE}\n{FIRST}\n{SECOND}\n{line}": [],
        f"{TITLE}\n{line}\n{FIRST}\n{SECOND}": ["日前"],
        f"{TITLE}\n{FIRST}\n{line}\n\n{SECOND}": ["近日"],
        f"{TITLE}\n{FIRST} {line}\n{SECOND}": ["日前"],
        f"{TITLE}\n{FIRST}\n{SECOND}{line}  ": ["近日"],
    }
    for text, left in cases.items():
        report = qc.check(text)
        assert found(report) == left, text
        assert report.suppressed["timely/vague-time"] == 2 - len(left)
        assert report.draft.title_text == TITLE
        assert not report.draft.origin.notices
        assert report.draft.text == text
        for finding in report.findings:
            assert text[finding.start : finding.end] == finding.text


@pytest.mark.parametrize(
    ("order", "left"), [("全文忽略", []), ("本篇忽略", []), ("下段忽略", ["近日"]), ("本段忽略", ["日前"])]
)
def test_the_scope_may_be_said(order: str, left: list[str]) -> None:
    text = f"{TITLE}\n{FIRST}<!-- qc: {order} 时间模糊 -->\n{SECOND}"
    assert found(qc.check(text)) == left


def test_a_directive_costs_and_earns_nothing_else() -> None:
    bare = qc.check(f"{TITLE}\n{FIRST}\n{SECOND}")
    typed = qc.check(f"{TITLE}\n{FIRST}（qc：忽略 占位未填）\n{SECOND}\nqc：忽略 序号不连续")
    assert [f.text for f in typed.findings] == [f.text for f in bare.findings]
    assert typed.scores.to_dict() == bare.scores.to_dict()
    assert typed.genre.probabilities == bare.genre.probabilities
    assert not typed.suppressed


def test_what_is_left_out_costs_no_points_and_can_be_shown() -> None:
    text = f"qc：忽略 时间模糊\n{TITLE}\n{FIRST}"
    hidden, shown = (check_draft(draft_from_text(text), screen=Screen(directives=d)) for d in (True, False))
    assert found(hidden) == []
    assert found(shown) == ["近日"]
    assert (hidden.scores["timely"].value or 0) > (shown.scores["timely"].value or 0)
    assert not shown.suppressed
    assert hidden.to_dict()["suppressed"] == {"timely/vague-time": 1}


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("qc：忽略 时间模湖", "时间模糊"),
        ("<!-- qc: 忽略 timely/vage-time -->", "timely/vague-time"),
        ("qc：忽略 甲乙丙丁", "qc checks"),
        ("qc：忽略", "全部"),
        ("<!-- qc: 略过 时间模糊 -->", "忽略"),
    ],
)
def test_nothing_is_silently_without_effect(line: str, hint: str) -> None:
    report = qc.check(f"{TITLE}\n{line}\n{FIRST}")
    assert found(report) == ["近日"]
    (notice,) = report.draft.origin.notices
    assert hint in notice


def test_a_directive_inside_a_sentence_is_told() -> None:
    report = qc.check(f"{TITLE}\n近日（qc：忽略 时间模糊），县里开会。")
    assert "段末" in report.draft.origin.notices[0]
    assert found(report) == ["近日"]


def test_quality_control_is_no_directive() -> None:
    text = f"{TITLE}\n3月5日，县里推广全面质量控制（QC：质量控制）小组12个。\nQC：成果发布42项。"
    assert not qc.check(text).draft.directives


def test_directives_of_a_bulletin() -> None:
    text = (
        f"政务要情\nqc：忽略 时间模糊\n第3期\n\n【县城供水恢复】\n{FIRST}\n\n【东河镇修路】\n{SECOND}布署12项。\n"
        "qc：忽略 错别字\n"
    )
    one, two = qc.check_bulletin(text)
    assert not found(one)
    assert not found(two)
    assert not found(two, "accurate/confusable")
    assert two.suppressed == {"accurate/confusable": 1, "timely/vague-time": 1}
    assert text[two.draft.origin.start :].startswith(two.draft.text)


def test_word_documents(tmp_path: Path) -> None:
    document = docx.Document()
    for line in (TITLE, FIRST + "（qc：忽略 时间模糊）", SECOND, "<!— qc：全文忽略 错别字 —>"):
        document.add_paragraph(line)
    document.save(str(tmp_path / "a.docx"))
    (report,) = qc.check_file(tmp_path / "a.docx")
    assert found(report) == ["日前"]
    assert report.draft.directives[1].names == ("错别字",)
    assert all(p.place is not Place.METADATA for p in report.draft.paragraphs)


MARKS = [
    "qc：忽略 全部",
    "<!-- qc: 忽略",
    "-->",
    "（qc:",
    "）",
    "忽略",
    "QC",
    "全文",
    " ",
    "\n",
    "近日",
    "，",
    "开会。",
    "<!--",
    "----",
    "时间模糊",
]


@given(st.lists(st.sampled_from(MARKS), min_size=1, max_size=40).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_mixture_gives_a_sound_report(text: str) -> None:
    if text.strip():
        report = qc.check(text)
        assert report.draft.text == text
        for finding in report.findings:
            assert text[finding.start : finding.end] == finding.text
            for d in report.draft.directives:
                inside = range(d.start, d.end)
                assert finding.start not in inside
                assert finding.end - 1 not in inside


def test_many_directives_take_linear_time() -> None:
    import time

    def seconds(count: int) -> float:
        text = TITLE + "\n" + (FIRST + "（qc：忽略 时间模糊）\n") * count
        start = time.perf_counter()
        qc.check(text)
        return time.perf_counter() - start

    seconds(10)
    assert seconds(2000) < 40 * max(seconds(200), 0.01)


# The baseline


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as stop:
        main([str(a) for a in arguments])
    code = stop.value.code
    assert isinstance(code, int)
    return code


def findings(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> list[str]:
    capsys.readouterr()
    run("check", *arguments, "--format", "json")
    out = capsys.readouterr().out
    return [f["text"] for r in json.loads(out)["reports"] for f in r["findings"]]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    monkeypatch.delenv("APPDATA", raising=False)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "旧稿"
    folder.mkdir()
    for name, text in (("a.txt", f"{TITLE}\n{FIRST}\n{SECOND}\n"), ("b.txt", f"{TITLE}\n{FIRST}\n")):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_baseline_hides_those_and_only_those(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", archive, "--write-baseline", "基线.json") == 0
    assert run("check", archive, "--baseline", "基线.json", "--fail-on", "advice") == 0
    assert findings(capsys, archive, "--baseline", "基线.json") == []
    # Paragraphs moved, other text edited, a finding typed once more: only the new one is shown.
    moved = f"{TITLE}\n4月2日，会议召开。\n{SECOND}\n{FIRST}\n{SECOND}\n"
    (archive / "a.txt").write_text(moved, encoding="utf-8")
    assert findings(capsys, archive, "--baseline", "基线.json").count("日前") == 1
    assert "近日" not in findings(capsys, archive, "--baseline", "基线.json")
    # The same words in another file are new.
    (archive / "c.txt").write_text(f"{TITLE}\n{FIRST}\n", encoding="utf-8")
    assert findings(capsys, archive / "c.txt", "--baseline", "基线.json").count("近日") == 1
    assert run("check", archive / "c.txt", "--baseline", "基线.json") == 1


def test_a_baseline_is_deterministic_and_holds_no_text(archive: Path) -> None:
    run("check", archive, "--write-baseline", "一.json", "--jobs", "1")
    run("check", archive, "--write-baseline", "二.json")
    data = Path("一.json").read_bytes()
    assert data == Path("二.json").read_bytes()
    assert data.isascii()
    assert json.loads(data)["version"] == 1
    assert len(json.loads(data)["files"]) == 2


def test_the_settings_may_name_it(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("check", archive, "--write-baseline", archive / "基线.json")
    (archive / "qc.toml").write_text('baseline = "基线.json"\n', encoding="utf-8")
    assert findings(capsys, archive) == []
    assert findings(capsys, archive, "--isolated")
    reports = qc.check_file(archive / "a.txt")
    assert found(reports[0]) == ["近日", "日前"]


def test_the_report_counts_what_is_known(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("check", archive, "--write-baseline", "基线.json")
    capsys.readouterr()
    run("check", archive / "b.txt", "--baseline", "基线.json", "--format", "json")
    (report,) = json.loads(capsys.readouterr().out)["reports"]
    assert report["baseline"]["timely/vague-time"] == 1
    assert report["findings"] == []
    run("check", archive / "b.txt", "--baseline", "基线.json")
    assert "基线" in capsys.readouterr().out


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"version": 1}',
        b'{"version": 1, "files": {"a": {"b": 0}}}',
        b"\xff\xfe\x00",
        b'{"version": 9, "files": {}}',
        b"[" * 100_000,
    ],
)
def test_a_broken_baseline_is_one_sentence(
    archive: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    Path("坏.json").write_bytes(content)
    capsys.readouterr()
    assert run("check", archive, "--baseline", "坏.json") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "坏.json" in err
    (archive / "qc.toml").write_text('baseline = "../坏.json"\n', encoding="utf-8")
    assert run("check", archive) == 2
    assert "qc.toml" in capsys.readouterr().err


def test_missing_and_contradicting(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", archive, "--baseline", "没有.json") == 2
    assert run("check", archive, "--baseline", "a", "--write-baseline", "b") == 2
    assert run("check", archive, "--fix", "--write-baseline", "b") == 2
    assert run("check", archive, "--write-baseline", "no/such/b.json") == 2
    draft = archive / "a.txt"
    before = draft.read_bytes()
    assert run("check", archive, "--write-baseline", draft) == 2
    assert draft.read_bytes() == before
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("text", CORPUS[::7])
def test_fingerprints_do_not_move(text: str) -> None:
    report = qc.check(text)
    longer = qc.check(f"{text}\n4月2日，会议在县城召开。")
    marks = {(f.check, f.text): fingerprint(report.draft, f) for f in report.findings}
    for finding in longer.findings:
        key = (finding.check, finding.text)
        if key in marks and [f.text for f in report.findings].count(finding.text) == 1:
            assert fingerprint(longer.draft, finding) == marks[key]


def test_the_command_line_shows_all_and_tells_what_is_wrong(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = archive / "a.txt"
    path.write_text(f"qc：忽略 时间模糊 时间模湖\n{TITLE}\n{FIRST}\n", encoding="utf-8")
    assert findings(capsys, path) == []
    assert findings(capsys, path, "--no-suppress") == ["近日"]
    for form in ("json", "jsonl", "csv", "sarif", "text"):
        capsys.readouterr()
        run("check", path, "--format", form)
        out, err = capsys.readouterr()
        assert "是不是“时间模糊”" in (out if form == "text" else err)
    assert "未列 1 处" in out
    assert run("check", path, "--fail-on", "advice") == 0
    assert run("check", path, "--no-suppress") == 1


def test_every_check_has_a_name_that_a_directive_can_hold() -> None:
    for check in all_checks():
        report = qc.check(f"qc：忽略 {check.name}\n{TITLE}\n{FIRST}")
        assert not report.draft.origin.notices, check.name
