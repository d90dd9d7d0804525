"""Every check keeps the promises of its examples, in both punctuation forms."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from qc.checks.check import LEFT, Check, Context, Example
from qc.checks.registry import all_checks
from qc.draft import Draft
from qc.extraction.facts import extract
from qc.reading.text import draft_from_text
from qc.report import GENRES, Genre
from qc.settings import Settings

TO_HALF = str.maketrans(
    {"\uff0c": ",", "\uff1a": ":", "\uff1b": ";", "\uff08": "(", "\uff09": ")", "\uff1f": "?"}
)
TO_FULL_DIGITS = str.maketrans({str(i): chr(0xFF10 + i) for i in range(10)})
FORMS = {
    "full": lambda t: t,
    "half": lambda t: t.translate(TO_HALF),
    "digits": lambda t: t.translate(TO_FULL_DIGITS),
}


def genre(example: Example) -> Genre:
    chances = {g: 1.0 if g == example.genre else 0.0 for g in GENRES}
    second = next(g for g in GENRES if g != example.genre)
    return Genre(example.genre, chances, True, second, (), frozenset(example.flags))


def draft(example: Example) -> Draft:
    when = None
    if example.submitted:
        text = example.submitted
        when = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    return draft_from_text(example.plain).with_submitted(when)


EXAMPLES = [
    pytest.param(c, replace(e, text=form(e.text)), id=f"{c.id}-{n}-{name}")
    for c in all_checks()
    for n, e in enumerate(c.examples)
    for name, form in FORMS.items()
    if name == "full" or not e.as_written
]


@pytest.mark.parametrize(("check", "example"), EXAMPLES)
def test_examples_hold(check: Check, example: Example) -> None:
    found = list(check.run(Context(extract(draft(example)), genre(example), Settings())))
    assert [(f.start, f.end) for f in found] == example.spans
    for finding in found:
        assert draft(example).text[finding.start : finding.end] == finding.text
        assert "{" not in finding.message


@pytest.mark.parametrize("check", all_checks(), ids=lambda c: c.id)
def test_a_check_is_complete(check: Check) -> None:
    assert check.why, "the docstring is the reason that users read"
    assert any(LEFT in e.text for e in check.examples), "needs an example that is found"
    assert any(LEFT not in e.text for e in check.examples), "needs an example that stays silent"
    assert check.name


def test_ids_are_unique() -> None:
    ids = [c.id for c in all_checks()]
    assert len(set(ids)) == len(ids)


def test_at_least_three_checks_per_criterion() -> None:
    counts: dict[str, int] = {}
    for check in all_checks():
        counts[check.criterion] = counts.get(check.criterion, 0) + 1
    assert len(counts) == 5
    assert min(counts.values()) >= 3


@pytest.mark.parametrize("check", [c for c in all_checks() if c.fixable], ids=lambda c: c.id)
def test_a_fix_silences_its_check(check: Check) -> None:
    """A check that reports a uniform habit once needs a round per place; what is not fixable may stay."""
    for example in check.examples:
        text = example.plain
        for _ in range(5):
            now = replace(example, text=text)
            context = Context(extract(draft(now)), genre(now), Settings())
            found = sorted((f for f in check.run(context) if f.fixable), key=lambda f: -f.start)
            for finding in found:
                text = text[: finding.start] + (finding.suggestion or "") + text[finding.end :]
        assert not found
