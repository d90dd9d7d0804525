"""All facts of one draft, computed once and shared by the genre model, the checks and the scores."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from qc.draft import Draft, Place
from qc.extraction.enumerations import Enumeration, enumerations
from qc.extraction.pairs import Pairs, pairs
from qc.extraction.polarity import Polarity, sentence_polarity
from qc.extraction.quantities import Quantity, find_quantities
from qc.extraction.quotes import quoted_spans
from qc.extraction.slots import fill_slots
from qc.extraction.sources import Source, find_sources
from qc.extraction.time_resolver import find_times
from qc.extraction.times import Time, as_date
from qc.extraction.vocabulary import CUE, TIME, Cues, Vocabulary, vocabulary
from qc.packs.pack import Row
from qc.segmentation.lexicon import Hit
from qc.segmentation.marks import plain
from qc.segmentation.sentences import clauses, sentences
from qc.segmentation.tokens import Tokenizer, Tokens, tokenizer


class Sentence(NamedTuple):
    """A sentence of title or body: its clauses, its polarity, and the lists it has cue words of."""

    start: int
    end: int
    text: str
    place: Place
    paragraph: int
    spans: tuple[tuple[int, int], ...]
    polarity: Polarity
    cues: frozenset[str]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"start": self.start, "end": self.end, "text": self.text, "polarity": self.polarity.value}


class Facts:
    """The facts of one draft.

    plain: the text with full-width marks and digits in ASCII form, same offsets; tokens, times, quantities,
    sentences, cues, quotes: what was found; words, candidates: the hits of each list of the packs and the patterns to
    try, by the id of its check; met: the lists that have either;
    enumerations and slots are computed when first asked for.
    """

    def __init__(self, draft: Draft, cutter: Tokenizer, known: Vocabulary) -> None:
        self.draft = draft
        text = draft.visible
        self.plain = plain(text)
        self.tokens = Tokens(cutter.cut(text))
        self.quotes = quoted_spans(text)
        hidden = [(p.start, p.end) for p in draft.paragraphs if p.place is Place.METADATA]
        hits = known.scan(self.plain)
        self.words: Mapping[str, Sequence[Hit]] = hits
        self.candidates: Mapping[str, Sequence[Row]] = known.candidates(self.plain, draft.text)
        self.met = self.candidates.keys() | {name for name, found in hits.items() if found}
        found = find_times(text, self.plain, hits[TIME], self.tokens, self.quotes, as_date(draft.submitted))
        self.times: tuple[Time, ...] = tuple(t for t in found if not _inside(t.start, hidden))
        self.quantities: tuple[Quantity, ...] = tuple(
            q for q in find_quantities(text, self.plain, found) if not _inside(q.start, hidden)
        )
        self.cues = Cues(hits[CUE])
        self.sentences: tuple[Sentence, ...] = tuple(self._sentences())
        self._paragraph_starts = [p.start for p in draft.paragraphs]
        self._time_starts = [t.start for t in self.times]
        self._quantity_starts = [q.start for q in self.quantities]

    def _sentences(self) -> Iterator[Sentence]:
        text = self.draft.text
        raws = [(raw, tuple(clauses(text, raw.start, raw.end))) for raw in sentences(self.draft)]
        parts = iter(self.cues.by_span([span for _, spans in raws for span in spans]))
        for raw, spans in raws:
            hits = [next(parts) for _ in spans]
            names = frozenset().union(*(h.lists for clause in hits for h in clause))
            yield Sentence(
                raw.start,
                raw.end,
                text[raw.start : raw.end],
                raw.place,
                raw.paragraph,
                spans,
                sentence_polarity(hits),
                names,
            )

    def times_in(self, start: int, end: int) -> Sequence[Time]:
        """The time expressions that start inside the span."""
        return self.times[bisect_left(self._time_starts, start) : bisect_left(self._time_starts, end)]

    def quantities_in(self, start: int, end: int) -> Sequence[Quantity]:
        """The quantities that start inside the span."""
        low, high = (bisect_left(self._quantity_starts, x) for x in (start, end))
        return self.quantities[low:high]

    def quoted(self, start: int, end: int) -> bool:
        """True when the span lies inside quotation or title marks."""
        return self.quote_at(start, end) is not None

    def quote_at(self, start: int, end: int) -> tuple[int, int] | None:
        """The quotation or title, marks included, that the span lies inside."""
        index = bisect_left(self.quotes, (start + 1,)) - 1
        if index >= 0 and self.quotes[index][0] <= start and end <= self.quotes[index][1]:
            return self.quotes[index]
        return None

    @cached_property
    def enumerations(self) -> tuple[Enumeration, ...]:
        """The numbered lists of the draft."""
        return enumerations(self.plain)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The units and people whose word the draft takes."""
        return find_sources(self.draft.text, self.plain)

    @cached_property
    def pairs(self) -> Pairs:
        """The marks that lack a partner or stand inside their own kind."""
        return pairs(self.plain)

    @cached_property
    def slots(self) -> Mapping[str, tuple[Sentence, ...]]:
        """Which sentences fill which slot."""
        return fill_slots(self)

    @cached_property
    def counted_sentences(self) -> tuple[tuple[Sentence, Sequence[Quantity]], ...]:
        """The sentences that hold quantities, with them."""
        pairs = ((s, self.quantities_in(s.start, s.end)) for s in self.sentences)
        return tuple((s, found) for s, found in pairs if found)

    @cached_property
    def lead_end(self) -> int:
        """Where the first paragraph of the body ends."""
        body = self.draft.body
        return body[0].end if body else 0

    @cached_property
    def body_sentences(self) -> tuple[Sentence, ...]:
        """The sentences outside title and headings."""
        return tuple(s for s in self.sentences if s.place not in (Place.TITLE, Place.HEADING))

    @cached_property
    def body_length(self) -> int:
        """Characters of the body, blanks not counted."""
        return sum(len(s.text) for s in self.body_sentences)

    def place_of(self, offset: int) -> Place:
        """The place of the paragraph that holds this offset."""
        index = bisect_right(self._paragraph_starts, offset) - 1
        return self.draft.paragraphs[index].place if index >= 0 else Place.BODY

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "times": [t.to_dict() for t in self.times],
            "quantities": [q.to_dict() for q in self.quantities],
            "sentences": [s.to_dict() for s in self.sentences],
            "sources": [s.to_dict() for s in self.sources],
        }


def _inside(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a <= offset < b for a, b in spans)


def extract(draft: Draft, cutter: Tokenizer | None = None, known: Vocabulary | None = None) -> Facts:
    """Compute the facts of a draft with the given tokenizer (the fastest installed one by default) and words."""
    return Facts(draft, cutter or tokenizer(), known or vocabulary())
