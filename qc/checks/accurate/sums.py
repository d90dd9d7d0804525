"""Parts against their total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import NamedTuple

from qc.checks.accurate.figures import after, before, passages, plain_number
from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.facts import Facts
from qc.extraction.numerals import han_value
from qc.extraction.quantities import Quantity
from qc.finding import Norm, NormKind, Severity
from qc.segmentation.patterns import lazy

_SEPARATOR = lazy(r"[、,;]|和|及|与|以及|或")
# What ends a list of parts: another statement about one of them.
_STATEMENT = lazy(
    r"[。:\n]|其中|另(?!一)|合计|共计|总计|累计|同比|环比|增长|下降|增加到?了?$|减少|上升|提高|降低|增至|降至|增加至|较上|比上|较去|比去|原有|原来|"
    r"计划|预计|目标|全[市县区省镇乡村国]|;[^,;]{0,4}(?:今年|去年|上年|本月|目前)|平均|人均|户均|亩均|日均|每|超过|高于|低于|占|升至|改为|调整|剩余时|高出|不足|相当|折合|[由从](?!省|市|县|区|中央|国家|财政|企业|个人|村|社会)"
)
_LABEL = 16
_INTRODUCES = lazy(r"分别|包括|包含|涵盖|分为|分成|用于|由|:(?=[\u4e00-\u9fff])")
_AMONG = lazy(r"(?:^|[,。(])其中|(?<!包)含(?!有|量|税)|内有")
_NET = lazy(r"差|净|利润|平均|均|增加|减少|增长|每|时速|最高|最低")
_NOT_SUMMED = frozenset(
    [
        "米",
        "厘米",
        "毫米",
        "类",
        "种",
        "轮",
        "",
        "%",
        "百分点",
        "位次",
        "倍",
        "番",
        "届",
        "岁",
        "年",
        "月",
        "日",
        "级",
        "期",
        "度",
        "℃",
        "小时",
        "分钟",
        "部",
        "点",
    ]
)
_CLOSED = lazy(
    r"分别(?![与和同跟向对在])|由|包括|包含|涵盖|分为|分成|用于|构成|安排|:|即|按[\u4e00-\u9fff]{1,6}分"
)
_TOTAL_BEFORE = lazy(r"(?:合计|共计|总计|总共|共|总数|总额|总量|累计|一共|全年|总投资)[\u4e00-\u9fff]{0,12}$")
_WHOLE = lazy(r"全[国省市县区镇乡村校院厂园队所][\u4e00-\u9fff]{0,10}$")
_TOGETHER = lazy(r"加起来|合在一起|合起来|加在一起|算下来|合计|共计|总计|总共|一共")
_TAKEN_UP = lazy(r"[\u4e00-\u9fff]{0,4}(?:全部|均|都|无一)")
_RECEIVED = lazy(r"(?:收到|受理|接到|接报|征集|收集|排查出?|发现|查处)[\u4e00-\u9fff]{0,6}$")
_TOTAL_AFTER = lazy(
    r"(?:合计|共计|总计|总共|一共|共(?![建同享])|累计|加起来|总数|总额|总量|总[\u4e00-\u9fff]{1,3})(?:[\u4e00-\u9fff]{0,6}?)(?:达到?|为|是|约)?(?<!的)\s?$"
)
_OPEN = lazy(r"部分|不含|除外|另|主要|重点|比如|例如|如")
_REST = lazy(r"^(?:其余|其他|其它|剩余|余下|剩下|尚余|还剩)[\u4e00-\u9fff]{0,8}$")
_LEFT_OVER = lazy(
    r"(?:剩余|余下|剩下|尚余|还剩|尚有|仍有|尚存|结余|结存|仅剩|尚缺|(?<![从并尚])未[\u4e00-\u9fff])[\u4e00-\u9fff]{0,8}$"
)
_REST_UNCOUNTED = lazy(r"(?:其余|其他|其它|剩余|余下|剩下)(?![^,;。]{0,12}[\d一二三四五六七八九十百])")
# Groups of people and things that overlap: 党员 may be women and young.
_OVERLAPPING = lazy(
    r"党员|团员|女|妇|青年|老年|老人|岁|少数民族|脱贫|低保|残疾|返乡|大学|本科|学历|职称|高级|退役|困难|骨干|负责|以上|以下|规模|龙头|重点|高新|外地|骨干"
)
_PAIRS = (
    ("男", "女"), ("在编", "编外"), ("编内", "编外"), ("属实", "不属实"), ("公立", "私立"), ("老", "新"),
    ("常住", "流动"), ("上级", "自筹"), ("城镇", "农村"), ("城镇", "乡村"), ("城区", "乡镇"), ("市区", "农村"),
    ("城区", "农村"), ("省内", "省外"), ("县内", "县外"),
    ("市内", "市外"), ("公办", "民办"), ("国内", "境外"), ("国内", "国外"), ("本地", "外地"), ("境内", "境外"), ("线上", "线下"),
    ("通过", "未通过"), ("新建", "续建"), ("地表水", "地下水"), ("东部", "西部"), ("上半年", "下半年"), ("进口", "出口"),
)  # fmt: skip
_LED_IN = lazy(r"^(?:其中|包括|分别(?:为|是)?|含|即)")
_SHARED = lazy(r"同时|兼|两样|都[有干会是]|既|重复|交叉|既是|重叠|双重")
_FEW = 3  # two figures are total and part only behind 其中
_MOST_STOCKS = 6
_SMALL = 100
_MOST_PARTS = 24
_NEARER = 0.9
_NEAR = 0.85  # a list behind 其中 that holds less than this of the total is taken as partial


class Breakdown(NamedTuple):
    """A total and its parts.

    closed: the wording says that nothing is left out; included: it says so with 包括, which is often meant less strictly.
    """

    total: Quantity
    parts: tuple[Quantity, ...]
    closed: bool
    among: bool
    labels: tuple[str, ...]
    included: bool = False


@check(
    id="accurate/sum-of-parts",
    name="分项与合计不符",
    severity=Severity.ERROR,
    message="各项之和为{sum}，与“{text}”不符，请核对。",
    norm=Norm("合计=各项之和", NormKind.LOGIC),
    examples=(
        Example("出动⟦186人⟧，其中公安62人、消防48人、卫健31人、志愿者55人。"),
        Example("争取投资⟦1.85亿元⟧，分别为水利项目7600万元、保障性住房5400万元、教育项目6500万元。"),
        Example("上年发放1420人次、今年发放1563人次，两年合计⟦2893人次⟧。"),
        Example("对⟦三百一十二名⟧应征青年初检，其中合格一百九十八名、不合格九十四名。"),
        Example("三类经费合计⟦520万元⟧：救灾200、修缮180、采购120。"),
        Example("排查隐患⟦246处⟧，已整改229处，剩余27处正在整改。"),
        Example("受理⟦437件⟧。其中咨询265件、投诉128件、建议54件。"),
        Example("年初结转资金42万元，本年拨入130万元，支出118万元，年末结余⟦64万元⟧。"),
        Example("体检男性402人，女性377人，⟦789人⟧全部建档。"),
        Example("受理437件，其中咨询265件、投诉128件、建议44件。"),
        Example("去年底在册517户，今年新纳入46户、退出63户，目前在册500户。"),
        Example("共发生11起，其中甲镇3起、乙镇2起等。"),
        Example("排查在建项目137个，其中房建52个、市政31个，其余为交通项目。"),
        Example("培训60人，其中党员35人、妇女31人。"),
        Example("出动186人，其中公安62人（含辅警20人）、消防48人、卫健31人、志愿者45人。"),
    ),
)
def sum_of_parts(context: Context) -> Iterator[Evidence]:
    """列出的各项加起来超过总数，或者封闭列举加起来不等于总数，必有一个数错。带“等”“其余”的列举不查。"""
    facts = context.facts
    told: set[int] = set()
    for start, end, figures in passages(facts, 2):
        if len(figures) < _FEW and "其中" not in facts.plain[start:end]:
            continue
        for level in _levels(facts, start, figures):
            for evidence in _wrong(facts, start, end, level):
                if evidence.start not in told:
                    told.add(evidence.start)
                    yield evidence
    yield from _unannounced(facts, told)
    yield from _slipped(facts, told)
    yield from _stocks(facts)


_COMPARES = lazy(
    r"另|上年|去年|前年|同期|同比|环比|增长|比|目标|计划|任务|超|平均|均|每|最|预计|力争|提高|下降|增加|新增|分别|占|原|折|和\d|左右"
)
_TOTALS = lazy(r"共|总|合计|全|扣|净|剩|余|没|不|未|加|用|减|较|只|块|完")


def _slipped(facts: Facts, told: set[int]) -> Iterator[Evidence]:
    """Three and more figures of one unit, the largest of which is the sum of the others but for one digit.

    That is rare by chance; it is left alone where the sentence compares, and small figures need a word of total.
    """
    for sentence, counted in facts.counted_sentences:
        kind = counted[0].kind
        figures = [f for f in counted if f.kind == kind]
        if not 3 <= len(figures) <= _MOST_STOCKS or kind in _NOT_SUMMED or len(counted) > len(figures) + 1:
            continue
        told_between = facts.plain[figures[0].end : figures[-1].start]
        if _COMPARES.search(told_between) or _SHARED.search(facts.plain, sentence.start, sentence.end):
            continue
        if any(f.approximate or f.start in told for f in figures) or not _may_add_up(
            facts, sentence.start, figures
        ):
            continue
        largest = max(figures, key=lambda f: f.value)
        rest = [f for f in figures if f is not largest]
        value = sum(f.value for f in rest)
        total = sum(f.value for f in figures)
        exact = any(
            f.meets(*_summed(chosen))
            for f in figures
            for size in range(2, len(figures))
            for chosen in combinations([g for g in figures if g is not f], size)
        )
        small = total < 2 * _SMALL and not _TOTALS.search(facts.plain, sentence.start, sentence.end)
        if (
            not exact
            and not small
            and len({f.value for f in figures}) > 1
            and _one_digit(largest.value, value)
        ):
            yield Evidence(
                largest.start, largest.end, severity=Severity.WARNING, fields={"sum": plain_number(value)}
            )


def _may_add_up(facts: Facts, start: int, figures: Sequence[Quantity]) -> bool:
    """The largest is no member of a plain list, and the figures count one kind of thing."""
    if _LED_IN.search(facts.plain[max(start, figures[0].start - 12) : figures[0].start]) or re.search(
        "其中|[各每]|直径|包括", facts.plain[start : figures[-1].end]
    ):
        return False
    largest = max(figures, key=lambda f: f.value)
    index = figures.index(largest)
    for one, other in pairwise(figures):
        if largest in (one, other) and re.search(
            "^[\u4e00-\u9fff]{0,8}[、和及与]", facts.plain[one.end : other.start]
        ):
            return False
    nouns = {after(facts, f, 4)[:2] for f in figures} - {""}
    return index in (0, len(figures) - 1) and not (figures[0].kind in "个项处条次起" and len(nouns) > 1)


def _one_digit(total: float, value: float) -> bool:
    """Within an eighth of each other, and one digit or one turned pair apart."""
    if not 0.88 * total <= value <= 1.13 * total or total == value:
        return False
    missing = f"{abs(total - value):.10g}".replace(".", "").strip("0")
    return len(missing) == 1 or (total >= _SMALL and _slip(max(total, value), min(total, value), 3))


_BEGIN = lazy(r"(?:年初|月初|期初|上年|去年底?|上月末?|原有|旧存|结转|汛前存?放?)[\u4e00-\u9fff]{0,8}$")
_IN = lazy(
    r"(?:拨入|收入|新增|新纳入|纳入|转入|购入|调入|招聘|新招|入库|增加|新进|收到|新收|增设|新建|新设|添置|进)[\u4e00-\u9fff]{0,4}$"
)
_OUT = lazy(
    r"(?:支出|退出|转出|调出|减少|清退|出库|销售|卖出|使用|支付|退休|离职|死亡|注销|核减|办结|结案|撤并|撤销|淘汰|报废)[\u4e00-\u9fff]{0,4}$"
)
_END = lazy(r"(?:年末|月末|期末|目前|现有|现在?册?|结余|剩余|尚余|结存|未结)[\u4e00-\u9fff]{0,6}$")


def _stocks(facts: Facts) -> Iterator[Evidence]:
    """年初结转42万元,本年拨入130万元,支出118万元,年末结余64万元: what was there, came and went makes what is left."""
    for _, _, figures in passages(facts, 3):
        if (
            not 3 <= len(figures) <= _MOST_STOCKS
            or len({f.kind for f in figures}) != 1
            or figures[0].kind in _NOT_SUMMED
        ):
            continue
        words = [before(facts, f, 14) for f in figures]
        if not (any(map(_BEGIN.search, words[:-1])) and _END.search(words[-1])) or any(
            f.approximate for f in figures
        ):
            continue
        signs = [1 if _IN.search(w) or _BEGIN.search(w) else -1 if _OUT.search(w) else 0 for w in words[:-1]]
        if 0 in signs or (-1 not in signs and len(signs) < 2):
            continue
        value = sum(s * f.value for s, f in zip(signs, figures[:-1], strict=True))
        width = sum(f.high - f.value for f in figures[:-1])
        if not figures[-1].meets(value - width, value + width):
            yield Evidence(figures[-1].start, figures[-1].end, fields={"sum": plain_number(value)})


def _unannounced(facts: Facts, told: set[int]) -> Iterator[Evidence]:
    """设服务站18处。国道沿线7处，省道沿线6处，合作社内3处: the parts fill the next sentence."""
    for (one, before_it), (other, listed) in pairwise(facts.counted_sentences):
        total = before_it[-1]
        if one.paragraph != other.paragraph or total.start in told or len(listed) < 3 or not total.kind:
            continue
        alike = [q for q in listed if q.kind == total.kind]
        if alike[:3] != list(listed[:3]) or listed[0].start - other.start > _LABEL:
            continue
        first, last = next(_runs(facts, alike), (0, 0))
        parts = alike[first : last + 1]
        if (
            len(parts) >= 3
            and _near(total, parts)
            and not facts.plain[parts[-1].end : other.end].startswith("等")
        ):
            found = _made(facts, total, parts, closed=True, among=False)
            if found is not None:
                yield from (replace(e, severity=Severity.WARNING) for e in _verdict(facts, found, alike))


def _levels(facts: Facts, start: int, figures: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    """The figures outside brackets; then, bracket by bracket, the figure before it with those inside."""
    outside: list[Quantity] = []
    inside: list[Quantity] = []
    position, depth = start, 0
    for figure in figures:
        depth += facts.plain.count("(", position, figure.start) - facts.plain.count(
            ")", position, figure.start
        )
        position = figure.start
        if depth <= 0:
            if len(inside) >= 2:
                yield inside
            outside.append(figure)
            inside = [figure]
        else:
            inside.append(figure)
    if len(inside) >= 2:
        yield inside
    if len(outside) >= 2:
        yield outside


def _wrong(facts: Facts, start: int, end: int, figures: list[Quantity]) -> Iterator[Evidence]:
    kinds = {f.kind for f in figures} - _NOT_SUMMED
    among = "其中" in facts.plain[start:end]
    for kind in sorted(kinds):
        alike = [f for f in figures if f.kind == kind or _bare(facts, f)]
        least = 2 if among else _FEW
        if least <= len(alike) <= _MOST_PARTS:
            for found in _breakdowns(facts, start, end, alike, kind):
                yield from _verdict(facts, found, alike)


def _bare(facts: Facts, figure: Quantity) -> bool:
    """A number without a unit that stands alone before a mark: 救灾200、修缮180."""
    return (
        not figure.unit
        and facts.plain[figure.end : figure.end + 1] in "、,;。和及"
        and figure.text.isdecimal()
    )


def _breakdowns(facts: Facts, start: int, end: int, alike: list[Quantity], kind: str) -> Iterator[Breakdown]:
    """Every reading of the figures as a total and its parts that the wording supports."""
    for first, last in _runs(facts, alike):
        run = alike[first : last + 1]
        tail = facts.plain[run[-1].end : min(end, run[-1].end + 8)]
        if re.match(r"[\u4e00-\u9fff]{0,5}等", tail) or len(run) > _MOST_PARTS:
            continue
        if first and alike[first - 1].kind == kind:
            found = _introduced(facts, alike[first - 1], run)
            if found is not None:
                yield found
                continue
        if len(run) >= 3 and run[0].kind == kind:
            found = _counted(facts, run)
            if found is not None:
                yield found
                continue
        following = alike[last + 1] if last + 1 < len(alike) else None
        found = _added(facts, run, following)
        if found is not None:
            yield found


def _runs(facts: Facts, alike: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """Stretches of figures that follow one another as a list, as first and last index."""
    first = 0
    for index in range(1, len(alike) + 1):
        if index == len(alike) or not _listed(facts, alike[index - 1], alike[index]):
            yield first, index - 1
            first = index


def _listed(facts: Facts, one: Quantity, other: Quantity) -> bool:
    gap = facts.plain[one.end : other.start]
    marks = _SEPARATOR.findall(gap)
    if "," in gap and "、" not in gap and _mark_before(facts, one) == "、":
        return False  # 消防112处、燃气96处,整改229处: the list ends with its own mark
    if ";" in gap and _comma_before(facts, one):
        return False  # A a,B b;C c: the semicolon opens another group
    if not marks or len(gap) > 2 * _LABEL or _INTRODUCES.search(gap):
        return False
    if any(
        q.kind != "%" and _SEPARATOR.search(facts.plain, one.end, q.start)
        for q in facts.quantities_in(one.end, other.start)
    ):
        return False  # another thing is told between them
    label = re.split(r"[、,;]", gap)[-1]
    return len(label) <= _LABEL and _STATEMENT.search(_shares_cut(gap)) is None


def _mark_before(facts: Facts, figure: Quantity) -> str:
    """The mark between a figure and the one before it in its list; empty for the first of a list."""
    head = facts.plain[max(0, figure.start - _LABEL) : figure.start]
    mark = re.search(r"[,、;:。][^,、;:。]*$", head)
    if mark is None or re.search(r"[\d一二三四五六七八九十百千万]", head[: mark.start()]) is None:
        return ""
    return mark[0][0]


def _comma_before(facts: Facts, figure: Quantity) -> bool:
    """The figure stands in a list whose members a comma or 、 divides."""
    head = facts.plain[max(0, figure.start - _LABEL) : figure.start]
    mark = re.search(r"[,、;:。][^,、;:。]*$", head)
    return (
        mark is not None
        and mark[0][0] in ",、"
        and not _LED_IN.match(mark[0][1:])
        and re.search(r"\d|[一二三四五六七八九十]", head[: mark.start()]) is not None
    )


def _shares_cut(gap: str) -> str:
    """A share told with a part (咨询265件、占60.6%) is no statement of its own."""
    return re.sub(r"[,、(]?占(?:比)?[\u4e00-\u9fff]{0,4}[\d.]+%\)?|占(?:了|到)?$", "", gap)


def _introduced(facts: Facts, total: Quantity, run: Sequence[Quantity]) -> Breakdown | None:
    """A total, then 其中, 分别为, a colon or the like, then the parts."""
    joint = facts.plain[total.end : run[0].start]
    if len(joint) > 60 or joint.count("。") > 1 or re.search(r"[;\n]|在内", joint):
        return None
    if _NET.search(before(facts, total, 12)):
        return None
    among, closed = _AMONG.search(joint), _CLOSED.search(_last_clause(joint))
    if not (among or closed) or (not among and ("。" in joint or not _leads(joint, closed))):
        return None
    if len(run) == 1 and (len(joint) > _LABEL or not among or total.approximate):
        return None
    if closed and not among and re.search(r"同比|增长|下降|平均|人均|计划|比", joint):
        return None
    found = _made(facts, total, run, closed=closed is not None and not among, among=among is not None)
    return found and found._replace(included="包" in joint or "涵盖" in joint)


def _leads(joint: str, closed: re.Match[str] | None) -> bool:
    """The word that opens the list stands at the head of its clause, or in the clause of the total."""
    clause = _last_clause(joint)
    return "," not in joint or (
        closed is not None and closed.start() <= 2 and joint.count(",") == 1 and bool(clause)
    )


def _last_clause(joint: str) -> str:
    """From the last comma on; a colon stays in."""
    return joint[max(joint.rfind(","), joint.rfind("。")) + 1 :]


def _counted(facts: Facts, run: Sequence[Quantity]) -> Breakdown | None:
    """共T, A a, B b: the first of the list is the total when the wording or a rest says so."""
    total, parts = run[0], run[1:]
    labels = _labels(facts, parts)
    largest = max(p.value for p in run) == total.value
    left_over = _LEFT_OVER.search(labels[-1]) or (
        len(parts) == 2 and _REST.search(labels[-1]) and "、" not in facts.plain[total.end : parts[-1].start]
    )
    exact = not any(p.approximate for p in run)
    values = [p.value for p in parts]
    if any(c == a + b for c in values for a, b in combinations([v for v in values if v != c], 2)):
        return None  # 应转移54468人,已转移53808人,剩余660人: the rest is of one of the parts
    if largest and ((left_over and exact) or (complementary(labels) and _near(total, parts))):
        return _made(facts, total, parts, closed=True, among=False)
    if _numbered(facts, total, parts):
        return _made(facts, total, parts, closed=True, among=False)
    words = before(facts, total, 16)
    received = _RECEIVED.search(words[-10:]) or (
        len(parts) == 2 and (_TOTAL_BEFORE.search(words) or _WHOLE.search(words))
    )
    if not (received or _TOTAL_BEFORE.search(words)) or len(parts) < 2:
        return None
    if re.search(r"[;。]", facts.plain[total.end : parts[0].start]) or not all(labels):
        return None
    if not _near(total, parts) or (len(parts) < 3 and not received):
        return None
    if received:
        if not _one_digit(total.value, sum(p.value for p in parts)):
            return None
        return _made(facts, total, parts, closed=False, among=True)
    return _made(facts, total, parts, closed=len({len(label) for label in labels}) <= 2, among=False)


def _taken_up(facts: Facts, total: Quantity, parts: Sequence[Quantity]) -> bool:
    """男性402人,女性377人,789人全部建档: the whole is taken up again."""
    label = before(facts, total, 12)
    whole = not label or label.startswith(("这", "全"))
    return whole and _TAKEN_UP.match(facts.plain, total.end) is not None and _near(total, parts)


def _other_nouns(facts: Facts, total: Quantity, parts: Sequence[Quantity]) -> bool:
    """11个大类、18个小项,总计48000个项目: units that count anything, and things of which none is the total's."""
    nouns = [n for n in (after(facts, p, 4) for p in parts) if n]
    if total.kind not in "个项条次种处类" or len(nouns) < len(parts):
        return False
    told = before(facts, total, 8) + after(facts, total, 4)
    return not any(c in told for noun in nouns for c in noun[:4] if c not in "的个中")


