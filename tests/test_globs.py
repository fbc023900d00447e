"""Globs match as documented, and none takes long on any path."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhlint.storage import globs
from zhlint.storage.globs import glob_matcher


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("*.txt", "头条.txt", True),
        ("*.txt", "old/头条.txt", True),
        ("*.txt", "头条.md", False),
        ("old/*.txt", "old/头条.txt", True),
        ("old/*.txt", "old/2024/头条.txt", False),
        ("old/**", "old/2024/头条.txt", True),
        ("old/", "old/头条.txt", True),
        ("old/", "old", False),
        ("old", "old/头条.txt", True),
        ("**/稿/*.txt", "a/b/稿/头条.txt", True),
        ("**/稿/*.txt", "稿/头条.txt", True),
        ("版?.txt", "版1.txt", True),
        ("版?.txt", "版10.txt", False),
    ],
)
def test_a_glob_matches(pattern: str, path: str, matches: bool) -> None:
    assert glob_matcher(pattern)(path) is matches


@given(
    pattern=st.lists(st.sampled_from(["a", "b", "/", "*", "?", "**", "**/", "/**"]), min_size=1, max_size=8).map(
        "".join
    ),
    path=st.text("ab/", max_size=8),
)
def test_both_ways_of_matching_say_the_same(pattern: str, path: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(globs, "_FEW", 100)
        by_expression = glob_matcher.__wrapped__(pattern)(path)
        patch.setattr(globs, "_FEW", -1)
        by_walking = glob_matcher.__wrapped__(pattern)(path)
    assert by_walking is by_expression


def test_no_pattern_runs_away() -> None:
    hostile = [
        ("*a" * 30 + "*b", "a" * 200),
        ("**/" * 12 + "b", "a/" * 60 + "a"),
        ("**/a/" * 12 + "b", "a/" * 60),
        ("a**" * 20 + "b", "a" * 200),
    ]
    script = f"from zhlint.storage.globs import glob_matcher; print([glob_matcher(pattern)(path) for pattern, path in {hostile!r}])"
    # A minute is a thousand times what it takes; what ran away took days.
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8", timeout=60)
    assert done.stdout.strip() == str([False] * len(hostile))
