"""One amount in two units: 亩 and 公顷, 吨 and 斤."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from qc.checks.accurate.figures import plain_number, sentences_with_figures
from qc.checks.check import Context, Evidence, Example, check
from qc.finding import Norm, NormKind, Severity

_EQUALS = re.compile(r"[,(]?(?:合|折合|折|即|约|约合|相当于|换算为|也就是)(?:约|为|成)?$|^\((?=$)|^\(约?$")


@check(
    id="accurate/unit-conversion",
    name="单位换算不符",
    severity=Severity.ERROR,
    message="“{other}”换算后应为{right}{unit}，与“{text}”不符，请核对。",
    norm=Norm("法定计量单位换算（国务院1984年命令）", NormKind.REGULATION),
    examples=(
        Example("收回闲置用地1500亩（合⟦1000公顷⟧）。"),
        Example("轮换小麦1.2万吨，折合⟦1200万斤⟧。"),
        Example("湿地公园面积8.6平方公里，即860公顷。"),
        Example("建成高标准农田2.3万亩（约1533公顷），修渠12公里。"),
    ),
)
def unit_conversion(context: Context) -> Iterator[Evidence]:
    """1公顷=15亩，1吨=2000斤，1平方公里=100公顷；两个数表示同一数量时应当一致。"""
    facts = context.facts
    for _, quantities in sentences_with_figures(facts, 2):
        for one, other in pairwise(quantities):
            (dimension, factor), (same, other_factor) = one.base, other.base
            if (
                dimension != same
                or one.unit == other.unit
                or not one.unit
                or not other.unit
                or factor == other_factor
            ):
                continue
            if not _EQUALS.search(facts.plain[one.end : other.start]):
                continue
            ratio = factor / other_factor
            if not other.meets(one.low * ratio, one.high * ratio):
                fields = {"other": one.text, "right": plain_number(one.value * ratio), "unit": other.unit}
                yield Evidence(other.start, other.end, fields=fields)
