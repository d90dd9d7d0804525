"""Half-width marks that slipped into a full-width draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.draft import Place
from qc.finding import Norm, Severity

_FULL = {",": "\uff0c", ";": "\uff1b", ":": "\uff1a", "?": "\uff1f", "!": "\uff01"}
# Compiled by re when first needed, which is seldom. A set of characters first is what re looks for fast.
_HALF = (
    r"(?m)[,;:?!](?:(?<=[\u4e00-\u9fff\u201d\u300b\uff09].)(?=[\u4e00-\u9fff\u201c\u300a\uff080-9]|[ \t]*$)"
    r"|(?<=[0-9%\uff05].)(?=[\u4e00-\u9fff\u201c\u300a\uff08]))"
)
_CROWD = 5  # a draft with fewer full-width marks has no habit that a half-width one could break
_SHARE = 8  # one half-width mark to so many full-width ones is a slip, more are the author's own form
_MOST = 30  # so many slips in one draft are none


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
            as_written=True,
        ),
        Example(
            "3月5日，县里检查3家，比分是3:2，8:30出发，资金1,200万元，人均3,400元，其余，未定。",
            as_written=True,
        ),
        Example(r"3月5日,县里检查企业12家,查出隐患9处,整改7处。", as_written=True),
    ),
)
def half_width_mark(context: Context) -> Iterator[Evidence]:
    """全稿用全角标点，夹了几个半角的，多半是输入法没有切换。通篇半角的稿件不提示；数字、钟点、网址里的不算。"""
    text = context.facts.draft.text
    if not ("," in text or ":" in text or ";" in text or "?" in text or "!" in text):
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
