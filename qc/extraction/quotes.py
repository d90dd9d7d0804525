"""Spans inside quotation marks and title marks, found paragraph by paragraph."""

from __future__ import annotations

from qc.segmentation.patterns import lazy

_PAIRS = lazy(
    r"\u201c[^\u201c\u201d\n]*\u201d|\u300a[^\u300a\u300b\n]*\u300b|\u300c[^\u300c\u300d\n]*\u300d"
    r"|\u300e[^\u300e\u300f\n]*\u300f|\"[^\"\n]*\""
)


def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans between matching marks, marks included, in order; an unclosed mark opens none.

    >>> quoted_spans("称\u201c近日\u201d一词")
    ((1, 5),)
    """
    return tuple(match.span() for match in _PAIRS.finditer(text))
