"""Dates that do not exist and weekdays that do not fit."""

import re
from calendar import isleap
from collections.abc import Iterator
from datetime import date
from functools import cache

from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.time_grammar import N
from qc.extraction.time_resolver import number
from qc.extraction.times import NO_FIELDS, Fields, Time, TimeKind
from qc.finding import Norm, NormKind, Severity
from qc.segmentation.patterns import lazy

_NORM = Norm("公历", NormKind.LOGIC)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LUNAR = r"(?:农历|阴历|旧历|夏历|古历)[^,。;\n]{0,4}$"
_FORENOON = r"[^至到~—-]*?(凌晨|清晨|早晨|早上|上午)[^至到~—-]*$"
_DAYS_OF_MONTH = rf"(?<![\d.])(?P<m>{N})月份?的(?P<d>[3][0-9])天"
_WORD = r"(?:星期|周|礼拜)[一二三四五六日天](?![期刊报年岁边至到、—~-])"
_WEEK_AND_DAY = lazy(r"周[一二三四五六日天]")
_WEEKDAY = rf"(?P<word>{_WORD})"
_AFTER_DAY = rf"\s?(?:[(,]?\s?|\([^()\n]{{1,10}}[,、\s]|(?:当天)?(?:是|为|系|适逢|恰逢|正值|正好是|刚好是)|\([^()\n]{{0,3}})(?P<word>{_WORD})"
_BEFORE_DAY = r"(?P<word>(?:星期|周|礼拜)[一二三四五六日天])(?:上午|下午|晚上|早上|晚|早)?(?:[(,]|,?即)?$"
_TWO_WEEKDAYS = r"\s?\(\s?(?P<one>(?:星期|周|礼拜)[一二三四五六日天])(?:至|到|-|~|—+)(?P<two>(?:星期|周|礼拜)[一二三四五六日天])\)"
_YEAR = r"\d\d\s?年|[〇○零一二三四五六七八九]{4}年|^\d{4}"
_DAYS = "一二三四五六日"


@cache
def _ready(pattern: str) -> re.Pattern[str]:
    """Most drafts need few of these patterns, so each is compiled when it is first used."""
    return re.compile(pattern)


@check(
    id="accurate/impossible-date",
    name="日期不存在",
    severity=Severity.ERROR,
    message="“{text}”不存在：{why}。",
    norm=_NORM,
    examples=(
        Example("⟦2月30日⟧，县里召开现场会。"),
        Example("⟦2023年2月29日⟧，中心启用。"),
        Example("2023年1月开建，⟦2月29日⟧中心启用。"),
        Example("⟦3月5日25时⟧，水位回落。"),
        Example("⟦上午15时30分⟧，水位回落。"),
        Example("⟦2月份的30天⟧里，优良天数27天。"),
        Example("二〇二四年一月启动，⟦二月三十日⟧完成。"),
        Example("农历二月三十、农历2月30日，村里赶集。"),
        Example("2024年2月29日零时起执行新标准，10月31日24时前完成备案。"),
        Example("工程历时31日，实到32人。"),
    ),
)
def impossible_date(context: Context) -> Iterator[Evidence]:
    """九月只有三十天，平年二月没有二十九日，钟点到二十四时为止。"""
    plain = context.facts.plain
    for time in context.facts.times:
        if not _is_plain(time) and (why := _impossible(time, plain)):
            yield Evidence(time.start, time.end, fields={"why": why})
    if "月份" in plain or "月的" in plain:
        for match in _ready(_DAYS_OF_MONTH).finditer(plain):
            month, days = number(match["m"]), int(match["d"])
            if 1 <= month <= 12 and days > _LENGTHS[month - 1]:
                why = f"{month}月只有{_LENGTHS[month - 1]}天"
                yield Evidence(match.start(), match.end(), fields={"why": why})


def _is_plain(time: Time) -> bool:
    """True for what cannot be wrong: the common case, told apart without a pattern."""
    if time.until is not NO_FIELDS:
        return False
    _, month, day, hour, minute = time.fields
    return (
        (month or 1) <= 12
        and 0 < (1 if day is None else day) <= 28
        and (hour or 0) <= 12
        and (minute or 0) < 60
    )


