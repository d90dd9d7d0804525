"""Read a pack: ``pack.toml`` and the tables it names. Every mistake is told with file, line and the line itself."""

from __future__ import annotations

import csv
import difflib
import io
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from qc.errors import PackError, reason
from qc.finding import Criterion, Norm, NormKind, Severity
from qc.packs.pack import SEPARATOR, Kind, Pack, Row, WordList
from qc.report import GENRE_ZH

FILE_NAME = "pack.toml"
_MOST_BYTES = {".toml": 512_000, ".csv": 8_000_000}
_MOST_ROWS = 50_000
_LONGEST_TERM = 60

_PACK_KEYS = ("name", "version", "description", "lists")
_NEEDED_KEYS = ("id", "name", "kind", "file", "severity", "message", "norm", "why", "examples")
_LIST_KEYS = (*_NEEDED_KEYS, "once", "quoted")
_NORM_KEYS = ("title", "kind", "clause")
_ID = re.compile(r"(?:concise|accurate|timely|deep|balanced)/[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_FIELDS = {
    Kind.AVOID: {"text", "right", "note", "times"},
    Kind.PREFER: {"text", "right", "note", "times"},
    Kind.CONSISTENT: {"text", "other", "note", "times"},
    Kind.LIMIT: {"text", "most", "count", "note"},
    Kind.REQUIRE: {"text", "needs", "note", "times"},
}
_FIELD = re.compile(r"\{([^{}]*)\}")
_STRAY_BRACE = re.compile(r"[{}]")

# The heads a clerk may write in a spreadsheet.
_COLUMNS_ZH = {
    "用语": "term", "词语": "term", "错误写法": "term", "wrong": "term", "正确写法": "right", "改为": "right",
    "模式": "pattern", "级别": "level", "匹配": "match", "前面不是": "not_before", "后面不是": "not_after",
    "前面须是": "only_before", "后面须是": "only_after", "条款": "norm", "备注": "note", "提示": "message",
    "例句": "example", "可直改": "fix", "分组": "group", "最多次数": "most", "须有": "needs", "范围": "within",
    "位置": "place", "体裁": "genre", "起算日期": "since",
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
    "match": {
        "raw": "",
        "tokens": "tokens",
        "written": "written",
        "原样": "",
        "按词": "tokens",
        "原文": "written",
    },
    "fix": {"yes": "yes", "no": "", "是": "yes", "否": ""},
    "within": {"draft": "", "paragraph": "paragraph", "sentence": "sentence", "title": "title"}
    | {"全文": "", "本段": "paragraph", "本句": "sentence", "标题": "title"},
    "place": {"title": "title", "body": "body", "标题": "title", "正文": "body"},
    "genre": {g: g for g in GENRE_ZH} | {zh: g for g, zh in GENRE_ZH.items()},
}
_SINCE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@cache
def builtin_pack() -> Pack:
    """The norms that come with the program; its tests prove it sound, so that nothing is proved at every start."""
    return _Reader(resources.files("qc.packs").joinpath("builtin"), "builtin").pack()


def read_pack(folder: Path) -> Pack:
    """Read and prove an office's pack.

    Raises:
        PackError: a file is missing or anything in it is wrong.
    """
    from qc.packs.proof import prove

    reader = _Reader(folder, str(folder))
    pack = reader.pack()
    problems = [*reader.problems, *prove(pack, reader.lines)]
    if problems:
        raise PackError(tuple(problems))
    return pack


class Lines:
    """The lines of a pack's files, to show the one that is wrong."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._files: dict[str, list[str]] = {}

    def keep(self, name: str, text: str) -> None:
        """Remember a file's text."""
        self._files[name] = text.splitlines()

    def where(self, name: str, number: int | None) -> str:
        """File, line and the line itself, for a sentence to begin with."""
        path = str(Path(self._source) / name)
        lines = self._files.get(name, ())
        if number is None or not 0 < number <= len(lines):
            return f"规范包文件 {path}"
        shown = lines[number - 1].strip()
        return f"规范包文件 {path} 第 {number} 行“{shown[:60]}{'…' if len(shown) > 60 else ''}”"

    def find(self, name: str, pattern: str, after: int = 0) -> int | None:
        """The number of the first line past ``after`` that the pattern matches."""
        lines = self._files.get(name, ())
        return next((n for n, line in enumerate(lines, 1) if n > after and re.match(pattern, line)), None)


