"""Marks of secrecy on a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.finding import Norm, NormKind, Severity

_LEVEL = "(?:绝密|机密|秘密)"
_TERM = r"\s*[★☆](?:\s*(?:[0-9]{1,2}\s*(?:年|个月)|长期|[一二三四五六七八九十]{1,3}年))?"
# Compiled by re when first needed, which is seldom.
_MARK = rf"(?m){_LEVEL}{_TERM}|(?<=密级:){_LEVEL}|(?<=密级: ){_LEVEL}|^[ \t]*(?P<alone>{_LEVEL})[ \t]*$"
_INTERNAL = (
    r"内部(?:资料|材料|文件|刊物)[ ,、·]{0,3}(?:请)?(?:注意保[存密]|妥善保管|不得外传|严禁外传|请勿外传)"
)
_SECRET = "“{text}”是国家秘密标志：属于国家秘密的，不得在非涉密计算机上处理；不属于的，不得标注。"
_INSIDE = "稿件标有“{text}”，请按内部资料的管理要求传递和保存。"


@check(
    id="accurate/secrecy-mark",
    name="密级标志",
    severity=Severity.ADVICE,
    message="{note}",
    norm=Norm("《中华人民共和国保守国家秘密法》", NormKind.LAW, "第二十二条"),
    examples=(
        Example("⟦机密★1年⟧\n全县安全形势分析\n3月5日，县里研判风险12项。"),
        Example("全县安全形势分析\n⟦绝密⟧\n3月5日，县里研判风险12项。\n密级：⟦秘密⟧"),
        Example("⟦内部资料 注意保存⟧\n3月5日，县里研判风险12项。"),
        Example(
            "县里开展保密教育，讲解绝密、机密、秘密三级的区别，学习《保守国家秘密法》，查处泄露商业秘密案件2起。"
        ),
    ),
)
def secrecy_mark(context: Context) -> Iterator[Evidence]:
    """有密级标志的稿件不能在普通计算机上处理，本程序也不例外。是否涉密由定密责任人确定，程序只认标志，认不出没有标注的秘密。"""
    plain = context.facts.plain
    if "密" in plain:
        for match in re.finditer(_MARK, plain):
            yield _evidence(context, *match.span("alone" if match["alone"] else 0), _SECRET)
    if "内部" in plain:
        for match in re.finditer(_INTERNAL, plain):
            yield _evidence(context, *match.span(), _INSIDE)


def _evidence(context: Context, start: int, end: int, note: str) -> Evidence:
    quoted = context.facts.draft.text[start:end]
    return Evidence(start, end, fields={"note": note.format(text=quoted)})
