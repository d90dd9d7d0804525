"""Read a pack: ``pack.toml`` and the tables it names."""

from __future__ import annotations

import csv
import difflib
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from qc.errors import PackError, reason
from qc.finding import Criterion, Norm, NormKind, Severity
from qc.packs.pack import Kind, Pack, Row, WordList
from qc.packs.problems import FILE_NAME, Problems

_MOST_BYTES = {".toml": 500_000, ".csv": 8_000_000}
TABLE_ENCODINGS = ("utf-8-sig", "gb18030")
_PACK_KEYS = ("name", "version", "description", "lists")
_TEXT_KEYS = ("id", "name", "kind", "file", "severity", "message", "why")
_FLAGS = ("once", "quoted")
_LIST_KEYS = (*_TEXT_KEYS, "norm", "examples", *_FLAGS)
_NORM_KEYS = ("title", "kind", "clause")
_ID = re.compile(rf"(?:{'|'.join(Criterion)})/[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@cache
def builtin_pack() -> Pack:
    """The norms that come with the program, read without proof: a test reads them with it."""
    root = resources.files("qc.packs").joinpath("builtin")
    data = tomllib.loads(root.joinpath(FILE_NAME).read_text(encoding="utf-8"))
    lists = []
    for table in data.pop("lists"):
        text = root.joinpath(table["file"]).read_text(encoding="utf-8")
        lists.append(_word_list(table, _trusted_rows(text)))
    return Pack(**data, lists=tuple(lists), source="builtin")


def _trusted_rows(text: str) -> tuple[Row, ...]:
    table = csv.reader(text.splitlines(keepends=True))
    head, last, rows = next(table), 1, []
    for cells in table:
        rows.append(Row(last + 1, **dict(zip(head, cells, strict=True))))
        last = table.line_num  # a cell may run over several lines
    return tuple(rows)


def _word_list(table: dict[str, Any], rows: tuple[Row, ...]) -> WordList:
    norm = table["norm"]
    return WordList(
        id=table["id"],
        name=table["name"],
        kind=Kind(table["kind"]),
        severity=Severity(table["severity"]),
        message=table["message"],
        norm=Norm(norm["title"], NormKind(norm.get("kind", "custom")), norm.get("clause")),
        why=table["why"],
        rows=rows,
        examples=tuple(table["examples"]),
        file=table["file"],
        **{flag: table.get(flag, False) for flag in _FLAGS},
    )


def read_pack(folder: Path) -> Pack:
    """Read and prove an office's pack.

    Raises:
        PackError: a file is missing or anything in it is wrong.
    """
    from qc.packs.proof import prove

    problems = Problems(str(folder))
    pack = _Reader(folder, problems).pack()
    prove(pack, problems)
    if problems.told:
        raise PackError(tuple(problems.told))
    return pack


def decoded(data: bytes, encodings: Iterable[str] = TABLE_ENCODINGS) -> str | None:
    """The text in the first encoding that fits."""
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return None


class _Reader:
    """Reads one pack; what is wrong with it goes to the problems, and reading stops only where it must."""

    def __init__(self, root: Path, problems: Problems) -> None:
        self._root = root
        self._problems = problems
        self._tell_key = problems.tell_key

    def pack(self) -> Pack:
        """The pack, with whatever could be read."""
        data = self._toml()
        self._unknown(data, _PACK_KEYS, None)
        named = {key: self._text(data, key, None) for key in _PACK_KEYS[:3]}
        tables = data.get("lists")
        if not isinstance(tables, list) or not tables or not all(isinstance(t, dict) for t in tables):
            raise self._stopped("没有 [[lists]]，一个规范包至少要有一组词语。", FILE_NAME)
        lists = tuple(filter(None, (self._list(table, n) for n, table in enumerate(tables))))
        return Pack(**named, lists=lists, source=str(self._root))

    def _stopped(self, message: str, name: str, line: int | None = None) -> PackError:
        self._problems.tell(message, name, line)
        return PackError(tuple(self._problems.told))

    def _toml(self) -> dict[str, Any]:
        text = self._decoded(FILE_NAME, ("utf-8-sig",), "UTF-8")
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            number = int(line[1]) if line else len(text.splitlines())
        except RecursionError:
            number = None
        raise self._stopped("不合 TOML 格式，请检查引号、等号和方括号。", FILE_NAME, number)

    def _decoded(self, name: str, encodings: Iterable[str], wanted: str) -> str:
        try:
            data = self._root.joinpath(name).read_bytes()
        except OSError as error:
            raise self._stopped(f"读不出来（{reason(error)}），请检查路径。", name) from None
        except ValueError:
            raise self._stopped("文件名不对，请检查路径。", name) from None
        if len(data) > _MOST_BYTES[Path(name).suffix.lower()]:
            raise self._stopped("文件太大，请拆小或删去用不着的行。", name)
        text = decoded(data, encodings)
        if text is None:
            raise self._stopped(f"编码认不出来，请另存为 {wanted}。", name)
        self._problems.keep(name, text)
        return text

    def _unknown(self, table: dict[str, Any], known: tuple[str, ...], index: int | None) -> None:
        for key in table:
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                hint = f"是不是“{near[0]}”" if near else f"可用：{'、'.join(known)}"
                self._tell_key(f"不认识的设置“{key}”，{hint}。", key, index)

    def _text(self, table: dict[str, Any], key: str, index: int | None) -> str:
        value = table.get(key)
        if isinstance(value, str) and value.strip():
            return value
        self._tell_key(f"{key} {'应为文字，用引号括起' if key in table else '没有写'}。", key, index)
        return ""

    def _list(self, table: dict[str, Any], index: int) -> WordList | None:
        from qc.packs.table import rows_of

        told = len(self._problems.told)
        self._unknown(table, _LIST_KEYS, index)
        texts = {key: self._text(table, key, index) for key in _TEXT_KEYS}
        self._norm(table.get("norm"), index)
        self._examples(table.get("examples"), index)
        for key in _FLAGS:
            if not isinstance(table.get(key, False), bool):
                self._tell_key(f"{key} 应为 true 或 false。", key, index)
        if len(self._problems.told) == told:
            self._values(texts, NormKind(table["norm"].get("kind", "custom")), index)
        if len(self._problems.told) > told:
            return None
        text = self._decoded(texts["file"], TABLE_ENCODINGS, "UTF-8 或 GB18030 编码的 CSV")
        return _word_list(table, tuple(rows_of(text, Kind(texts["kind"]), texts["file"], self._problems)))

    def _norm(self, norm: Any, index: int) -> None:
        if not isinstance(norm, dict):
            self._tell_key('norm 应写成 {title = "依据的名称", kind = "custom"}。', "norm", index)
            return
        self._unknown(norm, _NORM_KEYS, index)
        title, clause = norm.get("title"), norm.get("clause")
        if not isinstance(title, str) or not title.strip() or not isinstance(clause, str | None):
            self._tell_key("norm 里要有文字写的 title（依据的名称），可以有 clause（条款）。", "norm", index)
        if norm.get("kind", "custom") not in list(NormKind):
            self._tell_key(f"norm 的 kind 应为 {'、'.join(NormKind)} 之一。", "norm", index)

    def _examples(self, examples: Any, index: int) -> None:
        if not isinstance(examples, list) or not all(isinstance(e, str) for e in examples):
            self._tell_key("examples 应为一列例句，用方括号括起。", "examples", index)
        elif not any("⟦" in e for e in examples) or all("⟦" in e for e in examples):
            wanted = "examples 里至少要有一个会提示的例句（用⟦⟧标出）和一个不提示的例句。"
            self._tell_key(wanted, "examples", index)

    def _values(self, texts: dict[str, str], norm: NormKind, index: int) -> None:
        """Keys whose value must be of a certain form."""
        from qc.packs.table import fault_of_message

        if not _ID.fullmatch(texts["id"]):
            wanted = f"“准则/名称”，准则为 {'、'.join(Criterion)} 之一，名称用小写英文字母、数字和短横线"
            self._tell_key(f"id 应写成{wanted}。", "id", index)
        if texts["kind"] not in list(Kind):
            self._tell_key(f"kind 应为 {'、'.join(f'{k}（{k.zh}）' for k in Kind)} 之一。", "kind", index)
        elif fault := fault_of_message(texts["message"], Kind(texts["kind"])):
            self._tell_key(fault, "message", index)
        if texts["severity"] not in list(Severity):
            self._tell_key(f"severity 应为 {'、'.join(Severity)} 之一。", "severity", index)
        if norm.verb != "规定" and "规定" in texts["message"]:
            wanted = "只有依据是法律、法规、标准的才能说“规定”，请改说“建议”，或改 norm 的 kind。"
            self._tell_key(wanted, "message", index)
        file = Path(texts["file"])
        if file.is_absolute() or ".." in file.parts or file.suffix.lower() != ".csv" or "\\" in texts["file"]:
            self._tell_key("file 应为规范包文件夹里的 .csv 文件。", "file", index)
