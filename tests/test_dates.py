"""Dates, weekdays, order and duration: cases as data, in both punctuation forms, and what is true by construction."""

from datetime import date, timedelta
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qc
from qc.checks.accurate.order import date_order
from qc.checks.check import Context
from qc.extraction.events import steps
from qc.resources import pack_rows
from qc.segmentation.marks import plain
from qc.settings import Settings
from tests.conftest import CASES, read_jsonl

KINDS = (
    "accurate/date-order",
    "accurate/duration",
    "accurate/weekday",
    "accurate/impossible-date",
    "accurate/range-order",
)
ROWS = read_jsonl(CASES / "dates.jsonl")


def found(text: str, submitted: str | None = None) -> list[tuple[str, str]]:
    return [(f.check, f.text) for f in qc.check(text, submitted=submitted).findings if f.check in KINDS]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_case(row: dict[str, Any]) -> None:
    for text in (row["text"], plain(row["text"])):
        wanted = (
            [(row["check"], text[row["start"] : row["start"] + len(row["span"])])] if row["check"] else []
        )
        assert found(text, row.get("submitted")) == wanted


DAYS = st.dates(date(2015, 1, 1), date(2025, 12, 31))
LATER = st.integers(1, 900)
PAIRS = st.sampled_from(
    [("开工", "竣工"), ("立案", "判决"), ("受理", "办结"), ("入院", "出院"), ("签约", "投产")]
)


def written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@given(DAYS, LATER, PAIRS)
@settings(max_examples=80, deadline=None)
def test_the_right_order_is_silent_and_the_wrong_one_is_found(
    first: date, days: int, pair: tuple[str, str]
) -> None:
    last = first + timedelta(days=days)
    assert found(f"该项{written(first)}{pair[0]}，{written(last)}{pair[1]}。") == []
    wrong = found(f"该项{written(last)}{pair[0]}，{written(first)}{pair[1]}。")
    assert wrong == [("accurate/date-order", written(first))]


@given(DAYS, st.integers(2, 300), st.booleans())
@settings(max_examples=80, deadline=None)
def test_a_true_duration_is_silent_and_a_wrong_one_is_found(first: date, days: int, inclusive: bool) -> None:
    last = first + timedelta(days=days)
    text = f"清淤自{written(first)}起至{written(last)}止，历时{{}}天。"
    assert found(text.format(days + inclusive)) == []
    assert found(text.format(days + 3)) == [("accurate/duration", f"历时{days + 3}天")]


@given(DAYS, st.integers(0, 6))
@settings(max_examples=60, deadline=None)
def test_only_the_right_weekday_is_silent(day: date, index: int) -> None:
    word = "星期" + "一二三四五六日"[index]
    wanted = [] if index == day.weekday() else [("accurate/weekday", word)]
    assert found(f"{written(day)}（{word}），县里召开会议。") == wanted


def test_the_table_of_procedures_is_sound() -> None:
    """Every word has two characters or more and stands in one place of a chain only; chain names are unique."""
    rows = pack_rows("event_order.csv")
    assert len({row["chain"] for row in rows}) == len(rows)
    for row in rows:
        words = [word for stage in row["stages"].split(">") for word in stage.split("|")]
        assert len(words) == len(set(words)), row["chain"]
        assert all(len(word) >= 2 for word in words), row["chain"]
        assert row["stages"].count(">") >= 1
        assert row["actor"] in ("same", "any", "season")
    assert len(steps()) > 400


def test_order_is_linear_in_the_text() -> None:
    """Eight times as many dated clauses in one sentence may not take more than about eight times as long."""

    def seconds(clauses: int) -> float:
        facts = qc.facts("，".join(f"2024年{n % 12 + 1}月{n % 28 + 1}日开工" for n in range(clauses)) + "。")
        context = Context(facts, qc.classify("动态"), Settings())
        start = perf_counter()
        assert list(date_order.find(context)) == []
        return perf_counter() - start

    assert min(seconds(4000) for _ in range(3)) < 24 * max(min(seconds(500) for _ in range(3)), 1e-3)
