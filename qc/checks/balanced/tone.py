"""Words that promote or alarm instead of reporting."""

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.finding import Norm, Severity

_NORM = Norm("政务信息要求：实事求是，恰如其分")


@check(
    id="balanced/promotional-tone",
    name="拔高",
    severity=Severity.ADVICE,
    message="“{text}”是宣传用语，请换成事实和数字。",
    norm=_NORM,
    examples=(
        Example("收购库点⟦服务热情⟧、⟦秩序井然⟧，农户⟦赞不绝口⟧。"),
        Example("调查312名家长，满意的占95.2%。"),
        Example("群众称“服务热情”的占八成。"),
    ),
)
def promotion(context: Context) -> Iterator[Evidence]:
    """政务信息给领导看，不是给公众看的宣传稿；夸奖要有数字和出处。"""
    yield from _terms(context, "promo")


@check(
    id="balanced/alarmist-tone",
    name="渲染",
    severity=Severity.ADVICE,
    message="“{text}”是渲染用语，请用事实和数字说明严重程度。",
    norm=_NORM,
    examples=(
        Example("现场⟦触目惊心⟧，群众⟦人心惶惶⟧。"),
        Example("现场积水0.8米，转移群众231人。"),
    ),
)
def alarmism(context: Context) -> Iterator[Evidence]:
    """报忧要准，夸大和隐瞒一样会误导决策。"""
    yield from _terms(context, "alarm")


def _terms(context: Context, name: str) -> Iterator[Evidence]:
    facts = context.facts
    for hit in facts.cues.all(name):
        if facts.tokens.whole(hit.start, hit.end) and not facts.quoted(hit.start, hit.end):
            yield Evidence(hit.start, hit.end)
