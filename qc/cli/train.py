"""``qc train``: train the genre model on labelled drafts."""

import json
from pathlib import Path

import click

from qc.cli.chinese import ChineseCommand


@click.command("train", cls=ChineseCommand)
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="语料...")
@click.option(
    "--output",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="文件夹",
    help="模型写到哪个文件夹。",
)
def command(corpus: tuple[Path, ...], output: Path) -> None:
    """用标注稿件（JSON Lines 或 CSV，列 id、title、text、label、author）训练体裁模型。"""
    from qc.genre.corpus import read_corpus
    from qc.genre.evaluate import cross_validate
    from qc.genre.train import fit_records, save

    records = read_corpus(*corpus)
    _, figures = cross_validate(records)
    trained = fit_records(records)
    trained.temperature = figures["temperature"]
    save(trained, records, output, figures)
    click.echo(json.dumps(figures, ensure_ascii=False, indent=2))
