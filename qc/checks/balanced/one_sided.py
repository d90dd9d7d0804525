"""A long success story without one remaining problem."""

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.polarity import Polarity
from qc.finding import Norm, Severity

_LONG = 300
_MANY = 4
_GOOD = "3月5日，全县新建道路46公里，通车里程增加两成。"


@check(
    id="balanced/one-sided",
    name="只报喜",
    severity=Severity.ADVICE,
    message="通篇{good}处成绩、没有一处问题或困难，请核对是否有需要领导知道的不足。",
    norm=Norm("政务信息要求：有喜报喜，有忧报忧，喜忧兼报"),
    examples=(
        Example(
            "⟦道路建设提速⟧\n"
            + "".join(
                f"{i}月5日，第{i}标段新建道路{40 + i}公里，通车里程增加{i}成，沿线{30 + i}个村的群众出行更加便利。"
                for i in range(1, 10)
            ),
            genre="experience",
        ),
        Example("道路建设提速\n" + _GOOD, genre="dynamic"),
    ),
)
def one_sided(context: Context) -> Iterator[Evidence]:
    """较长的成绩材料通篇没有一处不足，往往是遮丑；短消息和紧急首报不要求。"""
    facts = context.facts
    if context.genre.label not in ("dynamic", "experience") or facts.body_length < _LONG:
        return
    polarities = [s.polarity for s in facts.body_sentences]
    good = polarities.count(Polarity.GOOD)
    silent = not facts.cues.all("shortcoming") and not facts.cues.all("bad")
    if good >= _MANY and silent and Polarity.BAD not in polarities:
        head = facts.draft.title or facts.body_sentences[0]
        yield Evidence(head.start, head.end, fields={"good": good})
