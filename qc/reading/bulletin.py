"""Split a text that holds several drafts.

An item begins with a line in lenticular brackets, 【标题】, or with a short line behind a bullet sign (◎ ●), when
at least two such lines are each followed by a body. A text without such lines is one draft.
"""

from __future__ import annotations

import re
from dataclasses import replace

from qc.draft import Directive, Draft, Origin
from qc.errors import ReadingError
from qc.reading.text import draft_from_text, normalise

_HEADS = (
    re.compile(r"^[ \t\u3000]*【(?P<title>[^【】\n]{4,60})】[ \t\u3000]*$", re.MULTILINE),
    re.compile(r"^[ \t\u3000]*[◎●★▲◆■][ \t\u3000]*(?P<title>[^\n。]{4,60})$", re.MULTILINE),
)


def split_bulletin(text: str, origin: Origin = Origin()) -> list[Draft]:
    """Return the drafts of a text in order; ``origin.start`` of each is its offset in the whole.

    Raises:
        ReadingError: there is nothing but blanks.
    """
    whole = normalise(text)
    if not whole.strip():
        raise ReadingError("内容是空的，没有可以检查的文字。")
    masthead = draft_from_text(whole, origin=origin)
    for pattern in _HEADS:
        heads = [head for head in pattern.finditer(whole) if not _is_directive(head[0])]
        if len(heads) < 2:
            continue
        ends = [*(h.start() for h in heads[1:]), len(whole)]
        pairs = [(h, e) for h, e in zip(heads, ends, strict=True) if whole[h.end() : e].strip()]
        if len(pairs) >= 2:
            shared = tuple(d for d in masthead.directives if d.end <= heads[0].start())
            masthead = replace(masthead, directives=shared)
            return [_item(whole, _start(whole, head), end, masthead, origin) for head, end in pairs]
    return [masthead]


def _is_directive(line: str) -> bool:
    if "忽略" not in line:
        return False
    from qc.reading.directives import is_directive

    return is_directive(line.strip())


def _start(whole: str, head: re.Match[str]) -> int:
    """Where the item begins: at its 【, or behind its bullet sign."""
    start = head.start("title")
    return start - 1 if whole[start - 1] == "【" else start


def _item(whole: str, start: int, end: int, masthead: Draft, origin: Origin) -> Draft:
    text = whole[start:end].rstrip()
    line, column = whole.count("\n", 0, start), start - whole.rfind("\n", 0, start) - 1
    draft = draft_from_text(text, origin=replace(origin, start=start, line=line, column=column))
    return replace(
        draft,
        issue=draft.issue or masthead.issue,
        submitted=draft.submitted or masthead.submitted,
        directives=(
            *(Directive(0, 0, d.names, 0, len(text), d.problem) for d in masthead.directives),
            *draft.directives,
        ),
    )
