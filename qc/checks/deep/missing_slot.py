"""What a genre must tell and this draft does not."""

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.finding import Norm, Severity

_NORM = Norm("政务信息要求：有情况、有措施、有分析、有建议")
_SHORTEST = 80


def _missing(context: Context, genre: str, *slots: str) -> Iterator[Evidence]:
    """Point at the title, or the first sentence, when none of the slots is filled."""
    facts = context.facts
    if context.genre.label != genre or not context.genre.confident or facts.body_length < _SHORTEST:
        return
    if not any(slot in facts.slots for slot in slots):
        head = facts.draft.title or facts.body_sentences[0]
        yield Evidence(head.start, head.end)


_PROBLEM = (
    "农村客运班线停运\n2026年3月，全县农村客运班线停运11条，涉及6个乡镇、43个村，日均受影响群众约2600人次，"
    "12所学校的寄宿生周末返家无车可乘，有4个村的老人看病要步行7公里。"
)


@check(
    id="deep/missing-cause",
    name="问题没有原因",
    severity=Severity.WARNING,
    message="这是反映问题的信息，但没有写原因，请补充造成问题的主要原因（最好不止一条）。",
    norm=_NORM,
    examples=(
        Example("⟦农村客运班线停运⟧\n" + _PROBLEM.partition("\n")[2], genre="problem"),
        Example(_PROBLEM + "主要原因是燃油成本上涨、客源减少。", genre="problem"),
        Example(_PROBLEM, genre="dynamic"),
    ),
)
def missing_cause(context: Context) -> Iterator[Evidence]:
    """只摆现象，领导无从下手；要透过现象找到症结，至少有一条不是“重视不够”。"""
    yield from _missing(context, "problem", "cause")


@check(
    id="deep/missing-suggestion",
    name="没有建议",
    severity=Severity.WARNING,
    message="反映{kind}的信息应当提出建议，请写明由谁、做什么、到什么程度或什么时候。",
    norm=_NORM,
    examples=(
        Example("⟦农村客运班线停运⟧\n" + _PROBLEM.partition("\n")[2], genre="problem"),
        Example(_PROBLEM + "建议县财政按班次给予补贴。", genre="problem"),
    ),
)
def missing_suggestion(context: Context) -> Iterator[Evidence]:
    """报忧是为了解忧，没有建议的问题信息只完成了一半。"""
    for genre, kind in (("problem", "问题"), ("warning", "风险")):
        for evidence in _missing(context, genre, "suggestion"):
            yield Evidence(evidence.start, evidence.end, fields={"kind": kind})


@check(
    id="deep/missing-forecast",
    name="预警没有趋势",
    severity=Severity.WARNING,
    message="这是预警信息，但没有写可能的后果或时间，请补充：不处理会怎样、什么时候。",
    norm=_NORM,
    examples=(
        Example(
            "⟦村级光伏组件老化⟧\n2026年3月，县供电公司检查村级光伏电站64座，组件发黄、龟裂的有41座，平均发电量比投运初期下降"
            "18%，运维合同年底全部到期，11个村没有安排后续资金。建议列入年度预算。",
            genre="warning",
        ),
        Example(
            "村级光伏组件老化\n2026年3月，县供电公司检查村级光伏电站64座，组件发黄、龟裂的有41座，平均发电量比投运初期下降"
            "18%，预计两年内将有三成电站停运，11个村的集体收入可能中断。建议列入年度预算。",
            genre="warning",
        ),
    ),
)
def missing_forecast(context: Context) -> Iterator[Evidence]:
    """预警的价值在于提前：迹象之外，要说清对象、后果和时间窗。"""
    yield from _missing(context, "warning", "forecast")


@check(
    id="deep/missing-result",
    name="经验没有成效",
    severity=Severity.WARNING,
    message="这是介绍经验的信息，但没有写成效，请补充做法带来的变化（前后数字对比最好）。",
    norm=_NORM,
    examples=(
        Example(
            "⟦东河镇“一表通”做法⟧\n东河镇针对村级报表多的情况，由镇党政办统一归口，把各站所报表合并成一张总表，村干部只填一次，"
            "各站所自行取数。镇里明确专人审核，凡不经归口下发的报表，村里可以不填，并公布了监督电话，各村反响积极。",
            genre="experience",
        ),
        Example(
            "东河镇“一表通”做法\n东河镇针对村级报表多的情况，由镇党政办统一归口，把各站所报表合并成一张总表，村干部只填一次，"
            "各站所自行取数。实行半年，村均报表由126张减少到31张，填报时间同比缩短七成，群众满意度达到96%。",
            genre="experience",
        ),
    ),
)
def missing_result(context: Context) -> Iterator[Evidence]:
    """没有成效的做法只能算安排，别的地方无从判断值不值得学。"""
    yield from _missing(context, "experience", "result", "impact")
