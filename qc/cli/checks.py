"""``qc checks``: the catalogue."""

from pathlib import Path

import click

from qc.checks.registry import all_checks
from qc.cli.chinese import ChineseCommand
from qc.reporting.catalogue import listing, markdown


@click.command("checks", cls=ChineseCommand)
@click.option(
    "--markdown", "as_markdown", is_flag=True, help="输出 Markdown 表格（qc/checks/CATALOGUE.md 的内容）。"
)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="文件", help="写入文件，不写到屏幕。"
)
def command(as_markdown: bool, output: Path | None) -> None:
    """列出全部检查项。"""
    page = (markdown if as_markdown else listing)(all_checks())
    if output is None:
        click.echo(page, nl=False)
    else:
        output.write_text(page, encoding="utf-8", newline="\n")
