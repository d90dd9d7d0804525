"""Stock phrases in clauses that hold no fact."""

from collections.abc import Iterator, Sequence

from qc.checks.check import Context, Evidence, Example, check
from qc.finding import Norm, Severity
from qc.segmentation.lexicon import Hit
from qc.segmentation.patterns import lazy

_SHARE = 0.55
# 一、提高认识，… announces a point.
_LABEL = lazy(r"\s*(?:[(]?[一二三四五六七八九十]{1,3}[)、是要]|第[一二三四五六][,:]|[0-9]{1,2}[.、])")
_LISTS = frozenset({"cliche", "cliche_result"})
_HAN = lazy(r"[\u4e00-\u9fff]")
_NORM = Norm("政务信息写作通行要求：开门见山，能省的字句要删去")


def _holds_fact(context: Context, start: int, end: int) -> bool:
    """A number, a date, something quoted or a titled document makes a clause worth its place."""
    facts = context.facts
    if facts.quantities_in(start, end) or any(t.kind != "other" for t in facts.times_in(start, end)):
        return True
    return any(start <= a < end for a, _ in facts.quotes)


def _share(context: Context, start: int, end: int, hits: Sequence[Hit]) -> float:
    covered = {i for h in hits for i in range(h.start, h.end)}
    han = [m.start() for m in _HAN.finditer(context.facts.plain, start, end)]
    return sum(i in covered for i in han) / len(han) if han else 0.0


@check(
    id="concise/cliche",
    name="套话",
    severity=Severity.ADVICE,
    message="这一句只有套话、没有事实，可以删去，或换成具体做法和数字。",
    norm=_NORM,
    examples=(
        Example("3月5日，县里开会。⟦各部门高度重视，精心组织、周密部署，⟧查出隐患12处。"),
        Example("⟦整治工作取得明显成效。⟧"),
        Example("县里高度重视老旧小区加装电梯，安排资金320万元。"),
        Example("县里扎实推进高标准农田建设项目竣工验收和移交管护。"),
        Example("县里印发《关于进一步加强校车管理的通知》。"),
    ),
)
def cliche(context: Context) -> Iterator[Evidence]:
    """只罚空的分句：同一分句里有数字、日期、书名或具体对象的，不算套话。"""
    facts = context.facts
    for sentence in facts.body_sentences:
        if _LISTS.isdisjoint(sentence.cues):
            continue
        run: list[tuple[int, int]] = []  # neighbouring empty clauses are one finding
        for start, end in sentence.spans:
            hits = [*facts.cues.within("cliche", start, end), *facts.cues.within("cliche_result", start, end)]
            hits = [h for h in hits if not facts.quoted(h.start, h.end)]
            if (
                hits
                and not _LABEL.match(facts.plain, start)
                and not _holds_fact(context, start, end)
                and _share(context, start, end, hits) >= _SHARE
            ):
                run.append((start, end))
            elif run:
                yield Evidence(run[0][0], run[-1][1])
                run = []
        if run:
            yield Evidence(run[0][0], run[-1][1])


@check(
    id="concise/cliche-opening",
    name="套话开头",
    severity=Severity.WARNING,
    message="开头是背景套话，请直接写何时何地谁做了什么。",
    norm=_NORM,
    examples=(
        Example("⟦随着经济社会的快速发展，⟧群众出行需求日趋多元。3月5日，县里新开公交线路2条。"),
        Example("⟦在县委、县政府的正确领导下，⟧3月5日，全县春播完成14.8万亩。"),
        Example("3月5日，全县春播完成14.8万亩。"),
    ),
)
def cliche_opening(context: Context) -> Iterator[Evidence]:
    """信息的开头应当是事实。“在…领导下”“随着…发展”放到哪一篇都成立，等于没有说。"""
    facts = context.facts
    for sentence in facts.body_sentences[:2]:
        for start, end in sentence.spans:
            hits = facts.cues.within("cliche_opening", start, end)
            if hits and not _LABEL.match(facts.plain, start) and not _holds_fact(context, start, end):
                yield Evidence(start, end)
                break
