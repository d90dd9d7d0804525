"""Train the genre model on labelled drafts. scikit-learn is used here and in ``evaluate`` only."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import sklearn
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from qc.extraction.facts import extract
from qc.genre.corpus import Record, corpus_hash
from qc.genre.features import occurrences, vector
from qc.genre.model import FORMAT
from qc.reading.files import draft_from_text
from qc.report import GENRES
from qc.version import __version__

MIN_TEXTS = 2  # a feature seen in one text only tells more about the text than about the genre
STRENGTH = 6.0  # C of the logistic regression, chosen by cross-validation over authors
SEED = 20260305


@dataclass
class Trained:
    """A fitted model, still with its scikit-learn parts."""

    vectorizer: DictVectorizer
    learner: LogisticRegression
    temperature: float = 1.0


Values = Mapping[str, float]


def feature_values(title: str, text: str) -> dict[str, float]:
    """The feature values of one draft given as title and body, either of them possibly empty."""
    draft = draft_from_text(text, title=title) if text else draft_from_text(title)
    return vector(list(occurrences(extract(draft))))


def views(record: Record) -> list[dict[str, float]]:
    """The whole draft, its title alone and its body alone, so that each kind of input is learned."""
    made = [feature_values(record.title, record.text)]
    if record.title and record.text:
        made += [feature_values(record.title, ""), feature_values("", record.text)]
    return made


def fit(samples: Sequence[Values], labels: Sequence[str], weights: Sequence[float] | None = None) -> Trained:
    """Fit the learner on feature values."""
    texts = Counter(name for values in samples for name in values)
    kept = [{n: v for n, v in values.items() if texts[n] >= MIN_TEXTS} for values in samples]
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform(kept)
    learner = LogisticRegression(C=STRENGTH, max_iter=2000)
    learner.fit(matrix, list(labels), sample_weight=weights)
    return Trained(vectorizer, learner)


def fit_records(records: Sequence[Record], made: Callable[[Record], list[dict[str, float]]] = views) -> Trained:
    """Fit on all views of the records; the partial views together weigh as much as the whole draft."""
    samples: list[Values] = []
    labels: list[str] = []
    weights: list[float] = []
    for record in records:
        for number, values in enumerate(made(record)):
            samples.append(values)
            labels.append(record.label)
            weights.append(1.0 if number == 0 else 0.5)
    return fit(samples, labels, weights)


def logits(trained: Trained, samples: Sequence[Values]) -> np.ndarray:
    """Scores of shape (samples, labels), labels in the order of GENRES."""
    raw = trained.learner.decision_function(trained.vectorizer.transform(samples))
    order = [list(trained.learner.classes_).index(g) for g in GENRES]
    return np.asarray(raw)[:, order]


def calibrate(scores: np.ndarray, labels: Sequence[str]) -> float:
    """The temperature that minimises the log loss of held-out scores (one number, searched on a grid)."""
    target = np.array([GENRES.index(label) for label in labels])
    best = (float("inf"), 1.0)
    for temperature in np.geomspace(0.2, 5.0, 121):
        scaled = scores / temperature
        scaled -= scaled.max(axis=1, keepdims=True)
        log_chances = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        best = min(best, (float(-log_chances[np.arange(len(target)), target].mean()), float(temperature)))
    return best[1]


def save(trained: Trained, records: Sequence[Record], folder: Path, figures: Mapping[str, Any]) -> None:
    """Write ``genre.npz`` and ``genre.json`` into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    order = [list(trained.learner.classes_).index(g) for g in GENRES]
    weights = trained.learner.coef_[order].T.astype(np.float32)
    bias = trained.learner.intercept_[order].astype(np.float32)
    np.savez_compressed(folder / "genre.npz", weights=weights, bias=bias)
    meta = {
        "format": FORMAT,
        "labels": list(GENRES),
        "temperature": trained.temperature,
        "figures": dict(figures),
        "corpus": {"records": len(records), "sha256": corpus_hash(list(records))},
        "versions": {"qc": __version__, "scikit-learn": sklearn.__version__, "numpy": np.__version__},
        "features": trained.vectorizer.get_feature_names_out().tolist(),
    }
    text = json.dumps(meta, ensure_ascii=False, indent=0)
    (folder / "genre.json").write_text(text + "\n", encoding="utf-8", newline="\n")
