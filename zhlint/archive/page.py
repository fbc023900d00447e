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
        f"<h2>各月差错率（万分之）</h2>{_line(rates)}",
        f"<h2>版面、栏目</h2>{_bars(_rates(sums['places']), '万分之')}",
        f"<h2>来源</h2>{_bars(_rates(sums['sources']), '万分之')}",
        f"<h2>规则</h2>{_bars(_largest(sums['rules']), '处')}",
        f"<h2>规则族与年月</h2>{_heat(sums['heat'])}",
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


def _line(rates: Mapping[str, float]) -> str:
    """A plot of the rate over time."""
    if not rates:
        return "<p>没有日期，画不出。</p>"
    width, height, top = 900, 220, max([*rates.values(), 0.01])
    step = (width - 80) / max(1, len(rates) - 1)
    points = [
        (50 + number * step, height - 30 - value / top * (height - 50), month, value)
        for number, (month, value) in enumerate(rates.items())
    ]
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#b22"><title>{month} {value:.2f}</title></circle>'
        for x, y, month, value in points
    )
    every = max(1, len(points) // 10)
    names = "".join(
        f'<text x="{x:.1f}" y="{height - 8}" font-size="11" text-anchor="middle">{month}</text>'
        for x, _, month, _ in points[::every]
    )
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _, _ in points)
    scale = f'<text x="4" y="24" font-size="11">{top:.2f}</text><text x="4" y="{height - 30}" font-size="11">0</text>'
    return f'<svg viewBox="0 0 {width} {height}" role="img"><polyline points="{path}" fill="none" stroke="#b22"/>{dots}{names}{scale}</svg>'


def _bars(values: Sequence[tuple[str, float]], unit: str) -> str:
    """A plot of bars with their names."""
    if not values:
        return "<p>没有。</p>"
    top = max([value for _, value in values] + [0.01])
    lines = []
    for number, (name, value) in enumerate(values):
        y = number * 22
        shown = escape(name if len(name) <= 24 else f"{name[:23]}…")
        lines.append(
            f'<text x="0" y="{y + 15}" font-size="13">{shown}<title>{escape(name)}</title></text>'
            f'<rect x="300" y="{y + 3}" width="{value / top * 480:.1f}" height="15" fill="#36c"/>'
            f'<text x="{306 + value / top * 480:.1f}" y="{y + 15}" font-size="12">{value:g} {unit}</text>'
        )
    return f'<svg viewBox="0 0 900 {len(values) * 22 + 4}" role="img">{"".join(lines)}</svg>'


def _heat(heat: Mapping[str, int]) -> str:
    """A map of findings by family and month; by year where the months are many."""
    cells: dict[tuple[str, str], int] = {}
    dated = [(key.rpartition(" "), count) for key, count in heat.items()]
    is_long = len({month for (month, _, _), _ in dated}) > 48
    for (month, _, family), count in dated:
        if month:
            column = month[:4] if is_long else month
            cells[family, column] = cells.get((family, column), 0) + count
    if not cells:
        return "<p>没有日期，画不出。</p>"
    families, columns = sorted({family for family, _ in cells}), sorted({column for _, column in cells})
    top, size = max(cells.values()), max(6, min(40, 820 // len(columns)))
    squares = "".join(
        f'<rect x="{60 + columns.index(column) * size}" y="{families.index(family) * 20}" width="{size - 1}" height="19" '
        f'fill="#b22" fill-opacity="{0.08 + 0.92 * count / top:.2f}"><title>{escape(family)} {escape(column)}：{count}</title></rect>'
        for (family, column), count in sorted(cells.items())
    )
    names = "".join(
        f'<text x="0" y="{number * 20 + 14}" font-size="12">{escape(family)}</text>'
        for number, family in enumerate(families)
    )
    every = max(1, len(columns) // 12)
    under = "".join(
        f'<text x="{60 + number * size}" y="{len(families) * 20 + 14}" font-size="11">{escape(columns[number])}</text>'
        for number in range(0, len(columns), every)
    )
    return f'<svg viewBox="0 0 {80 + len(columns) * size} {len(families) * 20 + 22}" role="img">{squares}{names}{under}</svg>'


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
