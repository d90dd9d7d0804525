"""Which suggestions may be put in place of their findings without asking anybody.

A fix never touches a quotation, a name, metadata or an allowed word, and never changes a figure. Two fixes never meet: the
first wins, and the other is looked at again in the text that results.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qc.checks.allowed import allowed_spans
from qc.checks.check import Context
from qc.checks.cover import Cover, Span
from qc.draft import Place
from qc.extraction.protected import names, quotations
from qc.finding import Finding
from qc.segmentation.patterns import lazy

_NOT_FIGURES = lazy(r"[^0-9\uff10-\uff19%\uff05\u2030〇零一二两三四五六七八九十百千万亿几半双]+")


def figures(text: str) -> str:
    """The digits and numerals of a text in their order; a fix leaves them as they are."""
    return _NOT_FIGURES.sub("", text)


def settled(context: Context, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, in order of offset, with ``fixable`` left only on those that ``--fix`` would apply."""
    if not any(f.fixable for f in findings):
        return tuple(findings)
    guarded = Cover(_guarded(context))
    done: list[Finding] = []
    reached = 0
    for finding in findings:
        free = finding.start >= reached and not guarded.touches(finding.start, finding.end)
        if finding.fixable and free and _safe(finding):
            reached = finding.end
            done.append(finding)
        else:
            done.append(replace(finding, fixable=False) if finding.fixable else finding)
    return tuple(done)


def _safe(finding: Finding) -> bool:
    new = finding.suggestion or ""
    return figures(finding.text) == figures(new) and not any(c in "\r\n" for c in finding.text + new)


def _guarded(context: Context) -> Iterator[Span]:
    draft, allow = context.facts.draft, context.settings.allow
    yield from quotations(draft.text)
    yield from names(context.facts.plain)
    yield from allowed_spans(context.facts.plain, (*allow.words, *allow.names))
    yield from ((p.start, p.end) for p in draft.paragraphs if p.place is Place.METADATA)
    yield from ((d.start, d.end) for d in draft.directives)
