"""What the checks on figures share: reading the words around a figure, and showing a recomputation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qc.extraction.facts import Facts, Sentence
from qc.extraction.quantities import Quantity
from qc.segmentation.patterns import lazy

_CLAUSE = lazy(r"[,;:。!?()\n]")
_FILLER = lazy(r"(?:已经?|共|总|累计|计|达到?|为|有|是|的|约|近|超|至|到|了|仅|只|则|均)+$")


def sentences_with_figures(facts: Facts, least: int) -> Iterator[tuple[Sentence, Sequence[Quantity]]]:
    """Yield the sentences that hold at least so many quantities, with them."""
    for pair in facts.counted_sentences:
        if len(pair[1]) >= least:
            yield pair


_CONTINUES = lazy(
    r"(?:其中|分别|具体|按[\u4e00-\u9fff]{1,6}[分看]|从[\u4e00-\u9fff]{1,8}看|上述|分[\u4e00-\u9fff]{1,6}看)"
)


def passages(facts: Facts, least: int) -> Iterator[tuple[int, int, Sequence[Quantity]]]:
    """Yield stretches with at least so many quantities as (start, end, quantities).

    A stretch is a sentence, with the one before it in the same paragraph where it begins with 其中 or the like.
    """
    last: tuple[Sentence, Sequence[Quantity]] | None = None
    for sentence, quantities in facts.counted_sentences:
        if (
            last is not None
            and last[0].paragraph == sentence.paragraph
            and sentence.start - last[0].end <= 1
            and _CONTINUES.match(facts.plain, sentence.start)
        ):
            both = (*last[1], *quantities)
            if len(both) >= least:
                yield last[0].start, sentence.end, both
        elif len(quantities) >= least:
            yield sentence.start, sentence.end, quantities
        last = sentence, quantities


def before(facts: Facts, quantity: Quantity, length: int = 12) -> str:
    """The words just before a figure, back to the last mark."""
    text = facts.plain[max(0, quantity.start - length) : quantity.start]
    return _CLAUSE.split(text)[-1]


def after(facts: Facts, quantity: Quantity, length: int = 12) -> str:
    """The words just after a figure, up to the next mark."""
    return _CLAUSE.split(facts.plain[quantity.end : quantity.end + length])[0]


def head(facts: Facts, quantity: Quantity) -> str:
    """What the figure counts, as far as the words before it tell: 参保率 of 参保率达98.6%."""
    return _FILLER.sub("", before(facts, quantity))


def percent(value: float) -> str:
    """A percentage as it is usually written.

    >>> percent(19.82), percent(20.0)
    ('19.8%', '20%')
    """
    return f"{value:.1f}".rstrip("0").rstrip(".") + "%"


def plain_number(value: float) -> str:
    """A figure in 亿 or 万 where it is large.

    >>> plain_number(39050000.0), plain_number(96.0)
    ('3905万', '96')
    """
    for scale, name in ((1e8, "亿"), (1e4, "万")):
        if abs(value) >= scale:
            return f"{value / scale:.4g}{name}" if value / scale < 1e4 else f"{value / scale:.0f}{name}"
    return f"{value:.6g}"


def digits(quantity: Quantity) -> list[str]:
    """The digits of a figure in order of size, alike for 52.6 and 56.2 but not for 1 and 10."""
    return sorted(f"{quantity.value:.6f}".rstrip("0"))
