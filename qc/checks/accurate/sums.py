"""Parts against their total; averages against total and count; shares against one hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qc.checks.accurate.figures import after, before, plain_number, sentences_with_figures
from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.facts import Facts
from qc.extraction.quantities import Quantity
from qc.finding import Norm, NormKind, Severity

_OPEN = re.compile(r"等|其余|其他|另有|剩余|还有|余下|不含|部分")
_CLOSED = re.compile(r"分别(?:为|是|达|有)?|由|包括|分为|用于|构成|分别用于|分别安排")
_AMONG = re.compile(r"其中")
_TOTAL = re.compile(r"(?:合计|共计|总计|两[年项类个]合计|三[年项类个]合计)(?:达到?|为)?$")


@check(
    id="accurate/sum-of-parts",
    name="分项与合计不符",
    severity=Severity.ERROR,
    message="各项之和为{sum}，与“{text}”不符，请核对。",
    norm=Norm("合计=各项之和", NormKind.LOGIC),
    examples=(
        Example("出动⟦186人⟧，其中公安62人、消防48人、卫健31人、志愿者55人。"),
        Example("争取投资⟦1.85亿元⟧，分别为水利项目7600万元、保障性住房5400万元、教育项目6500万元。"),
        Example("上年发放1420人次、今年发放1563人次，两年合计⟦2893人次⟧。"),
        Example("受理437件，其中咨询265件、投诉128件、建议44件。"),
        Example("共发生11起，其中甲镇3起、乙镇2起等。"),
        Example("排查在建项目137个，其中房建52个、市政31个，其余为交通项目。"),
    ),
)
def sum_of_parts(context: Context) -> Iterator[Evidence]:
    """列出的各项加起来超过总数，或者封闭列举加起来不等于总数，必有一个数错。带“等”“其余”的列举不查。"""
    facts = context.facts
    for sentence, quantities in sentences_with_figures(facts, 3):
        text = facts.plain[sentence.start : sentence.end]
        done = False
        for index, total in enumerate(quantities[:-2]):
            parts, closed = _parts(facts, quantities, index, sentence.end)
            if len(parts) >= 2 and not done:
                done = True
                yield from _compare(total, parts, closed=closed and not _OPEN.search(text))
        yield from _totals_at_end(facts, quantities, text)


def _parts(facts: Facts, quantities: Sequence[Quantity], index: int, end: int) -> tuple[list[Quantity], bool]:
    """The parts that follow a total behind 其中, 分别为 and the like, and whether the list is complete by its wording."""
    total = quantities[index]
    following = quantities[index + 1]
    joint = facts.plain[total.end : following.start]
    if ";" in joint or "。" in joint:
        return [], False
    among, closed = _AMONG.search(joint), _CLOSED.search(joint) or re.search(":", joint)
    if not (among or closed) or len(joint) > 24 or total.kind in ("%", ""):
        return [], False
    parts: list[Quantity] = []
    position = total.end
    for quantity in quantities[index + 1 :]:
        between = facts.plain[position : quantity.start]
        if parts and (
            not re.search("[、，；和及与]", between)
            or _AMONG.search(between)
            or ";" in between
            or len(between) > 22
        ):
            break
        if quantity.kind != total.kind and not (quantity.unit == "" and parts):
            if parts and quantity.kind != "%":
                break
            continue
        parts.append(quantity)
        position = quantity.end
    tail = facts.plain[position : min(end, position + 6)]
    return ([], False) if tail.startswith("等") else (parts, closed is not None)


def _compare(total: Quantity, parts: Sequence[Quantity], *, closed: bool) -> Iterator[Evidence]:
    low, high = sum(p.low for p in parts), sum(p.high for p in parts)
    if any(p.approximate for p in parts) or total.meets(low, high):
        return
    if (
        low > total.high
        or closed
        or (len(parts) >= 3 and _one_digit_apart(total, sum(p.value for p in parts)))
    ):
        value = sum(p.value for p in parts)
        yield Evidence(total.start, total.end, fields={"sum": plain_number(value)})


def _one_digit_apart(total: Quantity, value: float) -> bool:
    """4350 and 4150: a slip of one digit, hardly a list that leaves something out."""
    one, other = (f"{x:.10g}".replace(".", "").strip("0") for x in (total.value, value))
    return len(one) == len(other) >= 2 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _totals_at_end(facts: Facts, quantities: Sequence[Quantity], text: str) -> Iterator[Evidence]:
    """A、B，两年合计C."""
    for index, total in enumerate(quantities):
        if index < 2 or not _TOTAL.search(before(facts, total, 10)) or _OPEN.search(text):
            continue
        parts: list[Quantity] = []
        position = total.start
        for quantity in reversed(quantities[:index]):
            if quantity.kind != total.kind or position - quantity.end > 26:
                break
            parts.append(quantity)
            position = quantity.start
        if len(parts) >= 2 and not any(p.approximate for p in parts):
            low, high = sum(p.low for p in parts), sum(p.high for p in parts)
            if not total.meets(low, high):
                yield Evidence(
                    total.start, total.end, fields={"sum": plain_number(sum(p.value for p in parts))}
                )


_AVERAGE = re.compile(
    r"平均每(?P<each>人|户|村|天|亩|家|件|台|个|校|镇|乡|年|辆|套)(?:[\u4e00-\u9fff]{0,3})$|(?P<per>人|户|村|日|天|亩|家|件|校|镇|乡|年|月|个村|每户|每人|每亩)均(?:[\u4e00-\u9fff]{0,4})$"
)
_PER_UNITS = {
    "人": "人",
    "户": "户",
    "家": "户",
    "日": "天",
    "天": "天",
    "亩": "亩",
    "件": "起",
    "年": "年",
    "月": "个月",
}


@check(
    id="accurate/average",
    name="平均数不符",
    severity=Severity.ERROR,
    message="{total}÷{count}={right}，与“{text}”不符，请核对。",
    norm=Norm("平均数=总数÷个数", NormKind.LOGIC),
    examples=(
        Example("发放补贴3905万元，惠及1.3万人，人均⟦300元⟧。"),
        Example("6天抢修72处，日均⟦15处⟧。"),
        Example("退税金额共计1.04亿元，惠及企业1279户，户均8.13万元。"),
        Example("全县人均纯收入1.2万元，比上年增加800元。"),
    ),
)
def average(context: Context) -> Iterator[Evidence]:
    """总数和个数都写了，平均数就能复核。只在同一句里找得到唯一的总数和个数时才查。"""
    facts = context.facts
    for sentence, quantities in sentences_with_figures(facts, 3):
        if "均" not in sentence.text:
            continue
        for index, said in enumerate(quantities):
            per = _AVERAGE.search(before(facts, said, 8))
            if per is None or said.kind == "%":
                continue
            others = [q for i, q in enumerate(quantities) if i != index]
            name = per["per"] or per["each"]
            wanted = _PER_UNITS.get(name, name)
            counts = [
                q
                for q in others
                if q.kind == wanted
                or (wanted in ("村", "校", "镇", "乡") and _counts_place(facts, q, wanted))
            ]
            totals = [
                q
                for q in others
                if q.kind == said.kind and q.value > said.value and not _AVERAGE.search(before(facts, q, 8))
            ]
            if len(counts) == 1 and len(totals) == 1 and counts[0].low > 0:
                low, high = totals[0].low / counts[0].high, totals[0].high / counts[0].low
                if not said.meets(low, high):
                    right = plain_number(totals[0].value / counts[0].value)
                    fields = {"total": totals[0].text, "count": counts[0].text, "right": right}
                    yield Evidence(said.start, said.end, fields=fields)


def _counts_place(facts: Facts, quantity: Quantity, name: str) -> bool:
    return quantity.unit in ("个", "所", "") and after(facts, quantity, 4).startswith(name)


_SHARES = re.compile(r"分别占|占比分别(?:为|是)")
_MOST_SHARES = 130  # far above that the shares are of different wholes
_MULTIPLE_CHOICE = re.compile(r"多选|可选多项|不止一|重复|交叉")


@check(
    id="accurate/shares",
    name="占比之和超过100%",
    severity=Severity.ERROR,
    message="各占比之和为{sum}，超过100%，请核对。",
    norm=Norm("各部分占比之和不超过100%", NormKind.LOGIC),
    examples=(
        Example("三类诉求分别占⟦45%、38%、27%⟧。"),
        Example("三类诉求分别占45.3%、33.4%、21.4%。"),
        Example("反映用工难、融资难、物流贵的分别占58.2%、44.8%、37.0%（可多选）。"),
    ),
)
def shares(context: Context) -> Iterator[Evidence]:
    """互相排斥的各类加起来不应超过百分之百；舍入造成的一两个千分点和多选题不算。"""
    facts = context.facts
    for sentence, quantities in sentences_with_figures(facts, 3):
        if "分别" not in sentence.text:
            continue
        text = facts.plain[sentence.start : sentence.end]
        found = _SHARES.search(text)
        if found is None or "占" not in text or _MULTIPLE_CHOICE.search(text):
            continue
        row = _row([q for q in quantities if q.start >= sentence.start + found.start()], facts)
        if len(row) >= 3 and sum(q.low for q in row) > 100 and sum(q.value for q in row) <= _MOST_SHARES:
            value = sum(q.value for q in row)
            yield Evidence(row[0].start, row[-1].end, fields={"sum": f"{value:g}%"})


def _row(quantities: Sequence[Quantity], facts: Facts) -> list[Quantity]:
    """The percentages that follow one another with nothing but marks between them."""
    row: list[Quantity] = []
    for quantity in quantities:
        if quantity.kind != "%" or (
            row and not re.fullmatch(r"[、,和及与 ]+", facts.plain[row[-1].end : quantity.start])
        ):
            break
        row.append(quantity)
    return row
