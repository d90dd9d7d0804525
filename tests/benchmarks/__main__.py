"""Speed and memory as ratios in one run: ``python -m tests.benchmarks [--more FILE.jsonl]``.

Fixed texts (the project's own corpus), the minimum of several repeats, jieba's cache warm. Ratios compare two
things measured in the same run, because machines are noisy. Nothing here is asserted.
"""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import jieba

import qc
from qc.segmentation.tokens import tokenizer
from tests.conftest import ROOT, corpus_texts, read_jsonl

REPEATS = 7
FILES = 4000


def best(run: Callable[[], object], repeats: int = REPEATS) -> float:
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def paired(
    one: Callable[[], object], other: Callable[[], object], repeats: int = REPEATS
) -> tuple[float, float]:
    """Run the two in turn, so that a change of the machine's speed meets both."""
    pairs = [(best(one, 1), best(other, 1)) for _ in range(repeats)]
    return min(p[0] for p in pairs), min(p[1] for p in pairs)


def row(name: str, value: str, aim: str) -> None:
    print(f"{name:<58}{value:>18}   {aim}")


def throughput(name: str, texts: Sequence[str]) -> None:
    size = sum(map(len, texts))
    qc.check(texts[0])
    bare, full = paired(lambda: [list(jieba.cut(t)) for t in texts], lambda: [qc.check(t) for t in texts])
    row(f"{name}: jieba.cut / full check ({size:,} characters)", f"{bare / full:.2f}", ">= 1.0")
    row(f"{name}: full check, microseconds per character", f"{full / size * 1e6:.2f}", "")


def linear(texts: Sequence[str]) -> None:
    hundred = list(texts[:100])
    apart, joined = paired(lambda: [qc.check(t) for t in hundred], lambda: qc.check("\n".join(hundred)), 3)
    row("100 drafts joined / checked apart", f"{joined / apart:.2f}", "<= 1.5")
    ordinary = apart / sum(map(len, hundred))
    for name, unit in (
        ("digits", "7"),
        ("brackets", "("),
        ("one character", "中"),
        ("一是", "一是"),
        ("line feeds", "中\n"),
    ):
        text = unit * (1_000_000 // len(unit))
        row(
            f"1 MB of {name}: time per character / ordinary",
            f"{best(lambda t=text: qc.check(t), 1) / len(text) / ordinary:.2f}",
            "<= 5",
        )  # type: ignore[misc]


def process(*command: str) -> Callable[[], object]:
    return lambda: subprocess.run(command, capture_output=True, check=False)


def cold_start() -> None:
    python = sys.executable
    jieba_alone = process(python, "-c", "import jieba; jieba.initialize()")
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "draft.txt"
        text.write_text("\n".join(corpus_texts()[:2]), encoding="utf-8")
        word = Path(folder) / "draft.docx"
        import docx

        document = docx.Document()
        for line in text.read_text(encoding="utf-8").splitlines():
            document.add_paragraph(line)
        document.save(str(word))
        jieba_alone()
        for name, path, aim in (("text", text, "<= 0.5"), ("Word", word, "<= 0.6")):
            check = process(python, "-m", "qc", "check", "--isolated", str(path))
            base, cold = paired(jieba_alone, check, 5)
            row(f"cold qc check of one page ({name}) / jieba.initialize()", f"{cold / base:.2f}", aim)


def folder_of_files(texts: Sequence[str]) -> None:
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        for number in range(FILES):
            (Path(folder) / f"{number}.txt").write_text(texts[number % len(texts)], encoding="utf-8")
        base = [
            python,
            "-m",
            "qc",
            "check",
            "--isolated",
            "--format",
            "jsonl",
            folder,
            "--output",
            str(Path(folder) / "out.jsonl"),
            "--jobs",
        ]
        one, two = paired(process(*base, "1"), process(*base, "2"), 3)
        row(f"folder of {FILES:,} drafts: 1 process / 2 processes", f"{one / two:.2f}", "")
        own = "import sys; from qc.cli.main import main\ntry: main(sys.argv[1:])\nexcept SystemExit: pass\n"
        # VmHWM starts anew with the program; ru_maxrss would carry over this process's own peak.
        own += "print(int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0]) // 1024, file=sys.stderr)"
        arguments = [*base[3:], "1"]
        result = subprocess.run([python, "-c", own, *arguments], capture_output=True, text=True, check=False)
        row("peak memory of that process, MB", result.stderr.split()[-1], "")


def agreement(texts: Sequence[str]) -> None:
    fast, reference = tokenizer("rjieba"), tokenizer("jieba")
    same = sum(fast.cut(t) == reference.cut(t) for t in texts)
    row(f"texts cut alike by rjieba and jieba (of {len(texts):,})", f"{same / len(texts):.4f}", "")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--more", type=Path, help="JSON Lines with a text field: measured too, never committed"
    )
    more = parser.parse_args().more
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    texts = corpus_texts()
    print(
        f"tokenizer: {tokenizer().name}, python {sys.version.split()[0]}, texts: {ROOT.name}/corpora/genre\n"
    )
    throughput("own drafts", texts)
    if more:
        extra = [r["text"] for r in read_jsonl(more)][:1500]
        throughput(more.stem, extra)
        agreement(extra)
    agreement(texts)
    linear(texts)
    cold_start()
    folder_of_files(texts)


if __name__ == "__main__":
    main()
