"""``qc facts``: the times, quantities and sentences of a draft as JSON."""

import json
from pathlib import Path

import click

from qc.cli.chinese import ChineseCommand


@click.command("facts", cls=ChineseCommand)
@click.argument("path", metavar="稿件")
@click.option("--encoding", metavar="编码", help="文本文件的编码，如 gb18030；默认自动识别。")
def command(path: str, encoding: str | None) -> None:
    """列出稿件中的时间、数字和句子，供编辑逐项核实。"""
    from qc.api import read_drafts
    from qc.pipeline import facts_of

    drafts = read_drafts(Path(path), encoding)
    found = [facts_of(d).to_dict() for d in drafts]
    click.echo(json.dumps({"version": 1, "drafts": found}, ensure_ascii=False, indent=2))
