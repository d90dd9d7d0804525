"""Numbered points that skip or repeat a number."""

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.finding import Norm, NormKind, Severity


@check(
    id="accurate/numbering-gap",
    name="序号不连续",
    severity=Severity.WARNING,
    message="序号“{text}”与前面的“{before}”不连续，请核对是否漏项或错号。",
    norm=Norm("序号连续", NormKind.LOGIC),
    examples=(
        Example("措施包括：（一）修订预案；（二）落实队伍；⟦（四）⟧储备物资。"),
        Example("一是摸清底数；二是公开流程；⟦四是⟧畅通渠道。"),
        Example("建议：①完善标准；②扩大试点；⟦④⟧培育队伍。"),
        Example("实施步骤：第一阶段为动员，第二阶段为攻坚，⟦第四阶段⟧为总结。"),
        Example("主要做法如下：⟦二、⟧推行网格管理；三、建立红黑榜。"),
        Example("一要扩大基地，二要完善设施。其中，扩大基地要做到：一是落实用地，二是引进团队。"),
        Example("一是摸清底数；二是公开流程。另外，一是压缩环节；二是畅通渠道。"),
    ),
)
def numbering_gap(context: Context) -> Iterator[Evidence]:
    """漏号多半是删改时丢了一项，重号多半是添加后没有改。新一组从一开始的不算。"""
    plain = context.facts.plain
    for group in context.facts.enumerations:
        first = group.labels[0]
        if first.number == 2 and len(group.labels) >= 2 and plain[first.start - 1 : first.start] == ":":
            yield Evidence(first.start, first.end, fields={"before": ":"})  # 如下:二、…三、…
        if first.number != 1:
            continue  # a list that starts elsewhere (references to clauses, continued numbering)
        for one, other in zip(group.labels, group.labels[1:], strict=False):
            # A number below the last one belongs to a list whose beginning was written in another way.
            if other.number > one.number + 1 or other.number == one.number:
                before = plain[one.start : one.end].strip()
                yield Evidence(other.start, other.end, fields={"before": before})
                break
