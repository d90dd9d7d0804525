"""The list of all checks, and running the ones an office has switched on."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import cache

from qc.checks.check import Check, Context
from qc.errors import SettingsError
from qc.finding import Finding, Severity


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check in the order of the criteria; imported here so that importing the package stays cheap."""
    from qc.checks.accurate import CHECKS as ACCURATE
    from qc.checks.balanced import CHECKS as BALANCED
    from qc.checks.concise import CHECKS as CONCISE
    from qc.checks.deep import CHECKS as DEEP
    from qc.checks.timely import CHECKS as TIMELY

    return (*CONCISE, *ACCURATE, *TIMELY, *DEEP, *BALANCED)


def find_check(name: str) -> Check | None:
    """The check with this id, or whose part after the slash is this name."""
    return next((c for c in all_checks() if name in (c.id, c.id.partition("/")[2], c.name)), None)


def near_ids(name: str) -> list[str]:
    """Ids that look like a mistyped one."""
    ids = [c.id for c in all_checks()]
    short = {i.partition("/")[2]: i for i in ids}
    return difflib.get_close_matches(name, ids, 2) or [
        short[s] for s in difflib.get_close_matches(name, short, 2)
    ]


@cache
def _known() -> frozenset[str]:
    return frozenset(c.id for c in all_checks())


def run_checks(context: Context, checks: Sequence[Check] | None = None) -> tuple[Finding, ...]:
    """Run the checks and return the findings in order of offset.

    Raises:
        SettingsError: the settings name a check that does not exist.
    """
    settings = context.settings
    for name in (*settings.checks, *settings.allow.checks):
        if name not in _known():
            near = near_ids(name)
            hint = f"，是不是“{near[0]}”" if near else "，用 qc checks 查看全部检查项"
            raise SettingsError(f"{settings.where(name)}：没有名为“{name}”的检查项{hint}。")
    found: list[Finding] = []
    for each in checks if checks is not None else all_checks():
        level = settings.checks.get(each.id) if settings.checks else None
        if level != "off":
            for evidence in each.find(context):
                found.append(each.finding(context, evidence, Severity(level) if level else None))
    if settings.allow.any:
        from qc.checks.allowed import not_allowed

        found = not_allowed(found, context.facts.plain, settings.allow)
    return tuple(sorted(found, key=lambda f: (f.start, f.end, f.check)))
