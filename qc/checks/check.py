"""What a check is: everything about it in one place, and its examples are its tests and its documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from qc.draft import Place
from qc.extraction.facts import Facts
from qc.finding import Criterion, Finding, Norm, Severity
from qc.report import Genre
from qc.settings import Settings

LEFT, RIGHT = "\u27e6", "\u27e7"


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may look at."""

    facts: Facts
    genre: Genre
    settings: Settings


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span that breaks the norm. ``fields`` fill the message; the rest overrides the check's defaults.

    fixable: False where this suggestion is not certain although those of the check are.
    """

    start: int
    end: int
    suggestion: str | None = None
    severity: Severity | None = None
    fields: Mapping[str, object] = field(default_factory=dict)
    message: str | None = None
    norm: Norm | None = None
    fixable: bool = True


@dataclass(frozen=True, slots=True)
class Example:
    """A text in which the spans in ⟦⟧ must be found and nothing else; without marks it must stay silent.

    genre: the genre to assume, where the check depends on it; submitted: ISO date of submission; as_written: the
    very form of its marks is the point, so that the tests must not vary it.
    """

    text: str
    genre: str = "dynamic"
    submitted: str | None = None
    flags: tuple[str, ...] = ()
    as_written: bool = False

    @property
    def plain(self) -> str:
        """The text without the marks."""
        return self.text.replace(LEFT, "").replace(RIGHT, "")

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The marked spans, as offsets into ``plain``."""
        spans, position, start = [], 0, 0
        for character in self.text:
            if character == LEFT:
                start = position
            elif character == RIGHT:
                spans.append((start, position))
            else:
                position += 1
        return spans


Finder = Callable[[Context], Iterator[Evidence]]


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``message`` is a format string that may use ``{text}`` and the evidence's own fields.

    name: the Chinese name; why: one or two Chinese sentences for ``qc explain``; fixable: the suggestion may
    replace the span without changing a fact; listed: it has a list of words and runs only where one was met.
    """

    id: str
    name: str
    severity: Severity
    message: str
    norm: Norm
    why: str
    examples: tuple[Example, ...]
    find: Finder
    fixable: bool = False
    listed: bool = False

    @property
    def criterion(self) -> Criterion:
        """The criterion is the first part of the id."""
        return Criterion(self.id.partition("/")[0])

    def run(self, context: Context) -> list[Finding]:
        """Return the findings of this check alone."""
        return [self.finding(context, evidence) for evidence in self.find(context)]

    def finding(self, context: Context, evidence: Evidence, level: Severity | None = None) -> Finding:
        """Make a finding of a piece of evidence; ``level`` is the office's own severity for the check."""
        quoted = context.facts.draft.text[evidence.start : evidence.end]
        fields: dict[str, Any] = {"text": quoted, **evidence.fields}
        return Finding(
            check=self.id,
            criterion=self.criterion,
            severity=level or evidence.severity or self.severity,
            message=(evidence.message or self.message).format(**fields),
            start=evidence.start,
            end=evidence.end,
            text=quoted,
            suggestion=evidence.suggestion,
            fixable=self.fixable and evidence.fixable and evidence.suggestion is not None,
            norm=evidence.norm or self.norm,
        )


def check(
    *,
    id: str,  # noqa: A002 - the public name of a check's identifier
    name: str,
    severity: Severity,
    message: str,
    norm: Norm,
    examples: tuple[Example, ...],
    fixable: bool = False,
) -> Callable[[Finder], Check]:
    """Turn a generator of evidence into a check; its docstring is the reason that ``qc explain`` prints."""

    def made(find: Finder) -> Check:
        why = " ".join((find.__doc__ or "").split())
        return Check(id, name, severity, message, norm, why, examples, find, fixable)

    return made


def severity_by_place(
    context: Context, offset: int, title: Severity, lead: Severity, body: Severity
) -> Severity:
    """Choose a severity by where the span stands: title, first paragraph of the body, or later."""
    if context.facts.place_of(offset) is Place.TITLE:
        return title
    return lead if offset <= context.facts.lead_end else body
