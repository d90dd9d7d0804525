"""An emergency without hours and minutes."""

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.finding import Norm, Severity


@check(
    id="timely/missing-clock",
    name="突发事件缺时分",
    severity=Severity.WARNING,
    message="突发事件应写明发生、接报、到场的时和分，现在通篇没有钟点。",
    norm=Norm("突发事件信息报告通行要求：事发时间写到时分"),
    examples=(
        Example(
            "某镇一仓库发生火灾\n⟦3月5日，东河镇一仓库发生火灾，过火面积约40平方米，无人员伤亡。⟧",
            flags=("emergency",),
        ),
        Example(
            "某镇一仓库发生火灾\n3月5日8时20分，东河镇一仓库发生火灾，过火面积约40平方米，无人员伤亡。",
            flags=("emergency",),
        ),
        Example("全县开展消防演练\n3月5日，全县开展消防演练，模拟仓库发生火灾。"),
    ),
)
def missing_clock(context: Context) -> Iterator[Evidence]:
    """迟报与否按小时计算；没有钟点，既判断不了是否及时，也复盘不了处置过程。"""
    facts = context.facts
    if "emergency" not in context.genre.flags or not facts.body_sentences:
        return
    if not any(t.has_clock for t in facts.times):
        first = facts.body_sentences[0]
        yield Evidence(first.start, first.end)
