"""The words of the field, found in one pass and handed out by list."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from qc.extraction.time_grammar import time_words
from qc.packs.pack import Packs, Row, WordList, lists_of
from qc.packs.reading import builtin_pack
from qc.resources import pack_rows
from qc.segmentation.lexicon import Hit, Lexicon
from qc.segmentation.marks import plain

TIME, CUE = "time", "cue"


def _cues() -> Mapping[str, set[str]]:
    lists: defaultdict[str, set[str]] = defaultdict(set)
    for row in pack_rows("cues.csv"):
        lists[row["term"]].add(row["list"])
    return lists


class Vocabulary:
    """All words in one lexicon, and the literals of patterns that are no words.

    A group's long terms must not hide another group's short ones, so every list of a pack is a group of its own.
    """

    def __init__(self, packs: Packs) -> None:
        lists = list(lists_of((builtin_pack(), *packs)))
        self._lexicon = Lexicon(
            {
                TIME: dict.fromkeys(time_words(), (TIME,)),
                CUE: _cues(),
                **{words.id: dict.fromkeys(_indexed(words), (words.id,)) for words in lists},
            }
        )
        sought = [(words.id, row) for words in lists for row in words.rows if not row.indexed]
        self._plain = [(i, r, tuple(map(plain, r.literals))) for i, r in sought if not r.match]
        self._written = [(i, r, r.literals) for i, r in sought if r.match]

    def scan(self, text: str) -> dict[str, list[Hit]]:
        """The hits of each group of words in the plain form of a text."""
        return self._lexicon.scan(text)

    def candidates(self, text: str, written: str) -> dict[str, list[Row]]:
        """The rows to try by list: those of which the text, plain or as written, holds a literal."""
        found: dict[str, list[Row]] = {}
        for rows, where in ((self._plain, text), (self._written, written)):
            for name, row, literals in rows:
                for literal in literals:
                    if literal in where:
                        found.setdefault(name, []).append(row)
                        break
        return found


def _indexed(words: WordList) -> Iterator[str]:
    return (plain(literal) for row in words.rows if row.indexed for literal in row.literals)


@lru_cache(maxsize=8)
def vocabulary(packs: Packs = ()) -> Vocabulary:
    """The words of the program and of an office's packs."""
    return Vocabulary(packs)


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
