"""When what is reported happened: the latest event of a draft and its age."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as clock

from qc.extraction.facts import Facts
from qc.extraction.times import Time, TimeKind, as_date
from qc.segmentation.patterns import lazy

# A clause with one of these speaks of what is to come.
_PLAN = lazy("将于|计划|拟于|拟|预计|力争|确保|将在|要求|定于|争取|限期|建议")
# 2025年9月以来 runs on; 比2023年, 由…, 上年同期 are what is compared with.
_RUNS_ON = lazy("以来|起(?!义|火|点|草)|至今|同期|相比")
_COMPARED = lazy("(?:[与较比由于]|相比|超过)$")
_FORMS = frozenset(
    {"date", "iso", "day", "clock", "month", "months", "quarter", "half", "firstmonths", "relative"}
)
_CLAUSE = 40  # characters looked at on either side, so that the cost stays linear


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest event or observation: the expression that dates it, the day, and days since then."""

    time: Time
    day: date
    age: int | None


def latest_event(facts: Facts) -> Latest | None:
    """Return the latest dated event that is no deadline, no plan and no comparison; ``None`` if there is none.

    With a submission date, days after it do not count, and a period that is still running is observed up to it. The
    age is in whole days.
    """
    submitted = as_date(facts.draft.submitted)
    best: tuple[date, Time] | None = None
    for time in facts.times:
        if time.kind not in _OBSERVED or time.form not in _FORMS or time.first is None or time.last is None:
            continue
        day = time.last
        if submitted and day > submitted:
            if time.first > submitted or time.first == time.last:
                continue
            day = submitted
        if (best is None or day > best[0]) and _is_event(facts, time):
            best = (day, time)
    if best is None:
        return None
    return Latest(best[1], best[0], (submitted - best[0]).days if submitted else None)


_OBSERVED = frozenset({TimeKind.PRECISE, TimeKind.PERIOD, TimeKind.RELATIVE})


def _is_event(facts: Facts, time: Time) -> bool:
    before = re.split(r"[,;。\n]", facts.plain[max(0, time.start - _CLAUSE) : time.start])[-1]
    after = re.split(r"[,;。\n]", facts.plain[time.end : time.end + _CLAUSE])[0]
    if _RUNS_ON.match(after) or _COMPARED.search(before):
        return False
    return not (_PLAN.search(before) or _PLAN.search(after))


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
            happened = datetime.combine(time.first, clock(hour % 24, minute)) + timedelta(days=hour // 24)
            return (submitted.replace(tzinfo=None) - happened).total_seconds() / 3600
    return None
