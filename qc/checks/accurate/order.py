"""Events whose second comes before its first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from datetime import time as clock

from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.facts import Facts, Sentence
from qc.extraction.times import Time, TimeKind
from qc.finding import Norm, NormKind, Severity

# What can only come after what: each verb is dated by the time expression last named before it.
_STEPS = (
    ("入院", "出院"), ("立案", "处分"), ("立案", "移送"), ("立案", "结案"), ("接警", "到场"), ("接警", "到达"), ("接报", "到达"),
    ("接到", "到达"), ("接到", "到场"), ("报警", "到达"), ("报警", "到场"), ("开工", "竣工"), ("开工", "完工"), ("开工", "通车"),
    ("开工", "投用"), ("动工", "竣工"), ("动工", "完工"), ("受理", "办结"), ("来访", "受理"), ("成立", "首次"), ("注册", "首次"),
    ("发生", "接报"), ("发生", "接警"), ("招标", "开工"), ("启动", "完成"), ("签约", "投产"), ("播种", "收获"), ("报名", "开考"),
    ("印发", "依据该"), ("收到", "答复"), ("申请", "批准"), ("发病", "入院"), ("起火", "扑灭"), ("发布", "解除"),
)  # fmt: skip
_FORMS = frozenset({"date", "iso", "month", "clock", "day"})


@check(
    id="accurate/date-order",
    name="时间顺序颠倒",
    severity=Severity.ERROR,
    message="“{second}”（{text}）早于“{first}”（{earlier}），请核对。",
    norm=Norm("先后顺序", NormKind.LOGIC),
    examples=(
        Example("患者7月3日入院治疗，⟦6月29日⟧痊愈出院。"),
        Example("县纪委监委2024年2月立案审查，⟦2023年8月⟧给予其开除党籍处分。"),
        Example("3月5日8时10分接警，⟦8时05分⟧到场。"),
        Example("3月5日23时50分接警，次日0时12分到场。"),
        Example("项目2024年6月开工，2025年3月竣工。"),
    ),
)
def date_order(context: Context) -> Iterator[Evidence]:
    """入院在前、出院在后，开工在前、竣工在后；时间写反多半是数字抄错。"""
    facts = context.facts
    steps = [step for step in _STEPS if step[1] in facts.plain and step[0] in facts.plain]
    if not steps:
        return
    for sentence in facts.sentences:
        dated = [
            t
            for t in facts.times_in(sentence.start, sentence.end)
            if _when(t) and t.kind is not TimeKind.DEADLINE
        ]
        if len(dated) >= 2:
            yield from _steps(facts, sentence, dated, steps)


def _steps(
    facts: Facts, sentence: Sentence, dated: list[Time], steps: list[tuple[str, str]]
) -> Iterator[Evidence]:
    text = facts.plain
    for first, second in steps:
        one = text.find(first, dated[0].end, sentence.end)
        other = text.find(second, dated[0].end, sentence.end)
        if one < 0 or other < 0 or one > other:
            continue
        start = next((t for t in reversed(dated) if t.end <= one), None)
        end = next((t for t in reversed(dated) if t.end <= other), None)
        if (
            start is None
            or end is None
            or start is end
            or end.start < one
            or re.search("[。;]", text[start.end : end.start])
        ):
            continue
        if _before(end, start):
            fields = {"first": first, "second": second, "earlier": start.text}
            yield Evidence(end.start, end.end, fields=fields)
            return


def _when(time: Time) -> bool:
    return (
        not time.text.startswith(("次", "翌"))
        and time.form in _FORMS
        and (time.fields[1] is not None or time.has_clock)
    )


def _before(one: Time, other: Time) -> bool:
    """True when the first certainly lies before the second; dates without a year compare by month and day."""
    if one.last is not None and other.first is not None:
        return _moment(one, one.last, late=True) < _moment(other, other.first, late=False)
    (_, month, day, hour, minute), (_, month2, day2, hour2, minute2) = one.fields, other.fields
    if month is not None and month2 is not None and (month != month2 or (day and day2 and day != day2)):
        return (month, day or 31) < (month2, day2 or 1) and month2 - month < 6
    if hour is not None and hour2 is not None:
        return (hour, minute or 0) < (hour2, minute2 or 0)
    return False


def _moment(time: Time, day: date, *, late: bool) -> datetime:
    hour, minute = time.fields[3], time.fields[4]
    if hour is None or hour > 23 or (minute or 0) > 59:
        return datetime.combine(day, clock(23, 59) if late else clock(0, 0))
    return datetime.combine(day, clock(hour, minute or 0))
