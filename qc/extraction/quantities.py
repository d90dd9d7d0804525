"""Numbers with their units, as values and as the intervals that their printed precision allows.

5.87万 stands for 58,650 to 58,750; 近6万 for 54,000 to 60,000; 逾千 for 1,000 and more. Two figures contradict each
other only if their intervals do not meet. Identifiers and parts of dates are no quantities.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from math import inf
from typing import Any, NamedTuple

from qc.extraction.numerals import DIGITS, SCALE, han_value, last_place
from qc.extraction.times import Time, TimeKind
from qc.extraction.units import DIMENSIONS, MEASURED, SYNONYMS, unit_at
from qc.segmentation.patterns import lazy

_NO_TENTHS = frozenset("立为功就员果本长分绩效人交熟天份像套品型都活色")  # 成本, 成立: no tenths
PERCENT, POINTS, RANK = "%", "百分点", "位次"
_NUMBER = lazy(
    r"(?P<value>\d+(?:,\d{3}(?!\d))*(?:\.\d+)?)\s?(?P<scale>万亿|千万|百万|亿|万|千(?![瓦米克伏]))?(?P<more>[余多](?P<late>万亿|亿|万)?)?"
)
# Units before which a single Chinese digit is a count; 一 is left out, since 一个, 一起 and 一次 seldom count.
_COUNTED = "个名人户家件起例宗项条处座台辆所次批场类种倍栋套间头只亩吨位支部份篇轮天公小"
_NAMES = r"(?!个(?:意识|自信|维护|确立|全面|代表|务必|毫不|一百年|伟大|布局|大局|阶段性?特征))"
_HAN_NUMBER = lazy(
    r"百分之(?P<percent>[零〇一二两三四五六七八九十百]+(?:点[零〇一二三四五六七八九]+)?)"
    r"|(?P<below>[二三四五六七八九十]{1,2})分之(?P<above>[一二三四五六七八九]{1,2})"
    r"|(?P<tenths>[一二两三四五六七八九])成(?P<more_tenths>[半一二三四五六七八九](?![个十百千名]))?"
    r"(?![立为功就员果本长分绩效人交熟天份像套品型都活色])"
    r"|(?P<over>过半)(?!数?[天日月年个])"
    r"|(?P<half>一半|半数)(?![天日月年])"
    r"|(?P<fold>[一二两三四五])番"
    r"|(?P<plain>[一二两三四五六七八九](?:点[零〇一二三四五六七八九]+[万亿]*|[十百千万][零〇一二两三四五六七八九十百千万亿]*)"
    r"|十[一二三四五六七八九]?[万亿]?|(?<=[逾近超过破约])[百千万][万亿]?|[百千](?=[余多]))(?P<more>[余多])?"
    r"|(?<![^\n])(?P<bare>[百千万])(?=[名人户家亩吨元])"
    rf"|(?P<digit>[二两三四五六七八九])(?=[{_COUNTED}]){_NAMES}"
    r"|(?P<one>一)(?=[家名户人起件项个处座台辆所例头](?:[、,;。)和及]|$))"
)
# A set of characters first is what re looks for fast; the pattern above then decides.
_HAN_START = lazy(
    rf"[一二两三四五六七八九十百千万过半](?=[成番分十百千万点余多半数一二三四五六七八九亿{_COUNTED}元])"
)
_APPROXIMATE = lazy(
    r"(?P<word>大约|将近|接近|约[为合占]?|近|超过?|逾|突破|超出|高于|不足|不到|低于|少于|至少|不少于|最多)\s?$"
)
_ROUND = lazy("左右|上下|以上|以下")
_IDENTIFIER_BEFORE = lazy(r"(?:[A-Za-z〔\[第]|电话:?|热线:?|编号:?|邮编:?|\d[/-])$")
_ROAD = lazy(r"(?:国道|省道|县道|乡道)$")
_IDENTIFIER_AFTER = lazy(r"号(?![召角])|热线|部队|国道|省道|路(?!口|段)|[A-Za-z]|[-/]\d")
_PART_OF_NUMBER = frozenset("0123456789.零一二两三四五六七八九十百千万亿几第数上")
# The last and first characters of those words: most numbers have none of them beside them.
_ENDS_IDENTIFIER = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz〔[第话线号编道:/-.")
_ENDS_APPROXIMATE, _BEGINS_ROUND = frozenset("约为合占近超过逾破出于足到少多 "), frozenset("左上以")
_UP_TO, _FROM = (
    frozenset(["近", "将近", "接近", "不足", "不到", "低于", "少于", "最多"]),
    frozenset(["超", "超过", "逾", "突破", "超出", "高于", "至少", "不少于"]),
)
_ABOUT_BELOW = frozenset(["近", "将近", "接近"])
_RANK = lazy(r"第\s?(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})\s?(?P<unit>位|名)(?!人)")
_DATES = frozenset({TimeKind.PRECISE, TimeKind.PERIOD, TimeKind.DEADLINE, TimeKind.COARSE})
_ROUND_NUMBER = 0.1
_STEPS = [10.0**-n for n in range(12)]


class Quantity(NamedTuple):
    """A number as stated.

    value: in the base of its unit, scale applied (percent stay percent); low, high: the interval that the printed
    precision and words such as 近, 余, 约 allow; unit: as written; kind: its unit up to synonyms (名 and 人 are one), or
    ``%``; approximate: whether a word such as 约 stands with it.
    """

    start: int
    end: int
    text: str
    value: float
    low: float
    high: float
    unit: str
    kind: str
    approximate: bool

    def meets(self, low: float, high: float) -> bool:
        """True when the interval shares a point with this one (up to floating-point dust)."""
        dust = 1e-9 * max(abs(self.value), abs(low), 1.0)
        return self.low <= high + dust and low <= self.high + dust

    @property
    def base(self) -> tuple[str, float]:
        """The dimension and the factor to its first unit; a unit without relatives is its own dimension."""
        return DIMENSIONS.get(self.unit, (self.kind, 1.0))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; an open end of the interval is None."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "value": self.value,
            "low": self.low,
            "high": None if self.high == inf else self.high,
            "unit": self.unit,
            "approximate": self.approximate,
        }


class _Number(NamedTuple):
    """A number as written, before the words around it are read: ``end`` leaves its unit out unless it is inside."""

    start: int
    end: int
    value: float
    step: float
    unit: str
    more: bool = False
    unit_inside: bool = False


def find_quantities(text: str, plain: str, times: Sequence[Time]) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order; numbers inside time expressions are left out."""
    dated = [t for t in times if t.kind in _DATES and t.form not in ("span", "period", "")]
    starts = [t.start for t in dated]
    found = []
    for number in (*_arabic(plain), *_han(plain)):
        covering = bisect_right(starts, number.end - 1) - 1
        if covering < 0 or dated[covering].end <= number.start:
            found.append(_quantity(text, plain, number))
    found.extend(_ranks(text, plain))
    return tuple(sorted(found))


