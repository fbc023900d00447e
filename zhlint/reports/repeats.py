"""The report of `zhlint repeats`, as text and as one JSON object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from zhlint.document import serves
from zhlint.finding import source_place
from zhlint.repeats.issue import overlaps
from zhlint.reports.formats.json import as_object as as_report
from zhlint.reports.output import as_json as json_text
from zhlint.reports.places import lines_and_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from zhlint.repeats.issue import SharedPassage, Site
    from zhlint.repeats.standing_matter import StandingPiece
    from zhlint.repeats.survey import Repeats
    from zhlint.report import Report

_OPENING: Final = 16
_CHANGES: Final = 3
_PLACES: Final = 3
_MOST_OF_IT: Final = 0.5
_NAMED: Final = 5


def as_text(reports: Sequence[Report], repeats: Repeats, held_back: int, indexed: int = 0) -> Iterator[str]:
    """The lines for a reader; `held_back` is how many repeats a baseline accepts.

    `indexed` is how many articles of an index the drafts were compared with.
    """
    for passage in repeats.copies:
        yield _copy_line(repeats, passage)
    for pair in overlaps([draft.document for draft in repeats.drafts], repeats.copies):
        whole = f"，占较短一篇的 {pair.share:.0%}，疑为重稿" if pair.share >= _MOST_OF_IT else ""
        yield (
            f"{repeats.drafts[pair.later].path} 与 {repeats.drafts[pair.first].path}："
            f"{len(pair.passages)} 段，共 {pair.length} 字{whole}，请核。"
        )
    for piece in repeats.standing:
        yield _standing_line(repeats, piece)
    apart = [report.path for report in reports if report.kind and not _is_compared(report)]
    if apart:
        yield f"没有比对的（西文多于汉字，或疑为乱码）：{_some(apart)}。"
    if unread := [report.path for report in reports if report.errors]:
        yield f"没有查成的文件：{_some(unread)}。"
    yield _summary(
        [report for report in reports if _is_compared(report)], repeats, held_back, indexed, whole=not unread
    )


def _some(paths: Sequence[str]) -> str:
    return "、".join(paths[:_NAMED]) + (f" 等 {len(paths)} 个" if len(paths) > _NAMED else "")


def _is_compared(report: Report) -> bool:
    return report.kind is not None and serves(report.kind, "sentence")


def _summary(reports: Sequence[Report], repeats: Repeats, held_back: int, indexed: int, *, whole: bool) -> str:
    """The last line of the report.

    It says that nothing was found only where all drafts were read, and at least two were compared.
    """
    pairs = {(passage.later.document, passage.first.document) for passage in repeats.copies}
    claims = [f"{len(pairs)} 对文稿有重复，共 {len(repeats.copies)} 段"] if pairs else []
    claims += [f"{len(repeats.standing)} 段在三篇以上都有"] if repeats.standing else []
    if not claims and len(reports) < 2 and not (indexed and reports):
        claims = ["没有两个可比的文稿"]
    elif not claims and whole:
        claims = ["没有别的重复" if held_back else "没有发现重复"]
    claims += [f"基线里记着 {held_back} 处，没有报"] if held_back else []
    others = f"，与索引里 {indexed} 篇" if indexed else ""
    counted = f"比对 {len(reports)} 个文稿，{sum(report.chars for report in reports)} 字{others}"
    return "：".join([counted, *(["；".join(claims)] if claims else [])]) + "。"


def _copy_line(repeats: Repeats, passage: SharedPassage) -> str:
    alike = "只差几个字" if passage.changes else "逐字相同"
    line = (
        f"{_where(repeats, passage.later)}: 自“{_opening(repeats, passage.later)}”起 {passage.length} 字"
        f"与 {_where(repeats, passage.first)} {alike}"
    )
    return line + (f"：{_differences(passage)}" if passage.changes else "")


def _standing_line(repeats: Repeats, piece: StandingPiece) -> str:
    first, *others = piece.sites
    places = "、".join(_where(repeats, site) for site in others[:_PLACES])
    more = "等" if len(others) > _PLACES else ""
    return (
        f"{_where(repeats, first)}: 自“{_opening(repeats, first)}”起 {piece.length} 字在 {len(piece.sites)} 篇里都有"
        f"（又见 {places}{more}），如是栏目固定文字，可用 --accept 记下。"
    )


def _differences(passage: SharedPassage) -> str:
    shown = [
        f"“{change.here}”—“{change.first}”" if change.here and change.first
        else f"多“{change.here}”" if change.here else f"缺“{change.first}”"
        for change in passage.changes[:_CHANGES]
    ]  # fmt: skip
    more = f"等 {len(passage.changes)} 处" if len(passage.changes) > _CHANGES else ""
    return "、".join(shown) + more


def as_json(reports: Sequence[Report], repeats: Repeats) -> bytes:
    """One JSON object in UTF-8, described in `docs/repeats.md`."""
    whole = as_report(reports)
    text = json_text(
        {
            "zhlint": whole["zhlint"],
            "files": whole["files"],
            "repeats": [_copy_object(repeats, passage) for passage in repeats.copies],
            "pairs": _pair_objects(repeats),
            "standing": [_standing_object(repeats, piece) for piece in repeats.standing],
            "summary": {
                "files": len(reports),
                "failed": sum(bool(report.errors) for report in reports),
                "repeats": len(repeats.copies),
                "standing": len(repeats.standing),
            },
        },
        indent=1,
    )
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _copy_object(repeats: Repeats, passage: SharedPassage) -> dict[str, Any]:
    return {
        "kind": "near" if passage.changes else "same",
        "length": passage.length,
        "opening": _opening(repeats, passage.later),
        "places": [_place_object(repeats, site) for site in (passage.later, passage.first)],
        "changes": [{"text": change.here, "first": change.first} for change in passage.changes],
    }


def _pair_objects(repeats: Repeats) -> list[dict[str, Any]]:
    return [
        {
            "paths": [repeats.drafts[pair.later].path, repeats.drafts[pair.first].path],
            "passages": len(pair.passages), "length": pair.length, "share": round(pair.share, 3),
        }
        for pair in overlaps([draft.document for draft in repeats.drafts], repeats.copies)
    ]  # fmt: skip


def _standing_object(repeats: Repeats, piece: StandingPiece) -> dict[str, Any]:
    return {
        "length": piece.length,
        "opening": _opening(repeats, piece.sites[0]),
        "places": [_place_object(repeats, site) for site in piece.sites],
    }


def _place_object(repeats: Repeats, site: Site) -> dict[str, Any]:
    path, document = repeats.drafts[site.document]
    return {"path": path, **lines_and_columns(source_place(document, document.to_source(*site.span)))}


def _where(repeats: Repeats, site: Site) -> str:
    place = _place_object(repeats, site)
    return f"{place['path']}:{place['line']}:{place['column']}"


def _opening(repeats: Repeats, site: Site) -> str:
    return repeats.text(site)[:_OPENING].rstrip("，。、；：")
