"""The functions that ``import qc`` offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from qc.draft import Draft
from qc.errors import UsageError
from qc.extraction.facts import Facts
from qc.pipeline import check_draft, facts_of, genre_of
from qc.reading.bulletin import split_bulletin
from qc.reading.files import read_file
from qc.reading.limits import MEGABYTE, Limits
from qc.reading.structure import parse_date
from qc.reading.text import draft_from_text
from qc.report import Genre, Report
from qc.settings import Settings

_YEARS = (1900, 2200)
When = date | datetime | str | None


def parse_when(when: When) -> date | datetime | None:
    """Read a submission date: a date, a datetime, or ISO text such as 2026-03-05 or 2026-03-05T10:30.

    Raises:
        UsageError: the text is no such date.
    """
    if when is None:
        return None
    parsed = when if isinstance(when, date) else parse_date(when.strip().replace("T", " "))
    if parsed is None or not _YEARS[0] <= parsed.year <= _YEARS[1]:
        raise UsageError(f"报送日期“{when}”不对，请写成 2026-03-05 或 2026-03-05T10:30。")
    return parsed.replace(tzinfo=None) if isinstance(parsed, datetime) else parsed


def check(
    text: str, title: str | None = None, submitted: When = None, settings: Settings = Settings()
) -> Report:
    """Check one draft given as text; without ``title`` the first line is the title when a body follows.

    submitted: when the draft is handed in; a date line in the text counts unless one is given.
    """
    draft = draft_from_text(text, title).with_submitted(parse_when(submitted))
    return check_draft(draft, settings)


def read_drafts(
    path: str | Path, encoding: str | None = None, settings: Settings = Settings()
) -> list[Draft]:
    """Read the drafts of one file under the limits of the settings."""
    files = settings.files
    limits = Limits(int(files.max_mb * MEGABYTE), int(files.max_unpacked_mb * MEGABYTE))
    return read_file(Path(path), encoding, limits)


def check_file(
    path: str | Path, submitted: When = None, encoding: str | None = None, settings: Settings = Settings()
) -> list[Report]:
    """Check every draft in a file."""
    when = parse_when(submitted)
    return [check_draft(d.with_submitted(when), settings) for d in read_drafts(path, encoding, settings)]


def check_bulletin(text: str, submitted: When = None, settings: Settings = Settings()) -> list[Report]:
    """Check a text that may hold several drafts; each report's offsets are into its own draft."""
    when = parse_when(submitted)
    return [check_draft(d.with_submitted(when), settings) for d in split_bulletin(text)]


def classify(text: str, title: str | None = None, settings: Settings = Settings()) -> Genre:
    """Tell the genre of a draft, or of a title alone."""
    return genre_of(facts_of(draft_from_text(text, title), settings), settings)


def facts(
    text: str, title: str | None = None, submitted: When = None, settings: Settings = Settings()
) -> Facts:
    """Return the times, quantities and sentences of a text."""
    draft = draft_from_text(text, title)
    return facts_of(replace(draft, submitted=parse_when(submitted) or draft.submitted), settings)


__all__: Sequence[str] = ("check", "check_bulletin", "check_file", "classify", "facts")