def _arabic(plain: str) -> Iterator[_Number]:
    for match in _NUMBER.finditer(plain):
        begin, end = match.span()
        unit = unit_at(plain, end)
        if _is_identifier(plain, begin, match.end(1), unit):
            continue
        digits, scaled, more, late = match.groups()
        if "," in digits:
            digits = digits.replace(",", "")
        scale = SCALE[scaled or late or ""]
        point = digits.find(".")
        step = scale * (_STEPS[min(len(digits) - point - 1, 11)] if point >= 0 else 1.0)
        if not scaled and point < 0:
            if unit and unit not in MEASURED:
                step = 0.0  # people and things are counted, not measured
            if more:
                step = scale * 10.0 ** (
                    len(digits) - len(digits.rstrip("0"))
                )  # 20余 is 21 to 29, 300多 up to 399
        value = float(digits) * scale
        if unit == "成" and plain[end + 1 : end + 2] not in _NO_TENTHS:
            yield _Number(
                begin, end + 1, 10 * value, 10 * (step or 1.0), PERCENT, more is not None, unit_inside=True
            )
        elif plain.startswith("百分之", max(0, begin - 3)) and begin >= 3:
            yield _Number(begin - 3, end, value, step, PERCENT, more is not None, unit_inside=True)
        else:
            yield _Number(begin, end, value, step, unit, more is not None)


def _is_identifier(plain: str, begin: int, end: int, unit: str) -> bool:
    """A telephone, road, article or version number is no quantity."""
    last = plain[begin - 1] if begin else ""
    if not unit and _IDENTIFIER_AFTER.match(plain, end):
        return True
    if last not in _ENDS_IDENTIFIER:
        return False
    if last == "." or (last.isalpha() and last < "\x7f"):
        return True
    before = plain[max(0, begin - 4) : begin]
    return _IDENTIFIER_BEFORE.search(before) is not None or (
        last == "道" and unit not in MEASURED and _ROAD.search(before) is not None
    )


def _han(plain: str) -> Iterator[_Number]:
    position = 0
    for begin in _HAN_START.finditer(plain):
        start = begin.start()
        if start < position or plain[start - 1 : start] in _PART_OF_NUMBER:
            continue  # the 万 of 3万
        match = _HAN_NUMBER.match(plain, start)
        if match is not None and (number := _han_number(plain, match)) is not None:
            position = match.end()
            yield number


