"""JSON and JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable

from qc.report import Report

VERSION = 1


def to_json(reports: Iterable[Report]) -> str:
    """All reports as one JSON document, ``{"version": 1, "reports": [...]}``."""
    document = {"version": VERSION, "reports": [r.to_dict() for r in reports]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def to_json_line(report: Report) -> str:
    """One report on one line."""
    return json.dumps(report.to_dict(), ensure_ascii=False) + "\n"