def _numbered(facts: Facts, total: Quantity, parts: Sequence[Quantity]) -> bool:
    """三千二百只鸡苗分到三个村,东沟…: the number of the parts is told before them."""
    joint = facts.plain[total.end : parts[0].start]
    found = re.search(r"([二两三四五六七八九]|\d)(?:个|类|项|部分|处|家|种|期|批|块)", joint)
    if found is None or len(joint) > 24 or not _near(total, parts):
        return False
    return (int(found[1]) if found[1].isdecimal() else int(han_value(found[1]))) == len(parts)


def _near(total: Quantity, parts: Sequence[Quantity]) -> bool:
    """The parts make up the total but for a slip."""
    return 0.75 * total.value <= sum(p.value for p in parts) <= 1.25 * total.value


def _added(facts: Facts, run: Sequence[Quantity], following: Quantity | None) -> Breakdown | None:
    """A a, B b, 合计T."""
    if following is not None and following.start - run[-1].end <= _LABEL + 8:
        run = (*run, following)
    total, parts = run[-1], run[:-1]
    gap = facts.plain[parts[-1].end : total.start] if parts else ""
    together = _TOGETHER.search(gap) is not None or _taken_up(facts, total, parts)
    if (
        len(parts) < 2
        or not total.kind
        or _other_nouns(facts, total, parts)
        or re.search(r"[。\n]|其中|每" if together else r"[。;\n]|其中|每", gap)
    ):
        return None
    if not together and not _TOTAL_AFTER.search(before(facts, total, 14)):
        return None
    if "累计" in gap and not (len(parts) >= 3 and _near(total, parts)):
        return None  # what is cumulated may be more than what is listed
    if any(_TOTAL_BEFORE.search(before(facts, p, 8)) for p in parts):
        return None
    return _made(facts, total, parts, closed=True, among=False)


