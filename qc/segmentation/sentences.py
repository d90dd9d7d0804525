"""Sentences and clauses with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qc.draft import Draft, Place
from qc.segmentation.marks import COLON, COMMA, SEMICOLON, SENTENCE_END

# A run of end marks (an ellipsis counts) with the quotes and brackets that close after it.
_END = re.compile(rf"(?:[{SENTENCE_END}]+|\u2026\u2026)[\u201d\u2019\u300d\u300f)\uff09\u300b]*")
# After a closing quote the sentence goes on when a comma or the speaker follows.
_GOES_ON = re.compile(rf"[{COMMA}{SEMICOLON}\u3001)\uff09]|[^{SENTENCE_END}{COMMA}\n]{{0,8}}[说道表示称]")
_CLAUSE = re.compile(
    rf"[^{COMMA}{SEMICOLON}{COLON}{SENTENCE_END}]+[{COMMA}{SEMICOLON}{COLON}{SENTENCE_END}]*"
)


class Sentence(NamedTuple):
    """A sentence: offsets into the draft, the place of its paragraph and the paragraph's number."""

    start: int
    end: int
    place: Place
    paragraph: int


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of ``text[start:end]`` as offsets, without the blanks around them.

    >>> s = "“真方便！”王某某说。下午到家。"
    >>> [s[a:b] for a, b in split(s, 0, len(s))]
    ['“真方便！”王某某说。', '下午到家。']
    """
    here = start
    for match in _END.finditer(text, start, end):
        closed = match[0][-1] not in SENTENCE_END and match[0][-1] != "\u2026"
        if closed and _GOES_ON.match(text, match.end(), end):
            continue
        yield from _trimmed(text, here, match.end())
        here = match.end()
    yield from _trimmed(text, here, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def sentences(draft: Draft) -> tuple[Sentence, ...]:
    """All sentences of title and body; metadata has none."""
    return tuple(
        Sentence(a, b, p.place, i)
        for i, p in enumerate(draft.paragraphs)
        if p.place is not Place.METADATA
        for a, b in split(draft.text, p.start, p.end)
    )


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the clauses of a sentence: stretches between commas, semicolons, colons and end marks."""
    for match in _CLAUSE.finditer(text, start, end):
        yield match.start(), match.end()
