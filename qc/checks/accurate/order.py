"""Events whose second comes before its first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.events import Event, Step, dated_events, places
from qc.extraction.facts import Facts, Sentence
from qc.extraction.moments import before, datable, names_year
from qc.extraction.times import Fields, Time, TimeKind, as_date
from qc.finding import Norm, NormKind, Severity

# Between two steps: what may open the second clause without bringing in another subject.
_SAME = (
    r"据?[^,。;\n]{0,6}(?:显示|记载)|[,、\s(]|该|本|此|其|并|又|再|随后|随即|之后|而后|此后|最终|最后|直至|至|到|于|在|自|从|已经|已|现|经|正式|全部|全面|全线|全县|全市|"
    r"顺利|圆满|成功|计划|预计|拟|将|主体|整体|项目|工程|患者|病人|后者|两人|同|则|却|仅|才|就|即|便|目前|建设|治疗|审查|调查|了|后|"
    r"报名|公示|活动|会议|大会|培训班|培训|合同|企业|公司|车间|机构|单位|双方|以及|和|对外|达到|予以|给予|由"
)
_OTHER = (
    r"另|其余|其他|其它|二期|三期|四期|第[二三四五]|同类|新一轮|下一|上一|此前|在此之前|之前|早在|早于|曾|原有|前期|再次|再度|又一|"
    r"重新|补|二次|新一|还|同样|同时|历史|上次|上届|本次|类似|有的|分别|首个|首批|期间|其中|副"
)
_PLANNED = r"将|拟|计划|预计|力争|确保|定于|要求|争取|推迟|延期|原定|暂定|如"
# 5月10日通过验收后,于4月2日…
_AFTER = (
    r"(?<![前先今最落背随])(?:之|以)?后,?(?:[^,。;\n]{0,8}(?:又|再|才|随即|立即|即|便|已|就)?(?:于|在)|又|再|才|随即|立即)?$"
    r"|,(?:随后|之后|其后|尔后|此后|继而|接着|紧接着|然后|后)(?:[^,。;\n]{0,8}(?:于|在)|又|再|,)?$"
)
# 5月10日开工前,于5月20日…
_AHEAD = (
    r"[^,。;\n]{2,14}(?<![目提空日先当面眼此会])(?:之|以)?前,(?:[^,。;\n]{0,8}(?:已|就|便|先)?(?:于|在))?$"
)
_ATTRIBUTE = r"[^,。;\n]{0,12}的"
_RANGE = r"(?:开始|起始|起|始)?,?(?:一直|持续|延续|延长|并)?(?:至|到|-|~|—)+$"
_VALID_TO = r"起[^,。;\n]{0,6},(?:有效期|期限|执行期|聘期|任期)[^,。;\n]{0,3}(?:至|到)$"
_EXPIRES = r"(?:到期|届满|期满|结束|截止|为?止|终止)"
_TO = r"[至到~\uff5e\u2013\u2014-]+"
_IN_TURN = r"先后(?:于|在|分别)*$"
_LISTED = r"[、和及与,]+(?:以及)?$"
_CLAIMED_BEFORE = r"(?:已|已经|曾|业已|均已|刚|刚刚)(?:于|在|经)$"
_CLAIMED_AFTER = r"[^,。;\n]{0,6}(?:已经|已(?!定|经?计划|安排|明确|确定|列))[^,。;\n]{2,}|[^,。;\n就]{1,16}(?<![为除罢就])了(?![解结断望如])"
_UNTIL = r"(?:[至到]|从|自)$"
_DAYS = frozenset({"date", "iso", "day", "month"})
_TO_COME = r"\s?(?:之前|以前|前|起|止|到期|届满|生效|施行|截止)"
_DISPATCHED = frozenset("讯电消报稿")
_DISPATCH = r"(?:讯|电|消息|报道|稿)(?=[,:\s)】])"  # 9月18日讯
_BATCH = r"(?:第([一二三四五六七八九])|(首))(批|轮|次|期|阶段|场)(?!建设|工程|项目)"
_SIX_HOURS = 360  # minutes; what ends that much earlier runs over midnight
_LOOK_BACK = 8  # events before one that it is compared with, so that the cost stays linear
_LIKELY = frozenset({"公文", "活动"})  # a rule may take effect before it is printed
_LOOSE = frozenset({"活动"})
_NUMERALS = "一二三四五六七八九"


@cache
def _ready(pattern: str) -> re.Pattern[str]:
    """Most drafts need few of these patterns, so each is compiled when it is first used."""
    return re.compile(pattern)


@check(
    id="accurate/date-order",
    name="时间顺序颠倒",
    severity=Severity.ERROR,
    message="“{second}”（{when}）早于“{first}”（{earlier}），请核对。",
    norm=Norm("先后顺序", NormKind.LOGIC),
    examples=(
        Example("患者7月3日入院治疗，⟦6月29日⟧痊愈出院。"),
        Example("县纪委监委2024年2月立案审查，⟦2023年8月⟧给予其开除党籍处分。"),
        Example("3月5日8时10分接警，⟦8时05分⟧到场。"),
        Example("防火期自2024年11月1日起，至⟦2024年5月31日⟧止。"),
        Example("第一批补助6月5日发放，第二批⟦5月20日⟧发放。"),
        Example("渠道已于⟦3月15日⟧通水。", submitted="2026-03-10"),
        Example("3月5日23时50分接警，次日0时12分到场。"),
        Example("项目2024年6月开工，2025年3月竣工。"),
        Example("东渠2024年6月开工，西渠2024年3月竣工。"),
        Example("项目2023年9月开工，次年4月竣工。"),
    ),
)
def date_order(context: Context) -> Iterator[Evidence]:
    """入院在前、出院在后，开工在前、竣工在后；时间写反多半是数字抄错。"""
    facts = context.facts
    seen: set[int] = set()
    for evidence in _all(facts):
        if evidence.start not in seen:
            seen.add(evidence.start)
            yield evidence


def _all(facts: Facts) -> Iterator[Evidence]:
    yield from _future(facts)
    yield from _own_ranges(facts.times)
    dated = [t for t in facts.times if datable(t)]
    if len(dated) < 2:
        return
    held: list[Event] = []
    for (sentence, times), near in _neighbours(list(_by_sentence(facts, dated))):
        if len(times) >= 2:
            yield from _told(facts, sentence, times)
        events = dated_events(facts, sentence) if near or len(times) >= 2 else []
        if not near:
            held = []
        yield from _steps(facts, held, events)
        held = events
    if "第二" in facts.plain:
        yield from _batches(facts)


Dated = tuple[Sentence, list[Time]]


def _by_sentence(facts: Facts, dated: list[Time]) -> Iterator[Dated]:
    """The sentences that hold dated times, in one walk."""
    index = 0
    for sentence in facts.sentences:
        first = index
        while index < len(dated) and dated[index].start < sentence.end:
            index += 1
        if index > first:
            yield sentence, dated[first:index]


def _neighbours(groups: list[Dated]) -> Iterator[tuple[Dated, bool]]:
    """Each with whether the sentence just before or after it, in its paragraph, is dated too."""
    touch = [a[0].paragraph == b[0].paragraph and b[0].start - a[0].end <= 2 for a, b in pairwise(groups)]
    for index, group in enumerate(groups):
        before_it, after_it = touch[index - 1 : index] if index else [], touch[index : index + 1]
        yield group, any(before_it) or any(after_it)


# --- steps of a procedure ----------------------------------------------------------------------------------------


def _steps(facts: Facts, held: Sequence[Event], events: Sequence[Event]) -> Iterator[Evidence]:
    """Compare each event with those before it in its sentence and in the sentence before."""
    for index, second in enumerate(events):
        for first in (*held[-_LOOK_BACK:], *events[max(0, index - _LOOK_BACK) : index]):
            if first.time.start == second.time.start:
                continue
            for one, other in ((first, second), (second, first)):
                if step := _reversed(facts, one, other):
                    level = Severity.WARNING if step.chain in _LIKELY else None
                    yield _evidence(other.time, one.time, one.word, other.word, level)


def _evidence(time: Time, other: Time, first: str, second: str, level: Severity | None = None) -> Evidence:
    fields = {"first": first, "second": second, "when": time.text, "earlier": other.text}
    if names_year(time) != names_year(other):
        level = Severity.WARNING
    return Evidence(time.start, time.end, severity=level, fields=fields)


def _reversed(facts: Facts, first: Event, second: Event) -> Step | None:
    """The later of two steps of one chain, if it is dated before the earlier."""
    if first.time.kind is TimeKind.DEADLINE or not before(second.time, first.time):
        return None
    chains = {step.chain: step for step in places(first.word)}
    for step in places(second.word):
        one = chains.get(step.chain)
        if one is not None and one.stage < step.stage:
            return step if _fits(facts, first, second, step) else None
    return None


def _fits(facts: Facts, first: Event, second: Event, step: Step) -> bool:
    """Is it one affair? The text between must name no other, and for chains of one subject no subject at all."""
    if second.time.kind is TimeKind.DEADLINE and not step.deadline:
        return False
    if step.season and not (names_year(first.time) and names_year(second.time)):
        return False
    low, high = sorted((first, second), key=lambda e: e.start)
    gap = facts.plain[low.end : high.start]
    from_the_end = low is second and (gap[0] == "的" or "。" in gap or ";" in gap)
    if from_the_end or _ready(_OTHER).search(gap) or len(gap) > 70:
        return False  # told from the end: only of one thing, in one sentence
    context = facts.plain[max(0, low.start - 80) : low.start]
    apart = "。" in gap or ";" in gap
    inner = facts.plain[high.time.end : high.start] if high.time.end <= high.start else ""
    other = "," in inner[1:] or (step.same and not _is_known(_ready(_SAME).sub("", inner), context))
    if other and (inner.startswith(",") or apart):
        return False
    if low is second and not step.same and (len(_opening(facts, low, high)) > 4 or len(inner) > 4):
        return False
    if step.chain in _LOOSE and not _same_object(facts.plain, first, second):
        return False
    return not step.same or _is_known(_ready(_SAME).sub("", _opening(facts, low, high)), context)


def _same_object(plain: str, first: Event, second: Event) -> bool:
    """启动 and 完成 belong together only if what is completed is what was begun, or is not named again."""
    thing = re.split("[,。;\n]", plain[second.end : second.end + 20])[0]
    thing = _ready(_SAME).sub("", thing.replace("任务", "").replace("工作", ""))
    if len(thing) < 2:
        return True
    before_it = re.split("[,。;\n]", plain[max(0, first.start - 40) : first.start])[-1]
    context = before_it + re.split("[,。;\n]", plain[first.end : first.end + 20])[0]
    return any(thing[i : i + 2] in context for i in range(len(thing) - 1))


def _opening(facts: Facts, low: Event, high: Event) -> str:
    """What stands between the first event and the second's time, from the last comma or full stop on."""
    text = facts.plain[low.end : min(high.start, high.time.start)]
    pieces = re.split("[,。;\n]", text)
    return pieces[-1] if len(pieces) > 1 else ""


