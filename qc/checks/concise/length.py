"""Titles, sentences and paragraphs that are too long to take in at once."""

import re
from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.draft import Place
from qc.finding import Norm, Severity
from qc.segmentation.patterns import lazy

_NORM = Norm("政务信息写作通行要求：短小精悍")
_SEGMENT = lazy(r"[^;\uff1b]+")
_LISTED = lazy(r"(?:[^、,;。]{1,16}、)+[^、,;。]{1,16}")


@check(
    id="concise/long-title",
    name="标题过长",
    severity=Severity.ADVICE,
    message="标题有{length}个字，建议不超过{limit}个字。",
    norm=Norm("信息标题通行要求：一般不超过30字"),
    examples=(
        Example(
            "⟦我县采取多种措施深入推进农村人居环境整治提升五年行动各项重点工作任务落实见到初步成果⟧\n3月5日，检查12个村。"
        ),
        Example("我县农村人居环境整治见效\n3月5日，检查12个村。"),
    ),
)
def long_title(context: Context) -> Iterator[Evidence]:
    """标题要一眼看完，用最要紧的事实或数字。"""
    title = context.facts.draft.title
    limit = context.settings.thresholds.title_max
    if title is not None:
        length = len(context.facts.draft.title_text.strip())
        if length > limit:
            yield Evidence(title.start, title.end, fields={"length": length, "limit": limit})


@check(
    id="concise/long-sentence",
    name="句子过长",
    severity=Severity.ADVICE,
    message="这一句有{length}个字没有停顿成句，建议断成两三句（每句不超过{limit}字）。",
    norm=_NORM,
    examples=(
        Example(
            "⟦县里组织农业农村局抽调技术人员分片包干深入各个乡镇的田间地头指导农户抢抓农时开展小麦返青期水肥管理和病虫害防治工作"
            "并协调供销合作社把储备化肥和农药送到村里解决偏远山区群众购买农资路程远价格高质量没有保证的困难。⟧"
        ),
        Example(
            "县里查处无证经营、超范围经营、虚假宣传、价格欺诈、缺斤短两、以次充好、使用不合格计量器具等行为12起。"
        ),
    ),
)
def long_sentence(context: Context) -> Iterator[Evidence]:
    """顿号连起来的单位、地名清单不计入长度，分号隔开的各句分别计算。"""
    limit = context.settings.thresholds.sentence_max
    facts = context.facts
    for sentence in facts.body_sentences:
        if all(end - start <= limit for start, end in sentence.spans):
            continue
        for segment in _SEGMENT.finditer(facts.plain, sentence.start, sentence.end):
            longest = max(len(clause) for clause in re.split("[,:]", _LISTED.sub("", segment[0])))
            if longest > limit:
                yield Evidence(segment.start(), segment.end(), fields={"length": longest, "limit": limit})


@check(
    id="concise/long-paragraph",
    name="段落过长",
    severity=Severity.ADVICE,
    message="这一段有{length}个字，建议分段（每段不超过{limit}字）。",
    norm=_NORM,
    examples=(
        Example("标题\n" + "⟦" + "3月5日，全县检查12个村，查出隐患46处，已整改41处。" * 16 + "⟧"),
        Example("标题\n3月5日，全县检查12个村。"),
    ),
)
def long_paragraph(context: Context) -> Iterator[Evidence]:
    """一段讲一层意思，超过四百字的段落读者容易漏看。"""
    limit = context.settings.thresholds.paragraph_max
    for paragraph in context.facts.draft.body:
        length = paragraph.end - paragraph.start
        if paragraph.place is Place.BODY and length > limit:
            yield Evidence(paragraph.start, paragraph.end, fields={"length": length, "limit": limit})
