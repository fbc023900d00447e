"""The page of measures is whole; its programs refuse what would make it untrue."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from zhlint import Linter
from zhlint.config.model import Config
from zhlint.model import scoring
from zhlint.model.counting import counted_table
from zhlint.model.table import NGrams, load_table
from zhlint.model.table_file import PARTS

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def benchmarks() -> Any:
    """Imports a program of the folder `benchmarks` by its name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "benchmarks")
        yield importlib.import_module


def test_what_a_person_read_stands_in_the_page(benchmarks: Any) -> None:
    page = (ROOT / "docs" / "measures.md").read_text(encoding="utf-8")
    assert benchmarks("read_sections").with_read_sections(page) == page, "run `make measures-read`"


def test_a_section_that_a_person_no_longer_has_leaves_the_page(benchmarks: Any) -> None:
    sections = benchmarks("read_sections")
    page = (ROOT / "docs" / "measures.md").read_text(encoding="utf-8")
    assert sections.with_read_sections(f"{page}\n## Gone\n\n{sections.READ_NOTE}\n\nOld.\n") == page


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


@pytest.fixture
def counted(benchmarks: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two texts, and the table of both, taken for the shipped one."""
    (tmp_path / "news.txt").write_text("镇里举行读书活动。\n" * 6, encoding="utf-8")
    (tmp_path / "laws.txt").write_text("县里修路架桥，村民出行方便。\n" * 6, encoding="utf-8")
    out = tmp_path / "kept" / "both.ngrams"
    out.parent.mkdir()
    words = ["model.py", str(tmp_path / "news.txt"), str(tmp_path / "laws.txt"), "--out", str(out)]
    monkeypatch.setattr("sys.argv", words)
    benchmarks("model").main()
    monkeypatch.setattr(benchmarks("held_out"), "SHIPPED", out)
    return tmp_path


def test_a_table_is_made_without_a_text_or_with_its_other_half(benchmarks: Any, counted: Path) -> None:
    tables = benchmarks("held_out").Tables([counted], counted / "kept")
    text = benchmarks("model").text
    names = {
        part: [str(rest) for rest in tables.without(text(f"{counted / 'news.txt'}:{part}"))]
        for part in ("all", "first", "odd")
    }
    news, laws = counted / "news.txt", f"{counted / 'laws.txt'}:all"
    assert names == {"all": [laws], "first": [f"{news}:second", laws], "odd": [f"{news}:even", laws]}


def test_a_lost_text_ends_the_program_that_needs_it(benchmarks: Any, counted: Path) -> None:
    (counted / "laws.txt").unlink()
    with pytest.raises(SystemExit, match=r"laws\.txt: not in the folders named"):
        benchmarks("held_out").Tables([counted], counted / "kept")


def test_a_table_that_counted_a_text_measures_nothing_on_it(
    benchmarks: Any, counted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_out, text = benchmarks("held_out"), benchmarks("model").text
    monkeypatch.setattr("zhlint.model.scoring.load_table", load_table)
    (counted / "moved.txt").write_bytes((counted / "news.txt").read_bytes())
    (counted / "unseen.txt").write_text("乡里开渠。\n", encoding="utf-8")
    draft = "县里召开防汛工作部署会，要求各乡镇扎实做好各项准备工坐。"
    try:
        held_out.take(None, [text(str(counted / "unseen.txt"))])
        assert not Linter(Config(select=("WRD021",))).lint_text(draft).errors
        held_out.take(None, [text(f"{counted / 'moved.txt'}:odd")])
        assert Linter(Config(select=("WRD001",))).lint_text(draft).findings == (), "it asks no table"
        with pytest.raises(SystemExit, match=r"the table counted moved\.txt"):
            Linter(Config(select=("WRD021",))).lint_text(draft)
    finally:
        monkeypatch.undo()
        scoring.press_prose.cache_clear()
        scoring.language_model.cache_clear()


def test_a_table_that_does_not_say_what_it_counted_measures_nothing(benchmarks: Any) -> None:
    table = NGrams(counted_table(["镇里读书。"] * 3), "own")
    assert "does not say" in benchmarks("held_out").why_not(table, [])
