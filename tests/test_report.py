"""The whole flow: reports hold what the contract says, on real drafts and on random ones."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qc
from qc.checks.check import Context
from qc.checks.registry import run_checks
from qc.extraction.facts import extract
from qc.finding import Criterion
from qc.reading.text import draft_from_text
from qc.report import GENRES, Genre, Report
from qc.scoring.scorecard import scorecard
from qc.settings import Settings, Thresholds
from tests.conftest import corpus_texts

PIECES = [
    "近日", "3月5日", "2月30日", "2024年", "1至4月", "日前", "最近", "增长12.3%", "12家", "500—300元", "一是", "二是",
    "四是", "（一）", "(三)", "“", "”", "《", "》", "\uff0c", ",", "。", "；", ":", "\n", "高度重视", "取得明显成效", "建议",
    "可能", "由于", "火灾", "死亡3人", "下降", "隐患排查", "仍存在一些不足", "截至到", "全县", "\u3000", " ", "\ud83d", "𠮷",
    "20xx年", "×月×日", "的的", "尽快", "昨天", "\t", "??", "……",
]  # fmt: skip


def assert_sound(report: Report) -> None:
    text = report.draft.text
    for finding in report.findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.text
        assert finding.text
    for criterion in Criterion:
        score = report.scores[criterion]
        if score.value is not None:
            assert 0 <= score.value <= 100
            assert sum(r.points for r in score.because) == pytest.approx(score.value)
        for reason in score.because:
            assert reason.finding is None or reason.finding < len(report.findings)
    assert report.genre.label in GENRES
    assert sum(report.genre.probabilities.values()) == pytest.approx(1)
    assert report.verdict in ("accept", "revise", "return")
    for reason in report.genre.reasons:
        assert text[reason.start : reason.end] == reason.text


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_a_sound_report(text: str) -> None:
    if text.strip():
        assert_sound(qc.check(text, submitted="2026-03-05"))


@given(st.text(min_size=1, max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_unicode_gives_a_sound_report(text: str) -> None:
    if text.removeprefix("\ufeff").strip():
        report = qc.check(text)
        assert_sound(report)
        assert report.draft.text == text.removeprefix("\ufeff").replace("\r\n", "\n")


@pytest.mark.parametrize("text", corpus_texts()[::4])
def test_drafts_give_sound_reports(text: str) -> None:
    assert_sound(qc.check(text))


def test_title_and_body_are_joined_by_a_line_feed() -> None:
    report = qc.check("近日，开会。", title="标题", submitted=date(2026, 3, 5))
    assert report.draft.text == "标题\n近日，开会。"
    assert [f.start for f in report.findings if f.check == "timely/vague-time"] == [3]


def test_a_date_line_counts_as_submitted_unless_one_is_given() -> None:
    text = "标题\n3月5日，县里开会，部署12项任务。\n报送日期：2026年3月6日"
    assert qc.check(text).draft.submitted == date(2026, 3, 6)
    assert qc.check(text, submitted="2026-03-09").draft.submitted == date(2026, 3, 9)


def test_without_a_date_the_report_says_that_only_precision_is_scored() -> None:
    report = qc.check("标题\n3月5日，县里开会，部署12项任务。")
    assert any("没有报送日期" in r.text for r in report.scores["timely"].because)


@pytest.mark.parametrize(
    ("submitted", "at_most"),
    [("2026-03-05", 100), ("2026-03-07", 90), ("2026-03-11", 75), ("2026-03-25", 50), ("2026-05-05", 25)],
)
def test_age_bands(submitted: str, at_most: float) -> None:
    text = "县里检查企业46家\n2026年3月5日，县应急局检查企业46家，查出隐患12处，已整改9处。"
    draft = draft_from_text(text).with_submitted(date.fromisoformat(submitted))
    genre = Genre("dynamic", dict.fromkeys(GENRES, 0.25), True, "problem")
    facts = extract(draft)
    findings = run_checks(Context(facts, genre, Settings()))
    assert scorecard(facts, genre, findings, Settings())["timely"].value == at_most


def test_better_beats_worse_in_the_criterion_that_was_damaged() -> None:
    sound = "县城供水恢复\n3月5日8时，东街主管破裂，影响居民4200户。县水务公司抢修11小时，当日19时恢复供水。抢修资金38万元已拨付。"
    vague = sound.replace("3月5日8时", "日前").replace("当日19时", "后来")
    padded = sound.replace("县水务公司", "各级各部门高度重视，精心组织、周密部署。县水务公司")
    impossible = sound.replace("3月5日8时", "2月30日8时")
    score = {
        name: qc.check(text).scores
        for name, text in [("ok", sound), ("v", vague), ("p", padded), ("i", impossible)]
    }
    assert (score["v"]["timely"].value or 0) < (score["ok"]["timely"].value or 0)
    assert (score["p"]["concise"].value or 0) < (score["ok"]["concise"].value or 0)
    assert (score["i"]["accurate"].value or 0) < (score["ok"]["accurate"].value or 0)


def test_only_a_title_is_not_scored() -> None:
    report = qc.check("", title="我县春播完成八成")
    assert report.scores.overall is None
    assert report.scores["deep"].value is None


def test_report_is_plain_data() -> None:
    report = qc.check("标题\n近日，县里开会。")
    data = json.loads(json.dumps(report.to_dict(), ensure_ascii=False))
    assert set(data) >= {"draft", "genre", "scores", "findings", "verdict", "not_checked"}
    assert set(data["scores"]) == {*map(str, Criterion), "overall"}
    assert data["findings"][0].keys() == {
        "check", "criterion", "severity", "message", "start", "end", "text", "suggestion", "fixable", "norm",
    }  # fmt: skip


def test_a_check_can_be_switched_off_and_relevelled() -> None:
    text = "标题\n近日，县里开会。"
    off = qc.check(text, settings=Settings(checks={"timely/vague-time": "off"}))
    assert not [f for f in off.findings if f.check == "timely/vague-time"]
    error = qc.check(text, settings=Settings(checks={"timely/vague-time": "error"}))
    assert [f.severity for f in error.findings if f.check == "timely/vague-time"] == ["error"]


def test_thresholds_are_obeyed() -> None:
    text = "县里检查企业12家查出隐患46处\n3月5日，检查12家。"
    strict = Settings(thresholds=Thresholds(title_max=5))
    assert [f.check for f in qc.check(text, settings=strict).findings] == ["concise/long-title"]


def test_a_bulletin_is_split() -> None:
    text = "政务要情\n第3期\n\n【县城供水恢复】\n3月5日，恢复供水4200户。\n\n【东河镇修路】\n近日，修路12公里。\n"
    reports = qc.check_bulletin(text)
    assert [r.draft.title_text for r in reports] == ["县城供水恢复", "东河镇修路"]
    for report in reports:
        start = report.draft.origin.start
        assert text[start:].startswith(report.draft.text)
