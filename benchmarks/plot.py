"""Lines on logarithmic scales, as SVG."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from growth import Line

WIDTH, HEIGHT, LEFT, BOTTOM, RIGHT, TOP = 860, 620, 80, 60, 130, 40
COLORS = ("#c0392b", "#2471a3", "#1e8449", "#7d3c98", "#ca6f1e", "#117a65", "#34495e")
#: Where colours come again the line is broken, so that no two look alike.
DASHES = ("", "7 3", "2 3")
#: Between two names, from the end of a line to its name, and the least time that is shown (seconds).
APART, GAP, LEAST = 15, 26, 1e-6


class Scale(NamedTuple):
    """A scale from numbers to places in the picture, by the logarithm."""

    low: float
    high: float
    first: float
    last: float

    def __call__(self, value: float) -> float:
        return self.first + (self.last - self.first) * (log10(value) - self.low) / (self.high - self.low)


def plot(lines: dict[str, Line], bold: Sequence[str] = ()) -> str:
    """A plot of seconds against bytes of a draft, with one named line each.

    The grid shows powers of ten. Some lines are drawn bold.
    """
    sizes = [size for line in lines.values() for size, _ in line]
    times = [max(seconds, LEAST) for line in lines.values() for _, seconds in line]
    x = Scale(log10(min(sizes)), log10(max(sizes)), LEFT, WIDTH - RIGHT)
    y = Scale(floor(log10(min(times))), ceil(log10(max(times))), HEIGHT - BOTTOM, TOP)
    parts = [*_frame(), *_grid(x, y), *_in_step(x, y, min(sizes), min(times))]
    ends = {name: y(max(line[-1][1], LEAST)) for name, line in lines.items()}
    places = _spread(ends)
    for number, name in enumerate(sorted(lines, key=lambda name: places[name])):
        points = [(x(size), y(max(seconds, LEAST))) for size, seconds in lines[name]]
        color = "#000" if name in bold else COLORS[number % len(COLORS)]
        dash = DASHES[bold.index(name) if name in bold else number // len(COLORS) % len(DASHES)]
        parts += [
            _path(points, color, 3 if name in bold else 1.8, dash),
            _path([points[-1], (WIDTH - RIGHT + GAP - 4, places[name])], color, 0.7, ""),
            _text(WIDTH - RIGHT + GAP, places[name] + 4, name, "start", color, bold=name in bold),
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _spread(ends: dict[str, float]) -> dict[str, float]:
    """The places of the names near the ends of their lines, without overlap."""
    places: dict[str, float] = {}
    least, left = float(TOP), len(ends)
    for name, end in sorted(ends.items(), key=lambda item: item[1]):
        left -= 1
        places[name] = min(max(end, least), HEIGHT - BOTTOM - left * APART)
        least = places[name] + APART
    return places


def _frame() -> Iterator[str]:
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">'
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>'
    yield _text(LEFT, TOP - 16, "processor time", "middle")
    yield _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16, "size of one draft", "middle")


def _grid(x: Scale, y: Scale) -> Iterator[str]:
    for power in range(round(y.low), round(y.high) + 1):
        yield _path([(LEFT, y(10.0**power)), (WIDTH - RIGHT, y(10.0**power))], "#ddd", 1, "")
        yield _text(LEFT - 8, y(10.0**power) + 4, _seconds(power), "end")
    for power in range(ceil(x.low), floor(x.high) + 1):
        yield _path([(x(10**power), TOP), (x(10**power), HEIGHT - BOTTOM)], "#ddd", 1, "")
        yield _text(x(10**power), HEIGHT - BOTTOM + 20, _size(power), "middle")


def _in_step(x: Scale, y: Scale, size: int, seconds: float) -> Iterator[str]:
    """A line of growth in step with the draft, for comparison.

    It stands in the corner that the other lines leave free.
    """
    begin, share = size * 10 ** (0.55 * (x.high - x.low)), 10 ** (0.3 * (x.high - x.low))
    low = max(seconds, 10**y.low) * 1.6
    points = [(x(begin), y(low)), (x(begin * share), y(low * share))]
    yield _path(points, "#999", 1.2, "4 4")
    yield _text(points[1][0] + 6, points[1][1] + 12, "in step with the size", "start", "#777")


def _path(points: Iterable[tuple[float, float]], color: str, width: float, dash: str) -> str:
    told = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    broken = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<polyline points="{told}" fill="none" stroke="{color}" stroke-width="{width}"{broken}/>'


def _text(x: float, y: float, text: str, anchor: str, color: str = "#333", *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{color}"{weight}>{text}</text>'


def _size(power: int) -> str:
    return f"{10 ** (power - 6)} MB" if power >= 6 else f"{10 ** (power - 3)} KB"


def _seconds(power: int) -> str:
    for least, unit in ((0, "s"), (-3, "ms"), (-6, "µs")):
        if power >= least:
            return f"{10 ** (power - least)} {unit}"
    return f"{10.0**power:g} s"
