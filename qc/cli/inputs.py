"""Paths to reports: one file, a folder, standard input; a bad input is told and the rest goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from qc.errors import ReadingError, SettingsError
from qc.report import Report
from qc.settings import Settings, find_settings, load_settings

STDIN = "-"
PARALLEL_FROM = 24  # below this many files starting worker processes costs more than it saves


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line said about reading."""

    encoding: str | None = None
    submitted: date | datetime | None = None
    config: Path | None = None
    isolated: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """The reports of one input, or the sentence that says why it could not be read."""

    path: str
    reports: tuple[Report, ...] = ()
    problem: str | None = None


def settings_for(path: Path, options: Options) -> Settings:
    """The settings that hold for a path: given, found beside or above it, or the defaults."""
    if options.config is not None:
        return _load(options.config)
    if options.isolated:
        return Settings()
    found = find_settings(path)
    return _load(found) if found else Settings()


@cache
def _load(path: Path) -> Settings:
    return load_settings(path)


def check_path(path: str, options: Options) -> Outcome:
    """Read and check one input; only reading problems are caught, wrong settings stop the run."""
    from qc.pipeline import check_draft

    try:
        if path == STDIN:
            settings = settings_for(Path.cwd(), options)
            drafts = [_from_stdin(options, settings)]
        else:
            from qc.api import read_drafts

            settings = settings_for(Path(path), options)
            drafts = read_drafts(path, options.encoding, settings)
    except ReadingError as problem:
        return Outcome(path, problem=str(problem))
    return Outcome(path, tuple(check_draft(d.with_submitted(options.submitted), settings) for d in drafts))


def _from_stdin(options: Options, settings: Settings):  # type: ignore[no-untyped-def]
    from qc.reading.files import read_text
    from qc.reading.limits import MEGABYTE, Limits

    limit = int(settings.files.max_mb * MEGABYTE)
    data = sys.stdin.buffer.read(limit + 1)
    return read_text(data, None, options.encoding, Limits(limit))


def expand(paths: Sequence[str]) -> list[str]:
    """Replace folders by the readable files below them.

    Raises:
        ReadingError: a folder holds no readable file.
    """
    from qc.reading.files import SUFFIXES, readable_files

    found: list[str] = []
    for path in paths:
        if path != STDIN and Path(path).is_dir():
            files = [str(f) for f in readable_files(Path(path))]
            if not files:
                raise ReadingError(f"文件夹 {path} 里没有可读的稿件（{'、'.join(sorted(SUFFIXES))}）。")
            found.extend(files)
        else:
            found.append(path)
    return found


def check_all(
    paths: Sequence[str], options: Options, jobs: int, watch: Callable[[int], None] = lambda done: None
) -> Iterator[Outcome]:
    """Check the inputs in order, in several processes where there are many; ``watch`` is told the progress."""
    if jobs == 1 or len(paths) < PARALLEL_FROM:
        for done, path in enumerate(paths, 1):
            yield check_path(path, options)
            watch(done)
        return
    from joblib import Parallel, delayed

    size = 16
    chunks = [paths[i : i + size] for i in range(0, len(paths), size)]
    done = 0
    for outcomes in Parallel(n_jobs=jobs, return_as="generator")(delayed(_check_some)(c, options) for c in chunks):
        done += len(outcomes)
        watch(done)
        yield from outcomes


def _check_some(paths: Sequence[str], options: Options) -> list[Outcome]:
    return [check_path(path, options) for path in paths]


__all__ = ["STDIN", "Options", "Outcome", "SettingsError", "check_all", "check_path", "expand", "settings_for"]
