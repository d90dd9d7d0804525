"""``qc check``: check drafts and print the reports."""

from __future__ import annotations

import codecs
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from itertools import chain, repeat
from pathlib import Path
from typing import TextIO

import click

from qc.cli.chinese import ChineseCommand, say
from qc.cli.inputs import STDIN, Options, Outcome, check_all, expand
from qc.errors import UsageError, reason
from qc.finding import Severity
from qc.report import Report

FINDINGS, UNREADABLE = 1, 3
FORMATS = ("text", "json", "jsonl", "csv", "sarif")


@click.command("check", cls=ChineseCommand)
@click.argument("paths", nargs=-1, required=True, metavar="稿件...")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=False,
    metavar="格式",
    help="输出格式：text（默认）、json、jsonl、csv（表格）、sarif。",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件",
    help="把结果写入文件，不写到屏幕。",
)
@click.option(
    "--fail-on",
    type=click.Choice([*(s.value for s in Severity), "never"]),
    default="warning",
    metavar="级别",
    help="出现该级别及以上的问题时退出码为 1：error、warning（默认）、advice、never。",
)
@click.option(
    "--submitted", metavar="日期", help="报送日期，如 2026-03-05 或 2026-03-05T10:30；稿内写明的可不填。"
)
@click.option("--encoding", metavar="编码", help="文本文件的编码，如 gb18030；默认自动识别。")
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件",
    help="使用这个配置文件，不再查找 qc.toml。",
)
@click.option("--isolated", is_flag=True, help="不使用任何配置文件。")
@click.option("--fix", is_flag=True, help="改正有把握的写法（先显示改动再写回文件），只限 .txt 和 .md。")
@click.option("--diff", is_flag=True, help="只显示 --fix 会怎样改，不写文件。")
@click.option("--no-suppress", is_flag=True, help="不理会稿内的“qc：忽略”，全部显示。")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件",
    help="不显示这份基线里已有的意见。",
)
@click.option(
    "--write-baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件",
    help="把现有意见记为基线，不显示结果。",
)
@click.option(
    "--jobs", type=int, default=0, metavar="数目", help="检查文件夹时同时使用的进程数，0 为全部核心。"
)
def command(
    paths: tuple[str, ...],
    form: str,
    output: Path | None,
    fail_on: str,
    submitted: str | None,
    encoding: str | None,
    config: Path | None,
    isolated: bool,
    fix: bool,
    diff: bool,
    no_suppress: bool,
    baseline: Path | None,
    write_baseline: Path | None,
    jobs: int,
) -> int:
    """检查稿件。稿件可以是文件、文件夹，或用 - 表示标准输入。"""
    if jobs < 0:
        raise UsageError("--jobs 应为 0 或正整数。")
    if config is not None and isolated:
        raise UsageError("--config 与 --isolated 不能同时使用。")
    if "" in paths:
        raise UsageError("稿件的路径是空的，请检查命令。")
    _one_task(fix or diff, form, baseline, write_baseline)
    _known_encoding(encoding)
    options = Options(
        encoding, _when(submitted), config, isolated, not no_suppress, baseline, write_baseline is None
    )
    inputs = expand(paths)
    for target in filter(None, (output, write_baseline)):
        if any(_same(target, path) for path in inputs):
            raise UsageError(f"结果文件 {target} 就是要检查的稿件，请换一个文件名。")
    if write_baseline is not None:
        return _baseline_written(write_baseline, inputs, options, jobs)
    if fix or diff:
        from qc.cli.fix import fix_inputs

        with _writer(output, "diff") as write:
            result = fix_inputs(inputs, paths, options, fix, write)
        return _exit_code(*result, fail_on)
    problems = worst = 0
    with _writer(output, form) as write, _progress(len(inputs)) as watch:
        for outcome in check_all(inputs, options, _renderer(form), jobs or -1, watch):
            problems += _told(outcome)
            for text in outcome.rendered:
                write(text)
            if form != "text":
                _tell(outcome)
            worst = max(worst, outcome.worst)
    if problems and len(inputs) > 1:
        say(f"共 {len(inputs)} 个文件，{problems} 个读不出来，其余已检查。")
    return _exit_code(UNREADABLE if problems else 0, worst, fail_on)


def _exit_code(code: int, worst: int, fail_on: str) -> int:
    """The code of what went wrong, else whether a finding is as grave as asked about."""
    return code or (FINDINGS if fail_on != "never" and worst >= Severity(fail_on).rank else 0)


