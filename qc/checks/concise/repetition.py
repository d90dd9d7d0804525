"""Sentences that say again what the draft has already said."""

import re
from collections import deque
from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.draft import Place
from qc.finding import Norm, Severity

_NORM = Norm("政务信息写作通行要求：能省的字、句、段要删去")
_WINDOW = 12  # sentences looked back at, so that the cost stays linear in the text
_SHORTEST = 14
_ALIKE = 0.75
# A draft may have both forms of a mark; they are one.
_FULL = {
    ",": "\uff0c",
    ":": "\uff1a",
    ";": "\uff1b",
    "?": "\uff1f",
    "!": "\uff01",
    "(": "\uff08",
    ")": "\uff09",
}


@check(
    id="concise/repeated-sentence",
    name="语句重复",
    severity=Severity.WARNING,
    message="这一句与前文“{earlier}”基本重复，可以删去。",
    norm=_NORM,
    examples=(
        Example(
            "3月5日，全县排查在建工地隐患46处并下发整改通知书。县里召开会议。⟦全县排查在建工地隐患46处，并下发整改通知书。⟧"
        ),
        Example("3月5日，全县排查在建工地隐患46处。3月6日，全县排查校园周边隐患12处。"),
    ),
)
def repeated_sentence(context: Context) -> Iterator[Evidence]:
    """同一个意思说一遍就够。"""
    seen: deque[tuple[str, frozenset[str]]] = deque(maxlen=_WINDOW)
    for sentence in context.facts.body_sentences:
        if len(sentence.text) < _SHORTEST:
            continue
        pairs = frozenset(context.facts.tokens.between(sentence.start, sentence.end))
        if not pairs.isdisjoint(_FULL):
            pairs = frozenset(_FULL.get(p, p) for p in pairs)
        low, high = _ALIKE * len(pairs), len(pairs) / _ALIKE
        for text, earlier in seen:
            size = len(earlier)
            if size < low or size > high:
                continue
            shared = len(pairs & earlier)
            if shared >= _ALIKE * (len(pairs) + size - shared) and _same_numbers(text, sentence.text):
                yield Evidence(sentence.start, sentence.end, fields={"earlier": text[:12] + "…"})
                break
        seen.append((sentence.text, pairs))


def _same_numbers(one: str, other: str) -> bool:
    return set(re.findall(r"\d+(?:\.\d+)?", other)) <= set(re.findall(r"\d+(?:\.\d+)?", one))


@check(
    id="concise/restated-figures",
    name="数字重复交代",
    severity=Severity.ADVICE,
    message="这一句里的数字前文都已写过，可以删去或合并。",
    norm=_NORM,
    examples=(
        Example(
            "3月5日，县里治理水体3条，总长6.4公里，投资1.2亿元。⟦前面所说的水体，长度加在一起是6.4公里，投资总额为1.2亿元。⟧"
        ),
        Example("3月5日，县里治理水体3条，总长6.4公里，投资1.2亿元。截污管网完成8.9公里，占6.4公里以上。"),
    ),
)
def restated_figures(context: Context) -> Iterator[Evidence]:
    """一句话里有两个以上数字而没有一个是新的，通常是在换个说法重复前文。"""
    facts = context.facts
    seen: set[tuple[float, str]] = set()
    for sentence, stated in facts.counted_sentences:
        if sentence.place in (Place.TITLE, Place.HEADING):
            continue
        figures = {(q.value, q.unit) for q in stated if q.unit}
        large = {f for f in figures if f[0] >= 5 or f[0] != int(f[0])}
        if len(large) >= 2 and large <= seen and figures <= seen and "result" not in sentence.cues:
            yield Evidence(sentence.start, sentence.end)
        seen |= figures
