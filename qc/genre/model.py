"""Load the genre model and use it; no scikit-learn here.

The model is two files: ``genre.npz`` with the arrays ``weights`` (features x labels), ``bias`` (labels) and
``idf`` (features), and ``genre.json`` with the feature names, the labels, the temperature and what the model
was built from. Nothing in them is executed; a file that does not fit raises ModelError.
"""

from __future__ import annotations

import json
import math
import zipfile
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from qc.errors import ModelError
from qc.extraction.facts import Facts
from qc.genre.features import FAMILIES, scaled, seen
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
    index: Mapping[str, Mapping[str, int]]
    weights: np.ndarray
    bias: np.ndarray
    temperature: float
    meta: Mapping[str, Any]

    def scores(self, facts: Facts) -> np.ndarray:
        """Return one log-odds score per label."""
        return self._weigh(self._rows(facts))[0]

    def _rows(self, facts: Facts) -> list[tuple[int, str, list[int]]]:
        """The rows of the known features, by sentence and family."""
        found = []
        for number, family, names in seen(facts):
            known = map(self.index[family].get, names)
            found.append((number, family, [row for row in known if row is not None]))
        return found

    def _weigh(self, found: list[tuple[int, str, list[int]]]) -> tuple[np.ndarray, list[int], np.ndarray]:
        """The scores of the labels, and the share of each row in them (rows x labels)."""
        pools: defaultdict[str, list[int]] = defaultdict(list)
        for _, family, rows in found:
            pools[family] += rows
        counts = {family: Counter(pool) for family, pool in pools.items() if pool}
        rows = [row for counter in counts.values() for row in counter]
        if not rows:
            return self.bias, rows, self.weights[:0]
        amounts = [x for family, counter in counts.items() for x in scaled(family, counter.values())]
        shares = self.weights[rows]
        shares *= self._column(amounts)
        return self.bias + shares.sum(axis=0), rows, shares

    @staticmethod
    def _column(amounts: list[float]) -> np.ndarray:
        import numpy as np

        return np.array(amounts)[:, None]

    def _chances(self, raw: np.ndarray) -> dict[str, float]:
        """The calibrated probability of each label; they sum to 1."""
        scores = (raw / self.temperature).tolist()
        top = max(scores)
        odds = [math.exp(s - top) for s in scores]
        return {label: o / sum(odds) for label, o in zip(self.labels, odds, strict=True)}

    def classify(self, facts: Facts, margin: float = 0.15) -> Genre:
        """Classify a draft; below the margin of the top two a person should confirm."""
        found = self._rows(facts)
        scores, rows, shares = self._weigh(found)
        chances = self._chances(scores)
        label, second = sorted(chances, key=lambda k: -chances[k])[:2]
        return Genre(
            label=label,
            probabilities=chances,
            confident=chances[label] - chances[second] >= margin,
            second=second,
            reasons=self._reasons(
                facts, found, dict(zip(rows, self._lean(shares, label, second), strict=True))
            ),
            flags=flags(facts),
        )

    def _lean(self, shares: np.ndarray, label: str, second: str) -> list[float]:
        """How much each row spoke for the label against the second best."""
        column = shares[:, self.labels.index(label)] - shares[:, self.labels.index(second)]
        leans: list[float] = column.tolist()
        return leans

    def _reasons(
        self, facts: Facts, found: list[tuple[int, str, list[int]]], lean: Mapping[int, float]
    ) -> tuple[Evidence, ...]:
        """The sentences that spoke for the label, strongest first."""
        gains: defaultdict[int, float] = defaultdict(float)
        for number, _, rows in found:
            if rows:
                gains[number] += sum(map(lean.__getitem__, rows))
        best = sorted(((g, i) for i, g in gains.items() if g > 0), reverse=True)[:3]
        sentences = facts.sentences
        return tuple(Evidence(sentences[i].start, sentences[i].end, sentences[i].text, g) for g, i in best)


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
        and all(len(n) == 2 and n[0] in FAMILIES for n in names)
        and np.isfinite(weights).all()
        and np.isfinite(bias).all()
        and temperature > 0
    )
    if not sound:
        raise ModelError(_DAMAGED.format(why="数组与说明不符"))
    index: dict[str, dict[str, int]] = {family: {} for family in FAMILIES}
    for row, (family, name) in enumerate(names):
        index[family][name] = row
    return GenreModel(
        labels, index, weights.astype(np.float64), bias.astype(np.float64), temperature, described
    )


@cache
def default_model() -> GenreModel:
    """The model that ships with the program."""
    return load_model(model_file("genre", "genre.npz"), model_file("genre", "genre.json"))
