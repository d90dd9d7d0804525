"""One thing with two figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from qc.checks.accurate.figures import before, digits
from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.facts import Facts
from qc.extraction.quantities import Quantity
from qc.extraction.times import TimeKind
from qc.finding import Norm, NormKind, Severity
from qc.segmentation.patterns import lazy

_NO_COUNTS = frozenset(
    {"%", "百分点", "", "位次", "倍", "番", "岁", "年", "日", "月", "届", "级", "期", "度", "℃"}
)
_MENTIONS = 40  # earlier figures looked at, so that a text of nothing but figures stays linear
_NEAR = 400  # characters between two mentions
_NOUN = lazy(r"的?(?P<noun>[\u4e00-\u9fff]{1,10})")
# What ends the noun behind a figure: what is said of it.
_VERB = lazy(
    r"[均已都将全就也仍未正被有是为在由][\u4e00-\u9fff]*$|中(?!心|学|小|药|医|介)[\u4e00-\u9fff]*$|(?:全部|依次|陆续|逐一|分别|安装|完成|实现|合计|统一|今年|目前|以|投入|参加|参与|落实|开展|建成|进行|达到|纳入|收到|发现|需要|涉及|用于|占)[\u4e00-\u9fff]*$"
)
_CONTRAST = lazy(
    r"其中|新增|新建|另|又|再|还|计划|目标|力争|预计|拟|原|上年|去年|同期|此前|第[一二三四五六\d]|分别|每|平均|最高|最低|剩|其余|未|减少|增加|首批|一期|二期|部分|先期|多|超|近|约|后|续|当年|累计|现有|前|增至|降至|降到|升至|核定|初|返|各|应|须|今年|本年|新(?=[开设招签批购入])|由|从|自|较|比|目前|当前|包括|含|等$"
)
_SETS_APART = "中,?(?:有|的)|分别|包括|、|其中|第[一二三]批|上年|去年|续报"
_YEARS = lazy(r"上年|去年|同期|前年|今年|本月|上月|20\d\d年")
_GENERAL = frozenset(
    [
        "项目",
        "国家",
        "企业",
        "地区",
        "产品",
        "单位",
        "部门",
        "群众",
        "人员",
        "合计",
        "共计",
        "总计",
        "规模",
        "达到",
        "完成",
        "实现",
        "累计",
    ]
)
_CONNECTIVES = lazy(
    r"该[厂院校站园局县镇村]|每天|日均?|设计|由于|因为|因|最多|最大|可以|可|能|目前|该|全部|共|总|计|达|为"
)
_THIS = lazy(r"(?:这|那|上述|以上|该)(?:条|座|个|批|项|次|些|名|位|家|所|场|段|处|种|笔)?$")
_WHOLE = lazy(r"^全[校县镇乡村市区院厂园队场班年]")
_ALL_OF = lazy(r"[\u4e00-\u9fff]{0,8}?(?:全部|均|都|悉数|逐一)")
_RANGES = frozenset("至到~—-")
_REFERRING = frozenset(
    "这那的把将该述上条座个批项次些名位家所场段处种笔全校县镇乡村市区院厂园队班年,;:。!?( \n"
) | {""}
_CLAUSE_START = lazy(r"[,;:。!?\n(]\s?$|^$")


@check(
    id="accurate/conflicting-figures",
    name="前后数字不一",
    severity=Severity.WARNING,
    message="前面写“{earlier}”，这里写“{text}”，像是同一件事的两个数，请核对。",
    norm=Norm("同一事项前后一致", NormKind.LOGIC),
    examples=(
        Example("园区现有入驻企业165家。下一步，园区将为现有的⟦156家⟧入驻企业提供服务。"),
        Example("全县农作物受灾面积5.4万亩。截至同一时点，全县农作物受灾面积⟦4.5万亩⟧。"),
        Example("现场签约项目17个。签约的⟦19个⟧项目中，竹材加工占11个。"),
        Example("抽检货车86辆，发现不合格11辆。不合格的⟦14辆⟧车均已暂扣。"),
        Example("合同工期18个月，施工单位承诺按⟦24个月⟧的合同工期交付。"),
        Example("三十二个小区加装电梯，这⟦三十八个⟧小区以业主自筹为主。"),
        Example("截至6日，受灾面积1.26万亩；绝收面积0.3万亩。"),
        Example("今年培训电工124人，培训焊工142人。"),
        Example("抽检货车86辆，发现不合格11辆。抽检的86辆货车中，新车占一半。"),
        Example("东乡改造小区5个，西乡改造小区8个。这13个小区都已完工。"),
    ),
)
def conflicting_figures(context: Context) -> Iterator[Evidence]:
    """同一件事前后两个数，多半是抄错。后面一处用“这”“上述”“签约的”等指明是前面那件事，或者两处说法相同时才提示。"""
    facts = context.facts
    title_end = facts.draft.title.end if facts.draft.title else -1
    seen: list[Quantity] = []
    for quantity in facts.quantities:
        if quantity.start <= title_end or quantity.kind in _NO_COUNTS:
            continue
        seen = [q for q in seen[-_MENTIONS:] if quantity.start - q.end <= _NEAR]
        alike = [q for q in seen if q.kind == quantity.kind]
        rival = _rival(facts, quantity, alike)
        if rival is not None:
            yield Evidence(quantity.start, quantity.end, fields={"earlier": rival.text})
        seen.append(quantity)


def _rival(facts: Facts, quantity: Quantity, alike: Sequence[Quantity]) -> Quantity | None:
    """The one earlier figure that this mention can only mean; none where the figure itself was told before."""
    if not alike or any(q.meets(quantity.low, quantity.high) for q in alike) or _is_sum(quantity, alike):
        return None
    if not _may_refer(facts, quantity, alike):
        return None
    turned = next((q for q in reversed(alike[-4:]) if _turned(facts, q, quantity)), None)
    if turned is not None:
        return turned
    if quantity.approximate:
        return None
    meant = [q for q in alike if not q.approximate and _means(facts, quantity, q)]
    if len(meant) == 1 or (meant and len({q.value for q in meant}) == 1):
        return meant[-1]
    return next((q for q in reversed(alike[-4:]) if _same_words(facts, quantity, q)), None)


def _may_refer(facts: Facts, quantity: Quantity, alike: Sequence[Quantity]) -> bool:
    """A cheap first look: digits turned, a word that refers back, the head of a clause, or the same words before both."""
    plain, start = facts.plain, quantity.start
    last = plain[start - 1 : start]
    if last in _RANGES:
        return False  # 2000元至2万元的罚款
    if last in _REFERRING or plain[quantity.end : quantity.end + 1] in ("的", ""):
        return True
    tail, own = plain[max(0, start - 4) : start], digits(quantity)
    return any(plain[max(0, q.start - 4) : q.start] == tail or digits(q) == own for q in alike)


def _is_sum(quantity: Quantity, alike: Sequence[Quantity]) -> bool:
    """The figure takes earlier ones together, or is what is left of them."""
    values = [q.value for q in alike[-8:]]
    return any(
        abs(a + b - quantity.value) < 1e-6 * quantity.value
        or abs(abs(a - b) - quantity.value) < 1e-6 * quantity.value
        for a, b in combinations(values, 2)
    ) or (len(values) > 2 and abs(sum(values) - quantity.value) < 1e-6 * quantity.value)


def _means(facts: Facts, quantity: Quantity, earlier: Quantity) -> bool:
    """The mention refers back, and what it names stands with the earlier figure."""
    label, noun = _label(facts, quantity), _noun(facts, quantity)
    told = (
        _label(facts, earlier)
        + "/"
        + facts.plain[earlier.end : min(earlier.end + 10, quantity.start)].split("。")[0]
    )
    named = len(noun) >= 2 and noun[-2:] in told
    if _THIS.search(label):
        return named or (len(noun) >= 2 and noun[:2] in told)
    if (
        (label.endswith(("把", "将", "就是这")) or _WHOLE.search(label))
        and len(noun) >= 2
        and noun[:2] in told
    ):
        return _ALL_OF.match(facts.plain, quantity.end) is not None
    if label.endswith("的") and not label.endswith(("中的", "里的", "内的")):
        return _described(facts, quantity, earlier, told)
    if (
        facts.plain[quantity.end : quantity.end + 1] == "的"
        and len(noun) >= 2
        and not _CONTRAST.search(label)
    ):
        known = _label(facts, earlier)
        return any(known.endswith(noun[:k]) for k in (2, 3, 4))
    starts = _CLAUSE_START.search(facts.plain[max(0, quantity.start - 2) : quantity.start]) is not None
    return starts and len(noun) >= 2 and _whole_noun(facts, quantity, noun, told)


def _described(facts: Facts, quantity: Quantity, earlier: Quantity, told: str) -> bool:
    """签约的19个项目, 不合格的14辆车: what describes the mention stands with the earlier figure."""
    label, noun = _label(facts, quantity), _noun(facts, quantity)
    named = len(noun) >= 2 and noun[-2:] in told
    if named and label.endswith(("仅有的", "现有的", "全部的", "所有的")):
        return True
    verb, known = label[:-1][-2:], _label(facts, earlier)[-8:]
    if len(verb) < 2 or not _heads_clause(facts, quantity, label):
        return False
    behind = facts.plain[earlier.end : min(earlier.end + 8, quantity.start)]
    if named and verb in behind and not _CONTRAST.search(label.replace(verb, "")):
        return True
    if known.endswith("的") or verb in _GENERAL or verb not in known[-4:]:
        return False
    qualified = _CONTRAST.search(label[:-1].replace(verb, "")) or _CONTRAST.search(known.replace(verb, ""))
    return not qualified and (not noun or named or _fits(noun, told))


def _heads_clause(facts: Facts, quantity: Quantity, label: str) -> bool:
    """The words before the figure begin their clause: no figure stands right before them."""
    begin = quantity.start - len(label)
    return begin <= 0 or not re.match(r"[\d、一二三四五六七八九十]", facts.plain[begin - 1])


def _fits(noun: str, told: str) -> bool:
    """A short noun (辆车 for 货车) that shares a character with what was told, or none at all."""
    return len(noun) < 2 or any(c in told for c in noun[:2])


def _whole_noun(facts: Facts, quantity: Quantity, noun: str, told: str) -> bool:
    """23个监测断面中…, 四个标段…: the whole set is taken up again right at the head of a clause."""
    follows = facts.plain[quantity.end + len(noun) : quantity.end + len(noun) + 1]
    taken_up = follows in tuple("中均已都全") or facts.plain[quantity.end + len(noun) :].startswith("合计")
    near = told.startswith(noun) or told.endswith(noun) or f"/{noun}" in told or f"{noun}/" in told
    return taken_up and near and not _CONTRAST.search(told.partition("/")[0])


def _label(facts: Facts, quantity: Quantity) -> str:
    """The words before a figure, back to a mark or the figure before it."""
    return re.split(r"[\d、]", before(facts, quantity, 14))[-1]


def _noun(facts: Facts, quantity: Quantity) -> str:
    """What the figure counts, as far as the words behind it tell."""
    found = _NOUN.match(facts.plain, quantity.end)
    return _VERB.sub("", found["noun"]) if found else ""


def _same_words(facts: Facts, quantity: Quantity, earlier: Quantity) -> bool:
    """Both stand behind the same four or more characters, at the same time, and nothing sets them apart."""
    one, other = before(facts, earlier, 14), before(facts, quantity, 14)
    size = 0
    while size < min(len(one), len(other)) and one[-1 - size] == other[-1 - size]:
        size += 1
    if (
        size < 4
        or _CONTRAST.search(_CONNECTIVES.sub("", one + other))
        or not re.search("[。;]", facts.plain[earlier.end : quantity.start])
    ):
        return False
    if (
        "\n" in facts.plain[earlier.end : quantity.start]
        or facts.plain.count("。", earlier.end, quantity.start) > 1
    ):
        return False
    first, second = _times(facts, earlier), _times(facts, quantity)
    if first != second:
        return False
    subject = re.sub(r"[\d年月日时分上下午]", "", _CONNECTIVES.sub("", other[: len(other) - size]))
    sentence = facts.plain[max(0, earlier.start - 30) : earlier.start]
    if not subject:
        return bool(first) and size == len(one)
    return len(subject) >= 2 and all(subject[i : i + 2] in sentence for i in range(len(subject) - 1))


def _times(facts: Facts, quantity: Quantity) -> list[str]:
    """The times told in the clauses before a figure, as written."""
    stop = max(facts.plain.rfind(mark, 0, quantity.start) for mark in "。\n;")
    return [t.text for t in facts.times_in(max(0, stop), quantity.start)]


def _turned(facts: Facts, one: Quantity, other: Quantity) -> bool:
    """The same digits in another order, with the same words around, and no date or part between that sets them apart."""
    if other.value < 10 or digits(one) != digits(other):
        return False
    between = facts.plain[one.end : other.start]
    if not re.search("[。,]", between) or _dated(facts, one, other) or re.search(_SETS_APART, between):
        return False
    years = [set(_YEARS.findall(before(facts, q, 14))) for q in (one, other)]
    known, label = _label(facts, one), _label(facts, other)
    if _THIS.search(label):
        return True
    if years[1] - years[0] or (years[0] and not (len(known) >= 4 and known[-4:-1] in label)):
        return False
    return _refers(facts, one, other) or _alike(facts, one, other, "。" in between)


def _refers(facts: Facts, one: Quantity, other: Quantity) -> bool:
    """The second mention says that it means the first: 这, 全校, the same noun, or the figure at the head of its clause."""
    label, noun = _label(facts, other), _noun(facts, other)
    if label.endswith("等") or not _heads_clause(facts, other, label):
        return False
    told = _label(facts, one) + "/" + facts.plain[one.end : one.end + 8]
    if len(noun) >= 2 and (noun[-2:] in told or noun[:2] in told):
        return True
    if (
        _THIS.search(label)
        or _WHOLE.search(label)
        or (len(label) >= 2 and label[-2:] not in _GENERAL and _label(facts, one).endswith(label[-2:]))
    ):
        return True
    return not label and facts.plain[other.end : other.end + 1] == "的"


def _alike(facts: Facts, one: Quantity, other: Quantity, apart: bool) -> bool:
    told, again = _words(facts, one), _words(facts, other)
    shared = len(told & again)
    return shared >= (2 if apart else 3) and 2 * shared >= min(len(told), len(again)) - 2


def _dated(facts: Facts, one: Quantity, other: Quantity) -> bool:
    """A date between the two figures may tell them apart (first report, later report)."""
    return any(
        t.first or t.fields[1] or t.kind is TimeKind.RELATIVE for t in facts.times_in(one.end, other.start)
    )


def _words(facts: Facts, quantity: Quantity) -> set[str]:
    text = before(facts, quantity, 12) + "/" + facts.plain[quantity.end : quantity.end + 10].split("。")[0]
    return {text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalpha()}
