"""A suggestion that nobody can act on."""

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.finding import Norm, Severity
from qc.segmentation.patterns import lazy

_CONCRETE = lazy(r"由[\u4e00-\u9fff]{2,12}(?:局|委|办|部门|镇|乡|县|市|单位|公司|企业|院|校|队)|“|《")


@check(
    id="deep/empty-suggestion",
    name="建议空泛",
    severity=Severity.ADVICE,
    message="建议只有“{term}”之类的提法，请写明由谁、做什么、到什么程度或什么时候。",
    norm=Norm("政务信息要求：提出具有可操作性的意见和建议"),
    examples=(
        Example(
            "班线停运影响出行\n2026年3月，停运11条。⟦建议进一步加强领导，提高认识，加大力度。⟧",
            genre="problem",
        ),
        Example(
            "班线停运影响出行\n2026年3月，停运11条。建议由县交通局6月底前按每班次补贴15元进一步加强保障。",
            genre="problem",
        ),
    ),
)
def empty_suggestion(context: Context) -> Iterator[Evidence]:
    """可操作的建议有主体、有动作、有标准或时限；“进一步加强”“提高认识”不算。"""
    facts = context.facts
    for sentence in facts.slots.get("suggestion", ()):
        vague = facts.cues.within("vague_action", sentence.start, sentence.end)
        if not vague or "operable" in sentence.cues:
            continue
        if facts.quantities_in(sentence.start, sentence.end) or _CONCRETE.search(sentence.text):
            continue
        covered = sum(h.end - h.start for h in vague)
        if covered * 3 >= len(sentence.text):
            yield Evidence(sentence.start, sentence.end, fields={"term": vague[0].term})
