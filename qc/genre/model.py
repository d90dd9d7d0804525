"""Load the genre model and use it; no scikit-learn here.

The model is two files: ``genre.npz`` with the arrays ``weights`` (features x labels), ``bias`` (labels) and
``idf`` (features), and ``genre.json`` with the feature names, the labels, the temperature and what the model
was built from. Nothing in them is executed; a file that does not fit raises ModelError.
"""

from __future__ import annotations

import json
import math
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from qc.errors import ModelError
from qc.extraction.facts import Facts
from qc.genre.features import Seen, occurrences, vector
from qc.genre.flags import flags
from qc.report import GENRES, Evidence, Genre
from qc.resources import model_file

if TYPE_CHECKING:
    import numpy as np

FORMAT = 1
_DAMAGED = "体裁模型文件已损坏或被改动（{why}），请重新安装 qc 或重新训练。"


@dataclass(frozen=True)
class GenreModel:
    """A linear model over named features with calibrated probabilities."""

    labels: tuple[str, ...]
    index: Mapping[str, int]
    weights: np.ndarray
    bias: np.ndarray
    temperature: float
    meta: Mapping[str, Any]

    def scores(self, values: Mapping[str, float]) -> list[float]:
        """Return one log-odds score per label."""
        rows = [(self.index[name], value) for name, value in values.items() if name in self.index]
        total = [float(b) for b in self.bias]
        if rows:
            picked = self.weights[[i for i, _ in rows]]
            for k in range(len(total)):
                total[k] += float(sum(v * w for (_, v), w in zip(rows, picked[:, k].tolist(), strict=True)))
        return total

    def probabilities(self, values: Mapping[str, float]) -> dict[str, float]:
        """Return the calibrated probability of each label; they sum to 1."""
        scores = [s / self.temperature for s in self.scores(values)]
        top = max(scores)
        odds = [math.exp(s - top) for s in scores]
        return {label: o / sum(odds) for label, o in zip(self.labels, odds, strict=True)}

    def classify(self, facts: Facts, margin: float = 0.15) -> Genre:
        """Classify a draft; below the margin of the top two a person should confirm."""
        seen = list(occurrences(facts))
        values = vector(seen)
        chances = self.probabilities(values)
        label, second = sorted(chances, key=lambda k: -chances[k])[:2]
        return Genre(
            label=label,
            probabilities=chances,
            confident=chances[label] - chances[second] >= margin,
            second=second,
            reasons=self._reasons(facts, seen, values, label, second),
            flags=flags(facts),
        )

    def _reasons(
        self, facts: Facts, seen: Sequence[Seen], values: Mapping[str, float], label: str, second: str
    ) -> tuple[Evidence, ...]:
        """The sentences that spoke for the label against the second best, strongest first."""
        first, other = self.labels.index(label), self.labels.index(second)
        counts: defaultdict[str, int] = defaultdict(int)
        for name, _, _ in seen:
            counts[name] += 1
        starts = [s.start for s in facts.sentences]
        gains: defaultdict[int, float] = defaultdict(float)
        lean = {
            name: values[name] * float(self.weights[row, first] - self.weights[row, other]) / counts[name]
            for name in values
            if (row := self.index.get(name)) is not None
        }
        from bisect import bisect_right

        for name, start, _ in seen:
            if name in lean and starts:
                gains[max(bisect_right(starts, start) - 1, 0)] += lean[name]
        best = sorted((g, i) for i, g in gains.items() if g > 0)[::-1][:3]
        return tuple(
            Evidence(facts.sentences[i].start, facts.sentences[i].end, facts.sentences[i].text, gain)
            for gain, i in best
        )


def load_model(arrays: Traversable, meta: Traversable) -> GenreModel:
    """Read a model from its two files.

    Raises:
        ModelError: a file is damaged, of another format, or the two do not belong together.
    """
    import numpy as np

    try:
        described = json.loads(meta.read_text(encoding="utf-8"))
        with np.load(BytesIO(arrays.read_bytes()), allow_pickle=False) as stored:
            weights, bias = stored["weights"], stored["bias"]
        names = described["features"]
        labels = tuple(described["labels"])
        temperature = float(described["temperature"])
        version = described["format"]
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
        raise ModelError(_DAMAGED.format(why=type(error).__name__)) from None
    if version != FORMAT:
        raise ModelError(_DAMAGED.format(why=f"格式 {version}，需要 {FORMAT}"))
    sound = (
        set(labels) == set(GENRES)
        and weights.shape == (len(names), len(labels))
        and bias.shape == (len(labels),)
        and np.isfinite(weights).all()
        and np.isfinite(bias).all()
        and temperature > 0
    )
    if not sound:
        raise ModelError(_DAMAGED.format(why="数组与说明不符"))
    index = {name: i for i, name in enumerate(names)}
    return GenreModel(labels, index, weights.astype(np.float64), bias.astype(np.float64), temperature, described)


@cache
def default_model() -> GenreModel:
    """The model that ships with the program."""
    return load_model(model_file("genre", "genre.npz"), model_file("genre", "genre.json"))
