"""Find time expressions in a text: numbers lead the grammar, words come from ``time_words.csv``.

Only the plain form of the text is read, in which full-width marks and digits are ASCII.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from qc.resources import pack_rows
from qc.segmentation.lexicon import Hit
from qc.segmentation.patterns import lazy

# Any two decimals, so that an impossible day is still read as a date and can be reported.
N = r"(?:\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
# Two digits are a year only where a month, a quarter or the like follows, or with a leading nought.
Y = (
    r"(?:\d{4}|\d\d(?=年(?:\s?[\d一二三四五六七八九十]{1,3}\s?月|第?[一二三四1-4]季|[上下]半年|度|[底末](?![层线])))"
    r"|0\d(?=年)|[零〇][一二三四五六七八九](?=年)|[一二][〇○零一二三四五六七八九]{3})"
)
# Any year, where the expression around it leaves no doubt.
YEAR = r"(?:\d{2,4}|[一二零〇][〇○零一二三四五六七八九]{1,3})"
TO = r"\s?(?:-{1,2}|~|—{1,2}|–|至|到)\s?"
PART = r"(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜间|深夜|晚|早)"
_NH = r"(?:\d{1,2}|[〇零一二三四五六七八九十]{1,3})"
_MINUTE = rf"(?:半|许|整|{_NH}(?:分|(?![个项条类方期号次]))(?:{_NH}秒)?许?)?"
# After a date any hour will do; alone an hour needs more (see the resolver).
_HOUR = rf"{_NH}\s?(?:时(?!段|代|刻|候|期|间|有|而|常)|点钟?(?!多)|:(?=[0-5]\d(?!\d)))"
CLOCK = rf"{_HOUR}{_MINUTE}"
_TENTH = r"(?:上旬|中旬|下旬|初|底|末)?"
_WEEK = r"(?:的?第[一二三四五1-5]个?周(?![年岁]))"
_COUNT = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千几数半]{1,4})"
_LENGTH = r"(?:工作日|自然日|交易日|小时|钟头|分钟|季度|星期|周年|年(?!代|级|龄)|月(?!龄)|周(?!岁)|天|日(?!元|圆|币)|昼夜)"
_THINGS = r"(?![龄租薪饼球嫂台个街食度])"
_QUARTERS = rf"(?:前[一二两三]个?|首个?|前?第?(?:[一二三四1-4](?:季度)?{TO}第?)?[一二三四1-4])"
_FIRST_MONTHS = r"(?:前(?:\d{1,2}|[一二两三四五六七八九十]{1,2})个?月|首月)"
_SEASON = r"[春夏秋冬](?![节运耕播茶招考训])季?"
_NUMERIC = lazy(
    rf"""
    (?P<iso>(?:19|20)\d\d(?P<sep>[-/.])\d{{1,2}}(?P=sep)\d{{1,2}}(?![\d%]))
  | (?P<date>(?:{Y}\s?年\s?)?{N}\s?月(?:份)?\s?{N}(?:\s?(?:日|号(?!召))|(?={TO}(?:{N}月\s?)?{N}[日号])|(?=、{N}[日号]))
      (?:{TO}(?:(?:{YEAR}年|次年|翌年)?{N}月\s?)?{N}[日号])?)
      (?:\s?[(](?:星期|周|礼拜)[一二三四五六日天][)])?
      (?P<dclock>\s?{PART}?\s?{CLOCK}(?:{TO}{CLOCK})?|\s?{PART}(?!班|稻|熟|期))?
  | (?P<months>(?:{Y}年\s?)?{N}(?:月份?)?{TO}(?:{YEAR}年|次年|翌年)?{N}月(?:份)?{_TENTH}{_THINGS})
  | (?P<month>(?:{Y}年\s?)?{N}月(?:份)?(?:{_WEEK}|{_TENTH}){_THINGS})
  | (?P<years>{Y}年?{TO}{YEAR}年(?:度)?)
  | (?P<year>{Y}年(?!代|级|龄)(?:度)?(?:{_QUARTERS}季度[初末]?|{_FIRST_MONTHS}|[上下]半年|[初底末]|{_SEASON})?)
  | (?P<quarter>(?:[一二三四1-4](?:季度)?{TO}第?)?[一二两三四1-4]个?季度[初末]?)
  | (?P<firstmonths>(?:\d{{1,2}}|[一二两三四五六七八九十]{{1,2}})个月(?![前内后以来之左多半]))
  | (?P<clock>{CLOCK}(?:{TO}(?:次日|翌日|当日)?{PART}?{CLOCK})?)
  | (?P<day>{N}(?:号(?![召角线楼文台机院矿井坑桥门仓泵]|公路|地块)|日(?!内|后|以|之|来|间|均|常|报|期|用|多|昼|左|游))(?:{TO}{N}[日号])?)
  | (?P<decade>(?:[1-9]0|[二三四五六七八九]十)年代(?:[初中末]期?)?)
  | (?P<span>{_COUNT}\s?(?:多|余)?(?:个)?[多半]?{_LENGTH}(?:(?:[又零]|多)?{_COUNT}(?:个)?[多半]?{_LENGTH})*(?:多|半)?
      (?:之内|以内|内|之前|以前|前|之后|以后|后|以来|来|间|期间|左右)?)
    """,
    re.VERBOSE,
)
# A numeral is worth trying only where a unit of time, a range mark or a separator of dates follows; possessive, and
# only from its first character, so that a megabyte of digits costs one step each.
_NUMERAL = lazy(
    r"(?:(?<![\d.])\d++(?:\.\d++)?|(?<![〇○零一二两三四五六七八九十百千几数半第])[〇○零一二两三四五六七八九十百千几数半]++|(?<=第)[一二三四](?=季度))"
    r"(?=\s?[年月日号时点:个季周星天小分工自交昼多余至到~—/、-]|(?<=\d)\.\d)"
)
_LONGEST_NUMERAL = 8
# What belongs to the expression but stands before its numeral.
_BEFORE = {
    "quarter": re.compile(r"前$|第$"),
    "firstmonths": re.compile(r"前$"),
    "decade": re.compile(r"(?:[12]?\d|[二十]?十[一九]?|上个?|本)世纪$"),
    "clock": re.compile(
        r"(?<![当今昨前明同])(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜间|深夜|晚|早)\s?$"
    ),
}
_BLANK = "×xX*○□"
_PLACEHOLDER = lazy(
    r"(?<![A-Za-z0-9×])[×xX*○□]{1,2}月(?:[×xX*○□]{1,2}[日号])?|(?<![A-Za-z0-9×月])[×xX*○□]{1,2}日"
)
_AFTER_YEAR = frozenset({"date", "month", "months", "quarter", "half", "firstmonths"})
_MONTH_WORDS = frozenset(["本月", "上月", "下月", "当月", "次月", "同月", "上个月", "下个月", "这个月"])


class Raw(NamedTuple):
    """An expression as found: ``form`` is a group of the grammar or the kind of a word.

    family: for a vague word its family, for a year word its distance from this year; word: a relative word that was
    joined with what follows it (今年, 本月).
    """

    start: int
    end: int
    form: str
    family: str = ""
    word: str = ""


@cache
def time_words() -> dict[str, tuple[str, str]]:
    """The time words of the built-in pack: word -> (kind, family)."""
    return {row["word"]: (row["kind"], row["family"]) for row in pack_rows("time_words.csv")}


def find_raw(plain: str, words: Iterable[Hit]) -> list[Raw]:
    """Return the expressions of a text in order, without overlaps; ``words``: hits of the time words."""
    found = sorted([*_numeric(plain), *_placeholders(plain), *_words(words)], key=lambda r: (r.start, -r.end))
    return list(_joined(found, plain))


def _numeric(plain: str) -> Iterator[Raw]:
    """Match the grammar where a numeral begins; trying it at every character costs four times as much."""
    position = 0
    for numeral in _NUMERAL.finditer(plain):
        start = numeral.start()
        if start < position or numeral.end() - start > _LONGEST_NUMERAL:
            continue
        match = _NUMERIC.match(plain, start)
        if match is None:
            continue
        form = (
            "date"
            if match["date"] is not None
            else "iso"
            if match["iso"] is not None
            else match.lastgroup or ""
        )
        position = match.end()
        before = plain[max(0, start - 4) : start]
        extra = _BEFORE[form].search(before) if form in _BEFORE else None
        if extra is not None:
            start = start - len(before) + extra.start()
        elif form == "firstmonths":
            form = "span"
        yield Raw(start, position, form)


def _placeholders(plain: str) -> Iterator[Raw]:
    if any(mark in plain for mark in _BLANK):
        for match in _PLACEHOLDER.finditer(plain):
            yield Raw(match.start(), match.end(), "placeholder")


def _words(words: Iterable[Hit]) -> Iterator[Raw]:
    known = time_words()
    for hit in words:
        kind, family = known[hit.term]
        yield Raw(hit.start, hit.end, kind, family)


def _joined(found: list[Raw], plain: str) -> Iterator[Raw]:
    """Keep the earliest and longest of overlapping expressions; join 今年 and 本月 with the date after them."""
    held: Raw | None = None
    for raw in found:
        if held is None:
            held = raw
        elif raw.start < held.end:
            # 几天前 is a word of the list although it also reads as a counted span; 3月上旬 swallows 上旬.
            same_place = raw.start == held.start and raw.end >= held.end
            held = raw if same_place and held.form == "span" else held
        elif raw.start == held.end and (together := _together(held, raw, plain)):
            held = together
        else:
            yield held
            held = raw
    if held is not None:
        yield held


def _together(held: Raw, raw: Raw, plain: str) -> Raw | None:
    word = plain[held.start : held.end]
    if held.form == "year" and raw.form in _AFTER_YEAR:
        return Raw(held.start, raw.end, raw.form, held.family, word)
    if held.form in ("relative", "anchored") and word in _MONTH_WORDS and raw.form == "day":
        return Raw(held.start, raw.end, "day", "", word)
    if held.form in ("relative", "anchored") and word not in _MONTH_WORDS and raw.form == "clock":
        return Raw(held.start, raw.end, "clock", "", word)
    return None
