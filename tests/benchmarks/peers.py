"""Other people's test cases: ``python -m tests.benchmarks.peers --recognizers DIR --jionlp DIR [--verbose]``.

DIR are checkouts of Recognizers-Text and of JioNLP that the user has; none of their text is part of this project.
Their expectations are the yardstick, so their own library stands at 100 % by definition; what is counted is how many
of the values our facts reproduce. Only cases that could stand in official prose are counted: ``LEFT_OUT`` is the
rule, and what it leaves out is printed with its reason. Nothing is executed: JSON is parsed, Python read with ``ast``.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import qc
from qc.extraction.times import Time

DATETIME = frozenset({"date", "daterange", "datetime", "datetimerange", "time", "timerange", "duration"})
FIGURES = frozenset({"number", "percentage", "currency", "dimension", "temperature", "age", "ordinal"})
LEFT_OUT = (
    ("holiday or lunar", r"农历|农曆|阴历|正月|腊月|冬月|闰|除夕|大年|初[一二三四五六七八九十]|节|元旦|中秋|端午|国庆|清明|圣诞|双十一|平安夜|立春|霜降|冬至|春分|暑假|寒假"),
    ("imperial era or antiquity", r"民国|康熙|雍正|乾隆|神龙|贞观|[明清唐宋元]朝|公元前|世纪|(?<!\d)\d{3}年|[三四五六七八]六七年"),
    ("every ...", r"每[天日周月年个晚早]|周末|工作日|平时"),
    ("other script", r"[們個點週萬後間禮兩億過幾這時雙對塊負壹貳叁肆伍陸柒捌玖拾佰仟兆]|[壹贰叁肆伍陆柒捌玖拾佰仟]"),
    ("request or database query", r"帮|提醒|查询|排列|排序|找出|找一下|请|设置|预订|定一个|顺序|多少|哪|什么|显示|安排一|x大于|日程|会议室"),
    ("colloquial", r"[你我他她您咱吗吧呢嘛哦啊嗨]|点[半钟多整一二两]|[一三两\d]刻|差|早[八九]点|明儿|大后天|大前天|这会儿|现在|最近|俩|一会|钟头|周岁|今晚|昨晚|明晚|今早|礼拜|一下|几点|[\d一二两三四五六七八九十]点(?!\d|分|[零一二三四五六七八九十])|下下|上上|下?个?周[一-日]|星期"),
    ("machine notation", r"[A-Za-z^*/]|\d{4}[ .]\d|(?<!\d)\d{1,2}[-.·]\d{1,2}(?!\d|%|[\u4e00-\u9fff])|^\d+$|\d{8}|\d{2}-\d{1,2}-\d{1,2}(?!\d)|\d{4}-\d{2}-\d{4}|[$￥€£#=]|:\d\d:\d\d|(?<!\d)\d{4}(?=[至到-]\d|看|$)|(?<!\d)\d{4} ?看"),
    ("blanks inside numbers", r"[近\d一二三四五六七八九十百千万点分] +[\d一二三四五六七八九十百千万点个分成天周]"),
    ("part of day or season alone", r"^(?:从|在)?(?:上午|中午|下午|晚上|夜间|白天|午后|午夜|全天|凌晨)|大寒|小寒|芒种|廿|[春夏秋冬](?:天|季|$)|夜间至|当日午夜|^十一$|第[一二三四五六七八九]天"),
    ("counted from the moment of speaking", r"(?:年|月|周|天|日|小时|分钟|季度|年半|月半|天半|钟|秒)(?:之|以)?(?:前|后|内|来)|^(?:之后|之前|后|前|上|下)[\d一两二三]|以来|起至今|^.{2,10}起$|过去的?\d*[五十]*分|小时$|剩"),
    ("month and day without 日", r"[\d一二三四五六七八九十]月[\d一二三四五六七八九十]{1,3}(?![\d一二三四五六七八九十]*[日号月年])"),
    ("fractions, discounts, powers", r"折|又[一二三四五六七八九]分|分 *之[负零]|负|e[+-]|打"),
)  # fmt: skip
_MEASURE = re.compile(r"[个人名户家件起亩吨元公平条处项座台辆次倍米里斤克升所套间批场]")
_UNITS = {
    "Chinese yuan": "元", "Mu": "亩", "Kilogram": "公斤", "Kilometer": "公里", "Meter": "米", "Centimeter": "厘米",
    "Square meter": "平方米", "Square kilometer": "平方公里", "Ton": "吨", "Metric ton": "吨", "Liter": "升", "Gram": "克",
    "Milligram": "毫克", "Microgram": "微克", "Millimeter": "毫米", "United States dollar": "美元", "Year": "岁",
    "Degree": "度", "C": "摄氏度", "Hong Kong dollar": "港元", "Euro": "欧元", "Cubic meter": "立方米", "Hectare": "公顷",
}  # fmt: skip
_SAME_UNIT = {"千克": "公斤", "千米": "公里", "℃": "摄氏度", "度": "摄氏度"}
_SPLIT = re.compile(r"^(?:从|在|自|大约|约)|(?:之前|以前|之后|以后|前|后|左右|许|间|期间|之间)$")


class Case(NamedTuple):
    """One expectation: the expression, where it stands, its kind and value; kind ``none`` expects nothing."""

    source: str
    text: str
    kind: str
    start: int
    end: int
    expected: tuple[Any, ...]
    reference: date | None


# --- reading ------------------------------------------------------------------------------------------------------


def recognizers(folder: Path) -> Iterator[Case]:
    for group in ("DateTime", "Number", "NumberWithUnit"):
        for path in sorted((folder / "Specs" / group / "Chinese").glob("*.json")):
            for spec in json.loads(path.read_text(encoding="utf-8-sig")):
                yield from _spec(f"recognizers {path.stem}", spec)


def _spec(source: str, spec: dict[str, Any]) -> Iterator[Case]:
    text, stamp = spec["Input"], spec.get("Context", {}).get("ReferenceDateTime")
    reference = datetime.fromisoformat(stamp).date() if stamp else None
    if not spec["Results"]:
        yield Case(source, text, "none", 0, len(text), (), reference)
    for result in spec["Results"]:
        kind = (result.get("TypeName") or result.get("Type") or "").rpartition(".")[2]
        start = result["Start"]
        end = start + result["Length"] if "Length" in result else result["End"] + 1
        yield Case(source, text, kind, start, end, tuple(_values(result, kind)), reference)


def _values(result: dict[str, Any], kind: str) -> Iterator[Any]:
    """The values that count as right; Recognizers gives a past and a future reading."""
    value = result.get("Value")
    if isinstance(value, dict) and "values" not in value:
        for name in ("FutureResolution", "PastResolution"):
            found = value.get(name) or {}
            if found:
                yield tuple(str(v) for v in found.values())
        return
    resolution = result.get("Resolution") or (value if isinstance(value, dict) else {})
    for each in resolution.get("values", []):
        yield tuple(str(each[k]) for k in ("start", "end", "value") if k in each)
    if "value" in resolution and kind in FIGURES:
        yield resolution["value"], resolution.get("unit")


def jionlp(folder: Path) -> Iterator[Case]:
    for name in ("test_time_extractor.py", "test_time_parser.py"):
        tree = ast.parse((folder / "test" / name).read_text(encoding="utf-8"))
        stamps = {
            t.id: n.value.value
            for n in ast.walk(tree)
            if isinstance(n, ast.Assign) and isinstance(n.value, ast.Constant)
            for t in n.targets
            if isinstance(t, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.List) and node.elts and isinstance(node.elts[0], ast.Constant):
                yield from _row(name.removesuffix(".py"), node, stamps)


def _row(name: str, node: ast.List, stamps: dict[str, Any]) -> Iterator[Case]:
    text, last = ast.literal_eval(node.elts[0]), node.elts[-1]
    source = f"jionlp {name}"
    if (
        not isinstance(text, str)
        or not isinstance(last, (ast.Dict, ast.List))
        or len(node.elts) not in (2, 3)
    ):
        return
    found = ast.literal_eval(last)
    if len(node.elts) == 2:
        if not isinstance(found, list) or not all(isinstance(f, dict) for f in found):
            return
        for each in found:
            yield Case(source, text, each["type"], *each["offset"], (), None)
        if not found:
            yield Case(source, text, "none", 0, len(text), (), None)
        return
    if isinstance(found, dict):
        kind = found["type"] if found.get("definition") != "blur" else "blur"
        yield Case(source, text, kind, 0, len(text), (found["time"],), _stamp(node.elts[1], stamps))


def _stamp(node: ast.expr, stamps: dict[str, Any]) -> date | None:
    """The reference day of a JioNLP case: a number of seconds, a list or dict of fields, or a call of datetime."""
    if isinstance(node, ast.Name):
        value = stamps.get(node.id)
    elif isinstance(node, ast.Call):
        value = [ast.literal_eval(a) for a in node.args]
    else:
        value = ast.literal_eval(node)
    if isinstance(value, (int, float)):
        return date(1970, 1, 1) + timedelta(days=int((value + 8 * 3600) // 86400))  # their clock is Beijing's
    if isinstance(value, dict):
        value = [value.get("year"), value.get("month", 6), value.get("day", 15)]
    if isinstance(value, list) and value and value[0]:
        year, month, day = [*value, 6, 15][:3] if len(value) < 3 else value[:3]
        return date(year, month, day)
    return None


# --- choosing -----------------------------------------------------------------------------------------------------


def reason(case: Case) -> str | None:
    """Why the case does not concern official prose; ``None`` if it does."""
    span = case.text[case.start : case.end]
    if case.kind in ("set", "time_period"):
        return "every ..."
    if case.kind == "blur":
        return "vague by their own account"
    if "Holiday" in case.source:
        return "holiday or lunar"
    if case.kind == "numberrange":
        return "ranges of bare numbers"
    for why, pattern in LEFT_OUT:
        if re.search(pattern, span if case.kind in FIGURES else case.text):
            return why
    if case.kind == "number" and not _MEASURE.match(case.text, case.end):
        return "bare numbers"
    if case.kind == "none" and "Number" in case.source:
        return "bare numbers"
    if any("inf" in str(v) for v in case.expected) or (
        case.reference and not 1900 < case.reference.year < 2200
    ):
        return "open end or other century"
    return None


# --- comparing ----------------------------------------------------------------------------------------------------


def right(case: Case) -> bool:
    """Do our facts hold the expected value?"""
    facts = read(case)
    if case.kind == "none":
        return not any(t.form in ("date", "iso", "month", "clock") for t in facts.times)
    if case.kind in FIGURES:
        return any(_same_figure(case, q) for q in facts.quantities)
    times = [t for t in facts.times if t.start < case.end and case.start < t.end]
    if not case.expected:
        return _covered(case, times)
    return any(_same_time(case.kind, value, times) for value in case.expected)


def read(case: Case) -> Any:
    """Our facts; a clause is added because a line that is nothing but a date is read as the date of submission."""
    return qc.facts(f"{case.text}，县里发文。", submitted=case.reference)


def _covered(case: Case, times: list[Time]) -> bool:
    """An extractor names only the span: ours must be the same but for 从, 之前 and the like."""
    if not times:
        return False
    ours = case.text[min(t.start for t in times) : max(t.end for t in times)]
    theirs = case.text[case.start : case.end]
    ours, theirs = (_SPLIT.sub("", _SPLIT.sub("", x)) for x in (ours, theirs))
    return ours == theirs or ours.removeprefix("今天") == theirs or ours == theirs.removeprefix("过去")


def _same_figure(case: Case, quantity: Any) -> bool:
    if not (quantity.start < case.end and case.start < quantity.end) or not case.expected:
        return False
    value, unit = case.expected[0]
    if value is None:
        return False
    percent = str(value).endswith("%")
    wanted = _UNITS.get(unit, unit)
    ours = _SAME_UNIT.get(quantity.unit, quantity.unit)
    if case.kind == "percentage" and not (percent and ours in ("%", "个百分点", "百分点")):
        return False
    if wanted is not None and _SAME_UNIT.get(wanted, wanted) != ours:
        return False
    return abs(float(str(value).rstrip("%")) - quantity.value) <= 1e-9 * max(1.0, abs(quantity.value))


def _same_time(kind: str, value: Any, times: list[Time]) -> bool:
    if isinstance(value, list) and all(isinstance(v, dict) for v in value):
        return all(_same_time(kind, v, times) for v in value)
    if isinstance(value, dict):
        return any(t.days is not None and abs(t.days - _days(value)) < 0.6 for t in times)
    parts = [str(v) for v in value]
    if parts[0] in ("0001-01-01", "not resolved"):  # their way to say that there is no such day
        return bool(times) and times[0].first is None
    if kind == "duration":
        return any(t.days is not None and abs(t.days * 86400 - float(parts[-1])) <= 1 for t in times)
    first, last = _ends(times)
    counted = any(t.form == "span" for t in times)
    begin, end = parts[0], parts[-1]
    if len(parts) == 1:  # 2018年以前 has one end only
        return any(
            ours == _stamp_of(begin, ours) or _ends_alike(kind, ours, begin, counted)
            for ours in (first, last)
        )
    if first == _stamp_of(begin, first) and _ends_alike(kind, last, end, counted):
        return True
    written = any(re.search(r"年", t.text) for t in times)
    return (
        not written
        and _next_year(first) == _stamp_of(begin, first)
        and _ends_alike(kind, _next_year(last), end, counted)
    )


def _next_year(moment: str) -> str:
    """A date without a year may as well be the next one: ours looks back from the report, theirs ahead."""
    return f"{int(moment[:4]) + 1}{moment[4:]}" if re.match(r"\d{4}-", moment) else moment


def _ends(times: list[Time]) -> tuple[str, str]:
    """First and last moment that our expressions name, as ISO text with the clock where there is one."""
    one, other = times[0] if times else None, times[-1] if times else None
    if one is None or other is None:
        return "", ""
    clock_end = other.until[3:] if other.until[3] is not None else other.fields[3:]
    return _iso(one.first, one.fields[3:]), _iso(other.last, clock_end)


def _iso(day: date | None, clock: tuple[int | None, ...]) -> str:
    if day and clock[0] == 24:
        day, clock = day + timedelta(days=1), (0, 0)
    hour = f"{clock[0]:02}:{clock[1] or 0:02}" if clock[0] is not None else ""
    return " ".join(x for x in (day.isoformat() if day else "", hour) if x)


def _stamp_of(text: str, ours: str) -> str:
    """Their moment, cut to what ours names: 2018-10-01 00:00:00 is the day 2018-10-01."""
    text = re.sub(r"(\d\d:\d\d):\d\d$", r"\1", text)
    if re.fullmatch(r"\d\d:\d\d", text):
        return text if len(ours) != 16 else f"{ours[:10]} {text}"
    return text[:10] if len(ours) == 10 else text


def _ends_alike(kind: str, ours: str, theirs: str, counted: bool) -> bool:
    cut = _stamp_of(theirs, ours)
    if cut == ours:
        return True
    if len(ours) == 10 and len(cut) == 10 and kind == "daterange":
        # Their ranges of whole weeks, months and years end on the day after, or where the last one begins.
        if cut in (f"{ours[:4]}-01-01", f"{ours[:7]}-01"):
            return True
        try:
            following = date.fromisoformat(ours) + timedelta(days=1)
            whole = following.day == 1 or following.weekday() == 0 or counted
            return whole and following == date.fromisoformat(cut)
        except ValueError:
            return False
    return "time" in kind and ours[:13] == cut[:13] and cut.endswith("59")


def _days(delta: dict[str, Any]) -> float:
    sizes = {
        "year": 365,
        "month": 30,
        "day": 1,
        "week": 7,
        "hour": 1 / 24,
        "minute": 1 / 1440,
        "workday": 1,
        "quarter": 91,
    }
    total = 0.0
    for name, count in delta.items():
        total += sizes.get(name, 0) * float(count if not isinstance(count, list) else count[0])
    return total


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Count how many of other libraries' expectations our facts reproduce."
    )
    parser.add_argument("--recognizers", type=Path, help="a checkout of Recognizers-Text")
    parser.add_argument("--jionlp", type=Path, help="a checkout of JioNLP")
    parser.add_argument("--verbose", action="store_true", help="list the misses")
    given = parser.parse_args()
    cases = [
        *(recognizers(given.recognizers) if given.recognizers else ()),
        *(jionlp(given.jionlp) if given.jionlp else ()),
    ]
    if not cases:
        parser.error("give --recognizers or --jionlp, or both")
    left: Counter[str] = Counter()
    rows: dict[str, list[int]] = {}
    for case in cases:
        if why := reason(case):
            left[why] += 1
            continue
        good = right(case)
        group = "figures" if case.kind in FIGURES or "Number" in case.source else "times"
        for name in (f"{case.source} / {case.kind}", f"all {group} of {case.source.partition(' ')[0]}"):
            row = rows.setdefault(name, [0, 0])
            row[0] += 1
            row[1] += good
        if given.verbose and not good:
            times = [(t.text, str(t.first), str(t.last), t.fields[3:]) for t in read(case).times]
            print(
                "miss",
                case.source,
                case.kind,
                case.text,
                "|",
                case.text[case.start : case.end],
                case.expected,
                case.reference,
                times,
            )
    print(f"cases read: {len(cases):,}; selected: {len(cases) - left.total():,}; left out: {left.total():,}")
    for why, count in left.most_common():
        print(f"  {why:<34}{count:>6}")
    print(f"{'their file / kind (theirs: 100 % by definition)':<62}{'cases':>7}{'ours':>7}{'share':>8}")
    for name, (total, good) in rows.items():
        print(f"{name:<62}{total:>7}{good:>7}{good / total:>8.1%}")


if __name__ == "__main__":
    main()
