"""`zhlint repeats`: passages that stand in two drafts of one issue of the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from zhlint.cli.chinese import ChineseCommand, Choice
from zhlint.cli.options import config_options, drafts_from
from zhlint.cli.output import complain
from zhlint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.document import Document
    from zhlint.finding import Place
    from zhlint.issue import Overlap, SharedPassage, Site
    from zhlint.linter import Report

_OPENING: Final = 16
_CHANGES: Final = 3
_SHORTEST: Final = 60
_LEAST: Final = 24
_MOST_OF_IT: Final = 0.5


class _Draft(NamedTuple):
    path: str
    document: Document


@click.command(
    cls=ChineseCommand,
    help="比对各篇文稿，找出两篇里都有的片段（重稿）：逐字相同的，和只差几个字的。文稿可以是文件或文件夹。",
)
@click.argument("paths", nargs=-1, metavar="文稿…")
@click.option(
    "--min-length", type=click.IntRange(_LEAST), default=_SHORTEST, metavar="字数",
    help=f"多少字起算，默认 {_SHORTEST}，最少 {_LEAST}；固定提法不计字数",
)  # fmt: skip
@click.option(
    "--format", "form", type=Choice(("text", "json")), default="text", metavar="格式", help="text | json"
)
@config_options
def command(paths: tuple[str, ...], min_length: int, form: str, **options: Any) -> int:
    from zhlint.issue import copies, overlaps  # noqa: PLC0415 - start-up: not for --help

    reports = list(drafts_from(paths, **options | {"select": "", "extend_select": ""}).reports())
    complain(reports)
    read = [_Draft(report.path, report.document) for report in reports if report.document]
    documents = [draft.document for draft in read]
    shared = copies(documents, min_length)
    pairs = overlaps(documents, shared)
    if form == "json":
        _print_json(reports, as_object(read, shared, pairs))
    else:
        for line in _lines(read, shared, pairs):
            click.echo(line)
        chars = sum(report.chars for report in reports)
        found = f"{len(pairs)} 对文稿有重复，共 {len(shared)} 段" if shared else "没有发现重复"
        click.echo(f"比对 {len(read)} 个文稿，{chars} 字：{found}。")
    return 2 if any(report.errors for report in reports) else int(bool(shared))


def as_object(
    read: Sequence[_Draft], shared: Sequence[SharedPassage], pairs: Sequence[Overlap]
) -> dict[str, Any]:
    """The shared passages and the pairs of drafts as plain data; see `docs/json.md`."""
    return {
        "repeats": [_as_object(read, passage) for passage in shared],
        "pairs": [
            {
                "paths": [read[pair.later].path, read[pair.first].path],
                "passages": len(pair.passages), "length": pair.length, "share": round(pair.share, 3),
            }
            for pair in pairs
        ],
    }  # fmt: skip


def _as_object(read: Sequence[_Draft], passage: SharedPassage) -> dict[str, Any]:
    places = [(read[site.document].path, _place(read, site)) for site in (passage.later, passage.first)]
    return {
        "kind": "near" if passage.changes else "same",
        "length": passage.length,
        "opening": _opening(read, passage),
        "places": [
            {
                "path": path, "line": place.line, "column": place.column,
                "end_line": place.end_line, "end_column": place.end_column,
            }
            for path, place in places
        ],
        "changes": [{"text": change.here, "first": change.first} for change in passage.changes],
    }  # fmt: skip


def _print_json(reports: Sequence[Report], found: dict[str, Any]) -> None:
    import json  # noqa: PLC0415 - only where asked for
    import sys  # noqa: PLC0415

    from zhlint.reports.json import as_object as as_report  # noqa: PLC0415

    whole = as_report(reports)
    whole = {
        "zhlint": whole["zhlint"],
        "files": whole["files"],
        **found,
        "summary": {
            "files": len(reports),
            "failed": sum(bool(report.errors) for report in reports),
            "repeats": len(found["repeats"]),
        },
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))


def _lines(
    read: Sequence[_Draft], shared: Sequence[SharedPassage], pairs: Sequence[Overlap]
) -> Iterator[str]:
    for passage in shared:
        yield _described(read, passage)
    for pair in pairs:
        whole = f"，占较短一篇的 {pair.share:.0%}，疑为重稿" if pair.share >= _MOST_OF_IT else ""
        yield (
            f"{read[pair.later].path} 与 {read[pair.first].path}："
            f"{len(pair.passages)} 段，共 {pair.length} 字{whole}，请核。"
        )


def _described(read: Sequence[_Draft], passage: SharedPassage) -> str:
    (path, place), (other, there) = (
        (read[site.document].path, _place(read, site)) for site in (passage.later, passage.first)
    )
    alike = "只差几个字" if passage.changes else "逐字相同"
    line = (
        f"{path}:{place.line}:{place.column}: 自“{_opening(read, passage)}”起 {passage.length} 字"
        f"与 {other}:{there.line}:{there.column} {alike}"
    )
    return line + (f"：{_differences(passage)}" if passage.changes else "")


def _differences(passage: SharedPassage) -> str:
    shown = [
        f"“{change.here}”—“{change.first}”" if change.here and change.first
        else f"多“{change.here}”" if change.here else f"缺“{change.first}”"
        for change in passage.changes[:_CHANGES]
    ]  # fmt: skip
    more = f"等 {len(passage.changes)} 处" if len(passage.changes) > _CHANGES else ""
    return "、".join(shown) + more


def _opening(read: Sequence[_Draft], passage: SharedPassage) -> str:
    document = read[passage.later.document].document
    return "".join(document[passage.later.span].split())[:_OPENING].rstrip("，。、；：")


def _place(read: Sequence[_Draft], site: Site) -> Place:
    from zhlint.finding import source_place  # noqa: PLC0415 - start-up

    document = read[site.document].document
    return source_place(document, document.to_source(*site.span))
