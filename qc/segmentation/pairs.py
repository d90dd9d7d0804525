"""Which of many pairs of characters stand in a text, decided without a step of Python per character."""

from __future__ import annotations

import sys

# A character of the basic plane is two bytes, so that a pair is one machine integer.
_ENCODING = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"


def _bytes(text: str) -> memoryview:
    return memoryview(text.encode(_ENCODING, "surrogatepass"))


class Pairs:
    """A set of pairs of characters of the basic plane, given as one string.

    The pairs of a text are looked up in a hash set, which takes longer to build than one short text takes to
    check; so the first text is checked the other way round, all pairs against those of the text.
    """

    def __init__(self, joined: str) -> None:
        self._codes = _bytes(joined).cast("I")
        self._set: frozenset[int] | None = None
        self._used = False

    def present(self, text: str) -> set[str]:
        """Return the pairs of this set that stand anywhere in the text.

        >>> sorted(Pairs("布署气侯").present("受气侯影响"))
        ['气侯']
        """
        data = _bytes(text)
        even = data[: len(data) // 4 * 4].cast("I")
        odd = data[2 : 2 + max(len(data) - 2, 0) // 4 * 4].cast("I")
        if self._used and self._set is None:
            self._set = frozenset(self._codes)
        self._used = True
        known = self._set
        found = {*even, *odd} if known is None else {*known.intersection(even), *known.intersection(odd)}
        if known is None:
            found.intersection_update(self._codes)
        return {code.to_bytes(4, sys.byteorder).decode(_ENCODING, "surrogatepass") for code in found}
