"""Growth against the two values it is the growth of; points against percent; multiples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qc.checks.accurate.figures import before, percent, plain_number, sentences_with_figures
from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.facts import Facts
from qc.extraction.quantities import Quantity
from qc.finding import Norm, NormKind, Severity

_RISE = re.compile(
    r"(?:增长|增加|上升|提高|增幅|涨幅|升幅|上涨|提升|增收|增产|扩大|攀升|多)(?:了|达|为|约|近|超过|幅度)*$"
)
_FALL = re.compile(
    r"(?:下降|减少|降低|降幅|下跌|跌幅|回落|压减|压缩|缩短|减幅|缩减|收窄|下滑|减|降|少)(?:了|达|为|约|近|超过|幅度)*$"
)
_TO = re.compile(r"(?:至|到|为|变为|达)(?:了|约|近|的|今年的?|目前的?|20\d\d年的?)?$")
_COMPARED = re.compile(r"(?:较|比)(?:上年|去年|上月|上季度|年初|上年同期|去年同期)(?:末|底)?的$")
_FROM = re.compile(r"(?:由|从)[\u4e00-\u9fff0-9年月]{0,10}?(?:的|约|近)?$")
_BASE = re.compile(
    r"(?:上年|去年|上年同期|去年同期|同期|20\d\d年(?:同期)?|上月|上季度|上一?年度)(?:全年|末|底)?(?:的|为|是|仅|只有|约)*$"
)
# Between the two values and what is said of them no other subject may stand.
_SUBJECT = re.compile(r"(?:同比|环比|比上年|较上年|比去年|较去年|实际|净|平均|共|,)*(?:同比)?")
_COMPARABLE = re.compile(r"可比价|可比口径|同口径|剔除|扣除|名义|不变价|生产总值|GDP|增加值|可比")
_OVER = re.compile(r"(?:任务|计划|目标|全年|年均|环比|月均)")
_CHANGE_UNITS = frozenset({"%", "百分点", "个百分点"})


class Change(NamedTuple):
    """Two values of one thing and what is said of the change."""

    old: Quantity
    new: Quantity
    said: Quantity
    falls: bool


def changes(facts: Facts) -> Iterator[Change]:
    """Yield 由A增至B, 增长p and A, 上年同期B, 同比增长p."""
    for sentence, quantities in sentences_with_figures(facts, 3):
        if not any(q.unit in _CHANGE_UNITS for q in quantities[2:]):
            continue
        if _COMPARABLE.search(facts.plain, sentence.start, sentence.end):
            continue
        for index, said in enumerate(quantities[2:], 2):
            if said.unit not in _CHANGE_UNITS:
                continue
            words = _since(facts, quantities[index - 1], said)
            rises, falls = _RISE.search(words), _FALL.search(words)
            if (
                not (rises or falls)
                or said.unit not in ("%", "百分点", "个百分点", "倍", "番")
                or _OVER.search(words)
            ):
                continue
            verb = rises or falls
            if verb is None or not _SUBJECT.fullmatch(words[: verb.start()]):
                continue
            pair = _from_to(facts, quantities, index) or _this_and_last(facts, quantities, index)
            if pair is not None:
                yield Change(*pair, said, falls is not None)


def _since(facts: Facts, previous: Quantity, quantity: Quantity) -> str:
    """The words of the clause before a figure, from the figure before it on."""
    words = before(facts, quantity, 12)
    return words[max(0, len(words) - (quantity.start - previous.end)) :]


def _from_to(facts: Facts, quantities: Sequence[Quantity], index: int) -> tuple[Quantity, Quantity] | None:
    old, new = quantities[index - 2], quantities[index - 1]
    if not _same_unit(old, new) or not _FROM.search(before(facts, old, 14)):
        return None
    between = facts.plain[old.end : new.start]
    return (old, new) if _TO.search(between) and len(between) <= 16 else None


def _this_and_last(
    facts: Facts, quantities: Sequence[Quantity], index: int
) -> tuple[Quantity, Quantity] | None:
    one, other = quantities[index - 2], quantities[index - 1]
    if not _same_unit(one, other):
        return None
    if _COMPARED.search(before(facts, other, 12)) and not _BASE.search(before(facts, one, 12)):
        return other, one  # 7.8%,较上月的9.1%回落
    if _BASE.search(before(facts, other, 12)) and not _BASE.search(before(facts, one, 12)):
        return other, one
    return None


def _same_unit(one: Quantity, other: Quantity) -> bool:
    return (one.kind == other.kind or not one.unit) and min(one.low, other.low) >= 0 and one.value > 0


_EXAMPLE_NORM = Norm("增长率=（本期-基期）÷基期", NormKind.LOGIC)


@check(
    id="accurate/growth-rate",
    name="增长率不符",
    severity=Severity.ERROR,
    message="由{old}到{new}，变化为{right}，与“{text}”不符，请核对。",
    norm=_EXAMPLE_NORM,
    examples=(
        Example("产值由3.2亿元增加到4.1亿元，增长⟦22%⟧。"),
        Example("一般公共预算收入9.45亿元，上年为8.75亿元，同比增长⟦9.5%⟧。"),
        Example("猪肉价格由每公斤32元降到26元，降幅18.8%。"),
        Example("进出口总额17.82亿元，上年同期为16.2亿元，同比增长10%。"),
        Example("增加值由3.2亿元增加到4.1亿元，按可比价增长22%。"),
        Example("信访量由120件降到90件，超额完成年度任务30%。"),
    ),
)
def growth_rate(context: Context) -> Iterator[Evidence]:
    """两期的数都在，增长率就能复核。按可比价、同口径计算的不查。"""
    for change in changes(context.facts):
        if change.said.kind != "%" or change.old.kind == "%" or change.old.low <= 0:
            continue
        sign = -1 if change.falls else 1
        rates = sorted(
            sign * 100 * (new / old - 1)
            for new in (change.new.low, change.new.high)
            for old in (change.old.low, change.old.high)
        )
        if not change.said.meets(rates[0], rates[-1]):
            right = abs(100 * (change.new.value / change.old.value - 1))
            yield _evidence(change, percent(right))


@check(
    id="accurate/percentage-point",
    name="百分点不符",
    severity=Severity.ERROR,
    message="由{old}到{new}，相差{right}，与“{text}”不符，请核对。",
    norm=Norm("两个百分数之差用百分点", NormKind.LOGIC),
    examples=(
        Example("合格率由82%提高到91%，提高⟦9%⟧。"),
        Example("优良天数比例为86.3%，较上年的82.9%上升⟦4.4个百分点⟧。"),
        Example("占比由65%升至82%，上升17个百分点。"),
        Example("合格率由82%提高到91%，提高11%。"),
    ),
)
def percentage_point(context: Context) -> Iterator[Evidence]:
    """两个百分数相减得百分点。把差写成百分号，意思就变了；恰好等于相对变化的不提示。"""
    for change in changes(context.facts):
        if change.old.kind != "%" or change.said.kind not in ("%", "百分点"):
            continue
        low = min(
            abs(n - o) for n in (change.new.low, change.new.high) for o in (change.old.low, change.old.high)
        )
        high = max(
            abs(n - o) for n in (change.new.low, change.new.high) for o in (change.old.low, change.old.high)
        )
        difference = abs(change.new.value - change.old.value)
        right = f"{difference:.2f}".rstrip("0").rstrip(".") + "个百分点"
        if change.said.kind == "%":
            relative = 100 * difference / change.old.value
            if change.said.meets(low, high) and not change.said.meets(0.97 * relative, 1.03 * relative):
                yield _evidence(change, right)
        elif not change.said.meets(low, high):
            yield _evidence(change, right)


_VERB = re.compile(r"(?:翻|增长|增加|提高|扩大|上升)(?:了|近|约)*$")
_SHRINK_BY = re.compile(r"(?:下降|减少|降低|缩小|缩短|压减|回落|减|降|下跌)(?:了|近|约|达)*$")


@check(
    id="accurate/ratio-multiple",
    name="倍数不符",
    severity=Severity.ERROR,
    message="{why}，与“{text}”不符，请核对。",
    norm=Norm("统计数字表述：减少不用倍数，翻n番为2的n次方", NormKind.LOGIC),
    examples=(
        Example("信访量由120件下降到40件，减少了⟦2倍⟧。"),
        Example("产量由3.6万吨增至7.2万吨，翻⟦两番⟧。"),
        Example("产量由1.2万吨增至3.6万吨，增长⟦3倍⟧。"),
        Example("产量由3.6万吨增至7.2万吨，翻一番，增长1倍。"),
        Example("蔬菜产值比2016年增长2.3倍。"),
    ),
)
def ratio_multiple(context: Context) -> Iterator[Evidence]:
    """减少一倍就没有了，所以减少、缩短不用倍数；增长三倍是原来的四倍；翻两番是原来的四倍。"""
    facts = context.facts
    seen: set[int] = set()
    for _, quantities in sentences_with_figures(facts, 1):
        if not any(q.unit in ("倍", "番") for q in quantities):
            continue
        for quantity in quantities:
            if (
                quantity.unit == "倍"
                and quantity.value >= 1
                and _SHRINK_BY.search(before(facts, quantity, 8))
            ):
                seen.add(quantity.start)
                yield Evidence(
                    quantity.start, quantity.end, fields={"why": "减少、缩短不能用1以上的倍数表示"}
                )
        yield from _multiples(facts, quantities, seen)


def _multiples(facts: Facts, quantities: Sequence[Quantity], seen: set[int]) -> Iterator[Evidence]:
    for index, said in enumerate(quantities):
        if index < 2 or said.unit not in ("倍", "番") or said.start in seen or "是" in before(facts, said, 6):
            continue
        pair = _from_to(facts, quantities, index)
        words = _since(facts, quantities[index - 1], said)
        if pair is None or pair[0].low <= 0 or not _SUBJECT.fullmatch(_VERB.sub("", words)):
            continue
        low, high = pair[1].low / pair[0].high, pair[1].high / pair[0].low
        claim = said
        if said.unit == "番":
            claim = said._replace(low=2**said.value * 0.9, high=2**said.value * 1.1)
        elif _RISE.search(words):
            low, high = low - 1, high - 1
        if not claim.meets(low, high):
            times = pair[1].value / pair[0].value
            why = f"{plain_number(pair[1].value)}是{plain_number(pair[0].value)}的{times:.1f}倍，增长{times - 1:.1f}倍"
            yield Evidence(
                quantities[index].start, quantities[index].end, fields={"why": why.replace(".0倍", "倍")}
            )


def _evidence(change: Change, right: str) -> Evidence:
    fields = {"old": change.old.text, "new": change.new.text, "right": right}
    return Evidence(change.said.start, change.said.end, fields=fields)
