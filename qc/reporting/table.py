"""CSV with one row per finding, for a spreadsheet."""

from __future__ import annotations

import csv
from io import StringIO

from qc.checks.registry import find_check
from qc.report import GENRE_ZH, Report
from qc.reporting.places import Places

COLUMNS = (
    "文件", "标题", "单位", "报送日期", "体裁", "总分", "结论", "检查项", "名称", "准则", "级别", "行", "列",
    "原文", "说明", "改为", "可自动修正", "依据",
)  # fmt: skip
# A spreadsheet takes a cell that begins like this for a formula; some take the full-width signs too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# Excel takes a file without the mark for GBK.
HEAD = "\ufeff" + ",".join(COLUMNS) + "\n"


def to_rows(report: Report) -> str:
    """The findings of one draft; a draft without findings has no row."""
    draft, places = report.draft, Places(report.draft)
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    of_draft = (
        draft.origin.path or "",
        draft.title_text.strip(),
        draft.unit or "",
        draft.submitted or "",
        GENRE_ZH[report.genre.label],
        "" if report.scores.overall is None else report.scores.overall,
        report.verdict.zh,
    )
    for f in report.findings:
        check = find_check(f.check)
        at = places.position(f.start)
        named = (f.check, check.name if check else "", f.criterion.zh, f.severity.zh, at.line, at.column)
        said = (f.text, f.message, f.suggestion or "", "是" if f.fixable else "", f.norm)
        writer.writerow([safe(str(cell)) for cell in (*of_draft, *named, *said)])
    return out.getvalue()


def safe(cell: str) -> str:
    """The cell with an apostrophe before anything that would be run as a formula.

    >>> safe("=1+1"), safe("12%"), safe("@甲")
    ("'=1+1", '12%', "'@甲")
    """
    return "'" + cell if cell.lstrip(" ").startswith(_FORMULA) else cell
