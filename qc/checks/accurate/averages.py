"""Averages and unit prices against total and count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qc.checks.accurate.figures import after, before, passages, plain_number
from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.facts import Facts
from qc.extraction.quantities import Quantity
from qc.finding import Norm, NormKind, Severity
from qc.segmentation.patterns import lazy

_EACH = "人|户|村|日|天|亩|家|件|台|个|校|所|镇|乡|年|月|周|辆|套|栋|次|公里|公顷|吨|座|头|株|场|趟|列|企业|县|站|班|项|生|平方米"
_AVERAGE = lazy(
    rf"(?:平均每(?P<each>{_EACH})|(?P<per>{_EACH}|个村|单位)均|(?P<yield>亩产))(?:[\u4e00-\u9fff]{{0,6}}?)(?:达到?|为|约|是|了)*$"
)
_PRICE = lazy(rf"(?:按|以|给予)?每(?P<each>{_EACH})(?:[\u4e00-\u9fff]{{0,6}}?)(?:达到?|为|约|了)*$")
_KINDS = {
    "人": ("人",), "生": ("人",), "户": ("户",), "家": ("户",), "企业": ("户",), "日": ("天", "日"), "天": ("天", "日"), "亩": ("亩",), "件": ("起",),
    "年": ("年",), "月": ("个月",), "周": ("周",), "栋": ("栋",), "公里": ("公里",), "公顷": ("公顷",), "吨": ("吨",), "平方米": ("平方米",),
    "班": ("班", "班次"), "趟": ("趟", "班次"), "列": ("列", "班次"), "次": ("次", "班次"), "亩产": ("亩",),
}  # fmt: skip
_PLACES = {
    "村": "村社",
    "校": "学校所",
    "镇": "镇乡街",
    "乡": "乡镇",
    "个村": "村",
    "县": "县区市",
    "站": "站",
    "班": "班",
    "单位": "单位部门",
}
_PERIOD = lazy(r"前(?P<n>\d{1,2})个月|(?<!\d)1(?:-|—|~|至)(?P<to>\d{1,2})月|上半年|一季度|前三季度")
_PERIODS = {"上半年": 6.0, "一季度": 3.0, "前三季度": 9.0}
_NOT_TOTAL = lazy(r"增加|减少|增长|提高|下降|高于|低于|较|比|多|少|降|增|超出")


@check(
    id="accurate/average",
    name="平均数不符",
    severity=Severity.ERROR,
    message="{total}÷{count}={right}，与“{text}”不符，请核对。",
    norm=Norm("平均数=总数÷个数", NormKind.LOGIC),
    examples=(
        Example("发放补贴3905万元，惠及1.3万人，人均⟦300元⟧。"),
        Example("6天抢修72处，日均⟦15处⟧。"),
        Example("20个村共投入400万元，村均⟦2万元⟧。"),
        Example("退税金额共计1.04亿元，惠及企业1279户，户均8.13万元。"),
        Example("全县人均纯收入1.2万元，比上年增加800元。"),
        Example("亩均产量由520公斤提高到560公斤，3200亩共增收粮食128吨。"),
    ),
)
def average(context: Context) -> Iterator[Evidence]:
    """总数和个数都写了，平均数就能复核。只在同一句里找得到唯一的总数和个数时才查。"""
    facts = context.facts
    for start, end, figures in passages(facts, 3):
        if "均" not in facts.plain[start:end] and "每" not in facts.plain[start:end]:
            continue
        for said in figures:
            words = before(facts, said, 14)
            per = _AVERAGE.search(words) or _PRICE.search(words)
            if (
                per is None
                or words.count("每") > 1
                or words[: per.start()].endswith(("年", "月", "日", "天", "周", "季"))
                or said.kind in ("%", "百分点")
                or _NOT_TOTAL.search(words[per.end("each") if per["each"] else 0 :])
            ):
                continue
            others = [*figures, *_months(facts, start, end, _name(per))]
            yield from _against(
                facts, others, said, _name(per), not per[0].startswith(("每", "按", "以", "给"))
            )


def _name(per: re.Match[str]) -> str:
    """What the average is of: the word after 每, or before 均."""
    found = per.groupdict()
    return found["each"] or found.get("per") or found.get("yield") or ""


def _months(facts: Facts, start: int, end: int, name: str) -> list[Quantity]:
    """前8个月, 1至8月: a count of months where the average is per month."""
    match = _PERIOD.search(facts.plain, start, end) if name == "月" else None
    if match is None:
        return []
    number = _PERIODS.get(match[0]) or float(match["n"] or match["to"])
    return [Quantity(match.start(), match.end(), match[0], number, number, number, "个月", "个月", False)]


def _against(
    facts: Facts, figures: Sequence[Quantity], said: Quantity, name: str, averaged: bool
) -> Iterator[Evidence]:
    others = [q for q in figures if q is not said]
    counts = [q for q in others if _counts(facts, q, name) and q.low > 0]
    totals = [q for q in others if _is_total(facts, q, said)]
    if not counts or not totals:
        return
    for total in totals:
        for count in counts:
            if total is not count and _agrees(said, total, count):
                return
    if len(counts) == 1 and len(totals) == 1 and totals[0] is not counts[0]:
        total, count = totals[0], counts[0]
        # 每亩120元 may be a standard that only a part gets: report only what is called an average, or a whole factor.
        ratio = total.value / count.value / said.value if said.value else 0.0
        if averaged or any(abs(ratio / power - 1) < 0.02 for power in (10, 100, 1000, 0.1, 0.01, 0.001)):
            right = plain_number(total.value / count.value)
            fields = {"total": total.text, "count": count.text, "right": right}
            yield Evidence(said.start, said.end, fields=fields)


def _agrees(said: Quantity, total: Quantity, count: Quantity) -> bool:
    factor = total.base[1] / said.base[1]
    return said.meets(0.99 * factor * total.low / count.high, 1.01 * factor * total.high / count.low)


def _counts(facts: Facts, quantity: Quantity, name: str) -> bool:
    if name in _PLACES:
        head = after(facts, quantity, 6)
        return quantity.unit in ("个", "所", "") and any(c in head[:4] for c in _PLACES[name][:2])
    return quantity.kind in _KINDS.get(name, (name,))


def _is_total(facts: Facts, quantity: Quantity, said: Quantity) -> bool:
    """Of the dimension of the average, larger than it, and no average or change itself."""
    (dimension, factor), (same, other) = quantity.base, said.base
    words = before(facts, quantity, 10)
    return (
        dimension == same
        and quantity.value * factor > said.value * other
        and not _AVERAGE.search(words)
        and not _PRICE.search(words)
        and not _NOT_TOTAL.search(words)
    )
