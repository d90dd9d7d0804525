"""Load the genre model and use it; no scikit-learn here.

The model is two files: ``genre.safetensors`` with the arrays ``weights`` (features x labels) and ``bias`` (labels),
and ``genre.json`` with the feature names, the labels, the temperature and what the model was built from. Nothing in
them is executed; a file that does not fit raises ModelError.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from operator import itemgetter, mul
from typing import Any

from qc.errors import ModelError
from qc.extraction.facts import Facts
from qc.genre.arrays import unpack
from qc.genre.features import FAMILIES, scaled, seen
from qc.genre.flags import flags
from qc.report import GENRES, Evidence, Genre
from qc.resources import model_file

FORMAT = 2
_DAMAGED = "体裁模型文件已损坏或被改动（{why}），请重新安装 qc 或重新训练。"


Rows = Sequence[tuple[int, str, list[int]]]  # sentence, family, rows of the known features


@dataclass(frozen=True)
class GenreModel:
    """A linear model over named features with calibrated probabilities; ``columns``: the weights of all features for each label."""

    labels: tuple[str, ...]
    index: Mapping[str, Mapping[str, int]]
    columns: Sequence[Sequence[float]]
    bias: tuple[float, ...]
    temperature: float
    meta: Mapping[str, Any]

    def scores(self, facts: Facts) -> list[float]:
        """Return one log-odds score per label."""
        return self._scores(_amounts(self._rows(facts)))

    def _rows(self, facts: Facts) -> Rows:
        """The rows of the known features, by sentence and family."""
        found = []
        for number, family, names in seen(facts):
            known = map(self.index[family].get, names)
            found.append((number, family, [row for row in known if row is not None]))
        return found

    def _scores(self, amounts: Mapping[int, float]) -> list[float]:
        if len(amounts) < 2:
            return [
                b + sum(column[row] * x for row, x in amounts.items())
                for b, column in zip(self.bias, self.columns, strict=True)
            ]
        pick, values = itemgetter(*amounts), amounts.values()
        return [
            b + sum(map(mul, pick(column), values)) for b, column in zip(self.bias, self.columns, strict=True)
        ]

    def _chances(self, raw: Sequence[float]) -> dict[str, float]:
        """The calibrated probability of each label; they sum to 1."""
        scores = [x / self.temperature for x in raw]
        top = max(scores)
        odds = [math.exp(s - top) for s in scores]
        return {label: o / sum(odds) for label, o in zip(self.labels, odds, strict=True)}

    def classify(self, facts: Facts, margin: float = 0.15) -> Genre:
        """Classify a draft; below the margin of the top two a person should confirm."""
        found = self._rows(facts)
        amounts = _amounts(found)
        chances = self._chances(self._scores(amounts))
        label, second = sorted(chances, key=lambda k: -chances[k])[:2]
        return Genre(
            label=label,
            probabilities=chances,
            confident=chances[label] - chances[second] >= margin,
            second=second,
            reasons=self._reasons(facts, found, self._lean(amounts, label, second)),
            flags=flags(facts),
        )

    def _lean(self, amounts: Mapping[int, float], label: str, second: str) -> dict[int, float]:
        """How much each row spoke for the label against the second best."""
        for_, against = (self.columns[self.labels.index(name)] for name in (label, second))
        return {row: amount * (for_[row] - against[row]) for row, amount in amounts.items()}

    def _reasons(self, facts: Facts, found: Rows, lean: Mapping[int, float]) -> tuple[Evidence, ...]:
        """The sentences that spoke for the label, strongest first."""
        gains: defaultdict[int, float] = defaultdict(float)
        for number, _, rows in found:
            if rows:
                gains[number] += sum(map(lean.__getitem__, rows))
        best = sorted(((g, i) for i, g in gains.items() if g > 0), reverse=True)[:3]
        sentences = facts.sentences
        return tuple(Evidence(sentences[i].start, sentences[i].end, sentences[i].text, g) for g, i in best)


def _amounts(found: Rows) -> dict[int, float]:
    """The value of each row: its count, scaled within its family."""
    pools: defaultdict[str, list[int]] = defaultdict(list)
    for _, family, rows in found:
        pools[family] += rows
    amounts: dict[int, float] = {}
    for family, pool in pools.items():
        if pool:
            counts = Counter(pool)
            amounts.update(zip(counts, scaled(family, counts.values()), strict=True))
    return amounts


def load_model(arrays: Traversable, meta: Traversable) -> GenreModel:
    """Read a model from its two files.

    Raises:
        ModelError: a file is damaged, of another format, or the two do not belong together.
    """
    try:
        described = json.loads(meta.read_text(encoding="utf-8"))
        tensors = unpack(arrays.read_bytes())
        (shape, numbers), (bias_shape, bias) = tensors["weights"], tensors["bias"]
        names = described["features"]
        labels = tuple(described["labels"])
        temperature = float(described["temperature"])
        version = described["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(_DAMAGED.format(why=type(error).__name__)) from None
    if version != FORMAT:
        raise ModelError(_DAMAGED.format(why=f"格式 {version}，需要 {FORMAT}"))
    sound = (
        set(labels) == set(GENRES)
        and shape == (len(names), len(labels))
        and bias_shape == (len(labels),)
        and all(len(n) == 2 and n[0] in FAMILIES for n in names)
        and all(map(math.isfinite, numbers))
        and all(map(math.isfinite, bias))
        and temperature > 0
    )
    if not sound:
        raise ModelError(_DAMAGED.format(why="数组与说明不符"))
    index: dict[str, dict[str, int]] = {family: {} for family in FAMILIES}
    for row, (family, name) in enumerate(names):
        index[family][name] = row
    columns = [numbers[k :: len(labels)].tolist() for k in range(len(labels))]
    return GenreModel(labels, index, columns, tuple(bias), temperature, described)


@cache
def default_model() -> GenreModel:
    """The model that ships with the program."""
    return load_model(model_file("genre", "genre.safetensors"), model_file("genre", "genre.json"))
