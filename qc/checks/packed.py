"""A list of a pack becomes a check: the five kinds of list, and when a row counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import NamedTuple

from qc.checks.check import Check, Context, Evidence, Example
from qc.draft import Place
from qc.extraction.facts import Facts
from qc.extraction.timeline import latest_event
from qc.extraction.times import as_date
from qc.finding import Norm, Severity
from qc.packs.pack import SEPARATOR, Kind, Row, WordList
from qc.packs.patterns import guarded
from qc.packs.proof import pattern_of
from qc.segmentation.marks import plain

# A sentence that tells history may use the name of its time.
_HISTORY = re.compile(
    r"原[^来因则本油料始]|时任|前身|曾任|曾经|更名|改名|改称|撤销|合并|当时|机构改革|并入|组建|划入|整合|以前"
)
_GROUP = re.compile(r"\{(\d)\}")


class Found(NamedTuple):
    """A place where a row holds; ``right``: what should stand there."""

    start: int
    end: int
    row: Row
    right: str | None


def check_of(words: WordList) -> Check:
    """The check that a list stands for."""
    return Check(
        id=words.id,
        name=words.name,
        severity=words.severity,
        message=words.message,
        norm=words.norm,
        why=words.why,
        examples=tuple(Example(text) for text in words.examples),
        find=Finder(words).find,
        fixable=any(row.fix for row in words.rows),
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern for the plain text: a full-width mark in it means the ASCII one, and is no syntax."""
    return re.compile("".join(c if plain(c) == c else re.escape(plain(c)) for c in pattern))


@dataclass(frozen=True)
class Finder:
    """Finds the places of one list."""

    words: WordList

    def find(self, context: Context) -> Iterator[Evidence]:
        """The evidence of one draft."""
        found = self._found(context)
        if found:
            found.sort(key=lambda f: (f.start, -f.end))
            yield from _KINDS[self.words.kind](self.words, context, found)

    @cached_property
    def _terms(self) -> Mapping[str, Row]:
        return {plain(row.term): row for row in self.words.rows if not row.pattern}

    @cached_property
    def _patterns(self) -> Sequence[tuple[tuple[str, ...], Row]]:
        return [(tuple(plain(r.term).split(SEPARATOR)), r) for r in self.words.rows if r.pattern]

    def _found(self, context: Context) -> list[Found]:
        facts = context.facts
        text = facts.plain
        found = []
        for hit in facts.words.get(self.words.id, ()):
            row = self._terms[hit.term]
            if _fits(facts, hit.start, hit.end, row) and self._counts(context, hit.start, hit.end, row):
                found.append(Found(hit.start, hit.end, row, row.right or None))
        for literals, row in self._patterns:
            for literal in literals:
                if literal in text:
                    found += self._matched(context, row)
                    break
        return found

    def _matched(self, context: Context, row: Row) -> Iterator[Found]:
        facts = context.facts
        # As written: the form of a mark tells 1,200 from a comma between two figures.
        pattern, text = pattern_of(row), facts.plain
        for match in (
            re.finditer(pattern, facts.draft.text) if row.match else _compiled(pattern).finditer(text)
        ):
            start, end = match.span()
            if end > start and self._counts(context, start, end, row):
                yield Found(start, end, row, _filled(row.right, match, context.facts.draft.text))

    def _counts(self, context: Context, start: int, end: int, row: Row) -> bool:
        facts = context.facts
        place = facts.place_of(start)
        if place is Place.METADATA or (row.place and (row.place == "title") != (place is Place.TITLE)):
            return False
        if row.genre and row.genre != context.genre.label:
            return False
        if not self.words.quoted and facts.quoted(start, end):
            return False
        return not row.since or _out_of_date(facts, start, date.fromisoformat(row.since))


def _fits(facts: Facts, start: int, end: int, row: Row) -> bool:
    if row.match and not facts.tokens.whole(start, end):
        return False
    if not row.guards:
        return True
    guards = guarded(re.escape(row.term), row.not_before, row.not_after, row.only_before, row.only_after)
    return _compiled(guards).match(facts.plain, start) is not None


def _filled(right: str, match: re.Match[str], text: str) -> str | None:
    """The right form with {1} replaced by what the group took, in the author's own marks."""
    if not right:
        return None
    return _GROUP.sub(lambda g: text[slice(*match.span(int(g[1])))], right)


