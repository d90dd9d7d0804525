"""The genre model: same answers with and without scikit-learn, safe to load, reasons that are there."""

import json
import pickle
from pathlib import Path

import numpy as np
import pytest

import qc
from qc.errors import ModelError
from qc.extraction.facts import extract
from qc.genre.corpus import corpus_hash, read_corpus
from qc.genre.evaluate import cross_validate, measures
from qc.genre.model import default_model, load_model
from qc.genre.train import fit_records, logits, save, views
from qc.reading.text import draft_from_text
from qc.report import GENRES
from tests.conftest import ROOT

CORPUS = ROOT / "corpora" / "genre"
MODEL = ROOT / "models" / "genre"


def test_runtime_equals_scikit_learn(tmp_path: Path) -> None:
    records = read_corpus(CORPUS)
    trained = fit_records(records)
    trained.temperature = 0.5
    save(trained, records, tmp_path, {})
    model = load_model(tmp_path / "genre.safetensors", tmp_path / "genre.json")
    wanted = logits(trained, [views(r)[0] for r in records])
    got = np.array([model.scores(extract(draft_from_text(r.text, title=r.title))) for r in records])
    assert np.abs(wanted - got).max() < 1e-5
    assert (wanted.argmax(axis=1) == got.argmax(axis=1)).all()


def test_the_shipped_model_was_built_from_the_corpus() -> None:
    meta = default_model().meta
    records = read_corpus(CORPUS)
    assert meta["corpus"]["sha256"] == corpus_hash(records)
    assert meta["corpus"]["records"] == len(records) >= 120


def test_cross_validation_reproduces_the_figures_of_the_card() -> None:
    _, figures = cross_validate(read_corpus(CORPUS))
    published = default_model().meta["figures"]
    assert figures["drafts"]["confusion"] == published["drafts"]["confusion"]
    assert figures["drafts"]["macro_f1"] == published["drafts"]["macro_f1"]
    assert figures["drafts"]["macro_f1"] >= 0.8


def test_the_model_is_small() -> None:
    assert sum(f.stat().st_size for f in MODEL.iterdir()) < 20_000_000


@pytest.mark.parametrize("damage", ["truncate", "text", "labels", "shape", "format", "pickle"])
def test_a_damaged_model_is_refused(tmp_path: Path, damage: str) -> None:
    arrays = (MODEL / "genre.safetensors").read_bytes()
    meta = json.loads((MODEL / "genre.json").read_text(encoding="utf-8"))
    if damage == "truncate":
        arrays = arrays[: len(arrays) // 2]
    elif damage == "text":
        arrays = b"not an archive"
    elif damage == "labels":
        meta["labels"] = ["a", "b", "c", "d"]
    elif damage == "shape":
        meta["features"] = meta["features"][:-1]
    elif damage == "format":
        meta["format"] = 99
    (tmp_path / "genre.safetensors").write_bytes(arrays)
    if damage == "pickle":
        (tmp_path / "genre.safetensors").write_bytes(pickle.dumps({"weights": [1.0]}))
    (tmp_path / "genre.json").write_text(json.dumps(meta), encoding="utf-8")
    with pytest.raises(ModelError, match="已损坏"):
        load_model(tmp_path / "genre.safetensors", tmp_path / "genre.json")


def test_a_title_alone_is_classified() -> None:
    genre = qc.classify("村级光伏电站运维资金无着")
    assert genre.label in GENRES
    assert sum(genre.probabilities.values()) == pytest.approx(1)


def test_reasons_are_sentences_of_the_draft() -> None:
    text = (
        "班线停运\n2026年3月，全县班线停运11条，群众出行困难。主要原因是客源减少。建议县财政每班次补贴15元。"
    )
    report = qc.check(text)
    assert report.genre.label == "problem"
    assert report.genre.reasons
    weights = [r.weight for r in report.genre.reasons]
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("某厂发生火灾\n3月5日8时20分，东河镇一仓库发生火灾，过火面积40平方米，无人员伤亡。", "emergency"),
        ("县商务局召开学习会\n3月5日，县商务局召开专题学习会，全体干部参加，大家观看专题片。", "low_value"),
        ("建议扩大小额贷款试点\n3月5日，县人行调查企业46家，贷款缺口1.2亿元。", "proposal"),
    ],
)
def test_flags(text: str, flag: str) -> None:
    assert flag in qc.check(text).genre.flags


@pytest.mark.parametrize(
    "text",
    [
        "全县开展消防演练\n3月5日8时，全县开展消防演练，模拟仓库发生火灾，疏散群众120人。",
        "全县火灾起数下降\n1至2月，全县火灾起数同比下降31%，死亡人数为零。",
        "我县开展欠薪隐患排查\n3月5日，县人社局排查企业46家。",
    ],
)
def test_no_emergency_here(text: str) -> None:
    assert "emergency" not in qc.check(text).genre.flags


def test_measures_count_what_they_say() -> None:
    scores = np.array([[5.0, 0, 0, 0], [0, 5, 0, 0], [0, 5, 0, 0], [0, 0, 0, 5]])
    figures = measures(scores, ["dynamic", "experience", "problem", "warning"])
    assert figures["accuracy"] == 0.75
    assert figures["confusion"][2][1] == 1
