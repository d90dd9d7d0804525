"""Units and people whose word a draft takes: 据县气象局监测, 负责人表示."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from qc.segmentation.patterns import lazy


class Source(NamedTuple):
    """Who is quoted as saying or measuring something, as the draft names them."""

    start: int
    end: int
    text: str

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"start": self.start, "end": self.end, "text": self.text}


_NAME = r"(?P<name>[\u4e00-\u9fff()、]{2,24}?)"
_SAID = r"(?:初步)?(?:统计|监测|测算|介绍|反映|通报|预测|分析|透露|调查|核实|抽样|提供|公布|发布|预报|估算)"
# The patterns are compiled by re when they are first needed.
_HEADS = {"据": rf"据{_NAME}的?{_SAID}", "经": rf"经{_NAME}(?:核实|检测|鉴定|认定)"}
_OTHER_WORD = {"据": ("根依占数凭证票", ""), "经": ("已曾", "济营过常验费理办历贸纪典")}
# The last character of the verb and what must follow: one fast scan for all the verbs.
_SPEAKS = lazy("[示映绍言露为诉馈说称](?=[,:说\u201c])")
_VERBS = frozenset(("表示", "反映", "介绍", "坦言", "直言", "透露", "认为", "告诉", "反馈"))
_CLAUSE = frozenset(",。;:!?\n\u201c\u201d\u2026")
_WHO = (
    r"[\u4e00-\u9fff()\u00d7、]{0,20}(?:局|厅|部|委|办|院|站|所|处|队|社|中心|公司|协会|银行|政府|人员|负责人|书记|主任|局长|县长|市长|镇长|乡长|主席"
    r"|经理|总监|专家|教授|医生|老师|干部|群众|村民|居民|农户|业主|家长|企业主|商户|代表|委员|大户|职工|工人|司机|支书|会计|户主|某+|同志|先生|女士)"
)
_LONGEST = 24


def find_sources(text: str, plain: str) -> tuple[Source, ...]:
    """Return those who are quoted, in order; what only may be one is left out.

    >>> s = "据县气象局监测,雨量80毫米。县水务局负责人表示,堤防安全。根据安排,今日复工。"
    >>> [source.text for source in find_sources(s, s)]
    ['县气象局', '县水务局负责人']
    """
    found = {*_according(plain), *_speakers(plain)}
    return tuple(Source(a, b, text[a:b]) for a, b in sorted(found))


def _according(plain: str) -> Iterator[tuple[int, int]]:
    for head, pattern in _HEADS.items():
        before, after = _OTHER_WORD[head]
        start = plain.find(head)
        while start >= 0:
            if plain[start - 1 : start] not in before or start == 0:
                match = (
                    None if plain[start + 1 : start + 2] in after else re.compile(pattern).match(plain, start)
                )
                if match and re.fullmatch(_WHO, match["name"]):
                    yield match.span("name")
            start = plain.find(head, start + 1)


def _speakers(plain: str) -> Iterator[tuple[int, int]]:
    for match in _SPEAKS.finditer(plain):
        verb = plain[match.start() - 1 : match.end()]
        if verb in _VERBS:
            end = match.start() - 1
        elif match[0] in "说称" and plain[match.end()] in ":\u201c":
            end = match.start()
        else:
            continue
        start = end
        while start > max(0, end - _LONGEST) and plain[start - 1] not in _CLAUSE:
            start -= 1
        who = re.match(_WHO, plain[start:end])
        if who and end - start - who.end() <= 2:
            yield start, start + who.end()
