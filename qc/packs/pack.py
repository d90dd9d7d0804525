"""What a pack is: lists of words and patterns that an office keeps in a spreadsheet, each list one check."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from qc.finding import Criterion, Norm, Severity
from qc.report import GENRES

SEPARATOR = "|"
NUMBER = r"\d[\d.]{0,10}[万余多个]{0,2}"
_SINCE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class Kind(StrEnum):
    """The five kinds of list."""

    AVOID = "avoid"  # a term that is not to be used
    PREFER = "prefer"  # a wrong term and the right one
    CONSISTENT = "consistent"  # the rows of a group are forms of one thing, not to be mixed in a draft
    LIMIT = "limit"  # a term at most so many times per draft
    REQUIRE = "require"  # where a term occurs another one must occur

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return _KIND_ZH[self]


_KIND_ZH = {
    Kind.AVOID: "不用",
    Kind.PREFER: "改用",
    Kind.CONSISTENT: "统一",
    Kind.LIMIT: "限次",
    Kind.REQUIRE: "须有",
}


class Row(NamedTuple):
    """One row of a list, as written; the guards are fragments of regular expressions.

    term: the wording looked for, or, beside a ``pattern``, the literals (set apart by ``|``) of which the text must
    hold one before the pattern is tried; since: the first day (ISO) on which the row holds; lead: what must stand
    before and belongs to what is found, a pattern or ``number`` for a figure.
    """

    line: int
    term: str
    right: str = ""
    pattern: str = ""
    level: str = ""
    match: str = ""
    not_before: str = ""
    not_after: str = ""
    only_before: str = ""
    only_after: str = ""
    norm: str = ""
    note: str = ""
    message: str = ""
    example: str = ""
    fix: str = ""
    group: str = ""
    most: str = ""
    needs: str = ""
    within: str = ""
    place: str = ""
    genre: str = ""
    since: str = ""
    lead: str = ""

    @property
    def literals(self) -> tuple[str, ...]:
        """The literals of which the text must hold one: those of a pattern, or the term itself."""
        return tuple(self.term.split(SEPARATOR)) if self.pattern else (self.term,)

    @property
    def leading(self) -> str:
        """The lead as a pattern."""
        return NUMBER if self.lead == "number" else self.lead

    @property
    def indexed(self) -> bool:
        """True when the literals are words that the scan for all word lists finds on the way."""
        return not self.pattern or (not self.match and all(map(_is_word, self.literals)))

    @property
    def guards(self) -> tuple[tuple[str, str], ...]:
        """The guards that are filled in, by name."""
        named = (
            ("not_before", self.not_before),
            ("not_after", self.not_after),
            ("only_before", self.only_before),
            ("only_after", self.only_after),
        )
        return tuple((name, text) for name, text in named if text)

    @property
    def shown(self) -> str:
        """What tells this row from the others of its list."""
        return self.pattern or self.term


def _is_word(literal: str) -> bool:
    """True when a text begins with two Chinese characters."""
    return len(literal) > 1 and all("\u4e00" <= c <= "\u9fff" for c in literal[:2])


class Sample(NamedTuple):
    """An example sentence, the genre it is of, and the line of its row, or ``None`` for one of pack.toml."""

    text: str
    genre: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class WordList:
    """One list of a pack, which becomes one check.

    once: a row is reported at its first place only, with a count; quoted: what stands in quotation marks counts too.
    """

    id: str
    name: str
    kind: Kind
    severity: Severity
    message: str
    norm: Norm
    why: str
    rows: tuple[Row, ...]
    examples: tuple[str, ...]
    file: str
    once: bool = False
    quoted: bool = False

    @property
    def criterion(self) -> Criterion:
        """The criterion is the first part of the id."""
        return Criterion(self.id.partition("/")[0])

    @property
    def genre(self) -> str:
        """The genre that the examples are of: the only one that rows name, or a dynamic report."""
        named = {row.genre for row in self.rows if row.genre}
        return named.pop() if len(named) == 1 else GENRES[0]

    @property
    def samples(self) -> Iterator[Sample]:
        """All examples: those of the list and those that stand in rows."""
        yield from (Sample(text, self.genre) for text in self.examples)
        yield from (Sample(r.example, r.genre or self.genre, r.line) for r in self.rows if r.example)


# Two packs are equal only when they are the same object, so that what is built from packs can be kept by pack.
@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A folder of lists."""

    name: str
    version: str
    description: str
    lists: tuple[WordList, ...]
    source: str


Packs = tuple[Pack, ...]


def lists_of(packs: Sequence[Pack]) -> Iterator[WordList]:
    """All lists of several packs in order."""
    return (words for pack in packs for words in pack.lists)


def day_of(since: str) -> date | None:
    """The day that a year, a month or a date begins with, or ``None`` when it is none.

    >>> day_of("2020"), day_of("2020-13")
    (datetime.date(2020, 1, 1), None)
    """
    match = _SINCE.fullmatch(since)
    try:
        return date(*(int(g or 1) for g in match.groups())) if match else None
    except ValueError:
        return None
