"""What the genre model looks at: named features, sentence by sentence.

Everything is computed from the facts, so training and use cannot drift apart. The families: ``title`` words
and ``pair``s of characters of the title, ``word``s of the body, ``fact``s (cue lists, polarity, slots) and ``form``.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from qc.draft import Place
from qc.extraction.facts import Facts, Sentence

FAMILIES = ("title", "pair", "word", "fact", "form")
FAMILY_WEIGHT = {"title": 1.0, "pair": 0.7, "word": 1.0, "fact": 1.0, "form": 0.5}
_TITLE_LISTS = ("bad", "good", "forecast", "suggestion", "measure", "neutral_term", "method", "low_value")
_BODY_LISTS = frozenset(
    ("forecast", "suggestion", "cause", "measure", "result", "method", "judgement", "requirement")
)
_END_LISTS = ("suggestion", "result", "forecast", "bad", "good")
_LONGEST_TITLE = 60


class Seen(NamedTuple):
    """The features of one family in one sentence (by its number)."""

    sentence: int
    family: str
    names: Sequence[str]


def seen(facts: Facts) -> Iterator[tuple[int, str, Sequence[str]]]:
    """Yield the features of a draft. A single short line is read as a title without a body."""
    sentences = facts.sentences
    alone = len(sentences) == 1 and facts.draft.title is None and len(facts.draft.text) <= _LONGEST_TITLE
    body = []
    for number, sentence in enumerate(sentences):
        if alone or sentence.place is Place.TITLE:
            yield from _title(facts, number, sentence)
        elif sentence.place is not Place.HEADING:
            body.append((number, sentence))
    told: dict[int, list[str]] = {}
    for number, sentence in body:
        yield (number, "word", _words(facts, sentence))
        told[number] = [sentence.polarity.value, *(_BODY_LISTS & sentence.cues)]
    if body:
        numbers = {s.start: n for n, s in body}
        for slot, filling in facts.slots.items():
            for sentence in filling:
                if sentence.start in numbers:
                    told[numbers[sentence.start]].append(f"slot-{slot}")
        yield from ((number, "fact", names) for number, names in told.items())
        yield (body[-1][0], "form", list(_form(facts, body[-1][1])))


def _words(facts: Facts, sentence: Sentence) -> Sequence[str]:
    return facts.tokens.between(sentence.start, sentence.end)


def is_feature(family: str, name: str) -> bool:
    """Single characters, numbers and marks are no words; the other families hold no such names."""
    return family in ("pair", "fact", "form") or (len(name) > 1 and "\u4e00" <= name[0] <= "\u9fff")


def _title(facts: Facts, number: int, sentence: Sentence) -> Iterator[tuple[int, str, Sequence[str]]]:
    text = facts.plain[sentence.start : sentence.end]
    yield (number, "title", _words(facts, sentence))
    yield (number, "pair", list(map(str.__add__, text, text[1:])))
    yield (number, "fact", [f"title-{n}" for n in _TITLE_LISTS if n in sentence.cues])


def _form(facts: Facts, last: Sentence) -> Iterator[str]:
    if facts.enumerations and len(facts.enumerations[0].labels) >= 2:
        yield "points"
    if facts.body_length < 150:
        yield "short"
    if any(p.place is Place.HEADING for p in facts.draft.paragraphs):
        yield "headings"
    yield from (f"ends-{n}" for n in _END_LISTS if n in last.cues)


_LOGS = [0.0, *(1 + math.log(n) for n in range(1, 1000))]


def scaled(family: str, counts: Collection[int]) -> list[float]:
    """The values of a family's features from their counts: logarithmic, scaled to the family's weight.

    >>> round(sum(x * x for x in scaled("title", [1, 3])), 6)
    1.0
    """
    logs = [_LOGS[min(count, 999)] for count in counts]
    scale = FAMILY_WEIGHT[family] / math.sqrt(sum([x * x for x in logs]))
    return [x * scale for x in logs]
