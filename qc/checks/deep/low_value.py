"""Meetings, visits and internal routine that decide nothing."""

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.finding import Norm, Severity

_SHORTEST = 30


@check(
    id="deep/low-value",
    name="决策价值低",
    severity=Severity.WARNING,
    message="只写了开会、学习、参观等活动，没有决定、数字、结果或问题，对领导决策帮助不大。",
    norm=Norm("政务信息报送要求：不报参观、学习、开会等一般性消息"),
    examples=(
        Example(
            "⟦县商务局召开专题学习会⟧\n3月5日，县商务局召开专题学习会，全体干部参加，大家观看专题片并进行了交流发言。",
            flags=("low_value",),
        ),
        Example("县政府明确防火“十个一律”\n3月5日，县政府召开会议，决定安排资金120万元，新设检查站8个。"),
    ),
)
def low_value(context: Context) -> Iterator[Evidence]:
    """领导需要的是不知道而应当知道的事；一般性会议、学习只有作出决定或带出问题时才值得报。"""
    if "low_value" in context.genre.flags and context.facts.body_length >= _SHORTEST:
        head = context.facts.draft.title or context.facts.body_sentences[0]
        yield Evidence(head.start, head.end)
