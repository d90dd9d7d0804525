"""All word lists in one pass over the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple


class Hit(NamedTuple):
    """A term found at ``start:end``, with the names of the lists it is in."""

    start: int
    end: int
    term: str
    lists: frozenset[str]


class Lexicon:
    """Terms of at least two characters, indexed by their first two; scanning is linear in the text.

    A trie in pure Python costs several dictionary steps per character, this costs one; at each offset the
    longest term wins.
    """

    def __init__(self, terms: Mapping[str, Iterable[str]]) -> None:
        index: defaultdict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for term, lists in terms.items():
            if len(term) < 2:
                raise ValueError(f"term too short for the lexicon: {term!r}")
            index[term[:2]].append((term, frozenset(lists)))
        self._index = {
            head: tuple(sorted(group, key=lambda pair: -len(pair[0]))) for head, group in index.items()
        }

    def scan(self, text: str) -> Iterator[Hit]:
        """Yield the longest term at each offset, in order of offset; terms may overlap."""
        index = self._index
        for i, head in enumerate(map(str.__add__, text, text[1:])):
            if head in index:
                for term, lists in index[head]:
                    if text.startswith(term, i):
                        yield Hit(i, i + len(term), term, lists)
                        break
