"""What a genre label alone does not say: emergency, low value, proposal."""

from __future__ import annotations

from collections.abc import Iterator

from qc.draft import Place
from qc.extraction.facts import Facts, Sentence
from qc.extraction.times import TimeKind


def flags(facts: Facts) -> frozenset[str]:
    """Return the flags that hold for a draft."""
    return frozenset(_flags(facts))


def _flags(facts: Facts) -> Iterator[str]:
    if any(_is_emergency(facts, s) for s in _lead(facts)):
        yield "emergency"
    if _is_low_value(facts):
        yield "low_value"
    title = facts.draft.title_text
    if title.startswith("建议") or "的建议" in title:
        yield "proposal"


def _lead(facts: Facts) -> list[Sentence]:
    return [s for s in facts.sentences if s.place is Place.TITLE] + list(facts.body_sentences[:1])


def _is_emergency(facts: Facts, sentence: Sentence) -> bool:
    """An accident or disaster that is told as having happened: no drill, no inspection, no statistics."""
    for start, end in sentence.spans:
        hits = [h for h in facts.cues.within("emergency", start, end) if not facts.quoted(h.start, h.end)]
        if not hits or "forecast" in sentence.cues:
            continue
        if "drill" not in sentence.cues and _tells_event(facts, sentence):
            return True
    return False


def _tells_event(facts: Facts, sentence: Sentence) -> bool:
    text = facts.plain[sentence.start : sentence.end]
    if any(
        w in text for w in ("发生", "造成", "突发", "遭遇", "被困", "冲毁", "疏散", "抢险", "侧翻", "决口")
    ):
        return True
    times = facts.times_in(sentence.start, sentence.end)
    return any(t.kind is TimeKind.PRECISE and t.has_clock for t in times)


def _is_low_value(facts: Facts) -> bool:
    """Only meetings, visits and study, and no decision, figure, result or problem."""
    body = facts.body_sentences
    if facts.body_length < 30 or not facts.cues.all("low_value") or facts.cues.all("decision"):
        return False
    if facts.cues.all("bad") or facts.cues.all("result") or facts.cues.all("suggestion"):
        return False
    counted = [q for q in facts.quantities if q.unit not in ("名", "人", "场", "次", "个", "部", "余人")]
    start, end = body[0].start, body[-1].end
    return not counted and any(start <= h.start < end for h in facts.cues.all("low_value"))
