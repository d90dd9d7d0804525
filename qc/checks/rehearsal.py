"""Try packs out before they are used: every example is run, every clash is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from qc.checks.check import LEFT, RIGHT, Check, Context, Example
from qc.checks.packed import check_of
from qc.checks.registry import all_checks
from qc.errors import QcError
from qc.extraction.facts import extract
from qc.extraction.slips import wrong_forms
from qc.extraction.vocabulary import vocabulary
from qc.finding import Finding
from qc.packs.pack import Kind, Pack, Packs, Row, Sample, WordList
from qc.packs.problems import FILE_NAME, Problems
from qc.packs.proof import matching_texts
from qc.packs.reading import builtin_pack, decoded
from qc.reading.text import draft_from_text
from qc.report import GENRES, Genre
from qc.segmentation.marks import plain
from qc.settings import Settings

_SHOWN = 40
_TRIES = 30


class Rehearsal(NamedTuple):
    """What came of trying packs out: sentences about mistakes, notes, and a summary."""

    problems: tuple[str, ...]
    notes: tuple[str, ...]
    summary: tuple[str, ...]


def rehearse(packs: Packs) -> Rehearsal:
    """Run the examples of the packs and look for clashes between them and with the built-in lists."""
    problems = [p for pack in packs for p in _failed_examples(pack)]
    try:
        all_checks(packs)
    except QcError as error:
        problems.append(str(error))
    contradictions, notes = _clashes(packs)
    summary = [line for pack in packs for line in _summary(pack)]
    return Rehearsal((*problems, *contradictions), tuple(notes), tuple(summary))


def findings_of(check: Check, text: str, genre: str, packs: Packs) -> list[Finding]:
    """What one check finds in a text of a genre."""
    chances = {g: float(g == genre) for g in GENRES}
    facts = extract(draft_from_text(text), known=vocabulary(packs))
    return check.run(Context(facts, Genre(genre, chances, True, genre), Settings(packs=packs)))


def _failed_examples(pack: Pack) -> Iterator[str]:
    problems = Problems(pack.source)
    for name in (FILE_NAME, *(words.file for words in pack.lists)):
        problems.keep(name, decoded((Path(pack.source) / name).read_bytes()) or "")
    for words in pack.lists:
        check = check_of(words)
        for sample in words.samples:
            message = _failure(check, sample, (pack,))
            if message:
                problems.tell(message, words.file if sample.line else FILE_NAME, sample.line)
        for row in words.rows:
            if not row.example and not _meets(check, words, row, (pack,)):
                problems.tell("用这一行造的句子里没有提示，请补一个会提示的例句。", words.file, row.line)
    return iter(problems.told)


def _meets(check: Check, words: WordList, row: Row, packs: Packs) -> bool:
    """True when a sentence made from the row is reported; other kinds need more than one place to report any."""
    if words.kind not in (Kind.AVOID, Kind.PREFER):
        return True
    day = f"{int(row.since[:4]) + 1}年6月1日" if row.since else ""
    genre = row.genre or words.genre
    for text in islice(matching_texts(row), _TRIES):
        for made in (f"{day}，{text}，", f"{text}\n{day}，县里开会。", f"{day}县里{text}"):
            if findings_of(check, made, genre, packs):
                return True
    return False


def _failure(check: Check, sample: Sample, packs: Packs) -> str | None:
    example = Example(sample.text, sample.genre)
    shown = sample.text.replace("\n", " ")[:_SHOWN]
    if sample.text.count(LEFT) != sample.text.count(RIGHT) or not example.plain.strip():
        return f"例句“{shown}”的⟦⟧没有成对，或例句是空的。"
    found = findings_of(check, example.plain, sample.genre, packs)
    if [(f.start, f.end) for f in found] == example.spans:
        return None
    got = "、".join(f"“{f.text}”" for f in found) or "没有提示"
    return f"“{check.id}”的例句“{shown}”不符：程序的结果是{got}。"


class _Home(NamedTuple):
    """Where a word stands: the pack, the check, and its right form there."""

    pack: str
    check: str
    right: str


def _clashes(packs: Packs) -> tuple[list[str], list[str]]:
    """Words with two right forms are mistakes; words that stand in two lists are worth a note."""
    mistakes, notes = [], []
    for term, homes in _homes(packs).items():
        if len(homes) == 1:
            continue
        places = "、".join(f"“{home.pack}”的 {home.check}" for home in homes)
        rights = sorted({home.right for home in homes if home.right})
        if len(rights) > 1:
            mistakes.append(f"“{term}”在{places}里的正确写法不一样（{'、'.join(rights)}），请留一种。")
        else:
            notes.append(f"“{term}”在{places}里都有，会提示两次。")
    return mistakes, notes


def _homes(packs: Packs) -> dict[str, list[_Home]]:
    """Where each word of the packs stands, among them and in the built-in lists."""
    homes: defaultdict[str, list[_Home]] = defaultdict(list)
    builtin = builtin_pack()
    for pack in (*packs, builtin):
        for words in pack.lists:
            for row in words.rows:
                term = plain(row.term)
                if not row.pattern and (pack is not builtin or term in homes):
                    right = row.right if words.kind is Kind.PREFER else ""
                    homes[term].append(_Home(pack.name, words.id, right))
    for term, right in wrong_forms().items():
        if term in homes:
            homes[term].append(_Home(builtin.name, "accurate/confusable", right))
    return homes


def _summary(pack: Pack) -> Iterator[str]:
    count = sum(1 for words in pack.lists for _ in words.samples)
    rows = sum(len(words.rows) for words in pack.lists)
    yield f"规范包“{pack.name}”（版本 {pack.version}）：{len(pack.lists)} 组，{rows} 行，例句 {count} 条。"
    for words in pack.lists:
        yield f"  {words.id}　{words.name}　{words.severity.zh}　{words.kind.zh} {len(words.rows)} 行"
