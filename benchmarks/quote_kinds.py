"""Titles, reports and quotations from elsewhere, held against invented speeches: what `quotes.py` is for QUO001, for QUO002 to QUO005.

python benchmarks/quote_kinds.py          how many of 400 drafts of each kind have the code they must have (a minute)
python benchmarks/quote_kinds.py --show   and the others

Each case is one draft with one place; it prints how many of them had which code. Titles are invented, of 8 to 24 characters; half of
them stand in a speech in title marks, half are the heading of a document. Reports follow 指出 and its like without marks. Quotations
from elsewhere are passages of speeches that are not among the sources, and passages of which too many characters are others.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from quotes import EDITS, FILLERS, LAYOUTS, MARKS, _plain, as_draft, passage, speech

from zhlint.linter import Linter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SPEECHES = 200
CASES = 400
VERBS = ("加强", "做好", "规范", "推进", "改进", "支持", "深化", "完善")
TOPICS = (
    "山区道路养护", "小型水利设施", "村级图书室", "古树名木", "旱地育苗", "校园食堂", "渡口渡船", "家庭养蜂", "果园间作", "冬季供暖", "老旧桥梁",
    "农机检修", "街巷照明", "河道清淤", "木工作坊", "露天集市", "民间曲艺", "盐碱地改良", "山塘水库", "乡间客运",
)  # fmt: skip
WORK = ("管护", "整治", "登记", "安全检查", "扶持", "保护利用", "日常维护", "巡查", "经费使用", "人才培养")
ENDINGS = ("意见", "通知", "办法", "规定", "方案", "实施细则", "工作要点", "条例")
VERSIONS = ("（试行）", "（修订）", "")
SAYING = ("会议指出，", "他强调，", "她指出：", "会议强调：", "座谈会上，大家认为，修渠的人心齐。镇长指出，")
#: The share of characters replaced in a passage that is none of the source's any more.
OTHERS = 0.45


class Case(NamedTuple):
    """A text, whether it is in traditional script, and the codes it must have, one of them or none."""

    draft: str
    wanted: frozenset[str]
    traditional: bool = False


def titles(random: Random, count: int) -> list[str]:
    """Titles of documents, each once."""
    found: set[str] = set()
    while len(found) < count:
        topic, work, ending = random.choice(TOPICS), random.choice(WORK), random.choice(ENDINGS)
        head = f"关于{random.choice(VERBS)}" if random.random() < 0.6 else random.choice(("2023年", "西河镇", ""))
        join = "的" if head.startswith("关于") else ""
        found.add(f"{head}{topic}{work}{join}{ending}{random.choice(VERSIONS)}")
    return sorted(found)


def _sources(folder: Path, random: Random, named: list[str]) -> list[str]:
    """Writes speeches, half of which name a title, and documents with the others as headings; the speeches."""
    texts = [speech(seed) for seed in range(SPEECHES)]
    for number, text in enumerate(texts):
        mention = f"　　要落实《{named[number]}》，一条一条地办。\n"
        (folder / f"{number:04}.txt").write_text(text + mention, encoding="utf-8")
    for number, title in enumerate(named[SPEECHES:]):
        body = "".join(f"　　第{one}条　{_plain(random)}。\n" for one in "一二三四")
        (folder / f"文件{number:04}.txt").write_text(f"{title}\n\n{body}", encoding="utf-8")
    return texts


def _differing(random: Random, named: list[str]) -> Iterator[Case]:
    """Yields titles with a planted edit behind their first two characters."""
    while True:
        title = random.choice(named)
        edit = EDITS[random.choice(("replaced", "missing", "added", "order"))]
        at = 7 if title.startswith(("2023年", "西河镇")) else 2
        edited = edit(random, title)
        # Another year or place, or the title of another document, is no slip.
        is_behind = edited[: at + 1] == title[: at + 1] and edited != title
        if is_behind and edited not in named and sum(map(str.isalnum, edited)) >= 8:
            yield Case(f"　　镇里印发《{edited}》，各村都学了。\n", frozenset({"QUO002"}))


def _exact_titles(random: Random, named: list[str]) -> Iterator[Case]:
    while True:
        title = random.choice(named)
        yield Case(f"　　镇里印发《{random.choice((title, _half(title)))}》，各村都学了。\n", frozenset())


def _half(title: str) -> str:
    return title.translate(str.maketrans("（）０１２３", "()0123"))


def _other_titles(random: Random, named: list[str]) -> Iterator[Case]:
    """Yields titles that are not in the sources: another year, place or subject."""
    while True:
        title = random.choice(named)
        other = random.choice((
            title.replace("2023年", "2021年").replace("西河镇", "东河镇"),
            f"关于{_plain(random)}的{random.choice(ENDINGS)}",
        ))  # fmt: skip
        if other not in named and sum(map(str.isalnum, other)) >= 8:
            yield Case(f"　　镇里印发《{other}》，各村都学了。\n", frozenset({"QUO005"}))


def _about_documents(random: Random, named: list[str]) -> Iterator[Case]:
    """Yields titles of writing about a document, and of what is called nearly so."""
    while True:
        title = random.choice([one for one in named if not one.endswith("）")])
        other = random.choice(
            (
                "{}解读",
                "{}释义",
                "〈{}〉问答",
                "{}宣讲稿",
                "{}的说明",
                "{}学习读本",
                "{}图解",
                "{}草案",
                "{}起草记",
                "{}知识手册",
            )
        )
        yield Case(f"　　书店新到一本《{other.format(title)}》，各村都订了。\n", frozenset())


def _reported(random: Random, texts: list[str]) -> Iterator[Case]:
    """Yields reports in which a character is replaced, four others of its clauses on either side."""
    while True:
        text = passage(random, random.choice(texts), least=14).replace("“", "").replace("”", "")
        at = random.randrange(4, len(text) - 4)
        stretch = text[at - 4 : at + 5]
        new = random.choice(FILLERS.replace(text[at], "") or "实")
        if stretch.isalnum() and len(text) <= 60 and not any(stretch[:4] + new + stretch[5:] in one for one in texts):
            yield Case(_report(random, text[:at] + new + text[at + 1 :]), frozenset({"QUO003"}))


def _report(random: Random, text: str) -> str:
    return f"　　{random.choice(SAYING)}{text}。散会以后，各村的人在院子里站了很久。\n"


def _condensed(random: Random, texts: list[str]) -> Iterator[Case]:
    """Yields reports as custom has them: as in the source, with something left out or put in, another mark, another person."""
    while True:
        text = passage(random, random.choice(texts), least=14).replace("“", "").replace("”", "")
        changed = random.choice((
            text,
            EDITS["missing"](random, text),
            EDITS["added"](random, text),
            text.replace("我们", "他们"),
            "".join(random.choice(MARKS) if char in MARKS else char for char in text),
            "，".join(random.sample(text.split("，"), k=len(text.split("，")))),
        ))  # fmt: skip
        yield Case(_report(random, changed), frozenset())


def _from_elsewhere(random: Random, _texts: list[str]) -> Iterator[Case]:
    """Yields passages of speeches that are not among the sources, in every layout."""
    while True:
        layout = random.choice([*LAYOUTS])
        laid = LAYOUTS[layout](random, passage(random, speech(random.randrange(10_000, 20_000))))
        yield Case(as_draft(laid, traditional=layout == "traditional"), frozenset({"QUO004"}), layout == "traditional")


def _paraphrased(random: Random, texts: list[str]) -> Iterator[Case]:
    """Yields passages of a source of which nearly half the characters are others."""
    while True:
        text = passage(random, random.choice(texts))
        yield Case(as_draft(f"“{_reworded(random, text)}”"), frozenset({"QUO004"}))


def _reworded(random: Random, text: str) -> str:
    places = [at for at, char in enumerate(text) if char.isalnum()]
    others = {
        at: random.choice(FILLERS.replace(text[at], "") or "实")
        for at in random.sample(places, round(OTHERS * len(places)))
    }
    return "".join(others.get(at, char) for at, char in enumerate(text)).replace("“", "‘").replace("”", "’")


def _short(random: Random, texts: list[str]) -> Iterator[Case]:
    """Yields quotations of fewer than 12 letters, wherever they come from."""
    while True:
        text = "".join(filter(str.isalnum, random.choice(texts).replace("\n", "")))
        at = random.randrange(len(text) - 11)
        yield Case(as_draft(f"“{text[at : at + 11]}”"), frozenset())


class Kind(NamedTuple):
    """Cases of one sort, and the rules that are looked at."""

    name: str
    rules: tuple[str, ...]
    cases: Callable[[Random, list[str]], Iterator[Case]]
    of_titles: bool = False


KINDS = (
    Kind("titles with a slip", ("QUO002", "QUO005"), _differing, of_titles=True),
    Kind("titles as in the source", ("QUO002", "QUO005"), _exact_titles, of_titles=True),
    Kind("titles of other documents", ("QUO002", "QUO005"), _other_titles, of_titles=True),
    Kind("titles about a document", ("QUO002",), _about_documents, of_titles=True),
    Kind("reports with a replaced character", ("QUO003",), _reported),
    Kind("reports as custom has them", ("QUO003",), _condensed),
    Kind("quotations from elsewhere", ("QUO001", "QUO004"), _from_elsewhere),
    Kind("quotations with 45 % of other characters", ("QUO001", "QUO004"), _paraphrased),
    Kind("quotations of fewer than 12 letters", ("QUO001", "QUO004"), _short),
)


def kinds(*, show: bool = False) -> None:
    """Prints for each kind how many cases had the code they must have, another, or none."""
    random = Random(1818)
    named = titles(random, 2 * SPEECHES)
    random.shuffle(named)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "讲话").mkdir()
        texts = _sources(root / "讲话", random, named)
        print(f"{CASES} drafts of each kind: right, and what the others were called")
        for kind in KINDS:
            linter = Linter({"sources": ["讲话/**"], "root": str(root), "select": list(kind.rules)})
            outcomes: Counter[str] = Counter()
            for case, _ in zip(kind.cases(random, named if kind.of_titles else texts), range(CASES), strict=False):
                codes = frozenset(one.code for one in linter.lint_text(case.draft, path="draft.txt").findings)
                outcome = "right" if codes == case.wanted else "、".join(sorted(codes)) or "nothing"
                if outcome != "right" and show:
                    print(outcome, case.draft, sep="\n    ")
                outcomes[outcome] += 1
            others = ", ".join(f"{outcome} {count}" for outcome, count in outcomes.items() if outcome != "right")
            print(f"  {kind.name}: {outcomes['right']}" + (f"; {others}" if others else ""), flush=True)


if __name__ == "__main__":
    kinds(show="--show" in sys.argv)
