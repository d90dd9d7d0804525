"""The one place that finds data files shipped with the program."""

from __future__ import annotations

import csv
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from qc.errors import ModelError


def model_file(*parts: str) -> Traversable:
    """Return a file below ``models/``.

    In a wheel and in an editable install ``models/`` is the package ``qc.models``; an uninstalled
    checkout has it beside ``qc/``.
    """
    try:
        root: Traversable = resources.files("qc.models")
    except ModuleNotFoundError:
        root = Path(__file__).resolve().parent.parent / "models"
    found = root.joinpath(*parts)
    if not found.is_file():
        raise ModelError(f"找不到模型文件 models/{'/'.join(parts)}：安装不完整，请重新安装 qc。")
    return found


def pack_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a word list of the built-in pack, below ``qc/packs/builtin/``."""
    head, *rows = csv.reader(pack_text(name).splitlines())
    return [dict(zip(head, row, strict=True)) for row in rows]


def pack_text(name: str, encoding: str = "utf-8") -> str:
    """Return a file of the built-in pack as text."""
    return resources.files("qc.packs").joinpath("builtin", name).read_bytes().decode(encoding)
