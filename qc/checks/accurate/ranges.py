"""Ranges whose first end is the larger."""

import re
from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.numerals import han_value
from qc.extraction.times import Time, TimeKind
from qc.extraction.units import UNITS
from qc.finding import Norm, NormKind, Severity
from qc.segmentation.patterns import lazy

# Degrees of latitude fall, months run over New Year, ranks count down.
_NOT_RANGED = frozenset({"月", "度", "日", "级", "名", "位", "期", "号", "村", "镇", "乡", "县", "类", "部"})
# Here 甲至乙 may tell a change; only a dash or 之间 makes it a range for certain.
_MAY_FALL = frozenset({"℃", "摄氏度", "岁", "周岁", "年"})
_CALENDAR, _MORNING = (
    100,
    300,
)  # years below it are a span; minutes of the day: 上午11:30至1:30 runs past noon
_SCALE = {None: 1, "": 1, "万": 1e4, "亿": 1e8, "千": 1e3, "百": 1e2}
_UNIT = "|".join(sorted((u for u in UNITS if u not in _NOT_RANGED), key=len, reverse=True))
_RANGE = lazy(
    rf"(?P<a>\d+(?:\.\d+)?)(?P<sa>万|亿|千)?(?P<ua>{_UNIT})?\s?(?P<mark>-|—{{1,2}}|~|至|到(?=[^,。;]{{1,12}}之间|\d+(?:毫米|毫升|千瓦|公斤|亩|吨)))\s?"
    rf"(?P<b>\d+(?:\.\d+)?)(?P<sb>万|亿|千)?(?P<ub>{_UNIT})(?![-/\d])"
)
# 由32元降到26元 is a change, 3比2 a score; only a plain range counts.
_MARK = lazy(r"[-—~至到]\s?\d")
_CHANGE = lazy(r"(?:由|从|自|降(?![雨水雪温])|减|跌|落|缩|回|提前|距|离)[^,。;]{0,12}$")
_FROM = lazy(r"(?:由|从|自)[^,。;]{0,12}$")
_AFTER = lazy(r"(?:下降|降低|减少|不等的?降)|[日号时]")
_HAN = "[一二两三四五六七八九十百千万]"
_HAN_UNIT = "|".join(
    sorted(
        (u for u in UNITS if (u not in _NOT_RANGED and u not in _MAY_FALL) or u in ("岁", "周岁")),
        key=len,
        reverse=True,
    )
)
_HAN_RANGE = lazy(
    rf"(?<![第一二两三四五六七八九十百千万几])(?P<a>{_HAN}{{1,6}})(?P<ua>{_HAN_UNIT})?(?:至|到|~|—{{1,2}}|-)(?P<b>{_HAN}{{1,6}})(?P<ub>{_HAN_UNIT})"
)
_HAN_MARK = lazy(rf"{_HAN}[\u4e00-\u9fff]?(?:至|到|~|—|-){_HAN}")
_PARTS = lazy("上午|下午|早上")
_CLOCKS = lazy(
    r"(?P<part>上午|下午|早上|晚上|凌晨)?\s?(?P<h>\d{1,2}):(?P<m>[0-5]\d)\s?(?:-|~|—{1,2}|至|到)\s?(?P<next>次日|翌日|第二天)?(?P<part2>上午|下午|早上|晚上|凌晨|中午|傍晚)?(?P<h2>\d{1,2}):(?P<m2>[0-5]\d)(?!\d)"
)


