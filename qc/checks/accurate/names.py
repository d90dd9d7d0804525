"""One person with two posts or two names; persons and visits taken for one another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qc.checks.accurate.figures import before
from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.facts import Facts
from qc.finding import Norm, NormKind, Severity
from qc.segmentation.patterns import lazy

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍"
    "涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景"
    "党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
_POST = lazy(
    r"(?P<post>副?(?:局长|书记|县长|区长|市长|镇长|乡长|主任|科长|所长|院长|校长|队长|站长|部长|处长|会长|董事长|总经理|组长|秘书长|大队长|支队长))"
    rf"(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})"
)
_POSTS = ("长", "书记", "主任", "总经理")
# 任免 explains two posts; 某 hides a name.
_CHANGE = lazy(r"任命|免去|任免|调任|转任|兼任|原任|时任|改任|升任|接任|卸任|履新|原|兼|前任|现任")


@check(
    id="accurate/name-conflict",
    name="姓名职务不一",
    severity=Severity.WARNING,
    message="前面写“{earlier}”，这里写“{text}”，请核对姓名和职务。",
    norm=Norm("同一人姓名、职务前后一致", NormKind.LOGIC),
    examples=(
        Example("县卫健局局长赵维岩到村卫生室督导。座谈时，⟦县医保局局长赵维岩⟧要求公开目录。"),
        Example("专班由县林业局副局长沈亦舟负责。会上，⟦县林业局局长沈亦舟⟧通报进度。"),
        Example("镇党委书记何立坤负责水厂建设。6月2日，⟦镇党委书记何立⟧昆到现场协调。"),
        Example("县卫健局局长赵维岩到村督导，赵维岩要求公开目录。"),
        Example("原县水利局局长赵维岩任县医保局局长。县医保局局长赵维岩到会。"),
        Example("县卫健局局长赵维岩、县医保局局长钱怀青到会。"),
    ),
)
def name_conflict(context: Context) -> Iterator[Evidence]:
    """同一个人前后两个职务、同一职务两个相近的名字，多半有一处写错；写明任免、兼任的不算。"""
    facts = context.facts
    if not any(post in facts.plain for post in _POSTS) or _CHANGE.search(facts.plain):
        return
    seen: list[tuple[str, str, str, str]] = []
    for match in _POST.finditer(facts.plain):
        name = _name(facts, match)
        if name is None:
            continue
        before = re.split(r"[^\u4e00-\u9fff]", facts.plain[max(0, match.start() - 10) : match.start()])[-1]
        unit, post = _unit(before), match["post"]
        end = match.start("name") + len(name)
        start = match.start("post") - len(unit)
        written = facts.plain[start:end]
        for other_unit, other_post, other_name, earlier in seen:
            if _clash((unit, post, name), (other_unit, other_post, other_name)):
                yield Evidence(start, end, fields={"earlier": earlier})
                break
        seen.append((unit, post, name, written))


def _name(facts: Facts, match: re.Match[str]) -> str | None:
    """The name behind a post: as many characters as the tokens leave together."""
    start = match.start("name")
    for length in (3, 2):
        name = facts.plain[start : start + length]
        if (
            re.fullmatch(r"[\u4e00-\u9fff]+", name)
            and facts.tokens.whole(start, start + length)
            and "某" not in name
        ):
            return name
    return None


def _unit(words: str) -> str:
    """The body that the post belongs to: from its last 县, 市, 镇 or the like on."""
    found = re.search(
        r"(?:[县市区镇乡村省州][\u4e00-\u9fff]{0,8}|[\u4e00-\u9fff]{2,6}(?:局|委|办|中心|部|院|校|所|站))$",
        words,
    )
    return found[0] if found else ""


def _clash(one: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    (unit, post, name), (other_unit, other_post, other_name) = one, other
    if name == other_name:
        return bool(unit and other_unit) and (
            post != other_post or (unit != other_unit and not _same_body(unit, other_unit))
        )
    if not (post == other_post and unit and other_unit and _same_body(unit, other_unit)):
        return False
    if len(name) == 2 and len(other_name) == 3:
        return other_name.startswith(name)  # 何立 for 何立坤, or a third character that the tokens tore off
    apart = sum(a != b for a, b in zip(name, other_name, strict=False))
    return len(name) == len(other_name) == 3 and apart == 1 and name[0] == other_name[0]


def _same_body(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


_VISITS = {"人次": "人", "户次": "户", "家次": "户", "件次": "起"}


@check(
    id="accurate/count-unit",
    name="人次与人混用",
    severity=Severity.WARNING,
    message="前面写“{earlier}”，这里写“{text}”：人次（户次）与人（户）不是一回事，请核对。",
    norm=Norm("统计口径一致", NormKind.LOGIC),
    examples=(
        Example("全年服务环卫工人8400人次，这⟦8400名⟧环卫工人的意见共有46条。"),
        Example("走访企业212户次，摸排诉求97条，⟦212户⟧企业的诉求均已建档。"),
        Example("全年培训1200人、3600人次，参训的1200人全部取得证书。"),
    ),
)
def count_unit(context: Context) -> Iterator[Evidence]:
    """一个人来三次是三人次；同一个数前面说人次、后面说人，至少有一处不对。"""
    facts = context.facts
    visits = [q for q in facts.quantities if q.unit in _VISITS and q.value >= 10 and not q.approximate]
    for visit in visits:
        known = [q for q in facts.quantities if q.kind == _VISITS[visit.unit] and q.value == visit.value]
        if known and known[0].start > visit.end and not before(facts, known[0], 12).endswith(("共", "新增")):
            yield Evidence(known[0].start, known[0].end, fields={"earlier": visit.text})
