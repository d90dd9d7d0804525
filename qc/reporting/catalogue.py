"""The pages of ``qc explain``, the list of ``qc checks`` and the generated CATALOGUE.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qc.checks.check import LEFT, RIGHT, Check
from qc.finding import Criterion


def explain(check: Check) -> str:
    """Everything a clerk may want to know about one check."""
    return "\n".join(_explained(check)) + "\n"


def _explained(check: Check) -> Iterator[str]:
    yield f"{check.id}　{check.name}"
    yield f"准则：{check.criterion.zh}　默认级别：{check.severity.zh}"
    yield f"依据：{check.norm}"
    yield ""
    yield f"为什么：{check.why}"
    bad = [e for e in check.examples if LEFT in e.text]
    good = [e for e in check.examples if LEFT not in e.text]
    for name, examples in (("会提示（〖〗内是证据）：", bad), ("不提示：", good)):
        yield ""
        yield name
        for example in examples:
            shown = example.text.replace(LEFT, "〖").replace(RIGHT, "〗").replace("\n", " ／ ")
            note = f"（报送日期 {example.submitted}）" if example.submitted else ""
            yield f"  {shown}{note}"
    yield ""
    if check.fixable:
        yield "有把握的写法可以自动改正：先 qc check --diff 看改动，再 qc check --fix 写回。"
    yield f"只对一篇或一段关闭：在稿件里写“qc：忽略 {check.name}”，单独占一行或写在段末。"
    yield "关闭或改级别：在稿件所在文件夹的 qc.toml 里写"
    yield "  [checks]"
    yield f'  "{check.id}" = "off"      # 或 "error"、"warning"、"advice"'


def listing(checks: Sequence[Check]) -> str:
    """One line per check, grouped by criterion."""
    lines = []
    for criterion in Criterion:
        lines.append(f"{criterion.zh}")
        for check in checks:
            if check.criterion is criterion:
                lines.append(f"  {check.id:<30} {check.severity.zh}  {check.name}")
    lines.append("用 qc explain 检查项 查看说明。")
    return "\n".join(lines) + "\n"


def markdown(checks: Sequence[Check]) -> str:
    """The catalogue as a Markdown page (``qc/checks/CATALOGUE.md``, kept in step by a test)."""
    lines = ["# 检查项目录", "", "由 `qc checks --markdown` 生成，请勿手改。", ""]
    for criterion in Criterion:
        lines += [
            f"## {criterion.zh} {criterion.value}",
            "",
            "| 检查项 | 名称 | 默认级别 | 依据 |",
            "| --- | --- | --- | --- |",
        ]
        lines += [
            f"| `{c.id}` | {c.name} | {c.severity.zh} | {c.norm} |"
            for c in checks
            if c.criterion is criterion
        ]
        lines.append("")
    return "\n".join(lines)
