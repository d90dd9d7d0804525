"""尽快, 择期: a task or a suggestion without a date."""

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.times import TimeKind
from qc.finding import Norm, Severity

_DATED = frozenset({TimeKind.PRECISE, TimeKind.DEADLINE})


@check(
    id="timely/vague-deadline",
    name="时限不明",
    severity=Severity.ADVICE,
    message="“{text}”没有时限，能定的请写明完成日期。",
    norm=Norm("政务信息报送通行要求：安排和建议写明时限"),
    examples=(
        Example("县里要求，未开工小区⟦尽快⟧开工。"),
        Example("县里要求，未开工小区尽快开工，7月20日前全部进场。"),
        Example("群众急盼路灯尽快修好，反映强烈。"),
    ),
)
def vague_deadline(context: Context) -> Iterator[Evidence]:
    """“尽快”“择期”无法督办；写明日期，领导才好批、部门才好办。"""
    facts = context.facts
    if not any(t.kind is TimeKind.FUTURE for t in facts.times):
        return
    for sentence in facts.body_sentences:
        times = facts.times_in(sentence.start, sentence.end)
        if any(t.kind in _DATED for t in times) or not _is_plan(facts.plain[sentence.start : sentence.end]):
            continue
        for time in times:
            if time.kind is TimeKind.FUTURE and not facts.quoted(time.start, time.end):
                yield Evidence(time.start, time.end)


def _is_plan(sentence: str) -> bool:
    return any(w in sentence for w in ("要求", "建议", "下一步", "计划", "将", "拟", "责成", "应"))
