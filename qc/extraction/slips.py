"""Wrong forms of words: the list that people keep, and the forms generated from common words and look-alikes."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from qc.resources import pack_text
from qc.segmentation.pairs import Pairs
from qc.segmentation.tokens import Tokens

_RECORD = 9  # characters of a record of a longer generated form
_LONGEST = 5
_REACH = 12  # characters before a wrong form that its guard may look at
_MANY = 64


class Slip(NamedTuple):
    """A wrong form found at ``start:end``.

    kind: ``listed`` (a row of the list), ``phrase`` (a generated form of three characters or more) or ``word``
    (a generated form of two); sure: False for variants and doubtful rows; certain: it may be mended without a reader.
    """

    start: int
    end: int
    right: str
    kind: str
    sure: bool
    certain: bool = False


class Row(NamedTuple):
    """A row of the list of wrong forms; the guards are fragments of regular expressions."""

    wrong: str
    right: str
    level: str
    match: str
    not_before: str
    not_after: str
    only_after: str
    norm: str
    note: str
    example: str
    only_before: str

    def guarded(self, plain: str, start: int) -> bool:
        """True when what stands around the wrong form allows it to be one."""
        around = _around(self.wrong, self.not_before, self.not_after, self.only_after)
        before = _before(self.only_before)
        return (around is None or around.match(plain, start) is not None) and (
            before is None or before.search(plain, max(0, start - _REACH), start) is not None
        )


@cache
def _around(wrong: str, not_before: str, not_after: str, only_after: str) -> re.Pattern[str] | None:
    if not (not_before or not_after or only_after):
        return None
    before = f"(?<!{not_before})" if not_before else ""
    after = f"(?!{not_after})" if not_after else ""
    follow = f"(?={only_after})" if only_after else ""
    return re.compile(before + re.escape(wrong) + after + follow)


@cache
def _before(only_before: str) -> re.Pattern[str] | None:
    """Words of several lengths may be wanted before, which no lookbehind can say."""
    return re.compile(rf"(?:{only_before})\Z") if only_before else None


@cache
def listed() -> Mapping[str, Sequence[str]]:
    """The lines of the list by the pair of characters they are looked up by; a line is read when it is met."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for line in pack_text("confusable.csv").splitlines()[1:]:
        wrong, right, _ = line.split(",", 2)
        lines[_pair(wrong, right)].append(line)
    return lines


def wrong_forms() -> Mapping[str, str]:
    """The wrong forms of the list with their right ones."""
    rows = (line.split(",", 2) for lines in listed().values() for line in lines)
    return {wrong: right for wrong, right, _ in rows}


def _pair(wrong: str, right: str) -> str:
    """Two characters of the wrong form of which one is wrong: the rest of an idiom is common."""
    if len(wrong) == 2:
        return wrong
    first = next((i for i, (a, b) in enumerate(zip(wrong, right, strict=False)) if a != b), 0)
    return wrong[first - 1 : first + 1] if first else wrong[:2]


@cache
def row(line: str) -> Row:
    """A line of the list, read."""
    return Row(*next(csv.reader([line])))


class Generated(NamedTuple):
    """The generated forms.

    words: the forms of which the first character is wrong, in one string, and their right characters in another;
    then those of which the second is wrong. pairs: what the longer forms are looked up by. records: the longer
    forms, each padded to five characters, the place of the wrong one, the right one, and where the word that it
    spoils begins and ends.
    """

    words: tuple[tuple[str, str], ...]
    pairs: str
    records: str


@cache
def generated() -> Generated:
    """The generated forms as they are shipped: one text file, no code."""
    *words, pairs, records = pack_text("slips.bin", "utf-16-le").split("\n")
    return Generated(tuple(zip(words[::2], words[1::2], strict=True)), pairs, records)


@cache
def _pairs() -> Pairs:
    made = generated()
    return Pairs("".join((*listed(), *(forms for forms, _ in made.words), made.pairs)))


def find_slips(plain: str, tokens: Tokens) -> list[Slip]:
    """Return the wrong forms of a text in order of offset; of those that overlap the better one is kept."""
    found: list[Slip] = []
    for pair, start in _places_of(plain, _pairs().present(plain)):
        found += _listed_at(plain, start, listed().get(pair, ()), tokens)
        found += _longer_at(plain, start, pair, tokens)
        right = _right_of(pair)
        if right and tokens.whole(start, start + 2):
            found.append(Slip(start, start + 2, right, "word", sure=False))
    return _without_overlaps(found)


def _places_of(text: str, pairs: set[str]) -> Iterator[tuple[str, int]]:
    """Where the pairs stand; a text with many of them is walked once, whatever their number."""
    if len(pairs) > _MANY:
        yield from ((pair, i) for i in range(len(text) - 1) if (pair := text[i : i + 2]) in pairs)
    else:
        yield from ((pair, i) for pair in pairs for i in _places(text, pair))


def _places(text: str, part: str) -> Iterator[int]:
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)


def _listed_at(plain: str, start: int, lines: Sequence[str], tokens: Tokens) -> Iterator[Slip]:
    for line in lines:
        entry = row(line)
        begin = start - entry.wrong.find(_pair(entry.wrong, entry.right))
        end = begin + len(entry.wrong)
        if begin < 0 or not plain.startswith(entry.wrong, begin):
            continue
        if entry.match == "tokens" and not tokens.whole(begin, end):
            continue
        if entry.guarded(plain, begin):
            yield Slip(begin, end, entry.right, "listed", entry.level != "advice", entry.level == "error")


def _longer_at(plain: str, start: int, pair: str, tokens: Tokens) -> Iterator[Slip]:
    for form in _longer(pair):
        wrong, place, right = form[:_LONGEST].rstrip(), int(form[5]), form[6]
        begin = start - wrong.find(pair)
        if begin < 0 or not plain.startswith(wrong, begin) or not tokens.whole(begin, begin + len(wrong)):
            continue
        first, last = int(form[7]), int(form[8])
        mended = wrong[:place] + right + wrong[place + 1 :]
        yield Slip(begin + first, begin + last, mended[first:last], "phrase", True)


@cache
def _longer(pair: str) -> tuple[str, ...]:
    made = generated()
    places = (i // 2 * _RECORD for i in _places(made.pairs, pair) if i % 2 == 0)
    return tuple(made.records[i : i + _RECORD] for i in places)


@cache
def _right_of(pair: str) -> str | None:
    """The right form of a generated form of two characters."""
    for place, (forms, rights) in enumerate(generated().words):
        for index in _places(forms, pair):
            if index % 2 == 0:
                right = rights[index // 2]
                return pair[0] + right if place else right + pair[1]
    return None


_BETTER = {"listed": 0, "phrase": 1, "word": 2}


def _without_overlaps(found: list[Slip]) -> list[Slip]:
    kept: list[Slip] = []
    taken: set[int] = set()
    for slip in sorted(found, key=lambda s: (_BETTER[s.kind], s.start - s.end, s.start)):
        places = range(slip.start, slip.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(slip)
    return sorted(kept)
