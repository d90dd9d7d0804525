"""A unified diff of a text and its corrected form, with the changed characters marked where there are colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from click import style

CONTEXT = 1
_NO_END = "\\ 文件末尾没有换行"
_LONG = 2000  # comparing two lines character by character takes quadratic time


def unified(name: str, before: str, after: str) -> str:
    """Return the diff; both texts have the same number of lines, because no fix reaches over a line end."""
    return "".join(line + "\n" for line in _unified(name, before, after))


def _unified(name: str, before: str, after: str) -> Iterator[str]:
    old, new = before.split("\n"), after.split("\n")
    changed = [i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    if not changed:
        return
    yield style(f"--- {name}", bold=True)
    yield style(f"+++ {name}（修正后）", bold=True)
    count = len(old) - (old[-1] == "")
    for first, last in _hunks(changed, count):
        yield style(f"@@ -{first + 1},{last - first} +{first + 1},{last - first} @@", fg="cyan")
        yield from _hunk(old, new, first, last)


def _hunks(changed: Sequence[int], count: int) -> Iterator[tuple[int, int]]:
    """Groups of changed lines with the lines around them."""
    first = last = -1
    for line in changed:
        if first >= 0 and line - CONTEXT > last:
            yield first, last
            first = -1
        if first < 0:
            first = max(line - CONTEXT, 0)
        last = min(line + CONTEXT + 1, count)
    yield first, last


def _hunk(old: Sequence[str], new: Sequence[str], first: int, last: int) -> Iterator[str]:
    line = first
    while line < last:
        end = line
        while end < last and old[end] != new[end]:
            end += 1
        if end == line:
            yield from _told(" " + old[line], line, old)
            line += 1
            continue
        pairs = [_marked(old[i], new[i]) for i in range(line, end)]
        for number, (removed, _) in enumerate(pairs, line):
            yield from _told(style("-", fg="red") + removed, number, old)
        for number, (_, added) in enumerate(pairs, line):
            yield from _told(style("+", fg="green") + added, number, old)
        line = end


def _told(line: str, number: int, lines: Sequence[str]) -> Iterator[str]:
    yield line
    if number == len(lines) - 1:
        yield _NO_END


def _marked(old: str, new: str) -> tuple[str, str]:
    """The two lines in red and green, what differs in reverse."""
    left, right = [], []
    for differs, gone, come in _parts(old.rstrip("\r"), new.rstrip("\r")):
        if gone:
            left.append(style(gone, fg="red", reverse=differs or None))
        if come:
            right.append(style(come, fg="green", reverse=differs or None))
    return "".join(left), "".join(right)


def _parts(old: str, new: str) -> Iterator[tuple[bool, str, str]]:
    """What stands alike and what differs, in turn."""
    if max(len(old), len(new)) <= _LONG:
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        yield from ((tag != "equal", old[a:b], new[c:d]) for tag, a, b, c, d in matcher.get_opcodes())
        return
    yield False, old, new
