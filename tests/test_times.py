"""Time expressions: found, classified, resolved."""

from datetime import date

import pytest

from qc.extraction.facts import Facts, extract
from qc.extraction.times import Time, TimeKind
from qc.reading.text import draft_from_text
from tests.conftest import CASES, read_jsonl

K = TimeKind


def times(text: str, submitted: date | None = None) -> tuple[Time, ...]:
    return facts(text, submitted).times


def facts(text: str, submitted: date | None = None) -> Facts:
    return extract(draft_from_text(text).with_submitted(submitted))


KINDS = [
    ("2024年3月5日，县里开会。", "2024年3月5日", K.PRECISE),
    ("二〇二四年三月五日，县里开会。", "二〇二四年三月五日", K.PRECISE),
    ("２０２４年３月５日，县里开会。", "２０２４年３月５日", K.PRECISE),
    ("3月5日8时20分，县里接报。", "3月5日8时20分", K.PRECISE),
    ("3月5日上午8时许，县里接报。", "3月5日上午8时许", K.PRECISE),
    ("3月5日至8日，县里走访。", "3月5日至8日", K.PRECISE),
    ("3月28日至4月3日，县里走访。", "3月28日至4月3日", K.PRECISE),
    ("2024-03-05，县里开会。", "2024-03-05", K.PRECISE),
    ("3月5日前完成自查。", "3月5日", K.DEADLINE),
    ("6月底前完成。", "6月底", K.DEADLINE),
    ("1至4月，全区进出口总额17.8亿元。", "1至4月", K.PERIOD),
    ("1—4月份，全区进出口总额17.8亿元。", "1—4月份", K.PERIOD),
    ("2024年一季度，产值48亿元。", "2024年一季度", K.PERIOD),
    ("前三季度，产值48亿元。", "前三季度", K.PERIOD),
    ("2024年上半年，产值48亿元。", "2024年上半年", K.PERIOD),
    ("今年上半年，产值48亿元。", "今年上半年", K.PERIOD),
    ("去年3月，全县开工12个项目。", "去年3月", K.PERIOD),
    ("2022年3月下旬，中心投入使用。", "2022年3月下旬", K.PERIOD),
    ("近年来，群众收入提高。", "近年来", K.PERIOD),
    ("今年以来，破获案件84起。", "今年以来", K.PERIOD),
    ("目前，收购过半。", "目前", K.STATUS),
    ("年底，全县完成任务。", "年底", K.COARSE),
    ("昨天，县里开会。", "昨天", K.RELATIVE),
    ("3月5日发病，当日送医。", "当日", K.ANCHORED),
    ("尽快开工。", "尽快", K.FUTURE),
    ("近日，县里开会。", "近日", K.VAGUE),
    ("县人社局日前追回工资。", "日前", K.VAGUE),
    ("简报中“近日”一词应当少用。", "近日", K.QUOTED),
    ("近期目标是建成4个村。", "近期目标", K.PLANNING),
    ("历时三年建成。", "三年", K.PERIOD),
    ("15个工作日内办结。", "15个工作日内", K.DEADLINE),
]


@pytest.mark.parametrize(("text", "span", "kind"), KINDS)
def test_kind(text: str, span: str, kind: TimeKind) -> None:
    found = [t for t in times(text) if t.text == span]
    assert [t.kind for t in found] == [kind]


RESOLVED = [
    ("2024年3月5日，开会。", None, date(2024, 3, 5), date(2024, 3, 5)),
    ("二〇二四年三月五日，开会。", None, date(2024, 3, 5), date(2024, 3, 5)),
    ("3月5日，开会。", date(2026, 3, 8), date(2026, 3, 5), date(2026, 3, 5)),
    ("12月28日，开会。", date(2026, 1, 8), date(2025, 12, 28), date(2025, 12, 28)),
    ("2024年3月28日至4月3日，走访。", None, date(2024, 3, 28), date(2024, 4, 3)),
    ("2024年1至4月，产值。", None, date(2024, 1, 1), date(2024, 4, 30)),
    ("2024年二季度，产值。", None, date(2024, 4, 1), date(2024, 6, 30)),
    ("2024年前三季度，产值。", None, date(2024, 1, 1), date(2024, 9, 30)),
    ("2024年下半年，产值。", None, date(2024, 7, 1), date(2024, 12, 31)),
    ("去年3月，开工。", date(2026, 3, 8), date(2025, 3, 1), date(2025, 3, 31)),
    ("昨天，开会。", date(2026, 3, 1), date(2026, 2, 28), date(2026, 2, 28)),
    ("上月，开会。", date(2026, 1, 8), date(2025, 12, 1), date(2025, 12, 31)),
    ("本周，开会。", date(2026, 3, 4), date(2026, 3, 2), date(2026, 3, 8)),
    ("2月30日，开会。", date(2026, 3, 4), None, None),
    ("3月5日，开会。", None, None, None),
]


