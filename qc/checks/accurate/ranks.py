"""Who is largest, which place among how many, and whether 高于 and 低于 agree with the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from qc.checks.accurate.figures import before, passages, sentences_with_figures
from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.facts import Facts, Sentence
from qc.extraction.numerals import han_value
from qc.extraction.quantities import Quantity
from qc.finding import Norm, NormKind, Severity
from qc.segmentation.patterns import lazy

_CLAIM = lazy(
    r"(?P<name>[\u4e00-\u9fffA-Za-z0-9]{1,10}?)(?:的)?(?P<what>[\u4e00-\u9fff]{0,6}?)"
    r"(?:(?P<most>[\u4e00-\u9fff]{0,2}最[大高多快好长重贵老深远]|居首位?|居[\u4e00-\u9fff]{0,4}之首|居第一位?|领先|位居榜首|第一|位列第一|排名第一|获得第一名|夺冠|获得?冠军)|(?P<least>[\u4e00-\u9fff]{0,2}最[小低少慢差短轻浅近]|居末位?|垫底|末位|排名末位))的?(?=[,;。(、]|的是|$)"
)
_CLAIM_WORDS = lazy("最|居|领先|位居|第一|垫底|末位|夺冠|冠军")
_PLACE_WORDS = lazy("位列|位居|排名|名列|排在|[,;。][^,;。]{0,8}[列居排]第")
_CLAIM_LENGTH = 18
_MOST_IS = lazy(
    r"最(?:(?P<most>[大高多快好长重贵老深远])|(?P<least>[小低少慢差短轻浅近]))的[\u4e00-\u9fff]{0,3}?(?:是|为)(?P<who>[A-Z\u4e00-\u9fff][\u4e00-\u9fff]{1,7})"
)
_RANKED = lazy(
    r"(?P<name>[A-Z\u4e00-\u9fff]{1,8}?)(?:位列|位居|排名|名列|排在|排|列|居)第?(?P<k>[二三四五六]|[2-6])(?:位|名)?(?=[,;。]|$)"
)
_WORDS = (
    "最",
    "居首",
    "第一",
    "领先",
    "榜首",
    "居末",
    "垫底",
    "末位",
    "之首",
    "冠军",
    "夺冠",
    "位列",
    "位居",
    "排名",
    "排在",
    "名列",
)
_SMALL_IS_GOOD = lazy(r"越小越好|越低越好|数值小")
_NAMED = lazy(r"(?P<name>[\u4e00-\u9fff]{1,6}|\d路|[A-Z])(?:的)?[\u4e00-\u9fff]{0,8}$")
_N = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_PLACE = lazy(
    rf"(?:列|居|位列|位居|排|排名|名列|名次为?|得|获)[\u4e00-\u9fff]{{0,6}}?第\s?(?P<n>{_N})(?:位|名)?"
)
_LAST = lazy(r"(?:居|列|处于|位于|排)[\u4e00-\u9fff]{0,4}?(?:末位|最后一位|倒数第一|末尾)|垫底")
_FIRST = lazy(r"(?:居|列|位居|位列|排)[\u4e00-\u9fff]{0,4}?(?:首位|榜首|第一位?|第1位)")
_AMONG = lazy(
    r"(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})(?:个|所|家|支)?(?:初中|中学|小学|高中|医院|企业|队伍|代表队|班|县|区|市|乡镇|镇|乡|街道|单位|部门|园区|村|社区|县区|区县|学校|成员单位)"
)
_AMONG_WORDS = lazy(r"中|里|参加|参评|参与|考核|排名|评比|共有|测评")
_MOVED = lazy(
    rf"(?:由|从)[^,。;]{{0,12}}?第\s?(?P<a>{_N})(?:位|名)?(?P<verb>前移|上升|提升|跃升|升|前进|进|后移|下降|下滑|退|滑落|降|跌|后退)[\u4e00-\u9fff]{{0,4}}?(?:到|至)[\u4e00-\u9fff]{{0,6}}?第\s?(?P<b>{_N})"
)
_CONCLUSION = 24  # characters of a sentence that follows the figures
_BESIDE = 6  # characters between two statements of one place
_UP = ("前", "上", "提", "跃", "升", "进")
_ORDERED = lazy(
    r"(?:由|从|按)(?P<from>高到低|多到少|大到小|快到慢|低到高|少到多|小到大)[^。;]{0,12}?(?::|为|是)"
)
_COMPARED = lazy(
    r"(?P<verb>高于|快于|多于|大于|好于|超过|超出|领先于?|低于|慢于|少于|小于|落后于?|不及|逊于|优于)(?P<than>[\u4e00-\u9fff]{2,10}?)(?:平均)?(?:水平|平均数|平均)?(?=[,。;(\d]|$)"
)
_MORE = ("高于", "快于", "多于", "大于", "超过", "超出", "领先")
_LESS = ("低于", "慢于", "少于", "小于", "落后", "不及")
_MISPLACED = lazy(r"(?:居|列|位居|位列|排名?)(?:全[国省市县区])?(?:首位|第一位?|榜首)")
_BEHIND = lazy(r"(?:低于|少于|慢于|落后于?|不及|仅次于|次于)(?P<who>[\u4e00-\u9fff]{2,8})")


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
        Example("11个县区里我县⟦列第9位⟧，居全市末位。"),
        Example("我县排名⟦由上季度的第4位前移至第6⟧位。"),
        Example("得分从高到低依次为：苏坪92.4分、双溪87.1分、黄岗⟦90.3分⟧。"),
        Example("我县技改投资增长4.1%，全省增长5.6%，⟦快于全省⟧1.5个百分点。"),
        Example("GDP增速居全市首位，⟦低于长宁县⟧0.3个百分点。"),
        Example("三个园区中，东区产值48亿元、西区产值37亿元、南区产值52亿元，南区产值规模最大。"),
        Example("在全市10个县年度考核中，我县列第8位。"),
        Example("我县技改投资增长5.6%，快于全省1.5个百分点；全县消费增长4.1%，全市增长5.6%，低于全市。"),
    ),
)
def rank_conflict(context: Context) -> Iterator[Evidence]:
    """列出的数能看出谁最大，结论就应当是谁；名次不会超过参加排名的总数；说“高于”就应当高。"""
    facts = context.facts
    told: set[int] = set()
    for evidence in _found(facts):
        if evidence.start not in told:
            told.add(evidence.start)
            yield evidence


def _found(facts: Facts) -> Iterator[Evidence]:
    for sentence, quantities in sentences_with_figures(facts, 2):
        if len(quantities) >= 3:
            # The conclusion may be a sentence of its own.
            stop = facts.plain.find("。", sentence.end, sentence.end + _CONCLUSION) + 1 or sentence.end
            if any(word in facts.plain[sentence.start : stop] for word in _WORDS):
                yield from _extremes(facts, sentence.start, stop, quantities)
        yield from _order(facts, sentence, quantities)
    for start, end, quantities in passages(facts, 2):
        yield from _comparisons(facts, start, end, quantities)
    for sentence in facts.sentences:
        if "最" in sentence.text:
            yield from _dated_extremes(facts, sentence)
        if "第" in sentence.text or "首位" in sentence.text or "末" in sentence.text:
            yield from _places(facts, sentence)


def _extremes(facts: Facts, start: int, end: int, quantities: Sequence[Quantity]) -> Iterator[Evidence]:
    text = facts.plain[start:end]
    for claim in _claims(text):
        row = _row(facts, [q for q in quantities if q.end <= start + claim.start()])
        want_most = claim["most"] is not None
        if _SMALL_IS_GOOD.search(text) and "好" in claim[0]:
            want_most = False
        why = _beaten([(name, q.value, q.text) for name, q in row], claim[0], most=want_most)
        if why is not None:
            yield Evidence(start + claim.start(), start + claim.end(), fields={"why": why})
    ranked = (
        (*_MOST_IS.finditer(text), *_RANKED.finditer(text))
        if "最" in text or _PLACE_WORDS.search(text)
        else ()
    )
    for claim in ranked:
        row = _row(facts, [q for q in quantities if q.end <= start + claim.start()])
        found = claim.groupdict()
        named = found.get("who") or found.get("name") or ""
        why = _misranked([(n, q.value, q.text) for n, q in row], named, found)
        if why is not None:
            yield Evidence(start + claim.start(), start + claim.end(), fields={"why": why})


def _claims(text: str) -> Iterator[re.Match[str]]:
    """The claims of a sentence, looked for only around the words that make one."""
    position = 0
    for word in _CLAIM_WORDS.finditer(text):
        if word.start() >= position:
            match = _CLAIM.search(
                text, max(position, word.start() - _CLAIM_LENGTH), word.end() + _CLAIM_LENGTH
            )
            if match is not None:
                position = match.end()
                yield match


def _misranked(row: list[tuple[str, float, str]], named: str, found: dict[str, str | None]) -> str | None:
    """最少的是A, A位列第二: against the row."""
    if found.get("k") is None:
        return _beaten(row, named, most=found.get("most") is not None)
    values = sorted((value for _, value, _ in row), reverse=True)
    claimed = next((item for item in row if item[0] and named.endswith(item[0])), None)
    place = int(_value(found["k"] or ""))
    if claimed is None or len(row) < 3 or len(set(values)) != len(values) or place > len(values):
        return None
    position = values.index(claimed[1]) + 1
    return None if position in (place, len(values) + 1 - place) else f"按数值应为第{position}"


def _beaten(row: list[tuple[str, float, str]], claim: str, *, most: bool) -> str | None:
    """Why the claim is wrong: another of the row is larger (or smaller); None where it holds or is not of the row."""
    names = [name for name, _, _ in row]
    if len(row) < 3 or len(set(names)) != len(names) or not all(names):
        return None
    claimed = next((item for item in row if claim.startswith((item[0], item[0][-2:] + "窗口"))), None)
    if claimed is None:
        claimed = next((item for item in row if len(item[0]) >= 2 and item[0][-2:] == claim[:2]), None)
    if claimed is None:
        return None
    ordered = sorted(row, key=lambda item: item[1], reverse=most)
    best, second = ordered[0], ordered[1]
    if best[0] == claimed[0] or best[1] in (claimed[1], second[1]):
        return None
    return f"{best[0]}的{best[2]}{'最大' if most else '最小'}"


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
    if row and len(names[0]) > shortest + 1:
        head, tail = names[0][:shortest], names[0][-shortest:]
        names[0] = head if head[-1] == names[1][-1] or tail in names[1:] else tail
    return [(n[:shortest] if len(n) > shortest + 1 else n, q) for n, (_, q) in zip(names, row, strict=True)]


def _dated_extremes(facts: Facts, sentence: Sentence) -> Iterator[Evidence]:
    """Three names with dates, and one of them called the earliest or the latest."""
    dated = [
        t
        for t in facts.times_in(sentence.start, sentence.end)
        if t.fields[1] and t.fields[2] and t.form == "date"
    ]
    if len(dated) < 3:
        return
    row = []
    for time in dated:
        name = re.split("[,;:、。()]", facts.plain[max(sentence.start, time.start - 10) : time.start])[-1]
        row.append((name, 31.0 * (time.fields[1] or 0) + (time.fields[2] or 0), time.text))
    text = facts.plain[dated[-1].end : sentence.end]
    for claim in re.finditer(
        r"(?P<name>[\u4e00-\u9fff]{2,10}?)[\u4e00-\u9fff]{0,4}最(?P<how>早|晚|迟|先)(?=[,;。(]|$)", text
    ):
        why = _beaten(row, claim[0], most=claim["how"] in "晚迟")
        if why is not None:
            fixed = why.replace("最大", "最晚").replace("最小", "最早")
            yield Evidence(dated[-1].end + claim.start(), dated[-1].end + claim.end(), fields={"why": fixed})


def _places(facts: Facts, sentence: Sentence) -> Iterator[Evidence]:
    """第15 of 13; 第9 of 11 called the last; 第4 moved up to 第6; first, and yet behind another."""
    text = facts.plain[sentence.start : sentence.end]
    among, place = _AMONG.search(text), _PLACE.search(text)
    start = sentence.start
    if among and place and among.end() <= place.start() and _AMONG_WORDS.search(text[: place.start()]):
        total, number = _value(among["n"]), _value(place["n"])
        last, first = _LAST.search(text), _FIRST.search(text, place.end())
        beside = [m for m in (last, first) if m and 0 <= m.start() - place.end() <= _BESIDE]
        if number > total or (beside and number not in ((total,) if beside[0] is last else (1,))):
            why = f"一共{among['n']}个" if not beside or number > total else "前后名次不一"
            yield Evidence(start + place.start(), start + place.end(), fields={"why": why})
    for moved in _MOVED.finditer(text):
        up = moved["verb"].startswith(_UP)
        a, b = _value(moved["a"]), _value(moved["b"])
        if (up and b > a) or (not up and b < a):
            yield Evidence(start + moved.start(), start + moved.end(), fields={"why": "名次的升降说反了"})
    top, behind = _MISPLACED.search(text), _BEHIND.search(text)
    if (
        top
        and behind
        and 0 <= behind.start() - top.end() <= 2
        and "全" not in behind["who"]
        and "平均" not in behind["who"]
    ):
        yield Evidence(start + behind.start(), start + behind.end(), fields={"why": "已经说居首位"})


def _value(text: str) -> float:
    return float(text) if text.isdecimal() else han_value(text)


def _order(facts: Facts, sentence: Sentence, quantities: Sequence[Quantity]) -> Iterator[Evidence]:
    """从高到低依次为A 92.4分、B 87.1分、C 90.3分: the figures must fall."""
    match = _ORDERED.search(facts.plain, sentence.start, sentence.end)
    if match is None:
        return
    row = [q for q in quantities if q.start >= match.end()]
    run = [
        q
        for i, q in enumerate(row)
        if i == 0
        or "、" in facts.plain[row[i - 1].end : q.start]
        or "," in facts.plain[row[i - 1].end : q.start]
    ]
    run = [q for q in run if run and q.kind == run[0].kind and q.start - match.end() < 80][:8]
    falls = match["from"] in ("高到低", "多到少", "大到小", "快到慢")
    for one, other in pairwise(run):
        if "、" not in facts.plain[one.end : other.start]:
            return
        if len(run) >= 3 and ((falls and other.low > one.high) or (not falls and other.high < one.low)):
            yield Evidence(other.start, other.end, fields={"why": f"前面是{one.text}，次序有误"})
            return


def _comparisons(facts: Facts, start: int, end: int, quantities: Sequence[Quantity]) -> Iterator[Evidence]:
    """增长4.1%,全省增长5.6%,快于全省: the figure of the other side stands beside it and says the contrary."""
    text = facts.plain[start:end]
    if not any(word in text for word in (*_MORE, *_LESS)):
        return
    for claim in _COMPARED.finditer(text):
        earlier = [
            q for q in quantities if q.end <= start + claim.start() and q.kind not in ("百分点", "位次", "")
        ]
        if len(earlier) < 2:
            continue
        own, other = earlier[-2], earlier[-1]
        between = facts.plain[own.end : other.start]
        gap = facts.plain[other.end : start + claim.start()]
        if (
            own.kind != other.kind
            or own.value == other.value
            or re.search("[。;]", between + gap)
            or len(gap) > 14
            or len(between) > 24
        ):
            continue
        than = claim["than"].removesuffix("平均")
        named = than[:2] in between or (
            than in ("上年同期", "去年同期", "上年", "去年") and re.search("上年|去年|同期", between)
        )
        own_label = before(facts, own, 14)
        if not named or than[:2] in own_label:
            continue
        more = claim["verb"].startswith(_MORE)
        if (more and own.high < other.low) or (claim["verb"].startswith(_LESS) and own.low > other.high):
            why = f"前面是{own.text}和{other.text}"
            yield Evidence(start + claim.start(), start + claim.end(), fields={"why": why})
