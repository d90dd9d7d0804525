"""Steps of a procedure (开工, 竣工) and the time expression that dates each; their order is ``event_order.csv``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from qc.extraction.facts import Facts, Sentence
from qc.extraction.moments import datable
from qc.extraction.times import Time
from qc.resources import pack_rows
from qc.segmentation.patterns import lazy

_REACH = 36  # characters between a time expression and the verb it dates
_REACH_OF_YEAR = 10
_NAMED = lazy(r"(?:时间|日期|之日|期限|日)?(?:为|是|:|定于|始于|起于|止于|于|在|从|自|系)*$")
_NOT_BEFORE = lazy(r"(?:[未没不无待尚若拟免]|需要?|如果|一旦|等待|准备|申请|再次|重新|二次|同意)$")
_NOT_AFTER = lazy(
    r"之?前|率|量|数(?!据)|单位|中心|窗口|部门|人员|人[数员]|小组|组(?!织)|局|标准|条件|细则|情况|办法|意见(?!稿)|期间|费|图|点|"
    r"公司|企业|证(?!书)|单$|表|任务|机制|制度|工作(?!$|[,。;])|[类型]|了?\d|项目\d|[^,。;]{0,4}\d+(?:个|件|起|宗|户|家|人|项|座|处)|时长|周期|能力|计划"
)
_SKIPPED_TIME = lazy(
    r"(?:早于|晚于|先于|[比较与]|原定于?|原计划于?|原拟于?|截至|截止|每年|历年|不迟于|不早于|至|到)$"
)
_SHIFTED = lazy(r"原定|原计划|原拟|推迟|延期|改为|顺延|调整|对(?![\u4e00-\u9fff]{2,3}$)|针对|因")
_NOT_ITS_OWN = lazy(r"[在待等已,]")  # 对已竣工的项目, 在项目竣工后
_OF_A_THING = lazy(r"[^,]+的")  # 2016年立项的工程竣工: the year is that of 立项
_BARE = lazy(r"(?:已|将|正式|如期)?(?:发出|下发|签发|出具|作出|送达|公布|发布|举行|进行|召开)")
_AT = lazy(r"(?:拟|将|已)?[于在]$")
_SINCE = lazy(r"[^,。;\n]{0,14}以来")
# The last and first characters of the patterns above: most times have none of them beside them.
_ENDS_LINK, _ENDS_SKIPPED = frozenset("间期限日为是:于在从自系"), frozenset("于比较与定划拟至止年到")
_BEGINS_BARE = frozenset("已将正如发下签出作送公举进召")
_STOP = lazy(r"[。;\n]")


class Step(NamedTuple):
    """A place in a chain. same: the chain has one subject; season: it may run over the winter."""

    chain: str
    stage: int
    same: bool
    season: bool
    deadline: bool


class Event(NamedTuple):
    """A verb of some chain, dated by the time; ``start`` and ``end`` are the verb's."""

    word: str
    start: int
    end: int
    time: Time


@cache
def steps() -> dict[str, list[Step]]:
    """The words of all chains: word -> its places."""
    found: dict[str, list[Step]] = {}
    for row in pack_rows("event_order.csv"):
        actor, deadline = row["actor"], bool(row["deadline"])
        for stage, words in enumerate(row["stages"].split(">")):
            step = Step(row["chain"], stage, actor != "any", actor == "season", deadline)
            for word in words.split("|"):
                found.setdefault(word, []).append(step)
    return found


@cache
def places(word: str) -> tuple[Step, ...]:
    """The places of a word and, in other chains, those of the word that it ends in: 作出批复 is also 批复."""
    found = list(steps()[word])
    known = {step.chain for step in found}
    for start in range(1, len(word) - 1):
        for step in steps().get(word[start:], ()):
            if step.chain not in known:
                known.add(step.chain)
                found.append(step)
    return tuple(found)