@pytest.mark.parametrize(("text", "submitted", "first", "last"), RESOLVED)
def test_resolution(text: str, submitted: date | None, first: date | None, last: date | None) -> None:
    found = times(text, submitted)[0]
    assert (found.first, found.last) == (first, last)


def test_a_year_named_before_holds_for_the_dates_after_it() -> None:
    found = times("2023年6月1日开工，8月15日完工。")
    assert found[1].first == date(2023, 8, 15)


@pytest.mark.parametrize(
    "text",
    [
        "第12期刊登。",
        "比分3:2。",
        "按1:15的比例配备。",
        "一是抓落实，二是抓督查。",
        "婴儿6月龄接种。",
        "增长12.3个百分点。",
    ],
)
def test_no_dates_here(text: str) -> None:
    assert not [t for t in times(text) if t.kind in (K.PRECISE, K.VAGUE)]


def test_vague_time_cases() -> None:
    """260 texts by another hand, in both punctuation forms: by span, as an editor would count."""
    hits = misses = alarms = 0
    for case in read_jsonl(CASES / "timing.jsonl"):
        wanted = [(v["start"], v["start"] + len(v["span"])) for v in case["vague"]]
        found = [(t.start, t.end) for t in times(case["text"]) if t.vague]
        hit = [any(a < e and s < b for s, e in found) for a, b in wanted]
        hits += sum(hit)
        misses += len(hit) - sum(hit)
        alarms += sum(not any(a < e and s < b for a, b in wanted) for s, e in found)
    assert hits / (hits + alarms) >= 0.98
    assert hits / (hits + misses) >= 0.98


def test_a_day_alone_proves_no_impossible_date() -> None:
    import qc

    for text in ("2024年2月，指数回落。统计局30日公布数据。", "勘查许可证2月到期的，应当在30日前汇交。"):
        assert not [f for f in qc.check(text).findings if f.check == "accurate/impossible-date"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("2025年12月28日至1月3日，值班。", (date(2025, 12, 28), date(2026, 1, 3))),
        ("2025年11月至次年2月，水位偏低。", (date(2025, 11, 1), date(2026, 2, 28))),
        ("2023年至2025年，投资3亿元。", (date(2023, 1, 1), date(2025, 12, 31))),
        ("2026年2月中旬，开工。", (date(2026, 2, 11), date(2026, 2, 20))),
        ("2026年一至三季度，产值。", (date(2026, 1, 1), date(2026, 9, 30))),
        ("2021年前两个季度，产值。", (date(2021, 1, 1), date(2021, 6, 30))),
        ("2022年首季度，产值。", (date(2022, 1, 1), date(2022, 3, 31))),
        ("2022年前十一个月，产值。", (date(2022, 1, 1), date(2022, 11, 30))),
        ("2013年一季度末，余额。", (date(2013, 3, 1), date(2013, 3, 31))),
        ("08年，建成。", (date(2008, 1, 1), date(2008, 12, 31))),
        ("98年4月，建成。", (date(1998, 4, 1), date(1998, 4, 30))),
        ("15年十月，建成。", (date(2015, 10, 1), date(2015, 10, 31))),
        ("2023年三月第二周，走访。", (date(2023, 3, 13), date(2023, 3, 19))),
        ("上世纪90年代，建成。", (date(1990, 1, 1), date(1999, 12, 31))),
    ],
)
def test_periods_over_new_year_and_parts_of_months(text: str, first: tuple[date, date]) -> None:
    found = times(text)[0]
    assert (found.first, found.last) == first


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("3月5日晚8时20分起火。", (20, 20)),
        ("3月5日下午3时接报。", (15, None)),
        ("3月5日中午12时接报。", (12, None)),
        ("三月五日八时二十分接报。", (8, 20)),
        ("3月5日上午9点开会。", (9, None)),
        ("3月5日零时起执行。", (0, None)),
    ],
)
def test_clock_times(text: str, clock: tuple[int, int | None]) -> None:
    assert times(text)[0].fields[3:] == clock


