"""Word boundaries, and a dictionary that is built silently."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from needs import linux

from zhlint.analysis.words.tokens import on_token_edges
from zhlint.desk import Desk, Lexicon
from zhlint.lexicon.dictionary import dictionary
from zhlint.lexicon.vocabulary import PIECE, jieba_words, vocabulary
from zhlint.reading import parse

if TYPE_CHECKING:
    from collections.abc import Callable

PROBE = """
from zhlint.analysis.words.tokens import on_token_edges
from zhlint.reading import parse
document = parse("谱写美丽的昌平篇章。")
print(on_token_edges(document, 5, 7), on_token_edges(document, 4, 6))
"""


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("奋力谱写中国式现代化的昌平篇章。", "昌平", True),
        ("推动昌平高质量发展。", "昌平", True),
        ("推动朝阳产业发展。", "朝阳", False),
        ("全面落实怀柔政策。", "怀柔", False),
        ("红海南部风浪大。", "海南", False),
        ("代表入场，会议开始。", "会议", True),
        ("开始", "开始", True),
    ],
)
def test_a_name_must_be_a_word(text: str, word: str, expected: bool) -> None:
    start = text.index(word)
    assert on_token_edges(parse(text), start, start + len(word)) is expected


def test_words_of_the_house_are_words() -> None:
    text = "海淀边厂今天开工。"
    house = Desk(lexicon=Lexicon(names=("海淀边厂",)))
    assert on_token_edges(parse(text), 0, 2)
    assert not on_token_edges(parse(text, desk=house), 0, 2)


def test_a_text_without_punctuation_is_cut_in_pieces() -> None:
    text = "奋力谱写昌平篇章" * 2000
    assert on_token_edges(parse(text), 4, 6)
    assert on_token_edges(parse(text), len(text) - 4, len(text) - 2)


def _probe(tmp_path: Path) -> subprocess.CompletedProcess[str]:
    places = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "TMPDIR": str(tmp_path), "HOME": str(tmp_path)}
    return subprocess.run(
        [sys.executable, "-W", "always", "-c", PROBE], env={**os.environ, **places}, cwd=Path(__file__).parents[1],
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip


@linux
def test_the_dictionary_is_kept_quietly_in_the_users_own_folder(tmp_path: Path) -> None:
    for _ in range(2):
        run = _probe(tmp_path)
        assert run.stdout == "True False\n"
        assert run.stderr == ""
    assert not list(tmp_path.glob("jieba*"))
    kept = list((tmp_path / "cache" / "zhlint").glob("words-*"))
    assert len(kept) == 1
    assert kept[0].parent.stat().st_mode & 0o077 == 0
    for damaged in (b"not a dictionary", b"", kept[0].read_bytes()[:-1]):
        kept[0].write_bytes(damaged)
        assert _probe(tmp_path).stdout == "True False\n"


def _itself() -> Any:
    """jieba's own tokenizer, with its dictionary and without its cache."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    itself = jieba.Tokenizer()
    itself.FREQ, itself.total = itself.gen_pfdict(itself.get_dict_file())
    itself.initialized = True
    return itself


@pytest.fixture(scope="module")
def by_jieba() -> Callable[[str], list[str]]:
    itself = _itself()
    return lambda text: list(itself.cut(text, HMM=False))


@pytest.fixture(scope="module")
def by_us() -> Callable[[str], list[str]]:
    plain = jieba_words()
    return lambda text: [
        word
        for piece in re.findall(f"{PIECE}+|.", text, re.DOTALL)
        for word in (plain.cut(piece) if re.match(PIECE, piece) else [piece])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "清晨的菜场里卖豆腐的周师傅揭开蒸笼，热气漫过半条街。",
        "南京市长江大桥研究生命起源结合成分子时",
        "4K电视和iPhone12、3.5%、A+级、G7京新高速、a_b-c",
        "龘靐齉爩𠮷野家㐂",
        "",
    ],
)
def test_cuts_are_jiebas(text: str, by_jieba: Callable[[str], list[str]], by_us: Callable[[str], list[str]]) -> None:
    assert by_us(text) == by_jieba(text)


def test_cuts_of_words_run_together_are_jiebas(
    by_jieba: Callable[[str], list[str]], by_us: Callable[[str], list[str]]
) -> None:
    chance = random.Random(7)
    words = [line.split(" ")[0] for line in dictionary().read_text(encoding="utf-8").split("\n")[:-1]]
    for _ in range(300):
        text = "".join(chance.sample(words, 12))
        assert by_us(text) == by_jieba(text)


@given(
    st.text(
        st.one_of(
            st.characters(min_codepoint=0x4E00, max_codepoint=0x9FD5),
            st.sampled_from("的一是在不了有和人这中大为上个国我以要他aZ09+#&._%-，。 "),
        ),
        max_size=60,
    )
)
def test_cuts_of_any_text_are_jiebas(
    by_jieba: Callable[[str], list[str]], by_us: Callable[[str], list[str]], text: str
) -> None:
    assert by_us(text) == by_jieba(text)


def test_added_words_are_as_frequent_as_jieba_makes_them(by_us: Callable[[str], list[str]]) -> None:
    words = ("智慧灯杆研究会", "云上菜场", "口袋公园")
    theirs = _itself()
    for word in words:
        theirs.add_word(word)
    ours = jieba_words().with_words(words)
    assert {word: ours.frequency(word) for word in words} == {word: theirs.FREQ[word] for word in words}
    assert ours.cut("走进云上菜场的口袋公园") == theirs.lcut("走进云上菜场的口袋公园", HMM=False)
    assert "".join(by_us("云上菜场")) == "云上菜场"
    assert by_us("云上菜场") != ["云上菜场"]


def test_a_kept_vocabulary_is_the_same() -> None:
    plain = vocabulary()
    assert plain.frequency("发展") > plain.frequency("发") > 0
    assert plain.frequency("发展壮") == 0
    assert vocabulary(("云上菜场",)).cut("云上菜场") == ["云上菜场"]
    assert plain.cut("云上菜场") != ["云上菜场"]


@pytest.mark.parametrize("place", ["dict.txt", "_data/dict.txt"], ids=["jieba", "jieba-py"])
def test_the_dictionary_is_found_where_either_package_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    package = tmp_path / "jieba"
    (package / place).parent.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / place).write_text("菜场 3 n\n", encoding="utf-8")
    monkeypatch.delitem(sys.modules, "jieba", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    assert dictionary() == package / place
    assert jieba_words().frequency("菜场") == 3


@pytest.mark.parametrize("has_package", [True, False])
def test_without_a_dictionary_the_package_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_package: bool
) -> None:
    (tmp_path / "jieba").mkdir()
    if has_package:
        (tmp_path / "jieba/__init__.py").touch()
    monkeypatch.delitem(sys.modules, "jieba", raising=False)
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    with pytest.raises(ModuleNotFoundError) as missed:
        dictionary()
    assert missed.value.name == "jieba"
