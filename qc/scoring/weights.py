"""The weights of the scorecard, read from ``models/score/weights.json``."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from qc.errors import ModelError
from qc.resources import model_file

FORMAT = 1


@cache
def weights() -> dict[str, Any]:
    """The weights as nested dictionaries.

    Raises:
        ModelError: the file is damaged or of another format.
    """
    try:
        data = json.loads(model_file("score", "weights.json").read_text(encoding="utf-8"))
    except ValueError:
        raise ModelError("评分权重文件 models/score/weights.json 已损坏，请重新安装 qc。") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ModelError(f"评分权重文件的格式不符（需要 {FORMAT}），请重新安装 qc。")
    return data
