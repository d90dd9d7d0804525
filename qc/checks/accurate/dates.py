"""Dates that do not exist and weekdays that do not fit."""

import re
from calendar import isleap
from collections.abc import Iterator
from datetime import date

from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.times import Fields, Time
from qc.finding import Norm, NormKind, Severity

_NORM = Norm("公历", NormKind.LOGIC)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WEEKDAY = re.compile(r"\s?[(,]?\s?(?P<word>(?:星期|周|礼拜)(?P<day>[一二三四五六日天]))(?![期刊报年岁边])")
_DAYS = "一二三四五六日"


@check(
    id="accurate/impossible-date",
    name="日期不存在",
    severity=Severity.ERROR,
    message="“{text}”不存在：{why}。",
    norm=_NORM,
    examples=(
        Example("⟦2月30日⟧，县里召开现场会。"),
        Example("⟦2023年2月29日⟧，中心启用。"),
        Example("⟦3月5日25时⟧，水位回落。"),
        Example("2024年2月29日零时起执行新标准，10月31日24时前完成备案。"),
        Example("工程历时31日，实到32人。"),
    ),
)
def impossible_date(context: Context) -> Iterator[Evidence]:
    """九月只有三十天，平年二月没有二十九日，钟点到二十四时为止。"""
    for time in context.facts.times:
        if why := _impossible(time, context.facts.plain[time.start : time.end]):
            yield Evidence(time.start, time.end, fields={"why": why})


def _impossible(time: Time, written: str) -> str | None:
    fields = time.fields
    if "月" not in written and time.form != "iso":
        fields = (None, None, None, *fields[3:])  # an inherited month is a guess and proves nothing
    return _impossible_fields(fields, written) or _impossible_fields(time.until, written)


def _impossible_fields(fields: Fields, written: str) -> str | None:
    year, month, day, hour, minute = fields
    if month is not None and not 1 <= month <= 12:
        return "一年只有12个月"
    if day is not None and month is not None:
        if not 1 <= day <= _LENGTHS[month - 1]:
            return f"{month}月只有{_LENGTHS[month - 1]}天" if day else "没有0日"
        if (month, day) == (2, 29) and year is not None and not isleap(year) and str(year) in written:
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
        Example("2024年3月15日（星期五），县里召开调度会。"),
        Example("3月15日（星期一），县里召开调度会。"),
    ),
)
def weekday(context: Context) -> Iterator[Evidence]:
    """日期后面写了星期的，按公历推算；没有年份、也不知道报送日期的不查。"""
    facts = context.facts
    for time in facts.times:
        if time.first is None or time.fields[2] is None or time.first != time.last:
            continue
        match = _WEEKDAY.search(time.text) or _WEEKDAY.match(facts.plain, time.end)
        inside = match is not None and match.string is time.text
        if match is None:
            continue
        day = date(time.first.year, time.first.month, time.first.day)
        if _DAYS[day.weekday()] != match["day"].replace("天", "日"):
            offset = time.start if inside else 0
            word = match["word"]
            right = word[:-1] + _DAYS[day.weekday()]
            yield Evidence(
                offset + match.start("word"),
                offset + match.end("word"),
                right,
                fields={"day": f"{day.year}年{day.month}月{day.day}日", "right": right},
            )
