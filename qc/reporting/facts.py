"""The list for the editor who verifies a draft: every figure and every time, sentence by sentence, to be ticked off."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import inf, isfinite

from qc.extraction.facts import Facts
from qc.extraction.quantities import Quantity
from qc.extraction.times import Time, TimeKind

_KIND_ZH = {
    TimeKind.VAGUE: "模糊，要写明日期",
    TimeKind.COARSE: "只到季节或旬",
    TimeKind.RELATIVE: "相对时间",
    TimeKind.SEQUENCE: "只有先后",
    TimeKind.DEADLINE: "时限",
    TimeKind.PLANNING: "规划期",
    TimeKind.FUTURE: "没有时限",
    TimeKind.STATUS: "现状",
}
_LEFT_OUT = frozenset({TimeKind.OTHER, TimeKind.QUOTED})


def render(facts: Facts) -> str:
    """Return the list of one draft."""
    return "\n".join(_lines(facts)) + "\n"


def _lines(facts: Facts) -> Iterator[str]:
    draft = facts.draft
    yield draft.title_text.strip() or "（没有标题）"
    if draft.origin.path:
        yield f"  文件：{draft.origin.path}"
    figures = [(q.start, f"{q.text}　读作 {_value(q)}") for q in facts.quantities]
    times = [(t.start, f"{t.text}　{_days(t)}") for t in facts.times if t.kind not in _LEFT_OUT]
    sources = [(s.start, s.text) for s in facts.sources]
    for name, items in (("需核实的数字", figures), ("需核实的时间", times), ("说法的出处", sources)):
        yield ""
        yield f"  {name}：{len(items)} 处" if items else f"  {name}：没有"
        yield from _by_sentence(facts, items)


def _by_sentence(facts: Facts, items: Sequence[tuple[int, str]]) -> Iterator[str]:
    starts = [s.start for s in facts.sentences]
    breaks = [i for i, c in enumerate(facts.draft.text) if c == "\n"]
    bodies = [p.start for p in facts.draft.body]
    for number, group in groupby(items, lambda item: bisect_right(starts, item[0]) - 1):
        told = list(group)
        place = _place(facts, bodies, told[0][0])
        line = bisect_right(breaks, told[0][0]) + 1
        sentence = facts.sentences[number].text if number >= 0 else ""
        yield f"    第 {line} 行（{place}）：{sentence}"
        yield from (f"      □ {text}" for _, text in told)


def _place(facts: Facts, bodies: Sequence[int], offset: int) -> str:
    title = facts.draft.title
    if title and title.start <= offset < title.end:
        return "标题"
    return f"第 {bisect_right(bodies, offset)} 段"


def _value(quantity: Quantity) -> str:
    unit = quantity.unit or "（没有单位）"
    exact = f"{_number(quantity.value)} {unit}"
    if not quantity.approximate:
        return exact
    low, high = quantity.low, quantity.high
    if not isfinite(high):
        return f"{_number(low)} {unit}以上"
    return f"{_number(high)} {unit}以内" if low == 0 else f"{_number(low)} 至 {_number(high)} {unit}"


def _number(value: float) -> str:
    if value == inf:
        return "不限"
    return f"{value:.10g}" if abs(value) < 1e10 else f"{value:.0f}"


def _days(time: Time) -> str:
    if time.first is None and time.last is None:
        return _KIND_ZH.get(time.kind, "推算不出日期")
    first, last = time.first or time.last, time.last or time.first
    shown = f"{first}" if first == last else f"{first} 至 {last}"
    note = _KIND_ZH.get(time.kind)
    return f"读作 {shown}" + (f"（{note}）" if note else "")
