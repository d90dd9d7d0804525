"""When what is reported happened: the latest event of a draft and its age."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from qc.extraction.facts import Facts
from qc.extraction.times import Time, TimeKind, as_date

# A clause with one of these speaks of what is to come.
_PLAN = ("将于", "计划", "拟于", "拟", "预计", "力争", "确保", "将在", "要求", "定于", "争取", "限期", "建议")


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest event or observation: the expression that dates it, the day, and days since then."""

    time: Time
    day: date
    age: int | None


def latest_event(facts: Facts) -> Latest | None:
    """Return the latest dated event that is no deadline and no plan; ``None`` when nothing is dated.

    With a submission date, days after it do not count; the age is in whole days.
    """
    submitted = as_date(facts.draft.submitted)
    best: tuple[date, Time] | None = None
    for time in facts.times:
        if time.kind not in (TimeKind.PRECISE, TimeKind.PERIOD, TimeKind.RELATIVE) or time.last is None:
            continue
        day = time.last
        if submitted and day > submitted:
            # The period that is running (今年, 本月) is observed up to the day of the report.
            day = submitted if time.first and time.first <= submitted and time.kind is TimeKind.RELATIVE else day
        if (submitted and day > submitted) or _is_plan(facts, time):
            continue
        if best is None or day > best[0]:
            best = (day, time)
    if best is None:
        return None
    age = (submitted - best[0]).days if submitted else None
    return Latest(best[1], best[0], age)


def _is_plan(facts: Facts, time: Time) -> bool:
    clause_start = max(facts.plain.rfind(mark, 0, time.start) for mark in ",;。\n")
    clause_end = min((i for i in (facts.plain.find(m, time.end) for m in ",;。\n") if i >= 0), default=time.end)
    clause = facts.plain[clause_start + 1 : clause_end]
    return any(word in clause for word in _PLAN)


def hours_to_submission(facts: Facts) -> float | None:
    """Hours from the first clock time of the draft to the submission, where both are known to the minute."""
    submitted = facts.draft.submitted
    if not isinstance(submitted, datetime):
        return None
    for time in facts.times:
        if time.has_clock and time.first is not None:
            hour, minute = time.fields[3] or 0, time.fields[4] or 0
            if hour > 24 or minute > 59:
                return None
            happened = datetime(time.first.year, time.first.month, time.first.day, hour % 24, minute)
            return (submitted.replace(tzinfo=None) - happened).total_seconds() / 3600
    return None
