"""What a time expression is: its class, the days it covers, the numbers it is written with."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from qc.extraction.lengths import days_of

Fields = tuple[int | None, int | None, int | None, int | None, int | None]
NO_FIELDS: Fields = (None, None, None, None, None)


class TimeKind(StrEnum):
    """The classes of the norms on timing."""

    VAGUE = "vague"  # 近日: stands for a date that is missing
    COARSE = "coarse"  # 年底: a season or the like without a date
    RELATIVE = "relative"  # 昨天: dies in the archive
    ANCHORED = "anchored"  # 当日: fixed by a date before it
    SEQUENCE = "sequence"  # 随后: an order without a time
    PRECISE = "precise"  # 3月5日
    PERIOD = "period"  # 1至4月, 三年来
    DEADLINE = "deadline"  # 3月5日前
    PLANNING = "planning"  # 近期目标, “十四五”期间
    FUTURE = "future"  # 尽快: open-ended
    STATUS = "status"  # 目前
    QUOTED = "quoted"  # a vague word inside quotation or title marks
    OTHER = "other"  # a word of the list that does not date anything here


class Time(NamedTuple):
    """One time expression.

    form: the rule of the grammar or the kind of word that found it; fields: year, month, day, hour, minute as
    written or inherited, each possibly ``None``; until: the same for the end of a range of days; first, last: the
    days it covers, ``None`` where the text does not tell. ``last`` before ``first`` is a range written backwards.
    """

    start: int
    end: int
    text: str
    kind: TimeKind
    form: str = ""
    fields: Fields = NO_FIELDS
    until: Fields = NO_FIELDS
    first: date | None = None
    last: date | None = None

    @property
    def vague(self) -> bool:
        """True for a word that stands where the date of something reported is missing."""
        return self.kind is TimeKind.VAGUE

    @property
    def has_clock(self) -> bool:
        """True when the expression names an hour."""
        return self.fields[3] is not None

    @property
    def days(self) -> float | None:
        """The length of a counted span (45天, 两个月) in days, a month taken as 30 and a year as 365."""
        counted = self.form == "span" or (
            self.form in ("day", "firstmonths", "quarter") and self.first is None
        )
        return days_of(self.text) if counted and self.kind in (TimeKind.PERIOD, TimeKind.DEADLINE) else None

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "kind": self.kind.value,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
        }


def as_date(when: date | datetime | None) -> date | None:
    """Drop the clock of a submission date."""
    return when.date() if isinstance(when, datetime) else when
