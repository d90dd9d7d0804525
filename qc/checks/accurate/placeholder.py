"""Text that was meant to be filled in, and words typed twice."""

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.facts import Facts
from qc.finding import Norm, NormKind, Severity
from qc.segmentation.patterns import lazy

# A placeholder holds one of these; looking for them is much faster than the pattern.
_MARKS = (
    "0x", "0X", "0×", "0*", "xx", "XX", "××", "xX", "Xx", "x×", "×x", "《 ", "《》", "《\t", "〈", "( ", "___", "此处", "这里", "待补", "待填", "待核",
    "ODO", "第 ", "共 ",
)  # fmt: skip
_PLACEHOLDER = lazy(
    r"20[xX×*]{2}年?|[《〈]\s*[》〉]|[(]\s+[)]|_{3,}|[xX×]{2,4}(?=[县市区镇乡局委办年月万个人名户家])"
    r"|此处(?:填写|补充|插入)[^\n)\]】。,;]{0,10}(?=[)\]】。,;\n]|$)|待(?<![等期接亟有]待)(?:补充|填写|核实后填)|[TＴ]ODO|[(](?:待核实?|待定|待补充?|待查|待确认|待填)[)]|第\s{1,4}期|共\s{2,4}[条期项]"
)
_DOUBLED = lazy(r"(?:的(?<![目有标的似]的)的|了了|在在|和和|是是|与与|等等等|对对|为为)(?![确士哥话])")
# The first or second character belongs to a neighbouring word: 目的的, 为了了解, 和和美美.
_FINE = lazy(
    r"了了(?:解|结|断|望|却|之|如)|(?<=[中共总饱温平缓调融祥亲谦附柔随])和和|和和(?:美|睦|气|平|谐)|是是|对对|为为|在在|与与|的的(?:士|卢)"
)


@check(
    id="accurate/placeholder",
    name="占位未填",
    severity=Severity.ERROR,
    message="“{text}”像是没有填写的占位，请补全。",
    norm=Norm("公文校对要求：不留空项", NormKind.CUSTOM),
    examples=(
        Example("⟦20xx年⟧，全县新建道路46公里。"),
        Example("按照⟦《 》⟧要求，开展整治。"),
        Example("编发《政务信息》⟦第  期⟧。"),
        Example("王某某（依法隐名）已被立案调查。"),
        Example("×月×日，县里召开动员会。"),
    ),
)
def placeholder(context: Context) -> Iterator[Evidence]:
    """模板留下的空格、叉号和“待补充”不能报出去。隐去姓名的“某”不算；“×月×日”由时间检查提示。"""
    if not any(mark in context.facts.plain for mark in _MARKS):
        return
    for match in _PLACEHOLDER.finditer(context.facts.plain):
        before = context.facts.plain[match.start() - 1 : match.start()]
        if not (match[0][0] in "xX×" and (before == "×" or (before.isascii() and before.isalnum()))):
            yield Evidence(match.start(), match.end())


@check(
    id="accurate/doubled-text",
    name="重字",
    severity=Severity.WARNING,
    message="“{text}”像是多打了一个字，请核对。",
    norm=Norm("公文校对要求：不多字、不漏字", NormKind.CUSTOM),
    examples=(
        Example("要了解我县⟦的的⟧情况。"),
        Example("营业收入⟦同比同比⟧增长6.4%。"),
        Example("为了了解改革目的的实现情况，县里走访企业12家。"),
        Example("大家商量商量，把家家户户的事一件一件办好。"),
    ),
)
def doubled_text(context: Context) -> Iterator[Evidence]:
    """只查两个虚字相连且不属于前后词语的情形。"""
    facts = context.facts
    yield from _doubled_words(facts)
    for match in _DOUBLED.finditer(facts.plain):
        if _FINE.match(facts.plain, match.start()):
            continue
        # Sound text splits the pair between two words: 目的|的, 实实在在.
        if facts.tokens.whole(match.start(), match.end()) and facts.tokens.is_boundary(match.start() + 1):
            yield Evidence(match.start(), match.end(), match[0][0])


# Words that nobody repeats for effect; verbs (商量商量) and counts (许多许多) may be.
_ONCE = lazy(
    r"(同比|环比|进行|开展|工作|情况|项目|截至|全县|全市|我县|我市|我区|目前|共有|累计|其中|主要|以及|同时|万元|亿元|平方米|公里|进一步|实施|推进|完成|组织|建设|问题|部门|单位|企业|群众)\1"
)


def _doubled_words(facts: Facts) -> Iterator[Evidence]:
    """同比同比: a word typed twice, each a token of its own."""
    for match in _ONCE.finditer(facts.plain):
        middle = match.start() + len(match[1])
        if facts.tokens.whole(match.start(), match.end()) and facts.tokens.is_boundary(middle):
            yield Evidence(match.start(), match.end(), match[1])
