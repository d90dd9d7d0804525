"""SARIF 2.1.0, the format in which editors and code platforms take findings."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from qc.baseline import fingerprint
from qc.checks.check import Check
from qc.checks.registry import all_checks
from qc.finding import Finding, Severity
from qc.report import Report
from qc.reporting.places import Places
from qc.version import __version__

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
SEPARATOR = ",\n"
FOOT = "\n]}]}\n"


def head() -> str:
    """Everything before the results."""
    driver = {
        "name": "qc",
        "version": __version__,
        "language": "zh-CN",
        "rules": [_rule(c) for c in all_checks()],
    }
    run = json.dumps({"tool": {"driver": driver}, "columnKind": "unicodeCodePoints"}, ensure_ascii=False)
    return f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{run[:-1]}, "results": [\n'


def _rule(check: Check) -> dict[str, Any]:
    return {
        "id": check.id,
        "name": check.name,
        "shortDescription": {"text": check.name},
        "fullDescription": {"text": check.why},
        "help": {"text": f"依据：{check.norm}。用 qc explain {check.id} 查看例子和关闭办法。"},
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
        "properties": {"criterion": check.criterion.value, "tags": [check.criterion.zh]},
    }


@cache
def _indexes() -> dict[str, int]:
    return {check.id: number for number, check in enumerate(all_checks())}


def to_results(report: Report) -> str:
    """The findings of one draft, set apart by commas; empty without findings."""
    return SEPARATOR.join(json.dumps(r, ensure_ascii=False) for r in _results(report))


def _results(report: Report) -> Iterator[dict[str, Any]]:
    places = Places(report.draft)
    artifact = {"uri": _uri(report.draft.origin.path)}
    for finding in report.findings:
        region = _region(report, places, finding)
        result: dict[str, Any] = {
            "ruleId": finding.check,
            "level": _LEVELS[finding.severity],
            "message": {"text": finding.message},
            "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
            "partialFingerprints": {"qc/v1": fingerprint(report.draft, finding)},
        }
        if finding.check in _indexes():
            result["ruleIndex"] = _indexes()[finding.check]
        if finding.suggestion is not None:
            result["fixes"] = [_fix(artifact, region, finding)]
        yield result


def _region(report: Report, places: Places, finding: Finding) -> dict[str, int]:
    start, end = places.position(finding.start), places.position(finding.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": report.draft.origin.start + finding.start,
        "charLength": finding.end - finding.start,
    }


def _fix(artifact: dict[str, str], region: dict[str, int], finding: Finding) -> dict[str, Any]:
    suggestion = finding.suggestion or ""
    replacement = {"deletedRegion": region, "insertedContent": {"text": suggestion}}
    return {
        "description": {"text": f"改为“{suggestion}”" if suggestion else "删去"},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}],
    }


def _uri(path: str | None) -> str:
    """A path as a relative reference, or as a file address when it is absolute."""
    if path is None:
        return "stdin"
    pure = PurePath(path)
    if pure.is_absolute():
        return (
            "file://" + ("" if path.startswith("/") else "/") + quote(os.fsencode(pure.as_posix()), safe="/:")
        )
    return quote(os.fsencode(pure.as_posix()))
