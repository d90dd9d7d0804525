"""The whole flow on one screen: draft, facts, genre, findings, scores, verdict, report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qc.checks.check import Check, Context
from qc.checks.registry import all_checks, run_checks
from qc.draft import Draft
from qc.extraction.facts import Facts, extract
from qc.extraction.vocabulary import vocabulary
from qc.finding import Finding
from qc.genre.model import default_model
from qc.report import Genre, NotChecked, Report, Shown
from qc.scoring.scorecard import scorecard
from qc.scoring.verdict import verdict
from qc.segmentation.tokens import tokenizer
from qc.settings import Settings

if TYPE_CHECKING:
    from qc.checks.screen import Screen


def facts_of(draft: Draft, settings: Settings = Settings()) -> Facts:
    """The facts of a draft."""
    return extract(draft, tokenizer(settings.tokenizer), vocabulary(settings.packs))


def genre_of(facts: Facts, settings: Settings = Settings()) -> Genre:
    """The genre of a draft."""
    return default_model().classify(facts, settings.thresholds.genre_margin)


def check_draft(
    draft: Draft,
    settings: Settings = Settings(),
    checks: Sequence[Check] | None = None,
    screen: Screen | None = None,
) -> Report:
    """Run the whole flow on one draft; what the screen takes out costs no points."""
    facts = facts_of(draft, settings)
    genre = genre_of(facts, settings)
    context = Context(facts, genre, settings)
    shown = _shown(context, run_checks(context, checks), screen)
    findings = shown.findings
    scores = scorecard(facts, genre, findings, settings)
    return Report(
        draft=draft.with_notices(shown.notices),
        genre=genre,
        scores=scores,
        findings=findings,
        verdict=verdict(genre, scores, findings),
        not_checked=_not_checked(facts),
        suppressed=shown.suppressed,
        baseline=shown.baseline,
    )


def _shown(context: Context, findings: tuple[Finding, ...], screen: Screen | None) -> Shown:
    """What is left after the draft's directives and the baseline; most drafts have neither, and nothing to fix."""
    draft = context.facts.draft
    shown = Shown(findings)
    if draft.directives or screen is not None:
        from qc.checks.screen import screened

        shown = screened(draft, findings, all_checks(context.settings.packs), screen)
    if not any(f.fixable for f in shown.findings):
        return shown
    from qc.checks.fixes import settled

    return shown._replace(findings=settled(context, shown.findings))


def _not_checked(facts: Facts) -> tuple[NotChecked, ...]:
    """What only a person can vouch for, with how much of it the draft holds."""
    sources = facts.sources
    named = tuple(dict.fromkeys(s.text for s in sources)) if sources else ()
    return (
        NotChecked("数字是否属实", len(facts.quantities)),
        NotChecked("时间是否属实", sum(t.first is not None or t.fields[1] is not None for t in facts.times)),
        NotChecked("引用和原话是否准确", len(facts.quotes)),
        NotChecked("单位和个人的说法是否属实", len(sources), named),
        NotChecked("是否涉密、是否宜公开", 1),
        NotChecked("领导是否已经知道、是否关心", 1),
    )
