"""A draft from a text that a program or a file reader already holds."""

from __future__ import annotations

from qc.draft import Draft, Origin
from qc.errors import ReadingError
from qc.reading.structure import Line, build_draft


def normalise(text: str) -> str:
    """Drop a byte order mark and turn CRLF into LF; nothing else is changed."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def draft_from_text(text: str, title: str | None = None, origin: Origin = Origin()) -> Draft:
    """Make a draft of a text; with ``title`` the text is the body and the two are joined by a line feed.

    Raises:
        ReadingError: there is nothing but blanks.
    """
    body = normalise(text)
    if title is not None:
        head = normalise(title).replace("\n", " ")
        body = f"{head}\n{body}" if body else head
    if not body.strip():
        raise ReadingError("内容是空的，没有可以检查的文字。")
    has_title = None if title is None else bool(title.strip())
    return build_draft([Line(line) for line in body.split("\n")], has_title=has_title, origin=origin)
