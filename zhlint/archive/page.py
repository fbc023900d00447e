"""The page about an archive: one file of HTML, its plots SVG."""

from __future__ import annotations

import json
from html import escape
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from zhlint.archive.folder import DONE, result_of
from zhlint.archive.lint import FINDINGS
from zhlint.archive.plots import bars, heat_map, line
from zhlint.archive.tables import rows
from zhlint.archive.tally import rate
from zhlint.storage.toml import ConfigError, display_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: The most bars of a plot, and passages of an article.
_BARS: Final = 30
_PASSAGES: Final = 12
_STYLE: Final = """
body{font:16px/1.6 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;max-width:72em;margin:2em auto;padding:0 1em;color:#222}
table{border-collapse:collapse}td,th{padding:.2em .8em;text-align:left;border-bottom:1px solid #ddd}td.n{text-align:right}
mark{background:#ffd6d6}svg{max-width:100%;height:auto}li{margin:.3em 0}small{color:#666}details{margin:.6em 0}
@media(prefers-color-scheme:dark){body{background:#181818;color:#ddd}mark{background:#7a2222;color:#fff}td,th{border-color:#444}svg text{fill:#ddd}}
"""


def write_page(out: Path) -> Path:
    """Writes `report.html` into the folder of a result; its path.

    Raises ConfigError where there is no result, OSError where it cannot be written.
    """
    from zhlint.storage.atomic_write import save

    sums = _sums(out)
    page = _page(sums, _passages(out, sums["worst"]))
    save(out / "report.html", page.encode("utf-8", "replace"))
    return out / "report.html"


def _sums(out: Path) -> dict[str, Any]:
    try:
        sums: dict[str, Any] = json.loads((out / "summary.json").read_bytes())
        return sums | {"worst": list(sums["worst"]), "months": dict(sums["months"])}
    except (OSError, ValueError, KeyError, TypeError):
        raise ConfigError(
            f"{display_path(out)} 里没有完好的 summary.json：不是 zhlint archive 的结果，或还没有做完，请先做完"
        ) from None


def _passages(out: Path, worst: Sequence[dict[str, Any]]) -> dict[tuple[str, int], list[dict[str, Any]]]:
    """The findings of the worst articles, from the pieces of their sources."""
    wanted: dict[tuple[str, int], list[dict[str, Any]]] = {(one["source"], one["record"]): [] for one in worst}
    for file in sorted((out / DONE).glob("*.json")):
        done = result_of(file)
        keys = {(one["source"], one["record"]) for one in done["tally"]["worst"]} & set(wanted) if done else set()
        table = out / FINDINGS / f"{file.stem}.jsonl"
        if not keys or not table.exists():
            continue
        for row in rows(table):
            if (row["source"], row["record"]) in keys and row["level"] != "hint":
                wanted[row["source"], row["record"]].append(row)
    return wanted


def _page(sums: Mapping[str, Any], passages: Mapping[tuple[str, int], list[dict[str, Any]]]) -> str:
    months = {month: values for month, values in sums["months"].items() if month}
    rates = {month: rate(values[1], values[3]) for month, values in months.items()}
    body = [
        f"<h1>往期检查</h1><p>{sums['articles']} 篇，{sums['chars']} 字；差错率约万分之 {sums['rate']:.2f}（逐篇估算）；读不成的记录 {sums['errors']} 条。</p>",
        _unread(sums),
        f"<h2>各月差错率（万分之）</h2>{line(rates)}",
        f"<h2>版面、栏目</h2>{bars(_rates(sums['places']), '万分之')}",
        f"<h2>来源</h2>{bars(_rates(sums['sources']), '万分之')}",
        f"<h2>规则</h2>{bars(_largest(sums['rules']), '处')}",
        f"<h2>规则族与年月</h2>{heat_map(sums['heat'])}",
        f"<h2>差错率最高的稿</h2>{_worst(sums['worst'], passages)}",
    ]
    head = f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>往期检查</title><style>{_STYLE}</style>'
    return f"{head}<body>{''.join(body)}</body></html>\n"


def _unread(sums: Mapping[str, Any]) -> str:
    lines = [f"<li>{escape(one['path'])}：{escape(one['reason'])}</li>" for one in sums.get("unread", ())[:_BARS]]
    return f"<p>没有查成的 {len(sums['unread'])} 处：</p><ul>{''.join(lines)}</ul>" if lines else ""


def _rates(groups: Mapping[str, Sequence[float]]) -> list[tuple[str, float]]:
    """The rates of the values with most text, the highest first."""
    largest = sorted(groups.items(), key=lambda item: -item[1][1])[:_BARS]
    return sorted(((key or "（不明）", rate(sums[1], sums[3])) for key, sums in largest), key=lambda item: -item[1])


def _largest(counts: Mapping[str, int]) -> list[tuple[str, float]]:
    return [(key, float(count)) for key, count in sorted(counts.items(), key=lambda item: -item[1])[:_BARS]]


def _worst(worst: Iterable[dict[str, Any]], passages: Mapping[tuple[str, int], list[dict[str, Any]]]) -> str:
    lines = []
    for one in worst:
        found = passages.get((one["source"], one["record"]), [])
        told = "".join(_passage(row) for row in islice(found, _PASSAGES))
        more = f"<li>……共 {len(found)} 处</li>" if len(found) > _PASSAGES else ""
        lines.append(
            f"<details><summary>万分之 {rate(one['chars'], one['weight']):.1f}：{escape(one['id'])} "
            f"<small>{escape(one['date'])} {escape(one['place'])}，{one['chars']} 字，{_source(one)}</small></summary><ul>{told}{more}</ul></details>"
        )
    return "".join(lines) or "<p>没有差错。</p>"


def _source(one: Mapping[str, Any]) -> str:
    """A link to the file of an article, where it is on this machine."""
    named = escape(f"{one['source']} 第 {one['record']} 条")
    try:
        path = Path(one["source"]).absolute()
        is_there = path.is_file()
    except (OSError, ValueError):
        is_there = False
    return f'<a href="file://{quote(str(path.as_posix()))}">{named}</a>' if is_there else named


def _passage(row: Mapping[str, Any]) -> str:
    text = row["text"] if len(row["text"]) <= 60 else f"{row['text'][:59]}…"
    return (
        f"<li>{escape(row['where'])} {escape(row['code'])} {escape(row['message'])}<br>"
        f"<small>……{escape(row['before'])}</small><mark>{escape(text)}</mark><small>{escape(row['after'])}……</small></li>"
    )
