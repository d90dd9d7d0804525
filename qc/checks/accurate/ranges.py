"""Ranges whose first end is the larger."""

import re
from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.times import Time, TimeKind
from qc.extraction.units import UNITS
from qc.finding import Norm, NormKind, Severity

# Degrees of latitude fall, months run over New Year, ranks count down.
_NOT_RANGED = frozenset(
    {"月", "年", "度", "日", "级", "名", "位", "℃", "岁", "期", "号", "村", "镇", "乡", "县", "类", "部"}
)
_SCALE = {None: 1, "": 1, "万": 1e4, "亿": 1e8, "千": 1e3, "百": 1e2}
_UNIT = "|".join(sorted((u for u in UNITS if u not in _NOT_RANGED), key=len, reverse=True))
_RANGE = re.compile(
    rf"(?P<a>\d+(?:\.\d+)?)(?P<sa>万|亿|千)?(?P<ua>{_UNIT})?\s?(?:-|—{{1,2}}|~|至|到(?=[^,。;]{{1,12}}之间))\s?"
    rf"(?P<b>\d+(?:\.\d+)?)(?P<sb>万|亿|千)?(?P<ub>{_UNIT})(?![-/\d])"
)
# 由32元降到26元 is a change, 3比2 a score; only a plain range counts.
_MARK = re.compile(r"[-—~至到]\s?\d")
_CHANGE = re.compile(r"(?:由|从|自|降|减|跌|落|缩|回)[^,。;]{0,12}$")
_AFTER = re.compile(r"(?:下降|降低|减少|不等的?降)|[日号时]")


@check(
    id="accurate/range-order",
    name="区间颠倒",
    severity=Severity.ERROR,
    message="区间“{text}”前大后小，请核对。",
    norm=Norm("区间由小到大", NormKind.LOGIC),
    examples=(
        Example("每亩增收⟦500—300元⟧。"),
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
        if match["ua"] not in (None, unit) or (unit in ("月", "年")):
            continue
        high = float(match["b"]) * _SCALE[scale]
        # 3至5万元 shares the 万, 5000至1万元 does not: both readings must run backwards.
        scales = {match["sa"]} if match["sa"] or match["ua"] else {None, scale}
        low = min(float(match["a"]) * _SCALE[s] for s in scales)
        before = facts.plain[max(0, match.start() - 14) : match.start()]
        if before and (before[-1] in "./-" or (before[-1].isascii() and before[-1].isalnum())):
            continue
        if low > high and not _CHANGE.search(before) and not _AFTER.match(facts.plain, match.end()):
            yield Evidence(match.start(), match.end())
    for time in facts.times:
        if time.kind is TimeKind.PRECISE and _runs_backwards(time):
            yield Evidence(time.start, time.end)


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
