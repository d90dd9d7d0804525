"""What a check reports: a finding with its exact span, and the norm behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Criterion(StrEnum):
    """The five criteria, in the order in which they are shown."""

    CONCISE = "concise"
    ACCURATE = "accurate"
    TIMELY = "timely"
    DEEP = "deep"
    BALANCED = "balanced"

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return _CRITERION_ZH[self]


_CRITERION_ZH = {
    Criterion.CONCISE: "简洁",
    Criterion.ACCURATE: "准确",
    Criterion.TIMELY: "及时",
    Criterion.DEEP: "深刻",
    Criterion.BALANCED: "喜忧兼报",
}


class Severity(StrEnum):
    """How grave a finding is; ``rank`` orders them, gravest highest."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """3 for error, 2 for warning, 1 for advice."""
        return {"error": 3, "warning": 2, "advice": 1}[self.value]

    @property
    def zh(self) -> str:
        """The Chinese name."""
        return {"error": "错误", "warning": "警告", "advice": "建议"}[self.value]


class NormKind(StrEnum):
    """Who says so. Only law, regulation and standard may be worded 规定； the rest is 建议."""

    LAW = "law"
    REGULATION = "regulation"
    STANDARD = "standard"
    CUSTOM = "custom"
    LOGIC = "logic"

    @property
    def verb(self) -> str:
        """The verb that a message may use for a norm of this kind."""
        if self is NormKind.LOGIC:
            return "推算"
        return "规定" if self in (NormKind.LAW, NormKind.REGULATION, NormKind.STANDARD) else "建议"


@dataclass(frozen=True, slots=True)
class Norm:
    """The source of a check: title, clause where there is one, and its kind."""

    title: str
    kind: NormKind = NormKind.CUSTOM
    clause: str | None = None

    def __str__(self) -> str:
        where = f"{self.title} {self.clause}" if self.clause else self.title
        return f"{where}（{self.kind.verb}）"

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"title": self.title, "kind": self.kind.value, "clause": self.clause}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: ``draft.text[start:end] == text``."""

    check: str
    criterion: Criterion
    severity: Severity
    message: str
    start: int
    end: int
    text: str
    suggestion: str | None
    fixable: bool
    norm: Norm

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "check": self.check,
            "criterion": self.criterion.value,
            "severity": self.severity.value,
            "message": self.message,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "suggestion": self.suggestion,
            "fixable": self.fixable,
            "norm": self.norm.to_dict(),
        }
