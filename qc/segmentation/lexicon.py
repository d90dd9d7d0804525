"""All word lists in one pass over the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Hit(NamedTuple):
    """A term found at ``start:end``, with the names of the lists it is in."""

    start: int
    end: int
    term: str
    lists: frozenset[str]


class Lexicon:
    """Several groups of terms of at least two characters, indexed by their first two.

    One pattern of two character sets leaves few offsets at which a term may begin; a trie in pure Python takes
    several dictionary steps at every character. At each offset the longest term of each group wins, and groups do
    not hide each other's terms.
    """

    def __init__(self, groups: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
        index: defaultdict[str, list[tuple[str, str, frozenset[str]]]] = defaultdict(list)
        sets: dict[tuple[str, ...], frozenset[str]] = {}  # most terms are in the same few lists
        for group, terms in groups.items():
            for term, lists in terms.items():
                if len(term) < 2:
                    raise ValueError(f"term too short for the lexicon: {term!r}")
                names = tuple(lists)
                shared = sets.setdefault(names, frozenset(names))
                index[term[:2]].append((term, group, shared))
        self._index = {
            head: tuple(sorted(entries, key=lambda e: -len(e[0]))) for head, entries in index.items()
        }
        self._groups = tuple(groups)
        first, second = ({re.escape(head[k]) for head in self._index} for k in (0, 1))
        self._begins = (
            re.compile(f"[{''.join(sorted(first))}](?=[{''.join(sorted(second))}])") if index else None
        )

    def scan(self, text: str) -> dict[str, list[Hit]]:
        """Return the hits of each group in order of offset; terms may overlap."""
        index = self._index
        found: dict[str, list[Hit]] = {group: [] for group in self._groups}
        for match in self._begins.finditer(text) if self._begins else ():
            start = match.start()
            taken = ""
            for term, group, lists in index.get(text[start : start + 2], ()):
                if group != taken and text.startswith(term, start):
                    hits = found[group]
                    if not hits or hits[-1].start != start:
                        hits.append(Hit(start, start + len(term), term, lists))
                    taken = group
        return found
