"""``qc explain``: the page of one check."""

import click

from qc.checks.registry import find_check, near_ids
from qc.cli.chinese import ChineseCommand
from qc.errors import UsageError
from qc.reporting.catalogue import explain


@click.command("explain", cls=ChineseCommand)
@click.argument("check", metavar="检查项")
def command(check: str) -> None:
    """说明一个检查项：依据、为什么、例子、怎样关闭。"""
    found = find_check(check)
    if found is None:
        near = near_ids(check)
        hint = f"，是不是 {' 或 '.join(near)}" if near else "，用 qc checks 查看全部检查项"
        raise UsageError(f"没有名为“{check}”的检查项{hint}。")
    click.echo(explain(found), nl=False)
