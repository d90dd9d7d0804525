"""What the genre model looks at: named features, each with the spans it was seen in.

Everything is computed from the facts, so training and use cannot drift apart. Feature families, by prefix:
``t`` title words, ``c`` title character pairs, ``w`` body words, ``l`` words of the first sentence,
``s`` slots and polarity, ``f`` form.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from qc.draft import Place
from qc.extraction.facts import Facts

_WORD = re.compile(r"[\u4e00-\u9fff]+$")
FAMILY_WEIGHT = {"t": 1.0, "c": 0.7, "w": 1.0, "l": 0.5, "s": 1.0, "f": 0.5}


class Seen(NamedTuple):
    """One occurrence of a feature."""

    name: str
    start: int
    end: int


def occurrences(facts: Facts) -> Iterator[Seen]:
    """Yield every occurrence of every feature of a draft."""
    title = facts.draft.title
    if title is None and len(facts.sentences) == 1 and len(facts.draft.text) <= 60:
        yield from _title(facts, facts.sentences[0].start, facts.sentences[0].end)
        return
    if title is not None:
        yield from _title(facts, title.start, title.end)
    yield from _body(facts)


def _title(facts: Facts, start: int, end: int) -> Iterator[Seen]:
    yield from _words(facts, start, end, "t")
    text = facts.plain
    for i in range(start, end - 1):
        yield Seen(f"c:{text[i : i + 2]}", i, i + 2)
    for name in ("bad", "good", "forecast", "suggestion", "measure", "neutral_term", "method", "low_value"):
        for hit in facts.cues.within(name, start, end):
            yield Seen(f"s:title-{name}", hit.start, hit.end)


def _words(facts: Facts, start: int, end: int, family: str) -> Iterator[Seen]:
    position = start
    for token in facts.tokens.between(start, end):
        if len(token) > 1 and _WORD.match(token):
            yield Seen(f"{family}:{token}", position, position + len(token))
        position += len(token)


def _body(facts: Facts) -> Iterator[Seen]:
    sentences = facts.body_sentences
    for index, sentence in enumerate(sentences):
        yield from _words(facts, sentence.start, sentence.end, "w")
        if index == 0:
            yield from _words(facts, sentence.start, sentence.end, "l")
        yield Seen(f"s:{sentence.polarity.value}", sentence.start, sentence.end)
        for name in ("forecast", "suggestion", "cause", "measure", "result", "method", "judgement", "requirement"):
            if facts.cues.any(name, sentence.start, sentence.end):
                yield Seen(f"s:{name}", sentence.start, sentence.end)
    for slot, filling in facts.slots.items():
        for sentence in filling:
            yield Seen(f"s:slot-{slot}", sentence.start, sentence.end)
    if sentences:
        yield from _form(facts)


def _form(facts: Facts) -> Iterator[Seen]:
    sentences = facts.body_sentences
    whole = (sentences[0].start, sentences[-1].end)
    if len(facts.enumerations) and len(facts.enumerations[0].labels) >= 2:
        yield Seen("f:points", facts.enumerations[0].labels[0].start, facts.enumerations[0].labels[-1].end)
    if facts.body_length < 150:
        yield Seen("f:short", *whole)
    if any(p.place is Place.HEADING for p in facts.draft.paragraphs):
        yield Seen("f:headings", *whole)
    last = sentences[-1]
    for name in ("suggestion", "result", "forecast", "bad", "good"):
        if facts.cues.any(name, last.start, last.end):
            yield Seen(f"f:ends-{name}", last.start, last.end)


def vector(seen: list[Seen]) -> dict[str, float]:
    """Turn occurrences into values: logarithmic counts, each family scaled to its own length.

    >>> v = vector([Seen("t:问题", 0, 2), Seen("t:突出", 2, 4)])
    >>> round(sum(x * x for x in v.values()), 6)
    1.0
    """
    counts: defaultdict[str, int] = defaultdict(int)
    for name, _, _ in seen:
        counts[name] += 1
    values = {name: 1 + math.log(count) for name, count in counts.items()}
    squares: defaultdict[str, float] = defaultdict(float)
    for name, value in values.items():
        squares[name[0]] += value * value
    return {
        name: value * FAMILY_WEIGHT[name[0]] / math.sqrt(squares[name[0]]) for name, value in values.items()
    }
