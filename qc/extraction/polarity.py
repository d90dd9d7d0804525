"""Is the situation that a sentence reports good or bad for the reader, or neither?

Words alone mislead: 发案率下降 is good, 投诉量上升 is bad, 应急演练 is neither. Each clause is read for what
happens (decrease, increase, negation, solution) to what (a good or a bad thing).
"""

from __future__ import annotations

from enum import StrEnum

from qc.extraction.vocabulary import Cues


class Polarity(StrEnum):
    """The three values of a sentence."""

    GOOD = "good"
    BAD = "bad"
    NEUTRAL = "neutral"


def clause_score(cues: Cues, start: int, end: int) -> int:
    """Return +1 for good, -1 for bad and 0 for neither, for one clause."""
    fixed = cues.within("neutral_term", start, end)
    bad = _outside(cues, "bad", start, end, fixed)
    good = _outside(cues, "good", start, end, fixed)
    if cues.any("negator", start, end):
        return 1
    if bad:
        if cues.any("resolve", start, end) or (cues.any("decrease", start, end) and not _only_decrease(cues, start, end)):
            return 1
        return -1
    if good:
        decreased = cues.any("decrease", start, end) and not cues.any("increase", start, end)
        return 1 if not decreased or _is_cost(cues, start, end) else 0
    return 0


def _outside(cues: Cues, name: str, start: int, end: int, fixed: object) -> list[str]:
    spans = [(h.start, h.end) for h in cues.within("neutral_term", start, end)]
    return [
        h.term
        for h in cues.within(name, start, end)
        if not any(a < h.end and h.start < b for a, b in spans)
    ]


def _only_decrease(cues: Cues, start: int, end: int) -> bool:
    """True when the only bad word is itself a word of decrease (产值下滑)."""
    falling = {h.start for h in cues.within("decrease", start, end)}
    return all(h.start in falling for h in cues.within("bad", start, end))


def _is_cost(cues: Cues, start: int, end: int) -> bool:
    return bool(cues.within("good", start, end))


def sentence_polarity(cues: Cues, spans: list[tuple[int, int]]) -> Polarity:
    """Sum the clauses of a sentence; a requirement or an announcement without an outcome is neutral."""
    if not spans:
        return Polarity.NEUTRAL
    start, end = spans[0][0], spans[-1][1]
    if cues.any("requirement", start, end):
        return Polarity.NEUTRAL
    scores = [clause_score(cues, a, b) for a, b in spans]
    # What a sentence ends on outweighs what it starts from (因病致贫…得到解决).
    total = sum(scores) + (0.5 * next((s for s in reversed(scores) if s), 0))
    if total > 0:
        return Polarity.GOOD
    return Polarity.BAD if total < 0 else Polarity.NEUTRAL
