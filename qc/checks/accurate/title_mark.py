"""Titles that end like sentences."""

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.finding import Norm, NormKind, Severity
from qc.segmentation.patterns import lazy

_LONGEST = 30
_MARK = lazy("[,;:。?!]|如下")


@check(
    id="accurate/title-mark",
    name="标题末尾标点",
    severity=Severity.ADVICE,
    message="标题末尾一般不用“{text}”。",
    norm=Norm("GB/T 15834—2011 标点符号用法", NormKind.STANDARD, "附录B.4"),
    fixable=True,
    examples=(
        Example("我县春播完成八成⟦。⟧\n3月5日，全县春播完成14.8万亩。"),
        Example("各乡镇春耕备耕情况报告如下⟦。⟧\n3月5日，全县春播完成14.8万亩。"),
        Example("村里的红白事为什么不再攀比？\n3月5日，县里调查12个村。"),
    ),
)
def title_mark(context: Context) -> Iterator[Evidence]:
    """标题末尾可用问号、叹号、省略号，一般不用句号、分号、逗号。"""
    draft = context.facts.draft
    if draft.title is None:
        return
    end = draft.title.start + len(draft.title_text.rstrip())
    if end > draft.title.start and context.facts.plain[end - 1] in "。;,":
        yield Evidence(end - 1, end, "", fixable=_surely_a_title(context))


def _surely_a_title(context: Context) -> bool:
    """A short first line with one mark; a first sentence of a draft without a title has marks or a time in it."""
    draft, facts = context.facts.draft, context.facts
    title = draft.title_text.rstrip()
    return (
        draft.title is not None
        and 6 <= len(title) <= _LONGEST
        and not _MARK.search(facts.plain, draft.title.start, draft.title.start + len(title) - 1)
        and not facts.times_in(draft.title.start, draft.title.end)
        and any(p.start > draft.title.end and p.end - p.start > len(title) for p in draft.body)
    )
