"""Paths to reports: one file, a folder, standard input; a bad input is told and the rest goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qc.draft import Draft
from qc.errors import ReadingError
from qc.report import Report
from qc.settings import Settings, find_settings, load_settings

if TYPE_CHECKING:
    from qc.baseline import Baseline
    from qc.checks.screen import Screen

Render = Callable[[Report], str]
STDIN = "-"
PARALLEL_FROM = 2000  # below this many files starting worker processes costs more than it saves


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line said about reading."""

    encoding: str | None = None
    submitted: date | datetime | None = None
    config: Path | None = None
    isolated: bool = False
    directives: bool = True
    baseline: Path | None = None
    use_baseline: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: its reports as text, the rank of the gravest finding, or why it could not be read.

    notices: what the draft's own directives got wrong.
    Reports are rendered where they are made, so that worker processes hand back text and not whole reports.
    """

    path: str
    rendered: tuple[str, ...] = ()
    worst: int = 0
    problem: str | None = None
    notices: tuple[str, ...] = ()


def settings_for(path: Path, options: Options) -> Settings:
    """The settings that hold for a path: given, found beside or above it, or the defaults."""
    if options.config is not None:
        return _load(options.config)
    if options.isolated:
        return Settings()
    try:
        found = find_settings(path)
    except (OSError, ValueError):
        return Settings()  # a path that the system refuses; reading it will say why
    return _load(found) if found else Settings()


def settings_of(path: str, options: Options) -> Settings:
    """The settings for an input; standard input has those of the current folder."""
    return settings_for(Path.cwd() if path == STDIN else Path(path), options)


@cache
def _load(path: Path) -> Settings:
    return load_settings(path)


def screen_for(path: str, settings: Settings, options: Options) -> Screen | None:
    """What is not to be shown of one input beyond what its directives leave out, or that those are not obeyed."""
    given = options.baseline or settings.baseline
    if options.directives and (given is None or not options.use_baseline):
        return None
    from qc.checks.screen import Screen

    if given is None or not options.use_baseline:
        return Screen(options.directives)
    named = "" if options.baseline else settings.where("baseline")
    return Screen(options.directives, _baseline(given, named).known(None if path == STDIN else path))


@cache
def _baseline(path: Path, named: str) -> Baseline:
    from qc.baseline import load

    return load(path, named)


def read_path(path: str, options: Options) -> tuple[list[Draft], Settings]:
    """Read the drafts of one file or of standard input, with the settings that hold for it.

    Raises:
        ReadingError: it cannot be read; the sentence says why.
    """
    from qc.reading.files import read_file, read_text
    from qc.reading.limits import MEGABYTE, Limits

    settings = settings_of(path, options)
    limits = Limits(int(settings.files.max_mb * MEGABYTE), int(settings.files.max_unpacked_mb * MEGABYTE))
    if path == STDIN:
        drafts = read_text(sys.stdin.buffer.read(limits.file_bytes + 1), None, options.encoding, limits)
    else:
        drafts = read_file(Path(path), options.encoding, limits)
    return [d.with_submitted(options.submitted) for d in drafts], settings


def check_path(path: str, options: Options, render: Render) -> Outcome:
    """Read and check one input; only reading problems are caught, wrong settings stop the run."""
    from qc.pipeline import check_draft

    try:
        drafts, settings = read_path(path, options)
    except ReadingError as problem:
        return Outcome(path, problem=str(problem))
    screen = screen_for(path, settings, options)
    reports = [check_draft(d, settings, screen=screen) for d in drafts]
    own = {n for d in drafts for n in d.origin.notices}
    notices = dict.fromkeys(n for r in reports for n in r.draft.origin.notices if n not in own)
    return Outcome(path, tuple(map(render, reports)), worst_of(reports), notices=tuple(notices))


def worst_of(reports: Sequence[Report]) -> int:
    """The rank of the gravest finding, 0 without findings."""
    return max((f.severity.rank for r in reports for f in r.findings), default=0)


def expand(paths: Sequence[str]) -> list[str]:
    """Replace folders by the readable files below them; an empty folder stays and is told as unreadable."""
    from qc.reading.files import readable_files

    found: list[str] = []
    for path in paths:
        files = [str(f) for f in readable_files(Path(path))] if path != STDIN and _is_folder(path) else []
        found.extend(files or [path])
    return found


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):
        return False


def check_all(
    paths: Sequence[str],
    options: Options,
    render: Render,
    jobs: int,
    watch: Callable[[int], None] = lambda done: None,
) -> Iterator[Outcome]:
    """Check the inputs in order, in several processes where there are many; ``watch`` is told the progress."""
    if jobs == 1 or len(paths) < PARALLEL_FROM:
        for done, path in enumerate(paths, 1):
            yield check_path(path, options, render)
            watch(done)
        return
    from joblib import Parallel, delayed

    size = 64
    chunks = [paths[i : i + size] for i in range(0, len(paths), size)]
    done = 0
    for outcomes in Parallel(n_jobs=jobs, return_as="generator")(
        delayed(_check_some)(c, options, render) for c in chunks
    ):
        done += len(outcomes)
        watch(done)
        yield from outcomes


def _check_some(paths: Sequence[str], options: Options, render: Render) -> list[Outcome]:
    return [check_path(path, options, render) for path in paths]
