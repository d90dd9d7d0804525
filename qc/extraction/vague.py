"""Does a vague word date a reported event here? One small question per family of words.

A list of words is right about half the time: 日前 is also the tail of “5日前”, 近期 a planning term, 最近 a
distance. The words and their families are data (``time_words.csv``); what each family must rule out is here.
All questions read the plain text, in which full-width marks and digits stand in their ASCII form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from qc.segmentation.patterns import lazy
from qc.segmentation.tokens import Tokens

NUMERAL = "0-9〇○零一二三四五六七八九十百千两几数多半"


class Place(NamedTuple):
    """One occurrence: ``text`` is the paragraph-wide plain text, ``month_given`` whether the draft names a month."""

    text: str
    tokens: Tokens
    start: int
    end: int
    month_given: bool

    def before(self, length: int) -> str:
        """The characters just before the word, within its line."""
        return self.text[max(0, self.start - length) : self.start].rpartition("\n")[2]

    def after(self, length: int) -> str:
        """The characters just after the word, within its line."""
        return self.text[self.end : self.end + length].partition("\n")[0]


_FAMILIES: dict[str, tuple[re.Pattern[str] | None, re.Pattern[str] | None]] = {
    # family: (what must not stand before, what must not follow)
    "plain": (re.compile(r"[大]$"), None),
    "near": (re.compile(r"[附临靠贴就接迫逼邻亲最]$"), re.compile(r"[点均]")),
    "before_event": (
        re.compile(
            r"(?:打击|开幕|启程|去世|离世|结束|开始|到来|开学|投产|发生|出事|电脑|电视|屏幕|手机|门|桌|窗|床|车|台)$"
        ),
        re.compile("[坐站躺]"),
    ),
    "long_time": (re.compile(r"[很较长当过同]$"), None),
    "stage": (re.compile(r"[对比]$"), re.compile(r"[的不未与和]|土地|任务|成果|验收|施工|末")),
    "first_days": (
        re.compile(r"(?:的|考|产|术|节|会|赛|假期?|发病|施工|开学|登记|到期|期满|入院)$"),
        re.compile(r"的?[里内]"),
    ),
    "counted": (re.compile(rf"[{NUMERAL}个余整每]\s*$|(?:本|上|下|当|该|同|\d年)$"), None),
    "later": (re.compile(r"[靠往]$"), re.compile(r"[再些的]|片刻|位置")),
    "earlier": (
        re.compile(r"[更最较及趁尽]$"),
        re.compile(r"于|的?[0-9]|[些一]?[点些](?!时候)|准备|布局|谋划|动手"),
    ),
    "part_of_day": (re.compile(r"(?:[日号]|当天|今天|昨天|前天|同一天|当日|今日|昨日|当晚)\s*$"), None),
    "some_day": (re.compile(r"(?:本月|本年|某年|同年)$"), re.compile(r"[间化料报本用常资语系式嫂子饼亮]")),
    "one_day": (
        re.compile(
            rf"(?:如果|假如|若是?|总会?|终会?|终究|哪怕|万一|要是|至少|最多|每周|每月|只|仅|还|没|就|剩|才|唯|每|[{NUMERAL}第])$"
        ),
        re.compile(r"的|时间|报名"),
    ),
    "soon": (re.compile(r"[修更整涂并决从]$"), re.compile(r"[常期程志元]")),
}
_DATE_AT_ONCE = lazy(
    r"[\s,—-]{0,2}[(\[]?(?:即|也就是|为)?(?:(?:\d{4}|[〇零一二三四五六七八九]{4})年)?"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?"
)

# 日前 after these words is “before the day of …”, a deadline.
_DAY_NOUN = frozenset(
    [
        "之",
        "当",
        "次",
        "翌",
        "同",
        "今",
        "昨",
        "明",
        "每",
        "逐",
        "某",
        "首",
        "末",
        "前",
        "后",
        "即",
        "平",
        "节",
        "假",
        "生",
        "忌",
        "诞",
        "祭",
        "周",
        "旬",
        "节假",
        "休息",
        "截止",
        "届满",
        "期满",
        "到期",
        "生效",
        "开庭",
        "开标",
        "评标",
        "失效",
        "选举",
        "投票",
        "交割",
        "交易",
        "发薪",
        "开学",
        "付息",
        "还款",
        "起息",
        "申请",
        "基准",
        "纪念",
        "登记日",
        "假期",
        "最后",
        "届",
        "止",
    ]
)
_COUNTED_DAY = lazy(rf"(?:[{NUMERAL}]|[{NUMERAL}每首上下末后]个|最后一个|每个?)\s*(?:工作|自然|日历|交易)?$")
_AFTER_BEFORE_DAY = lazy(
    r"往|来|后|夕|瞻|方|市场|交易|电价|出清|[0-9一二两三四五六七八九十百]+\s*(?:个|天|日|周|小时|分钟|年|月)"
)

_PLANNING = lazy(
    r"(?:、|和|与|及|到)?(?:中|远|长|中长|年度|未来|长远)期?|目标|规划|建设|(?:总体|实施|投资|发展|改造|行动|工作|保护)?(?:计划|规划|方案|安排)"
    r"(?=[,。;:、的和与及为是)]|$)|任务|重点工作|工作(?:重点|安排|部署|任务|打算|要点)|保护和|发展(?:进行|方向|目标|重点|规划)|"
    r"疗效|效果|预后|并发|随访|死亡率|生存|照片|免冠|开庭|维护保养|需求|投资计划|按|高[点位]|低[点位]|最[高低]|新[高低]|颐|均线|合约|"
    r"可望|和中|内可|损害|毒性|不良反应|偿债|负债|限价|支撑位|阻力位|研究进展|进展,"
)
_PLANNING_BEFORE = lazy(r"(?:[远中长]期|确定|立足|兼顾|区分|分为?|按|作为)[、和与及]?$")
_FAR = lazy(r"远期|长远|中远期")

_NEAREST_BEFORE = lazy(
    r"(?:距离?|离|靠得?|隔得|相隔|到达|前往|送到|赶到|附近|选择|找到?|邻)[^,。;]{0,6}$|(?:距离?|离)[^,。;]{0,14}$"
)
_NEAREST_AFTER = lazy(
    rf"[邻处点端距期]|时[每,]|直线|一[户家座条处所栋]|[一上][次期届轮站批任](?![突研])|(?:这|的)?[{NUMERAL}]+\s*(?:个?)?(?:年|周年|季度|月|周|学期|会计|财年|工作日|a\b)"
    r"|的(?!一次|经历|会议|讲话|研究|统计|调查|形势|情况|天气|疫情|文献|报道|徒步|活动|考核|事|表态|数据|监测|抽检|相关)"
    r"|连续|(?:陆地|桩基|海岸|居民|村庄|医院|站点|车站|门店|出口)|公里|会计年度|报告期"
)
_STRETCH_OBJECT = lazy(r"(?:利用|抓住|在|到|至|于|的|[日月年时分天节]|闭幕|步行|珍惜|趁|用好|度过)$")
_WITHIN_DAY_BEFORE = lazy(rf"(?:[{NUMERAL}]|当|次|同|即|每|单|工作|节假|之|假|截止|期|翌|隔|某|测定|比)\s*$")
_WITHIN_DAY_AFTER = lazy(
    r"[瓦和与、及最/]|负荷|用电|曲线|平衡|电价|变化|温差|波动|精密|平均|交易|差异|变异|高[点]|低[点]|涨|跌|的?RSD|反转|行情"
)
_MONTH_PART_BEFORE = lazy(
    rf"(?:[{NUMERAL}本上下当该同次每各整闰腊正冬个]|[本上下当该同次每各]个?月|月份?)\s*$"
)
_EVERY_MONTH = lazy(r"(?:每个?|逐|按)[月年季]")


def dates_event(family: str, place: Place) -> bool:
    """True when the vague word at this place stands for the missing date of something reported.

    The word must be cut out by the tokenizer at both ends, its family's exclusions must not hold, and no
    exact date may follow at once.
    """
    if not place.tokens.whole(place.start, place.end):
        return False
    if _DATE_AT_ONCE.match(place.text, place.end):
        return False
    special = _SPECIAL.get(family)
    if special is not None:
        return special(place)
    before, after = _FAMILIES.get(family, (None, None))
    if before is not None and before.search(place.before(34)):
        return False
    return not (after is not None and after.match(place.after(8)))


def _before_day(place: Place) -> bool:
    previous = place.before(8)
    if _COUNTED_DAY.search(previous) or _AFTER_BEFORE_DAY.match(place.after(4)):
        return False
    return not previous or place.tokens.at(place.start - 1) not in _DAY_NOUN


def _term(place: Place) -> bool:
    if _PLANNING.match(place.after(16)) or _PLANNING_BEFORE.search(place.before(6)):
        return False
    return not _FAR.search(place.after(40).partition("。")[0])


def _nearest(place: Place) -> bool:
    return not (_NEAREST_AFTER.match(place.after(14)) or _NEAREST_BEFORE.search(place.before(16)))


def _stretch(place: Place) -> bool:
    following = place.after(3)
    return not (_STRETCH_OBJECT.search(place.before(4)) or following.startswith(("内", "里", "是", "的")))


def _within_day(place: Place) -> bool:
    return not (_WITHIN_DAY_BEFORE.search(place.before(6)) or _WITHIN_DAY_AFTER.match(place.after(4)))


def _part_of_month(place: Place) -> bool:
    if place.month_given or _MONTH_PART_BEFORE.search(place.before(5)):
        return False
    return not _EVERY_MONTH.search(place.before(40).rpartition("。")[2])


_SPECIAL: Mapping[str, Callable[[Place], bool]] = {
    "before_day": _before_day,
    "term": _term,
    "nearest": _nearest,
    "stretch": _stretch,
    "within_day": _within_day,
    "part_of_month": _part_of_month,
}
