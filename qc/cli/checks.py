"""``qc checks``: the catalogue."""

import click

from qc.checks.registry import all_checks
from qc.cli.chinese import ChineseCommand
from qc.reporting.catalogue import listing, markdown


@click.command("checks", cls=ChineseCommand)
@click.option("--markdown", "as_markdown", is_flag=True, help="输出 Markdown 表格（qc/checks/CATALOGUE.md 的内容）。")
def command(as_markdown: bool) -> None:
    """列出全部检查项。"""
    click.echo((markdown if as_markdown else listing)(all_checks()), nl=False)
