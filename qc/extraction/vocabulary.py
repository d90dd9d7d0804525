"""The cue words of the field, found in one pass and handed out by list."""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from qc.extraction.times import time_words
from qc.resources import pack_file
from qc.segmentation.lexicon import Hit, Lexicon

TIME = "time"


@cache
def cue_lists() -> Mapping[str, frozenset[str]]:
    """All cue words of the built-in pack: term -> the lists it belongs to."""
    lists: defaultdict[str, set[str]] = defaultdict(set)
    with pack_file("cues.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lists[row["term"]].add(row["list"])
    return {term: frozenset(names) for term, names in lists.items()}


@cache
def cue_lexicon() -> Lexicon:
    """The lexicon of all cue words."""
    return Lexicon(cue_lists())


@cache
def time_lexicon() -> Lexicon:
    """The lexicon of all time words; apart from the cues, whose longer terms would hide them."""
    return Lexicon({word: (TIME,) for word in time_words()})


class Cues:
    """The cue words of one draft by list, each list in order of offset."""

    __slots__ = ("_by_list",)

    def __init__(self, hits: Sequence[Hit]) -> None:
        by_list: defaultdict[str, list[Hit]] = defaultdict(list)
        for hit in hits:
            for name in hit.lists:
                by_list[name].append(hit)
        self._by_list = dict(by_list)

    def all(self, name: str) -> Sequence[Hit]:
        """All hits of a list."""
        return self._by_list.get(name, ())

    def within(self, name: str, start: int, end: int) -> Sequence[Hit]:
        """The hits of a list that lie inside the span."""
        hits = self._by_list.get(name)
        if not hits:
            return ()
        first = bisect_left(hits, (start,))
        last = first
        while last < len(hits) and hits[last].start < end:
            last += 1
        return [h for h in hits[first:last] if h.end <= end]

    def any(self, name: str, start: int, end: int) -> bool:
        """True when the span holds a term of the list."""
        return bool(self.within(name, start, end))
