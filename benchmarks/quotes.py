"""Quotations held against invented speeches: planted edits that are found, alarms on exact ones, and the index of 10,000 pages.

python benchmarks/quotes.py             the recall and the alarms (a minute)
python benchmarks/quotes.py --pages N   the index of N pages of sources and the time of a draft (10,000: some minutes)

The speeches say nothing: they are made of set phrases of speeches and of words drawn from jieba's dictionary. Each edit is planted in a
quotation of 12 to 60 characters, in one of the layouts of `LAYOUTS`; a draft has one quotation. Exact ones are told by the same layouts.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from drafts import CLAUSES, _clause, draft
from opencc import OpenCC

from zhlint.linter import Linter

if TYPE_CHECKING:
    from collections.abc import Callable

SPEECHES = 200
PER_EDIT = 400
PER_LAYOUT = 400
OPENINGS = (
    "要",
    "必须",
    "我们要",
    "各级各部门要",
    "一方面，",
    "同时，",
    "实践证明，",
    "今后一个时期，要",
    "全体同志要",
    "越是这样，越要",
)
FRAMES = (
    "坚持{}",
    "着力{}",
    "既要{}，又要{}",
    "把{}抓在手上",
    "以{}为“总抓手”",
    "做到{}",
    "让{}成为常态",
    "推动{}",
    "守住{}这条底线",
    "讲好“{}”的道理",
)
FILLERS = "的了把在以和上中大新好人工实"
MARKS = "，。；：、！"


def speech(seed: int) -> str:
    """A speech of some 1,200 characters, in paragraphs."""
    random = Random(seed)
    paragraphs = ["同志们："]
    for _ in range(8):
        sentences = []
        for _ in range(random.randint(2, 4)):
            clauses = [random.choice(FRAMES) for _ in range(random.randint(2, 4))]
            body = random.choice("，；、，，").join(
                frame.format(*(_plain(random) for _ in range(frame.count("{}")))) for frame in clauses
            )
            sentences.append(random.choice(OPENINGS) + body + random.choice("。。。！"))
        paragraphs.append("　　" + "".join(sentences) + ("（热烈鼓掌）" if random.random() < 0.1 else ""))
    return "\n".join(paragraphs) + "\n"


def _plain(random: Random) -> str:
    """A clause of drawn words without marks."""
    while True:
        clause = _clause(random, random.choice(CLAUSES))
        if not set(clause) & set("“”《》、，"):
            return clause


def passage(random: Random, text: str, least: int = 12, most: int = 60) -> str:
    """A stretch of a speech within a paragraph, from clause to clause, with balanced marks."""
    while True:
        paragraph = random.choice(text.split("\n")[1:]).strip("　").replace("（热烈鼓掌）", "")
        cuts = [0, *(at + 1 for at, char in enumerate(paragraph) if char in MARKS)]
        if len(cuts) < 2:
            continue
        start = random.choice(cuts[:-1])
        ends = [cut for cut in cuts if least + 4 <= cut - start <= most]
        if not ends:
            continue
        found = paragraph[start : random.choice(ends)].strip(MARKS)
        if found.count("“") == found.count("”") and sum(map(str.isalnum, found)) >= least:
            return found


def _edited_and_cut(random: Random, text: str, edit: Callable[[Random, str], str]) -> tuple[str, str]:
    """The text with an edit in its first clause, and as a quotation without its second one.

    It stays as it is where there are no three clauses.
    """
    first, _, rest = text.partition("，")
    _, _, last = rest.partition("，")
    if len(first) < 10 or not last or not all(map(_closed, (first, last))):
        return text, text
    edited = edit(random, first)
    return f"{edited}，{rest}", f"“{_inner(edited)}……{_inner(last)}”"


def _replace(random: Random, text: str) -> str:
    at = _inside(random, text)
    return text[:at] + random.choice(FILLERS.replace(text[at], "")) + text[at + 1 :]


def _drop(random: Random, text: str) -> str:
    at = _inside(random, text)
    return text[:at] + text[at + 1 :]


def _add(random: Random, text: str) -> str:
    at = _inside(random, text)
    return text[:at] + random.choice(FILLERS) + text[at:]


def _mark(random: Random, text: str) -> str:
    places = [at for at, char in enumerate(text[1:-1], 1) if char in MARKS]
    if not places:
        at = _inside(random, text)
        return text[:at] + "，" + text[at:]
    at = random.choice(places)
    return text[:at] + random.choice(MARKS.replace(text[at], "")) + text[at + 1 :]


def _swap(random: Random, text: str) -> str:
    """Two neighbouring words, or two clauses, in the other order."""
    clauses = text.split("，")
    if len(clauses) > 1 and random.random() < 0.5 and clauses[0] != clauses[1] and "“" not in clauses[0] + clauses[1]:
        return "，".join([clauses[1], clauses[0], *clauses[2:]])
    at, length = _inside(random, text), random.choice((1, 2))
    one, other = text[at - length : at], text[at : at + length]
    if len(one) < length or not (one + other).isalnum():
        return text
    return text[: at - length] + other + one + text[at + length :]


def _inside(random: Random, text: str) -> int:
    return random.choice([at for at in range(2, len(text) - 2) if text[at].isalnum() and text[at - 1].isalnum()])


EDITS: dict[str, Callable[[Random, str], str]] = {
    "replaced": _replace, "missing": _drop, "added": _add, "mark": _mark, "order": _swap,
}  # fmt: skip


def _inner(text: str) -> str:
    return text.replace("“", "‘").replace("”", "’")


def _split(random: Random, text: str) -> str:
    cuts = [at + 1 for at, char in enumerate(text[:-1]) if char in MARKS and _closed(text[: at + 1])]
    if not cuts:
        return f"“{_inner(text)}”"
    at = random.choice(cuts)
    again = random.choice(("“", ""))
    return f"“{_inner(text[:at])}\n\n　　{again}{_inner(text[at:])}”"


def _closed(text: str) -> bool:
    return text.count("“") == text.count("”")


def _omit(_random: Random, text: str) -> str:
    """The middle clause left out for an ellipsis, where there are three."""
    clauses = text.split("，")
    if len(clauses) < 3 or not all(map(_closed, clauses)):
        return f"“{_inner(text)}……”"
    return f"“{_inner(clauses[0])}……{_inner('，'.join(clauses[2:]))}”"


def _half(_random: Random, text: str) -> str:
    return f"“{_inner(text).translate(str.maketrans('，。；：！', ',.;:!'))}”"


def _wrap(_random: Random, text: str) -> str:
    whole = f"“{_inner(text)}”"
    return "\n".join(whole[at : at + 23] for at in range(0, len(whole), 23))


_TO_TRADITIONAL = OpenCC("s2t")
LAYOUTS: dict[str, Callable[[Random, str], str]] = {
    "plain": lambda _, text: f"“{_inner(text)}”",
    "other marks at the border": lambda random, text: f"“……{_inner(text)}{random.choice('，。！')}”",
    "corner marks": lambda _, text: f"「{text.replace('“', '『').replace('”', '』')}」",
    "marks within dropped": lambda _, text: f"“{text.replace('“', '').replace('”', '')}”",
    "nested marks": lambda _, text: f"“‘{text.replace('“', '').replace('”', '')}’”",
    "two paragraphs": _split,
    "an ellipsis": _omit,
    "half width": _half,
    "full width": lambda _, text: f"“{_inner(text).translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})}”",
    "hard-wrapped": _wrap,
    "traditional": lambda _, text: f"「{_TO_TRADITIONAL.convert(text)}」",
    "interrupted": lambda _, text: f"“{_inner(text)}，”她停了停，“谢谢大家。”",
}


def as_draft(quotation: str, *, traditional: bool = False) -> str:
    head = "　　山城镇昨天开会，讲话里有一段大家记得很牢："
    foot = "散会以后，各村的人在院子里站了很久。"
    if traditional:
        head, foot = _TO_TRADITIONAL.convert(head), _TO_TRADITIONAL.convert(foot)
    return f"{head}{quotation}。{foot}\n"


def recall() -> None:
    """Prints what is found of planted edits, and the alarms on exact quotations."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "讲话").mkdir()
        texts = [speech(seed) for seed in range(SPEECHES)]
        for number, text in enumerate(texts):
            (root / "讲话" / f"{number:04}.txt").write_text(text, encoding="utf-8")
        linter = Linter({"sources": ["讲话/**"], "root": str(root), "select": ["QUO001", "QUO004"]})
        whole = "".join(texts)

        def codes(quotation: str, *, traditional: bool) -> set[str]:
            report = linter.lint_text(as_draft(quotation, traditional=traditional), path="draft.txt")
            return {finding.code for finding in report.findings}

        random = Random(18)
        print("planted edits: found as QUO001, called unknown (QUO004), silent, of how many")
        for name, edit in EDITS.items():
            outcomes: Counter[str] = Counter()
            while outcomes.total() < PER_EDIT:
                layout = random.choice([*LAYOUTS])
                text = passage(random, random.choice(texts))
                if layout == "an ellipsis":
                    edited, laid = _edited_and_cut(random, text, edit)
                else:
                    edited = edit(random, text)
                    laid = LAYOUTS[layout](random, edited)
                # Not an edit: the words stand so elsewhere.
                if edited == text or _bare(edited) in _bare(whole):
                    continue
                found = codes(laid, traditional=layout == "traditional")
                outcome = "found" if "QUO001" in found else "unknown" if found else "silent"
                if outcome != "found" and os.environ.get("SHOW"):
                    print(outcome, layout, text, laid, sep="\n    ")
                outcomes[outcome] += 1
            print(f"  {name}: {outcomes['found']}, {outcomes['unknown']}, {outcomes['silent']}, {PER_EDIT}")
        print("exact quotations: alarms (QUO001), called unknown (QUO004), of how many")
        for name, lay in LAYOUTS.items():
            outcomes = Counter()
            for _ in range(PER_LAYOUT):
                text = passage(random, random.choice(texts))
                laid = lay(random, text)
                found = codes(laid, traditional=name == "traditional")
                if found and os.environ.get("SHOW"):
                    print(found, text, laid, sep="\n    ")
                outcomes.update(found)
            print(f"  {name}: {outcomes['QUO001']}, {outcomes['QUO004']}, {PER_LAYOUT}")


