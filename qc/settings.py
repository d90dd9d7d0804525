"""The office's settings: found, read, validated, frozen.

``qc.toml`` is looked for beside the draft, in the parent folders, then in the user's own folder. An unknown
key or a wrong type is an error that names file and line.
"""

from __future__ import annotations

import difflib
import math
import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from qc.errors import SettingsError, reason
from qc.packs.pack import Packs

FILE_NAME = "qc.toml"
_LARGEST = 1_000_000
LEVELS = ("error", "warning", "advice", "off")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Numbers that checks compare with; lengths in characters."""

    title_max: int = 30
    sentence_max: int = 80
    paragraph_max: int = 400
    dynamic_max: int = 600
    experience_max: int = 1500
    problem_max: int = 1500
    warning_max: int = 1200
    lead_max: int = 60
    genre_margin: float = 0.15


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Freshness bands in days (upper ends of bands 1-4) and the emergency limit in hours."""

    dynamic_days: tuple[int, ...] = (1, 3, 7, 30)
    problem_days: int = 15
    experience_days: int = 90
    emergency_hours: float = 2.0


@dataclass(frozen=True, slots=True)
class Allow:
    """Words and names that are never reported; ``checks`` maps a check id to words that it alone never reports."""

    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    checks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def any(self) -> bool:
        """True when something is allowed at all."""
        return bool(self.words or self.names or self.checks)


@dataclass(frozen=True, slots=True)
class Home:
    """The office's own region and unit names."""

    region: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Files:
    """Limits on input files, in megabytes."""

    max_mb: float = 20.0
    max_unpacked_mb: float = 200.0


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an office can set.

    checks: a check id to a level or ``off``; packs: the office's own norms, read and proved.
    """

    checks: Mapping[str, str] = field(default_factory=dict)
    thresholds: Thresholds = Thresholds()
    deadlines: Deadlines = Deadlines()
    allow: Allow = Allow()
    home: Home = Home()
    files: Files = Files()
    packs: Packs = ()
    tokenizer: str = "auto"
    baseline: Path | None = None
    source: Path | None = None
    text: str = ""

    def where(self, key: str) -> str:
        """File and line of a key, for error messages."""
        return _where(self.source, self.text, key)


def find_settings(start: Path) -> Path | None:
    """Return the nearest ``qc.toml`` at or above a path, else the user's own, else ``None``."""
    here = start.resolve()
    folders = [here, *here.parents] if here.is_dir() else list(here.parents)
    base = os.environ.get("APPDATA") or os.environ.get("XDG_CONFIG_HOME")
    folders.append(Path(base) / "qc" if base else Path.home() / ".config" / "qc")
    return next((f / FILE_NAME for f in folders if (f / FILE_NAME).is_file()), None)


def load_settings(path: Path) -> Settings:
    """Read and validate one settings file.

    Raises:
        SettingsError: the file is missing, no TOML, or holds an unknown key or a wrong value.
    """
    try:
        # Notepad writes a byte order mark, which tomllib refuses.
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SettingsError(f"配置文件 {path} 读不出来（{reason(error)}），请检查路径。") from None
    except UnicodeDecodeError:
        raise SettingsError(f"配置文件 {path} 不是 UTF-8 编码，请另存为 UTF-8。") from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        place = f"第 {line[1]} 行" if line else "末尾"
        raise SettingsError(f"配置文件 {path} {place}不合 TOML 格式，请检查引号、等号和方括号。") from None
    return _build(data, path, text)


_TABLES = {
    "thresholds": Thresholds,
    "deadlines": Deadlines,
    "allow": Allow,
    "home": Home,
    "files": Files,
}


def _build(data: dict[str, Any], path: Path, text: str) -> Settings:
    known: dict[str, Any] = {}
    for key, value in data.items():
        if key == "checks":
            known[key] = dict(_check_levels(value, path, text))
        elif key == "tokenizer":
            if value not in ("auto", "jieba", "rjieba"):
                raise SettingsError(f"{_where(path, text, key)}：tokenizer 应为 auto、jieba 或 rjieba。")
            known[key] = value
        elif key == "baseline":
            known[key] = path.parent / _text(key, value, path, text)
        elif key == "packs":
            known[key] = _packs(value, path, text)
        elif key in _TABLES:
            known[key] = _table(_TABLES[key], key, value, path, text)
        else:
            allowed = [*_TABLES, "checks", "packs", "tokenizer", "baseline"]
            raise SettingsError(_unknown(key, allowed, path, text))
    return Settings(**known, source=path, text=text)


