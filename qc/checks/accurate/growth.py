"""Growth against the two values it is the growth of; points against percent; multiples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qc.checks.accurate.figures import before, passages, percent, plain_number
from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.facts import Facts
from qc.extraction.numerals import han_value
from qc.extraction.quantities import Quantity
from qc.finding import Norm, NormKind, Severity
from qc.segmentation.patterns import lazy

_RISE = lazy(
    r"(?:增长|增加|上升|提高|增幅|涨幅|升幅|增速|上涨|提升|增收|增产|扩大|加快|攀升|净增|多出|超出|增|涨|升|多)(?:幅度?)?(?:了|达到?|为|约|近|超过|至|出|收|率)*$"
)
_FALL = lazy(
    r"(?:下降|减少|降低|降幅|下跌|跌幅|回落|压减|压缩|缩短|减幅|缩减|收窄|放缓|下滑|减亏|净减|减|降|少|跌|缩)(?:幅度?)?(?:了|达到?|为|约|近|超过|出)*$"
)
_TO = lazy(
    r"(?:至|到|为|变为|达|成)(?:了|约|近|的|目前|现在|今年|去年|上年|[上下]半年|前?[一二三四]季度|前\d{1,2}个月|末|底|\d{1,2}月末?|20\d\d年|的)*$"
)
_FROM = lazy(r"(?:由|从)[\u4e00-\u9fff0-9年月]{0,14}?(?:的|约|近|仅|只有)?$")
_BASE = lazy(
    r"(?:上年|去年|前年|上年度|同期|上月|上季度|上季|上周|年初|[一二三四]季度|上一?年度?|上一届|[比较]20\d\d年|上半年|\d{1,2}月份?|原来|原先|此前|以前|"
    r"[整改]改前|改造前|实施前|换届前|前一?[年月周]|去冬|去春|去秋|去夏|暑期)(?:同期|全年|末|底|同月|同季|暑期)?(?:(?![增减多少升降涨跌净超比较])[\u4e00-\u9fff]){0,8}?(?:的|为|是|仅|只有|约|有)*$"
)
_NOW = lazy(r"今年|本年|本月|本季|目前|现在|现有|今[春夏秋冬]")
_YEARS = {"前年": -2, "去年": -1, "上年": -1, "今年": 0, "目前": 0, "现在": 0}
_MONTH = lazy(r"(?<![至到—~\d-])(\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(?!底|末|初|至|到|—|-|~)")
_NUMBERED = 5000  # years above it stand for words
_YEAR = lazy(r"20\d\d(?=年)|" + "|".join(_YEARS))
# Between the two values and what is said of them no other subject may stand.
_SUBJECT = lazy(
    r"(?:同比|环比|(?:比|较|与)?(?:上年|去年|前年|上月|上季度|上季|上周|年初|原来|同期|此前|以前|改造前|整治前|上年同期|去年同期|今年|20\d\d年|上一?年度?)(?:末|底|同期)?(?:相比|比|的)?|"
    r"实际|净|平均|共|累计|合计|[两二三四五六七八九十]年|年|,|因此|首次|已|又|仍|均|就|也|即|,?其)*(?:同比|环比)?"
)
_COMPARABLE = lazy(r"可比价|可比口径|同口径|剔除|扣除|名义|不变价|生产总值|GDP|增加值|可比")
_OVER = lazy(r"任务|计划|目标|年均|年平均|月均|环比增速|超额|平均增长|其中|预计|力争")
_CHANGE_UNITS = frozenset({"%", "百分点", "个百分点"})
_LONGEST_GAP = 40
_COARSER, _KEPT = 5, 0.4
_GRACE = 0.03  # points: offices compute from unrounded figures


class Change(NamedTuple):
    """Two values of one thing and what is said of the change."""

    old: Quantity
    new: Quantity
    said: Quantity
    falls: bool


def changes(facts: Facts) -> Iterator[Change]:
    """Yield 由A增至B, 增长p; A, 上年同期B, 同比增长p; and A, 同比下降p(上年为B)."""
    for start, end, quantities in passages(facts, 3):
        comparable = _COMPARABLE.search(facts.plain, start, end) is not None
        for index, said in enumerate(quantities):
            if said.unit not in _CHANGE_UNITS and said.unit not in ("倍", "番"):
                continue
            verb = _verb(facts, quantities, index)
            if verb is None:
                continue
            pair = _pair(facts, quantities, index)
            if pair is not None and not (comparable and pair[0].kind != "%"):
                yield Change(*_refined(*pair), said, verb)


def _refined(old: Quantity, new: Quantity) -> tuple[Quantity, Quantity]:
    """9亿元 beside 7.5亿元 was hardly 9.4: a zero at the end is dropped more often than a digit is rounded away."""
    if old.approximate or new.approximate:
        return old, new
    return _narrowed(old, new), _narrowed(new, old)


def _narrowed(one: Quantity, other: Quantity) -> Quantity:
    width, finer = one.high - one.low, other.high - other.low
    if finer <= 0 or width < _COARSER * finer:
        return one
    return one._replace(low=one.value - _KEPT * width / 2, high=one.value + _KEPT * width / 2)


def _verb(facts: Facts, quantities: Sequence[Quantity], index: int) -> bool | None:
    """Whether the change falls, or None where no change of the figures before is told."""
    words = _since(facts, quantities[index - 1], quantities[index]) if index else ""
    if not words or _OVER.search(words):
        return None
    rises, falls = _RISE.search(words), _FALL.search(words)
    verb = falls if falls and (not rises or falls.start() >= rises.start()) else rises
    if verb is None or not _SUBJECT.fullmatch(words[: verb.start()].strip(",")):
        return None
    return verb is falls


def _since(facts: Facts, previous: Quantity, quantity: Quantity) -> str:
    """The words of the clause before a figure, from the figure before it on."""
    words = before(facts, quantity, 20)
    return words[max(0, len(words) - (quantity.start - previous.end)) :]


def _pair(facts: Facts, quantities: Sequence[Quantity], index: int) -> tuple[Quantity, Quantity] | None:
    """The old and the new value that the change at this index is told of."""
    if index >= 2:
        found = _from_to(facts, quantities, index) or _this_and_last(facts, quantities, index)
        if found is not None:
            return found
        if index >= 3 and _is_difference(quantities[index - 3 : index]):
            return _this_and_last(facts, quantities, index - 1)
        return _with_increment(facts, quantities, index)
    return _in_brackets(facts, quantities, index)


def _from_to(facts: Facts, quantities: Sequence[Quantity], index: int) -> tuple[Quantity, Quantity] | None:
    old, new = quantities[index - 2], quantities[index - 1]
    if not _may_follow(facts, old, new) or not _FROM.search(before(facts, old, 20)):
        return None
    between = facts.plain[old.end : new.start]
    return (old, new) if _TO.search(between) and len(between) <= 24 and "," not in between[:-12] else None


def _may_follow(facts: Facts, old: Quantity, new: Quantity) -> bool:
    """Of one unit; the first may leave it out, and an index such as 5.20 has none."""
    if not old.unit and "." in old.text and "." in new.text and not new.unit:
        return old.value != new.value and old.low > 0
    if not old.unit and not new.unit:  # 6000棒 to 2.4万棒: a unit that no list knows
        one, other = facts.plain[old.end : old.end + 1], facts.plain[new.end : new.end + 1]
        return old.value != new.value and old.low > 0 and one == other and "\u4e00" <= one <= "\u9fff"
    return _same_unit(old if old.unit else old._replace(kind=new.kind), new)


def _this_and_last(
    facts: Facts, quantities: Sequence[Quantity], index: int
) -> tuple[Quantity, Quantity] | None:
    one, other = quantities[index - 2], quantities[index - 1]
    if not _same_unit(one, other) or "。" in facts.plain[one.end : other.start]:
        return None
    if other.start - one.end > _LONGEST_GAP:
        return None
    first, second = before(facts, one, 20), before(facts, other, 20)
    years = _year(first), _year(second)
    if years[0] and years[1] and years[0] != years[1] and (years[0] > _NUMBERED) == (years[1] > _NUMBERED):
        return (one, other) if years[0] < years[1] else (other, one)
    months = _month(first), _month(second)
    if months[0] and months[1] and months[0] != months[1] and not (years[0] or years[1]):
        return (one, other) if months[0] < months[1] else (other, one)
    base_first, base_second = (_BASE.search(t) and not _NOW.search(t) for t in (first, second))
    if base_second and not base_first:
        return other, one
    return (one, other) if base_first and not base_second else None


def _month(words: str) -> int | None:
    found = _MONTH.search(words)
    if found is None:
        return None
    return int(found[1]) if found[1].isdecimal() else int(han_value(found[1]))


def _year(words: str) -> int | None:
    """The year that the words name, as far as it can be compared with another of the same sentence."""
    found = _YEAR.search(words)
    if found is None:
        return None
    return int(found[0]) if found[0].isdecimal() else 10000 + _YEARS[found[0]]


def _is_difference(three: Sequence[Quantity]) -> bool:
    """1375万元,比去年的1100万元多出275万元: the third is the difference of the first two."""
    one, other, third = three
    return (
        one.kind == other.kind == third.kind
        and abs(abs(one.value - other.value) - third.value) < 1e-6 * one.value
    )


def _with_increment(
    facts: Facts, quantities: Sequence[Quantity], index: int
) -> tuple[Quantity, Quantity] | None:
    """2.16亿元,比上年同期增加0.36亿元,增幅25%: the old value is the new one less the increment."""
    new, step = quantities[index - 2], quantities[index - 1]
    if not _same_unit(new, step) or "。" in facts.plain[new.end : step.start] or step.start - new.end > 24:
        return None
    words = _since(facts, new, step)
    rises, falls = _RISE.search(words), _FALL.search(words)
    verb = rises or falls
    if verb is None or not re.search("[比较]|同比|净", words) or new.kind == "%" or step.value >= new.value:
        return None
    if not _SUBJECT.fullmatch(words[: verb.start()].strip(",")):
        return None
    sign = 1.0 if falls and not rises else -1.0
    old = new._replace(
        value=new.value + sign * step.value,
        low=new.low + (sign * step.low if sign > 0 else -step.high),
        high=new.high + (sign * step.high if sign > 0 else -step.low),
        text=plain_number(new.value + sign * step.value) + step.unit,
    )
    return (old, new) if old.low > 0 else None


def _in_brackets(
    facts: Facts, quantities: Sequence[Quantity], index: int
) -> tuple[Quantity, Quantity] | None:
    """98.7%,同比下降0.8个百分点(上年为99.1%)."""
    if index != 1 or len(quantities) < 3:
        return None
    new, old = quantities[0], quantities[2]
    gap = facts.plain[quantities[1].end : old.start]
    if not _same_unit(new, old) or len(gap) > 16 or not _BASE.search(gap) or not gap.startswith("("):
        return None
    return old, new


def _same_unit(one: Quantity, other: Quantity) -> bool:
    return (
        one.kind == other.kind
        and min(one.low, other.low) >= 0
        and one.value > 0
        and max(one.high, other.high) < 1e15
        and one.kind not in ("百分点", "倍", "番", "")
        and one.value != other.value
    )


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
        Example("实现利润2.16亿元，比上年同期增加0.36亿元，增幅达到⟦25%⟧。"),
        Example("安排养护资金1375万元，比去年的1100万元多出275万元，增加⟦20%⟧。"),
        Example("猪肉价格由每公斤32元降到26元，降幅18.8%。"),
        Example("进出口总额17.82亿元，上年同期为16.2亿元，同比增长10%。"),
        Example("增加值由3.2亿元增加到4.1亿元，按可比价增长22%。"),
        Example("信访量由120件降到90件，超额完成年度任务30%。"),
    ),
)
def growth_rate(context: Context) -> Iterator[Evidence]:
    """两期的数都在，增长率就能复核。按可比价、同口径计算的不查。"""
    for change in changes(context.facts):
        if change.old.kind == "%" or change.old.low <= 0 or change.said.unit in ("倍", "番"):
            continue
        sign = -1 if change.falls else 1
        rates = sorted(
            sign * 100 * (new / old - 1)
            for new in (change.new.low, change.new.high)
            for old in (change.old.low, change.old.high)
        )
        right = abs(100 * (change.new.value / change.old.value - 1))
        if not change.said.meets(rates[0] - _GRACE, rates[-1] + _GRACE):
            yield _evidence(change, percent(right))
        elif change.said.kind == "百分点":
            yield _evidence(change, percent(right) + "（不是百分点）")


@check(
    id="accurate/percentage-point",
    name="百分点不符",
    severity=Severity.ERROR,
    message="由{old}到{new}，相差{right}，与“{text}”不符，请核对。",
    norm=Norm("两个百分数之差用百分点", NormKind.LOGIC),
    examples=(
        Example("合格率由82%提高到91%，提高⟦9%⟧。"),
        Example("优良天数比例为86.3%，较上年的82.9%上升⟦4.4个百分点⟧。"),
        Example("接种率为98.7%，同比下降⟦0.8个百分点⟧（上年为99.1%）。"),
        Example("准确投放率东街社区88%，西街社区71%，相差⟦19个百分点⟧。"),
        Example("本科以上学历比例为87.6%，全市平均83.4%，高出⟦5.2个百分点⟧。"),
        Example("占比由65%升至82%，上升17个百分点。"),
        Example("合格率由82%提高到91%，提高11%。"),
        Example("增长8.4%，高于全市1.5个百分点；税收增长6.2%，低于全市0.4个百分点。"),
    ),
)
def percentage_point(context: Context) -> Iterator[Evidence]:
    """两个百分数相减得百分点。把差写成百分号，意思就变了；恰好等于相对变化的不提示。"""
    facts = context.facts
    told: set[int] = set()
    for change in (*changes(facts), *_gaps(facts)):
        if change.old.kind != "%" or change.said.kind not in ("%", "百分点") or change.said.start in told:
            continue
        told.add(change.said.start)
        yield from _points(change)


def _points(change: Change) -> Iterator[Evidence]:
    apart = [abs(n - o) for n in (change.new.low, change.new.high) for o in (change.old.low, change.old.high)]
    difference = abs(change.new.value - change.old.value)
    right = f"{difference:.2f}".rstrip("0").rstrip(".") + "个百分点"
    if change.said.kind == "%":
        relative = 100 * difference / change.old.value
        if change.said.meets(min(apart), max(apart)) and not change.said.meets(
            0.97 * relative, 1.03 * relative
        ):
            yield _evidence(change, right)
    elif not change.said.meets(min(apart), max(apart)):
        yield _evidence(change, right)


_APART = lazy(
    r"(?:高|低|(?<!加)快|(?<!放)慢|多|少|领先|落后|相差|差距|悬殊|差)(?:出|了|于)?(?P<of>[\u4e00-\u9fff]{0,8}?)(?:水平|平均)?(?:了|达|约|为|近)*$"
)


def _gaps(facts: Facts) -> Iterator[Change]:
    """Yield A%, 全市平均B%, 高出c个百分点: exactly two rates before the difference."""
    for _, _, quantities in passages(facts, 3):
        rates: list[Quantity] = []
        for quantity in quantities:
            if quantity.kind == "百分点" or (quantity.kind == "%" and len(rates) == 2):
                found = _APART.search(before(facts, quantity, 14))
                if found and len(rates) == 2 and _stands_apart(facts, rates, quantity, found["of"]):
                    yield Change(rates[1], rates[0], quantity, falls=False)
                rates = [quantity] if quantity.kind == "%" else []
            elif quantity.kind == "%":
                rates.append(quantity)


def _stands_apart(facts: Facts, rates: Sequence[Quantity], said: Quantity, of: str) -> bool:
    """The two rates are of one thing, and the difference is between them: its base is named with one of the rates."""
    between, gap = facts.plain[rates[0].end : rates[1].start], facts.plain[rates[1].end : said.start]
    if (
        re.search("[。;]|[较比](?:上|去|年初|前|一|二|三|同)|同比|环比", between + gap)
        or len(gap) > 24
        or len(between) > 24
        or re.search("目标|序时|计划", gap)
    ):
        return False
    if not of:
        return re.search("[比较]", gap) is None
    return of in between or any(of[i : i + 2] in between for i in range(len(of) - 1))


_VERB = lazy(r"(?:翻|增长|增加|提高|扩大|上升|增|多)(?:了|近|约|出)*$")
_SHRINK_BY = lazy(
    r"(?:下降|减少|降低|缩小|缩短|压减|回落|减|降|下跌|下滑|缩减|压缩|跌|低|少|小)(?:了|近|约|达|将近|超过|足足|整整|到原来的)*$"
)
_IS_MULTIPLE = lazy(
    r"(?:是|为|相当于|等于|达到?|增至|增加到|扩大到|提高到)?(?:原来|此前|以前|过去|上年|去年|前年|同期|上年同期|去年同期|改造前|[整治改]+前|年初|20\d\d年)?的(?:近|约)?$"
)
_IS_OF = lazy(r"(?:是|为|相当于|等于)[\u4e00-\u9fff]{0,14}$")


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
        Example("民宿由26家发展到130家，是原来的⟦4倍⟧。"),
        Example("新泵站装机1800千瓦，是旧站450千瓦的⟦5倍⟧。"),
        Example("采购价格比原来低⟦1.2倍⟧。"),
        Example("产量由3.6万吨增至7.2万吨，翻一番，增长1倍。"),
        Example("蔬菜产值比2016年增长2.3倍。"),
        Example("客流量由2万人次增至6万人次，达到原来的3倍。"),
    ),
)
def ratio_multiple(context: Context) -> Iterator[Evidence]:
    """减少一倍就没有了，所以减少、缩短不用倍数；增长三倍是原来的四倍；翻两番是原来的四倍。"""
    facts = context.facts
    if "倍" not in facts.plain and "番" not in facts.plain:
        return
    for _, _, quantities in passages(facts, 1):
        for index, said in enumerate(quantities):
            if said.unit not in ("倍", "番"):
                continue
            if said.unit == "倍" and said.value >= 1 and _SHRINK_BY.search(before(facts, said, 10)):
                why = "减少、缩短不能用1以上的倍数表示"
                yield Evidence(said.start, said.end, fields={"why": why})
            elif index >= 2:
                yield from _multiples(facts, quantities, index)
            elif index == 1 and (pair := _in_brackets(facts, quantities, index)) is not None:
                yield from _against(facts, said, pair, _since(facts, quantities[0], said))


def _multiples(facts: Facts, quantities: Sequence[Quantity], index: int) -> Iterator[Evidence]:
    said, one, other = quantities[index], quantities[index - 2], quantities[index - 1]
    words = _since(facts, other, said)
    pair = _from_to(facts, quantities, index) or _this_and_last(facts, quantities, index)
    if pair is None and words == "的" and _same_unit(one, other) and other.start - one.end <= _LONGEST_GAP:
        is_of = _IS_OF.search(before(facts, other, 18))  # A,是B的n倍
        pair, words = ((other, one), "是原来的") if is_of else (None, words)
    if pair is not None:
        yield from _against(facts, said, pair, words)


def _against(facts: Facts, said: Quantity, pair: tuple[Quantity, Quantity], words: str) -> Iterator[Evidence]:
    """The multiple that is told against the two values; ``words``: those between the values and it."""
    multiple, verb = _IS_MULTIPLE.search(words), _VERB.search(words)
    is_multiple = (
        multiple is not None and _SUBJECT.fullmatch(words[: multiple.start()].strip(",")) is not None
    )
    if pair[0].low <= 0 or not (is_multiple or verb):
        return
    if verb and not is_multiple and not _SUBJECT.fullmatch(words[: verb.start()].strip(",")):
        return
    old, new = _refined(*pair)
    low, high, times = new.low / old.high, new.high / old.low, new.value / old.value
    claim = said
    if said.unit == "番":
        claim = said._replace(low=2**said.value * 0.9, high=2**said.value * 1.1)
    grown = verb is not None and not is_multiple and said.unit == "倍"
    if grown:
        low, high = low - 1, high - 1
    if facts.plain[said.end : said.end + 1] in ("多", "余"):
        claim = claim._replace(high=claim.value + 1)
    # 2万 to 6万 is no growth by 3倍, however the two may be rounded.
    if not claim.meets(low, high) or (grown and said.value >= 2 and abs(times / said.value - 1) < 0.01):
        why = f"{plain_number(new.value)}是{plain_number(old.value)}的{times:.1f}倍，增长{times - 1:.1f}倍"
        yield Evidence(said.start, said.end, fields={"why": why.replace(".0倍", "倍")})


def _evidence(change: Change, right: str) -> Evidence:
    fields = {"old": change.old.text, "new": change.new.text, "right": right}
    return Evidence(change.said.start, change.said.end, fields=fields)
