"""The words of the field, found in one pass and handed out by list."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from qc.extraction.time_grammar import time_words
from qc.resources import pack_rows
from qc.segmentation.lexicon import Hit, Lexicon

TIME, CUE, WORDING = "time", "cue", "wording"


def _cues() -> Mapping[str, set[str]]:
    lists: defaultdict[str, set[str]] = defaultdict(set)
    for row in pack_rows("cues.csv"):
        lists[row["term"]].add(row["list"])
    return lists


@cache
def redundancies() -> Mapping[str, str]:
    """Pairs of words that say the same, and the shorter form."""
    return {row["wrong"]: row["right"] for row in pack_rows("redundancy.csv")}


@cache
def lexicon() -> Lexicon:
    """All words in one lexicon; a group's long terms must not hide another group's short ones."""
    return Lexicon(
        {
            TIME: dict.fromkeys(time_words(), (TIME,)),
            CUE: _cues(),
            WORDING: dict.fromkeys(redundancies(), ("wording",)),
        }
    )


class Cues:
    """The cue words of one draft by list, each list in order of offset."""

    __slots__ = ("_by_list", "hits")

    def __init__(self, hits: Sequence[Hit]) -> None:
        by_list: defaultdict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            for name in hit.lists:
                by_list[name].append(hit)
        self._by_list = dict(by_list)
        self.hits = hits

    def all(self, name: str) -> Sequence[Hit]:
        """All hits of a list."""
        return self._by_list.get(name, ())

    def within(self, name: str, start: int, end: int) -> Sequence[Hit]:
        """The hits of a list that lie inside the span."""
        hits = self._by_list.get(name)
        if not hits:
            return ()
        first = last = bisect_left(hits, (start,))
        while last < len(hits) and hits[last].start < end:
            last += 1
        return [h for h in hits[first:last] if h.end <= end]

    def any(self, name: str, start: int, end: int) -> bool:
        """True when the span holds a term of the list."""
        return bool(self.within(name, start, end))

    def by_span(self, spans: Sequence[tuple[int, int]]) -> list[list[Hit]]:
        """The hits inside each of the spans, which are in order and do not overlap."""
        parts: list[list[Hit]] = []
        position = 0
        hits = self.hits
        for start, end in spans:
            while position < len(hits) and hits[position].start < start:
                position += 1
            inside = []
            while position < len(hits) and hits[position].start < end:
                if hits[position].end <= end:
                    inside.append(hits[position])
                position += 1
            parts.append(inside)
        return parts
