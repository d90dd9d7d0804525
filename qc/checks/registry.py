"""The list of all checks, and running the ones an office has switched on."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import lru_cache

from qc.checks.check import Check, Context
from qc.checks.packed import check_of
from qc.errors import SettingsError
from qc.finding import Finding, Severity
from qc.packs.pack import Packs
from qc.packs.reading import builtin_pack


@lru_cache(maxsize=8)
def all_checks(packs: Packs = ()) -> tuple[Check, ...]:
    """Every check in the order of the criteria, those of an office's packs last.

    Imported here so that importing the package stays cheap.

    Raises:
        SettingsError: a pack's check has the id of another one.
    """
    from qc.checks.accurate import CHECKS as ACCURATE
    from qc.checks.balanced import CHECKS as BALANCED
    from qc.checks.concise import CHECKS as CONCISE
    from qc.checks.deep import CHECKS as DEEP
    from qc.checks.timely import CHECKS as TIMELY

    own = [check_of(words) for words in builtin_pack().lists]
    checks = []
    for code in (CONCISE, ACCURATE, TIMELY, DEEP, BALANCED):
        checks += [*code, *(c for c in own if c.criterion is code[0].criterion)]
    known = {c.id: "程序自带的检查项" for c in checks}
    for pack in packs:
        for words in pack.lists:
            if words.id in known:
                raise SettingsError(
                    f"规范包“{pack.name}”（{pack.source}）的“{words.id}”与{known[words.id]}重名，请换一个 id。"
                )
            known[words.id] = f"规范包“{pack.name}”（{pack.source}）"
            checks.append(check_of(words))
    return tuple(checks)


def find_check(name: str, packs: Packs = ()) -> Check | None:
    """The check with this id, or whose part after the slash is this name."""
    return next((c for c in all_checks(packs) if name in (c.id, c.id.partition("/")[2], c.name)), None)


def near_ids(name: str, packs: Packs = ()) -> list[str]:
    """Ids that look like a mistyped one."""
    ids = [c.id for c in all_checks(packs)]
    short = {i.partition("/")[2]: i for i in ids}
    return difflib.get_close_matches(name, ids, 2) or [
        short[s] for s in difflib.get_close_matches(name, short, 2)
    ]


@lru_cache(maxsize=8)
def _known(packs: Packs) -> frozenset[str]:
    return frozenset(c.id for c in all_checks(packs))


def run_checks(context: Context, checks: Sequence[Check] | None = None) -> tuple[Finding, ...]:
    """Run the checks and return the findings in order of offset.

    Raises:
        SettingsError: the settings name a check that does not exist.
    """
    settings = context.settings
    for name in (*settings.checks, *settings.allow.checks):
        if name not in _known(settings.packs):
            near = near_ids(name, settings.packs)
            hint = f"，是不是“{near[0]}”" if near else "，用 qc checks 查看全部检查项"
            raise SettingsError(f"{settings.where(name)}：没有名为“{name}”的检查项{hint}。")
    found: list[Finding] = []
    met = context.facts.met
    for each in checks if checks is not None else all_checks(settings.packs):
        if each.listed and each.id not in met:
            continue
        level = settings.checks.get(each.id) if settings.checks else None
        if level != "off":
            for evidence in each.find(context):
                found.append(each.finding(context, evidence, Severity(level) if level else None))
    if settings.allow.any:
        from qc.checks.allowed import not_allowed

        found = not_allowed(found, context.facts.plain, settings.allow)
    return tuple(sorted(found, key=lambda f: (f.start, f.end, f.check)))
