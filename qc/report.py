"""The result of one check run: genre, scorecard, findings, verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from qc.draft import Draft
from qc.finding import Criterion, Finding

GENRES = ("dynamic", "experience", "problem", "warning")
GENRE_ZH = {"dynamic": "动态", "experience": "经验", "problem": "问题", "warning": "预警"}
FLAG_ZH = {"emergency": "紧急", "low_value": "决策价值低", "proposal": "建议"}
VERDICT_ZH = {"accept": "采用", "revise": "修改", "return": "退回"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of the draft that spoke for a genre; ``weight`` is its share of the log-odds."""

    start: int
    end: int
    text: str
    weight: float

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"start": self.start, "end": self.end, "text": self.text, "weight": round(self.weight, 4)}


@dataclass(frozen=True, slots=True)
class Genre:
    """The genre of a draft. ``probabilities`` are calibrated and sum to 1."""

    label: str
    probabilities: Mapping[str, float]
    confident: bool
    second: str
    reasons: tuple[Evidence, ...] = ()
    flags: frozenset[str] = frozenset()

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "label": self.label,
            "probabilities": {k: round(v, 6) for k, v in self.probabilities.items()},
            "confident": self.confident,
            "second": self.second,
            "reasons": [r.to_dict() for r in self.reasons],
            "flags": sorted(self.flags),
        }


class Reason(NamedTuple):
    """One line of a score: points won or lost, and the finding (by index) or measured fact behind it."""

    points: float
    text: str
    finding: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"points": self.points, "text": self.text, "finding": self.finding}


@dataclass(frozen=True, slots=True)
class Score:
    """One criterion: ``value`` is 0-100 or ``None``; the points of ``because`` add up to it."""

    value: float | None
    because: tuple[Reason, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"value": self.value, "because": [r.to_dict() for r in self.because]}


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The five scores and their weighted mean."""

    scores: Mapping[str, Score]
    overall: float | None
    weights: Mapping[str, float] = field(default_factory=dict)

    def __getitem__(self, criterion: str | Criterion) -> Score:
        return self.scores[str(criterion)]

    def __iter__(self) -> Iterator[str]:
        return iter(self.scores)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON: the five criteria and ``overall``."""
        return {**{c: s.to_dict() for c, s in self.scores.items()}, "overall": self.overall}


class Verdict(str):
    """``"accept"``, ``"revise"`` or ``"return"``; ``reasons`` says why, most important first."""

    reasons: tuple[str, ...]

    def __new__(cls, label: str, reasons: tuple[str, ...] = ()) -> Verdict:
        """Make the label and attach its reasons."""
        verdict = super().__new__(cls, label)
        verdict.reasons = reasons
        return verdict

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return VERDICT_ZH[str(self)]


@dataclass(frozen=True, slots=True)
class NotChecked:
    """Something no program can vouch for, with how often it occurs in the draft, and who is named where that matters."""

    what: str
    count: int
    names: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"what": self.what, "count": self.count, "names": list(self.names)}


class Shown(NamedTuple):
    """The findings that are shown, how many are not by check and why, and what the user must be told about that."""

    findings: tuple[Finding, ...]
    suppressed: Mapping[str, int] = {}
    baseline: Mapping[str, int] = {}
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Everything qc has to say about one draft.

    suppressed, baseline: how many findings are not among ``findings``, by check, because the draft's own directives
    leave them out or because the baseline already holds them.
    """

    draft: Draft
    genre: Genre
    scores: Scorecard
    findings: tuple[Finding, ...]
    verdict: Verdict
    not_checked: tuple[NotChecked, ...]
    suppressed: Mapping[str, int] = field(default_factory=dict)
    baseline: Mapping[str, int] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; the names are those of the public contract."""
        draft = self.draft
        return {
            "id": draft.origin.record,
            "draft": {
                "text": draft.text,
                "title": draft.title_text or None,
                "unit": draft.unit,
                "submitted": draft.submitted.isoformat() if draft.submitted else None,
                "issue": draft.issue,
                "origin": {
                    "path": draft.origin.path,
                    "start": draft.origin.start,
                    "line": draft.origin.line + 1,
                    "encoding": draft.origin.encoding,
                    "notices": list(draft.origin.notices),
                },
            },
            "genre": self.genre.to_dict(),
            "scores": self.scores.to_dict(),
            "findings": [f.to_dict() for f in self.findings],
            "verdict": str(self.verdict),
            "verdict_reasons": list(self.verdict.reasons),
            "not_checked": [n.to_dict() for n in self.not_checked],
            "suppressed": dict(self.suppressed),
            "baseline": dict(self.baseline),
        }
