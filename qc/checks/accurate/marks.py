"""Marks that no list of words can check: pairs, marks of both widths, points that end in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.pairs import PAIRS
from qc.finding import Norm, NormKind, Severity
from qc.segmentation.patterns import lazy

_TITLE = "GB/T 15834—2011 标点符号用法"
# Beside a character that is no ASCII; a set of all Chinese characters takes ten times as long to compile.
_HALF = lazy(r"(?<=[^\x00-\x7f])[,;:?!]|\((?=[^\x00-\x7f])|(?<=[^\x00-\x7f])\)")
_NESTED = {"“": "单引号‘ ’", "《": "单书名号〈 〉", "(": "方括号或六角括号"}
_DOUBLED = lazy("[,、;:。][,、;:。]+")  # a repeat at the beginning costs twice as much


@check(
    id="accurate/doubled-mark",
    name="标点重复",
    severity=Severity.ADVICE,
    message="“{text}”几个标点连在一起，请留一个。",
    norm=Norm(_TITLE, NormKind.STANDARD),
    fixable=True,
    examples=(
        Example("整改隐患12处⟦，，⟧涉及4个乡镇⟦。。⟧"),
        Example("县里查处⟦；。⟧3月6日复查。"),
        Example("县里查处⟦。，⟧3月6日复查⟦、，⟧又查处12件。"),
        Example("水利、交通等部门参加，共86人。群众说：“好。”，县里答复：“马上办。”"),
        Example("水利、交通、住建⟦。。。⟧都派了人。"),
    ),
)
def doubled_mark(context: Context) -> Iterator[Evidence]:
    """两个点号连用，多半是删改时留下的。相同的两个可以直接删去一个；三个句号应当是省略号。"""
    text = context.facts.draft.text
    for match in _DOUBLED.finditer(context.facts.plain):
        marks, (start, end) = match[0], match.span()
        if marks.startswith("。。。"):
            yield Evidence(start, end, "……", fixable=False)
            continue
        same = marks == marks[0] * len(marks)
        last = text[end - 1] if marks.endswith("。") else None
        yield Evidence(start, end, text[start] if same else last, fixable=same)


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
    for family, place in context.facts.pairs.unpaired.items():
        yield Evidence(place, place + 1, fields={"which": f"全文的{family}{PAIRS[family]}"})


@check(
    id="accurate/nested-mark",
    name="引号括号套用",
    severity=Severity.ADVICE,
    message="{family}里面再用时，里面的用{inner}。",
    norm=Norm(_TITLE, NormKind.STANDARD, "4.8.3.4、4.9.3.6、4.15.3.5"),
    examples=(
        Example("群众说：“这个⟦“⟧一窗受理”很方便。”"),
        Example("县里转发《关于印发⟦《⟧防火办法》的通知》。"),
        Example("县里印发方案（以下简称《方案（试行）》），提供‘挑战者2’。"),
        Example("县里转发《关于印发〈防火办法〉的通知》，群众说：“这个‘一窗受理’很方便。”"),
    ),
)
def nested_mark(context: Context) -> Iterator[Evidence]:
    """同形的引号、括号、书名号不套用：双引号里面用单引号，双书名号里面用单书名号。"""
    for family, place in context.facts.pairs.nested.items():
        inner = _NESTED.get(family)
        if inner:
            shown = f"{family}{PAIRS[family]}"
            yield Evidence(place, place + 1, fields={"family": shown, "inner": inner})


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