class _Reader:
    """Reads one pack and collects what is wrong with it."""

    def __init__(self, root: Traversable, source: str) -> None:
        self._root = root
        self._source = source
        self.lines = Lines(source)
        self.problems: list[str] = []

    def pack(self) -> Pack:
        """The pack, with whatever could be read."""
        data = self._toml()
        self._unknown(data, _PACK_KEYS, None)
        named = {key: self._text(data, key, None) for key in ("name", "version", "description")}
        tables = data.get("lists")
        if not isinstance(tables, list) or not tables or not all(isinstance(t, dict) for t in tables):
            raise PackError(
                (f"{self.lines.where(FILE_NAME, None)}：没有 [[lists]]，一个规范包至少要有一组词语。",)
            )
        lists = tuple(filter(None, (self._list(table, n) for n, table in enumerate(tables))))
        return Pack(**named, lists=lists, source=self._source)

    # -- pack.toml

    def _toml(self) -> dict[str, Any]:
        text = self._decoded(FILE_NAME, ("utf-8-sig",), "UTF-8")
        self.lines.keep(FILE_NAME, text)
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            where = self.lines.where(FILE_NAME, int(line[1]) if line else None)
        except RecursionError:
            where = self.lines.where(FILE_NAME, None)
        raise PackError((f"{where}：不合 TOML 格式，请检查引号、等号和方括号。",))

    def _decoded(self, name: str, encodings: Iterable[str], wanted: str) -> str:
        where = self.lines.where(name, None)
        try:
            data = self._root.joinpath(name).read_bytes()
        except OSError as error:
            raise PackError((f"{where}：读不出来（{reason(error)}），请检查路径。",)) from None
        if len(data) > _MOST_BYTES[Path(name).suffix.lower()]:
            raise PackError((f"{where}：文件太大，请拆小或删去用不着的行。",))
        for encoding in encodings:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return text
        raise PackError((f"{where}：编码认不出来，请另存为 {wanted}。",))

    def _tell(self, message: str, name: str = FILE_NAME, line: int | None = None) -> None:
        self.problems.append(f"{self.lines.where(name, line)}：{message}")

    def _line(self, key: str, index: int | None) -> int | None:
        """The line of a key: in the head of the file, or in the list with this index."""
        start = 0
        for _ in range(0 if index is None else index + 1):
            start = self.lines.find(FILE_NAME, r"\s*\[\[\s*lists\s*\]\]", start) or start
        found = self.lines.find(FILE_NAME, rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", start)
        return found or start or None

    def _unknown(self, table: dict[str, Any], known: tuple[str, ...], index: int | None) -> None:
        for key in table:
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                hint = f"是不是“{near[0]}”" if near else f"可用：{'、'.join(known)}"
                self._tell(f"不认识的设置“{key}”，{hint}。", line=self._line(key, index))

    def _text(self, table: dict[str, Any], key: str, index: int | None) -> str:
        value = table.get(key)
        if isinstance(value, str) and value.strip():
            return value
        wrong = "应为文字，用引号括起" if key in table else "没有写"
        self._tell(f"{key} {wrong}。", line=self._line(key, index))
        return ""

    # -- one list

    def _list(self, table: dict[str, Any], index: int) -> WordList | None:
        before = len(self.problems)
        self._unknown(table, _LIST_KEYS, index)
        texts = {
            key: self._text(table, key, index)
            for key in ("id", "name", "kind", "file", "severity", "message", "why")
        }
        norm = self._norm(table.get("norm"), index)
        examples = self._examples(table, index)
        flags = {key: self._flag(table, key, index) for key in ("once", "quoted")}
        if len(self.problems) > before:
            return None
        self._sound(texts, norm, index)
        if len(self.problems) > before or norm is None:
            return None
        kind = Kind(texts["kind"])
        rows = tuple(self._rows(texts["file"], kind))
        return WordList(
            texts["id"], texts["name"], kind, Severity(texts["severity"]), texts["message"], norm, texts["why"],
            rows, examples, texts["file"], **flags,
        )  # fmt: skip

    def _norm(self, value: Any, index: int) -> Norm | None:
        line = self._line("norm", index)
        if not isinstance(value, dict):
            self._tell('norm 应写成 {title = "依据的名称", kind = "custom"}。', line=line)
            return None
        self._unknown(value, _NORM_KEYS, index)
        title, kind, clause = value.get("title"), value.get("kind", "custom"), value.get("clause")
        if not isinstance(title, str) or not title.strip() or not isinstance(clause, str | None):
            self._tell("norm 里要有文字写的 title（依据的名称），可以有 clause（条款）。", line=line)
            return None
        if kind not in list(NormKind):
            self._tell(f"norm 的 kind 应为 {'、'.join(NormKind)} 之一。", line=line)
            return None
        return Norm(title, NormKind(kind), clause)

    def _examples(self, table: dict[str, Any], index: int) -> tuple[str, ...]:
        value = table.get("examples")
        if not isinstance(value, list) or not all(isinstance(e, str) for e in value):
            self._tell("examples 应为一列例句，用方括号括起。", line=self._line("examples", index))
            return ()
        if not any("⟦" in e for e in value) or all("⟦" in e for e in value):
            self._tell(
                "examples 里至少要有一个会提示的例句（用⟦⟧标出）和一个不提示的例句。",
                line=self._line("examples", index),
            )
        return tuple(value)

    def _flag(self, table: dict[str, Any], key: str, index: int) -> bool:
        value = table.get(key, False)
        if not isinstance(value, bool):
            self._tell(f"{key} 应为 true 或 false。", line=self._line(key, index))
        return bool(value)

    def _sound(self, texts: dict[str, str], norm: Norm | None, index: int) -> None:
        if not _ID.fullmatch(texts["id"]):
            criteria = "、".join(Criterion)
            self._tell(
                f"id 应写成“准则/名称”，准则为 {criteria} 之一，名称用小写英文字母、数字和短横线。",
                line=self._line("id", index),
            )
        if texts["kind"] not in list(Kind):
            kinds = "、".join(f"{k}（{k.zh}）" for k in Kind)
            self._tell(f"kind 应为 {kinds} 之一。", line=self._line("kind", index))
        else:
            self._message(texts["message"], Kind(texts["kind"]), self._line("message", index), FILE_NAME)
        if texts["severity"] not in list(Severity):
            self._tell(f"severity 应为 {'、'.join(Severity)} 之一。", line=self._line("severity", index))
        if norm is not None and norm.kind.verb != "规定" and "规定" in texts["message"]:
            self._tell(
                "只有依据是法律、法规、标准的才能说“规定”，请改说“建议”，或改 norm 的 kind。",
                line=self._line("message", index),
            )
        file = Path(texts["file"])
        if file.is_absolute() or ".." in file.parts or file.suffix.lower() != ".csv" or "\\" in texts["file"]:
            self._tell("file 应为规范包文件夹里的 .csv 文件。", line=self._line("file", index))

    def _message(self, message: str, kind: Kind, line: int | None, name: str) -> None:
        unknown = sorted(set(_FIELD.findall(message)) - _FIELDS[kind])
        if unknown or _STRAY_BRACE.search(_FIELD.sub("", message)):
            fields = "、".join(f"{{{f}}}" for f in sorted(_FIELDS[kind]))
            self._tell(f"提示语里的花括号只能是 {fields}。", name, line)

    # -- the rows

    def _rows(self, name: str, kind: Kind) -> Iterator[Row]:
        text = self._decoded(name, ("utf-8-sig", "gb18030"), "UTF-8 或 GB18030 的 CSV")
        self.lines.keep(name, text)
        table = csv.reader(io.StringIO(text, newline=""))
        columns: list[str] | None = None
        try:
            last = 0
            for number, cells in enumerate(table):
                line, last = last + 1, table.line_num  # a cell may run over several lines
                if number > _MOST_ROWS:
                    raise PackError((f"{self.lines.where(name, None)}：超过 {_MOST_ROWS} 行，请拆成几组。",))
                if columns is None:
                    columns = self._columns(cells, kind, name)
                    if columns is None:
                        return
                elif any(cell.strip() for cell in cells):
                    row = self._row(columns, cells, kind, name, line)
                    if row is not None:
                        yield row
        except csv.Error:
            self._tell("这一行不合 CSV 格式，请用表格软件重新保存。", name, table.line_num)
        if columns is None:
            self._tell("文件是空的，第一行应为列名。", name)

    def _columns(self, cells: list[str], kind: Kind, name: str) -> list[str] | None:
        columns = [_COLUMNS_ZH.get(cell.strip(), cell.strip()) for cell in cells]
        while columns and not columns[-1]:
            columns.pop()
        known = sorted(_COMMON | _OWN[kind])
        before = len(self.problems)
        for column, cell in zip(columns, cells, strict=False):
            if column not in known:
                near = difflib.get_close_matches(column, known, 1)
                hint = f"是不是“{near[0]}”" if near else f"“{kind.zh}”一类可用：{'、'.join(known)}"
                self._tell(f"不认识的列“{cell[:20]}”，{hint}。", name, 1)
        if len(set(columns)) < len(columns):
            self._tell("有两列同名。", name, 1)
        if "term" not in columns:
            self._tell("缺少 term（用语）一列。", name, 1)
        return columns if len(self.problems) == before else None

    def _row(self, columns: list[str], cells: list[str], kind: Kind, name: str, line: int) -> Row | None:
        before = len(self.problems)
        if len(cells) > len(columns) and any(c.strip() for c in cells[len(columns) :]):
            self._tell("这一行的格子比列名多，内容里有逗号时要用双引号括起。", name, line)
        given = {k: v.strip(" \t\r\n\u3000") for k, v in zip(columns, cells, strict=False) if v}
        for column, values in _VALUES.items():
            if given.get(column):
                if given[column] not in values:
                    allowed = "、".join(dict.fromkeys(values))
                    self._tell(f"{column} 应为 {allowed} 之一。", name, line)
                else:
                    given[column] = values[given[column]]
        if given.get("since"):
            given["since"] = self._since(given["since"], name, line)
        row = Row(**{"term": "", **given}, line=line)
        for fault in _row_faults(row, kind):
            self._tell(fault, name, line)
        if row.message:
            self._message(row.message, kind, line, name)
        return row if len(self.problems) == before else None

    def _since(self, text: str, name: str, line: int) -> str:
        match = _SINCE.fullmatch(text)
        try:
            return (
                date(*(int(g or 1) for g in match.groups())).isoformat()
                if match
                else self._no_date(name, line)
            )
        except ValueError:
            return self._no_date(name, line)

    def _no_date(self, name: str, line: int) -> str:
        self._tell("since 应为年份或日期，如 2020、2020-03、2020-03-05。", name, line)
        return ""


def _row_faults(row: Row, kind: Kind) -> Iterator[str]:
    """What is wrong with the cells of one row taken alone."""
    if not row.term:
        yield "用语是空的" + ("；写了模式，也要在用语里写上文中必有的字。" if row.pattern else "。")
    elif not row.pattern and not 2 <= len(row.term) <= _LONGEST_TERM:
        yield f"用语应有 2 到 {_LONGEST_TERM} 个字；单个字或标点请写在“模式”一列。"
    elif "\n" in row.term or "\r" in row.term:
        yield "用语里不能换行。"
    if row.pattern and not all(row.term.split(SEPARATOR)):
        yield "用语里的竖线前后不能是空的。"
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