def test_the_next_day_is_the_next_day() -> None:
    found = times("2026年3月5日23时50分接警，次日0时12分到场，6日8时续报。")
    assert [t.first for t in found if t.has_clock or t.form == "day"] == [
        date(2026, 3, 5), date(2026, 3, 6), date(2026, 3, 6), date(2026, 3, 6),
    ]  # fmt: skip


def test_a_year_in_passing_is_not_inherited() -> None:
    found = times("与2023年相比有增长。3月5日，开会。", date(2026, 3, 6))
    assert found[-1].first == date(2026, 3, 5)


def test_plans_lie_ahead() -> None:
    found = times("计划5月20日开工。", date(2026, 3, 6))
    assert found[0].first == date(2026, 5, 20)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("近三年，完成投资。", date(2023, 3, 5), date(2026, 3, 5)),
        ("近30天，优良天数。", date(2026, 2, 3), date(2026, 3, 5)),
        ("未来48小时，有雨。", date(2026, 3, 5), date(2026, 3, 7)),
        ("去年底，开工。", date(2025, 12, 1), date(2025, 12, 31)),
        ("明年初，开工。", date(2027, 1, 1), date(2027, 2, 28)),
        ("上季度，产值。", date(2025, 10, 1), date(2025, 12, 31)),
        ("第三季度，产值。", date(2025, 7, 1), date(2025, 9, 30)),
        ("上月底，开工。", date(2026, 2, 21), date(2026, 2, 28)),
    ],
)
def test_seen_from_the_submission(text: str, first: date, last: date) -> None:
    found = times(text, date(2026, 3, 5))[0]
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("历时45天建成。", 45.0),
        ("历时两个半月建成。", 75.0),
        ("历时三个月半建成。", 105.0),
        ("历时一年零三个月建成。", 455.0),
        ("历时17个多月建成。", 510.0),
        ("72小时内办结。", 3.0),
        ("90日内办结。", 90.0),
    ],
)
def test_lengths_of_spans(text: str, days: float) -> None:
    assert [t.days for t in times(text) if t.days is not None] == [days]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023年9月开工，次年4月竣工。", 2024),
        ("2023年3月开工，同年4月竣工。", 2023),
        ("2023年3月开工，翌年4月竣工。", 2024),
        ("于2023年3月开工，4月竣工。", 2023),
    ],
)
def test_years_counted_from_the_one_before(text: str, year: int) -> None:
    assert times(text)[-1].fields[:2] == (year, 4)


def test_anchored_words_have_the_day_of_what_they_follow() -> None:
    found = times("2026年3月5日8时起火，当日扑灭，次日复产。")
    assert [t.first for t in found] == [date(2026, 3, 5), date(2026, 3, 5), date(2026, 3, 6)]


def test_the_evening_word_before_a_clock_time_is_read_with_it() -> None:
    found = times("2026年3月5日起火，当晚8时扑灭。")[-1]
    assert (found.text, found.fields[3]) == ("当晚8时", 20)


def test_a_day_without_a_month_is_the_latest_that_fits() -> None:
    found = times("去年12月立项。22日，开工。", date(2026, 3, 5))
    assert found[-1].first == date(2026, 2, 22)


@pytest.mark.parametrize(
    "text",
    ["神舟十七号发射。", "8号机组投产。", "距今5800年。", "凌晨三四点收工。", "改革开放40年初心不改。"],
)
def test_what_only_looks_like_a_date_has_no_day(text: str) -> None:
    assert not [t for t in times(text, date(2026, 3, 5)) if t.first is not None or t.has_clock]
