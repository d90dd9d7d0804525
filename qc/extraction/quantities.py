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

from qc.extraction.times import Time, TimeKind

_SCALE = {
    "": 1.0,
    "十": 1e1,
    "百": 1e2,
    "千": 1e3,
    "万": 1e4,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "万亿": 1e12,
}
UNITS = frozenset(
    [
        "个百分点",
        "平方公里",
        "平方米",
        "立方米",
        "千瓦时",
        "个工作日",
        "人次",
        "户次",
        "件次",
        "辆次",
        "公里",
        "公顷",
        "公斤",
        "千克",
        "毫米",
        "厘米",
        "毫克",
        "微克",
        "小时",
        "分钟",
        "百分点",
        "摄氏度",
        "美元",
        "港元",
        "欧元",
        "个月",
        "吨",
        "元",
        "亩",
        "人",
        "名",
        "户",
        "家",
        "个",
        "件",
        "起",
        "例",
        "次",
        "条",
        "处",
        "项",
        "座",
        "台",
        "辆",
        "头",
        "只",
        "羽",
        "株",
        "棵",
        "套",
        "间",
        "栋",
        "所",
        "米",
        "升",
        "克",
        "度",
        "级",
        "岁",
        "年",
        "月",
        "日",
        "天",
        "周",
        "倍",
        "成",
        "番",
        "篇",
        "期",
        "份",
        "宗",
        "批",
        "场",
        "班",
        "车",
        "艘",
        "架",
        "部",
        "门",
        "类",
        "种",
        "层",
        "孔",
        "眼",
        "口",
        "块",
        "片",
        "根",
        "支",
        "队",
        "组",
        "对",
        "双",
        "瓶",
        "袋",
        "箱",
        "盒",
        "册",
        "卷",
        "张",
        "幅",
        "枚",
        "粒",
        "位",
        "斤",
        "里",
        "村",
        "镇",
        "乡",
        "县",
        "万千瓦",
        "℃",
        "%",
        "‰",
    ]
)
_LONGEST_UNIT = max(map(len, UNITS))
_BEGINS_UNIT = frozenset(unit[0] for unit in UNITS)
# Units of one dimension, in terms of the first: State Council order on legal units, 1984.
_DIMENSIONS = {
    "公斤": ("公斤", 1.0), "千克": ("公斤", 1.0), "斤": ("公斤", 0.5), "吨": ("公斤", 1e3), "克": ("公斤", 1e-3),
    "亩": ("亩", 1.0), "公顷": ("亩", 15.0), "平方公里": ("亩", 1500.0), "平方米": ("亩", 0.0015),
    "米": ("米", 1.0), "公里": ("米", 1e3), "里": ("米", 500.0), "厘米": ("米", 0.01), "毫米": ("米", 0.001),
    "小时": ("分钟", 60.0), "分钟": ("分钟", 1.0),
}  # fmt: skip
_MEASURES = frozenset(_DIMENSIONS) | {
    "%",
    "‰",
    "百分点",
    "个百分点",
    "元",
    "美元",
    "港元",
    "欧元",
    "升",
    "立方米",
    "度",
    "℃",
    "摄氏度",
    "倍",
    "千瓦时",
}
_SYNONYMS = {"名": "人", "位": "人", "家": "户", "件": "起", "例": "起", "宗": "起", "个百分点": "百分点"}
_NUMBER = re.compile(
    r"(?P<value>\d+(?:,\d{3}(?!\d))*(?:\.\d+)?)\s?(?P<scale>万亿|千万|百万|亿|万|千)?(?P<more>[余多])?"
)
_HAN = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
# Only Chinese numerals that cannot be anything else: with a tens word, or before 成, 倍, 番 and in fractions.
_HAN_NUMBER = re.compile(
    r"百分之(?P<percent>[零〇一二两三四五六七八九十百]+(?:点[零〇一二三四五六七八九]+)?)"
    r"|(?P<below>[二三四五六七八九十])分之(?P<above>[一二三四五六七八九])"
    r"|(?P<tenths>[一二两三四五六七八九])成(?P<half>半)?(?![立为功就员果本长分绩效人交立熟天])"
    r"|(?P<over>过半)(?!数?[天日月年])"
    r"|(?P<fold>[一二两三四五])番"
    r"|(?P<plain>[一二两三四五六七八九]?[十百千万][零〇一二两三四五六七八九十百千万亿]*)(?P<more>[余多])?"
    r"(?=个|人|名|户|家|件|起|元|亩|吨|公里|公顷|条|处|项|座|台|辆|头|只|次|万|倍|吨|公斤|斤|天)"
)
_HAN_START = re.compile("[一二两三四五六七八九十百](?=[成番分十百千万])|[十百千万](?=[一-龥])|过半")
_APPROXIMATE = re.compile(
    r"(?P<word>大约|将近|接近|约|近|超过?|逾|突破|超出|高于|不足|不到|低于|少于|至少|不少于|最多)\s?$"
)
_ROUND = re.compile("左右|上下|以上|以下")
_IDENTIFIER_BEFORE = re.compile(r"(?:[A-Za-z〔\[第]|电话:?|热线:?|编号:?|邮编:?|国道|省道|县道|\d[/-])$")
_IDENTIFIER_AFTER = re.compile(r"号(?![召角])|热线|部队|国道|省道|[A-Za-z]|[-/]\d")
_PART_OF_NUMBER = frozenset("0123456789.零一二两三四五六七八九十百千万亿几第数上")
# The last and first characters of those words: most numbers have none of them beside them.
_ENDS_IDENTIFIER = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz〔[第话线号编道:/-.")
_ENDS_APPROXIMATE, _BEGINS_ROUND = frozenset("约近超过逾破出于足到少多 "), frozenset("左上以")
_UP_TO, _FROM = (
    frozenset(["近", "将近", "接近", "不足", "不到", "低于", "少于", "最多"]),
    frozenset(["超", "超过", "逾", "突破", "超出", "高于", "至少", "不少于"]),
)


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
        return _DIMENSIONS.get(self.unit, (self.kind, 1.0))

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


_DATES = frozenset({TimeKind.PRECISE, TimeKind.PERIOD, TimeKind.DEADLINE, TimeKind.COARSE})


def han_value(text: str) -> float:
    """Read a Chinese numeral.

    >>> han_value("三百二十"), han_value("一万二千"), han_value("十五")
    (320.0, 12000.0, 15.0)
    """
    whole, _, part = text.partition("点")
    total = section = digit = 0.0
    for character in whole:
        if character in _HAN:
            digit = _HAN[character]
        elif character in ("万", "亿"):
            total = (total + section + digit) * _SCALE[character]
            section = digit = 0.0
        else:
            section += (digit or 1.0) * _SCALE[character]
            digit = 0.0
    return total + section + digit + float("0." + "".join(str(_HAN[c]) for c in part) if part else 0)


def find_quantities(text: str, plain: str, times: Sequence[Time]) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order; numbers inside time expressions are left out."""
    dated = [t for t in times if t.kind in _DATES and t.form not in ("span", "period", "")]
    starts = [t.start for t in dated]
    found = []
    for quantity in (*_arabic(text, plain), *_han(text, plain)):
        covering = bisect_right(starts, quantity.end - 1) - 1
        if covering < 0 or dated[covering].end <= quantity.start:
            found.append(quantity)
    return tuple(sorted(found))


_STEPS = [10.0**-n for n in range(12)]


def _arabic(text: str, plain: str) -> Iterator[Quantity]:
    for match in _NUMBER.finditer(plain):
        begin, end = match.span()
        last = plain[begin - 1] if begin else ""
        if last in _ENDS_IDENTIFIER and (last == "." or (last.isalpha() and last < "\x7f")):
            continue
        unit = _unit_at(plain, end)
        if not unit and _IDENTIFIER_AFTER.match(plain, match.end(1)):
            continue
        if last in _ENDS_IDENTIFIER and _IDENTIFIER_BEFORE.search(plain[max(0, begin - 4) : begin]):
            continue
        digits, scaled, more = match.groups()
        if "," in digits:
            digits = digits.replace(",", "")
        scale = _SCALE[scaled] if scaled else 1.0
        point = digits.find(".")
        step = scale * (_STEPS[min(len(digits) - point - 1, 11)] if point >= 0 else 1.0)
        if not scaled and point < 0:
            if unit and unit not in _MEASURES:
                step = 0.0  # people and things are counted, not measured
            if more:
                step = 10.0 ** (len(digits) - len(digits.rstrip("0")))  # 20余 is 21 to 29, 300多 up to 399
        yield _made(text, plain, begin, end, float(digits) * scale, step, unit, more is not None)


def _han(text: str, plain: str) -> Iterator[Quantity]:
    for begin in _HAN_START.finditer(plain):
        if plain[begin.start() - 1 : begin.start()] in _PART_OF_NUMBER:
            continue  # the 万 of 3万
        match = _HAN_NUMBER.match(plain, begin.start())
        if match is None:
            continue
        if match["percent"]:
            value, step, unit, end = han_value(match["percent"]), 1.0, "%", match.end()
        elif match["below"]:
            value, step, unit, end = (
                100 * han_value(match["above"]) / han_value(match["below"]),
                4.0,
                "%",
                match.end(),
            )
        elif match["tenths"]:
            value, step, unit = 10 * han_value(match["tenths"]) + (5 if match["half"] else 0), 10.0, "%"
            step, end = (5.0 if match["half"] else 10.0), match.end()
        elif match["over"]:
            yield Quantity(
                match.start(), match.end(), text[match.start() : match.end()], 50, 50, 100, "%", "%", True
            )
            continue
        elif match["fold"]:
            value, step, unit, end = han_value(match["fold"]), 0.0, "番", match.end() - 1
        else:
            value, unit, end = han_value(match["plain"]), _unit_at(plain, match.end()), match.end()
            step = _last_place(match["plain"]) if match["more"] else 0.0 if unit not in _MEASURES else 1.0
        end_of_number = end
        yield _made(
            text,
            plain,
            match.start(),
            end_of_number,
            value,
            step,
            unit,
            bool(match["more"]),
            unit_inside=unit == "%",
        )


def _last_place(numeral: str) -> float:
    """The place of the last word of a numeral: 三百多 is short of 400, 一百二十余 of 130."""
    return _SCALE.get(numeral[-1], 1.0)


def _made(
    text: str,
    plain: str,
    begin: int,
    end: int,
    value: float,
    step: float,
    unit: str,
    more: bool,
    unit_inside: bool = False,
) -> Quantity:
    """Build the quantity with its interval; the words before and after the number narrow or open it."""
    before = plain[max(0, begin - 4) : begin]
    word = _APPROXIMATE.search(before) if before[-1:] in _ENDS_APPROXIMATE else None
    end = end if unit_inside else end + len(unit)
    rounded = _ROUND.match(plain, end) if plain[end : end + 1] in _BEGINS_ROUND else None
    low, high = value - step / 2, value + step / 2
    if more:
        low, high = value, value + step
    if word is not None:
        begin -= len(before) - word.start()
        if word["word"] in _UP_TO:
            low, high = 0.9 * value if word["word"] in ("近", "将近", "接近") else 0.0, value
        elif word["word"] in _FROM:
            low, high = value, inf
        else:
            low, high = min(low, 0.95 * value), max(high, 1.05 * value)
    if rounded is not None:
        end = rounded.end()
        if rounded[0] in ("左右", "上下"):
            low, high = min(low, 0.9 * value), max(high, 1.1 * value)
        elif rounded[0] == "以上":
            low, high = value, inf
        else:
            low, high = 0.0, value
    if unit == "%" and not unit_inside and word is None and rounded is None:
        high = value + 0.999 * step  # many offices cut percentages off instead of rounding them
    approximate = more or word is not None or rounded is not None
    kind = _SYNONYMS.get(unit, unit)
    return Quantity(begin, end, text[begin:end], value, low, high, unit, kind, approximate)


def _unit_at(plain: str, position: int) -> str:
    """The longest unit that stands here, or an empty string."""
    if plain[position : position + 1] not in _BEGINS_UNIT:
        return ""
    for length in range(_LONGEST_UNIT, 0, -1):
        if plain[position : position + length] in UNITS:
            return plain[position : position + length]
    return ""
