"""近日、日前: a word that stands where the date of something reported is missing."""

from collections.abc import Iterator

from qc.checks.check import Context, Evidence, Example, check, severity_by_place
from qc.finding import Norm, Severity


@check(
    id="timely/vague-time",
    name="时间模糊",
    severity=Severity.WARNING,
    message="“{text}”不是确切时间，请补充具体日期（哪一天）。",
    norm=Norm("政务信息报送通行要求：不用“近日”“日前”代替日期"),
    examples=(
        Example("⟦近日⟧，全县召开春耕现场会，部署播种面积14.8万亩。"),
        Example("县人社局⟦日前⟧为87名务工人员追回工资112万元。"),
        Example("受上游来水影响，⟦近期⟧河道水位持续上涨。"),
        Example("两家企业将⟦择日⟧签约。"),
        Example("⟦X月X日⟧，县里召开动员会。"),
        Example("各乡镇于3月5日前完成自查。"),
        Example("期限届满30个工作日前提出申请。"),
        Example("加快补齐项目前期手续。"),
        Example("社区服务要贴近日常生活，方便附近日用品采购。"),
        Example("近期目标是建成4个示范村，远期目标是全域推开。"),
        Example("最近的医院距村部12公里，最近三年平均接诊800人次。"),
        Example("简报中“近日”一词应当少用，可参考《近日要情》栏目。"),
        Example("近日（3月5日），县里召开现场会。"),
        Example("7月中旬，平均气温29.3℃。"),
    ),
)
def vague_time(context: Context) -> Iterator[Evidence]:
    """写“3月5日”比写“近日”只多两个字，却多一个事实。领导据此判断事情是刚发生还是早已过去；存档之后，“近日”更无从查考。"""
    for time in context.facts.times:
        if time.vague:
            level = severity_by_place(
                context, time.start, Severity.WARNING, Severity.WARNING, Severity.ADVICE
            )
            yield Evidence(time.start, time.end, severity=level)
