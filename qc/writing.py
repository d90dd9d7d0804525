"""Write a file beside its place and move it there, so that an interrupted run leaves the old one whole."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from qc.errors import UsageError, reason


def replace_file(path: Path, data: bytes, expected: bytes | None = None) -> None:
    """Put the bytes in place of a file's own; permissions stay, and a link goes on pointing to its file.

    expected: what the file must still hold.

    Raises:
        UsageError: it cannot be written, or somebody changed it in the meantime.
    """
    target = path.resolve()
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        status = target.stat() if target.exists() else None
        if status is not None and not os.access(target, os.W_OK):
            raise UsageError(f"{path}：文件是只读的，没有写入；请去掉只读属性。")
        beside.write_bytes(data)
        if status is not None:
            with suppress(OSError, AttributeError):
                os.chown(beside, status.st_uid, status.st_gid)
            beside.chmod(status.st_mode & 0o7777)
        if expected is not None and target.read_bytes() != expected:
            raise UsageError(f"{path}：检查期间文件被改动过，没有写入；请保存后重新运行。")
        beside.replace(target)
    except OSError as error:
        raise UsageError(f"{path}：写不进去（{reason(error)}），请检查权限或是否被其他程序占用。") from None
    finally:
        with suppress(OSError):
            beside.unlink()
