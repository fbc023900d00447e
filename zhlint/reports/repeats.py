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
    from zhlint.repeats.standing import StandingPiece
    from zhlint.repeats.survey import Repeats
    from zhlint.report import Report

_OPENING: Final = 16
_CHANGES: Final = 3
_PLACES: Final = 3
_MOST_OF_IT: Final = 0.5
_NAMED: Final = 5


def as_text(reports: Sequence[Report], found: Repeats, held_back: int) -> Iterator[str]:
    """The lines for a reader; `held_back` is how many repeats a baseline accepts."""
    for passage in found.copies:
        yield _copy_line(found, passage)
    for pair in overlaps([draft.document for draft in found.drafts], found.copies):
        whole = f"，占较短一篇的 {pair.share:.0%}，疑为重稿" if pair.share >= _MOST_OF_IT else ""
        yield (
            f"{found.drafts[pair.later].path} 与 {found.drafts[pair.first].path}："
            f"{len(pair.passages)} 段，共 {pair.length} 字{whole}，请核。"
        )
    for piece in found.standing:
        yield _standing_line(found, piece)
    apart = [report.path for report in reports if report.kind and not _is_compared(report)]
    if apart:
        yield f"没有比对的（西文多于汉字，或疑为乱码）：{_some(apart)}。"
    if unread := [report.path for report in reports if report.errors]:
        yield f"没有查成的文件：{_some(unread)}。"
    yield _summary([report for report in reports if _is_compared(report)], found, held_back, whole=not unread)


def _some(paths: Sequence[str]) -> str:
    return "、".join(paths[:_NAMED]) + (f" 等 {len(paths)} 个" if len(paths) > _NAMED else "")


def _is_compared(report: Report) -> bool:
    return report.kind is not None and serves(report.kind, "sentence")


def _summary(reports: Sequence[Report], found: Repeats, held_back: int, *, whole: bool) -> str:
    """The last line of the report.

    It says that nothing was found only where all drafts were read, and at least two were compared.
    """
    pairs = {(passage.later.document, passage.first.document) for passage in found.copies}
    told = [f"{len(pairs)} 对文稿有重复，共 {len(found.copies)} 段"] if pairs else []
    told += [f"{len(found.standing)} 段在三篇以上都有"] if found.standing else []
    if not told and len(reports) < 2:
        told = ["没有两个可比的文稿"]
    elif not told and whole:
        told = ["没有别的重复" if held_back else "没有发现重复"]
    told += [f"基线里记着 {held_back} 处，没有报"] if held_back else []
    counted = f"比对 {len(reports)} 个文稿，{sum(report.chars for report in reports)} 字"
    return "：".join([counted, *(["；".join(told)] if told else [])]) + "。"


def _copy_line(found: Repeats, passage: SharedPassage) -> str:
    alike = "只差几个字" if passage.changes else "逐字相同"
    line = (
        f"{_where(found, passage.later)}: 自“{_opening(found, passage.later)}”起 {passage.length} 字"
        f"与 {_where(found, passage.first)} {alike}"
    )
    return line + (f"：{_differences(passage)}" if passage.changes else "")


def _standing_line(found: Repeats, piece: StandingPiece) -> str:
    first, *others = piece.sites
    places = "、".join(_where(found, site) for site in others[:_PLACES])
    more = "等" if len(others) > _PLACES else ""
    return (
        f"{_where(found, first)}: 自“{_opening(found, first)}”起 {piece.length} 字在 {len(piece.sites)} 篇里都有"
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


def as_json(reports: Sequence[Report], found: Repeats) -> bytes:
    """One JSON object in UTF-8, described in `docs/repeats.md`."""
    whole = as_report(reports)
    text = json_text(
        {
            "zhlint": whole["zhlint"],
            "files": whole["files"],
            "repeats": [_copy_object(found, passage) for passage in found.copies],
            "pairs": _pair_objects(found),
            "standing": [_standing_object(found, piece) for piece in found.standing],
            "summary": {
                "files": len(reports),
                "failed": sum(bool(report.errors) for report in reports),
                "repeats": len(found.copies),
                "standing": len(found.standing),
            },
        },
        indent=1,
    )
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _copy_object(found: Repeats, passage: SharedPassage) -> dict[str, Any]:
    return {
        "kind": "near" if passage.changes else "same",
        "length": passage.length,
        "opening": _opening(found, passage.later),
        "places": [_place_object(found, site) for site in (passage.later, passage.first)],
        "changes": [{"text": change.here, "first": change.first} for change in passage.changes],
    }


def _pair_objects(found: Repeats) -> list[dict[str, Any]]:
    return [
        {
            "paths": [found.drafts[pair.later].path, found.drafts[pair.first].path],
            "passages": len(pair.passages), "length": pair.length, "share": round(pair.share, 3),
        }
        for pair in overlaps([draft.document for draft in found.drafts], found.copies)
    ]  # fmt: skip


def _standing_object(found: Repeats, piece: StandingPiece) -> dict[str, Any]:
    return {
        "length": piece.length,
        "opening": _opening(found, piece.sites[0]),
        "places": [_place_object(found, site) for site in piece.sites],
    }


def _place_object(found: Repeats, site: Site) -> dict[str, Any]:
    path, document = found.drafts[site.document]
    return {"path": path, **lines_and_columns(source_place(document, document.to_source(*site.span)))}


def _where(found: Repeats, site: Site) -> str:
    place = _place_object(found, site)
    return f"{place['path']}:{place['line']}:{place['column']}"


def _opening(found: Repeats, site: Site) -> str:
    return found.text(site)[:_OPENING].rstrip("，。、；：")
