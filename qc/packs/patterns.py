"""Regular expressions as data: which ones are safe, and texts that they match.

A pattern of a pack must cost a bounded number of steps wherever it is tried, so that a check stays linear in the
text: no open-ended repeats, no repeat of anything but single characters, and few ways to split a text between
repeats. The syntax tree comes from Python's own parser.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product
from typing import Any

LONGEST = 400
_MOST_WAYS = 2000
_MOST_SAMPLES = 64
_FILLER = "某,1 a。"
_SINGLE = ("LITERAL", "NOT_LITERAL", "IN", "ANY", "CATEGORY", "RANGE")


@cache
def _parser() -> Any:
    # The parser behind re.compile: the standard library offers no other door to the tree of a pattern.
    return importlib.import_module("re._parser")


def fault(pattern: str) -> str | None:
    """Say in Chinese what is wrong with a pattern, or ``None`` when it is sound and cheap.

    >>> fault("[甲乙]{1,3}丙"), fault("(甲{0,9}){0,9}")
    (None, '重复里面又有重复，可能极慢，请拆开写')
    """
    if len(pattern) > LONGEST:
        return f"模式太长（超过 {LONGEST} 个字符）"
    try:
        re.compile(pattern)
        tree = _parser().parse(pattern)
    except (re.error, OverflowError, RecursionError):
        return "模式写错了，请检查括号、方括号和花括号"
    try:
        ways = _ways(tree)
    except _FaultError as found:
        return str(found)
    return None if ways <= _MOST_WAYS else "模式里可伸缩的部分太多，可能很慢，请缩小次数范围或拆成几行"


class _FaultError(Exception):
    """Why a pattern is refused."""


def _ways(tree: Any, inside: bool = False) -> int:
    """An upper bound of the ways in which a sequence can be split between its repeats."""
    ways = 1
    for op, argument in tree:
        ways *= _ways_of(str(op), argument, inside)
        if ways > _MOST_WAYS:
            return ways
    return ways


def _ways_of(op: str, argument: Any, inside: bool) -> int:
    if op in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        low, high, inner = argument
        if high == _parser().MAXREPEAT:
            raise _FaultError("不要用 * 和 +，请写明次数，如 {0,10}")
        if inside and high > low:
            raise _FaultError("重复里面又有重复，可能极慢，请拆开写")
        if high <= 1:
            return _ways(inner, inside) + int(high - low)  # an option is no repeat
        return int(high - low + 1) * _ways(inner, inside=True)
    if op == "BRANCH":
        if inside:
            raise _FaultError("重复里面有“或者”，可能极慢，请拆开写")
        counts = [_ways(branch, inside) for branch in argument[1]]
        return max(counts) if _distinct(argument[1]) else sum(counts)
    if op == "SUBPATTERN":
        return _ways(argument[-1], inside)
    if op in ("ASSERT", "ASSERT_NOT"):
        return _ways(argument[1], inside)
    if op == "ATOMIC_GROUP":
        return _ways(argument, inside)
    if op in _SINGLE or op in ("AT", "GROUPREF"):
        return 1
    raise _FaultError("用了不支持的写法")


def _distinct(branches: Any) -> bool:
    """True when the branches begin with different characters, so that only one can match."""
    heads = [(str(branch[0][0]), branch[0][1]) if len(branch) else ("", None) for branch in branches]
    return all(op == "LITERAL" for op, _ in heads) and len({c for _, c in heads}) == len(heads)


def alternatives(guard: str) -> list[str]:
    """Split a guard at the bars that stand outside brackets, because a look-behind needs one width.

    >>> alternatives("[县|市]|特区")
    ['[县|市]', '特区']
    """
    parts, depth, start, position = [], 0, 0, 0
    while position < len(guard):
        character = guard[position]
        if character == "\\":
            position += 1
        elif character in "[(":
            depth += 1
        elif character in "])":
            depth -= 1
        elif character == "|" and depth == 0:
            parts.append(guard[start:position])
            start = position + 1
        position += 1
    return [*parts, guard[start:]]


def guarded(
    pattern: str, not_before: str = "", not_after: str = "", only_before: str = "", only_after: str = ""
) -> str:
    """A pattern with what must and what must not stand before and after it."""
    before = "".join(f"(?<!{part})" for part in alternatives(not_before)) if not_before else ""
    if only_before:
        before += "(?:" + "|".join(f"(?<={part})" for part in alternatives(only_before)) + ")"
    after = f"(?!{not_after})" if not_after else ""
    after += f"(?={only_after})" if only_after else ""
    return f"{before}(?:{pattern}){after}" if "|" in pattern else before + pattern + after


def samples(pattern: str) -> list[str]:
    """Some texts that a sound pattern should match: every branch is taken, repeats as short as they may be.

    Look-aheads at the end and look-behinds at the beginning are written out, so that the pattern can be found.
    """
    tree = _parser().parse(pattern)
    return list(islice(_texts(tree, {}), _MOST_SAMPLES))


def _texts(tree: Any, groups: dict[int, str]) -> Iterator[str]:
    choices = [list(islice(_choices(str(op), argument, groups), _MOST_SAMPLES)) for op, argument in tree]
    for parts in product(*choices):
        yield "".join(parts)


def _choices(op: str, argument: Any, groups: dict[int, str]) -> Iterator[str]:
    if op in ("LITERAL", "IN", "NOT_LITERAL", "ANY", "CATEGORY"):
        yield from _characters(op, argument)
    elif op in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        low, high, inner = argument
        for text in _texts(inner, groups):
            yield text * low
            if high > low:
                yield text * (low + 1)
    elif op == "BRANCH":
        for branch in argument[1]:
            yield from _texts(branch, groups)
    elif op == "ASSERT":
        if argument[0] < 0:  # what a look-behind asks for may have been written before
            yield ""
        yield from _texts(argument[1], groups)
    else:
        yield from _grouped(op, argument, groups)


def _grouped(op: str, argument: Any, groups: dict[int, str]) -> Iterator[str]:
    if op == "SUBPATTERN":
        for text in _texts(argument[-1], groups):
            groups.setdefault(argument[0] or 0, text)
            yield text
    else:
        yield groups.get(argument, "") if op == "GROUPREF" else ""


def _characters(op: str, argument: Any) -> Iterator[str]:
    if op == "LITERAL":
        yield chr(argument)
    elif op == "IN":
        listed = [chr(a) for o, a in argument if str(o) == "LITERAL"][:_MOST_SAMPLES]
        ranged = [chr(a[0]) for o, a in argument if str(o) == "RANGE"]
        digits = [d for o, a in argument if str(o) == "CATEGORY" for d in "123"]
        negated = any(str(o) == "NEGATE" for o, _ in argument)
        taken = {*listed}
        yield from (c for c in _FILLER if c not in taken) if negated else (*listed, *ranged, *digits)
    else:
        yield from (c for c in _FILLER if op != "NOT_LITERAL" or ord(c) != argument)
