"""Punctuation marks typed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.draft import Place
from qc.finding import Norm, NormKind, Severity

# Compiled by re when first needed, which is seldom. A set of characters first is what re looks for fast.
_DOUBLED = r"(?P<mark>[,。、;:])(?P=mark)(?<=[\u4e00-\u9fff0-9%\u201d\u300b)]..)(?![,。、;:.])"


@check(
    id="accurate/doubled-mark",
    name="标点重复",
    severity=Severity.ADVICE,
    message="标点“{text}”多打了一个，请改为“{right}”。",
    norm=Norm("GB/T 15834—2011 标点符号用法", NormKind.STANDARD),
    fixable=True,
    examples=(
        Example("3月5日，县里检查企业12家⟦，，⟧整改隐患9处⟦。。⟧"),
        Example("大家都说好！！真的吗？？……记不清了。"),
        Example("名称,,数量\n化肥,,12"),
    ),
)
def doubled_mark(context: Context) -> Iterator[Evidence]:
    """连打两个相同的逗号、顿号、分号、冒号、句号，一定有一个是多余的。表格里的空格（如“a,,b”）不算。"""
    facts = context.facts
    text = facts.draft.text
    plain = facts.plain
    if not (",," in plain or "。。" in plain or "、、" in plain or ";;" in plain or "::" in plain):
        return
    for match in re.finditer(_DOUBLED, facts.plain):
        start, end = match.span()
        quoted = text[start:end]
        line = facts.plain[facts.plain.rfind("\n", 0, start) + 1 : _line_end(facts.plain, end)]
        if facts.place_of(start) is Place.METADATA or (quoted.isascii() and "。" not in line):
            continue
        right = next((c for c in quoted if not c.isascii()), quoted[0])
        yield Evidence(start, end, right, fields={"right": right})


def _line_end(text: str, offset: int) -> int:
    stop = text.find("\n", offset)
    return stop if stop >= 0 else len(text)