@cache
def _by_head() -> dict[str, tuple[str, ...]]:
    """The words by their first two characters, the longest first."""
    heads: dict[str, list[str]] = {}
    for word in sorted(steps(), key=len, reverse=True):
        heads.setdefault(word[:2], []).append(word)
    return {head: tuple(words) for head, words in heads.items()}


def _words(plain: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    heads, here = _by_head(), start
    while here < end - 1:
        found = heads.get(plain[here : here + 2])
        here += 1
        for word in found or ():
            if plain.startswith(word, here - 1, end):
                yield word, here - 1
                here += len(word) - 1
                break


def dated_events(facts: Facts, sentence: Sentence) -> list[Event]:
    """The dated events of a sentence in the order of the text."""
    plain, events = facts.plain, list[Event]()
    times = facts.times_in(sentence.start, sentence.end)
    for index, time in enumerate(times):
        if not datable(time) or _is_skipped(plain, sentence.start, time.start):
            continue
        named = _named_before(plain, sentence.start, times, index)
        if named is not None:
            events.append(Event(*named, time))
        elif (noun := _headed(plain, sentence.start, times, index)) is not None:
            events.append(Event(*noun, time))
        events += _after(plain, sentence.end, times, index)
    return events


def _is_skipped(plain: str, start: int, at: int) -> bool:
    return (
        plain[at - 1 : at] in _ENDS_SKIPPED
        and _SKIPPED_TIME.search(plain[max(start, at - 4) : at]) is not None
    )


def _headed(plain: str, start: int, times: Sequence[Time], index: int) -> tuple[str, int, int] | None:
    """The step that is the subject of a bare verb: 笔试5月3日举行, 中标通知书8月6日发出."""
    time = times[index]
    if plain[time.end : time.end + 1] not in _BEGINS_BARE or not _BARE.match(plain, time.end):
        return None
    low = max(start, times[index - 1].end if index else start, time.start - 8)
    link = _AT.search(plain, low, time.start)
    end = link.start() if link else time.start
    found = [(w, a) for w, a in _words(plain, low, end) if a + len(w) == end]
    return (found[0][0], found[0][1], end) if found else None


def _named_before(plain: str, start: int, times: Sequence[Time], index: int) -> tuple[str, int, int] | None:
    """The verb that names the time: 开工日期为3月5日, 成立于2023年."""
    time = times[index]
    if plain[time.start - 1 : time.start] not in _ENDS_LINK:
        return None
    low = max(start, times[index - 1].end if index else start, time.start - 16)
    link = _NAMED.search(plain, low, time.start)
    if link is None or link.start() == link.end():
        return None
    found = [(w, a) for w, a in _words(plain, low, link.start()) if a + len(w) == link.start()]
    return (found[0][0], found[0][1], link.start()) if found else None


def _after(plain: str, end: int, times: Sequence[Time], index: int) -> Iterator[Event]:
    time = times[index]
    if "以来" in plain[time.end : time.end + 16] and _SINCE.match(plain, time.end):
        return
    following = times[index + 1].start if index + 1 < len(times) else end
    reach = _REACH_OF_YEAR if time.form == "year" else _REACH
    stop = _STOP.search(plain, time.end, min(following, time.end + reach))
    last = stop.start() if stop else min(following, time.end + reach)
    for word, at in _words(plain, time.end, last):
        close = at + len(word)
        if not _belongs_to_next(plain, close, following) and _dated(plain, time, at, close):
            yield Event(word, at, close, time)


def _belongs_to_next(plain: str, close: int, following: int) -> bool:
    link = plain[close:following]
    return 0 < len(link) <= 6 and _NAMED.fullmatch(link) is not None


def _dated(plain: str, time: Time, at: int, close: int) -> bool:
    gap, rest = plain[time.end : at], plain[close : close + 12]
    if _OF_A_THING.match(gap):
        return False
    if _NOT_AFTER.match(rest) or _SHIFTED.search(gap) or _NOT_BEFORE.search(gap):
        return False
    if rest.startswith(("的", "后", "之后", "以后")):
        return len(gap) <= 6 and _NOT_ITS_OWN.search(gap) is None
    return True