def _impossible(time: Time, plain: str) -> str | None:
    written, fields = plain[time.start : time.end], time.fields
    if _ready(_LUNAR).search(plain, max(0, time.start - 8), time.start):
        return None
    if _ready(_FORENOON).match(written) and (fields[3] or 0) > 12:
        return f"{fields[3]}时不在{_ready(_FORENOON).match(written)[1]}"  # type: ignore[index]
    if "月" not in written and time.form != "iso":
        fields = (None, None, None, *fields[3:])  # an inherited month is a guess and proves nothing
    if fields[1:3] == (2, 29) and not _ready(_YEAR).search(written):
        told = plain[max(0, time.start - 40) : time.start].rpartition("。")[2]
        written = told + written if re.search(rf"{fields[0]}年{N}月", told) else written
    return _impossible_fields(fields, written) or _impossible_fields(time.until, written)


def _impossible_fields(fields: Fields, written: str) -> str | None:
    year, month, day, hour, minute = fields
    if month is not None and not 1 <= month <= 12:
        return "一年只有12个月"
    if day is not None and month is not None:
        if not 1 <= day <= _LENGTHS[month - 1]:
            return f"{month}月只有{_LENGTHS[month - 1]}天" if day else "没有0日"
        if (
            (month, day) == (2, 29)
            and year is not None
            and not isleap(year)
            and _ready(_YEAR).search(written)
        ):
            return f"{year}年不是闰年，2月只有28天"
    if hour is not None and (hour > 24 or (hour == 24 and minute)):
        return "一天只有24小时"
    if minute is not None and minute > 59:
        return "一小时只有60分"
    return None


@check(
    id="accurate/weekday",
    name="星期不符",
    severity=Severity.ERROR,
    message="{day}是{right}，不是“{text}”。",
    norm=_NORM,
    examples=(
        Example("2019年10月8日（⟦星期一⟧），市不动产登记中心启用自助查询机。"),
        Example("2025年6月18日⟦周五⟧，县里召开调度会。"),
        Example("2024年全县启动整治。⟦星期四⟧（3月15日），县里召开调度会。"),
        Example("2024年3月15日至17日（⟦周四⟧至周日），县里走访。"),
        Example("2024年3月15日（农历二月初六，⟦星期四⟧），县里走访。"),
        Example("2024年3月15日起，周一至周五接访。"),
        Example("2024年3月15日（星期五），县里召开调度会。"),
        Example("3月15日（星期一），县里召开调度会。"),
    ),
)
def weekday(context: Context) -> Iterator[Evidence]:
    """日期前后写了星期的，按公历推算；没有年份、也不知道报送日期的不查。"""
    facts = context.facts
    if not any(word in facts.plain for word in ("星期", "礼拜")) and not _WEEK_AND_DAY.search(facts.plain):
        return
    for time in facts.times:
        if time.first is None or time.last is None or time.fields[2] is None or time.kind is TimeKind.PERIOD:
            continue
        if time.first == time.last:
            yield from _of_day(facts.plain, time, time.first)
        else:
            yield from _of_range(facts.plain, time, time.first, time.last)


def _of_day(plain: str, time: Time, day: date) -> Iterator[Evidence]:
    match = _ready(_WEEKDAY).search(plain, time.start, time.end) or _ready(_AFTER_DAY).match(plain, time.end)
    if match is None:
        match = _ready(_BEFORE_DAY).search(plain, max(0, time.start - 7), time.start)
    if match is not None:
        yield from _wrong(match, "word", day)


def _of_range(plain: str, time: Time, first: date, last: date) -> Iterator[Evidence]:
    match = _ready(_TWO_WEEKDAYS).match(plain, time.end)
    if match is not None:
        yield from _wrong(match, "one", first)
        yield from _wrong(match, "two", last)


def _wrong(match: re.Match[str], group: str, day: date) -> Iterator[Evidence]:
    word = match[group]
    right = word[:-1] + _DAYS[day.weekday()]
    if right != word.replace("天", "日"):
        fields = {"day": f"{day.year}年{day.month}月{day.day}日", "right": right}
        yield Evidence(match.start(group), match.end(group), right, fields=fields)
