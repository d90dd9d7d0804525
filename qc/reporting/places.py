"""Offsets as lines and columns of the file, for programs that show a finding where it stands."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from qc.draft import Draft


class Position(NamedTuple):
    """A line and a column, both from 1; a column is a code point."""

    line: int
    column: int


class Places:
    """The lines of one draft, counted in the file that it was read from."""

    def __init__(self, draft: Draft) -> None:
        self._origin = draft.origin
        self._starts = [0, *(i + 1 for i, c in enumerate(draft.text) if c == "\n")]

    def position(self, offset: int) -> Position:
        """Where an offset into the draft stands in the file."""
        index = bisect_right(self._starts, offset) - 1
        column = offset - self._starts[index] + (self._origin.column if index == 0 else 0)
        return Position(self._origin.line + index + 1, column + 1)
