"""A stated duration that does not fit the dates beside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.events import dated_events, places
from qc.extraction.facts import Facts, Sentence
from qc.extraction.moments import datable
from qc.extraction.time_resolver import number
from qc.extraction.times import NO_FIELDS, Fields, Time
from qc.finding import Norm, NormKind, Severity
from qc.segmentation.patterns import lazy

_ROUGH = lazy(r"[约近余多逾超半几数]|左右|不到|不足|以上|将近")
# The first group is plain words only, so that the engine skips to their first characters.
_STATED = lazy(
    r"(?P<word>历时|为期|用时|耗时|工期|会期|展期|公示期|期限|有效期|时长|持续|前后|,共|\(共|共计)"
    r"(?P<loose>(?:时间|仅|只|达|长达|为|约|近|逾|超过|不到|不足|将近|近乎|整整|:)*)"
    r"(?P<count>\d+(?:\.\d+)?|[一二两三四五六七八九十]{1,3}|半)"
    r"(?P<unit>个?多?(?:工作日|小时|钟头|星期|周(?!岁)|月|年(?!度))|分钟|天|日)(?P<more>多|半|余|左右|以上)?(?![次均])"
)
_LINK = lazy(r"(?:开始|起始|起|始)?,?(?:一直|持续|延续)?(?:至|到|-|~|—)+$")
_LINK_AFAR = lazy(r"(?:起|开始)[^,。;\n]{1,24},(?:至|到)")
_ENDS = lazy(r"(?:为?止|结束|完成|完工|到期|竣工|闭幕)?")
_APART = 60  # characters between two times that may bound one stretch
_NEAR = 24  # characters between a range of dates and the duration that speaks of it
_COMMON_YEAR, _LEAP_YEAR = 2023, 2024
_MONTH, _YEAR = 30.44, 365.25


class Stretch(NamedTuple):
    """From one time to another, with the place of both in the text."""

    start: int
    end: int
    first: Time
    last: Time
    one: bool  # a range written as such: the duration may also stand before it


@check(
    id="accurate/duration",
    name="历时不符",
    severity=Severity.ERROR,
    message="“{text}”与起止时间不符：{right}。",
    norm=Norm("起止时间推算", NormKind.LOGIC),
    examples=(
        Example("东坝除险5月6日动工，5月21日完工，⟦历时25天⟧。"),
        Example("巡查自6月7日起至6月9日止，⟦历时5天⟧。"),
        Example("⟦为期三个月⟧的整治自3月1日至4月30日开展。"),
        Example("东坝除险5月6日动工，5月21日完工，历时16天。"),
        Example("整治自3月1日至5月31日开展，为期三个月。"),
        Example("排查从2024年6月持续到2025年2月，历时9个月。"),
        Example("培训班于3月5日开班，为期10天，3月9日县领导到班授课。"),
    ),
)
def duration(context: Context) -> Iterator[Evidence]:
    """写了起止时间又写历时多久的，按起止推算一遍；首尾都算或只算一头都可以。"""
    facts = context.facts
    for start, end in _windows(facts.times):
        for match in _STATED.finditer(facts.plain, max(0, start - _NEAR - 8), end + _NEAR + 16):
            sentence = _sentence_at(facts, match.start())
            stretch = _stretch(facts, sentence, match) if sentence else None
            if stretch is not None and (right := _misfit(stretch, match)):
                yield Evidence(match.start() + (match[0][0] in ",("), match.end(), fields={"right": right})


def _windows(times: Sequence[Time]) -> Iterator[tuple[int, int]]:
    """Where two times or a range stand close together; windows that touch are one."""
    held: tuple[int, int] | None = None
    last: Time | None = None
    for time in times:
        if datable(time):
            near = last is not None and time.start - last.end <= _APART
            span = (last.start if near and last else time.start, time.end)
            last = time
            if not near and time.until is NO_FIELDS:
                continue
        elif time.form == "months":
            span = (time.start, time.end)
        else:
            continue
        if held is not None and span[0] - held[1] <= 2 * _NEAR + 24:
            held = (held[0], span[1])
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held


def _sentence_at(facts: Facts, offset: int) -> Sentence | None:
    index = bisect_right(facts.sentences, offset, key=lambda s: s.start) - 1
    return facts.sentences[index] if index >= 0 and offset < facts.sentences[index].end else None


def _stretch(facts: Facts, sentence: Sentence, match: re.Match[str]) -> Stretch | None:
    times = [t for t in facts.times_in(sentence.start, sentence.end) if datable(t) or t.form == "months"]
    common = match["word"][-1] in "共计"
    for found in _ranges(facts.plain, times):
        if found.first.end <= match.start() and match.end() <= found.last.start:
            return found
        if _clear(times, found.end, match.start()) and 0 <= match.start() - found.end <= (
            2 if common else _NEAR
        ):
            return found
        if not common and _clear(times, match.end(), found.start) and 0 <= found.start - match.end() <= _NEAR:
            return found
    if common or len(times) != 2:
        return None
    return _between_steps(facts, sentence, match)


def _clear(times: Sequence[Time], start: int, end: int) -> bool:
    return not any(start <= t.start < end for t in times)


def _ranges(plain: str, times: Sequence[Time]) -> Iterator[Stretch]:
    for time in times:
        if time.until is not NO_FIELDS or time.form == "months":
            yield Stretch(time.start, _closed(plain, time.end), time, time, True)
    for one, other in pairwise(times):
        if _LINK_AFAR.fullmatch(plain, one.end, other.start):
            yield Stretch(one.start, _closed(plain, other.end), one, other, True)
        if _LINK.fullmatch(plain[one.end : other.start]) and one.until[2] is None and other.until[2] is None:
            yield Stretch(one.start, _closed(plain, other.end), one, other, True)


def _closed(plain: str, end: int) -> int:
    match = _ENDS.match(plain, end)
    return match.end() if match else end


def _between_steps(facts: Facts, sentence: Sentence, match: re.Match[str]) -> Stretch | None:
    """From the first to the last step of one chain: 5月6日动工,5月21日完工,历时25天."""
    events = dated_events(facts, sentence)
    for one in events:
        stages = {step.chain: step.stage for step in places(one.word)}
        for other in events:
            inside = (
                one.end <= match.start() <= other.time.start or 0 <= one.time.start - match.end() <= _NEAR
            )
            if other.time.start <= one.time.start or not (inside or 0 <= match.start() - other.end <= _NEAR):
                continue
            if any(stages.get(step.chain, 99) < step.stage for step in places(other.word)):
                return Stretch(one.start, other.end, one.time, other.time, False)
    return None


def _misfit(stretch: Stretch, match: re.Match[str]) -> str | None:
    count = _count(match["count"])
    unit = match["unit"].lstrip("个多")
    rough = "多" in match["unit"] or match["more"] or _ROUGH.search(match["loose"]) or match["count"] == "半"
    if unit in ("小时", "钟头", "分钟"):
        return _clock_misfit(stretch, count, unit, bool(rough))
    ends = _ends(stretch, _COMMON_YEAR)
    if ends is None:
        return None
    first, last, by_month = ends
    leap = _ends(stretch, _LEAP_YEAR)
    if (
        leap is not None
        and leap[1] - leap[0] != last - first
        and _fits(count, unit, (leap[1] - leap[0]).days, 0, False, False)
    ):
        return None  # no year is told, and with a 29 February it fits
    days = (last - first).days
    if days <= 0 or (rough and unit in ("天", "日", "工作日") and abs(count - days) <= days * 0.25 + 2):
        return None
    months = (last.year - first.year) * 12 + last.month - first.month
    if _fits(count, unit, days, months, by_month, bool(rough)):
        return None
    if by_month:
        return f"从起到止是{months}个月，首尾都算是{months + 1}个月"
    return f"从起到止是{days}天，首尾都算是{days + 1}天"


def _fits(count: float, unit: str, days: int, months: int, by_month: bool, rough: bool) -> bool:
    loose = 0.3 if rough else 0.0
    if unit == "工作日":
        return count <= days + 1 or by_month
    if unit in ("天", "日"):
        if by_month:
            return (months - 1) * 28 <= count <= (months + 1) * 31
        return count in (days, days + 1) or (rough and abs(count - days) <= 2)
    size = {"月": _MONTH, "年": _YEAR}.get(unit, 7.0)
    if by_month:
        whole = {"月": months, "年": months / 12}.get(unit, days / 7)
        return whole - loose - 0.6 <= count <= whole + loose + 1.6
    return abs(count - (days + 1) / size) <= 0.85 + loose


def _ends(stretch: Stretch, assumed: int) -> tuple[date, date, bool] | None:
    """Both ends as days, and whether only months are told; without years both are taken to lie in the assumed one."""
    one, other = stretch.first, stretch.last
    if one is other and one.form == "months" and one.first is not None and one.last is not None:
        return one.first, one.last.replace(day=1), True
    if {"clock", "relative", "year", "months"} & {one.form, other.form} or (
        one is other and one.until[2] is None
    ):
        return None
    end = one.until if one is other else other.fields
    (year, month, day, *_), (year2, month2, day2, *_) = one.fields, end
    if month is None or month2 is None:
        return None
    year, year2 = (year, year2) if year is not None and year2 is not None else (assumed, assumed)
    try:
        return date(year, month, day or 1), date(year2, month2, day2 or 1), day is None or day2 is None
    except ValueError:
        return None


def _clock_misfit(stretch: Stretch, count: float, unit: str, rough: bool) -> str | None:
    one, other = stretch.first, stretch.last
    end = one.until if one is other else other.fields
    days = _days_between(one.fields, end)
    if not one.has_clock or end[3] is None or days is None:
        return None
    minutes = days * 1440 + end[3] * 60 + (end[4] or 0) - (one.fields[3] or 0) * 60 - (one.fields[4] or 0)
    stated = count * (1 if unit == "分钟" else 60)
    exact = (one.fields[4] is None) == (end[4] is None)
    slack = max(1.0 if unit == "分钟" else 30.0, minutes * (0.25 if rough else 0.0)) + (0 if exact else 59)
    if minutes <= 0 or abs(stated - minutes) <= slack:
        return None
    return f"从起到止是{minutes // 60}小时{minutes % 60}分" if minutes >= 60 else f"从起到止是{minutes}分钟"


def _days_between(one: Fields, end: Fields) -> int | None:
    """Days from the one to the other; 0 where the second names no day of its own."""
    if end[2] is None or one[1:3] == end[1:3]:
        return 0
    if one[1] is None or one[2] is None or end[1] is None or (one[0] is None) != (end[0] is None):
        return None
    try:
        return (date(end[0] or 2023, end[1], end[2]) - date(one[0] or 2023, one[1], one[2])).days
    except ValueError:
        return None


def _count(text: str) -> float:
    if text == "半":
        return 0.5
    return float(text) if text[0].isdigit() else float(number(text))
