"""What is found but not shown: findings that the draft's own directives leave out, or that a baseline already holds."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from qc.checks.check import Check
from qc.checks.cover import Cover, Span
from qc.draft import Directive, Draft
from qc.finding import Criterion, Finding
from qc.report import Shown

if TYPE_CHECKING:
    from qc.baseline import Known

_ALL = ("全部", "所有", "all")


class Screen(NamedTuple):
    """How much is to be shown. directives: obey those in the draft; known: what a baseline holds for the file."""

    directives: bool = True
    known: Known | None = None


def screened(
    draft: Draft, findings: Sequence[Finding], checks: Sequence[Check], screen: Screen | None = None
) -> Shown:
    """Take out what the directives and the baseline leave out; a directive itself is never evidence.

    checks: those that a directive may name.
    """
    screen = screen or Screen()
    shown = list(findings)
    suppressed: Counter[str] = Counter()
    known: Counter[str] = Counter()
    notices: tuple[str, ...] = ()
    if draft.directives:
        typed = Cover((d.start, d.end) for d in draft.directives)
        ends = ((f, f.start, f.end - 1) for f in shown)
        shown = [f for f, a, b in ends if not typed.touches(a, a + 1) and not typed.touches(b, b + 1)]
        if screen.directives:
            orders, notices = _orders(draft.directives, checks)
            kept = [
                f for f in shown if f.check not in orders or not orders[f.check].holds(f.start, f.start + 1)
            ]
            suppressed = Counter(f.check for f in shown) - Counter(f.check for f in kept)
            shown = kept
    if screen.known is not None:
        kept = screen.known.unknown(draft, shown)
        known = Counter(f.check for f in shown) - Counter(f.check for f in kept)
        shown = kept
    return Shown(tuple(shown), dict(sorted(suppressed.items())), dict(sorted(known.items())), notices)


def _orders(
    directives: Sequence[Directive], checks: Sequence[Check]
) -> tuple[dict[str, Cover], tuple[str, ...]]:
    """By check the spans in which it is left out, and what could not be understood."""
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    notices = []
    for directive in directives:
        if directive.problem is not None:
            notices.append(directive.problem)
        for name in directive.names:
            ids = _named(name, checks)
            if not ids:
                notices.append(_unknown(name, checks))
            for each in ids:
                spans[each].append((directive.first, directive.last))
    return {each: Cover(places) for each, places in spans.items()}, tuple(dict.fromkeys(notices))


def _named(name: str, checks: Sequence[Check]) -> tuple[str, ...]:
    """The ids that a name stands for: an id, its part after the slash, a Chinese name, a criterion or everything."""
    return tuple(
        c.id
        for c in checks
        if name in (c.id, c.id.partition("/")[2], c.name, c.criterion.value, c.criterion.zh, *_ALL)
    )


def _unknown(name: str, checks: Sequence[Check]) -> str:
    names = [n for c in checks for n in (c.id, c.id.partition("/")[2], c.name)]
    names += [n for c in Criterion for n in (c.value, c.zh)]
    near = difflib.get_close_matches(name, names, 1)
    hint = f"，是不是“{near[0]}”" if near else "，用 qc checks 查看全部检查项"
    return f"稿内写的“忽略 {name}”没有起作用：没有名为“{name}”的检查项{hint}。"
