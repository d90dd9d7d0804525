"""JSON and JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable

from qc.report import Report

VERSION = 1
# A document of all reports is these around and between single reports, so that it can be written as they come.
HEAD = f'{{"version": {VERSION}, "reports": [\n'
SEPARATOR = ",\n"
FOOT = "\n]}\n"


def to_json(reports: Iterable[Report]) -> str:
    """All reports as one JSON document, ``{"version": 1, "reports": [...]}``."""
    return HEAD + SEPARATOR.join(to_json_line(r).rstrip("\n") for r in reports) + FOOT


def to_json_line(report: Report) -> str:
    """One report on one line."""
    return json.dumps(report.to_dict(), ensure_ascii=False) + "\n"