def _one_task(fixing: bool, form: str, baseline: Path | None, write_baseline: Path | None) -> None:
    if write_baseline is not None and (fixing or baseline is not None):
        raise UsageError("--write-baseline 不能与 --fix、--diff、--baseline 同时使用。")
    if fixing and form != "text":
        raise UsageError("--fix 和 --diff 显示的是改动，不能与 --format 同时使用。")


def _baseline_written(target: Path, inputs: list[str], options: Options, jobs: int) -> int:
    from qc.baseline import fingerprints, path_key, to_json
    from qc.writing import replace_file

    files: dict[str, dict[str, int]] = {}
    problems = 0
    with _progress(len(inputs)) as watch:
        for outcome in check_all(inputs, options, fingerprints, jobs or -1, watch):
            problems += _told(outcome)
            _tell(outcome)
            counts = Counter(mark for text in outcome.rendered for mark in text.split())
            files[path_key(None if outcome.path == "-" else outcome.path, target)] = dict(counts)
    replace_file(target, to_json(files).encode())
    say(f"已把 {sum(sum(c.values()) for c in files.values())} 处意见记入基线 {target}。")
    return UNREADABLE if problems else 0


def _tell(outcome: Outcome) -> None:
    for notice in outcome.notices:
        say(f"{_name(outcome.path)}：{notice}")


def _when(submitted: str | None) -> date | datetime | None:
    from qc.api import parse_when

    return parse_when(submitted)


def _told(outcome: Outcome) -> int:
    if outcome.problem is None:
        return 0
    say(f"{_name(outcome.path)}：{outcome.problem}")
    return 1


def _name(path: str) -> str:
    return "标准输入" if path == STDIN else path


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error, only for long work on a terminal."""
    if total < 8 or not sys.stderr.isatty():
        yield lambda done: None
        return
    with click.progressbar(length=total, label="检查中", file=sys.stderr) as bar:
        yield lambda done: bar.update(done - bar.pos)


@contextmanager
def _writer(output: Path | None, form: str) -> Iterator[Callable[[str], None]]:
    """Yield a function that takes reports one by one and writes them in the wanted form."""
    if output is None:
        with _framed(form, lambda text: click.echo(text, nl=False)) as take:
            yield take
        return
    # Written beside the target and moved at the end, so that an interrupted run leaves no half result.
    draft = output.with_name(f".{output.name}.{os.getpid()}.tmp")
    try:
        with (
            draft.open("w", encoding="utf-8", errors="replace", newline="\n") as file,
            _framed(form, lambda text: _plain_write(file, text)) as take,
        ):
            yield take
        draft.replace(output)
    except OSError as error:
        raise UsageError(f"结果写不进 {output}（{reason(error)}），请换一个位置或检查权限。") from None
    finally:
        with suppress(OSError):
            draft.unlink()


def _same(output: Path, path: str) -> bool:
    try:
        return output.exists() and Path(path).exists() and output.samefile(path)
    except (OSError, ValueError):
        return False


def _known_encoding(name: str | None) -> None:
    try:
        codecs.lookup(name or "utf-8")
    except LookupError:
        raise UsageError(f"不认识编码名称“{name}”，可用 utf-8、gb18030、utf-16 或 big5。") from None


def _plain_write(file: TextIO, text: str) -> None:
    file.write(click.unstyle(text))


def _renderer(form: str) -> Callable[[Report], str]:
    if form == "text":
        from qc.reporting.text import render

        return render
    if form == "csv":
        from qc.reporting.table import to_rows

        return to_rows
    if form == "sarif":
        from qc.reporting.sarif import to_results

        return to_results
    from qc.reporting.machine import to_json_line

    return to_json_line


def _frame(form: str) -> tuple[str, str, str]:
    """What stands before, between and after the reports of a format."""
    if form == "csv":
        from qc.reporting.table import HEAD as TABLE_HEAD

        return TABLE_HEAD, "", ""
    if form == "sarif":
        from qc.reporting import sarif

        return sarif.head(), sarif.SEPARATOR, sarif.FOOT
    from qc.reporting.machine import FOOT, HEAD, SEPARATOR

    return HEAD, SEPARATOR, FOOT


@contextmanager
def _framed(form: str, emit: Callable[[str], None]) -> Iterator[Callable[[str], None]]:
    """Pass rendered reports on; a document gets its frame around them."""
    if form not in ("json", "csv", "sarif"):
        yield lambda text: emit(text + ("\n" if form == "text" else ""))
        return
    head, separator, foot = _frame(form)
    # The head goes out with the first report, so that an error before it leaves no torso of a document.
    before = chain([head], repeat(separator))
    yield lambda text: emit(next(before) + (text if form == "csv" else text.rstrip("\n"))) if text else None
    first = next(before)
    emit((head if first is head else "") + foot)
