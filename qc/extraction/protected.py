"""Text that nobody may rewrite for its author: quotations and names."""

from __future__ import annotations

import re
from collections.abc import Iterator

# The single quotation mark that closes is an apostrophe too, so a line is as far as one of these reaches.
_PAIRS = {
    "\u201c": "\u201d",
    "\u2018": "\u2019",
    "\u300c": "\u300d",
    "\u300e": "\u300f",
    "\u300a": "\u300b",
    "\u3008": "\u3009",
}
_CLOSING = {right: left for left, right in _PAIRS.items()}
_STRAIGHT = ('"', "\uff02")
# Compiled by re when first needed: only a draft with something to correct needs them.
_MARKS = f"[{''.join(_PAIRS)}{''.join(_CLOSING)}\n]"
_WITHIN_LINE = "\u2018"
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟"
    "熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤尚施洪殷祁柯庞樊兰翁华阮冉耿焦齐易安常"
)
_TITLES = "同志|先生|女士|书记|县长|市长|区长|镇长|乡长|局长|主任|部长|科长|处长|队长|所长|院长|校长|经理|董事长|支书|村长|老师|医生|代表|委员|等人|某"
_LABEL = (
    "(?:姓名|名叫|名为|取名|化名|别名|曾用名|字号|联系人|签发人?|审核人?|核稿人?|编辑|责编|撰稿人?|校对|作者|记者|通讯员|法定代表人|负责人)"
    r"\s?[:是为]?\s?[\u4e00-\u9fff·]{1,12}"
)
_TITLED = f"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?={_TITLES})"
_FIRM = "公司|合作社|集团|商行|酒店|超市|工作室"
_LONGEST_FIRM = 16


def names(plain: str) -> Iterator[tuple[int, int]]:
    """Spans that hold, or may hold, names of persons and firms: behind a label, before a title or a kind of firm.

    >>> [("姓名:布署春,岁数"[a:b]) for a, b in names("姓名:布署春,岁数")]
    ['姓名:布署春']
    """
    for pattern in (_LABEL, _TITLED):
        for match in re.finditer(pattern, plain):
            yield match.span()
    for match in re.finditer(_FIRM, plain):
        yield max(match.start() - _LONGEST_FIRM, 0), match.end()


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Spans inside quotation and title marks, over line ends too; where marks do not pair, as much as may be quoted.

    >>> s = "他说\u201c先布署\\n再布署\u201d\uff0c散会"
    >>> [s[a:b] for a, b in quotations(s)]
    ['\u201c先布署\\n再布署\u201d']
    """
    yield from _paired(text)
    for mark in _STRAIGHT:
        if mark in text:
            yield from _straight(text, mark)


def _paired(text: str) -> Iterator[tuple[int, int]]:
    opened: dict[str, int] = {}
    line = 0
    for match in re.finditer(_MARKS, text):
        mark, offset = match[0], match.start()
        if mark == "\n":
            line = offset + 1
            if _WITHIN_LINE in opened:
                yield opened.pop(_WITHIN_LINE), offset
        elif mark in _PAIRS:
            opened.setdefault(mark, offset)
        else:
            yield opened.pop(_CLOSING[mark], line), offset + 1
    for start in opened.values():
        yield start, len(text)


def _straight(text: str, mark: str) -> Iterator[tuple[int, int]]:
    """Straight marks pair within a line; a line with an odd one opens or closes a quotation of several lines."""
    start, inside = 0, False
    for line in text.split("\n"):
        end = start + len(line)
        odd = line.count(mark) % 2 == 1
        if odd or inside:
            yield start, end
        else:
            places = [m.start() for m in re.finditer(mark, line)]
            yield from ((start + a, start + b + 1) for a, b in zip(places[::2], places[1::2], strict=True))
        inside ^= odd
        start = end + 1
