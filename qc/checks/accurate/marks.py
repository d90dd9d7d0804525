"""Punctuation marks typed twice, and half-width marks that slipped into a full-width draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.draft import Place
from qc.finding import Norm, NormKind, Severity

_FULL = {",": "\uff0c", ";": "\uff1b", ":": "\uff1a", "?": "\uff1f", "!": "\uff01"}
_TWICE = (",,", "。。", "、、", ";;", "::")
# Compiled by re when first needed, which is seldom. A set of characters first is what re looks for fast.
_DOUBLED = r"(?P<mark>[,。、;:])(?P=mark)(?<=[\u4e00-\u9fff0-9%\u201d\u300b)]..)(?![,。、;:.])"
_HALF = (
    r"(?m)[,;:?!](?:(?<=[\u4e00-\u9fff\u201d\u300b\uff09].)(?=[\u4e00-\u9fff\u201c\u300a\uff080-9]|[ \t]*$)"
    r"|(?<=[0-9%\uff05].)(?=[\u4e00-\u9fff\u201c\u300a\uff08]))"
)
_CROWD = 5  # a draft with fewer full-width marks has no habit that a half-width one could break
_SHARE = 8  # one half-width mark to so many full-width ones is a slip, more are the author's own form
_MOST = 30  # so many slips in one draft are none


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
    if not any(pair in facts.plain for pair in _TWICE):
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


@check(
    id="accurate/half-width-mark",
    name="半角标点",
    severity=Severity.ADVICE,
    message="“{text}”是半角标点，本稿其他地方用全角，请改为“{right}”。",
    norm=Norm("公文校对要求：全角、半角标点不混用"),
    fixable=True,
    examples=(
        Example(
            "3月5日，县里检查企业12家，查出隐患9处，整改7处，停产1家⟦,⟧罚款2万元，其余限期整改，逾期不改的，依法处理，一家不漏。",
            as_typed=True,
        ),
        Example(
            "3月5日，县里检查3家，比分是3:2，8:30出发，资金1,200万元，人均3,400元，其余，未定。",
            as_typed=True,
        ),
        Example(r"3月5日,县里检查企业12家,查出隐患9处,整改7处。", as_typed=True),
    ),
)
def half_width_mark(context: Context) -> Iterator[Evidence]:
    """全稿用全角标点，夹了几个半角的，多半是输入法没有切换。通篇半角的稿件不提示；数字、钟点、网址里的不算。"""
    text = context.facts.draft.text
    if not any(mark in text for mark in _FULL):
        return
    full = sum(map(text.count, _FULL.values()))
    if full < _CROWD:
        return
    found = [
        m.start() for m in re.finditer(_HALF, text) if context.facts.place_of(m.start()) is not Place.METADATA
    ]
    if len(found) > _MOST or len(found) * _SHARE > full:
        return
    for start in found:
        right = _FULL[text[start]]
        yield Evidence(start, start + 1, right, fields={"right": right})