def _han_number(plain: str, match: re.Match[str]) -> _Number | None:
    start, end = match.span()
    form = match.lastgroup or ""
    if match["percent"]:
        point = match["percent"].partition("点")[2]
        return _Number(
            start, end, han_value(match["percent"]), 10.0 ** -len(point), PERCENT, unit_inside=True
        )
    if match["below"]:
        share = 100 * han_value(match["above"]) / han_value(match["below"])
        return _Number(start, end, share, 4.0, PERCENT, unit_inside=True)
    if match["tenths"]:
        rest = match["more_tenths"]
        share = 10 * han_value(match["tenths"]) + (5 if rest == "半" else DIGITS[rest] if rest else 0)
        step = 10.0 if not rest else 5.0 if rest == "半" else 1.0
        return _Number(start, end, share, step, PERCENT, unit_inside=True)
    if form in ("over", "half"):
        step, more = (50.0, True) if form == "over" else (10.0, False)
        return _Number(start, end, 50.0, step, PERCENT, more, unit_inside=True)
    if match["fold"]:
        return _Number(start, end - 1, han_value(match["fold"]), 0.0, "番")
    if match["bare"]:  # 万名教师 at the head of a title: at least nearly that many
        value = SCALE[match["bare"]]
        return _Number(start, end, value, value, unit_at(plain, end), more=True)
    return _plain_han(plain, match)


def _plain_han(plain: str, match: re.Match[str]) -> _Number | None:
    numeral = match["plain"] or match["digit"] or match["one"]
    start, end = match.span()
    unit = unit_at(plain, end)
    if not unit or (match["digit"] and (plain[start - 1 : start] in ("每", "“", '"') or unit == "个月")):
        return None
    more = match["more"] is not None
    step = last_place(numeral) if more or numeral[-1] in "万亿" else 1.0 if unit in MEASURED else 0.0
    if not more and numeral[-1] in "百千":
        step = max(step, _ROUND_NUMBER * last_place(numeral))  # 五千亩 may stand for 5012亩
    if "点" in numeral:
        step = (
            han_value("一" + numeral.lstrip("零〇一二两三四五六七八九点")) if numeral[-1] in "万亿" else 1.0
        )
        step *= 10.0 ** -sum(c in DIGITS for c in numeral.partition("点")[2])
    return _Number(start, end, han_value(numeral), step, unit, more)


def _quantity(text: str, plain: str, number: _Number) -> Quantity:
    """Build the quantity with its interval; the words before and after the number narrow or open it."""
    begin, end, value, step, unit, more, unit_inside = number
    before = plain[max(0, begin - 4) : begin]
    word = _APPROXIMATE.search(before) if before[-1:] in _ENDS_APPROXIMATE else None
    end = end if unit_inside else end + len(unit)
    rounded = _ROUND.match(plain, end) if plain[end : end + 1] in _BEGINS_ROUND else None
    low, high = (value, value + step) if more else (value - step / 2, value + step / 2)
    if word is not None:
        if word["word"][-1] not in "为合占":
            begin -= len(before) - word.start()
        low, high = _narrowed(word["word"], value, low, high)
    if rounded is not None:
        end = rounded.end()
        if rounded[0] in ("左右", "上下"):
            low, high = min(low, 0.9 * value), max(high, 1.1 * value)
        else:
            low, high = (value, inf) if rounded[0] == "以上" else (0.0, value)
    if unit == PERCENT and not unit_inside and word is None and rounded is None:
        high = value + 0.999 * step  # many offices cut percentages off instead of rounding them
    approximate = more or word is not None or rounded is not None
    return Quantity(
        begin, end, text[begin:end], value, low, high, unit, SYNONYMS.get(unit, unit), approximate
    )


def _narrowed(word: str, value: float, low: float, high: float) -> tuple[float, float]:
    if word in _UP_TO:
        return (0.9 * value if word in _ABOUT_BELOW else 0.0), value
    if word in _FROM:
        return value, inf
    return min(low, 0.95 * value), max(high, 1.05 * value)


def _ranks(text: str, plain: str) -> Iterator[Quantity]:
    """第3位, 第二名: a place in an order, exact."""
    for match in _RANK.finditer(plain) if "第" in plain else ():
        place = float(match["n"]) if match["n"].isdecimal() else han_value(match["n"])
        yield Quantity(
            match.start(),
            match.end(),
            text[match.start() : match.end()],
            place,
            place,
            place,
            match["unit"],
            RANK,
            False,
        )
