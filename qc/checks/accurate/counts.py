"""A stated number of points, names or things against those listed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from qc.checks.check import Context, Evidence, Example, check
from qc.draft import Place
from qc.extraction.enumerations import Enumeration, han_number
from qc.extraction.facts import Facts
from qc.finding import Norm, NormKind, Severity
from qc.segmentation.patterns import lazy

_NOUNS = (
    "方面|措施|举措|建议|问题|环节|做法|机制|原因|任务|要求|意见|对策|难点|难题|特点|步骤|办法|保障|制度|困难|短板|领域|表现|平台|科室|到位|"
    "模式|关口|重点|服务|优势|变化|不足|经验|启示|路径|抓手|体系|工程|行动|亮点|理念|类别|类型|途径|渠道|条件|原则|目标|内容|指标|阶段|堵点|隐患|弊端|"
    "因素|风险|招|清单|表格|活动|资金|流程|工作法|会议|标准|部门|单位|专班|小组|节点|板块|片区"
)
_N = "[二两三四五六七八九十]"
_STATED = lazy(
    rf"(?P<n>{_N}|\d{{1,2}})(?:个|项|条|点|种|类|大|张|场|笔|步|招|方面)?"
    rf"(?P<adjective>(?:(?![年月天的])[\u4e00-\u9fff]){{0,4}}?)(?P<what>{_NOUNS})(?![\u4e00-\u9fff]{{0,2}}(?:以上|以内))"
)
_TITLE_STATED = lazy(
    rf"(?P<n>{_N})(?:个|项|条|大|种|类)?(?:方面|措施|举措|招|机制|做法|办法|建议|问题|抓手|行动|到位|难题|原因)"
)
_ITEM = r"[^,;:。、\n()“”\"\d]{1,14}"
_ITEMS = lazy(
    rf"[”\"]?[\u4e00-\u9fff]{{0,8}}(?:[:(]|,?(?:即|分别是|分别为|依次为|包括|也就是|指的?是)):?(?P<items>{_ITEM}(?:、{_ITEM})+)[。,)\n]"
)
_QUOTED_LIST = lazy(
    rf"[“\"](?P<items>[^“”\"、]{{1,4}}(?:、[^“”\"、]{{1,4}})+)[”\"](?P<n>{_N})(?=[\u4e00-\u9fff])(?![一二三四五六七八九十百千字年月天])"
)
_QUOTED_NUMBER = lazy(
    rf"[“\"](?P<n>{_N})个?(?P<head>[\u4e00-\u9fff])[\u4e00-\u9fff]{{0,2}}[”\"][\u4e00-\u9fff]{{0,6}},?(?:即|就是|分别是|指的?是|包括|:):?(?P<items>{_ITEM}(?:、{_ITEM})+)[。;,)\n]"
)
# What a number of listed names counts: 五个镇, 四家单位, 六个节点.
_NAMED = lazy(
    rf"(?P<n>{_N}|\d{{1,2}})(?:个|家|位|名|项|种|类|大|所|处|座|条|步|(?=部门|单位|镇|乡|县|校|村|局|街道|科室|园区|人(?:[。,;]|组成)))(?!小时|月|多|工作日|百分点|以上|年|数)(?P<what>[\u4e00-\u9fff]{{0,8}})"
)
# 两所学校为城关小学、东街小学: the names behind their number.
_NAMED_AFTER = lazy(
    rf"(?P<n>{_N}|\d{{1,2}})(?:个|家|位|名|项|种|类|大|所|处|座|条|张|场|笔|步|支|对|款|门|件|户|次|本|批)(?P<what>[\u4e00-\u9fff]{{0,8}}?)"
    rf"(?:,?(?:分别为|分别是|依次为|依次是|即|就是|包括|为|是|[它他]们是|名单是)|:|\():?(?P<items>{_ITEM}(?:、{_ITEM})+)(?=[。;,)\n])"
)
_SMALL = lazy(r"(?<!\d)(?:[二两三四五六七八九十]|\d\d?(?!\d))(?=[\u4e00-\u9fff])")
_NUMERAL = lazy(
    r"(?<!\d)(?:[二两三四五六七八九十]|\d\d?)(?=[个家位名项种类大所处座条步部单镇乡县校村局街科园人张场笔支对款门件户次本批])"
)
_ITEMS_BEFORE = lazy(
    r"(?P<items>[\u4e00-\u9fffA-Za-z·]{1,16}(?:、[\u4e00-\u9fffA-Za-z·]{1,14})+?(?:(?:和|及(?:其(?:下属|所属)?的?)?|与|以及)[\u4e00-\u9fffA-Za-z]{1,10}?)?)$"
)
_JOINS = lazy(r"以及|(?<![波涉普惠危触提遍顾论以])及|和|与(?!会)")
_HOLDS_OTHERS = lazy(r"^(?:乡镇?|镇街?|街道|村|社区|行政村|建制村|县|区|市|省|国家)")
_NOT_BEFORE = frozenset("第0123456789一二三四五六七八九十几数前后.面、每各近超逾约上多余")
_WINDOW, _CLOSE = 40, 16
_UNEVEN, _LONG = 2, 8
_FAR = 2  # a difference above it is no slip: the things named are not those counted


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
        Example("组织宋桥、柳沟、花园、北寨⟦五⟧个镇的大户外出考察。"),
        Example("督查组由⟦六个部门⟧组成，即公安、交通、应急、市场监管、生态环境。"),
        Example(
            "反映⟦三个突出问题⟧。首先，护理员流动快；其次，改造投入大；再次，签约流于形式；最后，空置床位多。"
        ),
        Example("存在⟦两方面短板⟧：标准器老化，周期偏长；人员不足，一人多岗；经费没有渠道。"),
        Example("办了⟦三场活动⟧：10月9日义诊，10月16日演出，10月23日咨询，10月27日运动会。"),
        Example("获奖的⟦两⟧所学校为城关小学、东街小学、实验中学。"),
        Example("河长办、农业农村局、水利局、公安局等⟦三⟧部门联合巡查。"),
        Example("公安、城管等十二个部门联合巡查。"),
        Example("该局推行三项举措：一是压缩环节；二是公开流程；三是畅通渠道。"),
        Example("巡察组先后进驻县发改局、县财政局、县住建局、县医保局四个单位。"),
        Example("参会的有县委宣传部、县文旅局及其下属的文化馆、图书馆四家单位。"),
        Example("2、完善制度。\n3、强化服务机制。一是快速反应，二是定期会商，三是跟踪督办。"),
        Example("三农工作得到加强，主要问题：一是资金不足，二是人手不够。"),
        Example("推进教育、医疗、养老十项民生实事，保定、涿州四个乡镇降雨较大。"),
    ),
)
def count_mismatch(context: Context) -> Iterator[Evidence]:
    """“三个方面”后面应当有三项。只在紧接着就列举、层次清楚时核对。"""
    facts = context.facts
    told: set[int] = set()
    for evidence in (
        *_summed_up(facts),
        *_points(facts),
        *_quoted(facts),
        *_names_before(facts),
        *_names_after(facts),
        *_in_title(facts),
    ):
        if evidence.start not in told:
            told.add(evidence.start)
            yield evidence


def _differs(start: int, end: int, stated: str, written: str, listed: int) -> Iterator[Evidence]:
    if _number(stated) != listed:
        yield Evidence(start, end, fields={"stated": written, "listed": listed})


def _quoted(facts: Facts) -> Iterator[Evidence]:
    """“查、改、评”四步, and “两查”，即查线路、查设备、查责任."""
    if "“" not in facts.plain and '"' not in facts.plain:
        return
    for match in _QUOTED_LIST.finditer(facts.plain):
        listed = match["items"].count("、") + 1
        yield from _differs(match.start("n"), match.end("n"), match["n"], match["n"], listed)
    for match in _QUOTED_NUMBER.finditer(facts.plain):
        listed = _listed(match["items"])
        if listed is not None and all(match["head"] in item for item in match["items"].split("、")):
            yield from _differs(match.start("n"), match.end("n"), match["n"], match["n"], listed)


def _listed(items: str) -> int | None:
    """How many items a list holds; None when it is open or a 和 may or may not divide."""
    if "等" in items[-8:] or re.search("[和及与](?!其)", items.rpartition("、")[2]):
        return None
    return items.count("、") + 1


def _counted(plain: str) -> Iterator[int]:
    """Where a small number with something counted begins, near enough to a 、 for a list."""
    if "、" in plain:
        for match in _NUMERAL.finditer(plain):
            start = match.start()
            if plain.find("、", max(0, start - 24), start + 40) >= 0:
                yield start


def _names_before(facts: Facts) -> Iterator[Evidence]:
    """宋桥、柳沟、花园、北寨五个镇: names joined by 、 right before their number."""
    plain = facts.plain
    for start in _counted(plain):
        match = _NAMED.match(plain, start)
        if match is None:
            continue
        head = plain[max(0, start - 80) : start]
        if "、" not in head[-24:] or head[-1:] in _NOT_BEFORE:
            continue
        items = _ITEMS_BEFORE.search(head)
        if items is None or re.search(
            "[各每]|[共计有的在内]$|至少|不少于|[一二三四五六七八九十]", items["items"][-5:]
        ):
            continue
        if re.match(r"[、·”\")\d]", head[items.start() - 1 : items.start()]) or plain.startswith(
            "、", match.end()
        ):
            continue  # the list begins further ahead
        if "等" not in items["items"]:
            yield from _named_count(match, items["items"])
        elif items["items"].endswith("等") and items["items"].count("、") + 1 > _number(match["n"]):
            listed = items["items"].count("、") + 1  # A、B、C、D等三部门 names more than it counts
            if listed - _number(match["n"]) <= _FAR and not _uneven(
                items["items"].removesuffix("等").split("、")
            ):
                yield Evidence(
                    match.start("n"), match.end("n"), fields={"stated": match["n"], "listed": listed}
                )


def _names_after(facts: Facts) -> Iterator[Evidence]:
    """两所学校为城关小学、东街小学、实验中学."""
    for start in _counted(facts.plain):
        match = _NAMED_AFTER.match(facts.plain, start)
        if match is None:
            continue
        listed = _listed(match["items"])
        before = facts.plain[max(0, match.start() - 1) : match.start()]
        if listed is None or before in _NOT_BEFORE or not _even(match["items"]) or "其中" in match["what"]:
            continue
        if len(match["what"]) < 2 and facts.plain[match.start("items") - 1] == "(":
            continue  # 3个乡（镇、街道）
        if (
            0 < abs(_number(match["n"]) - listed) <= _FAR
            and facts.plain[match.end() : match.end() + 3] != ",其中"
        ):
            yield Evidence(match.start("n"), match.end("n"), fields={"stated": match["n"], "listed": listed})


_SUMMED_UP = lazy(rf"(?:这|以上|上述)(?P<n>{_N}|\d{{1,2}})(?:个|项|条|点|种|类|大)?(?:方面|{_NOUNS})")


def _summed_up(facts: Facts) -> Iterator[Evidence]:
    """第一是…第四是…,这三个问题: the number told behind the list."""
    if not any(word in facts.plain for word in ("这", "以上", "上述")):
        return
    for match in _SUMMED_UP.finditer(facts.plain):
        begin = facts.plain.rfind("\n", 0, match.start()) + 1
        lists = [
            g for g in facts.enumerations if begin <= g.labels[0].start and g.labels[-1].start < match.start()
        ]
        if len(lists) == 1 and _is_whole(lists[0]) and match.start() - lists[0].labels[-1].start <= _WINDOW:
            yield from _differs(
                match.start("n"), match.end("n"), match["n"], match["n"], len(lists[0].labels)
            )


def _named_count(match: re.Match[str], items: str) -> Iterator[Evidence]:
    names = items.split("、")
    joined = sum(len(_JOINS.findall(name)) for name in names)
    stated = _number(match["n"])
    far = max(len(names) - stated, stated - len(names) - joined)
    places = stated > len(names) and _HOLDS_OTHERS.match(match["what"]) is not None and len(names) < 3
    if far <= 0 or far > (1 if len(names) < 3 else _FAR) or places or _uneven(names):
        return
    if (len(names) < 3 and (stated < 2 or len(names[0]) > _LONG)) or (stated < 3 and stated < len(names)):
        return
    yield Evidence(match.start("n"), match.end("n"), fields={"stated": match["n"], "listed": len(names)})


def _uneven(names: Sequence[str]) -> bool:
    """Names of one list are of about one length; the first carries the words before the list."""
    lengths = [len(name) for name in names[1:]]
    return max(lengths) - min(lengths) > _UNEVEN


def _points(facts: Facts) -> Iterator[Evidence]:
    """N个方面 followed at once by 一是…二是… or by named items: looked for before each list and each opening mark."""
    plain = facts.plain
    openings = {g.labels[0].start: len(g.labels) for g in facts.enumerations if _is_whole(g)}
    marks = [m.start() for m in re.finditer(r"[:(]|,?即|,?分别[是为]|,?包括|,?依次为", plain)]
    if not openings and not marks:
        return
    near = sorted({*openings, *marks})
    stated = [
        m
        for n in _SMALL.finditer(plain)
        if plain[max(0, n.start() - 1) : n.start()] not in _NOT_BEFORE
        and (after := bisect_right(near, n.start())) < len(near)
        and near[after] - n.start() <= _WINDOW
        and (m := _STATED.match(plain, n.start())) is not None
    ]
    if not stated:
        return
    told: set[int] = set()
    for position in near:
        begin = max(plain.rfind("\n", 0, position) + 1, position - _WINDOW)
        match = next((m for m in reversed(stated) if begin <= m.start() and m.end() <= position), None)
        if match is None or match.start() in told:
            continue
        listed = openings.get(position) if position in openings else _following(plain, match.end())
        between = plain[match.end() : position]
        if (
            listed is None
            or (position in openings and not re.search("[:。(]", between))
            or len(between) > _CLOSE
        ):
            continue
        told.add(match.start())
        if listed >= 2 and (position in openings or abs(_number(match["n"]) - listed) <= _FAR):
            yield from _differs(match.start(), match.end(), match["n"], match[0], listed)


def _is_whole(group: Enumeration) -> bool:
    """A list that starts at one and skips nothing."""
    return [label.number for label in group.labels] == list(range(1, len(group.labels) + 1)) and len(
        group.labels
    ) >= 2


def _following(plain: str, position: int) -> int | None:
    """How many items stand behind the opening mark: by 、, else by semicolons, else by commas with a figure each."""
    named = _ITEMS.match(plain, position)
    if named is not None and (plain[named.end() - 1] != "," or _even(named["items"])):
        return _listed(named["items"])
    opening = re.compile(r"[\u4e00-\u9fff]{0,10}:").match(plain, position)
    if opening is None:
        return None
    stop = plain.find("。", opening.end())
    text = plain[opening.end() : stop if stop >= 0 else len(plain)]
    if "\n" in text or len(text) > 160 or re.search("等$|[一1]是|首先|第一|①|[(]一", text):
        return None
    if ";" in text:
        return text.rstrip(";").count(";") + 1
    pieces = [p for p in text.split(",") if not re.match("合计|共|总|累计", p)]
    return (
        len(pieces) if len(pieces) > 1 and all(re.search(r"\d", p) and len(p) <= 18 for p in pieces) else None
    )


def _even(items: str) -> bool:
    """Short names of about one length: a comma behind them ends the list."""
    lengths = [len(item) for item in items.split("、")]
    return max(lengths) - min(lengths) <= _UNEVEN and max(lengths) <= _LONG


def _in_title(facts: Facts) -> Iterator[Evidence]:
    """四项机制 in the title, and the only list of the body holds three."""
    title = facts.draft.title
    if title is None:
        return
    stated = [
        m
        for m in _TITLE_STATED.finditer(facts.plain, title.start, title.end)
        if facts.plain[m.start() - 1 : m.start()] not in _NOT_BEFORE
    ]
    lists = [
        g
        for g in facts.enumerations
        if g.labels[0].start > title.end and facts.place_of(g.labels[0].start) is not Place.TITLE
    ]
    if len(stated) != 1 or len(lists) != 1 or not _is_whole(lists[0]):
        return
    listed = len(lists[0].labels)
    if abs(_number(stated[0]["n"]) - listed) <= _FAR:
        yield from _differs(stated[0].start(), stated[0].end(), stated[0]["n"], stated[0][0], listed)
