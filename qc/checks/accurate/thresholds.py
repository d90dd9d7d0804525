"""Two classes that share their limit; 增加了 where 增加到 is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qc.checks.accurate.figures import before, sentences_with_figures
from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.facts import Facts
from qc.extraction.numerals import SCALE, han_value
from qc.extraction.quantities import Quantity
from qc.finding import Norm, NormKind, Severity
from qc.segmentation.patterns import lazy

_N = r"(?:\d+(?:\.\d+)?(?:万|亿)?|[一二两三四五六七八九十百千万]{1,6})"
_BOUND = lazy(
    rf"(?P<n>{_N})(?P<u>[\u4e00-\u9fff%℃]{{1,4}}?)(?P<side>及?以上|及?以下|以内|以外)(?P<note>\((?:含|不含)[^)]*\))?"
)
_RANGE = lazy(
    rf"(?P<a>{_N})(?P<ua>[\u4e00-\u9fff%]{{0,4}}?)(?:至|到|—{{1,2}}|~|-)(?P<b>{_N})(?P<u>[\u4e00-\u9fff%]{{1,3}})(?P<note>\((?:含|不含)[^)]*\))?"
)
# The law has its own reading: 造成3人以上10人以下死亡, and duties by size.
_STATUTE = lazy(r"应当|可以|必须|死亡|重伤|直接经济损失|有期徒刑|处以|罚款|事故")
_TIERS = lazy(
    r"档|分级|等级|阶梯|补助|补贴|奖励|合格|良好|优秀|一般|培训|收费|每吨|每亩|管护|救助|计价|计费|限额|[补奖]\d"
)
_UPPER, _LOWER = frozenset(["以上"]), frozenset(["以下", "以内"])


class Bound(NamedTuple):
    """One end of a class as written."""

    start: int
    end: int
    value: float
    text: str
    upper: bool  # the class lies above the value


@check(
    id="accurate/threshold-overlap",
    name="分档端点重叠",
    severity=Severity.WARNING,
    message="“以上”“以下”“以内”都包含本数，{limit}同时落入两档，请写明“不足”或“（含）”。",
    norm=Norm("《中华人民共和国民法典》", NormKind.LAW, "第一千二百五十九条"),
    examples=(
        Example("考核得分⟦80分以上⟧为良好，80分以下为一般。"),
        Example("年用水⟦180吨以内⟧每吨2.1元，180吨以上每吨3.2元。"),
        Example("企业分为⟦20人以下⟧、20—50人、50人以上三档。"),
        Example("⟦五十亩以下⟧每亩补一百元，五十亩以上每亩补一百五十元。"),
        Example("考核得分80分及以上为良好，不足80分为一般。"),
        Example("造成3人以上10人以下死亡的，为较大事故。"),
        Example("10人以上（含10人）补800元，10人以下补500元。"),
    ),
)
def threshold_overlap(context: Context) -> Iterator[Evidence]:
    """民法上的“以上”“以下”包括本数；同一个数既在上一档又在下一档，执行时就会有争议。法律对事故等级的写法不算。"""
    facts = context.facts
    if "以上" not in facts.plain and "以下" not in facts.plain:
        return
    for sentence in facts.sentences:
        if not ("以下" in sentence.text or "以内" in sentence.text) or _STATUTE.search(sentence.text):
            continue
        if not _TIERS.search(sentence.text):
            continue
        bounds = sorted(_bounds(facts, sentence.start, sentence.end))
        seen: dict[float, Bound] = {}
        for bound in bounds:
            other = seen.get(bound.value)
            if other is not None and other.upper != bound.upper and other.text[-2:] not in ("不足", "未满"):
                yield Evidence(other.start, other.end, fields={"limit": bound.text})
                break
            seen.setdefault(bound.value, bound)


def _bounds(facts: Facts, start: int, end: int) -> Iterator[Bound]:
    """The ends of classes; those that say 含, 不含 or 及 leave no doubt and are left out."""
    for match in _BOUND.finditer(facts.plain, start, end):
        if (
            match["note"]
            or match["side"] not in _UPPER | _LOWER
            or facts.plain[match.start() - 1] in "第每之"
            or match["u"][0] in "年月日米"
        ):
            continue
        upper = match["side"] in _UPPER
        yield Bound(match.start(), match.end(), _value(match["n"]), match["n"] + match["u"], upper)
    for match in _RANGE.finditer(facts.plain, start, end):
        if match["note"] or re.match("[年月日米%提]", match["u"]):
            continue
        low, high = _value(match["a"]), _value(match["b"])
        yield Bound(match.start(), match.end(), low, match["a"] + match["u"], upper=True)
        yield Bound(match.start(), match.end(), high, match["b"] + match["u"], upper=False)


def _value(text: str) -> float:
    if not text[0].isdecimal():
        return han_value(text)
    return float(text.rstrip("万亿")) * SCALE[text[-1] if text[-1] in "万亿" else ""]


_BY_FOR_TO = lazy(r"(?P<verb>增加|增长|扩大|提高|上升|减少|下降|降低|压减|缩短)了$")
_TO_FOR_BY = lazy(
    r"(?:[较比](?:上年|去年|前年|上年同期|去年同期|年初|上月|上季度)|同比|环比)(?:同期)?[\u4e00-\u9fff]{0,4}?(?P<verb>增加|增长|减少|下降|上升)到(?:了)?$"
)
_FROM = lazy(r"(?:由|从)[\u4e00-\u9fff]{0,8}$")
_STILL = lazy(r"现有|目前|仍有|剩|尚有|还有|全年|现|达到|总数|共")


@check(
    id="accurate/growth-to",
    name="“了”“到”混用",
    severity=Severity.WARNING,
    message="“{verb}了”和“{verb}到”混用：{verb}后的数用“{verb}到”，变化的量才用“{verb}了”或“{verb}”。",
    norm=Norm("统计数字表述：增加到（为）包括基数，增加了不包括基数", NormKind.CUSTOM),
    examples=(
        Example("服务站⟦由60个增加了85个⟧，实现城区全覆盖。"),
        Example("在册职工⟦由三百人减少了二百四十人⟧，现有职工二百四十人。"),
        Example("产值⟦较上年增长到12.5%⟧。"),
        Example("服务站由60个增加到85个，增加了25个。"),
        Example("产值较上年增长12.5%，增加到3.2亿元。"),
        Example("职工由300人减少了240人，现有60人。"),
    ),
)
def growth_to(context: Context) -> Iterator[Evidence]:
    """“增加到85个”是现在的数，“增加了25个”是多出来的数；两个说法混在一起，读者算不出哪个对。"""
    facts = context.facts
    for _, quantities in sentences_with_figures(facts, 1):
        for index, quantity in enumerate(quantities):
            if facts.plain[quantity.start - 1 : quantity.start] not in ("了", "到"):
                continue
            words = before(facts, quantity, 18)
            to = _TO_FOR_BY.search(words)
            if to is not None:
                start = quantity.start - len(words) + to.start()
                yield Evidence(start, quantity.end, fields={"verb": to["verb"]})
            elif index:
                yield from _by_for_to(facts, quantities, index, words)


def _by_for_to(facts: Facts, quantities: Sequence[Quantity], index: int, words: str) -> Iterator[Evidence]:
    """由60个增加了85个: what is said to be the change is the new value."""
    old, new = quantities[index - 1], quantities[index]
    by = _BY_FOR_TO.search(words)
    origin = _FROM.search(before(facts, old, 12))
    if by is None or origin is None or old.kind not in (new.kind, "") or new.start - old.end > 8:
        return
    rises = by["verb"] in ("增加", "增长", "扩大", "提高", "上升")
    again = any(
        q.kind == new.kind and q.value == new.value and _STILL.search(before(facts, q, 12))
        for q in quantities[index + 1 :]
    )
    if (rises and new.value > old.value and not new.approximate) or again:
        start = old.start - len(origin[0])
        yield Evidence(start, new.end, fields={"verb": by["verb"]})
