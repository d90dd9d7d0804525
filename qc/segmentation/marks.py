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
DIGIT = "0-9\uff10-\uff19"
POINT = ".\uff0e"
PERCENT = "%\uff05"
DASH = "-\uff0d\u2010-\u2015~\uff5e\u223c"
OPENING = "\u201c\u2018\u300a\u3008\u300c\u300e(\uff08[\uff3b\u3010\u3014{"
CLOSING = "\u201d\u2019\u300b\u3009\u300d\u300f)\uff09]\uff3d\u3011\u3015}"
SENTENCE_END = f"{STOP}{QUESTION}{EXCLAMATION}"
CLAUSE_END = f"{COMMA}{SEMICOLON}{COLON}{SENTENCE_END}"

# Full-width digits and the marks that numbers are written with, to their ASCII forms; lengths stay equal.
TO_ASCII = {0xFF10 + i: 0x30 + i for i in range(10)} | {
    0xFF0E: 0x2E,
    0xFF05: 0x25,
    0xFF0C: 0x2C,
    0xFF1A: 0x3A,
}
_PLAIN = TO_ASCII | {
    0xFF1B: 0x3B,
    0xFF1F: 0x3F,
    0xFF01: 0x21,
    0xFF08: 0x28,
    0xFF09: 0x29,
    0xFF3B: 0x5B,
    0xFF3D: 0x5D,
    0xFF0D: 0x2D,
    0x2010: 0x2D,
    0x2011: 0x2D,
    0x2013: 0x2D,
    0x2212: 0x2D,
    0x2015: 0x2014,
    0xFF5E: 0x7E,
    0x223C: 0x7E,
    0x301C: 0x7E,
    0x3000: 0x20,
    0xA0: 0x20,
    0xFF0F: 0x2F,
}


def plain(text: str) -> str:
    """The text with full-width marks, digits and dashes in their ASCII form; offsets stay the same.

    Everything downstream matches on this form, so that both forms are read alike.

    >>> plain("３月５日\uff0c合格率９８\uff05")
    '3月5日,合格率98%'
    """
    return text.translate(_PLAIN)
