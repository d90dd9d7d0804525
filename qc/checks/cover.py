"""Many spans asked about many times: whether one of them holds or touches another span."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

Span = tuple[int, int]


class Cover:
    """Spans in order of their starts, with the furthest end so far, so that a question takes two bisections."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [a for a, _ in ordered]
        self._ends = list(accumulate((b for _, b in ordered), max))

    def holds(self, start: int, end: int) -> bool:
        """True when one span has all of ``start:end`` inside it.

        >>> cover = Cover([(3, 9), (5, 6)])
        >>> cover.holds(5, 8), cover.holds(8, 10), cover.touches(8, 10), cover.touches(9, 10)
        (True, False, True, False)
        """
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and self._ends[index] >= end

    def touches(self, start: int, end: int) -> bool:
        """True when one span shares a character with ``start:end``."""
        index = bisect_left(self._starts, end) - 1
        return index >= 0 and self._ends[index] > start
