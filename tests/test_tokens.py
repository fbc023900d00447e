"""Where words begin and end, and how quietly that is found out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from zhlint.analysis.tokens import on_token_edges
from zhlint.document import Desk, Lexicon
from zhlint.reading import parse

PROBE = """
from zhlint.analysis.tokens import on_token_edges
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


@pytest.mark.skipif(sys.platform != "linux", reason="the cache folder is set by XDG_CACHE_HOME")
def test_the_dictionary_is_kept_quietly_in_the_users_own_folder(tmp_path: Path) -> None:
    for _ in range(2):
        run = _probe(tmp_path)
        assert run.stdout == "True False\n"
        assert "jieba" not in run.stderr
        assert "pkg_resources" not in run.stderr
    assert not list(tmp_path.glob("jieba*"))
    kept = list((tmp_path / "cache" / "zhlint").glob("jieba-*.marshal"))
    assert len(kept) == 1
    assert kept[0].parent.stat().st_mode & 0o077 == 0
    kept[0].write_bytes(b"not a dictionary")
    assert _probe(tmp_path).stdout == "True False\n"
