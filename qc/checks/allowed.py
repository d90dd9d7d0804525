"""The office's allowed words and names: where they stand, nothing is reported and nothing is rewritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qc.checks.cover import Cover, Span
from qc.finding import Finding
from qc.segmentation.marks import plain
from qc.settings import Allow


def allowed_spans(text: str, words: Iterable[str]) -> Iterator[Span]:
    """Where the words stand in a text in its plain form; both punctuation forms of a word are the same word."""
    for word in words:
        form = plain(word)
        start = text.find(form) if form.strip() else -1
        while start >= 0:
            yield start, start + len(form)
            start = text.find(form, start + 1)


def not_allowed(findings: Iterable[Finding], text: str, allow: Allow) -> list[Finding]:
    """The findings that do not lie inside an allowed word, one for all checks or for their own check."""
    general = Cover(allowed_spans(text, (*allow.words, *allow.names)))
    own = {check: Cover(allowed_spans(text, words)) for check, words in allow.checks.items()}
    nothing = Cover(())
    return [
        f
        for f in findings
        if not general.holds(f.start, f.end) and not own.get(f.check, nothing).holds(f.start, f.end)
    ]
