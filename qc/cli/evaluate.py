"""``qc evaluate``: measure the genre model."""

import json
from pathlib import Path

import click

from qc.cli.chinese import ChineseCommand


@click.command("evaluate", cls=ChineseCommand)
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="语料...")
@click.option(
    "--cross-validate", "crossed", is_flag=True, help="在语料上按作者交叉验证，而不是评估现有模型。"
)
def command(corpus: tuple[Path, ...], crossed: bool) -> None:
    """在标注稿件上评估体裁模型：准确率、宏平均 F1、混淆矩阵、校准误差。"""
    from qc.genre.corpus import read_corpus
    from qc.genre.evaluate import cross_validate, evaluate
    from qc.genre.model import default_model

    records = read_corpus(*corpus)
    if crossed:
        _, figures = cross_validate(records)
    else:
        figures = evaluate(default_model(), records)
    click.echo(json.dumps(figures, ensure_ascii=False, indent=2))
