"""Shared helpers: texts to check and a strategy that makes official-looking prose."""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases"


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def corpus_texts() -> list[str]:
    rows = [row for file in sorted((ROOT / "corpora" / "genre").glob("*.jsonl")) for row in read_jsonl(file)]
    return [f"{row['title']}\n{row['text']}" if row["title"] else row["text"] for row in rows]
