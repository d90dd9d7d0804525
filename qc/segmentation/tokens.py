"""Tokens with exact offsets; the only module that knows jieba.

jieba 0.42.1 is the reference. rjieba is the same algorithm and dictionary compiled to native code; it is
used where it is installed because it loads in a tenth of the time. Both get the same office words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from itertools import accumulate
from pathlib import Path
from typing import Any, Protocol

from qc.errors import UsageError
from qc.resources import pack_rows

_SURROGATE = re.compile("[\ud800-\udfff]")


class Tokenizer(Protocol):
    """Anything that cuts a text into consecutive pieces."""

    name: str

    def cut(self, text: str) -> list[str]:
        """Return pieces whose concatenation has the same length as the text."""


class Tokens:
    """The tokens of one text: parallel lists, because a draft has hundreds of them.

    texts: the tokens; starts: their offsets, with the length of the text as a last element.
    """

    __slots__ = ("starts", "texts")

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.starts = list(accumulate(map(len, texts), initial=0))

    def is_boundary(self, offset: int) -> bool:
        """True when a token starts or ends at this offset."""
        index = bisect_left(self.starts, offset)
        return index < len(self.starts) and self.starts[index] == offset

    def whole(self, start: int, end: int) -> bool:
        """True when the span starts and ends at token boundaries."""
        return self.is_boundary(start) and self.is_boundary(end)

    def at(self, offset: int) -> str:
        """The token that covers the character at this offset."""
        return self.texts[bisect_right(self.starts, offset) - 1]

    def between(self, start: int, end: int) -> Sequence[str]:
        """The tokens that start inside the span."""
        return self.texts[
            bisect_left(self.starts, start) : min(bisect_left(self.starts, end), len(self.texts))
        ]


def office_words() -> list[tuple[str, int]]:
    """The words of the field that the general dictionary lacks or underrates, with their frequencies."""
    return [(row["word"], int(row["freq"])) for row in pack_rows("office_words.csv")]


class JiebaTokenizer:
    """The reference: jieba in precise mode with its hidden Markov model."""

    name = "jieba"

    def __init__(self) -> None:
        import logging

        import jieba

        jieba.setLogLevel(logging.WARNING)
        self._jieba = jieba.Tokenizer()  # an instance of our own leaves the module's default untouched
        self._jieba.tmp_dir = str(_cache_dir())
        for word, frequency in office_words():
            self._jieba.add_word(word, frequency)

    def cut(self, text: str) -> list[str]:
        """Cut a text into tokens."""
        pieces: list[str] = self._jieba.lcut(text)
        return pieces


class RjiebaTokenizer:
    """The same cut in native code. It refuses lone surrogates, which are replaced before cutting."""

    name = "rjieba"

    def __init__(self) -> None:
        self._jieba = _native_module().Jieba()
        for word, frequency in office_words():
            self._jieba.add_word(word, frequency, "n")

    def cut(self, text: str) -> list[str]:
        """Cut a text into tokens."""
        try:
            pieces: list[str] = self._jieba.cut(text, True)
        except UnicodeEncodeError:
            pieces = self._jieba.cut(_SURROGATE.sub("\ufffd", text), True)
        return pieces


def _cache_dir() -> Path:
    """A cache folder of the user's own: jieba's default file in the temp folder clashes between users."""
    import os
    import tempfile

    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    folder = Path(base) / "qc"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="qc-"))
    return folder


def _native_module() -> Any:
    """The native module of rjieba without its package, which would load the dictionary a second time.

    Raises:
        ImportError: rjieba is not installed.
    """
    package = find_spec("rjieba")
    native = PathFinder.find_spec("rjieba.rjieba", package.submodule_search_locations) if package else None
    if native is None or native.loader is None:
        raise ImportError("rjieba")
    module = module_from_spec(native)
    native.loader.exec_module(module)
    return module


def tokenizer(name: str = "auto") -> Tokenizer:
    """Return the tokenizer of this name; ``auto`` takes rjieba where it is installed, else jieba."""
    if name not in ("auto", "jieba", "rjieba"):
        raise UsageError(f"没有名为“{name}”的分词器，可用 auto、jieba 或 rjieba。")
    if name == "jieba":
        return _jieba()
    try:
        return _rjieba()
    except ImportError:
        if name == "rjieba":
            raise UsageError("没有安装 rjieba，请改用 auto 或 jieba。") from None
        return _jieba()


@cache
def _jieba() -> Tokenizer:
    return JiebaTokenizer()


@cache
def _rjieba() -> Tokenizer:
    return RjiebaTokenizer()
