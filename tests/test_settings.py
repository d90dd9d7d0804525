"""qc.toml: found, validated, explained with file and line."""

from pathlib import Path

import pytest

import qc
from qc.checks.check import Check, Context
from qc.checks.registry import all_checks, run_checks
from qc.errors import SettingsError
from qc.extraction.facts import extract
from qc.settings import Allow, Settings, find_settings, load_settings
from tests.test_checks import draft, genre


def write(folder: Path, text: str, name: str = "qc.toml") -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path


def test_all_tables_are_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'tokenizer = "jieba"\n[checks]\n"timely/vague-time" = "off"\n[thresholds]\ntitle_max = 20\n'
        '[deadlines]\ndynamic_days = [1, 2, 5, 20]\nemergency_hours = 1\n[allow]\nwords = ["近日新闻"]\n'
        '[home]\nregion = ["平湖县"]\n[files]\nmax_mb = 5\n',
    )
    settings = load_settings(path)
    assert settings.checks == {"timely/vague-time": "off"}
    assert settings.thresholds.title_max == 20
    assert settings.deadlines.dynamic_days == (1, 2, 5, 20)
    assert settings.allow.words == ("近日新闻",)
    assert settings.files.max_mb == 5


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    assert load_settings(write(tmp_path, '\ufefftokenizer = "auto"\n')).tokenizer == "auto"


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("tokenzer = 'auto'\n", 1, "tokenizer"),
        ("\n[thresholds]\ntitle_maxx = 3\n", 3, "title_max"),
        ("[thresholds]\ntitle_max = 'long'\n", 2, "title_max"),
        ("[thresholds]\ntitle_max = true\n", 2, "title_max"),
        ("[checks]\n'timely/vague-time' = 'no'\n", 2, "级别"),
        ("[deadlines]\ndynamic_days = [3, 1, 7, 30]\n", 2, "dynamic_days"),
        ("[allow]\nwords = '近日'\n", 2, "words"),
        ("checks = 3\n", 1, "checks"),
        ("thresholds = 3\n", 1, "thresholds"),
        ("a = = 3\n", 1, "TOML"),
    ],
)
def test_mistakes_name_file_and_line(tmp_path: Path, text: str, line: int, word: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    message = str(caught.value)
    assert str(path) in message
    assert f"第 {line} 行" in message
    assert word in message


def test_an_unknown_check_is_an_error_with_a_hint() -> None:
    with pytest.raises(SettingsError, match="vague-time"):
        qc.check("标题\n近日，开会。", settings=Settings(checks={"timely/vague-tim": "off"}))


def test_the_nearest_file_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "user"))
    monkeypatch.delenv("APPDATA", raising=False)
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    draft = inner / "d.txt"
    draft.write_text("x", encoding="utf-8")
    assert find_settings(draft) is None
    (tmp_path / "user" / "qc").mkdir(parents=True)
    user = write(tmp_path / "user" / "qc", "")
    assert find_settings(draft) == user
    outer = write(tmp_path / "a", "")
    assert find_settings(draft) == outer
    near = write(inner, "")
    assert find_settings(draft) == near


def test_missing_and_badly_encoded_files(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="读不出来"):
        load_settings(tmp_path / "none.toml")
    path = tmp_path / "qc.toml"
    path.write_bytes("# 中文".encode("gb18030"))
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings(path)


def test_allowed_words_are_not_reported() -> None:
    text = "标题\n近日，县里开会。"
    allowed = load_words("近日")
    assert not [f for f in qc.check(text, settings=allowed).findings if f.text == "近日"]


def load_words(word: str) -> Settings:
    return Settings(allow=Allow(words=(word,)))


def test_words_may_be_allowed_for_one_check(tmp_path: Path) -> None:
    path = write(
        tmp_path, '[allow.checks]\n"timely/vague-time" = ["近日", "日前"]\n"accurate/confusable" = []\n'
    )
    text = "标题\n近日，县里开会，涉及到4家。"
    assert [
        f.text for f in qc.check(text, settings=load_settings(path)).findings if f.text in ("近日", "涉及到")
    ] == ["涉及到"]
    other = Settings(allow=Allow(checks={"concise/redundancy": ("近日",)}))
    assert any(f.text == "近日" for f in qc.check(text, settings=other).findings)


def test_allowed_words_are_the_same_in_both_forms_of_marks() -> None:
    text = "标题\n近日,县里开会。"
    assert "近日" not in [f.text for f in qc.check(text, settings=load_words("近日\uff0c县里")).findings]


@pytest.mark.parametrize(
    "toml",
    [
        "[allow]\nchecks = ['近日']\n",
        "[allow.checks]\n'timely/vague-time' = '近日'\n",
        "[allow.checks]\nx = 3\n",
    ],
)
def test_wrong_allowed_words_name_the_line(tmp_path: Path, toml: str) -> None:
    with pytest.raises(SettingsError, match="第 2 行"):
        load_settings(write(tmp_path, toml))


def test_an_unknown_check_among_allowed_words_is_an_error_with_a_hint(tmp_path: Path) -> None:
    settings = load_settings(write(tmp_path, "[allow.checks]\n'timely/vague-tim' = ['近日']\n"))
    with pytest.raises(SettingsError, match=r"第 2 行.*是不是“timely/vague-time”"):
        qc.check("标题\n近日，开会。", settings=settings)


@pytest.mark.parametrize("check", all_checks(), ids=lambda c: c.id)
def test_allowed_words_hold_for_every_check(check: Check) -> None:
    for example in check.examples:
        for start, end in example.spans:
            word = example.plain[start:end]
            context = Context(extract(draft(example)), genre(example), load_words(word))
            assert not [f for f in run_checks(context, [check]) if f.text == word]


@pytest.mark.parametrize("value", ["3", "''", "['a']"])
def test_a_wrong_baseline_names_the_line(tmp_path: Path, value: str) -> None:
    with pytest.raises(SettingsError, match="第 1 行"):
        load_settings(write(tmp_path, f"baseline = {value}\n"))
