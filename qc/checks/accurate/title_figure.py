"""The figure of the title against the figures of the body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qc.checks.accurate.figures import after, before
from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.facts import Facts
from qc.extraction.quantities import Quantity
from qc.finding import Norm, NormKind, Severity

_CHANGE = re.compile(r"增长|下降|提高|上升|减少|降低|增加|占|完成|过|达")


@check(
    id="accurate/title-body-figure",
    name="标题与正文数字不符",
    severity=Severity.ERROR,
    message="标题写“{title}”，正文写“{text}”，请核对。",
    norm=Norm("标题与正文一致", NormKind.LOGIC),
    examples=(
        Example("东渡区新增城镇就业8200人\n1至8月，东渡区新增城镇就业⟦8020人⟧。"),
        Example("全县“煤改电”用户超过三万户\n截至11月10日，全县已完成“煤改电”3.04万户，今年新增0.62万户。"),
        Example("我县建成高标准农田近6万亩\n2022年，全县建成高标准农田5.87万亩。"),
        Example("我县新增就业8200人\n1至8月，全县举办招聘会31场，组织培训640人。"),
    ),
)
def title_body_figure(context: Context) -> Iterator[Evidence]:
    """标题里的数正文里应当有，且说的是同一件事；标题取整、用“近”“逾”的按区间比较。"""
    facts = context.facts
    title = facts.draft.title
    if title is None:
        return
    stated = facts.quantities_in(title.start, title.end)
    body = [q for q in facts.quantities if q.start > title.end]
    for quantity in stated:
        if not quantity.unit or any(_may_be(quantity, q) for q in body):
            continue
        rival = _rival(facts, quantity, body)
        if rival is not None:
            yield Evidence(rival.start, rival.end, fields={"title": quantity.text})


def _may_be(one: Quantity, other: Quantity) -> bool:
    """Same dimension and intervals that meet."""
    (dimension, factor), (same, other_factor) = one.base, other.base
    return dimension == same and one.meets(
        other.low * other_factor / factor, other.high * other_factor / factor
    )


def _rival(facts: Facts, quantity: Quantity, body: Sequence[Quantity]) -> Quantity | None:
    """The one figure of the body that counts the same thing: same unit, same words around it."""
    if quantity.kind == "%":
        verb = _CHANGE.search(before(facts, quantity, 8))
        rates = [q for q in body if q.kind == "%" and verb and verb[0] in before(facts, q, 8)]
        return rates[0] if len(rates) == 1 else None
    told = _words(facts, quantity)
    same = [q for q in body if q.kind == quantity.kind and len(told & _words(facts, q)) >= 2]
    close = [q for q in same if 0.5 <= q.value / quantity.value <= 2] if quantity.value else []
    return close[0] if len(close) == 1 else None


def _words(facts: Facts, quantity: Quantity) -> set[str]:
    """Pairs of characters around a figure."""
    text = before(facts, quantity, 10) + after(facts, quantity, 6)
    return {text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalpha()}
