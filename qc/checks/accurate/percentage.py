"""A rate against the two counts beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qc.checks.accurate.figures import after, before, passages, percent, plain_number
from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.facts import Facts
from qc.extraction.quantities import Quantity
from qc.finding import Norm, NormKind, Severity
from qc.segmentation.patterns import lazy

_GROWTH = lazy(
    r"增长|增加|增幅|增速|上升|提高|下降|减少|降低|降幅|减幅|跌幅|升幅|回落|同比|环比|上涨|下跌|涨幅|比上年|较上年|较年初|比年初|压减|缩短|精简|压缩|节约|减免|缩减|提升|扩大|收窄|浮动|"
    r"力争|将达|高于|低于|快于|慢于|高出|溢价|利率|税率|费率|折扣|增收|增产|减产|去年|上年|目标|计划为|要求|不低于|不少于|以上的|超过的"
)
_RATE = lazy(
    r"(?P<stem>[\u4e00-\u9fff]{2,8}?)(?:率|进度|比例|比重|占比|程度|(?<=满意)度)(?:已经?)?(?:达到?|为|是|仅为?|只有|约为?|至)?(?:约|近|超过?|逾)?$"
)
_SHARE = lazy(
    r"占(?:到)?(?P<base>[\u4e00-\u9fff“”]{0,10}?)(?:比)?(?:的|达到?|为|约|近|了)*$|(?:占比|比重|比例)(?:达到?|为|约|近|是)*$"
)
_DONE = lazy(
    r"(?:完成|达到?|实现)(?:了)?(?P<base>[\u4e00-\u9fff]{0,6}(?:计划|任务|目标|总数|总量))(?:任务|总量|总数)?的?$|为(?P<of>[\u4e00-\u9fff]{0,6}(?:计划|任务|目标))的$"
)
_WHOLE_REGION = lazy(r"全[国省市县区镇乡村州盟旗球]|同期|世界|国内|世界")
_BASE_WORDS = lazy(
    r"^(?:总数?量?额?的?|全部|其中|其|总[\u4e00-\u9fff]{1,2}|应[\u4e00-\u9fff]{1,4}|计划|任务|全年任务|总任务|一半)?$"
)
_OTHER_BASE = lazy(r"满意|知晓|支持|好评|回访|抽样|其余|另有|剩余")
_STATED_TOTAL = lazy(
    r"(?:全[校县镇乡村市区院厂园]|应|共|总|计划|累计|抽查|抽检|检查|排查|受理|任务|现有|收到|下达|设计|全年|接到|报名|在册|馆藏|摸排|到位)"
)
_OF = lazy(
    r"(?:[\u4e00-\u9fff“”、]{0,16}(?:中|里|内),?|[\u4e00-\u9fff]{1,6}有)(?:[\u4e00-\u9fff]{0,8}?(?:有|已有|仅有|只有|为|的)?[\u4e00-\u9fff]{0,8})?"
)
_NEARBY = 260
_GRACE = 0.03  # points: offices compute from unrounded figures
_ENDLESS = 1e15  # 超过N has no upper end
_LONGEST_NAME, _LONGEST_SUBJECT = 4, 3  # characters before 率 and before 占 that name no other thing


class Pair(NamedTuple):
    """A total and a part of it that the rate is of.

    sure: the wording leaves no doubt; only: no other pair of figures can be meant.
    """

    total: Quantity
    part: Quantity
    sure: bool
    only: bool = False


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
        Example("馆藏档案二十四万卷，已扫描九万六千卷，占馆藏的⟦百分之四十八⟧。"),
        Example("到位资金6830万元，已支出5942万元，支出进度为⟦93.4%⟧，尚未支出的888万元已落实到项目。"),
        Example("排查隐患246处，整改229处，整改率93.1%，群众满意率98.6%。"),
        Example("应播18.5万亩，已播14.8万亩，占八成。"),
        Example("受理7326件，办结7180件，同比增长99.0%。"),
        Example("全县有茶园12万亩，今年新增1.5万亩，占全市的21%。"),
    ),
)
def percent_of_total(context: Context) -> Iterator[Evidence]:
    """比率能用前面的两个数算出来，就应当算得对。写明“增长”“同比”的不按比率算；找不到明确对应的两个数就不查。"""
    facts = context.facts
    for _, _, quantities in passages(facts, 3):
        for index, rate in enumerate(quantities):
            if index < 2 or rate.kind != "%" or rate.value == 100 or _GROWTH.search(before(facts, rate, 18)):
                continue
            pair = _pair(facts, quantities, index)
            if pair is not None and not _fits(facts, rate, pair):
                yield Evidence(
                    rate.start,
                    rate.end,
                    severity=None if pair.sure else Severity.WARNING,
                    fields={
                        "part": plain_number(pair.part.value),
                        "total": plain_number(pair.total.value),
                        "ratio": percent(100 * pair.part.value / pair.total.value),
                    },
                )


class _Cues(NamedTuple):
    """What the words before a rate say it is: a named rate, a share of something, the progress of a plan."""

    named: re.Match[str] | None
    share: re.Match[str] | None
    done: re.Match[str] | None


def _pair(facts: Facts, quantities: Sequence[Quantity], index: int) -> Pair | None:
    """Total and part that the rate is of: the part next before it, named by the rate itself or by 占."""
    rate, earlier = quantities[index], quantities[:index]
    if earlier[-1].kind == "%" or facts.plain.find("。", earlier[-1].end, rate.start) >= 0:
        return None
    words = before(facts, rate, 18)
    cues = _Cues(_RATE.search(words), _SHARE.search(words), _DONE.search(words))
    if cues.share and (region := _WHOLE_REGION.search(cues.share["base"] or "")):
        own = re.fullmatch("(?:[我本全][省市县区镇乡村])?", words[: cues.share.start()])
        return _of_region(facts, earlier, region[0]) if own else None
    if not any(cues) or (cues.share and cues.share.start() > _LONGEST_SUBJECT and not cues.done):
        return None  # 制造业项目占69%: the share of something else
    part = _part(facts, earlier, cues)
    totals = [q for q in earlier if q.kind == part.kind and q.value > part.value and q.start < part.start]
    gap = facts.plain[part.end : rate.start]
    if not (totals and part.kind and part.value > 0) or max(q.high for q in (part, *totals)) > _ENDLESS:
        return None
    if (_changed(facts, part) and not cues.done) or gap.count(",") > 2 or ";" in gap:
        return None
    if cues.named and not cues.share and not re.search("[,。]", gap):
        return None  # 24个城市交付率超九成: the rate of the part itself
    return _named_pair(facts, earlier, totals, part, cues) or _beside(
        facts, earlier, totals, part, rate, cues
    )


def _part(facts: Facts, earlier: Sequence[Quantity], cues: _Cues) -> Quantity:
    """The figure next before the rate, unless an earlier one carries its name: 0.57万人断缴,断缴率…"""
    part = _direct(facts, earlier) or _last_with_total(earlier)
    if cues.named and not _shares_word(cues.named["stem"], _told(facts, part)):
        stem = cues.named["stem"]
        return next((q for q in reversed(earlier) if _shares_word(stem, _told(facts, q))), part)
    return part


def _named_pair(
    facts: Facts, earlier: Sequence[Quantity], totals: Sequence[Quantity], part: Quantity, cues: _Cues
) -> Pair | None:
    """合格71家,合格率85%: the rate carries the name of the part."""
    if not cues.named or cues.share or not _shares_word(cues.named["stem"], _told(facts, part)):
        return None
    total, complete = _whole(totals, part, [q for q in earlier if q.kind == part.kind and q is not part])
    return None if _changed(facts, total) else Pair(total, part, True, complete)


def _beside(
    facts: Facts,
    earlier: Sequence[Quantity],
    totals: Sequence[Quantity],
    part: Quantity,
    rate: Quantity,
    cues: _Cues,
) -> Pair | None:
    """Of two figures of one unit in the sentence, the rate that follows them at once."""
    named, share, done = cues
    if _OTHER_BASE.search(facts.plain[part.end : rate.start]) or (
        named
        and not share
        and (named.end("stem") > _LONGEST_NAME or _shares_word(named["stem"], _told(facts, part)))
    ):
        return None
    total = _adjacent_total(facts, earlier, totals, part, planned=done is not None)
    if total is None or (share and not named and not _base_fits(facts, share["base"] or "", total, part)):
        return None
    sure = _OF.fullmatch(facts.plain[total.end : part.start]) is not None or bool(named)
    return Pair(total, part, sure)


def _direct(facts: Facts, earlier: Sequence[Quantity]) -> Quantity | None:
    """9 of 15个村中有9个收入超过20万元: the figure that stands in a total, whatever follows it."""
    for one, other in zip(earlier[-3:], earlier[-2:], strict=False):
        if (
            one.kind == other.kind
            and one.value >= other.value
            and _OF.fullmatch(facts.plain[one.end : other.start])
        ):
            return other
    return None


def _last_with_total(earlier: Sequence[Quantity]) -> Quantity:
    """The last figure that an earlier one of its unit exceeds; another unit may stand behind it."""
    for quantity in reversed(earlier[-2:]):
        if any(q.kind == quantity.kind and q.value > quantity.value for q in earlier):
            return quantity
    return earlier[-1]


def _whole(totals: Sequence[Quantity], part: Quantity, counts: Sequence[Quantity]) -> tuple[Quantity, bool]:
    """Of several candidates the one that the part and a remainder make up, else the nearest."""
    for total in totals:
        if any(
            abs(q.value + part.value - total.value) < 1e-6 * total.value for q in counts if q is not total
        ):
            return total, True
    return totals[-1], False


def _adjacent_total(
    facts: Facts, earlier: Sequence[Quantity], totals: Sequence[Quantity], part: Quantity, *, planned: bool
) -> Quantity | None:
    """The only larger figure of that unit, in the sentence of the part and told as a whole."""
    if len(totals) != 1:
        return None
    total = totals[0]
    gap = facts.plain[total.end : part.start]
    if (
        ";" in gap
        or gap.count("。") > ("其中" in gap)
        or (_changed(facts, total) and not planned)
        or len(gap) > 40
    ):
        return None
    smaller = [q for q in earlier if q.kind == part.kind and q is not part and q is not total]
    return None if smaller else total


def _of_region(facts: Facts, earlier: Sequence[Quantity], region: str) -> Pair | None:
    """占全市的: the total is told for 全市, before or after the part."""
    one, other = earlier[-2], earlier[-1]
    if one.kind != other.kind or _changed(facts, one) or _changed(facts, other):
        return None
    total, part = (one, other) if one.value > other.value else (other, one)
    if region not in before(facts, total, 16) or region in before(facts, part, 16):
        return None
    return Pair(total, part, False)


def _base_fits(facts: Facts, base: str, total: Quantity, part: Quantity) -> bool:
    """占馆藏的: the base is what the total counts."""
    told = before(facts, total, 20) + total.text + after(facts, total, 12)
    if _BASE_WORDS.match(base):
        joint = facts.plain[total.end : part.start]
        return bool(_OF.fullmatch(joint) or _STATED_TOTAL.search(told) or "其中" in joint)
    base = re.sub("我[国省市县区镇乡村]", "", base)
    return _shares_word(base, told) and not (_shares_word(base, _told(facts, part)) and len(base) < 4)


def _changed(facts: Facts, quantity: Quantity) -> bool:
    """A figure that tells a change is neither total nor part."""
    return (
        re.search(r"增长|增加|减少|下降|新增|净增|提高|比上年|较上年|多|少$", before(facts, quantity, 14))
        is not None
    )


def _nearby(facts: Facts, rate: Quantity) -> Sequence[Quantity]:
    """The figures of the text around the rate: the total may stand a sentence earlier."""
    return facts.quantities_in(max(0, rate.start - _NEARBY), rate.end + 60)


def _told(facts: Facts, quantity: Quantity) -> str:
    return before(facts, quantity, 14) + quantity.text + after(facts, quantity, 10)


def _shares_word(name: str, told: str) -> bool:
    """合格 of 合格率 stands with the part: 合格71家."""
    return any(name[i : i + 2] in told for i in range(len(name) - 1))


def _fits(facts: Facts, rate: Quantity, pair: Pair) -> bool:
    """True when the rate agrees with the pair or with any other two counts of that unit: then who knows."""
    around = (pair.total, pair.part) if pair.only else _nearby(facts, rate)
    counts = [q for q in around if q.kind == pair.part.kind]
    for total in counts:
        for part in counts:
            if part is not total and 0 < part.low <= total.high and total.low > 0:
                low, high = 100 * part.low / total.high, 100 * part.high / total.low
                if rate.meets(low - _GRACE, high + _GRACE):
                    return True
    return False
