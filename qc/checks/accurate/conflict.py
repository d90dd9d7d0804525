"""One thing with two figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from qc.checks.accurate.figures import after, before
from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.facts import Facts
from qc.extraction.quantities import Quantity
from qc.extraction.times import TimeKind
from qc.finding import Norm, NormKind, Severity

_NO_COUNTS = frozenset({"%", "百分点", ""})
_ALIKE = 2


@check(
    id="accurate/conflicting-figures",
    name="前后数字不一",
    severity=Severity.WARNING,
    message="前面写“{earlier}”，这里写“{text}”，像是数字换位，请核对。",
    norm=Norm("同一事项前后一致", NormKind.LOGIC),
    examples=(
        Example("园区现有入驻企业165家。下一步，园区将为现有的⟦156家⟧入驻企业提供服务。"),
        Example("全县农作物受灾面积5.4万亩。截至同一时点，全县农作物受灾面积⟦4.5万亩⟧。"),
        Example("截至6日，受灾面积1.26万亩；绝收面积0.3万亩。"),
        Example("今年培训电工124人，培训焊工142人。"),
    ),
)
def conflicting_figures(context: Context) -> Iterator[Evidence]:
    """同一件事前后两个数，数字相同而次序不同，多半是抄错。说的不是一件事、不是一个时点的不提示。"""
    facts = context.facts
    seen: defaultdict[tuple[str, str], list[Quantity]] = defaultdict(list)
    title_end = facts.draft.title.end if facts.draft.title else -1
    for quantity in facts.quantities:
        if quantity.value < 10 or quantity.start <= title_end or quantity.kind in _NO_COUNTS:
            continue
        key = (quantity.kind, "".join(sorted(f"{quantity.value:g}")))
        rival = next(
            (q for q in seen[key][-4:] if q.value != quantity.value and _same_thing(facts, q, quantity)), None
        )
        if rival is not None:
            yield Evidence(quantity.start, quantity.end, fields={"earlier": rival.text})
        seen[key].append(quantity)


def _same_thing(facts: Facts, one: Quantity, other: Quantity) -> bool:
    """The words around both agree, and no date or part sets them apart."""
    between = facts.plain[one.end : other.start]
    if (
        "。" not in between
        or _dated(facts, one, other)
        or re.search("其中|第[一二三]批|上年|去年|续报", between)
    ):
        return False
    told, again = _words(facts, one), _words(facts, other)
    return len(told & again) >= _ALIKE and 2 * len(told & again) >= min(len(told), len(again)) - 2


def _dated(facts: Facts, one: Quantity, other: Quantity) -> bool:
    """A date between the two figures may tell them apart (first report, later report)."""
    return any(
        t.first or t.fields[1] or t.kind is TimeKind.RELATIVE for t in facts.times_in(one.end, other.start)
    )


def _words(facts: Facts, quantity: Quantity) -> set[str]:
    text = before(facts, quantity, 12) + "/" + after(facts, quantity, 10)
    return {text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalpha()}
