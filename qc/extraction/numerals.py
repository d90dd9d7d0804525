"""Chinese numerals as values."""

from __future__ import annotations

SCALE = {
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
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def han_value(text: str) -> float:
    """Read a Chinese numeral; a last digit behind 百, 千 or 万 stands for the place below (三百五 is 350).

    >>> han_value("三百二十"), han_value("一万二千"), han_value("十五"), han_value("一点五")
    (320.0, 12000.0, 15.0, 1.5)
    >>> han_value("三百五"), han_value("两千零三"), han_value("三点二万")
    (350.0, 2003.0, 32000.0)
    """
    whole, point, part = text.partition("点")
    if point:
        scale = 1.0
        while part and part[-1] in SCALE:
            scale *= SCALE[part[-1]]
            part = part[:-1]
        return scale * (han_value(whole) + float("0." + "".join(str(DIGITS[c]) for c in part)))
    total = section = digit = last = 0.0
    for character in whole:
        if character in DIGITS:
            digit = DIGITS[character]
            last = last if digit else 0.0
        elif character in ("万", "亿"):
            last = SCALE[character]
            total = (total + section + digit) * last
            section = digit = 0.0
        else:
            last = SCALE[character]
            section += (digit or 1.0) * last
            digit = 0.0
    return total + section + digit * (last / 10 if last > 10 else 1.0)


def last_place(numeral: str) -> float:
    """The place of the last word of a numeral: 三百多 is short of 400, 一百二十余 of 130."""
    return SCALE.get(numeral[-1], 1.0)
