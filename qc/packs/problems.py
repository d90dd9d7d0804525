"""What is wrong with a pack, told with file, line and the line itself."""

from __future__ import annotations

import re
from pathlib import Path

FILE_NAME = "pack.toml"
_HEAD = r"\s*\[\[\s*lists\s*\]\]"
_SHOWN = 60


class Problems:
    """The sentences collected while a pack is read and proved."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._files: dict[str, list[str]] = {}
        self.told: list[str] = []

    def keep(self, name: str, text: str) -> None:
        """Remember a file's text, to show its lines."""
        self._files[name] = text.splitlines()

    def where(self, name: str, number: int | None = None) -> str:
        """File, line and the line itself, for a sentence to begin with."""
        path = str(Path(self._source) / name)
        lines = self._files.get(name, ())
        if number is None or not 0 < number <= len(lines):
            return f"规范包文件 {path}"
        shown = lines[number - 1].strip()
        return f"规范包文件 {path} 第 {number} 行“{shown[:_SHOWN]}{'…' if len(shown) > _SHOWN else ''}”"

    def tell(self, message: str, name: str, line: int | None = None) -> None:
        """Note a mistake in a file."""
        self.told.append(f"{self.where(name, line)}：{message}")

    def tell_key(self, message: str, key: str, index: int | None) -> None:
        """Note a mistake in a key of pack.toml, in its head or in the list with this index."""
        self.tell(message, FILE_NAME, self._line(key, index))

    def _line(self, key: str, index: int | None) -> int | None:
        start = 0
        for _ in range(0 if index is None else index + 1):
            start = self._find(_HEAD, start) or start
        return self._find(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", start) or start or None

    def _find(self, pattern: str, after: int) -> int | None:
        """The number of the first line of pack.toml past ``after`` that the pattern matches."""
        lines = enumerate(self._files.get(FILE_NAME, ()), 1)
        return next((n for n, line in lines if n > after and re.match(pattern, line)), None)
