"""Limits that are checked before anything is unpacked, and the signatures that tell file types apart."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

from qc.errors import ReadingError, reason

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds in bytes and counts; a file beyond one of them is refused."""

    file_bytes: int = 20 * MEGABYTE
    unpacked_bytes: int = 200 * MEGABYTE
    members: int = 4096


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_bytes(path: Path, limits: Limits) -> bytes:
    """Return the bytes of a file, or say in one sentence why not."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except FileNotFoundError:
        raise ReadingError("文件不存在，请检查路径。") from None
    except IsADirectoryError:
        raise ReadingError("这个文件夹里没有可读的稿件。") from None
    except OSError as error:
        raise ReadingError(f"文件打不开（{reason(error)}），请检查路径、权限或是否被其他程序占用。") from None
    except ValueError:
        raise ReadingError("路径里有不能用的字符，请检查路径。") from None
    if len(data) > limits.file_bytes:
        raise ReadingError(too_large(max(size, len(data)), limits))
    if not data.strip():
        raise ReadingError("文件是空的，没有可以检查的内容。")
    return data


def too_large(size: int, limits: Limits) -> str:
    """The sentence for a file over the limit."""
    return (
        f"文件有 {size / MEGABYTE:.1f} MB，超过 {limits.file_bytes / MEGABYTE:.0f} MB 的上限，"
        "请拆分后再查，或在 qc.toml 中调高上限。"
    )


def signature(data: bytes) -> str:
    """Name what the bytes are by their first bytes: zip, encrypted, ole, pdf, rtf or text."""
    if data.startswith(_OLE):
        return "encrypted" if _ENCRYPTED in data else "ole"
    for mark, name in ((b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"%PDF", "pdf"), (b"{\\rtf", "rtf")):
        if data.startswith(mark):
            return name
    return "text"


def open_zip(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """Open a zip file in memory after checking its directory against the limits."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        raise ReadingError("文件不完整或已损坏（不是完好的 Word 文档），请重新保存或重新传送。") from None
    members = archive.infolist()
    if len(members) > limits.members:
        raise ReadingError(
            f"文件内含 {len(members)} 个部件，超过 {limits.members} 个的上限，不像正常的文档。"
        )
    if sum(m.file_size for m in members) > limits.unpacked_bytes:
        raise ReadingError(
            f"文件解压后超过 {limits.unpacked_bytes / MEGABYTE:.0f} MB 的上限，不像正常的文档，已停止读取。"
        )
    if any(m.flag_bits & 1 for m in members):
        raise ReadingError("文件设有密码，请取消密码保护后再查。")
    names = [m.filename for m in members]
    if len(set(names)) != len(names) or any(_strange(n) for n in names):
        raise ReadingError("文件内部的部件名称不正常（重复或越界），可能被改动过，已停止读取。")
    return archive


def _strange(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in PurePosixPath(name).parts


def read_member(archive: zipfile.ZipFile, name: str, limits: Limits) -> bytes | None:
    """Return one member, never more than the limit; ``None`` when there is no such member."""
    try:
        with archive.open(name) as member:
            data = member.read(limits.unpacked_bytes + 1)
    except KeyError:
        return None
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError, RuntimeError):
        raise ReadingError("文件不完整或已损坏（内部部件读不出来），请重新保存或重新传送。") from None
    except Exception as error:  # zlib.error and lzma.LZMAError share no base class
        raise ReadingError(f"文件已损坏（{type(error).__name__}），请重新保存或重新传送。") from None
    if len(data) > limits.unpacked_bytes:
        raise ReadingError("文件解压后的大小与登记的不符，不像正常的文档，已停止读取。")
    return data
