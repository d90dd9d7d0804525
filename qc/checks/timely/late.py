"""Reports that come too late for their kind; both checks need the submission date."""

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check
from qc.extraction.timeline import hours_to_submission, latest_event
from qc.finding import Norm, Severity


@check(
    id="timely/late-report",
    name="报送滞后",
    severity=Severity.WARNING,
    message="最近的事情发生在{text}（{day}），到报送已过{age}天，超过{limit}天。",
    norm=Norm("政务信息报送通行要求：当天采集、当天编写、当天报送"),
    examples=(
        Example("县里召开春耕现场会\n⟦2026年3月5日⟧，县里召开春耕现场会。", submitted="2026-03-20"),
        Example("县里召开春耕现场会\n2026年3月5日，县里召开春耕现场会。", submitted="2026-03-06"),
        Example("县里召开春耕现场会\n2026年3月5日，县里召开春耕现场会。"),
        Example(
            "我县推行“一表通”的做法\n2026年1月至2月，全县报表减少43张。",
            genre="experience",
            submitted="2026-03-20",
        ),
    ),
)
def late_report(context: Context) -> Iterator[Evidence]:
    """过时的信息往往是无用的信息。动态超过一周、问题和预警的最新观察超过半月、经验的数据超过三个月，都应说明或更新。"""
    if context.facts.draft.submitted is None:
        return
    latest = latest_event(context.facts)
    if latest is None or latest.age is None:
        return
    deadlines = context.settings.deadlines
    limit = {
        "dynamic": deadlines.dynamic_days[2],
        "experience": deadlines.experience_days,
    }.get(context.genre.label, deadlines.problem_days)
    if latest.age > limit:
        level = (
            Severity.ERROR
            if context.genre.label == "dynamic" and latest.age > deadlines.dynamic_days[3]
            else None
        )
        day = f"{latest.day.year}年{latest.day.month}月{latest.day.day}日"
        yield Evidence(
            latest.time.start,
            latest.time.end,
            severity=level,
            fields={"day": day, "age": latest.age, "limit": limit},
        )


@check(
    id="timely/late-emergency",
    name="突发事件迟报",
    severity=Severity.WARNING,
    message="从事发到报送约{hours:.1f}小时，超过{limit:g}小时的时限。",
    norm=Norm("突发事件信息报送时限（可在 qc.toml 的 deadlines 中改为本地规定）"),
    examples=(
        Example(
            "某镇一仓库发生火灾\n⟦2026年3月5日8时20分⟧，东河镇一仓库发生火灾，无人员伤亡。",
            submitted="2026-03-05T14:00",
            flags=("emergency",),
        ),
        Example(
            "某镇一仓库发生火灾\n2026年3月5日8时20分，东河镇一仓库发生火灾，无人员伤亡。",
            submitted="2026-03-05T09:30",
            flags=("emergency",),
        ),
    ),
)
def late_emergency(context: Context) -> Iterator[Evidence]:
    """紧急信息一般要求事发后两小时内报送；文字来不及的，先电话报、后补文字。"""
    if "emergency" not in context.genre.flags:
        return
    hours = hours_to_submission(context.facts)
    limit = context.settings.deadlines.emergency_hours
    if hours is not None and limit < hours <= 24 * 365:
        first = next(t for t in context.facts.times if t.has_clock)
        yield Evidence(first.start, first.end, fields={"hours": hours, "limit": limit})
