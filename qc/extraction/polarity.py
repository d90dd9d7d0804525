"""Is the situation that a sentence reports good or bad for the reader, or neither?

Words alone mislead: 发案率下降 is good, 投诉量上升 is bad, 应急演练 is neither. Each clause is read for what
happens (decrease, increase, negation, solution) to what (a good or a bad thing).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from qc.segmentation.lexicon import Hit


class Polarity(StrEnum):
    """The three values of a sentence."""

    GOOD = "good"
    BAD = "bad"
    NEUTRAL = "neutral"


def clause_score(hits: Sequence[Hit]) -> int:
    """Return +1 for good, -1 for bad and 0 for neither, for the cue words of one clause."""
    names = {name for hit in hits for name in hit.lists}
    if "negator" in names:
        return 1
    fixed = [h for h in hits if "neutral_term" in h.lists] if "neutral_term" in names else ()
    bad = [h for h in hits if "bad" in h.lists and not _covered(h, fixed)] if "bad" in names else ()
    if bad:
        # 产值下滑 is bad by the word of decrease itself; 投诉下降 is not.
        fell = "decrease" in names and not all("decrease" in h.lists for h in bad)
        return 1 if fell or "resolve" in names else -1
    return int("good" in names and any("good" in h.lists and not _covered(h, fixed) for h in hits))


def _covered(hit: Hit, fixed: Sequence[Hit]) -> bool:
    return any(f.start < hit.end and hit.start < f.end for f in fixed)


def sentence_polarity(clauses: Sequence[Sequence[Hit]]) -> Polarity:
    """Sum the clauses of a sentence; a requirement or an announcement without an outcome is neutral."""
    if any("requirement" in hit.lists for hits in clauses for hit in hits):
        return Polarity.NEUTRAL
    scores = [clause_score(hits) for hits in clauses if hits]
    # What a sentence ends on outweighs what it starts from (因病致贫…得到解决).
    total = sum(scores) + 0.5 * next((s for s in reversed(scores) if s), 0)
    if total > 0:
        return Polarity.GOOD
    return Polarity.BAD if total < 0 else Polarity.NEUTRAL
