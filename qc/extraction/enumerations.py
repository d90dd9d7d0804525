"""Numbered points: 一是…二是…, 一、二、, (一)(二), 1. 2., ①②, 第一…第二…"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from qc.segmentation.patterns import lazy

_HAN = "一二三四五六七八九十"
_LAST = 99
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LABEL = lazy(
    rf"(?P<shi>[{_HAN}]{{1,2}}(?:是(?!否|不是)|要|来|则))"
    rf"|(?P<paren>\([{_HAN}]{{1,3}}\))"
    rf"|(?P<parena>\(\d{{1,2}}\)(?=[\u4e00-\u9fff“]))"
    rf"|(?P<half>(?<=[:;。\n])\d{{1,2}})\)(?=[\u4e00-\u9fff])"
    rf"|(?P<circled>[{_CIRCLED}])"
    rf"|(?P<han>(?<=[:;])[{_HAN}]{{1,2}})、"
    rf"|(?P<arabic>(?<=[:;。(])[1-9])[.．、](?=[\u4e00-\u9fff])"
    rf"|(?P<letter>(?<=[:;。,\n])[A-H])(?:[.、．]|(?=是|为))(?=[\u4e00-\u9fff])"
    rf"|第(?P<di>[{_HAN}]{{1,3}})(?P<kind>步|阶段|环节|步骤|部分|(?:项|条|类|点|是|招)?(?=[,:为是]))"
    rf"|其(?P<qi>[{_HAN}])(?=[,是:])"
    rf"|(?P<xian>首先|其次|再次|最后)(?=,)"
)
# Every list begins with one of these; most drafts hold none.
_FIRST = (
    "一是",
    "一要",
    "一来",
    "一则",
    "二、",
    "1)",
    "(一)",
    "(1)",
    "①",
    "一、",
    "1.",
    "1、",
    "1．",
    "第一",
    "其一",
    "首先",
    "A.",
    "A、",
    "A是",
    "A为",
)
_LINE_LABEL = lazy(rf"[ \t]*(?:(?P<han>[{_HAN}]{{1,3}})、|(?P<arabic>\d{{1,2}})[.．、](?!\d(?!\d\d\d年)))")
# Where a new list may begin: after these a 一是 starts over without closing the outer one.
_STARTERS = lazy(r"[\s。;,:!?\n、”]|^$")


_SPOKEN = frozenset(["letter", "di", "qi", "xian"])
_ORDER = {"首先": 1, "其次": 2, "再次": 3, "最后": _LAST}
_DEEPEST = 8  # open lists remembered, so that a text of nothing but 一是 stays linear
# 第(三)项, (一)至(六)项, (一)、(二)项 refer to points and are none themselves.
_REFERENCE = lazy(
    r"^[第至和、或及~-]\(|\)(?:项(?!目)|款(?!项)|目(?![标录的前])|条(?![件例理])|、\(|[至和及或~-][(第])"
)


class Label(NamedTuple):
    """One label: its span, the family it belongs to and its number."""

    start: int
    end: int
    family: str
    number: int


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Labels of one family that follow one another."""

    family: str
    labels: tuple[Label, ...]


def han_number(text: str) -> int:
    """Read a Chinese numeral from 1 to 99.

    >>> han_number("三"), han_number("十二"), han_number("二十")
    (3, 12, 20)
    """
    tens, ten, ones = text.partition("十")
    if not ten:
        return _HAN.index(text[0]) + 1
    return (_HAN.index(tens) + 1 if tens else 1) * 10 + (_HAN.index(ones[0]) + 1 if ones else 0)


def labels(plain: str) -> list[Label]:
    """All labels of a text in order."""
    if not any(first in plain for first in _FIRST):
        return []
    found = []
    for match in (*_LABEL.finditer(plain), *_line_labels(plain)):
        family = "di" if match.lastgroup == "kind" else match.lastgroup or ""
        text = match[family]
        start = match.start(family)
        if family in ("paren", "parena") and _REFERENCE.search(plain[max(0, start - 1) : match.end() + 2]):
            continue
        if family == "shi":
            before = plain[max(0, start - 1) : start]
            if not _STARTERS.match(before):
                continue
            number = han_number(text[:-1])
        elif family == "circled":
            number = _CIRCLED.index(text) + 1
        elif family in _SPOKEN:
            if not _STARTERS.match(plain[max(0, match.start() - 1) : match.start()]):
                continue
            start = match.start()
            # 首先, 第三, 第四 are one list; 第二章 and 第二条 are two.
            family = "di" + (match["kind"] or "") if family in ("di", "xian") else family
            number = ord(text) - 64 if family == "letter" else _ORDER.get(text) or han_number(text)
        elif family in ("paren", "han"):
            number = han_number(text.strip("()"))
        else:
            number = int(text.strip("()"))
            family += plain[match.end() - 1] if family == "arabic" else ""
        found.append(Label(start, match.end(), family, number))
    return sorted(found)


def _line_labels(plain: str) -> Iterator[re.Match[str]]:
    start = 0
    while start >= 0:
        if match := _LINE_LABEL.match(plain, start):
            yield match
        start = plain.find("\n", start) + 1 or -1


def enumerations(plain: str) -> tuple[Enumeration, ...]:
    """Group labels into lists.

    A label 1 opens a new list inside the open ones of its family; any other label continues the innermost open list
    that it fits, and the innermost of all where it fits none.
    """
    open_lists: dict[str, list[list[Label]]] = {}
    found: list[list[Label]] = []
    for written in labels(plain):
        stack = open_lists.setdefault(written.family, [])
        # 最后 is the next, whatever its number.
        ends = written.number == _LAST and stack
        label = written._replace(number=stack[-1][-1].number + 1) if ends else written
        fitting = next(
            (i for i in reversed(range(len(stack))) if stack[i][-1].number == label.number - 1), None
        )
        if label.number == 1 or not stack:
            stack.append([label])
            found.append(stack[-1])
        else:
            if fitting is not None:
                del stack[fitting + 1 :]
            stack[-1].append(label)
        del stack[:-_DEEPEST]
    return tuple(Enumeration(group[0].family, tuple(group)) for group in found)
