"""后来, 不一会儿: an order of events without any clock or date to hang it on."""

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.times import TimeKind
from qc.finding import Norm, Severity

_ALWAYS = frozenset({"不一会儿", "没过多久", "过了一会儿", "后来", "再往后", "日后"})


@check(
    id="timely/vague-sequence",
    name="只有先后没有时间",
    severity=Severity.ADVICE,
    message="“{text}”只说先后、不说时间，请写明几月几日几时。",
    norm=Norm("政务信息报送通行要求：写明月日，突发事件写到时分"),
    examples=(
        Example("3月5日，河堤出现管涌。⟦不一会儿⟧，抢险队到场。"),
        Example("群众转移到学校，⟦随后⟧全部得到安置。"),
        Example("3月5日8时，河堤出现管涌，随后抢险队到场。"),
        Example("今后要加强日后管护工作的经费保障。"),
    ),
)
def vague_sequence(context: Context) -> Iterator[Evidence]:
    """处置过程要能复盘：先后顺序应当由时间说明，而不是由“后来”“不一会儿”说明。"""
    facts = context.facts
    anchored = False
    for time in facts.times:
        anchored = anchored or time.kind in (TimeKind.PRECISE, TimeKind.PERIOD, TimeKind.ANCHORED)
        if time.kind is not TimeKind.SEQUENCE or facts.quoted(time.start, time.end):
            continue
        if not facts.tokens.whole(time.start, time.end) or time.text in ("此前", "此后", "之后不久"):
            continue
        if time.text == "日后" and facts.plain[time.start - 1 : time.start] not in (
            "将",
            "划",
            "于",
            "在",
            ",",
        ):
            continue
        if time.text in _ALWAYS or not anchored:
            yield Evidence(time.start, time.end)
