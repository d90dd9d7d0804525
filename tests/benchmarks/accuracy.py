"""The figures of the criterion accurate: ``python -m tests.benchmarks.accuracy [--clean FILE.jsonl ...] [--misses]``.

Case files give precision and recall; clean text (JSON Lines with a text field, never part of the project) gives the
rate of each check per 100,000 characters. A file called kept is a test split: nothing is tuned on it, and its misses are
not printed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import qc
from qc.finding import Criterion, Finding, Severity
from tests.conftest import CASES, read_jsonl

NUMBERS = ("numbers.jsonl", "numbers-dense.jsonl", "numbers-plain.jsonl", "numbers-kept.jsonl")
TYPOS = ("typos.jsonl", "typos-kept.jsonl")
Case = dict[str, Any]


def alarms(text: str) -> list[Finding]:
    """The errors and warnings of the criterion accurate."""
    found = qc.check(text).findings
    return [f for f in found if f.criterion is Criterion.ACCURATE and f.severity is not Severity.ADVICE]


def ratio(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def numbers(name: str, cases: Sequence[Case], show: bool) -> None:
    """Counted by text: an error or a warning, or none; then by kind of the planted error."""
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    hits = misses = false = 0
    for case in cases:
        alarmed = bool(alarms(case["text"]))
        kinds = {e["kind"] for e in case["errors"]}
        planted.update(kinds)
        found.update(kinds if alarmed else ())
        hits += bool(alarmed and kinds)
        misses += bool(kinds and not alarmed)
        false += bool(alarmed and not kinds)
        if show and bool(kinds) != alarmed:
            print("   ", "missed" if kinds else "false", case["id"], case["text"].replace("\n", " / "))
    print(
        f"{name}: {len(cases)} texts, precision {ratio(hits, hits + false)}, recall {ratio(hits, hits + misses)}"
    )
    print("   ", ", ".join(f"{k} {found[k]}/{n}" for k, n in sorted(planted.items())))


def typos(name: str, cases: Sequence[Case], show: bool) -> None:
    """Counted by slip: a finding of any level mends it when its suggestion makes the text right; advice is no alarm."""
    mended = missed = false = 0
    for case in cases:
        every = [f for f in qc.check(case["text"]).findings if f.criterion is Criterion.ACCURATE]
        findings = [f for f in every if f.severity is not Severity.ADVICE]
        right = [e for e in case["errors"] if any(mends(case["text"], f, e) for f in every)]
        spans = [(e["start"], e["start"] + len(e["wrong"])) for e in case["errors"]]
        mended += len(right)
        missed += len(case["errors"]) - len(right)
        false += sum(not any(f.start < b and a < f.end for a, b in spans) for f in findings)
        if show and len(right) < len(case["errors"]):
            print("    missed", case["id"], case["text"])
    rates = f"precision {ratio(mended, mended + false)}, recall {ratio(mended, mended + missed)}"
    print(f"{name}: {len(cases)} texts, {rates}")


def mends(text: str, finding: Finding, error: Case) -> bool:
    if finding.suggestion is None:
        return False
    end = error["start"] + len(error["wrong"])
    wanted = text[: error["start"]] + error["right"] + text[end:]
    return text[: finding.start] + finding.suggestion + text[finding.end :] == wanted


def clean(path: Path, most: int) -> None:
    """The rate of every check of the criterion that speaks above advice."""
    size = 0
    counts: Counter[tuple[str, str]] = Counter()
    for text in texts(path):
        size += len(text)
        counts.update((f.severity.value, f.check) for f in alarms(text))
        if size >= most:
            break
    print(f"{path.name}: {size:,} characters; findings per 100,000")
    for level in (Severity.ERROR, Severity.WARNING):
        rows = {c: n for (s, c), n in counts.items() if s == level.value}
        print(f"    {level.value} {sum(rows.values()) / size * 1e5:.2f}")
        for check, count in sorted(rows.items(), key=lambda row: -row[1]):
            print(f"        {check:<34}{count:>5}{count / size * 1e5:>8.2f}")


def texts(path: Path) -> Iterable[str]:
    return (record["text"] for record in read_jsonl(path))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--clean", type=Path, action="append", default=[], help="JSON Lines of sound text")
    parser.add_argument("--most", type=int, default=3_000_000, help="characters of each clean file to read")
    parser.add_argument("--misses", action="store_true", help="print what was missed, of development files")
    options = parser.parse_args()
    for name in NUMBERS:
        numbers(name, read_jsonl(CASES / name), options.misses and "kept" not in name)
    for name in TYPOS:
        typos(name, read_jsonl(CASES / name), options.misses and "kept" not in name)
    for path in options.clean:
        clean(path, options.most)


if __name__ == "__main__":
    main()
