"""The command line: exit codes, formats, streams, and Chinese sentences instead of tracebacks."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from qc.cli.main import main

COMMA = "\uff0c"
TITLE = "青禾县春耕备耕有序推进"
VAGUE = f"{TITLE}\n近日{COMMA}青禾县组织农技人员下田指导{COMMA}完成播种14.8万亩。\n"
ERROR = f"{TITLE}\n2月30日{COMMA}青禾县组织农技人员下田指导{COMMA}完成播种14.8万亩。\n"
HAN = re.compile("[\u4e00-\u9fff]")
# An English sentence has three plain words in a row; names of options and commands do not.
ENGLISH = re.compile(r"\b[A-Za-z]+ [a-z]+ [a-z]+\b")
FORMATS = ("text", "json", "jsonl", "csv", "sarif")
CALL = "from qc.cli.main import main; main()"


def qc(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> SimpleNamespace:
    """Run in process; whatever happens, nothing but SystemExit may come out and no traceback be shown."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as stop:
        main([str(a) for a in arguments])
    out, err = capsys.readouterr()
    assert "Traceback" not in err + out
    code = stop.value.code
    assert isinstance(code, int)
    return SimpleNamespace(code=code, out=out, err=err)


def spawn(*arguments: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    run = subprocess.run(
        [sys.executable, "-c", CALL, *arguments],
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
        env={**os.environ, **env},
    )
    assert b"Traceback" not in run.stderr, run.stderr.decode(errors="replace")
    return run


def assert_sentence(err: str) -> None:
    assert err.startswith("qc\uff1a")
    assert len(HAN.findall(err)) >= 4
    assert err.rstrip().endswith("。")
    assert not ENGLISH.search(err), err


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, away from any qc.toml of the user."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    monkeypatch.delenv("APPDATA", raising=False)
    here = tmp_path / "稿件"
    here.mkdir()
    monkeypatch.chdir(here)
    (here / "a.txt").write_text(VAGUE, encoding="utf-8")
    return here


def checks_off(path: Path) -> None:
    from qc.checks.registry import all_checks

    path.write_text("[checks]\n" + "".join(f'"{c.id}" = "off"\n' for c in all_checks()), encoding="utf-8")


def levels(answer: SimpleNamespace) -> set[str]:
    return {f["severity"] for r in json.loads(answer.out)["reports"] for f in r["findings"]}


# Exit codes


@pytest.mark.parametrize("form", FORMATS)
def test_exit_codes(folder: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    checks_off(folder / "off.toml")
    assert qc(capsys, "check", "a.txt", "--format", form, "--config", "off.toml").code == 0
    assert qc(capsys, "check", "a.txt", "--format", form).code == 1
    wrong = qc(capsys, "check", "a.txt", "--format", form, "--config", "none.toml")
    assert (wrong.code, wrong.out) == (2, "")
    missing = qc(capsys, "check", "none.txt", "--format", form)
    assert missing.code == 3
    assert "none.txt" in missing.err
    assert_sentence(missing.err)
    for answer in (wrong, missing):
        assert answer.err.count("\n") == 1


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("level", ["error", "warning", "advice", "never"])
@pytest.mark.parametrize("severity", ["error", "warning", "advice"])
def test_fail_on(
    folder: Path, capsys: pytest.CaptureFixture[str], form: str, level: str, severity: str
) -> None:
    checks_off(folder / "qc.toml")
    text = (folder / "qc.toml").read_text(encoding="utf-8")
    on = text.replace('"timely/vague-time" = "off"', f'"timely/vague-time" = "{severity}"')
    (folder / "qc.toml").write_text(on, encoding="utf-8")
    answer = qc(capsys, "check", "a.txt", "--format", form, "--fail-on", level)
    order = ["advice", "warning", "error"]
    expected = level != "never" and order.index(severity) >= order.index(level)
    assert answer.code == int(expected)
    assert answer.err == ""
    if form == "json":
        assert levels(answer) == {severity}


def test_the_default_level_is_warning(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.txt").write_text(ERROR, encoding="utf-8")
    for name in ("a.txt", "b.txt"):
        found = levels(qc(capsys, "check", name, "--format", "json"))
        assert qc(capsys, "check", name).code == int(bool(found & {"error", "warning"}))
    assert "error" in levels(qc(capsys, "check", "b.txt", "--format", "json"))


# Results


def test_json_holds_the_fields_of_the_contract(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = qc(capsys, "check", "a.txt", "--format", "json", "--submitted", "2026-03-05T10:30")
    document = json.loads(answer.out)
    assert list(document) == ["version", "reports"]
    assert document["version"] == 1
    (report,) = document["reports"]
    assert {"draft", "genre", "scores", "findings", "verdict", "not_checked"} <= set(report)
    draft = report["draft"]
    assert draft["text"] == VAGUE
    assert draft["title"] == TITLE
    assert draft["submitted"] == "2026-03-05T10:30:00"
    assert draft["origin"]["path"] == "a.txt"
    genre = report["genre"]
    labels = {"dynamic", "experience", "problem", "warning"}
    assert set(genre["probabilities"]) == labels
    assert sum(genre["probabilities"].values()) == pytest.approx(1, abs=1e-5)
    assert {genre["label"], genre["second"]} <= labels
    assert isinstance(genre["confident"], bool)
    assert {"reasons", "flags"} <= set(genre)
    assert set(report["scores"]) == {"concise", "accurate", "timely", "deep", "balanced", "overall"}
    for name, score in report["scores"].items():
        if name != "overall" and score["value"] is not None:
            assert sum(b["points"] for b in score["because"]) == pytest.approx(score["value"])
    fields = {
        "check",
        "criterion",
        "severity",
        "message",
        "start",
        "end",
        "text",
        "suggestion",
        "fixable",
        "norm",
    }
    assert any(f["check"] == "timely/vague-time" for f in report["findings"])
    for finding in report["findings"]:
        assert set(finding) == fields
        assert VAGUE[finding["start"] : finding["end"]] == finding["text"]
        assert HAN.search(finding["message"])
    assert report["verdict"] in ("accept", "revise", "return")


def test_jsonl_is_one_line_per_draft(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.txt").write_text(ERROR, encoding="utf-8")
    answer = qc(capsys, "check", "a.txt", "b.txt", "a.txt", "--format", "jsonl")
    assert answer.out.endswith("\n")
    rows: list[dict[str, Any]] = [json.loads(line) for line in answer.out[:-1].split("\n")]
    assert [r["draft"]["origin"]["path"] for r in rows] == ["a.txt", "b.txt", "a.txt"]
    assert all("id" in r for r in rows)


def test_jsonl_of_a_bulletin(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = VAGUE.partition("\n")[2]
    (folder / "合刊.txt").write_text(f"【{TITLE}】\n{body}【石桥镇管网改造有序】\n{body}", encoding="utf-8")
    answer = qc(capsys, "check", "合刊.txt", "--format", "jsonl")
    assert answer.out.count("\n") == 2


def test_text_shows_evidence_and_no_colour_codes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = qc(capsys, "check", "a.txt")
    assert TITLE in answer.out
    assert "【近日】" in answer.out
    assert "timely/vague-time" in answer.out
    assert "\x1b" not in answer.out
    assert answer.err == ""


@pytest.mark.parametrize("form", FORMATS)
def test_output_is_what_the_screen_would_show(
    folder: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    shown = qc(capsys, "check", "a.txt", "--format", form)
    written = qc(capsys, "check", "a.txt", "--format", form, "--output", "结果.out")
    assert written.code == shown.code == 1
    assert written.out == ""
    assert (folder / "结果.out").read_bytes() == shown.out.encode("utf-8")


@pytest.mark.parametrize("target", ["no/such/folder/x.json", ".", "a.txt/x"])
def test_output_that_cannot_be_written(folder: Path, capsys: pytest.CaptureFixture[str], target: str) -> None:
    answer = qc(capsys, "check", "a.txt", "--output", target)
    assert (answer.code, answer.out) == (2, "")
    assert HAN.search(answer.err)


def test_output_over_the_draft_itself_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = qc(capsys, "check", "a.txt", "--output", "a.txt")
    assert (folder / "a.txt").read_text(encoding="utf-8") == VAGUE
    assert answer.code == 2


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names there are always Unicode")
@pytest.mark.parametrize("form", FORMATS)
def test_a_file_name_in_gbk(folder: Path, form: str) -> None:
    name = os.fsdecode("春耕.txt".encode("gbk"))
    (folder / name).write_text(VAGUE, encoding="utf-8")
    assert spawn("check", name, "--format", form).returncode == 1
    assert spawn("check", name, "--format", form, "--output", "out").returncode == 1
    assert (folder / "out").stat().st_size > 100


# Inputs


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_standard_input(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(VAGUE.encode(name))))
    answer = qc(capsys, "check", "-", "--format", "json")
    assert answer.code == 1
    (report,) = json.loads(answer.out)["reports"]
    assert report["draft"]["text"] == VAGUE
    assert bool(report["draft"]["origin"]["notices"]) == (name == "gb18030")


@pytest.mark.parametrize("data", [b"", b" \n", b"PK\x03\x04aaaa", bytes(range(256)) * 8])
def test_bad_standard_input(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    answer = qc(capsys, "check", "-")
    assert answer.code == 3
    assert "标准输入" in answer.err
    assert_sentence(answer.err)


@pytest.mark.parametrize("form", FORMATS)
def test_a_folder_with_one_broken_file(folder: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    (folder / "b.docx").write_bytes(b"PK\x03\x04broken")
    (folder / "sub").mkdir()
    (folder / "sub" / "c.txt").write_text(VAGUE, encoding="utf-8")
    answer = qc(capsys, "check", ".", "--format", form)
    assert answer.code == 3
    assert "b.docx" in answer.err
    assert "Traceback" not in answer.err
    assert all(line.startswith("qc\uff1a") for line in answer.err.splitlines())
    if form == "json":
        assert [Path(r["draft"]["origin"]["path"]).name for r in json.loads(answer.out)["reports"]] == [
            "a.txt",
            "c.txt",
        ]
    else:
        assert answer.out.count("c.txt") >= 1
    assert qc(capsys, "check", ".", "--format", form, "--fail-on", "never").code == 3


def test_an_empty_folder_beside_a_good_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "空").mkdir()
    alone = qc(capsys, "check", "空")
    assert alone.code == 3
    assert_sentence(alone.err)
    answer = qc(capsys, "check", "a.txt", "空", "--format", "json")
    assert answer.code == 3
    assert "空" in answer.err
    assert len(json.loads(answer.out)["reports"]) == 1


def test_many_files_in_several_processes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"{i:02}.txt" for i in range(25)]
    for number, name in enumerate(names):
        (folder / name).write_text(VAGUE.replace("14.8", str(number + 2)), encoding="utf-8")
    (folder / "07.txt").write_bytes(b"%PDF-1.7")
    answer = qc(capsys, "check", *names, "--format", "json", "--jobs", "2")
    single = qc(capsys, "check", *names, "--format", "json", "--jobs", "1")
    assert answer.code == single.code == 3
    assert answer.out == single.out
    assert answer.err == single.err
    assert "07.txt" in answer.err


def test_a_path_that_is_too_long(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = qc(capsys, "check", "长" * 300 + ".txt", "a.txt", "--format", "jsonl")
    assert answer.code == 3
    assert answer.out.count("\n") == 1


def test_a_guessed_encoding_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "g.txt").write_bytes(VAGUE.encode("gb18030"))
    for arguments in (["check"], ["check", "--format", "json"], ["check", "--format", "jsonl"], ["facts"]):
        answer = qc(capsys, *arguments, "g.txt")
        assert "GB18030" in answer.out + answer.err, arguments


@pytest.mark.parametrize("name", ["no-such", "hex", "undefined", "idna", "ascii"])
def test_a_wrong_encoding(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    answer = qc(capsys, "check", "a.txt", "--encoding", name)
    assert answer.code in (2, 3)
    assert_sentence(answer.err)


@pytest.mark.parametrize(
    "when",
    [
        "2026-03-05",
        "2026-3-5",
        "2026年3月5日",
        "2026-03-05T10:30",
        "2026-03-05 10:30",
        "2026-03-05T10:30:00+08:00",
    ],
)
def test_submission_dates(folder: Path, capsys: pytest.CaptureFixture[str], when: str) -> None:
    (folder / "b.txt").write_text(f"{TITLE}\n3月4日9时30分{COMMA}石桥镇发生火灾。\n", encoding="utf-8")
    assert qc(capsys, "check", "a.txt", "b.txt", "--submitted", when).code in (0, 1)


@pytest.mark.parametrize("when", ["", "昨天", "2026-02-30", "9999-12-31", "05/03/2026"])
def test_wrong_submission_dates(folder: Path, capsys: pytest.CaptureFixture[str], when: str) -> None:
    answer = qc(capsys, "check", "a.txt", "--submitted", when)
    assert answer.code == 2
    assert_sentence(answer.err)


# Settings


def test_settings_beside_the_draft_and_isolated(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checks_off(folder / "qc.toml")
    assert qc(capsys, "check", "a.txt").code == 0
    assert qc(capsys, "check", "a.txt", "--isolated").code == 1


@pytest.mark.parametrize(
    ("toml", "hint"),
    [
        ("[threshold]\n", "thresholds"),
        ("[thresholds]\ntitle_mx = 3\n", "title_max"),
        ('[checks]\n"timely/vage-time" = "off"\n', "timely/vague-time"),
        ('[checks]\n"timely/vague-time" = "quiet"\n', "advice"),
        ("[checks\n", "TOML"),
        ('tokenizer = "x"\n', "jieba"),
    ],
)
def test_wrong_settings(folder: Path, capsys: pytest.CaptureFixture[str], toml: str, hint: str) -> None:
    (folder / "qc.toml").write_text(toml, encoding="utf-8")
    answer = qc(capsys, "check", "a.txt")
    assert answer.code == 2
    assert "qc.toml" in answer.err
    assert hint in answer.err
    assert_sentence(answer.err)


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["chekc", "a.txt"], "chekc"),
        (["it's"], "it's"),
        (["check"], "稿件"),
        (["check", "--formt", "json", "a.txt"], "--format"),
        (["check", "a.txt", "--format"], "--format"),
        (["check", "a.txt", "--format", "xml"], "jsonl"),
        (["check", "a.txt", "--fail-on", "all"], "advice"),
        (["check", "a.txt", "--jobs", "x"], "--jobs"),
        (["check", "a.txt", "--jobs", "-1"], "--jobs"),
        (["check", "a.txt", "--output", "."], "--output"),
        (["check", "a.txt", "--isolated=1"], "--isolated"),
        (["check", "a.txt", "--config", "none.toml"], "none.toml"),
        (["check", "a.txt", "--config", "."], "--config"),
        (["explain"], "检查项"),
        (["explain", "a", "b"], "参数"),
        (["explain", "timely/vage-time"], "timely/vague-time"),
        (["explain", "vage-time"], "timely/vague-time"),
        (["explain", "zzzzzz"], "qc checks"),
        (["checks", "x"], "参数"),
        (["facts"], "稿件"),
    ],
)
def test_wrong_usage(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], hint: str
) -> None:
    answer = qc(capsys, *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert hint in answer.err
    assert_sentence(answer.err)


def test_an_unknown_command_names_the_near_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "是不是 check" in qc(capsys, "chekc").err


def test_no_arguments_show_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    answer = qc(capsys)
    assert answer.code in (0, 2)
    assert "用法" in answer.out + answer.err
    assert "check" in answer.out + answer.err


@pytest.mark.parametrize("command", ["", "check", "facts", "explain", "checks", "train", "evaluate"])
def test_help_is_chinese(capsys: pytest.CaptureFixture[str], command: str) -> None:
    answer = qc(capsys, *command.split(), "--help")
    assert answer.code == 0
    assert "用法" in answer.out
    for word in ("Usage", "Options", "Commands", "Show this", "OPTIONS"):
        assert word not in answer.out
    assert not ENGLISH.search(answer.out.replace("\n", " \n"))


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    from qc.version import __version__ as version

    for option in ("-V", "--version"):
        answer = qc(capsys, option)
        assert (answer.code, answer.out) == (0, f"qc {version}\n")


# Other commands


def test_explain_every_check(capsys: pytest.CaptureFixture[str]) -> None:
    from qc.checks.registry import all_checks

    for check in all_checks():
        answer = qc(capsys, "explain", check.id)
        assert answer.code == 0
        for word in (check.id, "依据", "为什么", "〖", f'"{check.id}" = "off"'):
            assert word in answer.out
    assert qc(capsys, "explain", "vague-time").out == qc(capsys, "explain", "timely/vague-time").out


def test_checks_lists_every_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from qc.checks.registry import all_checks

    for option in ([], ["--markdown"]):
        answer = qc(capsys, "checks", *option)
        assert answer.code == 0
        assert all(check.id in answer.out for check in all_checks())


def test_facts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = qc(capsys, "facts", "a.txt")
    assert answer.code == 0
    (facts,) = json.loads(answer.out)["drafts"]
    assert {"times", "quantities", "sentences"} <= set(facts)
    assert "近日" in [t["text"] for t in facts["times"]]
    assert any("14.8" in q["text"] for q in facts["quantities"])
    assert {s["polarity"] for s in facts["sentences"]} <= {"good", "bad", "neutral"}
    for item in (*facts["times"], *facts["quantities"], *facts["sentences"]):
        assert VAGUE[item["start"] : item["end"]] == item["text"]


@pytest.mark.parametrize("name", ["none.txt", "bad.docx", "empty.txt"])
def test_facts_of_a_bad_file_names_the_file(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (folder / "bad.docx").write_bytes(b"PK\x03\x04")
    (folder / "empty.txt").write_bytes(b"")
    answer = qc(capsys, "facts", name)
    assert (answer.code, answer.out) == (3, "")
    assert_sentence(answer.err)
    assert name in answer.err


@pytest.mark.parametrize("arguments", [["train", "none.jsonl", "--output", "m"], ["evaluate", "none.jsonl"]])
def test_a_missing_corpus(folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    answer = qc(capsys, *arguments)
    assert answer.code == 3
    assert "none.jsonl" in answer.err
    assert_sentence(answer.err)


# Streams and start-up


@pytest.mark.parametrize("form", FORMATS)
def test_a_gbk_console(folder: Path, form: str) -> None:
    (folder / "稀.txt").write_text(VAGUE.replace("田", "\U00020bb7\U0001f600田"), encoding="utf-8")
    run = spawn("check", "稀.txt", "没有.txt", "--format", form, PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert run.returncode == 3
    assert ("“近日”" if form == "sarif" else TITLE) in run.stdout.decode("gbk")
    assert "没有.txt" in run.stderr.decode("gbk")


def test_the_installed_streams(folder: Path) -> None:
    run = spawn("check", "-", "--format", "json", stdin=VAGUE.encode(), PYTHONUTF8="1")
    assert run.returncode == 1
    assert json.loads(run.stdout)["reports"][0]["draft"]["text"] == VAGUE
    assert run.stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
def test_a_reader_that_stops_early(folder: Path) -> None:
    for number in range(12):
        (folder / f"{number}.txt").write_text(VAGUE * 20, encoding="utf-8")
    shell = f'"{sys.executable}" -c "{CALL}" check . | head -n 1'
    run = subprocess.run(["sh", "-c", shell], capture_output=True, timeout=120, check=False)
    assert run.stderr == b""


@pytest.mark.parametrize("form", FORMATS)
def test_check_leaves_scikit_learn_alone(folder: Path, form: str) -> None:
    code = (
        "import sys; from qc.cli.main import main\n"
        f"try: main(['check', 'a.txt', '--format', '{form}', '--output', 'out'])\n"
        "except SystemExit as stop: print(stop.code)\n"
        "print(sorted({'sklearn', 'scipy', 'pandas', 'joblib', 'docx'} & set(sys.modules)))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.stdout.splitlines() == ["1", "[]"], run.stderr


def test_import_is_light() -> None:
    code = (
        "import sys, qc\n"
        "heavy = {'jieba', 'rjieba', 'numpy', 'sklearn', 'scipy', 'lxml', 'click', 'joblib'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert run.stdout.strip() == "[]", run.stderr
