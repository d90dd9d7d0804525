"""click in Chinese: headings, the help option and the sentences for wrong usage."""

from __future__ import annotations

import difflib
from typing import Any

import click


def say(message: str) -> None:
    """Write one line for the user to standard error."""
    click.echo(f"qc：{message}", err=True)


_HEADINGS = {"Options": "选项", "Commands": "命令"}


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(
            prog,
            args.replace("[OPTIONS]", "[选项]")
            .replace("[COMMAND]", "命令")
            .replace("[ARGS]...", "[参数]..."),
            "用法：",
        )

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}\uff1a\n")


class _Context(click.Context):
    formatter_class = _Formatter

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("help_option_names", ["-h", "--help"])
        super().__init__(*args, **kwargs)


def _help_option(command: click.Command, ctx: click.Context) -> click.Option | None:
    option = click.Command.get_help_option(command, ctx)
    if option is not None:
        option.help = "显示这段说明。"
    return option


class ChineseCommand(click.Command):
    """A command whose help is in Chinese."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option with a Chinese text."""
        return _help_option(self, ctx)


class ChineseGroup(click.Group):
    """A group whose help is in Chinese."""

    context_class = _Context
    command_class = ChineseCommand

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option with a Chinese text."""
        return _help_option(self, ctx)

    def summary_of(self, name: str) -> str:
        """The line shown for a command in the list of commands."""
        raise NotImplementedError

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.summary_of(name)) for name in self.list_commands(ctx)])


def usage_sentence(error: click.UsageError) -> str:
    """Say in one Chinese sentence what was wrong with the call."""
    sentence = _sentence(error)
    command = error.ctx.command_path if error.ctx else "qc"
    return f"{sentence}用 {command} --help 查看用法。"


def _sentence(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        close = f"，是不是 {error.possibilities[0]}" if error.possibilities else ""
        return f"没有选项 {error.option_name}{close}。"
    if isinstance(error, click.MissingParameter):
        return f"缺少参数 {_name(error.param)}。"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 后面缺少内容或用法不对。"
    if isinstance(error, click.BadParameter):
        return f"{_name(error.param)} 的值不对{_expected(error.param)}。"
    text = error.format_message()
    if text.startswith("No such command"):
        typed = text[len("No such command ") :].rstrip(".")[1:-1]
        near = difflib.get_close_matches(typed, _command_names(error.ctx), 1)
        return f"没有命令 {typed}" + (f"，是不是 {near[0]}。" if near else "。")
    return "参数多了或少了。"


def _command_names(ctx: click.Context | None) -> list[str]:
    group = ctx.command if ctx else None
    return group.list_commands(ctx) if isinstance(group, click.Group) and ctx else []


def _expected(param: click.Parameter | None) -> str:
    kind = param.type if param else None
    if isinstance(kind, click.Choice):
        return f"，可用：{'、'.join(map(str, kind.choices))}"
    if isinstance(kind, click.Path):
        return "，应为文件" if not kind.dir_okay else "，应为文件夹"
    return "，应为整数" if kind is click.INT else ""


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "参数"
    if isinstance(param, click.Argument):
        return param.metavar or (param.name or "").upper()
    return "/".join(param.opts)
