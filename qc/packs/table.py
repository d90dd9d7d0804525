"""The tables of a pack: CSV from any spreadsheet to rows; every cell that makes no sense is told."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Callable, Iterator
from functools import partial

from qc.finding import Severity
from qc.packs.pack import SEPARATOR, Kind, Row, day_of
from qc.packs.problems import Problems
from qc.report import GENRE_ZH

_MOST_ROWS = 50_000
_LONGEST_TERM = 60

# The heads a clerk may write in a spreadsheet.
_COLUMNS_ZH = {
    "用语": "term", "词语": "term", "错误写法": "term", "wrong": "term", "正确写法": "right", "改为": "right",
    "模式": "pattern", "级别": "level", "匹配": "match", "前面不是": "not_before", "后面不是": "not_after",
    "前面须是": "only_before", "后面须是": "only_after", "条款": "norm", "备注": "note", "提示": "message",
    "例句": "example", "可直改": "fix", "分组": "group", "最多次数": "most", "须有": "needs", "范围": "within",
    "位置": "place", "体裁": "genre", "起算日期": "since", "连带": "lead",
}  # fmt: skip
_COMMON = frozenset(Row._fields) - {"line", "right", "group", "most", "needs", "within", "fix"}
_OWN = {
    Kind.AVOID: frozenset({"right"}),
    Kind.PREFER: frozenset({"right", "fix"}),
    Kind.CONSISTENT: frozenset({"group"}),
    Kind.LIMIT: frozenset({"most"}),
    Kind.REQUIRE: frozenset({"needs", "within"}),
}
# What a cell with a closed set of values may hold, and what each value means.
_VALUES: dict[str, dict[str, str]] = {
    "level": {s.value: s.value for s in Severity} | {s.zh: s.value for s in Severity},
    "match": {"raw": "", "tokens": "tokens", "written": "written"}
    | {"原样": "", "按词": "tokens", "原文": "written"},
    "fix": {"yes": "yes", "no": "", "是": "yes", "否": ""},
    "within": {"draft": "", "paragraph": "paragraph", "sentence": "sentence", "title": "title"}
    | {"全文": "", "本段": "paragraph", "本句": "sentence", "标题": "title"},
    "place": {"title": "title", "body": "body", "标题": "title", "正文": "body"},
    "genre": {g: g for g in GENRE_ZH} | {zh: g for g, zh in GENRE_ZH.items()},
}
_FIELDS = {
    Kind.AVOID: {"text", "right", "note", "times"},
    Kind.PREFER: {"text", "right", "note", "times"},
    Kind.CONSISTENT: {"text", "other", "note", "times"},
    Kind.LIMIT: {"text", "most", "count", "note"},
    Kind.REQUIRE: {"text", "needs", "note", "times"},
}
_FIELD = re.compile(r"\{([^{}]*)\}")


def rows_of(text: str, kind: Kind, name: str, problems: Problems) -> Iterator[Row]:
    """Yield the sound rows of a table; what is wrong with the others goes to the problems."""
    table = csv.reader(io.StringIO(text, newline=""))
    columns: list[str] | None = None
    last = 0
    try:
        for number, cells in enumerate(table):
            line, last = last + 1, table.line_num  # a cell may run over several lines
            if number > _MOST_ROWS:
                problems.tell(f"超过 {_MOST_ROWS} 行，请拆成几组。", name)
                return
            if columns is None:
                columns = _columns(cells, kind, name, problems)
                if not columns:
                    return
            elif any(cell.strip() for cell in cells):
                yield from _row(columns, cells, kind, partial(problems.tell, name=name, line=line), line)
    except csv.Error:
        problems.tell("这一行不合 CSV 格式，请用表格软件重新保存。", name, table.line_num)
        return
    if columns is None:
        problems.tell("文件是空的，第一行应为列名。", name)


def _columns(cells: list[str], kind: Kind, name: str, problems: Problems) -> list[str]:
    columns = [_COLUMNS_ZH.get(cell.strip(), cell.strip()) for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    known = sorted(_COMMON | _OWN[kind])
    told = len(problems.told)
    for column, cell in zip(columns, cells, strict=False):
        if column not in known:
            near = difflib.get_close_matches(column[:40], known, 1)
            hint = f"是不是“{near[0]}”" if near else f"“{kind.zh}”一类可用：{'、'.join(known)}"
            problems.tell(f"不认识的列“{cell[:20]}”，{hint}。", name, 1)
            break  # a file of another kind would have hundreds
    if len(set(columns)) < len(columns):
        problems.tell("有两列同名。", name, 1)
    if "term" not in columns:
        problems.tell("缺少 term（用语）一列。", name, 1)
    return columns if len(problems.told) == told else []


def _row(
    columns: list[str], cells: list[str], kind: Kind, tell: Callable[[str], None], line: int
) -> Iterator[Row]:
    faults = []
    if any(cell.strip() for cell in cells[len(columns) :]):
        faults.append("这一行的格子比列名多，内容里有逗号时要用双引号括起。")
    given = {k: v.strip(" \t\r\n\u3000") for k, v in zip(columns, cells, strict=False) if v}
    for column, values in _VALUES.items():
        if given.get(column):
            if given[column] not in values:
                faults.append(f"{column} 应为 {'、'.join(values)} 之一。")
            given[column] = values.get(given[column], "")
    if given.get("lead") == "数字":
        given["lead"] = "number"
    row = Row(**{"term": "", **given}, line=line)
    faults += _faults(row, kind)
    for fault in faults:
        tell(fault)
    if not faults:
        yield row


def _faults(row: Row, kind: Kind) -> Iterator[str]:
    """What is wrong with the cells of one row taken alone."""
    yield from _faults_of_term(row)
    # A pattern may have no right form that can be spelled out, when its own message says what to do.
    if kind is Kind.PREFER and not row.right and not (row.pattern and row.message):
        yield "正确写法是空的。"
    if row.right and row.right == row.term:
        yield "正确写法与错误写法相同。"
    if row.match and (row.match == "written") != bool(row.pattern):
        yield "写了模式的行不能按词匹配，没写模式的行不能按原文匹配。"
    if kind is Kind.CONSISTENT and not row.group:
        yield "“统一”一类每行要有 group（分组）。"
    if kind is Kind.LIMIT and not re.fullmatch(r"[1-9]\d{0,3}", row.most):
        yield "most（最多次数）应为正整数。"
    if kind is Kind.REQUIRE and not (row.needs and all(row.needs.split(SEPARATOR))):
        yield "needs（须有）是空的，或竖线前后是空的。"
    if kind is Kind.REQUIRE and row.term in row.needs.split(SEPARATOR):
        yield "须有的词就是用语本身，这一行永远不会提示。"
    if row.since and day_of(row.since) is None:
        yield "since 应为年份或日期，如 2020、2020-03、2020-03-05。"
    if row.message and (fault := fault_of_message(row.message, kind)):
        yield fault


def _faults_of_term(row: Row) -> Iterator[str]:
    if not row.term:
        yield "用语是空的" + ("；写了模式，也要在用语里写上文中必有的字。" if row.pattern else "。")
    elif not row.pattern and not 2 <= len(row.term) <= _LONGEST_TERM:
        yield f"用语应有 2 到 {_LONGEST_TERM} 个字；单个字或标点请写在“模式”一列。"
    elif "\n" in row.term or "\r" in row.term:
        yield "用语里不能换行。"
    elif row.pattern and not all(row.literals):
        yield "用语里的竖线前后不能是空的。"


def fault_of_message(message: str, kind: Kind) -> str | None:
    """Say what is wrong with the braces of a message, if anything is."""
    unknown = set(_FIELD.findall(message)) - _FIELDS[kind]
    if not unknown and not re.search("[{}]", _FIELD.sub("", message)):
        return None
    return f"提示语里的花括号只能是 {'、'.join(f'{{{f}}}' for f in sorted(_FIELDS[kind]))}。"
