"""Two classes that share their limit; 增加了 where 增加到 is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qc.checks.accurate.figures import sentences_with_figures
from qc.checks.check import Context, Evidence, Example, check
from qc.finding import Norm, NormKind, Severity

_ABOVE = re.compile(r"(?P<n>\d+(?:\.\d+)?(?:万|亿)?)(?P<u>[\u4e00-\u9fff%]{1,2}?)以上(?!\((?:含|不含))")
_BELOW = r"{n}{u}以下(?!\((?:含|不含))"
_STATUTE = re.compile(r"应当|可以|必须|死亡|重伤|直接经济损失|有期徒刑|处以|罚款|事故")


@check(
    id="accurate/threshold-overlap",
    name="分档端点重叠",
    severity=Severity.WARNING,
    message="“以上”“以下”都包含本数，{limit}同时落入两档，请写明“不足”或“（含）”。",
    norm=Norm("《中华人民共和国民法典》", NormKind.LAW, "第一千二百五十九条"),
    examples=(
        Example("考核得分⟦80分以上⟧为良好，80分以下为一般。"),
        Example("考核得分80分及以上为良好，不足80分为一般。"),
        Example("造成3人以上10人以下死亡的，为较大事故。"),
    ),
)
def threshold_overlap(context: Context) -> Iterator[Evidence]:
    """民法上的“以上”“以下”包括本数；同一个数既在上一档又在下一档，执行时就会有争议。法律对事故等级的写法不算。"""
    facts = context.facts
    for sentence, _ in sentences_with_figures(facts, 2):
        if "以下" not in sentence.text:
            continue
        text = facts.plain[sentence.start : sentence.end]
        for match in _ABOVE.finditer(text):
            below = re.search(_BELOW.format(n=re.escape(match["n"]), u=re.escape(match["u"])), text)
            if below is not None and not _STATUTE.search(text):
                start = sentence.start + match.start()
                yield Evidence(start, sentence.start + match.end(), fields={"limit": match["n"] + match["u"]})


_BY_FOR_TO = re.compile(
    r"(?:由|从)[^,。;\d]{0,8}(?P<a>\d+(?:\.\d+)?)(?P<sa>万|亿)?(?P<u>[\u4e00-\u9fff]{1,2})(?P<verb>增加|增长|扩大|提高|上升)了"
    r"(?P<b>\d+(?:\.\d+)?)(?P<sb>万|亿)?(?P=u)"
)


@check(
    id="accurate/growth-to",
    name="“了”“到”混用",
    severity=Severity.WARNING,
    message="“由甲{verb}了乙”意思不清：{verb}后的数用“{verb}到”，增量才用“{verb}了”。",
    norm=Norm("统计数字表述：增加到（为）包括基数，增加了不包括基数", NormKind.CUSTOM),
    examples=(
        Example("服务站⟦由60个增加了85个⟧，实现城区全覆盖。"),
        Example("服务站由60个增加到85个，增加了25个。"),
    ),
)
def growth_to(context: Context) -> Iterator[Evidence]:
    """“增加到85个”是现在的数，“增加了25个”是多出来的数；两个说法混在一起，读者算不出哪个对。"""
    for match in _BY_FOR_TO.finditer(context.facts.plain):
        if match["sa"] == match["sb"] and float(match["b"]) > float(match["a"]):
            yield Evidence(match.start(), match.end(), fields={"verb": match["verb"]})
