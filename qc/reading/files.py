"""Choose the reader for a path, standard input or a text given by a program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qc.draft import Draft, Origin
from qc.errors import ReadingError
from qc.reading.bulletin import split_bulletin
from qc.reading.encoding import decode
from qc.reading.limits import Limits, read_bytes, signature, too_large
from qc.reading.structure import build_draft

TEXT_SUFFIXES = frozenset({".txt", ".md"})
SUFFIXES = TEXT_SUFFIXES | {".docx"}
_WRONG_TYPE = {
    "zip": "扩展名是文本，内容却是压缩包或 Word 文档，请改回正确的扩展名（如 .docx）。",
    "encrypted": "扩展名是文本，内容却是加密的 Office 文档，请取消密码并改回正确的扩展名。",
    "ole": "扩展名是文本，内容却是旧版 Office 文档，请另存为 .docx 后再查。",
    "pdf": "扩展名是文本，内容却是 PDF，请改回正确的扩展名。",
    "rtf": "扩展名是文本，内容却是 RTF，请另存为 .docx 后再查。",
}


def read_text(data: bytes, path: str | None, encoding: str | None, limits: Limits) -> list[Draft]:
    """Return the drafts in the bytes of a plain text."""
    if len(data) > limits.file_bytes:
        raise ReadingError(too_large(len(data), limits))
    if not data.strip():
        raise ReadingError("内容是空的，没有可以检查的文字。")
    kind = signature(data)
    if kind != "text":
        raise ReadingError(_WRONG_TYPE[kind])
    text, name, notices = decode(data, encoding)
    if "\0" in text:
        raise ReadingError("文件含有空字符，不是文本文件。")
    return split_bulletin(text, Origin(path=path, encoding=name, notices=notices))


def read_file(path: Path, encoding: str | None = None, limits: Limits = Limits()) -> list[Draft]:
    """Read one file into its drafts (one for each format read so far).

    Raises:
        ReadingError: the file cannot be read; the sentence says why and what to do.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES and _is_file(path):
        raise ReadingError(
            f"不支持 {suffix or '无扩展名'} 文件，目前可读 {'、'.join(sorted(SUFFIXES))}；请另存为其中一种。"
        )
    data = read_bytes(path, limits)
    if suffix == ".docx":
        from qc.reading.docx import read_docx

        return [build_draft(read_docx(data, limits), origin=Origin(path=str(path)))]
    return read_text(data, str(path), encoding, limits)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def readable_files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder that a reader exists for, in a stable order.

    Hidden files and the lock files that Word leaves beside an open document (``~$…``) are passed over.
    """
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).parts
        if (
            path.suffix.lower() in SUFFIXES
            and path.is_file()
            and not any(part.startswith((".", "~$")) for part in relative)
        ):
            yield path
