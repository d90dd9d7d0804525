"""目前, 今年以来 with a figure: up to which day was it counted?"""

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.times import TimeKind
from qc.finding import Norm, Severity

_STATUS = frozenset({"目前", "截至目前", "截止目前", "今年以来"})


@check(
    id="timely/missing-cutoff",
    name="数据没有截止日",
    severity=Severity.ADVICE,
    message="“{text}”后面有数字，请写明数据截至哪一天。",
    norm=Norm("政务信息报送通行要求：统计数字写明截止日期"),
    examples=(
        Example("我县秋粮收购过半\n⟦截至目前⟧，全县收购秋粮9.8万吨。"),
        Example("我县秋粮收购过半\n截至11月15日，全县收购秋粮9.8万吨。目前，等外粮占11.7%。"),
        Example("我县秋粮收购过半\n目前，收购秩序平稳。"),
    ),
)
def missing_cutoff(context: Context) -> Iterator[Evidence]:
    """没有截止日的数字无法与下一期比较，也无法与统计部门核对。整段没有日期时才提示，每段只提示一次。"""
    facts = context.facts
    if not any(t.text in _STATUS for t in facts.times):
        return
    for paragraph in facts.draft.body:
        times = facts.times_in(paragraph.start, paragraph.end)
        if any(t.kind in (TimeKind.PRECISE, TimeKind.DEADLINE) or t.fields[1] for t in times):
            continue
        for time in times:
            if time.text in _STATUS and _counts(context, time.start, paragraph.end):
                yield Evidence(time.start, time.end)
                break


def _counts(context: Context, start: int, end: int) -> bool:
    stop = context.facts.plain.find("。", start, end)
    return bool(context.facts.quantities_in(start, stop if stop >= 0 else end))