def _labels(facts: Facts, parts: Sequence[Quantity]) -> tuple[str, ...]:
    found = (re.split(r"[、,;:。()]", facts.plain[max(0, p.start - _LABEL) : p.start])[-1] for p in parts)
    # 25件不属实: a figure without words before it is told by those behind it.
    return tuple(_LED_IN.sub("", label) or after(facts, p, 4) for label, p in zip(found, parts, strict=True))


def _made(
    facts: Facts, total: Quantity, parts: Sequence[Quantity], *, closed: bool, among: bool
) -> Breakdown | None:
    scaled = tuple(_in_units_of(total, p) for p in parts)
    if any(p.high > 1e15 or p.low <= 0 for p in scaled) or total.high > 1e15:
        return None
    labels = _labels(facts, parts)
    text = facts.plain[total.end : parts[-1].end]
    if any(re.search("[各均每]", label) for label in labels) or _SHARED.search(
        facts.plain, total.end, parts[-1].end + 30
    ):
        return None
    rest = any(_REST.search(label) for label in labels[1:])
    if any(p.value > total.value and not label for p, label in zip(scaled, labels, strict=True)):
        return None
    if rest:
        closed = True
    tail = facts.plain[parts[-1].end : parts[-1].end + 20].split("。")[0]
    if _REST_UNCOUNTED.search(text + tail) or (not rest and _OPEN.search(text)):
        closed = among = False
        return Breakdown(total, scaled, closed, True, labels)
    if among and not closed:
        closed = complementary(labels)
    return Breakdown(total, scaled, closed, among, labels)


