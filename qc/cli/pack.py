"""``qc pack check``: validate an office's own packs."""

from __future__ import annotations

from pathlib import Path

import click

from qc.cli.chinese import ChineseCommand, ChineseGroup, say
from qc.errors import PackError

_WRONG = 2
_SUMMARIES = {"check": "检验规范包：格式、词语、模式、例句、重名"}


class _PackGroup(ChineseGroup):
    def summary_of(self, name: str) -> str:
        """The line shown for a command."""
        return _SUMMARIES[name]


@click.group("pack", cls=_PackGroup)
def command() -> None:
    """检验本单位的规范包。"""


@command.command("check", cls=ChineseCommand)
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件夹...")
def check(folders: tuple[Path, ...]) -> int:
    """检验规范包：格式、词语、模式、例句，以及与程序自带的、彼此之间有没有重复。"""
    from qc.checks.rehearsal import rehearse
    from qc.packs.reading import read_pack

    packs, problems = [], 0
    for folder in dict.fromkeys(folders):
        try:
            packs.append(read_pack(folder))
        except PackError as error:
            problems += len(error.problems)
            for problem in error.problems:
                say(problem)
    result = rehearse(tuple(packs))
    for problem in result.problems:
        say(problem)
    for line in (*result.summary, *(f"注意：{note}" for note in result.notes)):
        click.echo(line)
    problems += len(result.problems)
    if problems:
        say(f"共有 {problems} 处要改。")
    return _WRONG if problems else 0
