"""Adopt, revise or return, with the reasons an editor would give."""

from __future__ import annotations

from collections.abc import Sequence

from qc.finding import Criterion, Finding, Severity
from qc.report import Genre, Scorecard, Verdict
from qc.scoring.weights import weights

MOST_REASONS = 3


def verdict(genre: Genre, scores: Scorecard, findings: Sequence[Finding]) -> Verdict:
    """Decide by the overall score and the gravest findings; at most three reasons, gravest first."""
    limits = weights()["verdict"]
    grave = sorted(
        (f for f in findings if f.severity is not Severity.ADVICE), key=lambda f: (-f.severity.rank, f.start)
    )
    reasons = tuple(dict.fromkeys(f.message for f in grave))[:MOST_REASONS]
    errors = sum(f.severity is Severity.ERROR for f in findings)
    if scores.overall is None:
        return Verdict("return", ("没有正文，无法判断。",))
    if "low_value" in genre.flags or scores.overall < limits["return"]:
        return Verdict("return", reasons or (_weakest(scores),))
    if errors == 0 and not grave and scores.overall >= limits["accept"]:
        return Verdict("accept", ("没有错误和警告。",))
    return Verdict("revise", reasons or (_weakest(scores),))


def _weakest(scores: Scorecard) -> str:
    worst = min((c for c in Criterion if scores[c].value is not None), key=lambda c: scores[c].value or 0)
    missing = [r.text for r in scores[worst].because if r.points == 0 and r.text.startswith("没有")]
    detail = "；".join(missing[:2])
    return f"{worst.zh}一项得分最低（{scores[worst].value:g}分）" + (f"：{detail}。" if detail else "。")
