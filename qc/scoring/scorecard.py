"""Five scores, each the sum of points that name their finding or their measured fact.

A score starts from a base, wins points for facts that the genre asks for and loses points for findings. It
never leaves 0-100: what would lead outside is a line of its own, so that the lines always add up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from qc.extraction.facts import Facts
from qc.extraction.polarity import Polarity
from qc.extraction.slots import SLOT_ZH
from qc.extraction.timeline import latest_event
from qc.finding import Criterion, Finding
from qc.report import GENRE_ZH, Genre, Reason, Score, Scorecard
from qc.scoring.weights import weights
from qc.settings import Settings


def scorecard(facts: Facts, genre: Genre, findings: Sequence[Finding], settings: Settings) -> Scorecard:
    """Compute the scorecard of one draft."""
    w = weights()
    if not facts.body_sentences:
        missing = Score(None, (Reason(0, "只有标题，没有正文，不评分"),))
        return Scorecard({str(c): missing for c in Criterion}, None, {})
    scores = {
        Criterion.CONCISE: _added([Reason(100, "起评分")], _lost(findings, Criterion.CONCISE, w)),
        Criterion.ACCURATE: _added([Reason(100, "起评分")], _lost(findings, Criterion.ACCURATE, w)),
        Criterion.TIMELY: _added(
            _fresh(facts, genre, findings, settings, w), _lost(findings, Criterion.TIMELY, w)
        ),
        Criterion.DEEP: _added(_filled(facts, genre, w), _lost(findings, Criterion.DEEP, w)),
        Criterion.BALANCED: _balanced(facts, genre, findings, w),
    }
    shares = w["overall"][genre.label]
    counted = {c: s.value for c, s in scores.items() if s.value is not None}
    total = sum(shares[c.value] for c in counted)
    overall = round(sum(shares[c.value] * v for c, v in counted.items()) / total, 1) if total else None
    return Scorecard({c.value: scores[c] for c in Criterion}, overall, shares)


def _added(won: Sequence[Reason], lost: Iterator[Reason] | Sequence[Reason]) -> Score:
    lines = [*won, *lost]
    total = sum(r.points for r in lines)
    value = min(max(total, 0), 100)
    if value != total:
        lines.append(Reason(round(value - total, 2), "分数不低于0、不高于100"))
    return Score(round(value, 2), tuple(lines))


def _lost(findings: Sequence[Finding], criterion: Criterion, w: dict[str, Any]) -> Iterator[Reason]:
    """One line per finding of the criterion; a check stops costing at its cap."""
    spent: defaultdict[str, float] = defaultdict(float)
    for number, finding in enumerate(findings):
        if finding.criterion is not criterion:
            continue
        own = w["checks"].get(finding.check, {})
        points = own.get(finding.severity.value, w["severity"][finding.severity.value])
        points = min(points, own.get("cap", 100) - spent[finding.check])
        spent[finding.check] += points
        if points > 0:
            yield Reason(-points, f"{finding.severity.zh}“{_short(finding.text)}”：{finding.message}", number)


def _short(text: str) -> str:
    flat = text.replace("\n", " ")
    return flat if len(flat) <= 16 else flat[:15] + "…"


def _fresh(
    facts: Facts, genre: Genre, findings: Sequence[Finding], settings: Settings, w: dict[str, Any]
) -> list[Reason]:
    """The base of the timely score, less what the age of the latest event costs."""
    lines = [Reason(w["timely"]["base"], "起评分")]
    if facts.draft.submitted is None:
        lines.append(Reason(0, "没有报送日期，只评时间是否写准，不评是否及时"))
        return lines
    latest = latest_event(facts)
    if latest is None or latest.age is None:
        lines.append(Reason(0, "没有可以推算的日期，不评是否及时"))
        return lines
    if genre.label == "dynamic":
        bands = settings.deadlines.dynamic_days
        band = sum(latest.age > limit for limit in bands)
        cost = w["timely"]["age"]["dynamic"][band]
    else:
        limit = (
            settings.deadlines.experience_days
            if genre.label == "experience"
            else settings.deadlines.problem_days
        )
        cost = w["timely"]["age"]["other"][int(latest.age > limit)]
    number = next((i for i, f in enumerate(findings) if f.check == "timely/late-report"), None)
    lines.append(
        Reason(-cost, f"最近的事情“{latest.time.text}”距报送{latest.age}天", number if cost else None)
    )
    return lines


def _filled(facts: Facts, genre: Genre, w: dict[str, Any]) -> list[Reason]:
    """Points for each slot that the genre asks for, with the sentence that fills it."""
    plan = w["deep"][genre.label]
    lines = [Reason(plan["base"], f"起评分（{GENRE_ZH[genre.label]}类）")]
    for slot, points in plan["slots"].items():
        filling = facts.slots.get(slot)
        if filling:
            lines.append(Reason(points, f"写了{SLOT_ZH[slot]}：“{_short(filling[0].text)}”"))
        else:
            lines.append(Reason(0, f"没有{SLOT_ZH[slot]}（写了可得{points}分）"))
    return lines


def _balanced(facts: Facts, genre: Genre, findings: Sequence[Finding], w: dict[str, Any]) -> Score:
    if "emergency" in genre.flags:
        return Score(None, (Reason(0, "突发事件首报不要求喜忧兼报，不评"),))
    plan = w["balanced"]
    lines = [Reason(plan["base"], "起评分（事实平实，只写一面也不扣分）")]
    lines += _other_side(facts, genre, plan)
    return _added(lines, _lost(findings, Criterion.BALANCED, w))


def _other_side(facts: Facts, genre: Genre, plan: dict[str, Any]) -> Iterator[Reason]:
    """Points for the side that the genre does not bring by itself: bad news in a success story, and so on."""
    bad_genre = genre.label in ("problem", "warning")
    if bad_genre:
        sides = [s for s in facts.body_sentences if s.polarity is Polarity.GOOD]
        sides += [s for s in facts.slots.get("suggestion", ()) if s not in sides]
        name = "写了已有的成绩、措施或出路"
    else:
        sides = [s for s in facts.body_sentences if s.polarity is Polarity.BAD]
        name = "写了问题或困难"
    token = [s for s in sides if "token" in s.cues]
    sides = [s for s in sides if s not in token]
    if not sides:
        yield Reason(0, f"没有{name[2:]}（写了可得{plan['other_side']}分）")
        return
    yield Reason(plan["other_side"], f"{name}：“{_short(sides[0].text)}”")
    counted = next((s for s in sides if facts.quantities_in(s.start, s.end)), None)
    if counted is not None:
        yield Reason(plan["other_side_evidence"], f"并有数字为证：“{_short(counted.text)}”")
