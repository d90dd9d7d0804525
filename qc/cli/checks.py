"""``qc checks``: the catalogue."""

from pathlib import Path

import click

from qc.checks.registry import all_checks
from qc.cli.chinese import ChineseCommand
from qc.cli.inputs import Options, settings_for
from qc.reporting.catalogue import listing, markdown


@click.command("checks", cls=ChineseCommand)
@click.option(
    "--markdown", "as_markdown", is_flag=True, help="输出 Markdown 表格（qc/checks/CATALOGUE.md 的内容）。"
)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="文件", help="写入文件，不写到屏幕。"
)
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件",
    help="使用这个配置文件里的规范包，不再查找 qc.toml。",
)
@click.option("--isolated", is_flag=True, help="不使用任何配置文件。")
def command(as_markdown: bool, output: Path | None, config: Path | None, isolated: bool) -> None:
    """列出全部检查项，包括 qc.toml 里规范包的。"""
    settings = settings_for(Path.cwd(), Options(config=config, isolated=isolated))
    page = (markdown if as_markdown else listing)(all_checks(settings.packs))
    if output is None:
        click.echo(page, nl=False)
    else:
        output.write_text(page, encoding="utf-8", newline="\n")
