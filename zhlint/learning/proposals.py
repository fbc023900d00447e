"""The files that an archive proposes for a pack, for a person to look through.

Their folder is a pack of its own, so that it can be tried as it is.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final, NamedTuple

from zhlint.checks.near_miss import NearMiss
from zhlint.reading import parse
from zhlint.storage.atomic_write import save

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from zhlint.learning.formulations import Formulation
    from zhlint.learning.names import Person
    from zhlint.learning.slogans import Slogan
    from zhlint.learning.terms import Forms

FOLDER: Final = "proposals"
_NOTE: Final = "# 提议：zhlint learn 从往期数出，还没有生效，每次运行都会重写。请逐行看过，{take}。\n"
_NAMES: Final = (
    _NOTE + "# 每行一个人名，# 后面是最常见的职务和提到的篇数；配置生效后，人名里的字一律不报，拿不准的不要收。\n"
)
_TERMS: Final = _NOTE + "# “错”是用得少的一种，哪一种对由编辑定；可以对调，不要的删去整行。\n错,对,说明\n"
_FORMULATIONS: Final = (
    "phrase\ttopic\tvariants\tslips\tloose\tvalid-from\tvalid-to\tsource\tas-of\n"
    + _NOTE
    + "# 第一列是本报反复原样使用的话，稿中写走一字的会报；第三列是另外的正当说法，以 | 隔开。\n"
)
_CARD: Final = """\
# 提议：读 tables/formulations.tsv 的规则卡。要用，把它移到本报的规则包里，把表移到规则包的 tables 文件夹里。
[{code}]
name     = "house-formulation"
title    = "本报提法"
kind     = "near_miss"
level    = "warning"
presets  = ["desk", "full"]
fix      = "ask"
message  = "“{{found}}”本报写作“{{right}}”，请核。"
why      = "本报往期反复原样使用的话，稿中多一字、少一字、错一字或两字颠倒。"
source   = "本报往期"
quoted   = "skip"
table    = "formulations.tsv"
topic    = "house"

[[{code}.examples]]
bad  = "{bad}"
good = "{good}"

[[{code}.examples]]
good = "镇里的书房周末一直开门。"
"""
CODE: Final = "HSE900"
SLOGAN_CODE: Final = "HSE901"
_SLOGANS: Final = (
    "phrase\ttopic\tvariants\tslips\tloose\tvalid-from\tvalid-to\tsource\tas-of\n"
    "# 提议：zhlint learn --formulations 从文件里摘出，还没有生效，每次运行都会重写。请逐行看过，不要的删去整行。\n"
    "# 第一列是提法，稿中写走一字的会报；第三列可写另外的正当说法，以 | 隔开；第八列是出处。\n"
)


class Proposals(NamedTuple):
    """The proposals of an archive."""

    people: Sequence[Person]
    terms: Sequence[Forms]
    formulations: Sequence[Formulation]


def write_proposals(folder: Path, proposals: Proposals) -> list[tuple[Path, int]]:
    """Writes the files, and returns each with the number of its entries.

    Those without any are removed. Raises OSError.
    """
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    table, card = folder / "tables" / "formulations.tsv", folder / "formulations.toml"
    files = [
        (folder / "names.txt", _names(proposals.people), len(proposals.people)),
        (folder / "terms.csv", _terms(proposals.terms), len(proposals.terms)),
        (table, _formulations(proposals.formulations), len(proposals.formulations)),
    ]
    for file, text, count in files:
        _save(file, text if count else "")
    phrases = (one.phrase for one in proposals.formulations)
    example = next((slip for phrase in phrases if (slip := _example(phrase, table))), None)
    _save(card, _CARD.format(code=CODE, bad=example[0], good=example[1]) if example else "")
    return [(file, count) for file, _, count in files if count]


def _save(file: Path, text: str) -> None:
    """Writes a file, or removes it where there is nothing to write."""
    if text:
        save(file, text.encode())
    else:
        file.unlink(missing_ok=True)


def _example(phrase: str, table: Path) -> tuple[str, str] | None:
    """A sentence with a slip of a phrase, marked, and the right sentence.

    None where the card would not find it.
    """
    check = NearMiss(table=table, topic="house")
    good = f"会上说，{phrase}，大家都同意。"
    for place in range(len(phrase) // 2, len(phrase) - 1):
        start = good.index(phrase) + place
        text = good[:start] + good[start + 1 :]
        hits = list(check.run(parse(text)))
        if len(hits) == 1 and hits[0].fix:
            hit, edits = hits[0], hits[0].fix.edits
            fixed = text
            for edit in reversed(edits):
                fixed = fixed[: edit.start] + edit.replacement + fixed[edit.end :]
            if fixed == good:
                return f"{text[: hit.start]}⟦{text[hit.start : hit.end]}⟧{text[hit.end :]}", good
    return None


def _names(people: Iterable[Person]) -> str:
    note = _NAMES.format(take="要的移到规则包的 names.txt 里")
    return note + "".join(
        f"{person.name}  # {person.post}，{person.articles} 篇{_slips(person)}\n" for person in people
    )


def _slips(person: Person) -> str:
    if not person.slips:
        return ""
    return "；往期另有 " + "、".join(f"{name} {articles} 篇" for name, articles in person.slips) + "，是不是同一人请核"


def _terms(terms: Iterable[Forms]) -> str:
    stream = io.StringIO()
    rows = csv.writer(stream, lineterminator="\n")
    for forms in terms:
        note = f"往期“{forms.other}”约{forms.other_count}处，“{forms.rarer}”约{forms.rarer_count}处"
        rows.writerow((forms.rarer, forms.other, note))
    return _TERMS.format(take="要的移到规则包的 terms.csv 里") + stream.getvalue()


def _formulations(formulations: Iterable[Formulation]) -> str:
    rows = (
        "\t".join((one.phrase, "house", "|".join(one.variants), "1", "both", "", "", f"往期 {one.articles} 篇", ""))
        for one in formulations
    )
    note = _FORMULATIONS.format(take="要的移到规则包的 tables/formulations.tsv 里，连同 formulations.toml")
    return note + "".join(f"{row}\n" for row in rows)


def write_slogans(folder: Path, drawn: Sequence[tuple[str, Sequence[Slogan]]]) -> tuple[Path, int]:
    """Writes the formulations of documents, by their names, as a pack.

    Returns the table and the number of its rows. A phrase of two documents is written once. Raises OSError.
    """
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    table, card = folder / "tables" / "formulations.tsv", folder / "formulations.toml"
    by_phrase: dict[str, str] = {}
    for name, slogans in drawn:
        for one in slogans:
            source = " ".join(f"{name}：{one.reason}，{one.times} 次".split())
            by_phrase.setdefault(one.phrase, f"{one.phrase}\thouse\t\t1\tboth\t\t\t{source}\t")
    _save(table, _SLOGANS + "".join(f"{row}\n" for row in by_phrase.values()) if by_phrase else "")
    example = next((slip for phrase in by_phrase if (slip := _example(phrase, table))), None)
    text = _CARD.replace("house-formulation", "source-formulation").replace("本报提法", "文件提法")
    text = (
        text.replace("本报写作", "文件里写作")
        .replace("本报往期反复原样使用的话", "文件里的固定提法")
        .replace("本报往期", "所给的文件")
    )
    _save(card, text.format(code=SLOGAN_CODE, bad=example[0], good=example[1]) if example else "")
    return table, len(by_phrase)
