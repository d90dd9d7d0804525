"""Classify time expressions and resolve them to days, in the order in which a draft names them."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from qc.extraction.lengths import days_of
from qc.extraction.time_grammar import PART, TO, YEAR, N, Raw, find_raw
from qc.extraction.times import NO_FIELDS, Fields, Time, TimeKind
from qc.extraction.vague import Place as VaguePlace
from qc.extraction.vague import dates_event
from qc.segmentation.lexicon import Hit
from qc.segmentation.patterns import lazy
from qc.segmentation.tokens import Tokens

_HAN = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_FIELDS = lazy(
    rf"(?:(?P<y>{YEAR})\s?年)?(?:度)?\s?(?:(?P<m>{N})\s?月(?:份)?)?\s?(?:(?P<d>{N})(?:\s?[日号]|(?={TO})|(?=、)|$))?"
)
_ISO_FIELDS = lazy(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})")
_CLOCK_FIELDS = lazy(
    r"(?P<H>\d{1,2}|[〇零一二三四五六七八九十]{1,3})\s?(?:时|点钟?|:)(?:(?P<M>\d{1,2}|半|[〇零一二三四五六七八九十]{1,3})(?:分|$|(?=\D)))?"
)
_CLOCK_RANGE = lazy(
    rf"(?P<part>{PART})?[^至到~–—-]*{TO}(?P<next>次日|翌日)?(?:当日)?(?P<own>{PART})?"
    r"(?P<end>[\d〇零一二三四五六七八九十]+\s?[时点:].*)$"
)
_RANGE_END = lazy(rf"{TO}(?P<next>次年|翌年)?(?:(?P<y>{YEAR})年)?(?:(?P<m>{N})月(?:份)?)?\s?(?P<d>{N})[日号]")
_TWO_MONTHS = lazy(rf"(?P<m1>{N})(?:月份?)?{TO}(?P<next>次年|翌年)?(?:(?P<y2>{YEAR})年)?(?P<m2>{N})月")
_TWO_YEARS = lazy(rf"(?P<y1>{YEAR})年?{TO}(?P<y2>{YEAR})年")
_DEADLINE = lazy(
    r"\s?(?:之前|以前|前(?!往|来|期|后|夕|[一二三两\d几]|沿|方|列|景|置|移|端|身|线)|底前|底之前|截止|为止|内(?=完成|办结|到位))"
)
_EVERY = lazy(r"(?:每年?|每月|历年|农历|逐年)的?$")
_PLAN_BEFORE = lazy(r"(?:计划|拟|将|预计|力争|确保|定|争取|要求|预期|有望)[^,;。]{0,8}$")
_PLAN_AFTER = lazy(r"起?(?:施行|实行|执行|实施|启用|开工)")
_COMPARED = lazy(r"(?:[与较比同]|[高低多少大小优早晚强弱]于|相比|超过)$")
_BEFORE_HAO = lazy(r"(?:^|[,。;、:(\n\s至到于在从自是和及月的—~-])$")
_NOT_A_YEAR = lazy(r"(?:距今|历时|长达|超过|已有|约|近|跨越|绵延|存续)$")
_TOWARD = lazy(r"(?:(?P<back>最?近|过去的?)|未来的?|今后)$")
_AFTERNOON = lazy(r"下午|傍晚|晚|深夜|夜间")
_QUARTER = lazy(rf"(前)?第?(?:([一二三四1-4])(?:季度)?{TO}第?)?([一二两三四1-4])个?季度")
_QUARTER_NUMBER = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4} | {str(i): i for i in range(1, 5)}
_TENTHS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "初": (1, 10), "底": (21, 31), "末": (21, 31)}
_COUNTED_BEFORE = lazy(
    r"(?:连续|历时|为期|共|约|近|工期|每|延长|缩短|提前|推迟|超过|满|达|用时|晚|早|停|滞留)$"
)
_DAYS_AWAY = {
    "今天": 0, "今日": 0, "今晨": 0, "今早": 0, "今晚": 0, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1, "前天": -2,
    "明天": 1, "明日": 1, "后天": 2,
}  # fmt: skip
_KIND_OF_WORD = {
    "coarse": TimeKind.COARSE, "relative": TimeKind.RELATIVE, "anchored": TimeKind.ANCHORED,
    "sequence": TimeKind.SEQUENCE, "future": TimeKind.FUTURE, "plan": TimeKind.PLANNING, "status": TimeKind.STATUS,
    "period": TimeKind.PERIOD, "term": TimeKind.PLANNING, "holiday": TimeKind.PERIOD, "year": TimeKind.PERIOD,
    "planning": TimeKind.PLANNING,
}  # fmt: skip
_PERIODS = frozenset({"decade", "month", "months", "year", "years", "quarter", "half", "firstmonths"})
_YEARS_AWAY = {"去年": -1, "上年": -1, "今年": 0, "明年": 1}
_YEARS_ON = {"当年": 0, "同年": 0, "次年": 1, "翌年": 1}
_AHEAD = 62  # days by which a date without a year may lie after the submission


def number(text: str) -> int:
    """Read an Arabic or Chinese numeral below 100, or a year digit by digit; two digits are a year of this century.

    >>> number("31"), number("三十一"), number("十"), number("二〇二四")
    (31, 31, 10, 2024)
    """
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_HAN.get(tens[-1:], 1) if tens else 1) * 10 + (_HAN.get(ones[:1], 0) if ones else 0)
    return int("".join(str(_HAN[c]) for c in text))


def _year_number(text: str) -> int:
    year = number(text)
    return year + (2000 if year < 60 else 1900) if year < 100 else year


def find_times(
    text: str,
    plain: str,
    words: Iterable[Hit],
    tokens: Tokens,
    quotes: Sequence[tuple[int, int]],
    base: date | None = None,
) -> tuple[Time, ...]:
    """Return the time expressions of a text in order.

    text: the draft; plain: the same with ASCII marks; words: hits of time words; quotes: spans inside quotation or
    title marks, sorted; base: the submission date, if known.
    """
    resolver = _Resolver(text, plain, tokens, quotes, base)
    return tuple(resolver.resolve(find_raw(plain, words)))


class _Resolver:
    """Walks the expressions of one draft in order and remembers the year, month and day last named."""

    def __init__(
        self, text: str, plain: str, tokens: Tokens, quotes: Sequence[tuple[int, int]], base: date | None
    ) -> None:
        self._text, self._plain, self._tokens, self._base = text, plain, tokens, base
        self._quote_starts = [a for a, _ in quotes]
        self._quotes = quotes
        self._year: int | None = None
        self._year_at = 0
        self._month: int | None = None
        self._month_at = 0
        self._day: date | None = None
        self._month_given = False

    def resolve(self, raws: list[Raw]) -> Iterator[Time]:
        self._month_given = any(r.form in ("date", "month", "months", "iso") for r in raws)
        for raw in raws:
            time = self._one(raw)
            if time is not None:
                yield time

    def _one(self, raw: Raw) -> Time | None:
        if raw.form in ("date", "iso"):
            return self._date(raw)
        if raw.form in _PERIODS and not (raw.form == "year" and raw.family):
            return self._period(raw)
        if raw.form == "clock":
            return self._clock(raw)
        if raw.form == "day":
            return self._bare_day(raw)
        if raw.form == "span":
            return self._span(raw)
        if raw.form in ("vague", "placeholder"):
            return self._made(raw, self._vague_kind(raw))
        return self._word(raw)

    def _made(self, raw: Raw, kind: TimeKind, **more: Any) -> Time:
        return Time(raw.start, raw.end, self._text[raw.start : raw.end], kind, raw.form, **more)

    def _kind(self, raw: Raw, kind: TimeKind) -> TimeKind:
        return TimeKind.DEADLINE if _DEADLINE.match(self._plain, raw.end) else kind

    def _before(self, raw: Raw, length: int) -> str:
        return self._plain[max(0, raw.start - length) : raw.start]

    # --- years -------------------------------------------------------------------------------------------------

    def _year_for(self, raw: Raw, written: str | None, month: int | None, day: int | None) -> int | None:
        """The year of a date: written, told by 今年, inherited from the text before, or nearest to the submission."""
        if written:
            year = _year_number(written)
            if not _COMPARED.search(self._before(raw, 2)) and not self._is_quoted(raw):
                self._year, self._year_at = year, raw.end
            return year
        if raw.family:
            return self._told_year(raw)
        if raw.word in _YEARS_ON:
            return self._year_on(raw)
        if raw.word:
            return self._day.year if self._day else None
        between = self._plain[self._year_at : raw.start]
        if self._year is not None and (self._base is None or not ("。" in between or "\n" in between)):
            return self._year
        return self._nearest_year(raw, month, day)

    def _told_year(self, raw: Raw) -> int | None:
        """The year of 去年3月, inherited by the dates that follow in its sentence."""
        if self._base is None:
            return None
        year = self._base.year + int(raw.family)
        if raw.word and not _COMPARED.search(self._before(raw, 2)):
            self._year, self._year_at = year, raw.end
        return year

    def _year_on(self, raw: Raw) -> int | None:
        """The year of 同年4月, 次年4月: counted from the date last named, and inherited by what follows."""
        year = self._day.year if self._day else self._year
        if year is None:
            return None
        self._year, self._year_at = year + _YEARS_ON[raw.word], raw.end
        return self._year

    def _nearest_year(self, raw: Raw, month: int | None, day: int | None) -> int | None:
        base = self._base
        if base is None or month is None:
            return base.year if base else None
        when = _real(base.year, month, day or 1)
        if when is None or (when - base).days <= _AHEAD or self._is_planned(raw):
            return base.year
        return base.year - 1

    def _is_planned(self, raw: Raw) -> bool:
        return (
            _DEADLINE.match(self._plain, raw.end) is not None
            or _PLAN_AFTER.match(self._plain, raw.end) is not None
            or _PLAN_BEFORE.search(self._before(raw, 12)) is not None
        )

    # --- numbers -----------------------------------------------------------------------------------------------

    def _date(self, raw: Raw) -> Time:
        piece = self._plain[raw.start : raw.end]
        match = (_ISO_FIELDS if raw.form == "iso" else _FIELDS).search(piece, len(raw.word))
        month = number(match["m"]) if match and match["m"] else None
        day = number(match["d"]) if match and match["d"] else None
        if _EVERY.search(self._before(raw, 4)):
            return self._made(raw, TimeKind.PERIOD, fields=(None, month, day, None, None))
        year = self._year_for(raw, match["y"] if match else None, month, day)
        rest = piece[match.end() if match else 0 :]
        hour, minute = _clock_fields(rest)
        first = _real(year, month, day)
        until, last = self._range_end(rest, year, month, first)
        if until is NO_FIELDS and hour is not None:
            until = _clock_end(rest, first)
        self._month, self._month_at = until[1] or month, raw.end
        self._day = last or first
        kind = self._kind(raw, TimeKind.PRECISE)
        return self._made(
            raw, kind, fields=(year, month, day, hour, minute), until=until, first=first, last=last or first
        )

    def _range_end(
        self, rest: str, year: int | None, month: int | None, first: date | None
    ) -> tuple[Fields, date | None]:
        """The end of a range of days; a range over New Year gets the next year."""
        tail = _RANGE_END.match(rest)
        if tail is None:
            return NO_FIELDS, None
        if tail["next"] and year is None:
            return NO_FIELDS, None  # without a year 次年 has none either
        end_month = number(tail["m"]) if tail["m"] else month
        end_day = number(tail["d"])
        end_year = _year_number(tail["y"]) if tail["y"] else year
        if end_year is not None and (tail["next"] or (not tail["y"] and _over_new_year(month, end_month))):
            end_year += 1
        return (end_year, end_month, end_day, None, None), _real(end_year, end_month, end_day)

    def _period(self, raw: Raw) -> Time:
        piece = self._plain[raw.start : raw.end]
        if raw.form in ("year", "years") and not raw.family and _NOT_A_YEAR.search(self._before(raw, 3)):
            return self._made(raw, TimeKind.PERIOD)
        if raw.form == "years" and (both := _TWO_YEARS.search(piece)):
            begin, end = (_year_number(both[k]) for k in ("y1", "y2"))
            kind = self._kind(raw, TimeKind.PERIOD)
            return self._made(raw, kind, first=_real(begin, 1, 1), last=_real(end, 12, 31))
        if raw.form == "decade":
            first, last = _decade(piece)
            return self._made(raw, TimeKind.PERIOD, first=first, last=last)
        match = _FIELDS.search(piece, len(raw.word))
        months = _months_of(piece, raw.form)
        if _EVERY.search(self._before(raw, 4)):
            return self._made(raw, TimeKind.PERIOD)
        written = match["y"] if match else None
        if piece in _YEARS_ON:
            year = self._year_on(raw._replace(word=piece))
        elif raw.form == "year" and not self._opens_sentence(raw):
            year = _year_number(written) if written else None  # 比2023年…: a year in passing is not inherited
        else:
            year = self._year_for(raw, written, months[0] if months else None, None)
        first, last = _span_of(piece, year, months, raw.form)
        if raw.form == "month" and months:
            self._month, self._month_at, self._day = months[0], raw.end, None
        coarse = raw.form == "year" and piece[-1] in "初底末春夏秋冬" and "季度" not in piece
        kind = self._kind(raw, TimeKind.COARSE if coarse else TimeKind.PERIOD)
        fields = (year, months[0] if months and raw.form == "month" else None, None, None, None)
        return self._made(raw, kind, fields=fields, first=first, last=last)

    def _opens_sentence(self, raw: Raw) -> bool:
        return self._plain[max(0, raw.start - 1) : raw.start] in ("", "\n", "。")

    def _clock(self, raw: Raw) -> Time | None:
        piece = self._plain[raw.start : raw.end]
        day = self._clock_day(raw.word)
        if not raw.word and not self._is_clock(raw, piece):
            return self._span(raw) if piece[-1] in "分" and "时" not in piece else None
        hour, minute = _clock_fields(piece)
        fields = (
            day.year if day else None,
            day.month if day else None,
            day.day if day else None,
            hour,
            minute,
        )
        if day is not None:
            self._day = day
        kind, until = self._kind(raw, TimeKind.PRECISE), _clock_end(piece, day)
        return self._made(raw, kind, fields=fields, until=until, first=day, last=day)

    def _clock_day(self, word: str) -> date | None:
        """The day that a clock time belongs to: the one last named, or that of 次日, 昨晚 before it."""
        if word in ("次日", "翌日"):
            return _shifted(self._day, 1)
        if word[:2] in _DAYS_AWAY:
            return _shifted(self._base, _DAYS_AWAY[word[:2]])
        return self._day

    def _is_clock(self, raw: Raw, piece: str) -> bool:
        """A ratio (1:15), a moment (一时) or points (提出3点) are no clock times."""
        before = self._before(raw, 2)
        if ":" in piece:
            return bool(re.search(r"[日号晚晨午夜至到天,间时(]\s?$", before)) or bool(
                _CLOCK_RANGE.search(piece)
            )
        if re.match(PART, piece):
            return True
        if piece[0].isdigit():
            return "时" in piece or (
                bool(re.search(r"点(?:\d|半|整|许|钟)", piece)) and not before.endswith(("得", "分"))
            )
        return bool(re.search(r"[时点](?:[^时点]*分|半|许|整|钟)", piece)) or piece.startswith(
            ("零时", "〇时")
        )

    def _bare_day(self, raw: Raw) -> Time:
        """A day of the month without the month (12日1时, 本月5日); a number of days where the text counts."""
        piece = self._plain[raw.start + len(raw.word) : raw.end]
        numbers = [number(n) for n in re.findall(rf"({N})[日号]", piece)]
        month_of = self._month_of(raw, numbers[0])
        counted = _COUNTED_BEFORE.search(self._before(raw, 3)) is not None
        counted = counted or (
            piece[-1] == "号" and not raw.word and not _BEFORE_HAO.search(self._before(raw, 2))
        )
        if month_of is None or counted or not all(1 <= n <= 31 for n in numbers):
            return self._span(raw)
        year, month = month_of
        first, last = (_real(year, month, n) for n in (numbers[0], numbers[-1]))
        if year is not None and first is None and not raw.word:
            return self._made(
                raw, self._kind(raw, TimeKind.PRECISE), fields=(None, None, numbers[0], None, None)
            )
        self._month, self._month_at, self._day = month, raw.end, last or first
        fields = (year, month, numbers[0], None, None)
        return self._made(raw, self._kind(raw, TimeKind.PRECISE), fields=fields, first=first, last=last)

    def _month_of(self, raw: Raw, day: int) -> tuple[int | None, int] | None:
        """The month of a day without one: told by 本月, named before in the sentence, or the latest that fits."""
        word = raw.word
        if word and word[0] in "本上下这" and self._base is not None:
            index = (
                self._base.year * 12 + self._base.month - 1 + {"本": 0, "这": 0, "上": -1, "下": 1}[word[0]]
            )
            return index // 12, index % 12 + 1
        if self._base is not None and self._left_behind(raw, day):
            back = day > self._base.day and not self._is_planned(raw)
            index = self._base.year * 12 + self._base.month - 1 - back
            return index // 12, index % 12 + 1
        if self._month is None:
            return None
        year = self._day.year if self._day else self._year or (self._base.year if self._base else None)
        return year, self._month

    def _left_behind(self, raw: Raw, day: int) -> bool:
        """True when the month last named is no help: none, without a day, or in an earlier sentence and far away."""
        if self._month is None or self._base is None or self._day is None:
            return True
        if "。" not in self._plain[self._month_at : raw.start]:
            return False
        when = _real(self._day.year, self._month, day)
        return when is None or not -_AHEAD <= (when - self._base).days <= 0

    def _span(self, raw: Raw) -> Time:
        piece = self._plain[raw.start : raw.end]
        kind = TimeKind.DEADLINE if piece.endswith(("内", "日前", "天前")) else TimeKind.PERIOD
        if _DEADLINE.match(self._plain, raw.end) and piece.endswith(("日", "天")):
            kind = TimeKind.DEADLINE
        first, last = self._stretch(raw)
        return self._made(raw, kind, first=first, last=last)

    def _stretch(self, raw: Raw) -> tuple[date | None, date | None]:
        """The days of 近三年, 过去一周, 未来48小时, seen from the submission."""
        if self._base is None:
            return None, None
        piece, toward = self._plain[raw.start : raw.end], _TOWARD.search(self._before(raw, 4))
        days = days_of(piece) if toward and not piece.endswith(("前", "后")) else None
        if toward is None or days is None:
            return None, None
        other = _away(self._base, days, piece.rstrip("内间来以期")[-1:], -1 if toward["back"] else 1)
        return (other, self._base) if toward["back"] else (self._base, other)

    # --- words -------------------------------------------------------------------------------------------------

    def _word(self, raw: Raw) -> Time:
        kind = _KIND_OF_WORD[raw.form]
        if not self._tokens.whole(raw.start, raw.end):
            return self._made(raw, TimeKind.OTHER)
        if kind is TimeKind.ANCHORED:
            first, last = self._anchored(self._plain[raw.start : raw.end])
            return self._made(raw, kind, first=first, last=last)
        if self._base is None:
            return self._made(raw, kind)
        first, last = _relative(self._plain[raw.start : raw.end], self._base, raw)
        if kind is TimeKind.RELATIVE and first == last:
            self._day = first or self._day
        return self._made(raw, kind, first=first, last=last)

    def _anchored(self, word: str) -> tuple[date | None, date | None]:
        """The days of 当日, 次日, 当月, counted from the day or month last named."""
        if word in ("当月", "同月", "次月"):
            year = self._day.year if self._day else self._year
            if year is None or self._month is None:
                return None, None
            month = self._month + (word == "次月")
            return _real(year + month // 13, (month - 1) % 12 + 1, 1), _month_end(year, month)
        day = _shifted(self._day, 1) if word in ("次日", "翌日") else self._day
        self._day = day
        return day, day

    def _is_quoted(self, raw: Raw) -> bool:
        quote = bisect_right(self._quote_starts, raw.start) - 1
        return quote >= 0 and raw.end <= self._quotes[quote][1]

    def _vague_kind(self, raw: Raw) -> TimeKind:
        if self._is_quoted(raw):
            return TimeKind.QUOTED
        if raw.form == "placeholder":
            return TimeKind.VAGUE
        place = VaguePlace(self._plain, self._tokens, raw.start, raw.end, self._month_given)
        if dates_event(raw.family, place):
            return TimeKind.VAGUE
        return TimeKind.PLANNING if raw.family == "term" else TimeKind.OTHER


def _relative(word: str, base: date, raw: Raw) -> tuple[date | None, date | None]:
    """The days that a relative word covers, seen from the submission date."""
    if word[:2] in _DAYS_AWAY:
        day = _shifted(base, _DAYS_AWAY[word[:2]])
        return day, day
    if word[:2] in ("本周", "上周", "下周"):
        monday = _shifted(base, -base.weekday() + {"本": 0, "上": -7, "下": 7}[word[0]])
        return monday, _shifted(monday, 6)
    if word.startswith(("本月", "上月", "下月", "上个月", "下个月", "这个月")):
        index = base.year * 12 + base.month - 1 + {"本": 0, "这": 0, "上": -1, "下": 1}[word[0]]
        year, month = divmod(index, 12)
        first, last = _real(year, month + 1, 1), _month_end(year, month + 1)
        low, high = _TENTHS.get(word[-1], (1, 31))
        return (
            (first.replace(day=low), last.replace(day=min(high, last.day)))
            if first and last
            else (first, last)
        )
    if word in ("本季度", "上季度", "下季度", "上个季度", "下个季度"):
        return _quarter_of(word, base)
    if raw.form == "coarse" and (word[:2] in _YEARS_AWAY or word in ("年底", "年末", "年初")):
        year = base.year + _YEARS_AWAY.get(word[:2], 0)
        return (
            (_real(year, 1, 1), _real(year, 2, 28))
            if word[-1] == "初"
            else (_real(year, 12, 1), _real(year, 12, 31))
        )
    if raw.form == "year" and raw.family:
        year = base.year + int(raw.family)
        return _real(year, 1, 1), _real(year, 12, 31)
    return None, None


def _quarter_of(word: str, base: date) -> tuple[date | None, date | None]:
    """本季度, 上季度, 上个季度."""
    index = base.year * 4 + (base.month - 1) // 3 + {"本": 0, "上": -1, "下": 1}[word[0]]
    year, quarter = divmod(index, 4)
    return _real(year, quarter * 3 + 1, 1), _month_end(year, quarter * 3 + 3)


def _clock_fields(piece: str) -> tuple[int | None, int | None]:
    """Hour and minute; afternoon hours are turned into those of a 24-hour clock."""
    match = _CLOCK_FIELDS.search(piece)
    if match is None:
        return None, None
    if len(match["H"]) > 1 and match["H"][0] in "一二三四五六七八九" and "十" not in match["H"]:
        return None, None  # 三四点
    hour = number(match["H"])
    part = piece[: match.start()]
    if (_AFTERNOON.search(part) and 1 <= hour <= 11) or ("中午" in part and 1 <= hour <= 2):
        hour += 12
    minute = match["M"]
    return hour, (30 if minute == "半" else number(minute)) if minute else None


def _clock_end(piece: str, day: date | None) -> Fields:
    """The end of a range of clock times; 下午 before the first holds for both."""
    match = _CLOCK_RANGE.search(piece)
    if match is None:
        return NO_FIELDS
    part = match["own"] or ("" if match["next"] else match["part"]) or ""
    hour, minute = _clock_fields(part + match["end"])
    if match["next"] is None:
        return (None, None, None, hour, minute)
    following = _shifted(day, 1)
    return (following.year, following.month, following.day, hour, minute) if following else NO_FIELDS


def _months_of(piece: str, form: str) -> tuple[int, int] | None:
    """First and last month of a period; the last is above 12 where it runs into the next year."""
    if form == "year" and (count := re.search(rf"前({N}|两)个?月", piece)):
        return 1, 2 if count[1] == "两" else number(count[1])
    if piece.endswith("首月"):
        return 1, 1
    if form == "firstmonths" and (count := re.search(rf"({N}|两)个月", piece)):
        return 1, 2 if count[1] == "两" else number(count[1])
    if piece.rstrip("初末").endswith(("首季度", "首个季度")):
        return 1, 3
    if quarter := _QUARTER.search(piece):
        last = _QUARTER_NUMBER[quarter[3]] * 3
        if piece[-1] in "初末":
            return (last - 2, last - 2) if piece[-1] == "初" else (last, last)
        first = 1 if quarter[1] else _QUARTER_NUMBER[quarter[2]] * 3 - 2 if quarter[2] else last - 2
        return first, last
    if "半年" in piece:
        return (1, 6) if "上半年" in piece else (7, 12)
    if form == "months" and (both := _TWO_MONTHS.search(piece)):
        first, last = number(both["m1"]), number(both["m2"])
        if both["next"] or both["y2"] or last < first:
            last += 12 * (1 if both["next"] or not both["y2"] else _years_between(piece))
        return first, last
    if form == "month" and (one := re.search(rf"({N})月", piece)):
        return number(one[1]), number(one[1])
    return (1, 12) if form == "year" else None


def _decade(piece: str) -> tuple[date | None, date | None]:
    """上世纪90年代; without a century 60年代 to 90年代 are of the twentieth."""
    century, mark, rest = piece.rpartition("世纪")
    tens = number(rest[:2])
    if not mark and tens < 60:
        return None, None
    start = (
        2000
        if century in ("本", "21", "二十一")
        else 1900
        if not mark or century[0] == "上"
        else (number(century) - 1) * 100
    ) + tens
    return _real(start, 1, 1), _real(start + 9, 12, 31)


def _years_between(piece: str) -> int:
    years = [_year_number(y) for y in re.findall(rf"({YEAR})年", piece)]
    return years[-1] - years[0] if len(years) > 1 else 1


def _span_of(
    piece: str, year: int | None, months: tuple[int, int] | None, form: str
) -> tuple[date | None, date | None]:
    """First and last day of a period of months, narrowed by 上旬, 月底 and the like."""
    if year is None or months is None:
        return None, None
    first, last = _real(year, months[0], 1), _month_end(year, months[1])
    if form == "month" and piece[-1] == "周":
        return _week_of_month(first, _QUARTER_NUMBER.get(piece.rstrip("个周")[-1], 5))
    if form == "month":
        for name, (low, high) in _TENTHS.items():
            if piece.endswith(name) and first is not None and last is not None:
                return first.replace(day=low), last.replace(day=min(high, last.day))
    if form == "year" and piece[-1] in "初底末" and "季" not in piece:
        return (_real(year, 1, 1), _real(year, 2, 28)) if piece[-1] == "初" else (_real(year, 12, 1), last)
    return first, last


def _week_of_month(first: date | None, week: int) -> tuple[date | None, date | None]:
    """From Monday to Sunday; the first week of a month is the one that holds its first Monday."""
    if first is None:
        return None, None
    monday = _shifted(first, -first.weekday() % 7 + 7 * (week - 1))
    return monday, _shifted(monday, 6)


def _over_new_year(first: int | None, last: int | None) -> bool:
    return first is not None and last is not None and first >= 9 and last <= 4


def _month_end(year: int, month: int) -> date | None:
    """The last day of a month counted from January of the year; above 12 runs into the next years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return _real(year, month, monthrange(year, month)[1]) if 1 <= year <= 9999 else None


def _real(year: int | None, month: int | None, day: int | None) -> date | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _away(day: date, days: float, unit: str, sign: int) -> date | None:
    """The day that lies so far away; whole months and years by the calendar."""
    months = days / 30 if unit == "月" else days / 365 * 12 if unit == "年" else 0.5
    if months != int(months):
        return _shifted(day, sign * int(max(1, days)))
    year, month = divmod(day.year * 12 + day.month - 1 + sign * int(months), 12)
    return _real(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if 1 <= year <= 9999 else None


def _shifted(day: date | None, days: int) -> date | None:
    try:
        return day + timedelta(days=days) if day is not None else None
    except OverflowError:
        return None
