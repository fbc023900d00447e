"""Recall of copies in an archive, on planted pairs: `python benchmarks/archive_copies.py [PAIRS]`.

Near-duplicates are articles of which another has 10 to 40 edits; copied passages have 300 characters, two of them edited, and
stand in another article. Half of the archive has no copy. The texts are invented.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from random import Random
from time import perf_counter

from drafts import drafts

import zhlint
from zhlint.archive.run import Options, run

CHARS = "山水田林路桥灯火书店门窗春夏秋冬"


def edited(text: str, edits: int, chance: Random) -> str:
    """A text with so many characters replaced, left out or added."""
    for _ in range(edits):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(["", chance.choice(CHARS), text[at] + chance.choice(CHARS)]) + text[at + 1 :]
    return text


def body(draft: str) -> list[str]:
    return [line for line in draft.split("\n") if len(line) > 60]


def main(pairs: int) -> None:
    chance = Random(18)
    pool = drafts(5 * pairs)
    records, near, passages = [], set(), set()

    def add(name: str, day: int, text: str) -> None:
        records.append({"id": name, "date": f"2024-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}", "text": text})

    for number in range(pairs):
        whole = pool[number]
        add(f"n{number}", 0, whole)
        add(f"N{number}", 40, edited(whole, chance.randint(10, 40), chance))
        near.add((f"n{number}", f"N{number}"))
        source, target = pool[pairs + number], pool[2 * pairs + number]
        prose = "".join(body(source))
        at = chance.randrange(len(prose) - 300)
        passage = edited(prose[at : at + 300], 2, chance)
        add(f"p{number}", 0, f"标题\n\n{prose}")
        add(f"P{number}", 40, f"{target}\n\n{passage}\n")
        passages.add((f"p{number}", f"P{number}"))
    for number in range(2 * pairs):
        add(f"x{number}", 20, pool[3 * pairs + number])
    chance.shuffle(records)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.jsonl")
        file.write_text("".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in records), encoding="utf-8")
        begun = perf_counter()
        run([str(file)], Path(folder, "out"), zhlint.Config(select=("PUN001",)), Options(repeats=True))
        seconds = perf_counter() - begun
        found: dict[tuple[str, str], float] = {}
        covered: dict[tuple[str, str], int] = {}
        for line in Path(folder, "out", "copies.jsonl").read_bytes().splitlines():
            row = json.loads(line)
            pair = row["first_id"], row["later_id"]
            found[pair] = row["share"]
            covered[pair] = max(covered.get(pair, 0), row["length"])
        others = set(found) - near - passages
        size = file.stat().st_size / 1e6
        print(f"{len(records)} articles, {size:.1f} MB, {seconds:.0f} s with one rule and the copies")
        hits = sum(found.get(pair, 0) >= 0.5 for pair in near)
        print(f"near-duplicates with 10-40 edits, half or more told as copied: {hits} of {len(near)}")
        hits = sum(covered.get(pair, 0) >= 240 for pair in passages)
        print(f"passages of 300 characters with two edits, 240 or more told in one piece: {hits} of {len(passages)}")
        hits = sum(pair in found for pair in passages)
        print(f"the same, told at all: {hits} of {len(passages)}")
        print(f"other pairs: {len(others)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
