"""The peers' suite on a made-up pair of checkouts: what it selects, and what it counts as right."""

import json
from datetime import date
from pathlib import Path

from tests.benchmarks import peers

SPEC = [
    {
        "Input": "2024年3月5日至8日",
        "Context": {"ReferenceDateTime": "2024-06-01T00:00:00"},
        "Results": [
            {
                "Text": "2024年3月5日至8日",
                "Type": "daterange",
                "Value": {"FutureResolution": {"startDate": "2024-03-05", "endDate": "2024-03-08"}},
                "Start": 0,
                "Length": 12,
            }
        ],
    },
    {"Input": "你元旦有空吗", "Results": [{"Text": "元旦", "Type": "date", "Start": 1, "Length": 2}]},
]
MODULE = """
class Test:
    def test(self):
        _ts = 1709596800
        rows = [
            ['2024年上半年', _ts, {'type': 'time_span', 'definition': 'accurate',
             'time': ['2024-01-01 00:00:00', '2024-06-30 23:59:59']}],
            ['年初', _ts, {'type': 'time_span', 'definition': 'blur', 'time': ['2024-01-01', '2024-02-01']}],
        ]
        raise SystemExit('never executed')
"""


def checkouts(folder: Path) -> tuple[Path, Path]:
    specs, tests = folder / "r" / "Specs" / "DateTime" / "Chinese", folder / "j" / "test"
    specs.mkdir(parents=True)
    tests.mkdir(parents=True)
    (specs / "DatePeriodParser.json").write_text(json.dumps(SPEC, ensure_ascii=False), encoding="utf-8")
    (tests / "test_time_parser.py").write_text(MODULE, encoding="utf-8")
    (tests / "test_time_extractor.py").write_text("rows = [['合格证', []]]\n", encoding="utf-8")
    return folder / "r", folder / "j"


def test_cases_are_read_chosen_and_compared(tmp_path: Path) -> None:
    one, other = checkouts(tmp_path)
    cases = [*peers.recognizers(one), *peers.jionlp(other)]
    assert [peers.reason(case) for case in cases] == [
        None, "holiday or lunar", None, None, "vague by their own account",
    ]  # fmt: skip
    chosen = [case for case in cases if peers.reason(case) is None]
    assert [case.reference for case in chosen] == [date(2024, 6, 1), None, date(2024, 3, 5)]
    assert all(peers.right(case) for case in chosen)


def test_a_wrong_value_is_no_hit(tmp_path: Path) -> None:
    case = next(iter(peers.recognizers(checkouts(tmp_path)[0])))
    for wrong in (("2024-03-05", "2024-03-09"), ("2024-03-04", "2024-03-08"), ("2023-03-05", "2023-03-08")):
        assert not peers.right(case._replace(expected=(wrong,)))
