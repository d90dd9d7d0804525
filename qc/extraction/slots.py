"""Which sentence fills which slot: what a reader of each genre expects to be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qc.draft import Place
from qc.extraction.times import TimeKind
from qc.segmentation.patterns import lazy

if TYPE_CHECKING:
    from qc.extraction.facts import Facts, Sentence

SLOT_ZH = {
    "when": "时间", "who": "主体", "situation": "情况", "measure": "措施", "cause": "原因", "result": "成效",
    "impact": "影响范围", "forecast": "趋势预判", "suggestion": "建议", "judgement": "分析判断",
}  # fmt: skip
_ACTOR = lazy(
    r"[局委办厅县市区乡镇村]|部门|政府|党委|中心|公司|企业|医院|学校|法院|检察院|街道|支队|大队|合作社|"
    r"群众|农户|居民|养殖户|商户|职工"
)
_SUGGESTION_HEAD = lazy(
    r"(?:对此|为此|据此|因此|就此)?,?(?:\S{0,8}[,:])?(?:现?(?:提出)?(?:如下|以下|几点|对策|工作)?建议|对策)"
)
_LIST_HEAD = lazy(
    r"[(]?(?:[一二三四五六七八九十]{1,2}是|[一二三四五六七八九十]{1,2}[、)]|首先|其次|第[一二三四五六])"
)
_BECAUSE = lazy(r"(?:^|(?<=[,;:。]))因(?![此而地材特公])")
_CAUSE_HEAD = lazy(r"(?:主要|深层次?|究其|具体)?原因|成因|问题(?:的)?(?:根源|症结)")


def fill_slots(facts: Facts) -> Mapping[str, tuple[Sentence, ...]]:
    """Return for each slot the sentences that fill it, in order; a slot nobody fills is absent."""
    filled: defaultdict[str, list[Sentence]] = defaultdict(list)
    section, section_paragraph = "", -1
    for sentence in facts.sentences:
        if sentence.place is Place.TITLE:
            continue
        section, section_paragraph = _section(facts, sentence, section, section_paragraph)
        for slot in _slots_of(facts, sentence, section):
            filled[slot].append(sentence)
    return {slot: tuple(sentences) for slot, sentences in filled.items()}


def _section(facts: Facts, sentence: Sentence, section: str, paragraph: int) -> tuple[str, int]:
    """A paragraph that opens with 建议 or 原因 is one of suggestions or causes to its end."""
    head = facts.plain[sentence.start : min(sentence.end, sentence.start + 24)]
    if _SUGGESTION_HEAD.match(head):
        return "suggestion", sentence.paragraph
    if _CAUSE_HEAD.match(head):
        return "cause", sentence.paragraph
    if sentence.paragraph != paragraph and not _LIST_HEAD.match(head):
        return "", -1
    return section, paragraph if sentence.paragraph == paragraph else sentence.paragraph


def _slots_of(facts: Facts, sentence: Sentence, section: str) -> Sequence[str]:
    start, end, cues = sentence.start, sentence.end, sentence.cues
    counted = facts.quantities_in(start, end)
    slots = []
    if any(t.kind in (TimeKind.PRECISE, TimeKind.PERIOD) for t in facts.times_in(start, end)):
        slots.append("when")
    if _ACTOR.search(facts.plain, start, end):
        slots.append("who")
    if section == "suggestion" or "suggestion" in cues:
        slots.append("suggestion")
        return slots
    if section == "cause" or "cause" in cues or _gives_cause(sentence.text, facts.plain, start, end):
        slots.append("cause")
    if counted or "bad" in cues:
        slots.append("situation")
    # “高度重视、精心组织” names no measure.
    if "measure" in cues and (counted or "cliche" not in cues):
        slots.append("measure")
    if counted and "result" in cues:
        slots.append("result")
    if counted and "bad" in cues:
        slots.append("impact")
    for slot in ("forecast", "judgement"):
        if slot in cues:
            slots.append(slot)
    return slots


def _gives_cause(text: str, plain: str, start: int, end: int) -> bool:
    return "因" in text and _BECAUSE.search(plain, start, end) is not None
