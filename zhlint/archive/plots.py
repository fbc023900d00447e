"""Plots as SVG: a rate over time, bars with names, a map of counts."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def line(rates: Mapping[str, float]) -> str:
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


def bars(values: Sequence[tuple[str, float]], unit: str) -> str:
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


def heat_map(counts: Mapping[str, int]) -> str:
    """A map of findings by family and month; by year where the months are many."""
    cells: dict[tuple[str, str], int] = {}
    dated = [(key.rpartition(" "), count) for key, count in counts.items()]
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
