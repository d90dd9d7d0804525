"""``qc check --fix`` and ``--diff``: show the certain corrections and write them back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from qc.checks.registry import find_check
from qc.cli.chinese import say
from qc.cli.inputs import STDIN, Options, screen_for, settings_of, worst_of
from qc.draft import Origin
from qc.errors import ReadingError
from qc.fixing import Fixed, fix
from qc.pipeline import check_draft
from qc.reading.bulletin import split_bulletin
from qc.reading.files import TEXT_SUFFIXES, read_text
from qc.reading.limits import MEGABYTE, Limits, read_bytes
from qc.reading.source import Source, source
from qc.report import Report
from qc.reporting.diff import unified
from qc.settings import Settings
from qc.writing import replace_file

REFUSED, UNREADABLE = 2, 3
Write = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Corrected:
    """One input before and after: the bytes it was read from, its text in both states."""

    data: bytes
    source: Source
    fixed: Fixed


def fix_inputs(
    inputs: Sequence[str], named: Sequence[str], options: Options, write_back: bool, write: Write
) -> tuple[int, int]:
    """Correct the inputs; return the exit code of what went wrong and the rank of the gravest finding left.

    named: the inputs that the user named; what only lies in a named folder is passed over if it cannot be corrected.
    """
    code = worst = passed_over = total = 0
    for path in inputs:
        if path != STDIN and _other_format(path):
            if path in named:
                say(f"{path}：{_refusal(path)}")
                code = max(code, REFUSED)
            else:
                passed_over += 1
            continue
        try:
            done = correct(path, options)
        except ReadingError as problem:
            say(f"{'标准输入' if path == STDIN else path}：{problem}")
            code = UNREADABLE
            continue
        total += len(done.fixed.edits)
        worst = max(worst, worst_of(done.fixed.after if write_back else done.fixed.before))
        _deliver(path, done, write_back, write)
    if passed_over:
        say(f"另有 {passed_over} 个文件不是 .txt 或 .md，没有修正。")
    _say_total(total, write_back)
    return code, worst


def correct(path: str, options: Options) -> Corrected:
    """Read one input and fix its text.

    Raises:
        ReadingError: it cannot be read, or could not be written back as it was.
    """
    settings = settings_of(path, options)
    limits = Limits(int(settings.files.max_mb * MEGABYTE), int(settings.files.max_unpacked_mb * MEGABYTE))
    most = limits.file_bytes + 1
    data = sys.stdin.buffer.read(most) if path == STDIN else read_bytes(Path(path), limits)
    origin = read_text(data, None if path == STDIN else path, options.encoding, limits)[0].origin
    form = source(data, options.encoding)
    fixed = fix(form.text, lambda text: _inspect(text, path, origin, settings, options))
    form.to_bytes(fixed.text)
    return Corrected(data, form, fixed)


def _inspect(text: str, path: str, origin: Origin, settings: Settings, options: Options) -> Sequence[Report]:
    screen = screen_for(path, settings, options)
    drafts = split_bulletin(text, Origin(origin.path, encoding=origin.encoding, notices=origin.notices))
    return [check_draft(d.with_submitted(options.submitted), settings, screen=screen) for d in drafts]


def _deliver(path: str, done: Corrected, write_back: bool, write: Write) -> None:
    text = done.fixed.text
    if path == STDIN and write_back:
        sys.stdout.flush()
        sys.stdout.buffer.write(done.source.to_bytes(text))
        sys.stdout.buffer.flush()
        return
    if not done.fixed.edits:
        return
    write(_listed(done) + unified("标准输入" if path == STDIN else path, done.source.text, text))
    if write_back:
        replace_file(Path(path), done.source.to_bytes(text), done.data)


def _listed(done: Corrected) -> str:
    """The corrections one by one; programs that read diffs pass over these lines."""
    lines = []
    for line, edit in done.fixed.edits:
        check = find_check(edit.check)
        change = f"改为“{edit.new}”" if edit.new else "删去"
        lines.append(f"第 {line} 行：“{edit.old}”{change}（{check.name if check else edit.check}）\n")
    return "".join(lines)


def _say_total(total: int, write_back: bool) -> None:
    if not total:
        say("没有可以自动修正的地方。")
    elif write_back:
        say(f"已修正 {total} 处。")
    else:
        say(f"可以修正 {total} 处，没有写入文件；写入请用 --fix。")


def _other_format(path: str) -> bool:
    try:
        return Path(path).is_file() and Path(path).suffix.lower() not in TEXT_SUFFIXES
    except (OSError, ValueError):
        return False


def _refusal(path: str) -> str:
    if Path(path).suffix.lower() == ".docx":
        return "Word 文件还不能自动修正（以后用修订方式写入），请照 qc check 的意见在 Word 里改。"
    return "这种格式不能自动修正，只能修正 .txt 和 .md。"
