"""Numbers with their units. Identifiers and parts of dates are no quantities."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from qc.extraction.times import Time, TimeKind

_SCALE = {"": 1.0, "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12}
_UNITS = frozenset(
    [
        "个百分点",
        "平方公里",
        "平方米",
        "立方米",
        "千瓦时",
        "个工作日",
        "人次",
        "户次",
        "万千瓦",
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
        "村",
        "镇",
        "乡",
        "县",
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
        "℃",
        "%",
        "‰",
    ]
)
_LONGEST_UNIT = max(map(len, _UNITS))
_NUMBER = re.compile(
    r"(?P<value>\d+(?:,\d{3}(?!\d))*(?:\.\d+)?)\s?(?P<scale>万亿|千万|百万|亿|万|千)?(?P<more>[余多])?"
)
_ROUND = re.compile("左右|上下|以上|以下")
_APPROXIMATE = re.compile(r"(?:大约|将近|约|近|超过?|逾|突破|不足|不到|至少|最多)\s?$")
_IDENTIFIER_BEFORE = re.compile(r"(?:[A-Za-z〔\[第]|电话:?|热线:?|编号:?|邮编:?|PM|国道|省道|县道|[GSXY])$")
_IDENTIFIER_AFTER = re.compile(r"号(?![召角])|热线|部队|国道|省道|[A-Za-z]")


class Quantity(NamedTuple):
    """A number as stated: ``value`` in the base of its unit (scale applied), unit as written or empty."""

    start: int
    end: int
    text: str
    value: float
    unit: str
    approximate: bool

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "value": self.value,
            "unit": self.unit,
            "approximate": self.approximate,
        }


_DATES = frozenset({TimeKind.PRECISE, TimeKind.PERIOD, TimeKind.DEADLINE})


def find_quantities(text: str, plain: str, times: Sequence[Time]) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order; numbers inside time expressions are left out."""
    dated = [t for t in times if t.kind in _DATES]
    starts = [t.start for t in dated]
    found = []
    for match in _NUMBER.finditer(plain):
        begin = match.start()
        before = plain[max(0, begin - 4) : begin]
        if before and (before[-1] in "." or (before[-1].isascii() and before[-1].isalpha())):
            continue
        covering = bisect_right(starts, begin) - 1
        if covering >= 0 and dated[covering].end > begin:
            continue
        unit = _unit_at(plain, match.end())
        if _is_identifier(plain, before, match, unit):
            continue
        end = match.end() + len(unit)
        rounded = _ROUND.match(plain, end)
        value = float(match["value"].replace(",", "")) * _SCALE[match["scale"] or ""]
        approx = _APPROXIMATE.search(before)
        approximate = approx is not None or match["more"] is not None or rounded is not None
        start = begin - len(before) + approx.start() if approx else begin
        end = rounded.end() if rounded else end
        found.append(Quantity(start, end, text[start:end], value, unit, approximate))
    return tuple(found)


def _unit_at(plain: str, position: int) -> str:
    """The longest unit that stands here, or an empty string."""
    for length in range(_LONGEST_UNIT, 0, -1):
        if plain[position : position + length] in _UNITS:
            return plain[position : position + length]
    return ""


def _is_identifier(plain: str, before: str, match: re.Match[str], unit: str) -> bool:
    if not unit and _IDENTIFIER_AFTER.match(plain, match.end("value")):
        return True
    return _IDENTIFIER_BEFORE.search(before) is not None
