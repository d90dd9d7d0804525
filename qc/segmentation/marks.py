"""Punctuation in both its forms, for character classes: archives hold full-width and ASCII marks alike."""

from __future__ import annotations

COMMA = ",\uff0c"
COLON = ":\uff1a"
SEMICOLON = ";\uff1b"
QUESTION = "?\uff1f"
EXCLAMATION = "!\uff01"
STOP = "\u3002"
LEFT = "(\uff08"
RIGHT = ")\uff09"
SENTENCE_END = f"{STOP}{QUESTION}{EXCLAMATION}"

# Full-width forms and their ASCII ones; lengths stay equal.
_PAIRS = [(chr(0xFF10 + i), str(i)) for i in range(10)] + [
    ("\uff0c", ","), ("\uff1a", ":"), ("\uff1b", ";"), ("\uff08", "("), ("\uff09", ")"), ("\uff05", "%"),
    ("\uff1f", "?"), ("\uff01", "!"), ("\uff0e", "."), ("\uff3b", "["), ("\uff3d", "]"), ("\uff0f", "/"),
    ("\uff0d", "-"), ("\u2010", "-"), ("\u2011", "-"), ("\u2013", "-"), ("\u2212", "-"), ("\u2015", "\u2014"),
    ("\uff5e", "~"), ("\u223c", "~"), ("\u301c", "~"), ("\u3000", " "), ("\xa0", " "),
]  # fmt: skip


def plain(text: str) -> str:
    """The text with full-width marks, digits and dashes in their ASCII form; offsets stay the same.

    Everything downstream matches on this form, so that both forms are read alike.

    >>> plain("３月５日\uff0c合格率９８\uff05")
    '3月5日,合格率98%'
    """
    # Looking for each mark is four times as fast as str.translate, which looks up every character.
    for full, half in _PAIRS:
        if full in text:
            text = text.replace(full, half)
    return text
