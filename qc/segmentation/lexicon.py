"""All word lists in one pass over the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

_BMP = 0xFFFF  # no term holds a character beyond; all of them share the last slot of the tables


class Hit(NamedTuple):
    """A term found at ``start:end``, with the names of the lists it is in."""

    start: int
    end: int
    term: str
    lists: frozenset[str]


class Lexicon:
    """Several groups of terms of at least two characters, indexed by their first two.

    Two table look-ups over the whole text at once leave few offsets at which a term may begin; a trie in pure
    Python takes several dictionary steps at every character. At each offset the longest term of each group
    wins, and groups do not hide each other's terms.
    """

    def __init__(self, groups: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        index: defaultdict[str, list[tuple[str, str, frozenset[str]]]] = defaultdict(list)
        for group, terms in groups.items():
            for term, lists in terms.items():
                if len(term) < 2:
                    raise ValueError(f"term too short for the lexicon: {term!r}")
                index[term[:2]].append((term, group, frozenset(lists)))
        self._index = {
            head: tuple(sorted(entries, key=lambda e: -len(e[0]))) for head, entries in index.items()
        }
        self._groups = tuple(groups)
        self._first, self._second = np.zeros(_BMP + 1, bool), np.zeros(_BMP + 1, bool)
        for head in self._index:
            self._first[ord(head[0])] = self._second[ord(head[1])] = True

    def scan(self, text: str) -> dict[str, list[Hit]]:
        """Return the hits of each group in order of offset; terms may overlap."""
        index = self._index
        found: dict[str, list[Hit]] = {group: [] for group in self._groups}
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        codes = np.minimum(codes, _BMP)
        for start in np.flatnonzero(self._first[codes[:-1]] & self._second[codes[1:]]).tolist():
            taken = ""
            for term, group, lists in index.get(text[start : start + 2], ()):
                if group != taken and text.startswith(term, start):
                    hits = found[group]
                    if not hits or hits[-1].start != start:
                        hits.append(Hit(start, start + len(term), term, lists))
                    taken = group
        return found
