"""A stated number of points against the points listed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.enumerations import Enumeration, han_number
from qc.extraction.facts import Facts
from qc.finding import Norm, NormKind, Severity

_NOUNS = (
    "方面|措施|举措|建议|问题|环节|做法|机制|原因|任务|要求|意见|对策|难点|难题|特点|步骤|办法|保障|制度|困难|短板|领域|表现|平台|科室|到位|"
    "模式|关口|重点|服务|优势|变化|不足|经验|启示|路径|抓手|体系|工程|行动|亮点|理念|类别|类型"
)
_STATED = re.compile(
    r"(?P<n>[二两三四五六七八九十]|\d{1,2})(?:个|项|条|点|种|类|大)?"
    rf"(?P<adjective>(?:(?![年月天的])[\u4e00-\u9fff]){{0,4}}?)(?P<what>{_NOUNS})(?![\u4e00-\u9fff]{{0,2}}(?:以上|以内))"
)
_ITEMS = re.compile(
    r"[”\"]?[\u4e00-\u9fff]{0,6}:(?P<items>[^,;:。、\n]{1,14}(?:、[^,;:。、\n]{1,14})+)[。;\n]"
)
_QUOTED_LIST = re.compile(
    r"[“\"](?P<items>[^“”\"、]{1,4}(?:、[^“”\"、]{1,4})+)[”\"](?P<n>[二两三四五六七八九十])(?=级|类|方|地|县|项|个)"
)
_BODIES = re.compile(
    r"(?P<n>[二两三四五六七八九十]|\d{1,2})(?:个|家)(?:县直|市直|区直)?(?:部门|单位|乡镇|企业|科室|街道)"
)
_ITEMS_BEFORE = re.compile(
    r"(?P<items>(?:[\u4e00-\u9fff]{2,9}、)+[\u4e00-\u9fff]{2,9}?(?:(?:和|及|与)[\u4e00-\u9fff]{2,9}?)?)$"
)
_NOT_BEFORE = frozenset("第0123456789一二三四五六七八九十几数前后.面")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 2 if text == "两" else han_number(text)


@check(
    id="accurate/count-mismatch",
    name="称数与列项不符",
    severity=Severity.WARNING,
    message="写的是{stated}，列出的是{listed}项，请核对。",
    norm=Norm("称数与列项一致", NormKind.LOGIC),
    examples=(
        Example("人社部门抓住⟦三个环节⟧：一是摸清底数，二是发布岗位。"),
        Example("全县建立“县、乡、村”⟦四⟧级林长体系。"),
        Example("该局推行三项举措：一是压缩环节；二是公开流程；三是畅通渠道。"),
        Example("巡察组先后进驻县发改局、县财政局、县住建局、县医保局四个单位。"),
        Example("2、完善制度。\n3、强化服务机制。一是快速反应，二是定期会商，三是跟踪督办。"),
        Example("三农工作得到加强，主要问题：一是资金不足，二是人手不够。"),
    ),
)
def count_mismatch(context: Context) -> Iterator[Evidence]:
    """“三个方面”后面应当有三项。只在紧接着就列举、层次清楚时核对。"""
    facts = context.facts
    yield from _points(facts)
    for match in _QUOTED_LIST.finditer(facts.plain):
        listed = match["items"].count("、") + 1
        if _number(match["n"]) != listed:
            yield Evidence(match.start("n"), match.end("n"), fields={"stated": match["n"], "listed": listed})
    for match in _BODIES.finditer(facts.plain):
        items = _ITEMS_BEFORE.search(facts.plain[max(0, match.start() - 80) : match.start()])
        if items is None or facts.plain[match.start() - 1] in _NOT_BEFORE or "等" in items["items"]:
            continue
        listed = len(re.split("[、及与]|和(?=[\u4e00-\u9fff]{2})", items["items"]))
        if _number(match["n"]) != listed:
            yield Evidence(match.start("n"), match.end("n"), fields={"stated": match["n"], "listed": listed})


def _points(facts: Facts) -> Iterator[Evidence]:
    """N个方面 followed at once by 一是…二是… or by named items: looked for before each list and each colon."""
    plain = facts.plain
    openings = {g.labels[0].start: len(g.labels) for g in facts.enumerations if _is_whole(g)}
    colons = [m.start() for m in re.finditer(":", plain)]
    told: set[int] = set()
    for position in sorted({*openings, *colons}):
        begin = max(plain.rfind("\n", 0, position) + 1, position - _WINDOW)
        stated = [
            m
            for m in _STATED.finditer(plain, begin, position)
            if plain[max(0, m.start() - 1) : m.start()] not in _NOT_BEFORE
        ]
        if not stated or stated[-1].start() in told:
            continue
        match = stated[-1]
        listed = openings.get(position) if position in openings else _named(plain, match.end())
        if listed is None or (position in openings and not re.search("[:。]", plain[match.end() : position])):
            continue
        told.add(match.start())
        if listed >= 2 and listed != _number(match["n"]):
            yield Evidence(match.start(), match.end(), fields={"stated": match[0], "listed": listed})


_WINDOW = 40


def _is_whole(group: Enumeration) -> bool:
    """A list that starts at one and skips nothing."""
    return [label.number for label in group.labels] == list(range(1, len(group.labels) + 1)) and len(
        group.labels
    ) >= 2


def _named(plain: str, position: int) -> int | None:
    """How many items stand behind a colon, as in 三大平台:甲平台、乙平台。"""
    named = _ITEMS.match(plain, position)
    if named is None or "等" in named["items"][-8:]:
        return None
    return len(re.split("、|和(?=[\u4e00-\u9fff]{2,6}$)", named["items"]))
