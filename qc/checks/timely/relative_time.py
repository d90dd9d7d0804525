"""昨天, 上周: words that nobody can resolve once the draft lies in the archive."""

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.times import TimeKind
from qc.finding import Norm, Severity
from qc.segmentation.patterns import lazy

_WORDS = frozenset(
    [
        "今天",
        "昨天",
        "前天",
        "明天",
        "昨晚",
        "今晚",
        "昨夜",
        "今晨",
        "今早",
        "本周",
        "上周",
        "下周",
        "上周末",
        "本周末",
    ]
)
_DATED_AT_ONCE = lazy(r"[(,]?\s*(?:\d{4}年)?\d{1,2}(?:月\d{1,2})?[日号]")
_OTHER_WORD = lazy(r"的?(?:[一二三四五六日天\d]|制|期|边|转|岁|刊)")


@check(
    id="timely/relative-time",
    name="相对时间",
    severity=Severity.ADVICE,
    message="“{text}”离开报送日期就看不明白，请写明月日。",
    norm=Norm("政务信息报送通行要求：写明月日"),
    examples=(
        Example("县防指⟦昨天⟧启动防汛四级响应。"),
        Example("县防指⟦昨天⟧启动防汛四级响应。", submitted="2026-03-05"),
        Example("县防指⟦今晚⟧8时启动防汛四级响应。", submitted="2026-03-05"),
        Example("县防指今天（3月5日）启动防汛四级响应。"),
        Example("他说：“昨天就通知了。”"),
    ),
)
def relative_time(context: Context) -> Iterator[Evidence]:
    """“昨天”“上周”只有当天的读者看得懂；政务信息要转送、要存档，应写成日期。"""
    facts = context.facts
    for time in facts.times:
        word = time.text[:2] if time.form == "clock" else time.text  # 今晚8时 is read as one expression
        end = time.start + len(word)
        if word not in _WORDS or not (time.kind is TimeKind.RELATIVE or time.form == "clock"):
            continue
        if facts.quoted(time.start, end) or not facts.tokens.whole(time.start, end):
            continue
        if _DATED_AT_ONCE.match(facts.plain, end) or (
            word[1] == "周" and _OTHER_WORD.match(facts.plain, end)
        ):
            continue
        day = time.first if time.first is not None and time.first == time.last else None
        yield Evidence(time.start, end, f"{day.month}月{day.day}日" if day else None)
