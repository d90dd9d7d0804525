"""Shares of one whole against one hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qc.checks.accurate.figures import before, sentences_with_figures
from qc.checks.accurate.sums import complementary
from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.facts import Facts
from qc.extraction.quantities import Quantity
from qc.finding import Norm, NormKind, Severity
from qc.segmentation.patterns import lazy

_SHARES = lazy(r"分别占|占比分别(?:为|是)|比重分别(?:为|是)|比例分别(?:为|是)|各占|占(?:比)?")
_ROUNDING = 0.6  # of the last place of each share
_MOST_SHARES = 130  # far above that the shares are of different wholes
_MULTIPLE_CHOICE = lazy(r"多选|可选多项|不止一|重复|交叉")
_RATIO = lazy(
    r"(?:结构|构成|比例|比重)[\u4e00-\u9fff]{0,10}?(?P<row>\d+(?:\.\d+)?\s?(?::\s?\d+(?:\.\d+)?\s?){2})(?!\d|:|点)"
)
_WHOLE = lazy(
    r"(?P<what>覆盖率|普及率|合格率|入学率|参保率|完好率|达标率|占比|比重|满意率|满意度|办结率|签约率|到位率)(?:[已将均]?(?:达到?|为|是|提高到|升至))?(?:了|约)?$"
)


@check(
    id="accurate/shares",
    name="占比之和超过100%",
    severity=Severity.ERROR,
    message="{why}，请核对。",
    norm=Norm("各部分占比之和不超过100%", NormKind.LOGIC),
    examples=(
        Example("三类诉求分别占⟦45%、38%、27%⟧。"),
        Example("三次产业结构比例为⟦18.3:41.5:45.2⟧。"),
        Example("村卫生室覆盖率达⟦102%⟧。"),
        Example("三类诉求分别占45.3%、33.4%、21.4%。"),
        Example("反映用工难、融资难、物流贵的分别占58.2%、44.8%、37.0%（可多选）。"),
        Example("完成年度任务的108%，水泥砂石配合比例为1:2:3。"),
    ),
)
def shares(context: Context) -> Iterator[Evidence]:
    """互相排斥的各类加起来不应超过百分之百；舍入造成的一两个千分点和多选题不算。"""
    facts = context.facts
    for sentence, quantities in sentences_with_figures(facts, 1):
        yield from _above_all(facts, quantities)
        text = facts.plain[sentence.start : sentence.end]
        if (
            len(quantities) < 2
            or "占" not in text
            or _MULTIPLE_CHOICE.search(text)
            or re.search("占全[国省市县区]|占[国省市]", text)
        ):
            continue
        found = _SHARES.search(text)
        row = _row([q for q in quantities if found and q.end > sentence.start + found.start()], facts)
        told = list(_whole(facts, row))
        yield from told
        if (
            len(row) >= 3
            and not told
            and sum(q.low for q in row) > 100
            and sum(q.value for q in row) <= _MOST_SHARES
        ):
            yield Evidence(
                row[0].start,
                row[-1].end,
                fields={"why": f"各占比之和为{sum(q.value for q in row):g}%，超过100%"},
            )
    yield from _ratios(facts)


def _whole(facts: Facts, row: Sequence[Quantity]) -> Iterator[Evidence]:
    """男性占52.4%、女性占49.6%: shares that leave nothing out make one hundred."""
    labels = [before(facts, q, 10).removesuffix("占").split("、")[-1] for q in row]
    size = next((k for k in range(2, len(row) + 1) if complementary(labels[:k])), None)
    if size is None:
        return
    whole = row[:size]
    total, rounding = sum(q.value for q in whole), _ROUNDING * sum(q.high - q.value for q in whole)
    if 90 < total < 110 and abs(total - 100) > rounding:
        yield Evidence(whole[0].start, whole[-1].end, fields={"why": f"各占比之和为{total:g}%，不是100%"})


def _above_all(facts: Facts, quantities: Sequence[Quantity]) -> Iterator[Evidence]:
    for quantity in quantities:
        if quantity.kind == "%" and 100 < quantity.low < 1000 and _WHOLE.search(before(facts, quantity, 12)):
            yield Evidence(quantity.start, quantity.end, fields={"why": f"比率{quantity.text}超过100%"})


def _ratios(facts: Facts) -> Iterator[Evidence]:
    """结构比为18.3:41.5:45.2: three shares with one decimal that should make one hundred."""
    if ":" not in facts.plain:
        return
    for match in _RATIO.finditer(facts.plain):
        values = [float(v) for v in match["row"].split(":")]
        if 90 < sum(values) < 110 and abs(sum(values) - 100) > 0.3:
            yield Evidence(
                match.start("row"),
                match.end("row"),
                fields={"why": f"各部分之和为{sum(values):g}，不是100"},
            )


def _row(quantities: Sequence[Quantity], facts: Facts) -> list[Quantity]:
    """The percentages that follow one another with nothing but marks, labels and 占 between them."""
    row: list[Quantity] = []
    for quantity in quantities:
        if quantity.kind != "%":
            break
        gap = facts.plain[row[-1].end : quantity.start] if row else ""
        if row and not re.fullmatch(r"[、,;和及与 ]+|[,;、][\u4e00-\u9fff]{1,8}占(?:比)?", gap):
            break
        row.append(quantity)
    return row