def _in_units_of(total: Quantity, part: Quantity) -> Quantity:
    """救灾200 under 合计520万元 stands for 200万元."""
    if part.unit or re.search("[万亿千百]", part.text):
        return part
    scale = re.search("万亿|[万亿]", total.text)
    factor = {"万": 1e4, "亿": 1e8, "万亿": 1e12}[scale[0]] if scale else 1.0
    return part._replace(value=part.value * factor, low=part.low * factor, high=part.high * factor)


def complementary(labels: Sequence[str]) -> bool:
    """合格 and 不合格, 男 and 女: two kinds that leave nothing out."""
    for one, other in combinations(labels, 2):
        for a, b in ((one, other), (other, one)):
            if any(b.startswith(no) and len(b) > len(no) and b[len(no) :] in a for no in ("不", "未", "非")):
                return True
            if any(a.startswith(x) and b.startswith(y) for x, y in _PAIRS):
                return True
    return False


def _verdict(facts: Facts, found: Breakdown, alike: Sequence[Quantity]) -> Iterator[Evidence]:
    total, parts = found.total, found.parts
    value = sum(p.value for p in parts)
    low, high = _summed(parts)
    if total.meets(low, high) or _explained(found, alike):
        return
    if any(q.value >= low and q.start < total.start for q in alike):
        return  # the parts may be of an earlier figure
    tails = {label[-2:] for label in found.labels}
    overlapping = len(tails) > 1 and any(_OVERLAPPING.search(label) for label in found.labels)
    level = None
    if low > total.high:
        if found.among and not found.closed and overlapping:
            return
    elif len(parts) < 2 or value < (0.85 if found.included else 0.5) * total.value:
        return
    elif not found.closed:
        if not (found.among and _slip(total.value, value, len(parts))) or overlapping:
            return
        level = Severity.WARNING
    yield Evidence(total.start, total.end, severity=level, fields={"sum": plain_number(value)})


