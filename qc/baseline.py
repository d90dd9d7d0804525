"""A baseline: the findings that an old archive already has, as fingerprints, so that only new ones are shown.

A fingerprint is a hash of the check, the text of the finding and a little of what stands around it in its line,
digits left out. It holds no offset, so it survives when paragraphs are moved or other text is edited; the file
holds nothing of the drafts in clear, the names of the files neither.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from qc.draft import Draft
from qc.errors import SettingsError, UsageError, reason
from qc.finding import Finding
from qc.report import Report

VERSION = 1
_AROUND, _LONG = 6, 16
_LEFT_OUT = re.compile(r"[\s\d]+")
_LARGEST = 64 * 1024 * 1024


class Known:
    """What a baseline holds for one file; each fingerprint hides as many findings as it was counted."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._left = Counter(counts)

    def unknown(self, draft: Draft, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are not in the baseline; those that are, are used up."""
        left: list[Finding] = []
        for finding in findings:
            mark = fingerprint(draft, finding)
            if self._left[mark] > 0:
                self._left[mark] -= 1
            else:
                left.append(finding)
        return left


class Baseline:
    """The fingerprints of a set of files, by the hash of the path seen from the folder of the baseline file."""

    def __init__(self, path: Path, files: Mapping[str, Mapping[str, int]]) -> None:
        self.path = path
        self._files = files

    def known(self, draft_path: str | None) -> Known:
        """What it holds for a file."""
        return Known(self._files.get(path_key(draft_path, self.path), {}))


def fingerprint(draft: Draft, finding: Finding) -> str:
    """Sixteen hexadecimal digits that say which check found what in which words."""
    text = draft.text
    before = after = ""
    if len(finding.text) < _LONG:
        before = text[
            max(text.rfind("\n", 0, finding.start) + 1, finding.start - 4 * _AROUND) : finding.start
        ]
        stop = text.find("\n", finding.end, finding.end + 4 * _AROUND)
        after = text[finding.end : stop if stop >= 0 else finding.end + 4 * _AROUND]
    parts = (
        finding.check,
        finding.text,
        _LEFT_OUT.sub("", before)[-_AROUND:],
        _LEFT_OUT.sub("", after)[:_AROUND],
    )
    return _hash("\0".join(parts))


def path_key(draft_path: str | None, baseline: Path) -> str:
    """The hash that stands for a file; standard input has one of its own."""
    if draft_path is None:
        return _hash("-")
    try:
        relative = os.path.relpath(Path(draft_path).resolve(), baseline.resolve().parent)
    except ValueError:  # another drive on Windows
        relative = str(Path(draft_path).resolve())
    return _hash(relative.replace(os.sep, "/"))


def _hash(text: str) -> str:
    from hashlib import sha256  # loads a native library, which most runs have no use for

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def fingerprints(report: Report) -> str:
    """The fingerprints of the findings of one draft, set apart by blanks."""
    return " ".join(fingerprint(report.draft, f) for f in report.findings)


def to_json(files: Mapping[str, Mapping[str, int]]) -> str:
    """The text of a baseline file, the same for the same findings."""
    data = {"version": VERSION, "files": {k: v for k, v in files.items() if v}}
    return json.dumps(data, ensure_ascii=True, sort_keys=True, indent=1) + "\n"


def load(path: Path, where: str = "") -> Baseline:
    """Read a baseline file; ``where`` says which line of the settings named it.

    Raises:
        UsageError, SettingsError: it cannot be read or is no baseline (the latter when the settings named it).
    """
    kind = SettingsError if where else UsageError
    prefix = f"{where}：" if where else ""
    try:
        if path.stat().st_size > _LARGEST:
            raise kind(f"{prefix}基线文件 {path} 太大，不像 qc 写出的基线，请用 --write-baseline 重新生成。")
        raw = path.read_bytes()
    except OSError as error:
        raise kind(f"{prefix}基线文件 {path} 读不出来（{reason(error)}），请检查路径。") from None
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        data = None
    if isinstance(data, dict) and isinstance(data.get("version"), int) and data["version"] > VERSION:
        raise kind(
            f"{prefix}基线文件 {path} 是较新版本的 qc 写的，请更新 qc 或用 --write-baseline 重新生成。"
        )
    if not _sound(data):
        raise kind(f"{prefix}基线文件 {path} 已损坏或不是 qc 的基线，请用 --write-baseline 重新生成。")
    return Baseline(path, data["files"])


def _sound(data: Any) -> bool:
    if (
        not isinstance(data, dict)
        or data.get("version") != VERSION
        or not isinstance(data.get("files"), dict)
    ):
        return False
    return all(
        isinstance(marks, dict) and all(type(n) is int and n > 0 for n in marks.values())
        for marks in data["files"].values()
    )
