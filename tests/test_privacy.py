"""Personal numbers, names of those who are to be protected, and marks of secrecy: found, masked, at no cost."""

import logging

import pytest

import qc
from qc.checks.accurate.privacy import is_identity, is_luhn, masked
from qc.finding import Severity

IDENTITY = "110000199003071231"
TITLE = "县里救助困难群众\n"


def found(text: str, check: str = "accurate/privacy") -> list[str]:
    return [f.text for f in qc.check(TITLE + text).findings if f.check == check]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (f"当事人（{IDENTITY}）已到案。", [IDENTITY]),
        ("证号11010119900307387X。", ["11010119900307387X"]),
        ("证号11010119900307387x，", ["11010119900307387x"]),
        ("旧证号110000900307123。", ["110000900307123"]),
        ("联系其本人138 0000 1234。", ["138 0000 1234"]),
        ("联系其本人138-0000-1234。", ["138-0000-1234"]),
        ("电话+86 13800001234。", ["13800001234"]),
        ("电话１３８００００１２３４。", ["１３８００００１２３４"]),
        ("汇入6222 0000 1234 5678 907账户。", ["6222 0000 1234 5678 907"]),
        ("住宅电话：5550123。", ["5550123"]),
        ("12岁的患者赵小满（女，12岁）", ["赵小满"]),
        ("受害人钱某（男），被害人孙大河（男，42岁）", ["孙大河"]),
        ("社区戒毒人员李小山（男，35岁）", ["李小山"]),
        ("学生周明（16岁）、学生吴芳（女，19岁）", ["周明"]),
    ],
)
def test_found(text: str, spans: list[str]) -> None:
    assert found(text) == spans


@pytest.mark.parametrize(
    "text",
    [
        "证号110000199003071232。",
        "证号990000199003071231，项目代码2026-110000-47-03-123456。",
        "合同编号13800001234，订单号13900001234，热线13800001234。",
        "完成投资13800001234元，总额13912345678.5元。",
        "拨打0310-5550123、12345、110、400-810-0000、95598。",
        "统一社会信用代码91110000MA12345678，学号20260307123。",
        "产值138.00001234亿元，坐标113.80000123，邮编100000。",
        "患者赵某某（男，6岁）、受害人钱某（女）、患儿李×（3岁）。",
        "患者满意度（男92%，女95%）、学生高中毕业（男女各半）、儿童安全（女童）。",
        "学生周全（男，19岁）获奖。",
        "2026-03-05 10:30至2026-03-06 11:30，流量1380 0001立方米。",
        "卡号6222000012345678908。",
    ],
)
def test_silent(text: str) -> None:
    assert found(text) == []


def test_office_numbers_in_the_metadata_are_public() -> None:
    text = (
        f"县里救助\n3月5日，救助12人。\n联系人：赵大河　联系电话：13800001234\n报送单位：县民政局 {IDENTITY}"
    )
    assert [f.text for f in qc.check(text).findings if f.check == "accurate/privacy"] == [IDENTITY]


def test_messages_are_masked_and_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    text = f"{TITLE}3月5日，当事人{IDENTITY}，电话13800001234，患儿赵小满（男，6岁）。"
    report = qc.check(text)
    private = [f for f in report.findings if f.check == "accurate/privacy"]
    assert len(private) == 3
    for finding in private:
        assert finding.text not in finding.message
        assert finding.severity is Severity.ADVICE
        assert finding.suggestion is None
        assert not finding.fixable
    assert not any("13800001234" in str(r) for s in report.scores for r in report.scores[s].because)
    assert not caplog.records


def test_it_costs_no_points_at_any_level() -> None:
    from qc.settings import Settings

    bare = qc.check(f"{TITLE}3月5日，当事人到案，救助12人。")
    text = f"机密★1年\n{TITLE}3月5日，当事人{IDENTITY}到案，救助12人。"
    for level in ("error", "warning", "advice"):
        settings = Settings(checks={"accurate/privacy": level, "accurate/secrecy-mark": level})
        report = qc.check(text, title="县里", settings=settings)
        assert report.scores["accurate"].value == bare.scores["accurate"].value == 100
        assert {f.check for f in report.findings} >= {"accurate/privacy", "accurate/secrecy-mark"}


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("机密★\n" + TITLE + "3月5日，救助12人。", ["机密★"]),
        ("秘密☆长期\n" + TITLE + "3月5日，救助12人。", ["秘密☆长期"]),
        ("绝密 ★ 30年\n" + TITLE + "3月5日，救助12人。", ["绝密 ★ 30年"]),
        ("密级：机密\n" + TITLE + "3月5日，救助12人。", ["机密"]),
        ("内部资料，请注意保存\n" + TITLE + "3月5日，救助12人。", ["内部资料，请注意保存"]),
        (TITLE + "3月5日，查处泄露机密案件2起，商业秘密和国家秘密、绝密文件均妥善保管。", []),
        (TITLE + "3月5日，县里印发内部资料12份，秘密等级不变。", []),
    ],
)
def test_marks_of_secrecy(text: str, spans: list[str]) -> None:
    found = [f for f in qc.check(text).findings if f.check == "accurate/secrecy-mark"]
    assert [f.text for f in found] == spans
    assert all(f.text in f.message for f in found)


@pytest.mark.parametrize("digit", range(10))
def test_any_wrong_digit_is_noticed(digit: int) -> None:
    card = "6222000012345678907"
    for place in range(len(card)):
        changed = card[:place] + str(digit) + card[place + 1 :]
        assert is_luhn(changed) == (changed == card)
    for place in range(17):
        changed = IDENTITY[:place] + str(digit) + IDENTITY[place + 1 :]
        assert is_identity(changed) == (changed == IDENTITY)


def test_masks_keep_no_more_than_five() -> None:
    for number in (IDENTITY, "13800001234", "6222000012345678907", "5550123"):
        assert sum(c != "*" for c in masked(number)) == 5
        assert len(masked(number)) == len(number)
