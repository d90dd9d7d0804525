"""Wrong characters: 布署 for 部署, 气侯 for 气候."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qc.checks.check import Context, Evidence, Example, check, severity_by_place
from qc.extraction.facts import Facts
from qc.extraction.vocabulary import Confusable, confusable_row, confusables
from qc.finding import Norm, Severity
from qc.segmentation.lexicon import Hit


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
    """错别字出现在标题上尤其难看。只收几乎不会用对的写法；可能跨两个词碰在一起的，按分词核对。"""
    facts = context.facts
    rows = confusables()
    for hit in facts.wording:
        if hit.term not in rows:
            continue
        row = confusable_row(hit.term)
        if not _is_slip(facts, hit, row):
            continue
        level = Severity.ADVICE
        if row.level != "advice":
            level = severity_by_place(context, hit.start, Severity.ERROR, Severity.WARNING, Severity.WARNING)
        certain = row.level == "error"
        yield Evidence(hit.start, hit.end, row.right, level, {"right": row.right}, fixable=certain)


def _is_slip(facts: Facts, hit: Hit, row: Confusable) -> bool:
    if row.on_tokens and not facts.tokens.whole(hit.start, hit.end):
        return False
    guards = _guards(row)
    return guards is None or guards.match(facts.plain, hit.start) is not None


@cache
def _guards(row: Confusable) -> re.Pattern[str] | None:
    """One pattern of the wrong form with what must not stand before or after it and what must follow."""
    if not (row.not_before or row.not_after or row.only_after):
        return None
    before = f"(?<!{row.not_before})" if row.not_before else ""
    after = f"(?!{row.not_after})" if row.not_after else ""
    follow = f"(?={row.only_after})" if row.only_after else ""
    return re.compile(before + re.escape(row.wrong) + after + follow)
