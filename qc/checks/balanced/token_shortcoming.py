"""仍存在一些不足: a shortcoming admitted and not named."""

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.finding import Norm, Severity
from qc.segmentation.patterns import lazy

# Matched on the plain text, where commas and colons are ASCII.
_DETAIL = lazy(r":|,(?:主要|一是|如|其中)")


@check(
    id="balanced/token-shortcoming",
    name="不足一笔带过",
    severity=Severity.ADVICE,
    message="“{text}”没有说出是什么不足，请写明具体问题和数字，或者不写。",
    norm=Norm("政务信息要求：有喜报喜，有忧报忧，喜忧兼报"),
    examples=(
        Example("全年新建道路46公里，但⟦仍存在一些不足⟧。"),
        Example("全年新建道路46公里，但仍存在一些不足：3个村尚未通车，养护经费缺口120万元。"),
    ),
)
def token_shortcoming(context: Context) -> Iterator[Evidence]:
    """一笔带过的不足等于没有报忧，不能算喜忧兼报。后面接着写出具体问题的不提示。"""
    facts = context.facts
    for sentence in facts.body_sentences:
        for hit in facts.cues.within("token", sentence.start, sentence.end):
            rest = facts.plain[hit.end : sentence.end]
            following = next((s for s in facts.body_sentences if s.start >= sentence.end), None)
            detailed = _DETAIL.match(rest) is not None or len(rest) > 20
            listed = following is not None and following.text.startswith(
                ("一是", "主要", "一方面", "（一）", "如", "其中")
            )
            if not detailed and not listed and not facts.quoted(hit.start, hit.end):
                yield Evidence(hit.start, hit.end)
