"""Wrong characters: 布署 for 部署, 气侯 for 气候."""

from __future__ import annotations

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check, severity_by_place
from qc.extraction.facts import Facts
from qc.extraction.slips import Slip, find_slips
from qc.finding import Norm, Severity

_ASKS = "“{text}”疑为“{right}”，请核对。"
_COINED = 12  # characters of a quotation, marks included, that is a coined word rather than a sentence


@check(
    id="accurate/confusable",
    name="错别字",
    severity=Severity.WARNING,
    message="“{text}”应为“{right}”。",
    norm=Norm("现代汉语规范用字；异形词依 GF 1001—2001《第一批异形词整理表》"),
    fixable=True,
    examples=(
        Example("受厄尔尼诺⟦气侯⟧影响，花期推迟一周。"),
        Example("县里⟦布署⟧春耕工作，⟦再接再励⟧。"),
        Example("县里公布署名文章，边防讯问室启用，干部暑期培训开班。"),
        Example("财政拨付资金1200万元，海拔800米以上的村每户提高300元。"),
    ),
)
def confusable(context: Context) -> Iterator[Evidence]:
    """错别字出现在标题上尤其难看。只收几乎不会用对的写法；可能跨两个词碰在一起的，按分词核对；把握小的只作提示。"""
    facts = context.facts
    for slip in find_slips(facts.plain, facts.tokens):
        if _is_mention(facts, slip):
            continue
        level = Severity.ADVICE
        if slip.sure:
            level = severity_by_place(context, slip.start, Severity.ERROR, Severity.WARNING, Severity.WARNING)
        yield Evidence(
            slip.start,
            slip.end,
            slip.right,
            level,
            {"right": slip.right},
            message=_ASKS if slip.kind == "word" else None,
            fixable=slip.certain,
        )


def _is_mention(facts: Facts, slip: Slip) -> bool:
    """Titles of documents keep their own variants; what is generated may meet a coined word in short quotes."""
    if slip.sure and slip.kind != "word":
        return False
    quote = facts.quote_at(slip.start, slip.end)
    if quote is None:
        return False
    start, end = quote
    return facts.draft.text[start] == "\u300a" or (slip.kind == "word" and end - start <= _COINED)