def _is_known(subject: str, text: str) -> bool:
    """Has the subject of the second clause been named before?"""
    return len(subject) < 2 or subject[:2] in text or subject[-2:] in text


# --- what the text itself says about order -----------------------------------------------------------------------


def _told(facts: Facts, sentence: Sentence, times: Sequence[Time]) -> Iterator[Evidence]:
    plain = facts.plain
    for one, other in pairwise(times):
        gap = plain[one.end : other.start]
        if len(gap) > 50 or "。" in gap or ";" in gap or "\n" in gap:
            continue
        if before(other, one):
            yield from _backwards(facts, one, other, gap)
        elif (
            "前" in gap
            and _ready(_AHEAD).match(gap)
            and one.kind is not TimeKind.DEADLINE
            and before(one, other)
        ):
            fields = {"first": "前一件事", "second": "后一件事", "when": one.text, "earlier": other.text}
            yield Evidence(one.start, one.end, severity=Severity.WARNING, fields=fields)
    for index, time in enumerate(times):
        as_of = plain.endswith(("截至", "截至到"), sentence.start, time.start)
        if as_of or (
            plain[time.end : time.end + 1] in _DISPATCHED and _ready(_DISPATCH).match(plain, time.end)
        ):
            for later in times[index + 1 :]:
                if before(time, later) and _claimed_done(plain, later):
                    yield _ahead(later, "截至日期", time.text)


