"""A rate against the two counts beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qc.checks.accurate.figures import after, before, percent, plain_number, sentences_with_figures
from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.facts import Facts
from qc.extraction.quantities import Quantity
from qc.finding import Norm, NormKind, Severity

_GROWTH = re.compile(
    r"(?:增长|增加|增幅|上升|提高|下降|减少|降低|降幅|回落|同比|环比|上涨|下跌|涨幅|比上年|较上年|压减|缩短)"
)
_RATE = re.compile(r"([\u4e00-\u9fff]{2,8}?)率(?:达到?|为|是|约|仅|只有|已)?(?:约|近|超过?|逾)?$")
_SHARE = re.compile(
    r"(?:占(?:总数|总量|比|应[\u4e00-\u9fff]{1,4}|计划|任务)?|占比|比重|比例)(?:的|达到?|为|约|近)*$|完成(?:全?年度?|总)?(?:计划|任务|目标)(?:任务|的)*$"
)
_NEARBY = 200
_OTHER_BASE = re.compile(r"(?:满意|知晓|支持|好评|回访|抽样|其余|另有|剩余)")


@check(
    id="accurate/percent-of-total",
    name="比率与数量不符",
    severity=Severity.ERROR,
    message="{part}÷{total}={ratio}，与“{text}”不符，请核对。",
    norm=Norm("比率=部分÷总数", NormKind.LOGIC),
    examples=(
        Example("全县应参保12.4万人，已参保11.9万人，参保率⟦98.6%⟧。"),
        Example("市场监管所抽查86家，合格71家，合格率⟦85.6%⟧。"),
        Example("某乡15个村中有9个村收入超过20万元，占比⟦64.3%⟧。"),
        Example("排查隐患246处，整改229处，整改率93.1%，群众满意率98.6%。"),
        Example("应播18.5万亩，已播14.8万亩，占八成。"),
        Example("受理7326件，办结7180件，同比增长99.0%。"),
    ),
)
def percent_of_total(context: Context) -> Iterator[Evidence]:
    """比率能用前面的两个数算出来，就应当算得对。写明“增长”“同比”的不按比率算；找不到明确对应的两个数就不查。"""
    facts = context.facts
    for _, quantities in sentences_with_figures(facts, 3):
        if not any(q.kind == "%" for q in quantities[2:]):
            continue
        for index, rate in enumerate(quantities):
            if rate.kind != "%" or _GROWTH.search(before(facts, rate, 16)):
                continue
            pair = _pair(facts, quantities[:index], rate)
            if pair is not None and not _fits(_nearby(facts, rate), rate, pair):
                total, part = pair
                yield Evidence(
                    rate.start,
                    rate.end,
                    fields={
                        "part": plain_number(part.value),
                        "total": plain_number(total.value),
                        "ratio": percent(100 * part.value / total.value),
                    },
                )


def _pair(facts: Facts, earlier: Sequence[Quantity], rate: Quantity) -> tuple[Quantity, Quantity] | None:
    """Total and part that the rate is of: the part next before it, named by the rate itself or by 占."""
    if len(earlier) < 2 or earlier[-1].kind == "%":
        return None
    one, other = earlier[0], earlier[1]
    joint = facts.plain[one.end : other.start]
    if (
        one.kind == other.kind
        and re.fullmatch(r"[\u4e00-\u9fff]{1,6}中,?(?:有|的)?", joint)
        and _SHARE.search(before(facts, rate, 14))
    ):
        return one, other
    part = earlier[-1]
    totals = [q for q in earlier[:-1] if q.kind == part.kind and q.value >= part.value]
    if (
        not totals
        or part.value <= 0
        or _GROWTH.search(before(facts, part, 8))
        or _OTHER_BASE.search(facts.plain[part.start : rate.start])
    ):
        return None
    words = before(facts, rate, 14)
    named = _RATE.search(words)
    told = before(facts, part, 14) + part.text + after(facts, part, 10)
    if named and (
        _shares_word(named[1], told) or (len(earlier) == 2 and "," in facts.plain[part.end : part.end + 8])
    ):
        return totals[-1], part
    if (
        _SHARE.search(words)
        and "其中" not in words
        and facts.plain.count(",", part.end, rate.start) <= 1
        and len(totals) == 1
    ):
        return totals[0], part
    return None


def _nearby(facts: Facts, rate: Quantity) -> Sequence[Quantity]:
    """The figures of the text just before the rate: the total may stand a sentence earlier."""
    return facts.quantities_in(max(0, rate.start - _NEARBY), rate.start)


def _shares_word(name: str, told: str) -> bool:
    """合格 of 合格率 stands with the part: 合格71家."""
    return any(name[i : i + 2] in told for i in range(len(name) - 1))


def _fits(earlier: Sequence[Quantity], rate: Quantity, pair: tuple[Quantity, Quantity]) -> bool:
    """True when the rate agrees with the pair or with any other two counts of that unit: then who knows."""
    counts = [q for q in earlier if q.kind == pair[1].kind]
    for total in counts:
        for part in counts:
            if part is not total and 0 < part.low <= total.high and total.low > 0:
                low, high = 100 * part.low / total.high, 100 * part.high / total.low
                if rate.meets(low, high):
                    return True
    return False