def _packs(value: Any, path: Path, text: str) -> Packs:
    if not isinstance(value, list) or not all(isinstance(folder, str) and folder for folder in value):
        raise SettingsError(f"{_where(path, text, 'packs')}：packs 应为一列文件夹路径，用方括号括起。")
    from qc.packs.reading import read_pack

    folders = [path.parent / folder for folder in value]
    for folder in folders:
        if not folder.is_dir():
            raise SettingsError(f"{_where(path, text, 'packs')}：没有规范包文件夹 {folder}，请检查路径。")
    return tuple(read_pack(folder) for folder in dict.fromkeys(folders))


def _check_levels(value: Any, path: Path, text: str) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict):
        raise SettingsError(f"{_where(path, text, 'checks')}：checks 应为一张表，如 [checks]。")
    for name, level in value.items():
        if level not in LEVELS:
            raise SettingsError(
                f"{_where(path, text, name)}：检查项“{name}”的级别应为 {'、'.join(LEVELS)} 之一。"
            )
        yield name, level


def _table(kind: Callable[..., Any], name: str, value: Any, path: Path, text: str) -> Any:
    if not isinstance(value, dict):
        raise SettingsError(f"{_where(path, text, name)}：{name} 应为一张表，如 [{name}]。")
    defaults = kind()
    allowed = {f.name: getattr(defaults, f.name) for f in fields(defaults)}
    given = {}
    for key, item in value.items():
        if key not in allowed:
            raise SettingsError(_unknown(key, list(allowed), path, text))
        given[key] = _value(key, item, allowed[key], path, text)
    return kind(**given)


def _text(key: str, value: Any, path: Path, text: str) -> str:
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise SettingsError(f"{_where(path, text, key)}：{key} 应为文件名，用引号括起。")
    return value


def _words_by_check(item: Any, path: Path, text: str) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(item, dict):
        raise SettingsError(f"{_where(path, text, 'checks')}：allow.checks 应为一张表，如 [allow.checks]。")
    return {name: _value(name, words, (), path, text) for name, words in item.items()}


def _value(key: str, item: Any, default: Any, path: Path, text: str) -> Any:
    if isinstance(default, dict):
        return _words_by_check(item, path, text)
    if isinstance(default, tuple):
        kind = int if default and isinstance(default[0], int) else str
        sound = isinstance(item, list) and all(type(x) is kind for x in item)
        if kind is int and sound:
            sound = len(item) == len(default) and item == sorted(item) and item[0] >= 0
        if not sound:
            need = f"{len(default)} 个从小到大的整数" if kind is int else "一列文字"
            raise SettingsError(f"{_where(path, text, key)}：{key} 应为{need}，用方括号括起。")
        return tuple(item)
    whole = isinstance(default, int)
    sound = isinstance(item, int if whole else (int, float)) and not isinstance(item, bool)
    if not sound or not math.isfinite(item) or item <= 0 or item > _LARGEST:
        need = "正整数" if whole else "大于 0 的数"
        raise SettingsError(f"{_where(path, text, key)}：{key} 应为{need}。")
    if key == "genre_margin" and item >= 1:
        raise SettingsError(f"{_where(path, text, key)}：genre_margin 应在 0 和 1 之间。")
    return item


def _unknown(key: str, allowed: list[str], path: Path, text: str) -> str:
    near = difflib.get_close_matches(key, allowed, 1)
    hint = f"，是不是“{near[0]}”" if near else f"，可用：{'、'.join(sorted(allowed))}"
    return f"{_where(path, text, key)}：不认识的设置“{key}”{hint}。"


def _where(path: Path | None, text: str, key: str) -> str:
    pattern = re.compile(rf"^\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*(?:=|\]|\.)")
    for number, line in enumerate(text.splitlines(), 1):
        if pattern.match(line):
            return f"配置文件 {path} 第 {number} 行“{line.strip()}”"
    return f"配置文件 {path}"
