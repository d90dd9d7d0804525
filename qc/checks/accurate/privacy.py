"""Numbers and full names of persons that a draft should not carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from qc.checks.check import Context, Evidence, Example, check
from qc.draft import Place
from qc.extraction.facts import Facts
from qc.finding import Norm, Severity
from qc.segmentation.patterns import lazy

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_PROVINCE = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]"
# Patterns are compiled by re when they are first needed, which is seldom.
# One scan for everything that is long enough; groups of four, and of three, four and four, are how people write them.
_RUN = r"(?<![0-9A-Za-z.*\u00d7])[0-9]{3,19}(?:[ -][0-9]{3,8}){0,5}[Xx]?(?![0-9A-Za-z*\u00d7])"
_LONG = lazy("[0-9][0-9 -]{5}[0-9]")
_SERIAL = r"(?:编号|单号|工号|文号|代码|批号|型号|序列号|订单|流水号|条码|许可证|证书号?|热线|总机|客服)[:为是]?\s?$"
_HOME = r"(?:家庭|住宅|家中|家里|宅|个人|本人|私人)(?:的)?(?:固定)?(?:电话|座机|号码)(?:号码)?[:为是]?\s?$"
_MOBILE = r"1[3-9][0-9](?:[0-9]{8}|[ -][0-9]{4}[ -][0-9]{4})"
_CARD = "(?:62|60|9558|4|5[1-5]|3[57])[0-9]+"
_LANDLINE = r"(?:0[0-9]{2,3}-?)?[2-8][0-9]{6,7}"

_MINOR = "患儿|学生|幼儿|儿童|婴儿|男童|女童|男孩|女孩|少年|少女|未成年人|留守儿童|孤儿"
_OTHERS = "患者|病人|病患|确诊病例|感染者|受害人|被害人|受害者|被害者|遇难者|遇难人员|死者|伤者|受伤人员|吸毒人员|戒毒人员|涉毒人员|社区戒毒人员"
_AGE = (
    r"[(,、](?:(?:男|女)(?:性)?(?:[,、)]|童|孩))?(?:汉族,|现年|今年|时年|年龄)?(?P<age>[0-9]{1,3})(?:周)?岁"
)
_SEX = r"[(,、](?:男|女)(?:性)?[,、)]"
_AMOUNT = frozenset("元万亿千百吨个件亩人户米度斤克升平立.%")
_HIDDEN = frozenset("某\u00d7xX*")


@check(
    id="accurate/privacy",
    name="个人信息",
    severity=Severity.ADVICE,
    message="{note}",
    norm=Norm("信息写作通行要求：未成年人、患者、受害人等隐去全名，不写与事情无关的个人号码"),
    examples=(
        Example("当事人身份证号⟦110000199003071231⟧，电话⟦13800001234⟧，卡号⟦6222000012345678907⟧。"),
        Example("患儿⟦赵小满⟧（男，6岁）已转入县医院，伤者⟦钱大河⟧（女）病情平稳。"),
        Example("其家庭电话⟦0310-5550123⟧无人接听。"),
        Example("患儿赵某某（男，6岁）已转入县医院，患者安全感、满意度上升，学生高一新生（16岁以上）报到。"),
        Example("拨打12345热线、110或400-810-0000，值班电话0310-5550123。\n联系电话：13800001234"),
        Example(
            "设备编号13800001234，合同号110000199003071239，产值12345678901元，统一社会信用代码911100001012345670。"
        ),
    ),
)
def privacy(context: Context) -> Iterator[Evidence]:
    """身份证号、个人手机号、银行卡号一旦流出就收不回来；未成年人、患者、受害人、戒毒人员用“姓氏加某”，不用全名。公开的热线和落款里的联系电话不算。"""
    facts = context.facts
    plain = facts.plain
    if _LONG.search(plain):
        yield from _numbers(facts)
    if "岁" in plain or "男" in plain or "女" in plain:
        yield from _names(facts)


def _numbers(facts: Facts) -> Iterator[Evidence]:
    for match in re.finditer(_RUN, facts.plain):
        shown = match[0]
        digits = re.sub("[ -]", "", shown)
        if len(digits) < 7:
            continue
        before = facts.plain[max(0, match.start() - 10) : match.start()]
        if facts.plain[match.end() : match.end() + 1] in _AMOUNT:
            continue
        kind = _kind(shown, digits, before, facts.place_of(match.start()) is Place.METADATA)
        if kind:
            note = f"稿中写有{kind}（{masked(digits)}），与事情无关的请删去，确需写的请隐去中间几位。"
            yield Evidence(match.start(), match.end(), fields={"note": note})


def _kind(shown: str, digits: str, before: str, metadata: bool) -> str | None:
    """What a run of digits is; in doubt it is nothing."""
    if is_identity(digits):
        return "身份证号"
    if re.search(_SERIAL, before):
        return None
    if 16 <= len(digits) <= 19 and re.fullmatch(_CARD, digits) and is_luhn(digits):
        return "银行卡号"
    if metadata:
        return None
    if re.fullmatch(_MOBILE, shown):
        return "手机号"
    if re.search(_HOME, before) and (re.fullmatch(_LANDLINE, shown) or re.fullmatch(_MOBILE, shown)):
        return "住宅电话"
    return None


def is_identity(digits: str) -> bool:
    """True for the number of an identity card: 18 digits with the right check digit (GB 11643), or the old 15.

    >>> is_identity("110000199003071231"), is_identity("110000199003071232"), is_identity("110000900307123")
    (True, False, True)
    """
    if len(digits) == 15 and digits.isdecimal():
        return re.match(_PROVINCE, digits) is not None and _is_date("19" + digits[6:12])
    if len(digits) != 18 or not digits[:17].isdecimal() or not re.match(_PROVINCE, digits):
        return False
    check_digit = _CHECK_DIGITS[sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=False)) % 11]
    return digits[17].upper() == check_digit and _is_date(digits[6:14])


def _is_date(digits: str) -> bool:
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).year <= 2100
    except ValueError:
        return False


def is_luhn(digits: str) -> bool:
    """True when the last digit is the check digit of ISO/IEC 7812.

    >>> is_luhn("6222000012345678907"), is_luhn("6222000012345678908")
    (True, False)
    """
    doubled = (sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def masked(digits: str) -> str:
    """The first three and the last two digits.

    >>> masked("13800001234")
    '138******34'
    """
    return digits[:3] + "*" * (len(digits) - 5) + digits[-2:]


def _names(facts: Facts) -> Iterator[Evidence]:
    from qc.extraction.protected import SURNAMES

    name_of = rf"(?P<name>[{SURNAMES}][\u4e00-\u9fff]{{1,2}})"
    person = rf"(?P<role>{_MINOR}|{_OTHERS}){name_of}(?:{_AGE}|(?P<sex>{_SEX}))"
    for match in re.finditer(person, facts.plain):
        name, role, age = match["name"], match["role"], match["age"]
        if _HIDDEN & set(name):
            continue
        minor = age is not None and int(age) < 18
        if role in _MINOR.split("|") and not minor:
            continue
        note = f"{'未成年人' if minor else role}一般不写全名，请写“{name[0]}某”或“{name[0]}某某”。"
        yield Evidence(match.start("name"), match.end("name"), fields={"note": note})
