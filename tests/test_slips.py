"""Wrong forms of words: every row of the list can match, and the list does not contradict itself."""

import re

import pytest

from qc.extraction.slips import Row, find_slips, generated, listed, row, wrong_forms
from qc.segmentation.tokens import Tokens, tokenizer
from tests.conftest import CASES, read_jsonl

ROWS = sorted({row(line) for lines in listed().values() for line in lines})


def first_choice(guard: str) -> str:
    """A text that a guard written as a set, a choice or plain words allows."""
    if guard.startswith("["):
        return guard[1]
    words = re.sub(r"[()?:^$]", "", guard).split("|")[0]
    return re.sub(r"\[(.)[^\]]*\]", r"\1", words).replace("\\d", "1")


def carrier(entry: Row) -> str:
    """The row's own example, else a text that its guards allow."""
    if entry.example:
        return entry.example.replace("\u27e6", "").replace("\u27e7", "")
    return f"，{first_choice(entry.only_before)}{entry.wrong}{first_choice(entry.only_after)}，"


@pytest.mark.parametrize("head", sorted({r.wrong[0] for r in ROWS}))
def test_every_row_can_match(head: str) -> None:
    """Rows matched on tokens are given the tokens, for a bare word is not always cut alone."""
    for entry in (r for r in ROWS if r.wrong[0] == head):
        text = carrier(entry)
        start = text.index(entry.wrong)
        pieces = [text[:start], entry.wrong, text[start + len(entry.wrong) :]]
        found = find_slips(text, Tokens([p for p in pieces if p]))
        # A longer row may cover this one and mend it with its neighbour.
        mended = [s.right for s in found if s.start <= start and start + len(entry.wrong) <= s.end]
        assert any(entry.right in right for right in mended), (entry, text, found)


def test_no_right_form_is_a_wrong_one() -> None:
    """Words taken for one another (侦察, 侦查) stand in each other's rows, but only with their context."""
    free = {r.wrong for r in ROWS if not (r.only_after or r.only_before)}
    assert free
    assert not [r for r in ROWS if r.right in free]
    assert not [w for w, right in wrong_forms().items() if w == right]


def test_the_generated_forms_are_whole() -> None:
    made = generated()
    for forms, rights in made.words:
        assert len(forms) == 2 * len(rights) > 0
    assert len(made.records) % 9 == 0


def test_sound_drafts_of_the_corpus_hold_no_slip() -> None:
    """Lines written with a slip are not among these."""
    cutter = tokenizer()
    for case in read_jsonl(CASES / "timing.jsonl"):
        text = case["text"]
        assert not [s for s in find_slips(text, Tokens(cutter.cut(text))) if s.sure], text