def _backwards(facts: Facts, one: Time, other: Time, gap: str) -> Iterator[Evidence]:
    if _ready(_RANGE).fullmatch(gap) and not facts.plain[: other.start].endswith(("-", "~", "—")):
        yield _evidence(other, one, "起始时间", "终止时间")
    elif _ready(_IN_TURN).search(facts.plain, max(0, one.start - 6), one.start) and _ready(_LISTED).fullmatch(
        gap
    ):
        yield Evidence(
            other.start,
            other.end,
            severity=Severity.WARNING,
            fields={"first": "先列的时间", "second": "后列的时间", "when": other.text, "earlier": one.text},
        )
    elif (_ready(_VALID_TO).match(gap) and names_year(one) and names_year(other)) or (
        gap.startswith("起") and "," in gap and _ready(_EXPIRES).match(facts.plain, other.end)
    ):
        yield _evidence(other, one, "起始时间", "终止时间")
    elif (
        other.form != "year"
        and _ready(_AFTER).search(gap)
        and not _ready(_OTHER).search(gap)
        and not _ready(_ATTRIBUTE).match(facts.plain, other.end)
    ):
        yield _evidence(other, one, "前一件事", "后一件事")


# --- against the day of the report -------------------------------------------------------------------------------


def _future(facts: Facts) -> Iterator[Evidence]:
    """What is told as done must not lie after the day on which the draft is handed in."""
    day = as_date(facts.draft.submitted)
    if day is None:
        return
    for time in facts.times:
        if time.first is not None and time.first > day and _claimed_done(facts.plain, time):
            yield _ahead(time, "报送日期", f"{day.year}年{day.month}月{day.day}日")


