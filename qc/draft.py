"""A draft: its text, what each paragraph is, and where each paragraph came from.

All offsets are counted in Unicode code points into ``Draft.text``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

type_of_date = date | datetime


class Place(StrEnum):
    """What part of a draft a paragraph is."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    TABLE = "table"
    TEXTBOX = "textbox"
    FOOTNOTE = "footnote"
    METADATA = "metadata"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a paragraph stands in the file it was read from.

    part: name of the package part (``word/document.xml``); index: ordinal of the paragraph element in
    that part, in document order, from 0; offset: characters of that element before this paragraph
    (a line break inside one element starts a new paragraph here).
    """

    part: str
    index: int
    offset: int


class Paragraph(NamedTuple):
    """One line of the draft; ``start``/``end`` leave out the line feed."""

    start: int
    end: int
    place: Place
    anchor: Anchor | None = None


class Directive(NamedTuple):
    """What a clerk typed into the draft to leave checks out: ``<!-- qc: 忽略 时间模糊 -->``.

    start, end: where it stands, which no check looks at; names: as written; first, last: the span that it holds
    for; problem: why it could not be understood.
    """

    start: int
    end: int
    names: tuple[str, ...]
    first: int
    last: int
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a draft stands in the whole it was read from.

    start: offset of the draft in the text of the whole file; line, column: the same as lines before it and characters
    before it in its line; notices: sentences about how it was read
    that the user must see (an encoding that had to be guessed, parts left out).
    """

    path: str | None = None
    start: int = 0
    record: str | None = None
    encoding: str | None = None
    notices: tuple[str, ...] = ()
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """One item to check: title, paragraphs and metadata over one text."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    title: Paragraph | None = None
    unit: str | None = None
    submitted: type_of_date | None = None
    issue: str | None = None
    origin: Origin = Origin()
    directives: tuple[Directive, ...] = ()

    @property
    def title_text(self) -> str:
        """The title, or an empty string."""
        return self.text[self.title.start : self.title.end] if self.title else ""

    @property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs that carry the report itself: no title, no metadata."""
        return tuple(p for p in self.paragraphs if p.place not in (Place.TITLE, Place.METADATA))

    def with_notices(self, notices: tuple[str, ...]) -> Draft:
        """Return the draft with further sentences that the user must see."""
        if not notices:
            return self
        return replace(self, origin=replace(self.origin, notices=self.origin.notices + notices))

    @property
    def visible(self) -> str:
        """The text with blanks where directives stand; offsets are the same."""
        if not self.directives:
            return self.text
        pieces, position = [], 0
        for mark in self.directives:
            pieces += [self.text[position : mark.start], " " * (mark.end - mark.start)]
            position = mark.end
        return "".join(pieces) + self.text[position:]

    def with_submitted(self, when: type_of_date | None) -> Draft:
        """Return the draft with this submission date; ``None`` leaves it as it is."""
        return self if when is None else replace(self, submitted=when)