def _summed(parts: Sequence[Quantity]) -> tuple[float, float]:
    """The interval of the sum; of three and more roundings hardly all go the same way to their limit."""
    value = sum(p.value for p in parts)
    low, high = sum(p.low for p in parts), sum(p.high for p in parts)
    if len(parts) < 3 or any(p.approximate for p in parts):
        return low, high
    return value - 0.75 * (value - low), value + 0.75 * (high - value)


def _explained(found: Breakdown, alike: Sequence[Quantity]) -> bool:
    """Some of the parts alone, or with other figures of the passage, make up the total."""
    parts = [q for q in found.parts if q.value < found.total.value]
    if len(parts) > 10:
        return False
    for size in range(2, len(parts)):
        for chosen in combinations(parts, size):
            if found.total.meets(sum(p.low for p in chosen), sum(p.high for p in chosen)):
                return True
    for part in parts if found.among else ():
        rest = [q for q in parts if q is not part]
        if any(part.value == one.value + other.value for one, other in combinations(rest, 2)):
            return True  # a part is itself divided
    if len(parts) >= 3 and found.total.value == sum(p.value for p in parts[:-1]) - parts[-1].value:
        return True  # what both have is told last
    others = [
        q for q in alike if q.start != found.total.start and q.start not in {p.start for p in found.parts}
    ]
    sums = sum(p.value for p in found.parts)
    return any(
        found.total.meets(sums + q.low, sums + q.high) or found.total.meets(sums - q.high, sums - q.low)
        for q in others
    )


def _slip(total: float, value: float, parts: int) -> bool:
    """A list that holds nearly all, and misses by one digit: hardly a list that leaves something out."""
    if value < (_NEAR if parts >= 3 else _NEARER) * total:
        return False
    one, other = (f"{x:.10g}".replace(".", "").strip("0") for x in (total, value))
    apart = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    turned = len(apart) == 2 and apart[0] == apart[1][::-1]
    if len(one) == len(other) >= 2 and (len(apart) == 1 or turned):
        return True
    # 418 and 398: a slip of one digit of a part, carried.
    missing = f"{total - value:.10g}".replace(".", "").strip("0")
    return parts >= 3 and value >= _NEARER * total and len(missing) == 1 and total - value >= 10