def _own_ranges(times: Sequence[Time]) -> Iterator[Evidence]:
    """Ranges of months, years and clock times, and those with a deadline; plain ranges of days are range-order's."""
    for time in times:
        if time.until[3] is not None and time.until[2] is None:
            wrong = 0 < _minutes(time.fields) - _minutes(time.until) < _SIX_HOURS
        elif time.first is None or time.last is None or time.last >= time.first:
            continue
        else:
            wrong = time.kind is not TimeKind.PRECISE and names_year(time)
        if wrong:
            start, _, end = _ready(_TO).sub("\n", time.text, count=1).partition("\n")
            fields = {"first": "起始时间", "second": "终止时间", "when": end, "earlier": start}
            yield Evidence(time.start, time.end, fields=fields)


def _minutes(fields: Fields) -> int:
    return (fields[3] or 0) * 60 + (fields[4] or 0)


def _ahead(time: Time, name: str, day: str) -> Evidence:
    fields = {"first": "已发生的事", "second": name, "when": day, "earlier": time.text}
    return Evidence(time.start, time.end, fields=fields)


def _claimed_done(plain: str, time: Time) -> bool:
    if time.form not in _DAYS or not datable(time):
        return False
    lead = re.split("[,。;:\n]", plain[max(0, time.start - 30) : time.start])[-1]
    rest = re.split("[,。;\n]", plain[time.end : time.end + 30].removeprefix(","))[0]
    if time.kind is TimeKind.DEADLINE:  # 已于7月5日前完成
        return _ready(_CLAIMED_BEFORE).search(lead) is not None and "完成" in rest
    if (
        _ready(_TO_COME).match(plain, time.end)
        or _ready(_PLANNED).search(lead)
        or _ready(_UNTIL).search(lead)
        or _ready(_PLANNED).search(rest)
    ):
        return False
    if _ready(_CLAIMED_BEFORE).search(lead) is not None:
        return True
    return time.form != "month" and _ready(_CLAIMED_AFTER).match(rest) is not None


# --- first and second batch --------------------------------------------------------------------------------------


def _batches(facts: Facts) -> Iterator[Evidence]:
    for sentence in facts.sentences:
        if "第二" not in sentence.text:
            continue
        found = list(_ready(_BATCH).finditer(facts.plain, sentence.start, sentence.end))
        for one, other in pairwise(found):
            if one[3] != other[3] or abs(_rank(other) - _rank(one)) != 1:
                continue
            times = (
                _first_time(facts, one.end(), other.start()),
                _first_time(facts, other.end(), sentence.end),
            )
            pairs = sorted(zip((one, other), times, strict=True), key=lambda pair: _rank(pair[0]))
            (first, early), (second, late) = pairs
            if early and late and before(late, early):
                yield _evidence(late, early, first[0], second[0])


def _rank(batch: re.Match[str]) -> int:
    return 1 if batch[2] else _NUMERALS.index(batch[1]) + 1


def _first_time(facts: Facts, start: int, end: int) -> Time | None:
    return next((t for t in facts.times_in(start, min(end, start + 30)) if datable(t)), None)
