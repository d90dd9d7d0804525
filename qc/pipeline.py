"""The whole flow on one screen: draft, facts, genre, findings, scores, verdict, report."""

from __future__ import annotations

from collections.abc import Sequence

from qc.checks.check import Check, Context
from qc.checks.registry import run_checks
from qc.draft import Draft
from qc.extraction.facts import Facts, extract
from qc.extraction.vocabulary import vocabulary
from qc.genre.model import default_model
from qc.report import Genre, NotChecked, Report
from qc.scoring.scorecard import scorecard
from qc.scoring.verdict import verdict
from qc.segmentation.tokens import tokenizer
from qc.settings import Settings


def facts_of(draft: Draft, settings: Settings = Settings()) -> Facts:
    """The facts of a draft."""
    return extract(draft, tokenizer(settings.tokenizer), vocabulary(settings.packs))


def genre_of(facts: Facts, settings: Settings = Settings()) -> Genre:
    """The genre of a draft."""
    return default_model().classify(facts, settings.thresholds.genre_margin)


def check_draft(
    draft: Draft, settings: Settings = Settings(), checks: Sequence[Check] | None = None
) -> Report:
    """Run the whole flow on one draft."""
    facts = facts_of(draft, settings)
    genre = genre_of(facts, settings)
    findings = run_checks(Context(facts, genre, settings), checks)
    scores = scorecard(facts, genre, findings, settings)
    return Report(
        draft=draft,
        genre=genre,
        scores=scores,
        findings=findings,
        verdict=verdict(genre, scores, findings),
        not_checked=_not_checked(facts),
    )


def _not_checked(facts: Facts) -> tuple[NotChecked, ...]:
    """What only a person can vouch for, with how much of it the draft holds."""
    return (
        NotChecked("数字是否属实", len(facts.quantities)),
        NotChecked("时间是否属实", sum(t.first is not None or t.fields[1] is not None for t in facts.times)),
        NotChecked("引用和原话是否准确", len(facts.quotes)),
        NotChecked("是否涉密、是否宜公开", 1),
        NotChecked("领导是否已经知道、是否关心", 1),
    )
