"""Who is largest, and which place among how many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qc.checks.accurate.figures import sentences_with_figures
from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.facts import Facts
from qc.extraction.quantities import Quantity
from qc.extraction.time_resolver import number
from qc.finding import Norm, NormKind, Severity

_CLAIM = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z0-9]{1,8}?)(?:的)?(?P<what>[\u4e00-\u9fff]{0,6}?)"
    r"(?:(?P<most>最[大高多快好]|居首位?|居第一位?|领先|位居榜首|第一)|(?P<least>最[小低少慢差]|居末位?|垫底|末位))(?=[,;。(]|$)"
)
_WORDS = ("最", "居首", "第一", "领先", "榜首", "居末", "垫底", "末位")
_PLACE_WORDS = ("列第", "居第", "位第", "排第", "名第", "位居", "位列", "排名", "名列", "列全", "居全")
_SMALL_IS_GOOD = re.compile(r"越小越好|越低越好|数值小")
_NAMED = re.compile(r"(?P<name>[\u4e00-\u9fff]{1,6}|\d路|[A-Z])(?:的)?[\u4e00-\u9fff]{0,8}$")
_PLACE = re.compile(
    r"(?:列|居|位列|位居|排|排名|名列)[\u4e00-\u9fff]{0,6}?第\s?(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})(?:位|名)?"
)
_AMONG = re.compile(
    r"(?P<n>\d{1,3}|[一二三四五六七八九十]{2,3})个?(?:县|区|市|乡镇|镇|街道|单位|部门|园区|村)[^,。;]{0,12}中"
)


@check(
    id="accurate/rank-conflict",
    name="排位矛盾",
    severity=Severity.ERROR,
    message="{why}，与“{text}”不符，请核对。",
    norm=Norm("排位与数值一致", NormKind.LOGIC),
    examples=(
        Example("三个园区中，东区产值48亿元、西区产值37亿元、南区产值52亿元，⟦东区产值规模最大⟧。"),
        Example("空气质量指数安岭县3.12、云岭县3.46、沙河县3.78（数值越小越好），⟦云岭县空气质量最好⟧。"),
        Example("全县13个乡镇考核中，清河乡⟦位居第15⟧。"),
        Example("三个园区中，东区产值48亿元、西区产值37亿元、南区产值52亿元，南区产值规模最大。"),
        Example("在全市10个县年度考核中，我县列第8位。"),
    ),
)
def rank_conflict(context: Context) -> Iterator[Evidence]:
    """列出的数能看出谁最大，结论就应当是谁；名次不会超过参加排名的总数。"""
    facts = context.facts
    for sentence, quantities in sentences_with_figures(facts, 2):
        if len(quantities) >= 3 and any(word in sentence.text for word in _WORDS):
            yield from _extremes(facts, sentence.start, sentence.end, quantities)
    yield from _places(facts)


def _extremes(facts: Facts, start: int, end: int, quantities: Sequence[Quantity]) -> Iterator[Evidence]:
    text = facts.plain[start:end]
    for claim in _CLAIM.finditer(text):
        row = _row(facts, [q for q in quantities if q.end <= start + claim.start()])
        names = [name for name, _ in row]
        if len(row) < 3 or len(set(names)) != len(names):
            continue
        claimed = next((name for name in names if claim[0].startswith(name)), None)
        if claimed is None:
            continue
        want_most = claim["most"] is not None
        if _SMALL_IS_GOOD.search(text) and "好" in claim[0]:
            want_most = False
        values = sorted(row, key=lambda pair: pair[1].value, reverse=want_most)
        best, second = values[0], values[1]
        if (
            best[0] != claimed
            and best[1].value != dict(row)[claimed].value
            and best[1].value != second[1].value
        ):
            word = "最大" if want_most else "最小"
            why = f"{best[0]}的{best[1].text}{word}"
            yield Evidence(start + claim.start(), start + claim.end(), fields={"why": why})


def _row(facts: Facts, quantities: Sequence[Quantity]) -> list[tuple[str, Quantity]]:
    """The last run of figures of one unit, each with the name before it."""
    row: list[tuple[str, Quantity]] = []
    for quantity in reversed(quantities):
        if row and (quantity.kind != row[-1][1].kind or row[-1][1].start - quantity.end > 16):
            break
        words = re.split("[,;:、。()]", facts.plain[max(0, quantity.start - 14) : quantity.start])[-1]
        found = _NAMED.match(words)
        if found is None:
            break
        row.append((words, quantity))
    return _shortened(row[::-1])


def _shortened(row: list[tuple[str, Quantity]]) -> list[tuple[str, Quantity]]:
    """Cut what the names share at the end: 东区产值, 西区产值 become 东区, 西区."""
    names = [name for name, _ in row]
    longest = max(names, key=len, default="")
    for size in range(len(longest) - 1, 0, -1):
        tail = longest[-size:]
        if sum(n.endswith(tail) and len(n) > size for n in names) >= 2:
            names = [n.removesuffix(tail) or n for n in names]
            break
    # 甲村人均收入 beside 乙村: the others carry the bare name.
    shortest = min(map(len, names), default=0)
    return [(n[:shortest] if len(n) > shortest + 1 else n, q) for n, (_, q) in zip(names, row, strict=True)]


def _places(facts: Facts) -> Iterator[Evidence]:
    if not any(word in facts.plain for word in _PLACE_WORDS):
        return
    for among in _AMONG.finditer(facts.plain):
        stop = facts.plain.find("。", among.end())
        place = _PLACE.search(facts.plain, among.end(), stop if stop >= 0 else len(facts.plain))
        if place is None:
            continue
        if number(place["n"]) > number(among["n"]):
            yield Evidence(place.start(), place.end(), fields={"why": f"一共只有{among['n']}个"})
