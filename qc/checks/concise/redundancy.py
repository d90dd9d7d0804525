"""Two words that say the same: 截至到, 涉及到, 目的是为了."""

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.vocabulary import redundancies
from qc.finding import Norm, Severity

# The shorter form is right whatever follows, no shade of meaning is lost, and no set phrase has the longer one.
_CERTAIN = frozenset(
    (
        "截至到", "涉及到", "波及到", "遍及到", "付诸于", "诉诸于", "见诸于", "公诸于众",
        "目的是为了", "原因是因为", "其原因是由于", "相继陆续", "陆续相继", "互相彼此",
    )
)  # fmt: skip


@check(
    id="concise/redundancy",
    name="语义重复",
    severity=Severity.ADVICE,
    message="“{text}”语义重复，可改为“{shorter}”。",
    norm=Norm("公文用语规范：表述准确、文字精练（《党政机关公文处理工作条例》第十九条）"),
    fixable=True,
    examples=(
        Example("⟦截至到⟧3月5日，整改隐患12处，⟦涉及到⟧4个乡镇。"),
        Example("整改的⟦目的是为了⟧消除隐患。"),
        Example("全年节约近300万元。"),
    ),
)
def redundancy(context: Context) -> Iterator[Evidence]:
    """能省的字要删去。引号里的原话不改。"""
    pairs = redundancies()
    facts = context.facts
    for hit in facts.wording:
        if (
            hit.term in pairs
            and facts.tokens.whole(hit.start, hit.end)
            and not facts.quoted(hit.start, hit.end)
        ):
            shorter = pairs[hit.term]
            yield Evidence(
                hit.start, hit.end, shorter, fields={"shorter": shorter}, fixable=hit.term in _CERTAIN
            )
