"""Prove a pack: no id or row twice, every pattern sound and cheap, every row able to match."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import product

from qc.packs.pack import Kind, Pack, Row, WordList
from qc.packs.patterns import fault, guarded, samples
from qc.packs.problems import Problems

_GUARD_ZH = {
    "not_before": "前面不是",
    "not_after": "后面不是",
    "only_before": "前面须是",
    "only_after": "后面须是",
}


def prove(pack: Pack, problems: Problems) -> None:
    """Tell the problems every mistake."""
    seen: set[str] = set()
    for index, words in enumerate(pack.lists):
        if words.id in seen:
            problems.tell_key(f"有两组词语的 id 都是“{words.id}”。", "id", index)
        seen.add(words.id)
        if not words.rows and not problems.told:
            problems.tell(f"“{words.name}”一行词语也没有。", words.file)
        for line, message in faults(words):
            problems.tell(message, words.file, line)


def faults(words: WordList) -> Iterator[tuple[int, str]]:
    """Line and Chinese sentence for each mistake in a list."""
    first: dict[tuple[str, ...], int] = {}
    for row in words.rows:
        key = (row.term, row.pattern) if row.pattern else (row.term,)
        if key in first:
            yield row.line, f"“{row.shown}”与第 {first[key]} 行重复。"
        first.setdefault(key, row.line)
        broken = [*_broken(row)]
        yield from ((row.line, message) for message in broken)
        if not broken and not _can_match(row):
            yield row.line, "这一行永远不会命中，请检查前后限制和模式。"
    if words.kind is Kind.CONSISTENT:
        sizes = Counter(row.group for row in words.rows)
        yield from (
            (row.line, f"“{row.group}”这一组只有一种写法，无从比较。")
            for row in words.rows
            if sizes[row.group] == 1
        )


def _broken(row: Row) -> Iterator[str]:
    parts = [(name, text) for name, text in (("模式", row.pattern), ("连带", row.leading)) if text]
    for name, text in (*parts, *((_GUARD_ZH[n], t) for n, t in row.guards)):
        found = fault(text)
        if found is not None:
            yield f"“{name}”：{found}。"
            return
    try:
        re.compile(pattern_of(row))
    except re.error:
        yield "“前面不是”“前面须是”的每一种写法要一样长，不一样长的用竖线分开。"


def pattern_of(row: Row) -> str:
    """The regular expression of a row with its guards."""
    core = row.leading + (f"(?:{row.pattern})" if row.pattern else re.escape(row.term))
    return guarded(core, row.not_before, row.not_after, row.only_before, row.only_after)


def _can_match(row: Row) -> bool:
    return next(matching_texts(row), None) is not None


def matching_texts(row: Row) -> Iterator[str]:
    """Texts made from the row itself in which it is found; every one holds one of its literals.

    Samples repeat one character, so that a row with an example is believed to hold its literals: examples are run.
    """
    whole = re.compile(pattern_of(row))
    cores = samples(row.pattern) if row.pattern else [row.term]
    befores = samples(row.only_before) if row.only_before else ["", "某", "\n", "1", "。"]
    if row.lead:
        befores = [before + lead for before in befores for lead in samples(row.leading)]
    afters = samples(row.only_after) if row.only_after else ["", "某", "\n", "1", "。"]
    for before, core, after in product(befores, cores, afters):
        text = before + core + after
        found = whole.search(text)
        if found is not None and any(literal in text or literal in row.example for literal in row.literals):
            yield text