def _out_of_date(facts: Facts, offset: int, since: date) -> bool:
    """True when the draft is known to be of a later day and the sentence does not tell of the time before."""
    day = as_date(facts.draft.submitted)
    if day is None:
        latest = latest_event(facts)
        day = latest.day if latest else None
    if day is None or day < since:
        return False
    start, end = _scope(facts, offset, "sentence")
    if _HISTORY.search(facts.plain, start, end):
        return False
    return not any(t.last is not None and t.last < since for t in facts.times_in(start, end))


def _scope(facts: Facts, offset: int, within: str) -> tuple[int, int]:
    """The sentence, paragraph, title or whole text in which something is looked for."""
    draft = facts.draft
    if within == "title":
        return (draft.title.start, draft.title.end) if draft.title else (0, 0)
    parts = facts.sentences if within == "sentence" else draft.paragraphs if within == "paragraph" else ()
    return next(((p.start, p.end) for p in parts if p.start <= offset < p.end), (0, len(draft.text)))


def _evidence(words: WordList, found: Found, fields: Mapping[str, object]) -> Evidence:
    row = found.row
    norm = Norm(words.norm.title, words.norm.kind, row.norm) if row.norm else None
    suggestion = found.right if words.kind is Kind.PREFER else None
    return Evidence(
        found.start,
        found.end,
        suggestion,
        Severity(row.level) if row.level else None,
        {"note": row.note, "right": found.right, "times": "", **fields},
        row.message or None,
        norm,
        bool(row.fix),
    )


def _each(words: WordList, context: Context, found: Sequence[Found]) -> Iterator[Evidence]:
    """Every place, or the first of each row with a count; of two that overlap the first and longest."""
    counts: dict[Row, list[Found]] = {}
    end = -1
    for place in found:
        if place.start >= end:
            counts.setdefault(place.row, []).append(place)
            end = place.end
    for places in counts.values():
        if words.once:
            yield _evidence(words, places[0], {"times": _times(len(places))})
        else:
            yield from (_evidence(words, place, {}) for place in places)


def _times(count: int) -> str:
    return f"（全文 {count} 处）" if count > 1 else ""


def _mixed(words: WordList, context: Context, found: Sequence[Found]) -> Iterator[Evidence]:
    """One finding per group of which the draft holds more than one form: the first place of the rarest form."""
    groups: dict[str, dict[Row, list[Found]]] = {}
    for place in found:
        groups.setdefault(place.row.group, {}).setdefault(place.row, []).append(place)
    for forms in groups.values():
        if len(forms) > 1:
            rare = min(forms.values(), key=lambda places: (len(places), -places[0].start))
            usual = max(forms.values(), key=lambda places: (len(places), -places[0].start))
            other = context.facts.draft.text[usual[0].start : usual[0].end]
            yield _evidence(words, rare[0], {"other": other, "times": _times(len(rare))})


def _too_often(words: WordList, context: Context, found: Sequence[Found]) -> Iterator[Evidence]:
    """The first place past the limit of its row."""
    counts: dict[Row, list[Found]] = {}
    for place in found:
        counts.setdefault(place.row, []).append(place)
    for row, places in counts.items():
        most = int(row.most)
        if len(places) > most:
            yield _evidence(words, places[most], {"most": most, "count": len(places)})


def _lacking(words: WordList, context: Context, found: Sequence[Found]) -> Iterator[Evidence]:
    """The first place of a row in each scope that does not hold what the row asks for."""
    text = context.facts.plain
    told: set[tuple[Row, int]] = set()
    for place in found:
        start, end = _scope(context.facts, place.start, place.row.within)
        needs = place.row.needs.split(SEPARATOR)
        if (place.row, start) not in told and not any(text.find(plain(n), start, end) >= 0 for n in needs):
            told.add((place.row, start))
            yield _evidence(words, place, {"needs": "”或“".join(needs)})


_KINDS: Mapping[Kind, Callable[[WordList, Context, Sequence[Found]], Iterator[Evidence]]] = {
    Kind.AVOID: _each,
    Kind.PREFER: _each,
    Kind.CONSISTENT: _mixed,
    Kind.LIMIT: _too_often,
    Kind.REQUIRE: _lacking,
}
