"""The report on a terminal: genre, scorecard, then the findings with the evidence marked."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from click import style

from qc.draft import Draft
from qc.finding import Criterion, Finding, Severity
from qc.report import FLAG_ZH, GENRE_ZH, NotChecked, Report

BAR = 20
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}
_CONTEXT = 18
_MOST_NAMES = 4


def render(report: Report) -> str:
    """Return the report of one draft as text; colours are stripped by the writer where there are none."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    draft = report.draft
    title = draft.title_text.strip() or _shortened(draft.text.strip())
    yield style(title, bold=True)
    if draft.origin.path:
        yield f"  文件：{draft.origin.path}"
    for notice in draft.origin.notices:
        yield style(f"  注意：{notice}", fg="yellow")
    yield "  " + "　".join(_facts_of_draft(draft))
    yield "  " + _genre_line(report)
    yield ""
    yield from _scorecard(report)
    yield ""
    yield from _findings(report)
    yield from _left_out(report)
    yield "  程序不能代为核实：" + "；".join(_not_checked(n) for n in report.not_checked if n.count)


def _not_checked(item: NotChecked) -> str:
    names = "、".join(item.names[:_MOST_NAMES]) + ("等" if len(item.names) > _MOST_NAMES else "")
    return item.what + (f" {item.count} 处" if item.count > 1 else "") + (f"（{names}）" if names else "")


def _left_out(report: Report) -> Iterator[str]:
    """How many findings are not listed, and why."""
    hidden = [
        (sum(report.suppressed.values()), "按稿内“qc：忽略”"),
        (sum(report.baseline.values()), "因基线里已有"),
    ]
    told = [f"{why}未列 {number} 处" for number, why in hidden if number]
    if told:
        yield style("  " + "，".join(told) + "。", dim=True)


def _shortened(text: str) -> str:
    return text if len(text) <= 24 else text[:24] + "…"


def _facts_of_draft(draft: Draft) -> Iterator[str]:
    yield f"单位：{draft.unit or '未写'}"
    yield f"报送日期：{str(draft.submitted) if draft.submitted else '未知'}"
    if draft.issue:
        yield f"期号：{draft.issue}"


def _genre_line(report: Report) -> str:
    genre = report.genre
    line = f"体裁：{GENRE_ZH[genre.label]}（{genre.probabilities[genre.label]:.0%}）"
    if not genre.confident:
        line += f"，也可能是{GENRE_ZH[genre.second]}，建议人工确认"
    if genre.flags:
        line += "　标记：" + "、".join(FLAG_ZH[f] for f in sorted(genre.flags))
    return line


def _scorecard(report: Report) -> Iterator[str]:
    scores = report.scores
    colour = {"accept": "green", "revise": "yellow", "return": "red"}[str(report.verdict)]
    total = "不评" if scores.overall is None else f"{scores.overall:g} 分"
    yield "  " + style(f"结论：{report.verdict.zh}", fg=colour, bold=True) + f"　总分：{total}"
    for sentence in report.verdict.reasons:
        yield f"    {sentence}"
    for criterion in Criterion:
        score = scores[criterion]
        name = _pad(criterion.zh, 8)
        if score.value is None:
            yield f"  {name} {'-' * BAR}  不评：{score.because[0].text}"
            continue
        filled = round(score.value / 100 * BAR)
        shade = "green" if score.value >= 80 else "yellow" if score.value >= 60 else "red"
        yield f"  {name} {style('#' * filled, fg=shade)}{'.' * (BAR - filled)} {score.value:>5g}"
        for reason in score.because:
            if reason.points and reason.finding is None and not reason.text.startswith("起评分"):
                yield f"           {reason.points:+g}  {reason.text}"
            elif not reason.points and reason.text.startswith("没有"):
                yield style(f"            0  {reason.text}", dim=True)
        lost = [r.points for r in score.because if r.finding is not None]
        if lost:
            yield f"           {sum(lost):+g}  {len(lost)} 处意见扣分，见下"


def _pad(text: str, width: int) -> str:
    """Pad to a width in terminal columns; a Chinese character takes two."""
    used = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    return text + " " * max(width - used, 0)


def _findings(report: Report) -> Iterator[str]:
    if not report.findings:
        yield "  没有发现需要修改的地方。"
        yield ""
        return
    counts = [(s, sum(f.severity is s for f in report.findings)) for s in Severity]
    yield f"  发现 {len(report.findings)} 处：" + "，".join(f"{s.zh} {n}" for s, n in counts if n)
    yield ""
    starts = [p.start for p in report.draft.body]
    for number, finding in enumerate(report.findings, 1):
        yield from _finding(report.draft, starts, number, finding)


def _finding(draft: Draft, starts: list[int], number: int, finding: Finding) -> Iterator[str]:
    colour = _COLOURS[finding.severity]
    label = style(f"{finding.severity.zh}", fg=colour, bold=True)
    yield f"  {number}. {label} [{finding.criterion.zh}] {finding.message}"
    yield f"     {_where(draft, starts, finding)}：{_quote(draft, finding, colour)}"
    if finding.suggestion is not None:
        yield f"     改为：{finding.suggestion or '（删去）'}"
    yield style(f"     依据：{finding.norm}　检查项：{finding.check}", dim=True)
    yield ""


def _where(draft: Draft, starts: list[int], finding: Finding) -> str:
    if draft.title and draft.title.start <= finding.start <= draft.title.end:
        return "标题"
    number = bisect_right(starts, finding.start)
    return f"第 {number} 段" if number else "正文"


def _quote(draft: Draft, finding: Finding, colour: str) -> str:
    """The evidence between 【】 with a little of what stands around it, on one line."""
    start = max(draft.text.rfind("\n", 0, finding.start) + 1, finding.start - _CONTEXT)
    stop = draft.text.find("\n", finding.end)
    end = min(stop if stop >= 0 else len(draft.text), finding.end + _CONTEXT)
    shown = finding.text.replace("\n", " ")
    if len(shown) > 60:
        shown = shown[:28] + "……" + shown[-28:]
    before, after = draft.text[start : finding.start], draft.text[finding.end : end]
    lead = "…" if start > 0 and draft.text[start - 1] != "\n" else ""
    trail = "…" if end < len(draft.text) and draft.text[end] != "\n" else ""
    return f"{lead}{before}{style(f'【{shown}】', fg=colour)}{after}{trail}"
