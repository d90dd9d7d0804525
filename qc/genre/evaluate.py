"""Measure the genre model by cross-validation over authors, or on a corpus it has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.metrics import confusion_matrix, f1_score
from sklearn.model_selection import GroupKFold

from qc.errors import UsageError
from qc.extraction.facts import extract
from qc.genre.corpus import Record
from qc.genre.features import Seen
from qc.genre.model import GenreModel
from qc.genre.train import calibrate, fit_records, logits, views
from qc.reading.text import draft_from_text
from qc.report import GENRES


def cross_validate(records: Sequence[Record]) -> tuple[np.ndarray, dict[str, Any]]:
    """Hold out one author at a time; return the held-out scores and the figures."""
    groups = [r.group for r in records]
    labels = np.array([r.label for r in records])
    outside = [{r.label for r in records if r.group != group} for group in set(groups)]
    if not all(seen == set(GENRES) for seen in outside):
        raise UsageError("语料太少：去掉任何一位作者后，四种体裁都应当还有稿件（每种体裁至少要有两位作者）。")
    folds = GroupKFold(n_splits=min(len(set(groups)), 10))
    made = {r.id: views(r) for r in records}
    scores = np.zeros((len(records), len(GENRES)))
    titles = np.zeros_like(scores)
    for train, test in folds.split(records, labels, groups):
        trained = fit_records([records[i] for i in train], lambda r: made[r.id])
        scores[test] = logits(trained, [made[records[i].id][0] for i in test])
        titles[test] = logits(trained, [_title_view(made[records[i].id], records[i]) for i in test])
    temperature = calibrate(scores, labels.tolist())
    titled = np.array([bool(r.title) for r in records])
    figures = {
        "protocol": "cross-validation, one author held out at a time",
        "temperature": temperature,
        "drafts": measures(scores / temperature, labels.tolist()),
        "titles": measures(titles[titled] / temperature, labels[titled].tolist()),
        "hard": measures(
            (scores / temperature)[[r.hard for r in records]], [r.label for r in records if r.hard]
        ),
    }
    return scores, figures


def _title_view(made: list[list[Seen]], record: Record) -> list[Seen]:
    return made[1] if record.title and record.text else made[0]


def evaluate(model: GenreModel, records: Sequence[Record]) -> dict[str, Any]:
    """The figures of a model on labelled drafts that it has not seen."""
    scores = [
        model.scores(extract(draft_from_text(r.text, title=r.title) if r.text else draft_from_text(r.title)))
        for r in records
    ]
    return measures(np.array(scores) / model.temperature, [r.label for r in records])


def measures(scores: np.ndarray, labels: Sequence[str]) -> dict[str, Any]:
    """Accuracy, macro-F1, confusion matrix (rows: truth) and expected calibration error in ten bins."""
    if not len(labels):
        return {"texts": 0}
    target = np.array([GENRES.index(label) for label in labels])
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    chosen = chances.argmax(axis=1)
    return {
        "texts": len(labels),
        "accuracy": round(float((chosen == target).mean()), 4),
        "macro_f1": round(
            float(f1_score(target, chosen, labels=range(len(GENRES)), average="macro", zero_division=0)), 4
        ),
        "ece": round(_calibration_error(chances, target), 4),
        "confusion": confusion_matrix(target, chosen, labels=range(len(GENRES))).tolist(),
    }


def _calibration_error(chances: np.ndarray, target: np.ndarray) -> float:
    top, right = chances.max(axis=1), chances.argmax(axis=1) == target
    bins = np.minimum((top * 10).astype(int), 9)
    gaps = [
        abs(top[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist())
    ]
    return float(sum(gaps))
