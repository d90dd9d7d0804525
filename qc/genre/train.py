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
from qc.genre.arrays import pack
from qc.genre.corpus import Record, corpus_hash
from qc.genre.features import FAMILIES, Seen, is_feature, scaled, seen
from qc.genre.model import FORMAT
from qc.reading.text import draft_from_text
from qc.report import GENRES
from qc.version import __version__

MIN_TEXTS = 2  # a feature seen in one text only tells more about the text than about the genre
STRENGTH = 3.0  # C of the logistic regression, chosen by cross-validation over authors
STRONGEST = 600  # features kept after a first fit


Known = Mapping[str, set[str]]


@dataclass
class Trained:
    """A fitted model, still with its scikit-learn parts."""

    vectorizer: DictVectorizer
    learner: LogisticRegression
    known: Known
    temperature: float = 1.0


def draft_features(title: str, text: str) -> list[Seen]:
    """The features of one draft given as title and body, either of them possibly empty."""
    draft = draft_from_text(text, title=title) if text else draft_from_text(title)
    return [Seen(*each) for each in seen(extract(draft))]


def views(record: Record) -> list[list[Seen]]:
    """The whole draft, its title alone and its body alone, so that each kind of input is learned."""
    made = [draft_features(record.title, record.text)]
    if record.title and record.text:
        made += [draft_features(record.title, ""), draft_features("", record.text)]
    return made


def vocabulary(records: Sequence[list[list[Seen]]]) -> dict[str, set[str]]:
    """The features seen in enough texts, by family; each text is given by its views."""
    texts = Counter(
        pair
        for made in records
        for pair in {(family, name) for sample in made for _, family, names in sample for name in names}
    )
    known: dict[str, set[str]] = {family: set() for family in FAMILIES}
    for (family, name), count in texts.items():
        if count >= MIN_TEXTS and is_feature(family, name):
            known[family].add(name)
    return known


def _flat(sample: list[Seen], known: Known) -> dict[tuple[str, str], float]:
    counts: dict[str, Counter[str]] = {}
    for _, family, names in sample:
        counts.setdefault(family, Counter()).update(x for x in names if x in known[family])
    return {
        (family, name): value
        for family, counter in counts.items()
        if counter
        for name, value in zip(counter, scaled(family, counter.values()), strict=True)
    }


def fit_records(records: Sequence[Record], made: Callable[[Record], list[list[Seen]]] = views) -> Trained:
    """Fit on all views of the records; the partial views together weigh as much as the whole draft."""
    seen_in = [made(record) for record in records]
    labels = [record.label for record, made_of_one in zip(records, seen_in, strict=True) for _ in made_of_one]
    weights = [1.0 if number == 0 else 0.5 for made_of_one in seen_in for number in range(len(made_of_one))]
    samples = [sample for made_of_one in seen_in for sample in made_of_one]
    first = _fit(samples, labels, weights, vocabulary(seen_in))
    return _fit(samples, labels, weights, _strongest(first))


def _fit(samples: Sequence[list[Seen]], labels: list[str], weights: list[float], known: Known) -> Trained:
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform([_flat(sample, known) for sample in samples])
    learner = LogisticRegression(C=STRENGTH, max_iter=2000)
    learner.fit(matrix, labels, sample_weight=weights)
    return Trained(vectorizer, learner, known)


def _strongest(trained: Trained) -> Known:
    """The features whose weights tell the labels apart best; the others cost time and tell nothing."""
    reach = np.ptp(trained.learner.coef_, axis=0)
    names = trained.vectorizer.feature_names_
    known: dict[str, set[str]] = {family: set() for family in FAMILIES}
    for column in np.argsort(-reach, kind="stable")[:STRONGEST]:
        family, name = names[column]
        known[family].add(name)
    return known


def logits(trained: Trained, samples: Sequence[list[Seen]]) -> np.ndarray:
    """Scores of shape (samples, labels), labels in the order of GENRES."""
    raw = trained.learner.decision_function(
        trained.vectorizer.transform([_flat(s, trained.known) for s in samples])
    )
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
    """Write ``genre.safetensors`` and ``genre.json`` into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    order = [list(trained.learner.classes_).index(g) for g in GENRES]
    weights = trained.learner.coef_[order].T
    bias = trained.learner.intercept_[order]
    tensors = {
        name: (array.shape, array.ravel().tolist()) for name, array in (("weights", weights), ("bias", bias))
    }
    (folder / "genre.safetensors").write_bytes(pack(tensors))
    meta = {
        "format": FORMAT,
        "labels": list(GENRES),
        "temperature": trained.temperature,
        "figures": dict(figures),
        "corpus": {"records": len(records), "sha256": corpus_hash(list(records))},
        "versions": {"qc": __version__, "scikit-learn": sklearn.__version__, "numpy": np.__version__},
        "features": [list(name) for name in trained.vectorizer.feature_names_],
    }
    text = json.dumps(meta, ensure_ascii=False, indent=0)
    (folder / "genre.json").write_text(text + "\n", encoding="utf-8", newline="\n")