@check(
    id="accurate/range-order",
    name="区间颠倒",
    severity=Severity.ERROR,
    message="区间“{text}”前大后小，请核对。",
    norm=Norm("区间由小到大", NormKind.LOGIC),
    examples=(
        Example("每亩增收⟦500—300元⟧。"),
        Example("年龄在⟦45周岁至25周岁⟧之间，期限⟦5—3年⟧。"),
        Example("每亩鲜果产量可达⟦九百至六百公斤⟧，超载⟦五成到三成⟧。"),
        Example("每日上午⟦11:30~6:30⟧清运，夜间22:00~6:00禁行。"),
        Example("总产在⟦28万至26万吨⟧之间。"),
        Example("工期为⟦6月20日至15日⟧，另一段为⟦2024年6月1日至2024年5月20日⟧。"),
        Example("12月至2月水位偏低，12月28日至1月3日放假，气温由25℃至18℃，北纬30度至25度。"),
        Example("每亩增收300—500元，价格由32元降到26元，合格率从98%至95%逐年回落。"),
        Example("电话0530-4621,2024-03-05登记，6月25日至7月3日施工。"),
    ),
)
def range_order(context: Context) -> Iterator[Evidence]:
    """“甲至乙”表示区间时应当前小后大；表示变化的“由…降到…”不算。"""
    facts = context.facts
    for match in _ranges(facts.plain):
        unit, scale = match["ub"], match["sb"]
        if match["ua"] not in (None, unit) or not _is_range(facts.plain, match):
            continue
        high = float(match["b"]) * _SCALE[scale]
        # 3至5万元 shares the 万, 5000至1万元 does not: both readings must run backwards.
        scales = {match["sa"]} if match["sa"] or match["ua"] else {None, scale}
        low = min(float(match["a"]) * _SCALE[s] for s in scales)
        before = facts.plain[max(0, match.start() - 14) : match.start()]
        if before and (before[-1] in "./-" or (before[-1].isascii() and before[-1].isalnum())):
            continue
        change = _CHANGE if match["mark"] in "至到" else _FROM
        if low > high and not change.search(before) and not _AFTER.match(facts.plain, match.end()):
            yield Evidence(match.start(), match.end())
    yield from _han_ranges(facts.plain)
    yield from _clocks(facts.plain)
    for time in facts.times:
        if time.kind is TimeKind.PRECISE and _runs_backwards(time):
            yield Evidence(time.start, time.end)


def _is_range(plain: str, match: re.Match[str]) -> bool:
    """Whether the unit leaves no doubt that a range is meant: years, ages and degrees may also tell a change."""
    if match["ub"] not in _MAY_FALL:
        return True
    between = plain[match.end() : match.end() + 2] == "之间"
    if match["ub"] in ("岁", "周岁") and re.search(
        "年龄|要求|限|招", plain[max(0, match.start() - 8) : match.start()]
    ):
        return True
    if match["ub"] == "年":
        return not match["sb"] and float(match["a"]) < _CALENDAR and (between or match["mark"] not in "至到")
    return between or match["mark"] not in "至到"


def _han_ranges(plain: str) -> Iterator[Evidence]:
    """九百至六百公斤, 五成到三成."""
    for mark in _HAN_MARK.finditer(plain):
        for match in _HAN_RANGE.finditer(plain, max(0, mark.start() - 8), mark.end() + 12):
            if not match.start() <= mark.start() < match.end() or match["ua"] not in (None, match["ub"]):
                continue
            before = plain[max(0, match.start() - 14) : match.start()]
            if (
                han_value(match["a"]) > _shared(match)
                and not _CHANGE.search(before)
                and not _AFTER.match(plain, match.end())
            ):
                yield Evidence(match.start(), match.end())
            break


def _shared(match: re.Match[str]) -> float:
    """The second value, at least: 八至九十 is 八十 to 九十, 三至五万 both 万."""
    high = han_value(match["b"])
    return high if match["ua"] or match["b"][-1] not in "十百千万" or match["a"][-1] in "十百千万" else 1e12


def _clocks(plain: str) -> Iterator[Evidence]:
    """上午11:30~6:30: an hour before the first within one part of the day."""
    for part in _PARTS.finditer(plain) if ":" in plain else ():
        match = _CLOCKS.match(plain, part.start())
        if match is None:
            continue
        if (
            match["part"] not in ("上午", "下午", "早上")
            or match["next"]
            or match["part2"] not in (None, match["part"])
        ):
            continue
        first, second = (60 * int(match[h]) + int(match[m]) for h, m in (("h", "m"), ("h2", "m2")))
        if second < first and not (match["part"] == "上午" and second < _MORNING):
            yield Evidence(match.start("h"), match.end())


def _ranges(plain: str) -> Iterator[re.Match[str]]:
    """Look for a range only around a range mark that a digit follows."""
    for mark in _MARK.finditer(plain):
        for match in _RANGE.finditer(plain, max(0, mark.start() - 16), mark.end() + 16):
            if match.start() < mark.start() < match.end():
                yield match
                break


def _runs_backwards(time: Time) -> bool:
    """A range of days whose end comes first, by its fields: the year need not be known."""
    end = time.until
    if end[2] is None:
        return False
    if time.first is not None and time.last is not None:
        return time.last < time.first
    return (end[1] or 0, end[2]) < (time.fields[1] or 0, time.fields[2] or 0) and not (
        (time.fields[1] or 0) >= 9 and (end[1] or 0) <= 4 and end[1] != time.fields[1]
    )
