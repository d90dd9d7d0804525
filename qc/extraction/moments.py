"""Which of two time expressions lies before the other, said only where the text leaves no doubt."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from datetime import time as clock

from qc.extraction.times import Time
from qc.segmentation.patterns import lazy

_FORMS = frozenset({"date", "iso", "month", "clock", "day", "year", "relative"})
_YEAR = lazy(
    r"\d\d\s?年|[〇○零一二三四五六七八九]{4}年|^\d{4}|[今去明前]年|[本上]年|昨|今[天日晨早晚]|明[天日]"
)
_NEXT = ("次", "翌", "同日", "同月", "隔")
_YEARS_AWAY = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1}
_HALF_YEAR = 182  # a month without a year that lies further back is taken for one of the next year
_HALF_MONTH = 15  # the same for a day without a month
_OTHER_DAY = lazy("[昨今明前后次翌]")
_SIX_HOURS = timedelta(hours=6)  # and for a clock time without a day


def datable(time: Time) -> bool:
    """True for an expression that puts an event on a day, in a month or a year, or at a clock time."""
    form = time.form
    if form not in _FORMS:
        return False
    if form == "relative":
        return time.first is not None and time.first == time.last
    if form == "year":
        return time.first is not None and time.text[-1] == "年"
    if time.fields[1] is None and time.fields[3] is None:
        return False
    return time.first is not None or not time.text.startswith(_NEXT)


def names_year(time: Time) -> bool:
    """True when the expression itself tells its year."""
    return _YEAR.search(time.text) is not None


def before(one: Time, other: Time) -> bool:
    """True when the first certainly ends before the second begins."""
    if one.first is not None and one.last is not None and other.first is not None:
        same_year = one.first.year == other.first.year
        if same_year and one.last > other.first:
            return False
        if same_year or not _guessed(one, other):
            return _resolved_before(one, one.last, other, other.first)
    years = [_YEARS_AWAY.get(time.text[:2]) for time in (one, other)]
    if years[0] != years[1] and not any(time.text.startswith(("同年", "当年")) for time in (one, other)):
        return years[0] is not None and years[1] is not None and years[0] < years[1]
    return _fields_before(one, other)


def _guessed(one: Time, other: Time) -> bool:
    """True when both have a month but neither a year of its own: which year is meant is a guess for each."""
    pair = (one, other)
    return all(t.fields[1] is not None and t.form in ("date", "month") and not names_year(t) for t in pair)


def _resolved_before(one: Time, last: date, other: Time, first: date) -> bool:
    gap = _moment(other, first, late=False) - _moment(one, last, late=True)
    if gap <= timedelta(0):
        return False
    if one.form == "clock" or other.form == "clock":
        return gap < _SIX_HOURS or (one.first != other.first and gap.days < _HALF_MONTH)
    if "day" in (one.form, other.form):
        return gap.days < _HALF_MONTH
    return (names_year(one) and names_year(other)) or gap.days < _HALF_YEAR


def _fields_before(one: Time, other: Time) -> bool:
    """Without years months are compared, without days clock times; what runs over New Year or midnight is not."""
    (_, month, day, hour, minute), (_, month2, day2, hour2, minute2) = one.fields, other.fields
    if month is not None and month2 is not None and (month != month2 or (day and day2 and day != day2)):
        return (month, day or 31) < (month2, day2 or 1) and month2 - month < 6
    if _OTHER_DAY.search(one.text) or _OTHER_DAY.search(other.text):
        return False  # 昨天11时至今天8时: the days are told by words that nothing resolves
    same_day = (month is None) == (month2 is None) or "clock" in (one.form, other.form)
    if hour is None or hour2 is None or not same_day:
        return False
    gap = (hour2 * 60 + (minute2 or 0)) - (hour * 60 + (59 if minute is None else minute))
    return 0 < gap < 360


def _moment(time: Time, day: date, *, late: bool) -> datetime:
    hour, minute = time.fields[3], time.fields[4]
    if hour is None or hour > 23 or (minute or 0) > 59:
        return datetime.combine(day, clock(23, 59) if late else clock(0, 0))
    if minute is None:
        minute = 59 if late else 0
    return datetime.combine(day, clock(hour, minute))
