"""A draft in which nothing is dated at all."""

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.times import TimeKind
from qc.finding import Norm, Severity

_DATED = frozenset(
    {TimeKind.PRECISE, TimeKind.PERIOD, TimeKind.DEADLINE, TimeKind.VAGUE, TimeKind.RELATIVE, TimeKind.COARSE}
)
_SHORTEST = 60


@check(
    id="timely/missing-date",
    name="通篇没有时间",
    severity=Severity.WARNING,
    message="通篇没有一个日期或时段，请写明事情发生或数据截止的时间。",
    norm=Norm("政务信息要素：何时、何地、何人、何事、何因、何果"),
    examples=(
        Example(
            "我县开展企业用工走访\n⟦县人社局组织12个工作组走访企业。⟧共走访企业186家，收集用工需求2300个，"
            "帮助解决招工、社保、培训等方面困难47件，其中已经办结41件。"
        ),
        Example(
            "我县开展企业用工走访\n3月4日至8日，县人社局组织12个工作组走访企业186家，收集用工需求2300个，"
            "帮助解决招工、社保、培训等方面困难47件，其中已经办结41件。"
        ),
        Example("我县春播完成八成\n全县已播种14.8万亩。"),
    ),
)
def missing_date(context: Context) -> Iterator[Evidence]:
    """没有时间的信息无法判断新旧，也无法与其他材料核对。"""
    facts = context.facts
    if facts.body_length < _SHORTEST or any(t.kind in _DATED for t in facts.times):
        return
    first = facts.body_sentences[0]
    yield Evidence(first.start, first.end)
