"""The page of measures is whole; its programs refuse what would make it untrue."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from zhlint.model.table import PARTS, load_table

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def benchmarks() -> Any:
    """Imports a program of the folder `benchmarks` by its name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "benchmarks")
        yield importlib.import_module


def test_what_a_person_read_stands_in_the_page(benchmarks: Any) -> None:
    page = (ROOT / "docs" / "measures.md").read_text(encoding="utf-8")
    assert benchmarks("measures").with_read_sections(page) == page, "run `make measures-read`"


def test_a_section_that_a_person_no_longer_has_leaves_the_page(benchmarks: Any) -> None:
    measures = benchmarks("measures")
    page = (ROOT / "docs" / "measures.md").read_text(encoding="utf-8")
    assert measures.with_read_sections(f"{page}\n## Gone\n\n{measures.READ_NOTE}\n\nOld.\n") == page


def test_a_text_is_counted_into_a_table(benchmarks: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text, out = tmp_path / "news.txt", tmp_path / "own.ngrams"
    text.write_text("镇里举行读书活动。\n" * 6 + "县里修路架桥。\n" * 6, encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["model.py", f"{text}:first", "--out", str(out)])
    benchmarks("model").main()
    table = load_table(out)
    assert table.pair(*table.numbers("读书")) > 0
    assert table.total == 6 * len(" 镇里举行读书活动。 ")
    assert [(counted.name, counted.part) for counted in table.counted] == [("news.txt", "first")]


def test_parts_of_a_text_are_every_other_document_or_halves(benchmarks: Any, tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text("".join(f'{{"text": "{number}"}}\n' for number in range(5)), encoding="utf-8")
    parts = {part: "".join(benchmarks("model").text(f"{file}:{part}").documents()) for part in PARTS}
    assert parts == {"all": "01234", "even": "024", "odd": "13", "first": "01", "second": "234"}
