r"""Offline quality checker and genre classifier for Chinese government-information drafts.

Importing the package loads no dictionary and no model; the functions do so when first called.

>>> import qc
>>> report = qc.check("春耕现场会召开\n近日，全县召开春耕现场会，部署播种面积14.8万亩。")
>>> [(f.check, f.text) for f in report.findings]
[('timely/vague-time', '近日')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qc.version import __version__

if TYPE_CHECKING:
    from qc.api import check, check_bulletin, check_file, classify, facts
    from qc.report import Genre, Report

__all__ = ["Genre", "Report", "__version__", "check", "check_bulletin", "check_file", "classify", "facts"]


def __getattr__(name: str) -> Any:
    if name in ("check", "check_bulletin", "check_file", "classify", "facts"):
        from qc import api

        return getattr(api, name)
    if name in ("Genre", "Report"):
        from qc import report

        return getattr(report, name)
    raise AttributeError(f"module 'qc' has no attribute {name!r}")
