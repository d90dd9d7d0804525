"""``qc facts``: the times, quantities and sentences of a draft as JSON, or as a list for the editor to tick off."""

import json

import click

from qc.cli.chinese import ChineseCommand, say
from qc.cli.inputs import Options, read_path
from qc.errors import ReadingError


@click.command("facts", cls=ChineseCommand)
@click.argument("path", metavar="稿件")
@click.option(
    "--format",
    "form",
    type=click.Choice(("json", "text")),
    default="json",
    metavar="格式",
    help="输出格式：json（默认）；text 是逐项核实的清单。",
)
@click.option("--encoding", metavar="编码", help="文本文件的编码，如 gb18030；默认自动识别。")
@click.option("--submitted", metavar="日期", help="报送日期，用来推算“昨天”“今年”等；稿内写明的可不填。")
def command(path: str, form: str, encoding: str | None, submitted: str | None) -> None:
    """列出稿件中的时间、数字和句子，供编辑逐项核实。"""
    from qc.api import parse_when
    from qc.pipeline import facts_of

    try:
        drafts, settings = read_path(path, Options(encoding, parse_when(submitted)))
    except ReadingError as problem:
        raise ReadingError(f"{path}：{problem}") from None
    for notice in dict.fromkeys(n for d in drafts for n in d.origin.notices):
        say(f"{path}：{notice}")
    found = [facts_of(d, settings) for d in drafts]
    if form == "text":
        from qc.reporting.facts import render

        click.echo("\n".join(map(render, found)), nl=False)
        return
    document = {"version": 1, "drafts": [f.to_dict() for f in found]}
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))
