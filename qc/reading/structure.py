"""From lines to a draft: which line is the title, which lines are metadata, which are the body."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from qc.draft import Anchor, Draft, Origin, Paragraph, Place

if TYPE_CHECKING:
    from qc.reading.directives import Mark

TITLE_LENGTH = 60
_LONE_TITLE = 40
_SENTENCE = re.compile(r"[。;\uff1b,\uff0c]")
_D = r"[0-9\uff10-\uff19〇○零一二三四五六七八九十]"
_DATE = rf"(?P<y>[0-9\uff10-\uff19〇○零一二三四五六七八九]{{4}})\s*年\s*(?P<m>{_D}{{1,3}})\s*月\s*(?P<d>{_D}{{1,3}})\s*日"
_CLOCK = rf"(?:\s*(?P<H>{_D}{{1,3}})\s*[时点:\uff1a]\s*(?:(?P<M>{_D}{{1,3}})\s*分?)?)?"
_ISO = r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:[ T](?P<H>\d{1,2}):(?P<M>\d{2})(?::\d{2})?)?"
_ORGAN = r"(?:办公室|办公厅|政府|委员会|[局厅部委办院站所处队社]|中心|支队|大队|管委会|街道|[镇乡区县市])"

_KEYS = (
    r"报\s?送\s?单\s?位|报送部门|供稿单位|供稿|来源|单\s*位|报送时间|报送日期|成文日期|上报时间|日\s*期|签\s*发\s*人?|审核人?|核稿人?|审签|"
    r"编辑|责任编辑|责编|编审|校对|撰稿人?|联系人|联系电话|电话|主送|抄送|抄报|报|送|发|密级|紧急程度|期号|印数|栏目"
)
_COLON = "[:\\uff1a]"
_FIELD = re.compile(rf"^\s*(?:[【\[](?:{_KEYS})[】\]]\s*{_COLON}?|(?:{_KEYS})\s*{_COLON})")
# One line may carry several fields, set apart by blanks.
_FIELDS = re.compile(
    rf"[【\[]?(?P<key>{_KEYS})[】\]]?\s*{_COLON}?\s*(?P<value>.*?)(?=\s+[【\[]?(?:{_KEYS})[】\]]?\s*{_COLON}|\s*$)"
)
_ISSUE = re.compile(
    rf"^\s*[〔\[(\uff08]?\s*(?:{_D}{{4}}\s*年?\s*[〕\])\uff09,\uff0c]?\s*)?(?:总?\s*第\s*[0-9\uff10-\uff19〇○零一二三四五六七八九十百]+\s*期\s*)+"
    r"(?:[(\uff08]?总?第?\s*[0-9\uff10-\uff19]+\s*期[)\uff09]?)?\s*[〕\])\uff09]?\s*$"
)
_ISSUE_NUMBER = re.compile(r"第\s*([0-9\uff10-\uff19〇○零一二三四五六七八九十百]+)\s*期")
_DATE_LINE = re.compile(
    rf"^\s*[(\uff08]?\s*(?:{_DATE}{_CLOCK}|{_ISO})\s*[)\uff09]?\s*$".replace("(?P<y>", "(?:", 1)
    .replace("(?P<m>", "(?:", 1)
    .replace("(?P<d>", "(?:", 1)
    .replace("(?P<H>", "(?:", 1)
    .replace("(?P<M>", "(?:", 1)
)
_UNIT_DATE = re.compile(rf"^\s*(?P<unit>[\u4e00-\u9fff、]{{3,30}}{_ORGAN})\s+{_DATE}\s*$")
_SIGNED_UNIT = re.compile(
    rf"^\s*[(\uff08【]?(?:供稿[:\uff1a]?)?(?P<unit>[\u4e00-\u9fff、 ]{{2,28}}{_ORGAN})[)\uff09】]?\s*$"
)
_ANY_DATE = re.compile(rf"{_DATE}{_CLOCK}")
_ANY_ISO = re.compile(_ISO)
_HAN_DIGIT = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}


class Line(NamedTuple):
    """One line as a reader found it: its text, what the format says it is, and its anchor."""

    text: str
    place: Place = Place.BODY
    anchor: Anchor | None = None


def small_number(digits: str) -> int:
    """Read a number below 100, or a year digit by digit, in Arabic (either width) or Chinese numerals.

    >>> small_number("12"), small_number("二十八"), small_number("十"), small_number("二〇二六")
    (12, 28, 10, 2026)
    """
    if not any(c in _HAN_DIGIT or c == "十" for c in digits):
        return int(digits)
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        return (_HAN_DIGIT[tens] if tens else 1) * 10 + (_HAN_DIGIT[ones] if ones else 0)
    return int("".join(str(_HAN_DIGIT.get(c, c)) for c in digits))


def parse_date(text: str) -> date | datetime | None:
    """Return the first full date in the text, with its clock time when there is one."""
    match = _ANY_DATE.search(text) or _ANY_ISO.search(text)
    if match is None:
        return None
    try:
        parts = [small_number(match[k]) for k in "ymd"]
        if match["H"] is None:
            return date(*parts)
        hour, minute = small_number(match["H"]), small_number(match["M"] or "0")
        return datetime.combine(date(*parts), time(hour % 24, minute)) + timedelta(days=hour // 24)
    except (ValueError, KeyError, OverflowError):
        return None


@dataclass(slots=True)
class _Metadata:
    unit: str | None = None
    submitted: date | datetime | None = None
    issue: str | None = None


def build_draft(lines: Sequence[Line], *, has_title: bool | None = None, origin: Origin = Origin()) -> Draft:
    """Join the lines with line feeds and tell title, metadata and body apart.

    has_title: True when the first line is known to be the title, False when it is known not to be, None to
    find out: a line with a title style, else the first short line that is not metadata.
    """
    text = "\n".join(line.text for line in lines)
    marks: Mapping[int, Mark] = {}
    if "qc" in text or "QC" in text or "Qc" in text:
        from qc.reading.directives import find_marks

        marks = find_marks([line.text for line in lines])
        lines = _without(lines, marks)
    places = [line.place for line in lines]
    meta = _Metadata()
    _mark_metadata(lines, places, meta, keep_first=has_title is True)
    title_index = 0 if has_title else _title_index(lines, places) if has_title is None else None
    paragraphs: list[Paragraph] = []
    starts: list[int] = []
    position = 0
    title = None
    for index, line in enumerate(lines):
        starts.append(position)
        place = Place.TITLE if index == title_index else places[index]
        if place is Place.TITLE and index != title_index:
            place = Place.HEADING
        paragraph = Paragraph(position, position + len(line.text), place, line.anchor)
        if index == title_index:
            bare = line.text.strip()
            if bare.startswith("【") and bare.endswith("】"):
                start = position + line.text.index("【") + 1
                paragraph = paragraph._replace(start=start, end=start + len(bare) - 2)
            title = paragraph
        if line.text:
            paragraphs.append(paragraph)
        position += len(line.text) + (marks[index].length if index in marks else 0) + 1
    draft = Draft(text, tuple(paragraphs), title, meta.unit, meta.submitted, meta.issue, origin)
    if not marks:
        return draft
    from qc.reading.directives import placed

    return replace(draft, directives=placed(marks, paragraphs, starts, len(text)))


def _without(lines: Sequence[Line], marks: Mapping[int, Mark]) -> Sequence[Line]:
    """The lines without the directives at their ends."""
    return [
        line._replace(text=line.text[: marks[i].column]) if i in marks else line
        for i, line in enumerate(lines)
    ]


def _title_index(lines: Sequence[Line], places: list[Place]) -> int | None:
    filled = [i for i, line in enumerate(lines) if line.text.strip() and places[i] is not Place.METADATA]
    for index in filled:
        if places[index] is Place.TITLE:
            return index
    if len(filled) < 2:
        # A single short line without a stop is a title that still waits for its body.
        alone = lines[filled[0]].text.strip() if filled else ""
        return filled[0] if 0 < len(alone) <= _LONE_TITLE and not _SENTENCE.search(alone) else None
    first = lines[filled[0]]
    text = first.text.strip()
    if places[filled[0]] not in (Place.BODY, Place.HEADING, Place.TEXTBOX) or len(text) > TITLE_LENGTH:
        return None
    # A long line that ends like a sentence is a paragraph; a short one may be a title with a stray mark.
    return None if len(text) > 40 and text[-1] in "。;\uff1b" else filled[0]


def _mark_metadata(lines: Sequence[Line], places: list[Place], meta: _Metadata, *, keep_first: bool) -> None:
    filled = [i for i, line in enumerate(lines) if line.text.strip()]
    for order, index in enumerate(filled):
        if (keep_first and index == 0) or places[index] in (Place.TABLE, Place.FOOTNOTE, Place.TITLE):
            continue
        text = lines[index].text
        if len(text) > 120:
            continue
        at_edge = order < 8 or order >= len(filled) - 4
        if at_edge and _is_metadata(text, meta, last=order >= max(1, len(filled) - 3)):
            places[index] = Place.METADATA
            if _ISSUE.match(text):
                # What stands above the issue number is the masthead of the journal.
                for above in filled[:order]:
                    if len(lines[above].text) <= 24:
                        places[above] = Place.METADATA


def _is_metadata(text: str, meta: _Metadata, *, last: bool) -> bool:
    """Recognise one metadata line and keep what it says; ``last``: it stands at the end of the draft."""
    if _FIELD.match(text):
        for field in _FIELDS.finditer(text.strip()):
            _keep_field("".join(field["key"].split()), field["value"].strip(), meta)
        return True
    if _ISSUE.match(text):
        number = _ISSUE_NUMBER.search(text)
        meta.issue = meta.issue or (number[1] if number else None)
        return True
    if _DATE_LINE.match(text):
        meta.submitted = meta.submitted or parse_date(text)
        return True
    if both := _UNIT_DATE.match(text):
        meta.unit = meta.unit or both["unit"]
        meta.submitted = meta.submitted or parse_date(text)
        return True
    if last and (unit := _SIGNED_UNIT.match(text)):
        meta.unit = meta.unit or unit["unit"].strip()
        return True
    return False


def _keep_field(key: str, value: str, meta: _Metadata) -> None:
    if key in ("报送单位", "报送部门", "供稿单位", "供稿", "单位", "来源"):
        meta.unit = meta.unit or value or None
    elif key in ("报送时间", "报送日期", "成文日期", "上报时间", "日期"):
        meta.submitted = parse_date(value) or meta.submitted
    elif key == "期号":
        meta.issue = meta.issue or value or None
