"""Packs: rows can match, examples hold, mistakes name file and line, hostile packs do no harm."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import qc
from qc.checks.registry import all_checks, find_check
from qc.checks.rehearsal import findings_of, rehearse
from qc.errors import PackError, SettingsError
from qc.extraction.vocabulary import vocabulary
from qc.finding import Criterion, NormKind, Severity
from qc.packs.pack import Pack, Row, Sample, WordList
from qc.packs.patterns import fault, samples
from qc.packs.problems import Problems
from qc.packs.proof import matching_texts, pattern_of, prove
from qc.packs.reading import builtin_pack, read_pack
from qc.settings import Settings, load_settings
from tests.conftest import ROOT
from tests.test_checks import FORMS

BUILTIN = ROOT / "qc" / "packs" / "builtin"
OFFICE = ROOT / "docs" / "pack"
HEAD = 'name = "测试包"\nversion = "1"\ndescription = "测试"\n\n'
LIST = {
    "id": '"accurate/office-name"',
    "name": '"名称"',
    "kind": '"prefer"',
    "file": '"words.csv"',
    "severity": '"warning"',
    "message": '"“{text}”应为“{right}”。"',
    "norm": '{title = "手册"}',
    "why": '"统一名称。"',
    "examples": '["⟦政务大厅⟧开门。", "政务服务大厅开门。"]',
}
WORDS = "term,right\n政务大厅,政务服务大厅\n"


def toml(**changed: str) -> str:
    keys = {**LIST, **changed}
    return HEAD + "[[lists]]\n" + "".join(f"{k} = {v}\n" for k, v in keys.items() if v)


def write(folder: Path, text: str, words: str | bytes = WORDS) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pack.toml").write_text(text, encoding="utf-8")
    (folder / "words.csv").write_bytes(words if isinstance(words, bytes) else words.encode("utf-8"))
    return folder


def settings_with(*folders: Path) -> Settings:
    return Settings(packs=tuple(read_pack(folder) for folder in folders))


def found(text: str, check: str, *folders: Path) -> list[str]:
    findings = qc.check(text, settings=settings_with(*folders)).findings
    return [f.text for f in findings if f.check == check]


# -- the built-in pack and the example of the manual


def samples_of(pack: Pack) -> list[object]:
    written = {id(row) for words in pack.lists for row in words.rows if row.match == "written"}
    cases = []
    for words in pack.lists:
        exact = {row.line for row in words.rows if id(row) in written}
        for number, sample in enumerate(words.samples):
            for name, form in FORMS.items():
                if name == "full" or sample.line not in exact:
                    formed = sample._replace(text=form(sample.text))
                    cases.append(pytest.param(words, formed, id=f"{words.id}-{number}-{name}"))
    return cases


@pytest.mark.parametrize(("words", "sample"), samples_of(builtin_pack()))
def test_examples_of_the_built_in_rows_hold(words: WordList, sample: Sample) -> None:
    from qc.checks.check import Example

    example = Example(sample.text)
    check = find_check(words.id)
    assert check is not None
    findings = findings_of(check, example.plain, sample.genre, ())
    assert [(f.start, f.end) for f in findings] == example.spans
    for finding in findings:
        assert not re.search(r"[{}]|None", finding.message)


def test_the_built_in_pack_is_sound_and_read_alike_with_and_without_proof() -> None:
    proved = read_pack(BUILTIN)
    assert [replace(a) for a in proved.lists] == [replace(b) for b in builtin_pack().lists]


@pytest.mark.parametrize(
    ("words", "row"),
    [
        pytest.param(words, row, id=f"{words.id}-{row.line}")
        for words in builtin_pack().lists
        for row in words.rows
        if not row.example
    ],
)
def test_a_built_in_row_without_an_example_is_met_in_a_sentence(words: WordList, row: Row) -> None:
    check = find_check(words.id)
    assert check is not None
    texts = [f"，{text}，" for text in matching_texts(row)] + [
        f"县里{text}三次" for text in matching_texts(row)
    ]
    assert any(row.term in f.text for text in texts[:60] for f in findings_of(check, text, "dynamic", ()))


def test_the_pack_of_the_manual_passes() -> None:
    result = rehearse((read_pack(OFFICE),))
    assert result.problems == ()
    assert result.notes == ()
    assert len(result.summary) == 6


def test_office_packs_join_the_one_scan() -> None:
    packs = settings_with(OFFICE).packs
    assert vocabulary(packs) is vocabulary(packs)
    assert "accurate/linjiang-name" in vocabulary(packs).scan("政务中心")


# -- the five kinds


def test_prefer_reports_the_word_and_its_right_form() -> None:
    report = qc.check("标题\n3月5日，政务中心开门。市民政务中心关门。", settings=settings_with(OFFICE))
    finding = next(f for f in report.findings if f.check == "accurate/linjiang-name")
    assert (finding.text, finding.suggestion, finding.severity) == (
        "政务中心",
        "政务服务中心",
        Severity.WARNING,
    )
    assert finding.criterion is Criterion.ACCURATE
    assert finding.norm.kind is NormKind.CUSTOM
    assert any(r.finding is not None and "政务中心" in r.text for r in report.scores["accurate"].because)


def test_a_row_with_a_date_spares_older_drafts_and_history() -> None:
    check = "accurate/linjiang-name"
    assert found("标题\n2024年3月5日，滨江管委会开会。", check, OFFICE) == ["滨江管委会"]
    assert found("标题\n2022年3月5日，滨江管委会开会。", check, OFFICE) == []
    assert found("标题\n2024年3月5日，原滨江管委会旧址拍卖。", check, OFFICE) == []
    assert found("标题\n滨江管委会开会。", check, OFFICE) == []


def test_avoid_takes_patterns_and_levels_of_rows() -> None:
    report = qc.check("标题\n3月5日，我区率先在全市推行。企业成为黑马。", settings=settings_with(OFFICE))
    levels = {f.text: f.severity for f in report.findings if f.check == "balanced/linjiang-tone"}
    assert levels == {"率先在全市": Severity.ADVICE, "黑马": Severity.WARNING}


def test_limit_reports_the_first_place_past_it() -> None:
    text = "标题\n进一步排查，进一步整改，进一步巡查，进一步督查。"
    report = qc.check(text, settings=settings_with(OFFICE))
    (finding,) = [f for f in report.findings if f.check == "concise/linjiang-limit"]
    assert finding.start == [m.start() for m in re.finditer("进一步", text)][2]
    assert "4 次" in finding.message


def test_consistent_reports_the_rarer_form_once() -> None:
    check = "accurate/linjiang-form"
    assert found("标题\n临江新区开工，临江新区投产，滨江新城签约。", check, OFFICE) == ["滨江新城"]
    assert found("标题\n临江新区开工，临江新区投产。", check, OFFICE) == []


def test_require_looks_in_its_scope() -> None:
    check = "deep/linjiang-require"
    assert found("标题\n房屋倒塌3间。群众已安置。", check, OFFICE) == ["倒塌"]
    assert found("标题\n房屋倒塌3间，群众已安置。", check, OFFICE) == []


@pytest.mark.parametrize(
    ("within", "text", "count"),
    [
        ("", "标题\n房屋倒塌。\n已安置。", 0),
        ("paragraph", "标题\n房屋倒塌。已安置。", 0),
        ("paragraph", "标题\n房屋倒塌。\n已安置。", 1),
        ("标题", "安置工作\n房屋倒塌。", 0),
        ("title", "救灾工作\n房屋倒塌。已安置。", 1),
    ],
)
def test_scopes_of_require(tmp_path: Path, within: str, text: str, count: int) -> None:
    folder = write(
        tmp_path / "p",
        toml(kind='"require"', message='"要有“{needs}”。"', examples='["⟦倒塌⟧", "安置"]'),
        f"term,needs,within\n倒塌,安置|转移,{within}\n",
    )
    assert len(found(text, "accurate/office-name", folder)) == count


def test_quotations_genres_and_places_are_respected(tmp_path: Path) -> None:
    words = "term,right,place,genre\n政务大厅,政务服务大厅,title,\n办事大厅,服务大厅,,问题\n"
    folder = write(tmp_path / "p", toml(), words)
    check = "accurate/office-name"
    assert found("政务大厅启用\n3月5日，政务大厅启用。", check, folder) == ["政务大厅"]
    assert found("“政务大厅”启用\n3月5日启用。", check, folder) == []
    assert found("启用\n3月5日，办事大厅启用。", check, folder) == []
    quoted = write(tmp_path / "q", toml(quoted="true"), words)
    assert found("“政务大厅”启用\n3月5日启用。", check, quoted) == ["政务大厅"]


def test_once_counts_and_lead_is_part_of_what_is_found(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "p",
        toml(once="true", message='"“{text}”改为“{right}”{times}。"'),
        "term,right,lead\n箱货,箱货物,number\n",
    )
    report = qc.check("标题\n运送12箱货，又运30箱货，一箱货未到。", settings=settings_with(folder))
    (finding,) = [f for f in report.findings if f.check == "accurate/office-name"]
    assert finding.text == "12箱货"
    assert "2 处" in finding.message


# -- settings


def test_qc_toml_names_packs_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "packs", toml())
    path = tmp_path / "qc.toml"
    path.write_text('packs = ["packs"]\n[checks]\n"accurate/office-name" = "error"\n', encoding="utf-8")
    settings = load_settings(path)
    finding = next(
        f for f in qc.check("标题\n政务大厅开门。", settings=settings).findings if "office" in f.check
    )
    assert finding.severity is Severity.ERROR
    path.write_text('packs = ["packs"]\n[checks]\n"accurate/office-name" = "off"\n', encoding="utf-8")
    findings = qc.check("标题\n政务大厅开门。", settings=load_settings(path)).findings
    assert not [f for f in findings if "office" in f.check]
    ids = [c.id for c in all_checks(settings.packs)]
    assert ids[-1] == "accurate/office-name"
    assert len(ids) == len(all_checks()) + 1


@pytest.mark.parametrize(
    ("text", "word"),
    [('packs = "a"\n', "方括号"), ('packs = ["missing"]\n', "missing"), ("packs = [1]\n", "方括号")],
)
def test_wrong_packs_in_qc_toml_name_the_line(tmp_path: Path, text: str, word: str) -> None:
    path = tmp_path / "qc.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=word) as caught:
        load_settings(path)
    assert "第 1 行" in str(caught.value)


def test_ids_that_clash_are_errors(tmp_path: Path) -> None:
    own = write(tmp_path / "a", toml(id='"concise/redundancy"'))
    with pytest.raises(SettingsError, match="重名"):
        qc.check("标题\n开会。", settings=settings_with(own))
    one, two = write(tmp_path / "b", toml()), write(tmp_path / "c", toml())
    with pytest.raises(SettingsError, match="accurate/office-name"):
        all_checks(settings_with(one, two).packs)
    result = rehearse(settings_with(one, two).packs)
    assert any("重名" in p for p in result.problems)


def test_words_with_two_right_forms_are_told(tmp_path: Path) -> None:
    one = write(tmp_path / "a", toml())
    two = write(tmp_path / "b", toml(id='"accurate/other"'), "term,right\n政务大厅,政务服务中心\n")
    (problem,) = [p for p in rehearse(settings_with(one, two).packs).problems if "不一样" in p]
    assert "政务大厅" in problem
    same = write(tmp_path / "c", toml(id='"accurate/other"'))
    (note,) = rehearse(settings_with(one, same).packs).notes
    assert "提示两次" in note


# -- mistakes name file and line

TOML_MISTAKES = [
    ("unknown key", toml(onse="true"), "once"),
    ("unknown head key", "titel = 1\n" + toml(), "titel"),
    ("unknown norm key", toml(norm='{title = "手册", claus = "1"}'), "clause"),
    ("norm kind", toml(norm='{title = "手册", kind = "rule"}'), "custom"),
    ("no norm title", toml(norm='{kind = "law"}'), "title"),
    ("norm no table", toml(norm='"手册"'), "norm"),
    ("id without criterion", toml(id='"name"'), "准则"),
    ("id of no criterion", toml(id='"pretty/name"'), "concise"),
    ("id in capitals", toml(id='"accurate/Name"'), "小写"),
    ("kind", toml(kind='"forbid"'), "avoid"),
    ("severity", toml(severity='"fatal"'), "severity"),
    ("message field", toml(message='"{word}"'), "{right}"),
    ("stray brace", toml(message='"{text"'), "花括号"),
    ("custom says rule", toml(message='"规定写“{right}”。"'), "规定"),
    ("file outside", toml(file='"../words.csv"'), "文件夹里"),
    ("file absolute", toml(file='"/words.csv"'), "文件夹里"),
    ("file of another kind", toml(file='"words.txt"'), ".csv"),
    ("examples no list", toml(examples='"政务大厅"'), "examples"),
    ("no silent example", toml(examples='["⟦政务大厅⟧开门。"]'), "不提示"),
    ("flag", toml(once='"yes"'), "true"),
    ("text missing", toml(why=""), "why"),
    ("text empty", toml(why='" "'), "why"),
    ("no toml", HEAD + "[[lists]\n", "TOML"),
    ("value missing", "name = \n", "TOML"),
]


@pytest.mark.parametrize(("text", "word"), [m[1:] for m in TOML_MISTAKES], ids=[m[0] for m in TOML_MISTAKES])
def test_mistakes_in_pack_toml(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(PackError) as caught:
        read_pack(write(tmp_path / "p", text))
    message = caught.value.problems[0]
    assert str(tmp_path / "p" / "pack.toml") in message
    assert re.search(r"第 \d+ 行“.+”", message)
    assert word in message
    assert message.endswith("。")


ROW_MISTAKES = [
    ("unknown column", "prefer", "term,right,levell\n政务大厅,服务大厅,\n", 1, "level"),
    ("column of another kind", "prefer", "term,right,most\n政务大厅,服务大厅,1\n", 1, "改用"),
    ("two columns alike", "prefer", "term,right,用语\n政务大厅,服务大厅,a\n", 1, "同名"),
    ("no term column", "prefer", "right\n服务大厅\n", 1, "term"),
    ("too many cells", "prefer", WORDS + "甲乙,丙丁,戊己\n", 3, "双引号"),
    ("empty term", "prefer", WORDS + ",丙丁\n", 3, "空的"),
    ("one character", "prefer", WORDS + "甲,丙丁\n", 3, "2 到"),
    ("long term", "prefer", WORDS + "甲" * 61 + ",丙丁\n", 3, "2 到"),
    ("no right form", "prefer", WORDS + "甲乙,\n", 3, "正确写法"),
    ("right is wrong", "prefer", WORDS + "甲乙,甲乙\n", 3, "相同"),
    ("row twice", "prefer", WORDS + "政务大厅,服务大厅\n", 3, "第 2 行重复"),
    ("level", "prefer", "term,right,level\n甲乙,丙丁,fatal\n", 2, "警告"),
    ("match", "prefer", "term,right,match\n甲乙,丙丁,words\n", 2, "按词"),
    ("since", "prefer", "term,right,since\n甲乙,丙丁,2020-13\n", 2, "2020-03"),
    ("broken guard", "prefer", "term,right,not_after\n甲乙,丙丁,[丙\n", 2, "方括号"),
    ("guard of two widths", "prefer", "term,right,not_before\n甲乙,丙丁,(?:丙|丁戊)\n", 2, "一样长"),
    ("open repeat", "prefer", "term,right,not_after\n甲乙,丙丁,.*戊\n", 2, "写明次数"),
    ("never", "prefer", 'term,right,not_after,only_after\n甲乙,丙丁,戊,戊\n', 2, "永远不会"),
    ("nested repeat", "avoid", 'term,pattern\n甲,"(?:甲{0,9}){0,9}乙"\n', 2, "重复里面"),
    ("choice in a repeat", "avoid", 'term,pattern\n甲,"(?:甲|甲乙){2,9}乙"\n', 2, "重复里面"),
    ("many repeats", "avoid", 'term,pattern\n甲,"甲[一-龥]{0,50}[一-龥]{0,50}[一-龥]{0,50}乙"\n', 2, "太多"),
    ("long pattern", "avoid", "term,pattern\n甲," + "甲" * 401 + "\n", 2, "太长"),
    ("literal not in pattern", "avoid", "term,pattern\n丁,甲乙丙\n", 2, "永远不会"),
    ("empty literal", "avoid", "term,pattern\n甲|,甲乙丙\n", 2, "竖线"),
    ("pattern on tokens", "avoid", "term,pattern,match\n甲,甲乙,tokens\n", 2, "按词"),
    ("message of a row", "avoid", "term,message\n甲乙,{word}\n", 2, "花括号"),
    ("no group", "consistent", "term,group\n甲乙,\n", 2, "分组"),
    ("one form", "consistent", "term,group\n甲乙,一\n", 2, "一种写法"),
    ("no number", "limit", "term,most\n甲乙,几\n", 2, "正整数"),
    ("nothing needed", "require", "term,needs\n甲乙,\n", 2, "needs"),
    ("needs itself", "require", "term,needs\n甲乙,甲乙|丙\n", 2, "永远不会"),
    ("within", "require", "term,needs,within\n甲乙,丙,行\n", 2, "本句"),
    ("empty file", "prefer", "", None, "空的"),
    ("head only", "prefer", "term,right\n", None, "一行词语也没有"),
    ("long cell", "prefer", "term,right\n" + "甲" * 200_000 + ",乙\n", 2, "CSV"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "words", "line", "word"), [m[1:] for m in ROW_MISTAKES], ids=[m[0] for m in ROW_MISTAKES]
)
def test_mistakes_in_rows(tmp_path: Path, kind: str, words: str, line: int | None, word: str) -> None:
    with pytest.raises(PackError) as caught:
        read_pack(write(tmp_path / "p", toml(kind=f'"{kind}"', message='"“{text}”"'), words))
    (message,) = caught.value.problems
    assert str(tmp_path / "p" / "words.csv") in message
    assert (f"第 {line} 行“" in message) == (line is not None)
    assert word in message


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", toml(), WORDS + "甲,丙丁\n乙,丙丁\n")
    with pytest.raises(PackError, match="另有 1 处") as caught:
        read_pack(folder)
    assert len(caught.value.problems) == 2


def test_two_lists_of_one_id(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", toml() + toml().removeprefix(HEAD))
    with pytest.raises(PackError, match="两组") as caught:
        read_pack(folder)
    assert "第 16 行" in str(caught.value)


def test_an_example_that_fails_is_told_with_its_line(tmp_path: Path) -> None:
    words = "term,right,example\n政务大厅,政务服务大厅,“政务大厅”⟦启用⟧。\n"
    (problem,) = rehearse((read_pack(write(tmp_path / "p", toml(), words)),)).problems
    assert "words.csv 第 2 行" in problem
    (problem,) = rehearse((read_pack(write(tmp_path / "q", toml(examples='["⟦政务⟧大厅", "无"]'))),)).problems
    assert "pack.toml" in problem


def test_a_row_that_no_sentence_meets_is_told(tmp_path: Path) -> None:
    """A term with its quotation marks stands in a quotation, which the list does not look at."""
    words = "term,right\n政务大厅,政务服务大厅\n“只跑一趟”,“最多跑一次”\n"
    (problem,) = rehearse((read_pack(write(tmp_path / "p", toml(), words)),)).problems
    assert "第 3 行" in problem


# -- what spreadsheets write, and hostile packs


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_write(tmp_path: Path, encoding: str, newline: str) -> None:
    words = '错误写法,正确写法,备注,\n政务大厅,政务服务大厅,"一, 二",\n,,,\n'.replace("\n", newline)
    folder = write(tmp_path / "p", toml(), words.encode(encoding))
    assert found("标题\n政务大厅开门。", "accurate/office-name", folder) == ["政务大厅"]


def test_marks_of_either_width_are_read_alike(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", toml(), "term,right,not_after\n大厅（新）,新大厅,（停用）\n".encode())
    for text in ("标题\n大厅（新）开门，大厅（新）（停用）。", "标题\n大厅(新)开门,大厅(新)(停用)。"):
        assert len(found(text, "accurate/office-name", folder)) == 1


HOSTILE: list[tuple[str, Callable[[Path], object]]] = [
    ("no folder", shutil.rmtree),
    ("no pack.toml", lambda p: (p / "pack.toml").unlink()),
    ("no table", lambda p: (p / "words.csv").unlink()),
    ("folder as table", lambda p: ((p / "words.csv").unlink(), (p / "words.csv").mkdir())),
    ("zero bytes", lambda p: (p / "words.csv").write_bytes(b"\0" * 1000)),
    ("UTF-16", lambda p: (p / "words.csv").write_bytes(WORDS.encode("utf-16"))),
    ("noise", lambda p: (p / "words.csv").write_bytes(bytes(range(128, 256)) * 100)),
    ("noise in pack.toml", lambda p: (p / "pack.toml").write_bytes(b"\xff\xfe\x00" * 99)),
    ("GB18030 pack.toml", lambda p: (p / "pack.toml").write_bytes(toml().encode("gb18030"))),
    ("deep pack.toml", lambda p: (p / "pack.toml").write_text("a = " + "[" * 5000)),
    ("large pack.toml", lambda p: (p / "pack.toml").write_text("# " + "x" * 600_000)),
    ("one quote", lambda p: (p / "words.csv").write_text('term,right\n"' + "x" * 1_000_000)),
    ("1 MB head", lambda p: (p / "words.csv").write_text("," * 1_000_000)),
    ("1 MB of columns", lambda p: (p / "words.csv").write_text("a," * 500_000)),
    ("1 MB of one row", lambda p: (p / "words.csv").write_text("term,right\n甲乙" + ",a" * 500_000)),
    ("too many rows", lambda p: (p / "words.csv").write_text("term,right\n" + "\n".join(f"甲{i},乙" for i in range(60_000)))),
    ("file name of zeros", lambda p: (p / "pack.toml").write_text(toml(file='"a\\u0000.csv"'), encoding="utf-8")),
]  # fmt: skip


@pytest.mark.parametrize("spoil", [h[1] for h in HOSTILE], ids=[h[0] for h in HOSTILE])
def test_hostile_packs_get_a_sentence(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    folder = write(tmp_path / "p", toml())
    spoil(folder)
    start = time.perf_counter()
    with pytest.raises(PackError, match="规范包文件") as caught:
        read_pack(folder)
    assert time.perf_counter() - start < 10
    assert len(str(caught.value)) < 1000


def test_a_large_sound_pack_is_read_and_used(tmp_path: Path) -> None:
    letters = [chr(0x4E00 + i) for i in range(200)]
    words = "term,right\n" + "".join(f"{a}{b}甲,乙丙\n" for a in letters for b in letters[:100])
    folder = write(tmp_path / "p", toml(), words)
    assert found(f"标题\n3月5日，{letters[3]}{letters[7]}甲开会。", "accurate/office-name", folder)


# -- patterns


@pytest.mark.parametrize(
    "pattern", ["(a?){30}", "(?:a{0,9}){0,9}", "a*", "a+", "a{3,}", "(?:a|ab){5}", "[", "a{9", "(?P<x>"]
)
def test_costly_and_broken_patterns_are_refused(pattern: str) -> None:
    if pattern == "a{9":
        assert fault(pattern) is None  # plain characters to Python's own parser
    else:
        assert fault(pattern)


@pytest.mark.parametrize(
    "pattern", ["[甲乙]{1,3}丙", r"\d{1,4}(?:\.\d{1,2})?万", "甲(?!乙)", "(?<=甲)乙", "甲|乙丙", r"(甲)\1"]
)
def test_bounded_patterns_pass_and_have_samples(pattern: str) -> None:
    assert fault(pattern) is None
    assert any(re.search(pattern, text) for text in samples(pattern))


def test_patterns_of_the_built_in_pack_are_bounded() -> None:
    problems = Problems("builtin")
    prove(builtin_pack(), problems)
    assert problems.told == []
    patterns = [pattern_of(r) for words in builtin_pack().lists for r in words.rows if r.pattern]
    assert len(patterns) > 30
    assert not any(re.search(r"[^\\][*+](?![^\[]*\])", pattern) for pattern in patterns)


@pytest.mark.parametrize(
    "unit",
    ["、", "3、4", "1、2、", "24年", "2百", "15~", "《甲会议", "(一)", "一是,", "对甲进行了", "平方", "3里"],
)
def test_packs_take_linear_time(unit: str) -> None:
    """Four times the text takes not much more than four times the time."""

    def seconds(size: int) -> float:
        text = "标题\n" + unit * (size // len(unit))
        start = time.perf_counter()
        qc.check(text)
        return time.perf_counter() - start

    seconds(20_000)
    short = min(seconds(20_000) for _ in range(3))
    assert min(seconds(80_000) for _ in range(2)) < 10 * short
