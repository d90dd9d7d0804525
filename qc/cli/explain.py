"""``qc explain``: the page of one check."""

from pathlib import Path

import click

from qc.checks.registry import find_check, near_ids
from qc.cli.chinese import ChineseCommand
from qc.cli.inputs import Options, settings_for
from qc.errors import UsageError
from qc.reporting.catalogue import explain


@click.command("explain", cls=ChineseCommand)
@click.argument("check", metavar="检查项")
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件",
    help="使用这个配置文件里的规范包，不再查找 qc.toml。",
)
@click.option("--isolated", is_flag=True, help="不使用任何配置文件。")
def command(check: str, config: Path | None, isolated: bool) -> None:
    """说明一个检查项：依据、为什么、例子、怎样关闭。"""
    packs = settings_for(Path.cwd(), Options(config=config, isolated=isolated)).packs
    found = find_check(check, packs)
    if found is None:
        near = near_ids(check, packs)
        hint = f"，是不是 {' 或 '.join(near)}" if near else "，用 qc checks 查看全部检查项"
        raise UsageError(f"没有名为“{check}”的检查项{hint}。")
    click.echo(explain(found), nl=False)
