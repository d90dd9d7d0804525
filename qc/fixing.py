"""Put the certain suggestions in place: from reports to a changed text, until nothing is left to do.

The text is that of the file with its own line ends; a report's offsets count in the text as it was read, without a byte
order mark and with CRLF as LF.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from qc.report import Report

PASSES = 40  # a check may show one place at a time; more passes than this would be a fault


class Edit(NamedTuple):
    """One replacement: offsets into the text as it was before its pass, and the check that asked for it."""

    start: int
    end: int
    old: str
    new: str
    check: str


class Fixed(NamedTuple):
    """The text after all fixes, the fixes with the numbers of their lines, the reports before and of what is left."""

    text: str
    edits: tuple[tuple[int, Edit], ...]
    before: Sequence[Report]
    after: Sequence[Report]


def fix(text: str, inspect: Callable[[str], Sequence[Report]]) -> Fixed:
    """Check and fix a text again and again until it stays the same.

    inspect: reads the drafts out of a text and checks them.
    """
    made: list[tuple[int, Edit]] = []
    before = reports = inspect(text)
    for _ in range(PASSES):
        edits = edits_of(text, reports)
        if not edits:
            break
        made += zip(_lines(text, edits), edits, strict=True)
        text = applied(text, edits)
        reports = inspect(text)
    return Fixed(text, tuple(sorted(made)), before, reports)


def edits_of(text: str, reports: Iterable[Report]) -> list[Edit]:
    """The fixable findings of the drafts in a text as edits of it, in order; none meets another."""
    lead = int(text.startswith("\ufeff"))
    returns = _returns(text, lead)
    edits: list[Edit] = []
    for report in reports:
        offset = report.draft.origin.start
        for finding in report.findings:
            if finding.fixable:
                start, end = (_place(returns, lead, offset + at) for at in (finding.start, finding.end))
                edits.append(Edit(start, end, finding.text, finding.suggestion or "", finding.check))
    return edits


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made."""
    pieces, position = [], 0
    for edit in edits:
        pieces += [text[position : edit.start], edit.new]
        position = edit.end
    return "".join(pieces) + text[position:]


def _lines(text: str, edits: Iterable[Edit]) -> Iterable[int]:
    line, position = 1, 0
    for edit in edits:
        line += text.count("\n", position, edit.start)
        position = edit.start
        yield line


def _returns(text: str, lead: int) -> list[int]:
    """Where, in the text as it was read, the line feeds stand that were CRLF: each hides one character before it."""
    places: list[int] = []
    start = text.find("\r\n")
    while start >= 0:
        places.append(start - len(places) - lead)
        start = text.find("\r\n", start + 2)
    return places


def _place(returns: Sequence[int], lead: int, offset: int) -> int:
    """From an offset into the text as it was read to one into the text as it stands in the file."""
    return offset + lead + bisect_left(returns, offset)
