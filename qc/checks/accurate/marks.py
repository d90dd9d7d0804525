"""Marks that no list of words can check: pairs, marks of both widths, points that end in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.draft import Place
from qc.finding import Norm, NormKind, Severity

_TITLE = "GB/T 15834—2011 标点符号用法"
_HALF = re.compile(r"(?<=[\u4e00-\u9fff”》\uff09%])[,;:?!]|\((?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\)")
_WIDE = {
    ",": "\uff0c",
    ";": "\uff1b",
    ":": "\uff1a",
    "?": "\uff1f",
    "!": "\uff01",
    "(": "\uff08",
    ")": "\uff09",
}
_PAIRS = {
    "“": "”",
    "‘": "’",
    "《": "》",
    "〈": "〉",
    "(": ")",
    "【": "】",
    "〔": "〕",
    "「": "」",
    "『": "』",
}
_OPENING = {close: opening for opening, close in _PAIRS.items()}
_MARK = re.compile(r"[“”‘’《》〈〉()【】〔〕「」『』]")
_NESTED = {"“": "单引号‘ ’", "《": "单书名号〈 〉", "(": "方括号或六角括号"}
_LABEL = re.compile(r"[0-9A-Za-z一二三四五六七八九十①-⑳]")
_LATIN = re.compile(r"[A-Za-z0-9]")


@check(
    id="accurate/half-width-mark",
    name="半角标点混用",
    severity=Severity.ADVICE,
    message="“{text}”是半角标点{times}，与全角标点混用，中文里请用“{right}”。",
    norm=Norm(_TITLE, NormKind.STANDARD, "5.1"),
    fixable=True,
    examples=(
        Example("3月5日\uff0c县里开会⟦,⟧部署春耕。", as_written=True),
        Example("3月5日\uff0c县里⟦(⟧含乡镇)开会。", as_written=True),
        Example("3月5日,县里开会,部署春耕。", as_written=True),
        Example(
            "3月5日8:30\uff0c县里开会\uff0c发放1,200元(GDP)\uff0c见 www.example.cn/a?b。", as_written=True
        ),
    ),
)
def half_width_mark(context: Context) -> Iterator[Evidence]:
    """同一篇里全角、半角标点混用，多半是粘贴来的。通篇都用半角的不提示；混用的全文只提示第一处，并说明共几处。"""
    text = context.facts.draft.text
    if not any(mark in text for mark in _WIDE) or not any(mark in text for mark in _WIDE.values()):
        return
    found = [m for m in _HALF.finditer(text) if context.facts.place_of(m.start()) is not Place.METADATA]
    if found:
        first, right = found[0], _WIDE[found[0][0]]
        times = f"（全文 {len(found)} 处）" if len(found) > 1 else ""
        yield Evidence(first.start(), first.end(), right, fields={"times": times, "right": right})


@check(
    id="accurate/unpaired-mark",
    name="引号括号不成对",
    severity=Severity.ADVICE,
    message="“{text}”没有成对，请核对{which}。",
    norm=Norm(_TITLE, NormKind.STANDARD, "4.8、4.9、4.15"),
    examples=(
        Example("县里推行⟦“⟧一窗受理，办件1200件。"),
        Example("县里印发⟦《⟧关于加强防火的通知，部署6项工作。"),
        Example("县里推行“一窗受理”，办件1200件（其中网办300件）。"),
        Example("他说：“先修路。\n“再修渠。”办法有两条：1）备料；2）开工。"),
        Example("县里转发《关于印发〈防火办法〉的通知》，don’t 是英文。"),
    ),
)
def unpaired_mark(context: Context) -> Iterator[Evidence]:
    """引号、括号、书名号成对使用，按全文配对：引文分段时每段开头可以重复前引号。"""
    unpaired, _ = _paired(context.facts.plain)
    for family, place in unpaired.items():
        yield Evidence(place, place + 1, fields={"which": f"全文的{family}{_PAIRS[family]}"})


@check(
    id="accurate/nested-mark",
    name="引号括号套用",
    severity=Severity.ADVICE,
    message="{family}里面再用时，里面的用{inner}。",
    norm=Norm(_TITLE, NormKind.STANDARD, "4.8.3.4、4.9.3.6、4.15.3.5"),
    examples=(
        Example("群众说：“这个⟦“⟧一窗受理”很方便。”"),
        Example("县里转发《关于印发⟦《⟧防火办法》的通知》。"),
        Example("县里转发《关于印发〈防火办法〉的通知》，群众说：“这个‘一窗受理’很方便。”"),
    ),
)
def nested_mark(context: Context) -> Iterator[Evidence]:
    """同形的引号、括号、书名号不套用：双引号里面用单引号，双书名号里面用单书名号。"""
    _, nested = _paired(context.facts.plain)
    for family, place in nested.items():
        shown = f"{family}{_PAIRS[family]}"
        yield Evidence(place, place + 1, fields={"family": shown, "inner": _NESTED[family]})


def _paired(plain: str) -> tuple[dict[str, int], dict[str, int]]:
    """The first place of each family of marks that has no partner, or that stands inside its own kind."""
    waiting: dict[str, list[int]] = {}
    unpaired: dict[str, int] = {}
    nested: dict[str, int] = {}
    for match in _MARK.finditer(plain):
        mark, place = match[0], match.start()
        if mark in "‘’" and _LATIN.match(plain, place + 1 if mark == "‘" else max(place - 1, 0)):
            continue
        stack = waiting.setdefault(_OPENING.get(mark, mark), [])
        if mark in _PAIRS:
            if stack and mark in "“‘" and plain.find("\n", stack[-1], place) >= 0:
                stack.pop()  # a quotation that goes on in a new paragraph opens again there
            stack.append(place)
        elif not stack:
            if not (mark == ")" and place and _LABEL.match(plain, place - 1)):
                unpaired.setdefault(_OPENING[mark], place)
        else:
            inner = stack.pop()
            if stack and _OPENING[mark] in _NESTED:
                nested.setdefault(_OPENING[mark], inner)
    for family, stack in waiting.items():
        if stack:
            unpaired.setdefault(family, stack[0])
    return unpaired, {family: place for family, place in nested.items() if family not in unpaired}


@check(
    id="accurate/item-mark",
    name="分项末尾标点",
    severity=Severity.ADVICE,
    message="分项内部已经用了句号，分项末尾不用分号，请改为句号。",
    norm=Norm(_TITLE, NormKind.STANDARD, "附录A.5"),
    examples=(
        Example("一是修订预案。预案已印发⟦；⟧二是落实队伍。"),
        Example("一是修订预案；二是落实队伍。队伍已到位。"),
        Example("一是修订预案，印发12份；二是落实队伍。（一）申请人到场。代理人可代办；（二）资料齐全。"),
    ),
)
def item_mark(context: Context) -> Iterator[Evidence]:
    """分号表示的停顿比句号小：分项里面有句号，末尾就用句号。全文只提示一次。"""
    plain = context.facts.plain
    for group in context.facts.enumerations:
        if group.family != "shi":
            continue  # statutes write whole sentences in their points
        for one, other in zip(group.labels, group.labels[1:], strict=False):
            end = _last(plain, one.end, other.start)
            if plain[end] == ";" and plain.find("。", one.end, end) >= 0:
                yield Evidence(end, end + 1)
                return


def _last(plain: str, start: int, end: int) -> int:
    """The last character before ``end`` that is no blank."""
    while end > start + 1 and plain[end - 1].isspace():
        end -= 1
    return end - 1
