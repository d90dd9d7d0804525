"""The figures, ranks and periods of the title against those of the body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from qc.checks.accurate.figures import after, before, digits
from qc.checks.check import Context, Evidence, Example, check
from qc.draft import Paragraph
from qc.extraction.facts import Facts
from qc.extraction.numerals import han_value
from qc.extraction.quantities import Quantity
from qc.finding import Norm, NormKind, Severity
from qc.segmentation.patterns import lazy

_CHANGE = lazy(
    r"增长|下降|提高|上升|减少|降低|增加|增幅|降幅|同比|缩短|压减|提升|提速|压缩|回落|上涨|下跌|降|减"
)
_ANY_CHANGE = lazy(
    r"增长|下降|提高|上升|减少|降低|增加|增幅|降幅|同比|环比|百分点|比上年|较上年|高于|低于|序时"
)
_HARM = lazy(
    r"(?<![\d.万千多余数几约近超逾百])(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})(?![多余几])\s?(?:人|名)?[\u4e00-\u9fff]{0,3}?(?P<what>死亡|遇难|身亡|死|受伤|轻伤|重伤|伤|失踪|失联)(?!者|员|残|口|势|害)"
)
_HARMS = {
    "死亡": "死",
    "遇难": "死",
    "身亡": "死",
    "死": "死",
    "受伤": "伤",
    "伤": "伤",
    "失踪": "失",
    "失联": "失",
}
_PLACE = lazy(
    r"(?P<scope>全[国省市县区])?(?:第(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})(?!季度|产业|批|期|次|轮|个|党|书记|届|人民|中学|小学|医院|代|阶段|[一二三四五六七八九十\d章节条款项])|(?P<first>首位|榜首|头名))"
)
_PLACED = lazy(r"[居列位排名获得夺]")
_PERIOD = lazy(r"上半年|[一二三四]季度|首季|前三季度|(?:前|1(?:-|—|~|至))(?P<n>\d{1,2})个?月|全年|去年|上年")
_MONTHS = {"上半年": 6, "一季度": 3, "首季": 3, "前三季度": 9}
_DOUBLED = lazy(r"翻(?:了)?(?:一)?番")
_LEAST_SHARED, _REPEATED = 2, 3
_LEAD = 150  # characters of the body in which the figure of the title is taken up


@check(
    id="accurate/title-body-figure",
    name="标题与正文数字不符",
    severity=Severity.ERROR,
    message="标题写“{title}”，正文写“{text}”，请核对。",
    norm=Norm("标题与正文一致", NormKind.LOGIC),
    examples=(
        Example("东渡区新增城镇就业8200人\n1至8月，东渡区新增城镇就业⟦8020人⟧。"),
        Example("大桥侧翻事故致2死7伤\n9日凌晨，大桥发生客车侧翻事故，造成⟦3人死亡⟧、7人受伤。"),
        Example("七个乡镇遭受风雹灾害\n6月3日，我县突发冰雹，⟦九个⟧乡镇受灾，农作物受损1.3万亩。"),
        Example("农饮水用户满意率超过九成五\n回访用户3000户，表示满意的2814户，满意率⟦93.8%⟧。"),
        Example("水环境考核居全市第一\n我县水环境得分91.6分，列⟦全市第3⟧位。"),
        Example("首季招引项目总投资86亿元\n一季度，全县签约项目7个，总投资⟦8.6亿元⟧。"),
        Example("上半年查处非法捕捞案21起\n⟦1至7月⟧，县渔政部门查处非法捕捞案21起。"),
        Example("全县“煤改电”用户超过三万户\n截至11月10日，全县已完成“煤改电”3.04万户，今年新增0.62万户。"),
        Example("我县建成高标准农田近6万亩\n2022年，全县建成高标准农田5.87万亩。"),
        Example("我县新增就业8200人\n1至8月，全县举办招聘会31场，组织培训640人。"),
        Example("我县粮食总产列全市第一\n全县单产居全市第三位，总产居全市第一位。"),
    ),
)
def title_body_figure(context: Context) -> Iterator[Evidence]:
    """标题里的数正文里应当有，且说的是同一件事；标题取整、用“近”“逾”的按区间比较。"""
    facts = context.facts
    title = facts.draft.title
    if title is None:
        return
    body = [q for q in facts.quantities if q.start > title.end]
    found = [
        *_figures(facts, title, body),
        *_harm(facts, title),
        *_places(facts, title),
        *_periods(facts, title, body),
    ]
    told: set[int] = set()
    for evidence in (*found, *_doubled(facts, title, body)):
        if evidence.start not in told:
            told.add(evidence.start)
            yield evidence


def _figures(facts: Facts, title: Paragraph, body: Sequence[Quantity]) -> Iterator[Evidence]:
    for quantity in facts.quantities_in(title.start, title.end):
        if not quantity.unit or quantity.kind in ("位次", "届", "岁", "年") or _may_be_any(quantity, body):
            continue
        rival = _rate(facts, quantity, body) if quantity.kind == "%" else _rival(facts, quantity, body)
        if rival is not None:
            yield Evidence(rival.start, rival.end, fields={"title": quantity.text})


def _may_be_any(quantity: Quantity, body: Sequence[Quantity]) -> bool:
    """Some figure of the body, or the sum or difference of two, agrees."""
    alike = [q for q in body if q.base[0] == quantity.base[0]][:12]
    if any(_may_be(quantity, q) for q in alike):
        return True
    return quantity.kind != "%" and any(
        _agrees(quantity, sign * one.value + other.value, other)
        for one, other in permutations(alike, 2)
        for sign in (1, -1)
    )


def _agrees(quantity: Quantity, value: float, unit: Quantity) -> bool:
    factor = unit.base[1] / quantity.base[1]
    return value > 0 and quantity.meets(value * factor, value * factor)


def _may_be(one: Quantity, other: Quantity) -> bool:
    """Same dimension and intervals that meet."""
    (dimension, factor), (same, other_factor) = one.base, other.base
    return dimension == same and one.meets(
        other.low * other_factor / factor, other.high * other_factor / factor
    )


def _rival(facts: Facts, quantity: Quantity, body: Sequence[Quantity]) -> Quantity | None:
    """The one figure of the body that counts the same thing: same unit, same words around it."""
    same = [q for q in body if q.base[0] == quantity.base[0] and q.unit]
    noun = after(facts, quantity, 6)[:2]
    noun = noun[:1] if noun[:1] in tuple("村镇乡县校") else noun
    lead = [q for q in same if q.start < facts.draft.text.find("\n") + _LEAD]
    alike = [
        q
        for q in lead
        if noun
        and (len(noun) == 2 or noun in "村镇乡县校")
        and after(facts, q, 6).startswith(noun)
        and _plain_count(facts, q, facts.draft.title_text)
    ]
    if len(alike) == 1 and quantity.kind in ("个", "户", "人", "项", "起", "条", "所", "座", "处"):
        return alike[0]
    told = _words(facts, quantity)
    close = [
        q
        for q in same
        if _near(quantity, q)
        and len(told & _words(facts, q)) >= (1 if _turned(quantity, q) else _LEAST_SHARED)
    ]
    if (
        not close
        and len(same) == 1
        and quantity.value
        and 0.5 <= same[0].value / quantity.value <= 2
        and not same[0].approximate
    ):
        close = [q for q in same if q in lead and _same_story(facts, q)]  # the only figure of its kind
    return close[0] if len(close) == 1 and _plain_count(facts, close[0], facts.draft.title_text) else None


def _same_story(facts: Facts, quantity: Quantity) -> bool:
    """The sentence of the figure repeats the title."""
    start = max(facts.plain.rfind("。", 0, quantity.start), facts.plain.rfind("\n", 0, quantity.start)) + 1
    stop = facts.plain.find("。", quantity.end)
    sentence = facts.plain[start : stop if stop >= 0 else len(facts.plain)]
    title = facts.plain[: facts.draft.title.end if facts.draft.title else 0]
    pairs = {title[i : i + 2] for i in range(len(title) - 1) if title[i : i + 2].isalpha()}
    return sum(p in sentence for p in pairs) >= _REPEATED


def _plain_count(facts: Facts, quantity: Quantity, title: str) -> bool:
    """No part and no increment of what the title tells, unless the title says so too."""
    set_apart = re.search(
        r"其中|新增|增加|减少|另|每|平均|剩余|其余|上年|同期|目标|计划|任务", before(facts, quantity, 12)
    )
    return set_apart is None or set_apart[0] in title or (set_apart[0] == "新增" and "新" in title)


def _near(one: Quantity, other: Quantity) -> bool:
    """Within a factor of two, or off by a power of ten."""
    if not one.value or not other.value:
        return False
    ratio = other.value * other.base[1] / (one.value * one.base[1])
    if _turned(one, other):
        return True
    return 0.5 <= ratio <= 2 or any(
        abs(ratio * power - 1) < 0.02 for power in (10, 100, 0.1, 0.01, 1000, 0.001, 10000, 0.0001)
    )


def _turned(one: Quantity, other: Quantity) -> bool:
    """52 and 25: the same digits."""
    return one.value >= 10 and digits(one) == digits(other)


def _rate(facts: Facts, quantity: Quantity, body: Sequence[Quantity]) -> Quantity | None:
    """The rate of the body that the title must mean; without one, a part whose share of the total differs."""
    verb = _CHANGE.search(before(facts, quantity, 8))
    rates = [q for q in body if q.kind == "%"]
    if verb:
        alike = [q for q in rates if verb[0] in before(facts, q, 8)]
        return (
            alike[0]
            if len(alike) == 1 and len(_words(facts, quantity) & _words(facts, alike[0])) >= 1
            else None
        )
    plain = [q for q in rates if not _ANY_CHANGE.search(before(facts, q, 14))]
    told = facts.plain[max(0, quantity.start - 14) : quantity.end + 8]
    if len(plain) == 1 and _shares(
        told, before(facts, plain[0], 40) + facts.plain[max(0, plain[0].start - 40) : plain[0].start]
    ):
        return plain[0]
    return None if rates else _derived(facts, quantity, body, told)


def _shares(one: str, other: str) -> bool:
    pairs = {
        one[i : i + 2]
        for i in range(len(one) - 1)
        if "\u4e00" <= one[i] <= "\u9fff" and "\u4e00" <= one[i + 1] <= "\u9fff"
    }
    return sum(p in other for p in pairs) >= _LEAST_SHARED


def _derived(facts: Facts, quantity: Quantity, body: Sequence[Quantity], told: str) -> Quantity | None:
    """过半 in the title, and the body tells one total and one part of it: 120公里, 55公里."""
    for one, other in combinations(body[:6], 2):
        if one.kind != other.kind or not one.kind or one.value <= 0 or other.value <= 0:
            continue
        if (
            sum(q.kind == one.kind for q in body) > 2
            or other.value > one.value
            or not _plain_part(facts, one, other)
        ):
            return None
        share = 100 * other.value / one.value
        around = facts.plain[max(0, one.start - 16) : other.end + 10]
        fits = quantity.low - 1 <= share <= quantity.high + 1
        return None if fits or not _shares(told, around) else other
    return None


def _plain_part(facts: Facts, one: Quantity, other: Quantity) -> bool:
    between = facts.plain[one.end : other.start]
    return len(between) <= 40 and not re.search(r"增|减|比|较|每|另", between)


def _harm(facts: Facts, title: Paragraph) -> Iterator[Evidence]:
    """2死7伤 against 3人死亡、7人受伤."""
    if not re.search("[死伤亡难失]", facts.plain[title.start : title.end]):
        return
    stated = {_HARMS.get(m["what"]): m for m in _HARM.finditer(facts.plain, title.start, title.end)}
    body: dict[str | None, list[re.Match[str]]] = {}
    for match in _HARM.finditer(facts.plain, title.end):
        body.setdefault(_HARMS.get(match["what"]), []).append(match)
    for what, match in stated.items():
        told = body.get(what, [])
        values = {_value(m["n"]) for m in told}
        known = {q.value for q in facts.quantities if q.start > title.end and q.kind in ("人", "")}
        if what is None or len(told) != 1 or facts.plain[match.start() - 1 : match.start()] in ("少", "达"):
            continue
        if _value(match["n"]) not in values | known:
            yield Evidence(told[0].start(), told[0].end(), fields={"title": match[0]})


def _value(text: str) -> float:
    return float(text) if text.isdecimal() else han_value(text)


def _places(facts: Facts, title: Paragraph) -> Iterator[Evidence]:
    """全市第一 against 列全市第3位: one place each, of the same scope."""
    stated = [m for m in _PLACE.finditer(facts.plain, title.start, title.end) if m["scope"]]
    if len(stated) != 1:
        return
    told = [
        m
        for m in _PLACE.finditer(facts.plain, title.end)
        if _PLACED.search(facts.plain[m.start() - 3 : m.start()] + (m["scope"] or ""))
    ]
    same = [m for m in told if m["scope"] in (None, stated[0]["scope"])]
    places = {_place(m) for m in same}
    if len(same) == 1 and _place(stated[0]) not in places and len(told) == 1:
        yield Evidence(same[0].start(), same[0].end(), fields={"title": stated[0][0]})


def _place(match: re.Match[str]) -> float:
    return 1.0 if match["first"] else _value(match["n"])


def _periods(facts: Facts, title: Paragraph, body: Sequence[Quantity]) -> Iterator[Evidence]:
    """上半年 in the title and 1至7月 before the very figure that the title tells."""
    stated = _PERIOD.search(facts.plain, title.start, title.end)
    if stated is None or (months := _length(stated)) is None:
        return
    figures = [q for q in facts.quantities_in(title.start, title.end) if q.unit]
    again = next((q for q in body for f in figures if q.kind == f.kind and q.value == f.value), None)
    first = _PERIOD.search(facts.plain, title.end, again.start) if again is not None else None
    periods = [_length(m) for m in _PERIOD.finditer(facts.plain, title.end)]
    if first is not None and _length(first) not in (None, months) and months not in periods:
        yield Evidence(first.start(), first.end(), fields={"title": stated[0]})


def _length(match: re.Match[str]) -> int | None:
    """Months from January to the end of a period that begins with the year."""
    return int(match["n"]) if match["n"] else _MONTHS.get(match[0])


def _doubled(facts: Facts, title: Paragraph, body: Sequence[Quantity]) -> Iterator[Evidence]:
    """翻番 in the title, and the only growth that the body tells is far from it."""
    match = _DOUBLED.search(facts.plain, title.start, title.end)
    if match is None or _DOUBLED.search(facts.plain, title.end) or "倍" in facts.plain[title.end :]:
        return
    growths = [q for q in body if q.kind == "%" and _CHANGE.search(before(facts, q, 8))]
    if len(growths) == 1 and growths[0].high < 90:
        yield Evidence(growths[0].start, growths[0].end, fields={"title": match[0]})


def _words(facts: Facts, quantity: Quantity) -> set[str]:
    """Pairs of characters around a figure."""
    text = before(facts, quantity, 10) + "/" + after(facts, quantity, 6)
    return {text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalpha()}
