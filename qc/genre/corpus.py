"""Labelled drafts for training and evaluation: JSON Lines or CSV."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qc.errors import ReadingError
from qc.report import GENRE_ZH, GENRES

_LABELS = {zh: label for label, zh in GENRE_ZH.items()} | {g: g for g in GENRES}


@dataclass(frozen=True, slots=True)
class Record:
    """One labelled draft; ``group`` keeps texts of one author together in cross-validation."""

    id: str
    title: str
    text: str
    label: str
    group: str
    hard: bool


def read_corpus(*paths: Path) -> list[Record]:
    """Read labelled drafts; the columns are id, title, text, label and, if there, author and hard.

    Raises:
        ReadingError: a file or a line that cannot be used, with its number.
    """
    records: list[Record] = []
    for path in paths:
        files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        for file in files:
            records.extend(_records(file))
    repeated = [i for i, n in Counter(r.id for r in records).items() if n > 1]
    if repeated:
        raise ReadingError(f"语料里有重复的编号：{'、'.join(repeated[:5])}。")
    if not records:
        raise ReadingError("语料里没有一条带标注的稿件，请检查路径。")
    return records


def _records(path: Path) -> Iterator[Record]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise ReadingError(f"语料 {path} 读不出来，请确认路径正确、编码为 UTF-8。") from None
    is_csv = path.suffix.lower() == ".csv"
    rows = _csv_rows(text) if is_csv else _json_rows(path, text)
    for number, row in rows:
        label = _LABELS.get(str(row.get("label", "")).strip())
        if label is None:
            raise ReadingError(
                f"语料 {path} 第 {number} 行的 label 应为 {'、'.join(GENRES)}（或 动态、经验、问题、预警）。"
            )
        if not str(row.get("title") or "").strip() and not str(row.get("text") or "").strip():
            raise ReadingError(f"语料 {path} 第 {number} 行既没有标题也没有正文。")
        yield Record(
            id=str(row.get("id") or f"{path.stem}-{number}"),
            title=str(row.get("title") or ""),
            text=str(row.get("text") or ""),
            label=label,
            group=str(row.get("author") or path.stem),
            hard=str(row.get("hard", "")).lower() in ("true", "1"),
        )


def _csv_rows(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    return ((number, dict(row)) for number, row in enumerate(csv.DictReader(io.StringIO(text)), 2))


def _json_rows(path: Path, text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            raise ReadingError(f"语料 {path} 第 {number} 行不是 JSON，请检查引号和逗号。") from None
        if not isinstance(row, dict):
            raise ReadingError(f"语料 {path} 第 {number} 行不是一个对象。")
        yield number, row


def corpus_hash(records: list[Record]) -> str:
    """A fingerprint of the labelled texts, independent of their order."""
    digest = hashlib.sha256()
    for record in sorted(records, key=lambda r: r.id):
        digest.update("\x1f".join((record.id, record.title, record.text, record.label)).encode())
    return digest.hexdigest()