def _bare(text: str) -> str:
    return "".join(char for char in text if char not in "“”‘’\n　").strip(MARKS)


def scale(pages: int) -> None:
    """Prints the time and memory of building the index of so many pages, and of a draft held against it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        os.environ["XDG_CACHE_HOME"] = str(root / "cache")
        (root / "讲话").mkdir()
        for number in range(pages):
            (root / "讲话" / f"{number:06}.txt").write_text(draft(2_400, number), encoding="utf-8")
        size = sum(file.stat().st_size for file in (root / "讲话").iterdir())
        (root / "zhlint.toml").write_text('sources = ["讲话/**"]\n', encoding="utf-8")
        random = Random(1)
        texts = [(root / "讲话" / f"{random.randrange(pages):06}.txt").read_text(encoding="utf-8") for _ in range(20)]
        quotations = [f"他说：“{_sentence(random, text)}”" for text in texts]
        (root / "draft.txt").write_text("\n\n".join(f"　　{one}。" for one in quotations), encoding="utf-8")
        print(f"{pages} pages, {size / 2**20:.0f} MB; a draft with {len(quotations)} quotations")
        for run, rules in (("built", "QUO"), ("kept", "QUO"), ("kept", "QUO"), ("not asked for", "PUN")):
            begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
            command = [sys.executable, "-m", "zhlint", "check", "--no-cache", "--select", rules, "--fail-on", "never"]
            subprocess.run([*command, "draft.txt"], cwd=root, check=True, stdout=subprocess.DEVNULL)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(f"  index {run}: {time.perf_counter() - begun:.2f} s, {spent:.2f} processor seconds", flush=True)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        kept = sum(file.stat().st_size for file in (root / "cache" / "zhlint").iterdir())
        print(f"  memory at most {peak:.0f} MB; index on the disk {kept / 2**20:.0f} MB")


def _sentence(random: Random, text: str) -> str:
    sentences = [one for one in text.replace("\n", "").split("。") if len(one) >= 20 and not {"“", "”"} & set(one)]
    one = random.choice(sentences)[:60]
    return one if random.random() < 0.5 else _replace(random, one)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, help="measure the index of so many pages instead")
    pages = parser.parse_args().pages
    if pages:
        scale(pages)
    else:
        recall()


if __name__ == "__main__":
    main()
