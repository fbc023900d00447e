"""Lists every safe change of `zhlint fix` by rule, for a person to read.

    python benchmarks/fixes.py TEXT... [--half even|odd|first|second] [--sample 200] [--changes FILE] [--preset full]

TEXT is a JSONL file with a `text` in every line, a plain text file with a story in every line (also .xz), or a folder of
Markdown posts. Each text is fixed as a draft of its own, until nothing is left to do, as the command does it. Prints, by
rule, how many changes were made; FILE lists the changes: all of a rule that made at most SAMPLE of them, else SAMPLE chosen
at random with a fixed seed. For Markdown it also says in how many posts the rendered structure is another one afterwards.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt

from zhlint import Linter
from zhlint.config.model import Config
from zhlint.fixing.fixer import CircularFixesError, Scan, fix_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhlint.finding import Finding
    from zhlint.fixing.fixer import Fixed

AROUND = 30


class Text(NamedTuple):
    """A draft of a corpus."""

    corpus: str
    name: str
    text: str


class Change(NamedTuple):
    """A fix as it was made.

    ⟦ and ⟧ enclose the text before, and the text after.
    """

    code: str
    where: str
    before: str
    after: str


class Total(NamedTuple):
    """Counts of the fixes made in a corpus."""

    texts: int
    chars: int
    changed: int
    unsettled: int
    restructured: tuple[str, ...]
    changes: tuple[Change, ...]


def main() -> None:
    arguments = _arguments()
    config = Config(preset=arguments.preset)
    totals = {str(path): _total(list(_texts(path, arguments.half)), config) for path in arguments.text}
    print("| text | drafts | characters | changed | changes | structure lost | undecided |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, total in totals.items():
        print(
            f"| {Path(name).name} | {total.texts:,} | {total.chars:,} | {total.changed:,} | {len(total.changes):,} "
            f"| {len(total.restructured)} | {total.unsettled} |"
        )
        for post in total.restructured:
            print(f"    structure lost: {post}")
    changes = [change for total in totals.values() for change in total.changes]
    by_code: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_code[change.code].append(change)
    print("\n| rule | changes | listed |\n|---|---:|---:|")
    chance = random.Random(1)
    lines: list[str] = []
    for code, made in sorted(by_code.items()):
        listed = made if len(made) <= arguments.sample else chance.sample(made, arguments.sample)
        print(f"| {code} | {len(made):,} | {len(listed):,} |")
        lines += [f"{code}\t{one.where}\t{one.before}\t{one.after}" for one in listed]
    if arguments.changes:
        arguments.changes.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _total(texts: list[Text], config: Config) -> Total:
    linter = Linter(config)
    changes: list[Change] = []
    restructured: list[str] = []
    changed = unsettled = 0
    for text in texts:
        try:
            done = _fix(linter, text)
        except CircularFixesError:
            unsettled += 1
            continue
        changed += done.text != text.text
        changes += _changes(text, done)
        if text.name.endswith(".md") and done.text != text.text and not _is_rendered_alike(text.text, done.text):
            restructured.append(text.name)
    chars = sum(sum(map(len, text.text.split())) for text in texts)
    return Total(len(texts), chars, changed, unsettled, (*restructured,), (*changes,))


def _fix(linter: Linter, text: Text) -> Fixed:
    def find(source: str) -> Scan:
        report = linter.lint_text(source, path=text.name)
        return Scan(report.findings, report.accepted, report.withheld)

    return fix_all(text.text, find, shape=linter.shape(text.name))


def _changes(text: Text, done: Fixed) -> Iterator[Change]:
    """The changes of the first round in their places, those of later rounds by finding."""
    for finding in done.applied:
        yield Change(finding.code, text.name, *_before_and_after(text.text, finding))


def _before_and_after(source: str, finding: Finding) -> tuple[str, str]:
    edits = finding.fix.edits if finding.fix else ()
    first, last = edits[0].place.start, edits[-1].place.end
    pieces, at = [], first
    for place, new in edits:
        pieces += [source[at : place.start], new]
        at = place.end
    head, tail = source[max(0, first - AROUND) : first], source[last : last + AROUND]
    after = "".join(pieces)
    return tuple(
        " ".join(f"{head}⟦{middle}⟧{tail}".splitlines()).replace("\t", " ") for middle in (source[first:last], after)
    )  # type: ignore[return-value]


def _is_rendered_alike(before: str, after: str) -> bool:
    """Whether CommonMark makes the same elements of both texts, in the same order.

    Tables and footnotes are among them.
    """
    parser = MarkdownIt("commonmark").enable("table")

    def elements(text: str) -> list[str]:
        # CommonMark alone takes a footnote of a single word for the address of a link.
        tokens = parser.parse(re.sub(r"^\[\^", r"\\[^", text, flags=re.MULTILINE))
        flat = [inner for token in tokens for inner in (token, *(token.children or ()))]
        return [
            f"{token.type} {token.tag} {token.attrGet('href') or token.attrGet('src') or ''}"
            for token in flat
            if token.type != "text"
        ]

    return elements(before) == elements(after)


def _texts(path: Path, half: str | None) -> Iterator[Text]:
    if path.is_dir():
        files = sorted(file for file in path.rglob("*.md") if file.is_file())
        whole = [
            Text(path.name, str(file.relative_to(path)), file.read_text(encoding="utf-8", errors="replace"))
            for file in files
        ]
    else:
        content = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
        lines = [line for line in content.decode("utf-8", "replace").split("\n") if line.strip()]
        is_json = path.name.endswith(".jsonl")
        whole = [
            Text(path.name, f"{path.name}:{number}", json.loads(line)["text"] if is_json else line)
            for number, line in enumerate(lines, 1)
        ]
    middle = len(whole) // 2
    halves = {None: whole, "even": whole[::2], "odd": whole[1::2], "first": whole[:middle], "second": whole[middle:]}
    yield from halves[half]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", nargs="+", type=Path)
    parser.add_argument("--half", choices=("even", "odd", "first", "second"))
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--changes", type=Path)
    parser.add_argument("--preset", default="desk")
    return parser.parse_args()


if __name__ == "__main__":
    main()
