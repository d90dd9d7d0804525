"""Errors a user can act on: what is wrong, where, and what to do next, in one Chinese sentence.

The library raises them; only the command line turns them into exit codes.
"""

from __future__ import annotations

import errno


class QcError(Exception):
    """Base of every error that qc raises on purpose; ``str(error)`` is the sentence for the user."""


_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "文件或文件夹不存在",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘只读",
    errno.EBUSY: "正被其他程序占用",
}


def reason(error: OSError) -> str:
    """Say in Chinese why the operating system refused."""
    return _REASONS.get(error.errno or 0, f"系统错误 {error.errno}")


class UsageError(QcError):
    """A wrong argument or option (exit code 2)."""


class SettingsError(QcError):
    """A configuration file or a pack that cannot be used (exit code 2)."""


class ReadingError(QcError):
    """An input that cannot be read as a draft (exit code 3)."""


class ModelError(QcError):
    """A model file that is missing, damaged or does not fit this version (exit code 2)."""


class PackError(SettingsError):
    """A pack that cannot be used; ``problems`` holds one sentence per mistake, with file, line and the line."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        more = f"（另有 {len(problems) - 1} 处，用 qc pack check 查看全部）" if len(problems) > 1 else ""
        super().__init__(problems[0] + more)
