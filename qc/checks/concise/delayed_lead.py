"""A body whose first sentences hold no fact."""

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.times import TimeKind
from qc.finding import Norm, Severity

_NO_FACT = frozenset({TimeKind.OTHER, TimeKind.STATUS, TimeKind.FUTURE, TimeKind.PLANNING, TimeKind.SEQUENCE})


@check(
    id="concise/delayed-lead",
    name="迟迟不入题",
    severity=Severity.WARNING,
    message="开头{length}个字没有时间、数字等事实，请把最重要的事实提到第一句。",
    norm=Norm("政务信息写作通行要求：直接明白、开门见山"),
    examples=(
        Example(
            "生猪保险覆盖面扩大\n⟦农业是国民经济的基础，生猪产业是农业的重要组成部分，保险是社会的稳定器和经济的助推器，"
            "养殖业风险大、周期长，养殖户迫切需要保险保障，这是各方面都认同的道理。⟧2022年，全县承保生猪41.8万头。"
        ),
        Example("生猪保险覆盖面扩大\n2022年，全县承保生猪41.8万头。"),
        Example("城乡公交衔接不畅\n城乡公交线路衔接不畅的情况影响群众出行。县城客运站与首末站相距1.9公里。"),
    ),
)
def delayed_lead(context: Context) -> Iterator[Evidence]:
    """领导先看第一句。问题类可以有一句背景，但不能通段都是道理。"""
    facts = context.facts
    sentences = facts.body_sentences
    if not sentences:
        return
    empty_end = None
    for sentence in sentences:
        dated = any(t.kind not in _NO_FACT for t in facts.times_in(sentence.start, sentence.end))
        if dated or facts.quantities_in(sentence.start, sentence.end):
            break
        empty_end = sentence.end
    else:
        return  # no fact anywhere: other checks speak of that
    if empty_end is not None and empty_end - sentences[0].start > context.settings.thresholds.lead_max:
        yield Evidence(sentences[0].start, empty_end, fields={"length": empty_end - sentences[0].start})
