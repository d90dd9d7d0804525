"""The command line: subcommands are imported when they are called, errors become one Chinese sentence."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from qc.cli.chinese import ChineseGroup, say, usage_sentence
from qc.errors import QcError, ReadingError

USAGE, UNREADABLE = 2, 3
_COMMANDS = {
    "check": "检查稿件：体裁、五项得分、逐处修改意见",
    "facts": "列出时间、数字和句子，供逐项核实",
    "explain": "说明一个检查项：依据、例子、怎样关闭",
    "checks": "列出全部检查项",
    "pack": "检验本单位的规范包",
    "train": "用自己的标注稿件训练体裁模型",
    "evaluate": "评估体裁模型",
}


class LazyGroup(ChineseGroup):
    """A group whose commands live in ``qc.cli.<name>`` and are imported only when used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All command names in a fixed order."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"qc.cli.{cmd_name}").command
        return command

    def summary_of(self, name: str) -> str:
        """The line shown for a command, known without importing it."""
        return _COMMANDS[name]


@click.group(cls=LazyGroup, invoke_without_command=True)
@click.version_option(
    None, "-V", "--version", package_name="qc-zhengwu", message="qc %(version)s", help="显示版本号。"
)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """政务信息质量检查与体裁分类，全程离线。"""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line and leave with the exit code of the contract."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A GBK console cannot show every character; a question mark is better than a crash.
            stream.reconfigure(errors="replace")
    try:
        sys.exit(cli.main(args=arguments, prog_name="qc", standalone_mode=False) or 0)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.UsageError as error:
        say(usage_sentence(error))
        sys.exit(USAGE)
    except click.ClickException as error:
        say(error.format_message())
        sys.exit(USAGE)
    except (click.Abort, KeyboardInterrupt):
        say("已中断。")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except ReadingError as error:
        say(str(error))
        sys.exit(UNREADABLE)
    except QcError as error:
        say(str(error))
        sys.exit(USAGE)
