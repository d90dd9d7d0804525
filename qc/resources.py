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
    head, *rows = pack_table(name)
    return [dict(zip(head, row, strict=True)) for row in rows]


def pack_table(name: str) -> list[list[str]]:
    """Return a word list of the built-in pack as it is written, its head first."""
    text = resources.files("qc.packs").joinpath("builtin", name).read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))
