"""A list of a pack becomes a check: the five kinds of list, and when a row counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

from qc.checks.check import Check, Context, Evidence, Example
from qc.draft import Place
from qc.extraction.facts import Facts
from qc.extraction.timeline import latest_event
from qc.extraction.times import as_date
from qc.finding import Norm, Severity
from qc.packs.pack import SEPARATOR, Kind, Row, WordList, day_of
from qc.packs.patterns import guarded
from qc.segmentation.lexicon import Hit
from qc.segmentation.marks import plain
from qc.segmentation.patterns import lazy

# A sentence that tells history may use the name of its time.
_HISTORY = (
    "原[^来因则本油料始]|时任|前身|曾任|曾经|更名|改名|改称|撤销|合并|当时|机构改革|并入|组建|划入|整合|以前"
)
_LONGEST_LEAD = 20
_GROUP = lazy(r"\{(\d)\}")


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
        examples=tuple(Example(text, words.genre) for text in words.examples),
        find=Finder(words).find,
        fixable=any(row.fix for row in words.rows),
        listed=True,
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern for the plain text: a full-width mark in it means the ASCII one, and is no syntax."""
    if plain(pattern) == pattern:
        return re.compile(pattern)
    return re.compile("".join(c if plain(c) == c else re.escape(plain(c)) for c in pattern))


class Tools(NamedTuple):
    """The compiled parts of a row: its own pattern with what must follow, what must stand before, and its lead.

    What must stand before is looked at apart: a pattern that begins with a look-behind is tried at every character,
    one that begins with a character only where that stands.
    """

    core: re.Pattern[str] | None
    before: re.Pattern[str] | None
    lead: re.Pattern[str] | None

    def start(self, text: str, start: int) -> int | None:
        """Where a place begins, its lead counted in; ``None`` when what stands before forbids it."""
        if self.lead is not None:
            found = self.lead.search(text[max(0, start - _LONGEST_LEAD) : start])
            if found is None:
                return None
            start -= found.end() - found.start()
        return start if self.before is None or self.before.match(text, start) else None


def _tools(row: Row) -> Tools:
    compiled = re.compile if row.match == "written" else _compiled
    own = row.pattern or (re.escape(row.term) if row.not_after or row.only_after else "")
    core = compiled(guarded(own, not_after=row.not_after, only_after=row.only_after)) if own else None
    before = guarded("", row.not_before, only_before=row.only_before)
    return Tools(
        core, _compiled(before) if before else None, _compiled(f"(?:{row.leading})$") if row.lead else None
    )


@dataclass(frozen=True)
class Finder:
    """Finds the places of one list."""

    words: WordList
    _made: dict[int, Tools] = field(default_factory=dict)

    def find(self, context: Context) -> Iterator[Evidence]:
        """The evidence of one draft."""
        found = [place for place in self._found(context.facts) if self._counts(context, place)]
        if found:
            found.sort(key=lambda f: (f.start, -f.end))
            yield from _KINDS[self.words.kind](self.words, context, found)

    @cached_property
    def _terms(self) -> Mapping[str, Row]:
        return {plain(row.term): row for row in self.words.rows if not row.pattern}

    @cached_property
    def _triggers(self) -> Mapping[str, Sequence[Row]]:
        """The patterns to try where a word is met; a longer word may hide one that it begins with."""
        rows = [row for row in self.words.rows if row.pattern and row.indexed]
        words = {plain(word) for row in self.words.rows if row.indexed for word in row.literals}
        return {w: [r for r in rows if any(w.startswith(plain(x)) for x in r.literals)] for w in words}

    def _found(self, facts: Facts) -> list[Found]:
        found = list(self._indexed(facts))
        rows = facts.candidates.get(self.words.id, ())
        if self.words.kind is Kind.CONSISTENT:
            rows = _mixable(rows, {place.row for place in found})
        for row in rows:
            found += self._matches(row, facts)
        return found

    def _indexed(self, facts: Facts) -> Iterator[Found]:
        """What the scan for words has found: terms, and patterns whose literal is a word."""
        tried: dict[Row, None] = {}
        for hit in facts.words.get(self.words.id, ()):
            row = self._terms.get(hit.term)
            if row is not None:
                start = self._fitting(facts, hit, row)
                if start is not None:
                    yield Found(start, hit.end, row, row.right or None)
            tried.update(dict.fromkeys(self._triggers[hit.term]))
        for row in tried:
            yield from self._matches(row, facts)

    def _tools(self, row: Row) -> Tools:
        """The compiled parts of a row, made when it is first met."""
        tools = self._made.get(row.line)
        if tools is None:
            tools = self._made[row.line] = _tools(row)
        return tools

    def _fitting(self, facts: Facts, hit: Hit, row: Row) -> int | None:
        """Where a term begins, or ``None`` when its neighbours say that it is another word."""
        if row.match and not facts.tokens.whole(hit.start, hit.end):
            return None
        tools = self._tools(row)
        if tools.core is not None and tools.core.match(facts.plain, hit.start) is None:
            return None
        return tools.start(facts.plain, hit.start)

    def _matches(self, row: Row, facts: Facts) -> Iterator[Found]:
        """The places of a pattern in the plain text or, where the row says so, in the text as written."""
        text = facts.draft.text if row.match else facts.plain
        tools = self._tools(row)
        match = tools.core.search(text) if tools.core is not None else None
        while match:
            start = tools.start(text, match.start())
            if start is not None and match.end() > start:
                yield Found(start, match.end(), row, _filled(row.right, start, match, facts.draft.text))
                match = match.re.search(text, max(match.end(), match.start() + 1))
            else:
                match = match.re.search(text, match.start() + 1)

    def _counts(self, context: Context, found: Found) -> bool:
        facts, row = context.facts, found.row
        place = facts.place_of(found.start)
        if place is Place.METADATA or (row.place and (row.place == "title") != (place is Place.TITLE)):
            return False
        if row.genre and row.genre != context.genre.label:
            return False
        if not self.words.quoted and facts.quoted(found.start, found.end):
            return False
        return not row.since or _out_of_date(facts, found.start, row.since)


def _filled(right: str, start: int, match: re.Match[str], text: str) -> str | None:
    """The right form with {1} replaced by what the group took and {0} by all that was found, as it is written."""
    if not right:
        return None
    spans = {0: (start, match.end())}
    return _GROUP.sub(lambda g: text[slice(*spans.get(int(g[1]), match.span(int(g[1]))))], right)


def _out_of_date(facts: Facts, offset: int, beginning: str) -> bool:
    """True when the draft is known to be of a later day and the sentence does not tell of the time before."""
    since = day_of(beginning)
    day = as_date(facts.draft.submitted)
    if day is None:
        latest = latest_event(facts)
        day = latest.day if latest else None
    if day is None or since is None or day < since:
        return False
    start, end = _scope(facts, offset, "sentence")
    if _compiled(_HISTORY).search(facts.plain, start, end):
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


def _mixable(rows: Sequence[Row], met: set[Row]) -> Sequence[Row]:
    """Of forms of one thing those that another form, met or still to be tried, may be mixed with."""
    if not met and len(rows) < 2:
        return ()
    forms = Counter(row.group for row in {*met, *rows})
    return [row for row in rows if forms[row.group] > 1]
