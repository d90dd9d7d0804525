"""Patterns that are compiled when they are first used.

There are some hundreds, a page needs few of them, and compiling a class of Chinese characters takes as long as checking a
page: compiled at import they would be most of a cold start.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Stands for a pattern until a method of it is asked for; then its methods are this object's own."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._text, self._flags)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(text: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern like that of ``re.compile``; a mistake in it shows at its first use.

    >>> lazy(r"\\d+").findall("3月5日")
    ['3', '5']
    """
    return cast("re.Pattern[str]", _Lazy(text, flags))
