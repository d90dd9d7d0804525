"""Directives that leave checks out, typed into the draft by a clerk: ``<!-- qc: 忽略 时间模糊 -->``, ``qc: 忽略 全部``.

A directive stands on a line of its own or at the end of a paragraph, in plain text and in Word alike. It belongs to the
metadata: nothing that looks at the draft sees it, and all offsets stay as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from qc.draft import Directive, Paragraph, Place

_HINTS = ("qc", "QC", "Qc")
_COLON = r"[:\uff1a]"
# Word turns the hyphens of a comment into dashes.
# Compiled by re when first needed: few drafts hold a directive.
_DIRECTIVE = (
    rf"(?i)<!\s?[-\u2013\u2014]{{1,4}}\s?qc\s?{_COLON}(?P<comment>[^<>\n]{{0,400}}?)[-\u2013\u2014]{{1,4}}\s?>"
    rf"|[(\uff08\[【]\s?qc\s?{_COLON}(?P<bracket>[^()\uff08\uff09\[\]【】\n]*)[)\uff09\]】]"
    rf"|(?:^|(?<=[\s。;!?\u3000\uff1b\uff01\uff1f]))qc\s?{_COLON}(?P<bare>[^\n]*)"
)
_ORDER = r"\s*(?P<where>全文|全篇|本篇|下段|本段)?\s*忽略(?P<names>.*)"
_BETWEEN = r"[\s、,;\uff0c\uff1b]+"
_FILE, _NEXT, _HERE = "file", "next", "here"
_WHERE = {"全文": _FILE, "全篇": _FILE, "本篇": _FILE, "下段": _NEXT, "本段": _HERE}
_NOT_UNDERSTOOD = "看不懂“{text}”，请写成“qc：忽略 检查项”，可写“全文忽略”“下段忽略”“本段忽略”。"
_NO_NAMES = "“{text}”没有写忽略哪些检查项，请写检查项的名称，或写“全部”。"
_MISPLACED = "“{text}”要单独占一行或写在段末，现在没有起作用。"


class Mark(NamedTuple):
    """A directive as found in a line: from ``column`` to the line's end; ``where`` is empty when not stated."""

    column: int
    length: int
    names: tuple[str, ...]
    where: str
    problem: str | None


def find_marks(lines: Sequence[str]) -> Mapping[int, Mark]:
    """Return the directives by the number of their line."""
    found = ((number, _mark(line)) for number, line in enumerate(lines))
    return {number: mark for number, mark in found if mark is not None}


def is_directive(line: str) -> bool:
    """True for a line that begins as a directive does."""
    return re.match(_DIRECTIVE, line) is not None


def _mark(line: str) -> Mark | None:
    """The first thing in a line that is a directive or was meant as one."""
    if not any(hint in line for hint in _HINTS):
        return None
    return next((mark for mark in (_read(line, m) for m in re.finditer(_DIRECTIVE, line)) if mark), None)


def _read(line: str, match: re.Match[str]) -> Mark | None:
    order = re.fullmatch(_ORDER, match["comment"] or match["bracket"] or match["bare"] or "")
    alone = not line[: match.start()].strip()
    if order is None and not _meant(match, alone):
        return None
    shown = match[0].strip()
    shown = shown if len(shown) <= 40 else shown[:40] + "…"
    if line[match.end() :].strip():
        # In the middle of a sentence it is left where it is, and told.
        return Mark(len(line), 0, (), _HERE, _MISPLACED.format(text=shown))
    names = tuple(n for n in re.split(_BETWEEN, order["names"]) if n) if order else ()
    problem = None
    if order is None:
        problem = _NOT_UNDERSTOOD.format(text=shown)
    elif not names:
        problem = _NO_NAMES.format(text=shown)
    where = _WHERE.get(order["where"] or "", "" if alone else _HERE) if order else ""
    column = 0 if alone else len(line[: match.start()].rstrip())
    return Mark(column, len(line) - column, names, where, problem)


def _meant(match: re.Match[str], alone: bool) -> bool:
    """Whether something that is no order was still meant as one: QC is also short for quality control."""
    return match["comment"] is not None or ("qc" in match[0] and (match["bracket"] is not None or alone))


def placed(
    marks: Mapping[int, Mark], paragraphs: Sequence[Paragraph], starts: Sequence[int], length: int
) -> tuple[Directive, ...]:
    """Give each directive the span that it holds for.

    starts: offsets of the lines; length: of the whole text. A line of its own before or after all text holds for the
    whole draft, elsewhere for the next paragraph; at the end of a paragraph for that one.
    """
    return tuple(_placed(marks, paragraphs, starts, length))


def _placed(
    marks: Mapping[int, Mark], paragraphs: Sequence[Paragraph], starts: Sequence[int], length: int
) -> Iterator[Directive]:
    told = [p for p in paragraphs if p.place is not Place.METADATA]
    begins = [p.start for p in told]
    for number, mark in marks.items():
        start = starts[number] + mark.column
        end = start + mark.length
        where = mark.where or _default(start, told)
        first, last = 0, length
        if where == _NEXT:
            following = bisect_left(begins, end)
            first, last = (
                (told[following].start, told[following].end) if following < len(told) else (end, end)
            )
        elif where == _HERE:
            first, last = starts[number], start
        yield Directive(start, end, mark.names, first, last, mark.problem)


def _default(start: int, told: Sequence[Paragraph]) -> str:
    inside = told and told[0].start < start < told[-1].end
    return _NEXT if inside else _FILE
