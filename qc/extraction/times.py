"""Every time expression of a draft: found, classified and, where possible, resolved to dates.

Numbers lead the grammar (one pass of a regular expression that starts at a numeral), words come from
``time_words.csv`` (one pass of the lexicon). Neighbours are then joined, so that 今年 + 3月5日 is one expression.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from qc.extraction.vague import Place as VaguePlace
from qc.extraction.vague import dates_event
from qc.resources import pack_file
from qc.segmentation.lexicon import Hit
from qc.segmentation.tokens import Tokens


class TimeKind(StrEnum):
    """What a time expression is (the classes of the norms on timing)."""

    VAGUE = "vague"  # 近日: stands for a date that is missing
    COARSE = "coarse"  # 年底: a season or the like without a date
    RELATIVE = "relative"  # 昨天: dies in the archive
    ANCHORED = "anchored"  # 当日: fixed by a date before it
    SEQUENCE = "sequence"  # 随后: an order without a time
    PRECISE = "precise"  # 3月5日
    PERIOD = "period"  # 1至4月, 三年来
    DEADLINE = "deadline"  # 3月5日前
    PLANNING = "planning"  # 近期目标, “十四五”期间
    FUTURE = "future"  # 尽快: open-ended
    STATUS = "status"  # 目前
    QUOTED = "quoted"  # a vague word inside quotation or title marks
    OTHER = "other"  # a word of the list that does not date anything here


@dataclass(frozen=True, slots=True)
class Time:
    """One time expression. ``first``/``last`` are the days it covers, ``None`` where the text does not tell.

    fields: year, month, day, hour, minute as written or inherited, each possibly ``None``.
    """

    start: int
    end: int
    text: str
    kind: TimeKind
    family: str = ""
    fields: tuple[int | None, ...] = (None,) * 5
    first: date | None = None
    last: date | None = None

    @property
    def vague(self) -> bool:
        """True for a word that stands where the date of something reported is missing."""
        return self.kind is TimeKind.VAGUE

    @property
    def has_clock(self) -> bool:
        """True when the expression names an hour."""
        return self.fields[3] is not None

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "kind": self.kind.value,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
        }


# Any two decimals, so that an impossible day is still read as a date and can be reported.
_N = r"(?:\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_Y = r"(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})"
_TO = r"\s?(?:-{1,2}|~|—{1,2}|–|至|到)\s?"
_CLOCK = r"\d{1,2}(?:时(?!段|代|刻|候|期|间)|点(?=\d|半|整|许|钟)|:(?=[0-5]\d(?!\d)))(?:半|许|整|(?:\d{1,2}|[一二三四五六七八九十]{1,3})分?(?:\d{1,2}秒)?)?"
_PART = r"(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜间|深夜|晚)"
_DAY_END = r"(?![报常均期前后]?[期均常]|\s*[-~至到]\s*\d+[年岁])"
_NUMERIC = re.compile(
    rf"""
    (?P<iso>(?<![\d.])(?:19|20)\d\d(?P<sep>[-/.])\d{{1,2}}(?P=sep)\d{{1,2}}(?![\d%]))
  | (?P<date>(?:{_Y}年\s?)?{_N}月(?:份)?\s?{_N}(?:[日号]|(?={_TO}(?:{_N}月\s?)?{_N}[日号])|(?=、{_N}[日号]))
      (?:{_TO}(?:(?:{_Y}年)?{_N}月\s?)?{_N}[日号])?)
      (?:\s?[(](?:星期|周)[一二三四五六日天][)])?
      (?P<dclock>\s?{_PART}?\s?(?:{_CLOCK})(?:{_TO}(?:{_CLOCK}))?|\s?{_PART}(?![一-龥]?班))?
  | (?P<months>(?:{_Y}年\s?)?{_N}(?:月份?)?{_TO}(?:{_Y}年)?{_N}月(?:份)?(?:上旬|中旬|下旬|初|底|末)?(?![龄租薪饼球嫂台个]))
  | (?P<month>(?:{_Y}年\s?)?(?<![第几个数一二三四五六七八九])(?:{_N})月(?:份)?(?:上旬|中旬|下旬|初|底|末)?(?![龄租薪饼球嫂台]))
  | (?P<years>(?<!\d){_Y}年?{_TO}{_Y}年(?:度)?)
  | (?P<year>(?<!\d){_Y}年(?:度)?(?:[前第]?[一二三四1-4]季度|[上下]半年|[初底末]|[春夏秋冬]季?)?)
  | (?P<quarter>[一二两三四1-4]个?季度)
  | (?P<clock>(?<!\d){_CLOCK}(?:{_TO}{_CLOCK})?)
  | (?P<span>(?<![\d.第])(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千几数半]{{1,4}})(?:多|余)?(?:个)?
      (?:工作日|自然日|交易日|小时|分钟|季度|星期|周年|年|月|周|天|日|昼夜)(?:多|半)?
      (?:之内|以内|内|之前|以前|前|之后|以后|后|以来|来|间|期间|左右)?)
  | (?P<day>(?<![\d.]){_N}[日号])
    """,
    re.VERBOSE,
)
# A numeral is worth trying only where a unit of time, a range mark or a separator of dates follows.
_NUMERAL = re.compile(
    r"(?:\d+(?:\.\d+)?|[〇○零一二两三四五六七八九十百千几数半]+)(?=\s?[年月日号时点:个季周星天小分工自交昼多余至到~—/、-]|\.\d)"
)
# What belongs to the expression but stands before its numeral.
_BEFORE_NUMERAL = {"quarter": re.compile(r"[前第]$"), "clock": re.compile(rf"{_PART}\s?$")}
_BLANK = frozenset("×xX*○□")
_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z0-9×])[×xX*○□]{1,2}月(?:[×xX*○□]{1,2}[日号])?|(?<![A-Za-z0-9×月])[×xX*○□]{1,2}日"
)
_HAN = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_FIELDS = re.compile(
    rf"(?:(?P<y>{_Y})年)?(?:度)?(?:\s?(?P<m>{_N})月(?:份)?)?(?:\s?(?P<d>{_N})(?:[日号]|(?={_TO})|(?=、)))?"
)
_ISO_FIELDS = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})")
_CLOCK_FIELDS = re.compile(r"(?P<H>\d{1,2})[时点:](?:(?P<M>\d{1,2}|半)分?)?")
_RANGE_END = re.compile(rf"{_TO}(?:(?P<y>{_Y})年)?(?:(?P<m>{_N})月(?:份)?)?\s?(?:(?P<d>{_N})[日号])?$")
_SECOND_MONTHS = re.compile(rf"(?P<m1>{_N})(?:月份?)?{_TO}(?:(?P<y2>{_Y})年)?(?P<m2>{_N})月")
_DEADLINE = re.compile(r"\s?(?:之前|以前|前(?!往|来|期|后|夕|[一二三两\d几]|沿|方|列|景|置|移|端|身|线)|底前|底之前|截止|为止|内(?=完成|办结|到位))")
_QUARTERS = {"一": (1, 3), "1": (1, 3), "二": (4, 6), "2": (4, 6), "三": (7, 9), "3": (7, 9), "四": (10, 12), "4": (10, 12)}


def number(text: str) -> int:
    """Read an Arabic or Chinese numeral below 100, or a year digit by digit.

    >>> number("31"), number（"三十一"）, number（"十"）, number（"二〇二四"）
    (31, 31, 10, 2024)
    """
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_HAN.get(tens[-1:], 1) if tens else 1) * 10 + (_HAN.get(ones[:1], 0) if ones else 0)
    return int("".join(str(_HAN[c]) for c in text))


@cache
def time_words() -> dict[str, tuple[str, str]]:
    """The time words of the built-in pack: word -> (kind, family)."""
    with pack_file("time_words.csv").open(encoding="utf-8", newline="") as file:
        return {row["word"]: (row["kind"], row["family"]) for row in csv.DictReader(file)}


class _Raw(NamedTuple):
    start: int
    end: int
    group: str  # a group of _NUMERIC, or the kind of a word
    family: str = ""


def find_times(
    text: str,
    plain: str,
    words: Iterable[Hit],
    tokens: Tokens,
    quotes: Sequence[tuple[int, int]],
    base: date | None = None,
) -> tuple[Time, ...]:
    """Return the time expressions of a text in order.

    text: the draft; plain: the same with ASCII marks; words: hits of time words;
    quotes: spans inside quotation or title marks, sorted; base: the submission date, if known.
    """
    raws = sorted([*_numeric(plain), *_placeholders(plain), *_words(words)], key=lambda r: (r.start, -r.end))
    resolver = _Resolver(text, plain, tokens, quotes, base)
    return tuple(resolver.resolve(_without_overlaps(raws)))


def _numeric(plain: str) -> Iterator[_Raw]:
    """Match the grammar where a numeral begins; trying it at every character costs four times as much."""
    position = 0
    for numeral in _NUMERAL.finditer(plain):
        start = numeral.start()
        if start < position:
            continue
        match = _NUMERIC.match(plain, start)
        if match is None:
            continue
        group = match.lastgroup or ""
        if match["date"] is not None:
            group = "date"
        elif match["iso"] is not None:
            group = "iso"
        position = match.end()
        if before := _BEFORE_NUMERAL[group].search(plain, max(0, start - 3), start) if group in _BEFORE_NUMERAL else None:
            start = before.start()
        yield _Raw(start, position, group)


def _placeholders(plain: str) -> Iterator[_Raw]:
    if _BLANK.isdisjoint(plain):
        return
    for match in _PLACEHOLDER.finditer(plain):
        yield _Raw(match.start(), match.end(), "placeholder")


def _words(words: Iterable[Hit]) -> Iterator[_Raw]:
    known = time_words()
    for hit in words:
        kind, family = known[hit.term]
        yield _Raw(hit.start, hit.end, kind, family)


def _without_overlaps(raws: list[_Raw]) -> Iterator[_Raw]:
    """Keep the earliest and longest of overlapping expressions; join a year word with the date after it."""
    held: _Raw | None = None
    for raw in raws:
        if held is None:
            held = raw
        elif raw.start < held.end:
            # 几天前 is a word of the list although it also reads as a counted span; 3月上旬 swallows 上旬.
            same_place = raw.start == held.start and raw.end >= held.end
            held = raw if same_place and held.group == "span" else held
        elif held.group == "year" and held.family and raw.start == held.end and raw.group in _AFTER_YEAR:
            held = _Raw(held.start, raw.end, raw.group, f"year:{held.family}")
        else:
            yield held
            held = raw
    if held is not None:
        yield held


_AFTER_YEAR = frozenset({"date", "month", "months", "quarter", "half"})


_PERIODS = frozenset({"month", "months", "year", "years", "quarter", "half"})


class _Resolver:
    """Walks the expressions of one draft in order and remembers the year, month and day last named."""

    def __init__(
        self, text: str, plain: str, tokens: Tokens, quotes: Sequence[tuple[int, int]], base: date | None
    ) -> None:
        self._text, self._plain, self._tokens, self._base = text, plain, tokens, base
        self._quote_starts = [a for a, _ in quotes]
        self._quotes = quotes
        self._year: int | None = None
        self._month: int | None = None
        self._day: int | None = None
        self._month_given = False

    def resolve(self, raws: Iterable[_Raw]) -> Iterator[Time]:
        kept = list(raws)
        self._month_given = any(r.group in ("date", "month", "months", "iso") for r in kept)
        for raw in kept:
            if raw.group in ("date", "iso"):
                yield self._date(raw)
            elif raw.group in _PERIODS and not (raw.group == "year" and raw.family):
                yield self._period(raw)
            elif raw.group in ("clock", "day"):
                time = self._clock(raw) if raw.group == "clock" else self._bare_day(raw)
                if time is not None:
                    yield time
            elif raw.group == "placeholder":
                yield self._made(raw, self._vague_kind(raw))
            elif raw.group == "span":
                yield self._made(raw, self._span_kind(raw))
            else:
                yield self._word(raw)

    def _made(self, raw: _Raw, kind: TimeKind, **more: Any) -> Time:
        return Time(raw.start, raw.end, self._text[raw.start : raw.end], kind, raw.family, **more)

    def _is_deadline(self, end: int) -> bool:
        return _DEADLINE.match(self._plain, end) is not None

    def _year_of(self, written: str | None, family: str) -> int | None:
        if written:
            self._year = number(written)
        elif family.startswith("year:") and (anchor := self._anchor_year()) is not None:
            return anchor + int(family[5:])
        return self._year or self._guess_year()

    def _anchor_year(self) -> int | None:
        """The year that 今年 means: that of the submission date, else the latest one named."""
        return self._base.year if self._base else self._year

    def _guess_year(self) -> int | None:
        return self._base.year if self._base else None

    def _date(self, raw: _Raw) -> Time:
        piece = self._plain[raw.start : raw.end]
        match = (_ISO_FIELDS if raw.group == "iso" else _FIELDS).search(piece, _first_numeral(piece))
        assert match is not None
        year = self._year_of(match["y"], raw.family)
        month, day = (number(match[k]) if match[k] else None for k in "md")
        if year is not None and not match["y"] and not raw.family and self._base and month:
            # A date without a year lies at most two months ahead of the submission date.
            if self._year is None and _day(year, month, day or 1, self._base) > self._base + timedelta(days=62):
                year -= 1
        hour, minute = _clock_fields(piece[match.end() :])
        self._month, self._day = month, day
        first = _real(year, month, day)
        last = first
        if tail := _RANGE_END.search(piece):
            end_year = number(tail["y"]) if tail["y"] else year
            end_month = number(tail["m"]) if tail["m"] else month
            if tail["d"]:
                last = _real(end_year, end_month, number(tail["d"])) or first
                self._month, self._day = end_month, number(tail["d"])
        kind = TimeKind.DEADLINE if self._is_deadline(raw.end) else TimeKind.PRECISE
        return self._made(raw, kind, fields=(year, month, day, hour, minute), first=first, last=last)

    def _period(self, raw: _Raw) -> Time:
        piece = self._plain[raw.start : raw.end]
        match = _FIELDS.search(piece, _first_numeral(piece))
        year = self._year_of(match["y"] if match else None, raw.family)
        months = _months_of(piece, raw.group)
        first = last = None
        if year is not None and months is not None:
            first = _real(year, months[0], 1)
            last = _real(year, months[1], monthrange(year, months[1])[1]) if 1 <= months[1] <= 12 else None
            if raw.group == "month":
                self._month, self._day = months[0], None
        kind = TimeKind.DEADLINE if self._is_deadline(raw.end) else TimeKind.PERIOD
        fields = (year, months[0] if months and raw.group == "month" else None, None, None, None)
        return self._made(raw, kind, fields=fields, first=first, last=last)

    def _clock(self, raw: _Raw) -> Time | None:
        piece = self._plain[raw.start : raw.end]
        before = self._plain[max(0, raw.start - 3) : raw.start]
        if ":" in piece and not re.search(r"[日号晚晨午夜至到天,]\s?$", before):
            return None  # a ratio such as 1:15
        hour, minute = _clock_fields(piece)
        day = _real(self._year or self._guess_year(), self._month, self._day)
        fields = (self._year, self._month, self._day, hour, minute)
        kind = TimeKind.DEADLINE if self._is_deadline(raw.end) else TimeKind.PRECISE
        return self._made(raw, kind, fields=fields, first=day, last=day)

    def _bare_day(self, raw: _Raw) -> Time | None:
        """A day of the month without the month, as in 12日1时； a number of days otherwise."""
        day = number(self._plain[raw.start : raw.end - 1])
        if not 1 <= day <= 31 or self._month is None:
            return None
        self._day = day
        when = _real(self._year or self._guess_year(), self._month, day)
        kind = TimeKind.DEADLINE if self._is_deadline(raw.end) else TimeKind.PRECISE
        return self._made(raw, kind, fields=(self._year, self._month, day, None, None), first=when, last=when)

    def _span_kind(self, raw: _Raw) -> TimeKind:
        piece = self._plain[raw.start : raw.end]
        return TimeKind.DEADLINE if piece.endswith(("内", "日前", "天前")) else TimeKind.PERIOD

    def _word(self, raw: _Raw) -> Time:
        if raw.group == "vague":
            return self._made(raw, self._vague_kind(raw))
        first, last = self._relative(self._plain[raw.start : raw.end]) if self._base else (None, None)
        return self._made(raw, _KIND_OF_WORD[raw.group], first=first, last=last)

    def _vague_kind(self, raw: _Raw) -> TimeKind:
        quote = bisect_right(self._quote_starts, raw.start) - 1
        if quote >= 0 and raw.end <= self._quotes[quote][1]:
            return TimeKind.QUOTED
        if raw.group == "placeholder":
            return TimeKind.VAGUE
        place = VaguePlace(self._plain, self._tokens, raw.start, raw.end, self._month_given)
        if dates_event(raw.family, place):
            return TimeKind.VAGUE
        return TimeKind.PLANNING if raw.family == "term" else TimeKind.OTHER

    def _relative(self, word: str) -> tuple[date | None, date | None]:
        base = self._base
        if base is None:
            return None, None
        if word[:2] in _DAYS_AWAY:
            day = base + timedelta(days=_DAYS_AWAY[word[:2]])
            return day, day
        if word[:2] in ("本周", "上周", "下周"):
            monday = base - timedelta(days=base.weekday() + {"本": 0, "上": 7, "下": -7}[word[0]])
            return monday, monday + timedelta(days=6)
        if word.startswith(("本月", "上月", "下月", "上个月", "下个月", "这个月")):
            index = base.year * 12 + base.month - 1 + {"本": 0, "这": 0, "上": -1, "下": 1}[word[0]]
            year, month = divmod(index, 12)
            return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1])
        return None, None


_DAYS_AWAY = {"今天": 0, "今日": 0, "今晨": 0, "今早": 0, "今晚": 0, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1,
              "前天": -2, "明天": 1, "明日": 1, "后天": 2}
_KIND_OF_WORD = {
    "coarse": TimeKind.COARSE, "relative": TimeKind.RELATIVE, "anchored": TimeKind.ANCHORED,
    "sequence": TimeKind.SEQUENCE, "future": TimeKind.FUTURE, "plan": TimeKind.PLANNING,
    "status": TimeKind.STATUS, "period": TimeKind.PERIOD, "term": TimeKind.PLANNING,
    "holiday": TimeKind.PERIOD, "year": TimeKind.PERIOD,
}


def _first_numeral(piece: str) -> int:
    match = re.search(rf"{_N}|{_Y}", piece)
    return match.start() if match else 0


def _clock_fields(piece: str) -> tuple[int | None, int | None]:
    match = _CLOCK_FIELDS.search(piece)
    if match is None:
        return None, None
    minute = match["M"]
    return int(match["H"]), (30 if minute == "半" else int(minute)) if minute else None


def _months_of(piece: str, group: str) -> tuple[int, int] | None:
    if group == "quarter" or "季度" in piece:
        found = re.search(r"(前)?([一二两三四1-4])个?季度", piece)
        if found is None:
            return None
        last = _QUARTERS["二" if found[2] == "两" else found[2]]
        return (1, last[1]) if found[1] else last
    if "半年" in piece:
        return (1, 6) if "上半年" in piece else (7, 12)
    if group == "months" and (both := _SECOND_MONTHS.search(piece)):
        return number(both["m1"]), number(both["m2"])
    if group == "month" and (one := re.search(rf"({_N})月", piece)):
        return number(one[1]), number(one[1])
    return (1, 12) if group in ("year", "years") else None


def _real(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(year: int, month: int, day: int, default: date) -> date:
    return _real(year, month, day) or default


def as_date(when: date | datetime | None) -> date | None:
    """Drop the clock of a submission date."""
    return when.date() if isinstance(when, datetime) else when


def with_kind(time: Time, kind: TimeKind) -> Time:
    """The same expression with another kind."""
    return replace(time, kind=kind)
