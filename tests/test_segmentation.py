"""Tokens and sentences with exact offsets."""

import pytest

from qc.segmentation.lexicon import Lexicon
from qc.segmentation.marks import plain
from qc.segmentation.sentences import split
from qc.segmentation.tokens import Tokens, office_words, tokenizer
from tests.conftest import corpus_texts

rjieba = pytest.importorskip("rjieba")


def test_both_tokenizers_cut_alike() -> None:
    texts = corpus_texts()
    fast, reference = tokenizer("rjieba"), tokenizer("jieba")
    different = [t for t in texts if fast.cut(t) != reference.cut(t)]
    assert len(different) <= len(texts) // 100


@pytest.mark.parametrize("name", ["jieba", "rjieba"])
def test_tokens_cover_the_text(name: str) -> None:
    text = "3月5日，全县\ud800召开𠮷会议（共12人）。"
    tokens = Tokens(tokenizer(name).cut(text))
    assert tokens.starts[-1] == len(text)
    assert tokens.whole(0, len(text))


def test_office_words_are_single_tokens() -> None:
    tokens = tokenizer("jieba").cut("网格员走访脱贫户，办结率提高。")
    assert {"网格员", "脱贫户", "办结率"} <= set(tokens)
    assert len({w for w, _ in office_words()}) == len(office_words())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县里开会。会议要求整改。", ["县里开会。", "会议要求整改。"]),
        ("“真方便！”王某某说。下午到家。", ["“真方便！”王某某说。", "下午到家。"]),
        ("怎么办？县里出台办法!群众满意。", ["怎么办？", "县里出台办法!", "群众满意。"]),
        ("他说：“明天来。”大家散去。", ["他说：“明天来。”", "大家散去。"]),
        ("增长3.5%，达1.2万元。", ["增长3.5%，达1.2万元。"]),
        ("没有句号的一行", ["没有句号的一行"]),
        ("详见附件（略。）", ["详见附件（略。）"]),
        ("　　县里开会。　", ["县里开会。"]),
        ("等等……还有吗？", ["等等……", "还有吗？"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in split(text, 0, len(text))] == expected


def test_plain_keeps_offsets() -> None:
    text = "\uff08\uff12\uff10\uff12\uff14\uff09\uff0c\uff11\uff12\uff05"
    assert plain(text) == "(2024),12%"
    assert len(plain(text)) == len(text)


def test_lexicon_takes_the_longest_term_of_each_group() -> None:
    lexicon = Lexicon({"a": {"问题": ("x",), "问题整改": ("y",)}, "b": {"问题": ("z",)}})
    hits = lexicon.scan("𠮷问题整改问题")
    assert [(h.start, h.term) for h in hits["a"]] == [(1, "问题整改"), (5, "问题")]
    assert [h.start for h in hits["b"]] == [1, 5]


def test_lexicon_refuses_single_characters() -> None:
    with pytest.raises(ValueError, match="short"):
        Lexicon({"a": {"一": ("x",)}})
