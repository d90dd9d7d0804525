"""JSON and JSON Lines."""

from __future__ import annotations

import json

from qc.report import Report

VERSION = 1
# A document of all reports is these around and between single reports, so that it can be written as they come.
HEAD = f'{{"version": {VERSION}, "reports": [\n'
SEPARATOR = ",\n"
FOOT = "\n]}\n"


def to_json_line(report: Report) -> str:
    """One report on one line."""
    return json.dumps(report.to_dict(), ensure_ascii=False) + "\n"
