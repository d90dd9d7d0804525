"""How long a counted span is: 45天, 两个半月, 8小时20分钟."""

from __future__ import annotations

from qc.segmentation.patterns import lazy

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_DAYS = {
    "周年": 365.0, "年": 365.0, "季度": 90.0, "月": 30.0, "星期": 7.0, "周": 7.0, "昼夜": 1.0, "工作日": 1.0, "自然日": 1.0,
    "交易日": 1.0, "天": 1.0, "日": 1.0, "小时": 1 / 24, "钟头": 1 / 24, "时": 1 / 24, "分钟": 1 / 1440, "分": 1 / 1440, "秒": 1 / 86400,
}  # fmt: skip
_UNIT = "|".join(_DAYS)
_PART = lazy(
    rf"(?P<count>\d+(?:\.\d+)?|[〇○零一二两三四五六七八九十百千]+|半)\s?[多余]?\s?个?多?(?P<half>半)?\s?(?P<unit>{_UNIT})钟?(?P<more>半)?"
)
_LINK = lazy(r"\s?[又零余多]?\s?")


def count_of(text: str) -> float | None:
    """Read an Arabic or Chinese numeral below ten thousand; ``None`` for 三五 and the like.

    >>> count_of("45"), count_of("一百二十"), count_of("半"), count_of("三五")
    (45.0, 120.0, 0.5, None)
    """
    if text[:1].isdigit():
        return float(text)
    if text == "半":
        return 0.5
    total, digit, digits = 0, 0, 0
    for character in text:
        if character in _TENS:
            total += (digit or 1) * _TENS[character]
            digit, digits = 0, 0
        elif character in _DIGITS:
            digit, digits = _DIGITS[character], digits + (character not in "零〇○")
        if digits > 1:
            return None
    return float(total + digit)


def days_of(text: str) -> float | None:
    """The length of a span in days, a month taken as 30 and a year as 365; ``None`` if the text counts none.

    >>> days_of("45天"), days_of("两个半月"), days_of("1年3个月"), days_of("近日")
    (45.0, 75.0, 455.0, None)
    """
    match = _PART.search(text)
    if match is None:
        return None
    total = 0.0
    while match is not None:
        count = count_of(match["count"])
        if count is None:
            return None
        half = 0.5 if match["half"] or match["more"] else 0.0
        total += (count + half) * _DAYS[match["unit"]]
        link = _LINK.match(text, match.end())
        match = _PART.match(text, link.end() if link else match.end())
    return total
