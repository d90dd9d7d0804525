"""Marks that come in pairs, matched over the whole text: a quotation may begin and end on different lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from qc.segmentation.patterns import lazy

PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "(": ")", "【": "】", "〔": "〕", "「": "」", "『": "』"}
_OPENING = {close: opening for opening, close in PAIRS.items()}
_MARK = lazy(r"[“”‘’《》〈〉()【】〔〕「」『』]")
# Nothing but closed pairs side by side, as in nearly all drafts.
_SOUND = lazy("(?:" + "|".join(re.escape(a + b) for a, b in PAIRS.items()) + ")*")
# What stands before a closing mark that needs no opening one: a label, or a letter before an apostrophe.
_ALONE = {")": re.compile(r"[0-9A-Za-z一二三四五六七八九十①-⑳]"), "’": re.compile(r"[A-Za-z]")}


class Pairs(NamedTuple):
    """By opening mark, the first place that has no partner, and the first that stands inside its own kind."""

    unpaired: Mapping[str, int]
    nested: Mapping[str, int]


def pairs(plain: str) -> Pairs:
    """Match the marks of a text.

    1) and a) are labels; a quotation that goes on in a new paragraph opens again there; ’ after a Latin letter may be
    an apostrophe; a bracket of a title within brackets is the title's own. A family with a mark left over is not
    searched for marks inside one another.

    >>> pairs("称“近日)一词”")
    Pairs(unpaired={'(': 4}, nested={})
    """
    if _SOUND.fullmatch("".join(_MARK.findall(plain))):
        return Pairs({}, {})
    waiting: dict[str, list[tuple[int, int]]] = {}
    unpaired: dict[str, int] = {}
    nested: dict[str, int] = {}
    for match in _MARK.finditer(plain):
        mark, place = match[0], match.start()
        stack = waiting.setdefault(_OPENING.get(mark, mark), [])
        if mark in PAIRS:
            if stack and mark in "“‘" and plain.find("\n", stack[-1][0], place) >= 0:
                stack.pop()
            stack.append((place, 0 if mark == "《" else len(waiting.get("《", ()))))
        elif stack:
            inner, titles = stack.pop()
            if stack and stack[-1][1] == titles:
                nested.setdefault(_OPENING[mark], inner)
        elif not (place and mark in _ALONE and _ALONE[mark].match(plain, place - 1)):
            unpaired.setdefault(_OPENING[mark], place)
    for family, stack in waiting.items():
        if stack:
            unpaired.setdefault(family, stack[0][0])
    return Pairs(unpaired, {family: place for family, place in nested.items() if family not in unpaired})
