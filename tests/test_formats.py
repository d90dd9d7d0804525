"""CSV, SARIF and the list of facts: places that are right, cells that are safe, text that can be read."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

import qc
from qc.checks.registry import all_checks
from qc.cli.main import main
from qc.extraction.facts import extract
from qc.reading.text import draft_from_text
from qc.reporting.facts import render
from qc.reporting.table import COLUMNS, safe, to_rows
from tests.conftest import corpus_texts

BULLETIN = (
    "政务要情\n第3期\n\n　【青禾县春耕】\n\n近日，县里贯辙精神，播种14.8万亩。\n\n"
    "　【石桥镇\U00020bb7修路】\n2月30日，\U00020bb7村涉及到4户，=甲。\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    monkeypatch.delenv("APPDATA", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "合 刊.txt").write_text(BULLETIN, encoding="utf-8")
    (tmp_path / "净.txt").write_text("青禾县供水恢复\n3月5日8时，恢复供水4200户。\n", encoding="utf-8")
    (tmp_path / "qc.toml").write_text('[checks]\n"concise/long-title" = "off"\n', encoding="utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main(list(arguments))
    return str(capsys.readouterr().out)


def spans(text: str, region: dict[str, int]) -> str:
    lines = text.split("\n")
    assert region["startLine"] == region["endLine"]
    return lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]


def test_sarif_says_what_and_where(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = json.loads(run(capsys, "check", "合 刊.txt", "净.txt", "--format", "sarif"))
    assert log["version"] == "2.1.0"
    (one,) = log["runs"]
    rules: list[dict[str, Any]] = one["tool"]["driver"]["rules"]
    assert [r["id"] for r in rules] == [c.id for c in all_checks()]
    assert all(r["fullDescription"]["text"] and r["help"]["text"] for r in rules)
    found = {}
    for result in one["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        (location,) = result["locations"]
        place = location["physicalLocation"]
        if place["artifactLocation"]["uri"] == "%E5%90%88%20%E5%88%8A.txt" and result["ruleId"].startswith(
            ("accurate", "timely/vague-time", "concise/red")
        ):
            region = place["region"]
            text = spans(BULLETIN, region)
            start = region["charOffset"]
            assert BULLETIN[start : start + region["charLength"]] == text
            found[result["ruleId"]] = text
    assert found["timely/vague-time"] == "近日"
    assert found["accurate/impossible-date"] == "2月30日"
    assert found["concise/redundancy"] == "涉及到"


def test_sarif_offers_the_suggestions(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = json.loads(run(capsys, "check", "合 刊.txt", "--format", "sarif"))
    fixes = [f for r in log["runs"][0]["results"] for f in r.get("fixes", ())]
    texts = {
        (spans(BULLETIN, p["deletedRegion"]), p["insertedContent"]["text"])
        for f in fixes
        for change in f["artifactChanges"]
        for p in change["replacements"]
    }
    assert {("贯辙", "贯彻"), ("涉及到", "涉及")} <= texts


@pytest.mark.parametrize("form", ["sarif", "csv", "json"])
def test_a_document_without_findings_is_whole(
    folder: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    (folder / "qc.toml").write_text(
        "[checks]\n" + "".join(f'"{c.id}" = "off"\n' for c in all_checks()), encoding="utf-8"
    )
    out = run(capsys, "check", "净.txt", "合 刊.txt", "--format", form)
    if form == "csv":
        assert out == "\ufeff" + ",".join(COLUMNS) + "\n"
    else:
        assert json.loads(out)


def test_paths_in_sarif_are_addresses(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = json.loads(run(capsys, "check", str(folder / "合 刊.txt"), "--format", "sarif"))
    uris = {
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in log["runs"][0]["results"]
    }
    (uri,) = uris
    assert uri.startswith("file:///")
    assert uri.isascii()


def test_csv_has_a_row_per_finding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "check", "合 刊.txt", "净.txt", "--format", "csv")
    assert out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    reports = json.loads(run(capsys, "check", "合 刊.txt", "净.txt", "--format", "json"))["reports"]
    findings = [f for r in reports for f in r["findings"]]
    assert [r["原文"] for r in rows] == [safe(f["text"]) for f in findings]
    assert [r["检查项"] for r in rows] == [f["check"] for f in findings]
    assert tuple(rows[0]) == COLUMNS
    row = next(r for r in rows if r["原文"] == "2月30日")
    assert (row["行"], row["列"], row["名称"], row["级别"]) == ("9", "1", "日期不存在", "错误")
    assert next(r for r in rows if r["原文"] == "涉及到")["可自动修正"] == "是"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\t=1", " =1", "\uff1d1"])
def test_cells_cannot_be_formulas(cell: str) -> None:
    assert safe(cell) == "'" + cell
    report = qc.check(f"{cell}标题\n近日，{cell}。")
    for row in csv.reader(io.StringIO(to_rows(report))):
        assert not any(c.lstrip().startswith(("=", "+", "-", "@", "\uff1d")) for c in row)


def test_the_list_of_facts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "报送日期：2026年3月12日\n青禾县春耕\n近日，据县气象局监测，3月5日降雨约80毫米，近6万亩受益。\n县农业局负责人表示，补种1.2万亩。\n"
    (folder / "b.txt").write_text(text, encoding="utf-8")
    out = run(capsys, "facts", "--format", "text", "b.txt")
    assert "需核实的数字：3 处" in out
    assert "第 3 行（第 1 段）" in out
    assert "□ 1.2万亩　读作 12000 亩" in out
    assert "□ 近6万亩　读作 54000 至 60000 亩" in out
    assert "□ 3月5日　读作 2026-03-05" in out
    assert "□ 近日　模糊" in out
    assert "□ 县气象局" in out
    facts = json.loads(run(capsys, "facts", "b.txt"))["drafts"][0]
    assert set(facts) == {"times", "quantities", "sentences", "sources"}
    for source in facts["sources"]:
        assert text[source["start"] : source["end"]] == source["text"]


@pytest.mark.parametrize("text", corpus_texts()[::6])
def test_every_figure_and_time_is_listed(text: str) -> None:
    facts = extract(draft_from_text(text))
    listed = render(facts)
    assert listed.count("□") >= len(facts.quantities)
    assert all(f"□ {q.text}　读作" in listed for q in facts.quantities)


def test_what_is_not_checked_names_who_is_quoted() -> None:
    report = qc.check("青禾县春耕\n3月5日，据县气象局监测，降雨80毫米。县农业局负责人表示，补种1.2万亩。")
    item = next(n for n in report.not_checked if n.names)
    assert item.names == ("县气象局", "县农业局负责人")
    assert item.count == 2
    assert next(n for n in report.not_checked if "数字" in n.what).count == 2
    assert item.to_dict() == {"what": item.what, "count": 2, "names": list(item.names)}


@pytest.mark.parametrize(
    "text",
    [
        "根据县委办安排，开展检查。",
        "已经市气象局同意。",
        "依据住建局通报整改。",
        "群众反映强烈，据说天气转好，受到好评。",
        "“十四五”说：略。",
    ],
)
def test_no_source_is_invented(text: str) -> None:
    assert not qc.facts(f"标题在这里\n{text}").sources
