"""One amount in two units or at two scales, and amounts of another order of magnitude than their total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from qc.checks.accurate.figures import before, passages, plain_number
from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.facts import Facts
from qc.extraction.quantities import Quantity
from qc.finding import Norm, NormKind, Severity
from qc.segmentation.patterns import lazy

_EQUALS = lazy(
    r"[,(]?(?:合|折合|折算为?|折|即|约|约合|合约|相当于|换算[为成]|也就是|等于)(?:约|为|成|共)?$|^\((?=$)|^\(约?$"
)
_WATER = lazy(r"水|污|排放|径流")
_TOTAL = lazy(
    r"(?:总投资|投资总额|概算|预算|合同价|总额|总造价|计划投资|总价|贷款额度|授信)[\u4e00-\u9fff]{0,4}$"
)
_SPENT = lazy(
    r"(?:已|累计|实际|当前|目前)[\u4e00-\u9fff]{0,6}(?:完成|拨付|到位|支付|投入|使用|支出|投资|发放|兑付)[\u4e00-\u9fff]{0,5}$"
)
_ORDERS = 10  # an amount spent that is so many times the total is a slip of the unit


@check(
    id="accurate/unit-conversion",
    name="单位换算不符",
    severity=Severity.ERROR,
    message="{why}，与“{text}”不符，请核对。",
    norm=Norm("法定计量单位换算（国务院1984年命令）", NormKind.REGULATION),
    examples=(
        Example("收回闲置用地1500亩（合⟦1000公顷⟧）。"),
        Example("轮换小麦1.2万吨，折合⟦1200万斤⟧。"),
        Example("入库税收8650万元，即⟦8.65亿元⟧。"),
        Example("总投资3.6亿元，已完成⟦2100亿元⟧。"),
        Example("日节水1.5万立方米，折合⟦15万吨⟧。"),
        Example("湿地公园面积8.6平方公里，即860公顷。"),
        Example("建成高标准农田2.3万亩（约1533公顷），修渠12公里。"),
        Example("总投资3.6亿元，已完成2.1亿元；产量5600吨（0.56万吨）。"),
    ),
)
def unit_conversion(context: Context) -> Iterator[Evidence]:
    """1公顷=15亩，1吨=2000斤，1平方公里=100公顷；两个数表示同一数量时应当一致，已完成的不会是总数的几百倍。"""
    facts = context.facts
    for _, _, quantities in passages(facts, 2):
        for one, other in pairwise(quantities):
            yield from _converted(facts, one, other)
        yield from _orders(facts, quantities)


def _converted(facts: Facts, one: Quantity, other: Quantity) -> Iterator[Evidence]:
    ratio = _ratio(facts, one, other)
    gap = facts.plain[one.end : other.start]
    if ratio is None or not _EQUALS.search(gap):
        return
    # The same unit at the same scale is no conversion but another figure.
    if one.unit == other.unit and (_scale(one) == _scale(other) or not re.search("[即折合(]|也就是", gap)):
        return
    if not other.meets(one.low * ratio, one.high * ratio):
        why = f"“{one.text}”换算后应为{plain_number(one.value * ratio)}{other.unit}"
        yield Evidence(other.start, other.end, fields={"why": why})


def _ratio(facts: Facts, one: Quantity, other: Quantity) -> float | None:
    """How many of the second unit make one of the first; None where they measure different things."""
    if not one.unit or not other.unit or one.unit in ("%", "倍", "个", "项", "名"):
        return None
    (dimension, factor), (same, other_factor) = one.base, other.base
    if dimension == same:
        return factor / other_factor
    water = {one.unit, other.unit} == {"立方米", "吨"} and _WATER.search(before(facts, one, 14))
    return 1.0 if water else None


def _scale(quantity: Quantity) -> str:
    found = re.search("万亿|[万亿千百]", quantity.text)
    return found[0] if found else ""


def _orders(facts: Facts, quantities: Sequence[Quantity]) -> Iterator[Evidence]:
    """An amount spent that is many times the total: 总投资3.6亿元 and 已完成2100亿元."""
    totals = [q for q in quantities if q.kind == "元" and _TOTAL.search(before(facts, q, 12))]
    for total in totals[:1]:
        for spent in quantities:
            if (
                spent.kind == "元"
                and spent.low > _ORDERS * total.high
                and _SPENT.search(before(facts, spent, 16))
            ):
                why = f"总额只有{total.text}"
                yield Evidence(spent.start, spent.end, fields={"why": why})
