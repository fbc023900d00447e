"""Lines on logarithmic scales, as SVG."""

from __future__ import annotations

from math import log10

WIDTH, HEIGHT, LEFT, BOTTOM, RIGHT, TOP = 720, 480, 70, 50, 80, 20
COLORS = ("#c0392b", "#2980b9", "#27ae60", "#8e44ad", "#d35400", "#16a085", "#7f8c8d", "#2c3e50", "#b8860b", "#e84393")


def plot(lines: dict[str, list[tuple[int, float]]]) -> str:
    """Seconds against bytes of a draft, one line each; the grid shows powers of ten."""
    xs = [log10(size) for costs in lines.values() for size, _ in costs]
    ys = [log10(max(seconds, 1e-4)) for costs in lines.values() for _, seconds in costs]
    low_x, high_x, low_y, high_y = min(xs), max(xs), min(ys) // 1, -(-max(ys) // 1)

    def x(value: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (value - low_x) / (high_x - low_x or 1)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (value - low_y) / (high_y - low_y or 1)

    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>']  # fmt: skip
    for power in range(int(low_y), int(high_y) + 1):
        parts += [_line(LEFT, y(power), WIDTH - RIGHT, y(power)), _text(LEFT - 8, y(power) + 4, f"{10.0**power:g} s", "end")]
    for power in range(round(low_x), round(high_x) + 1):
        parts += [_line(x(power), TOP, x(power), HEIGHT - BOTTOM), _text(x(power), HEIGHT - BOTTOM + 18, _size(power), "middle")]
    ends = sorted((log10(max(costs[-1][1], 1e-4)), name) for name, costs in lines.items())
    below = HEIGHT + 0.0
    for number, (end, name) in enumerate(ends):
        color = COLORS[number % len(COLORS)]
        points = " ".join(f"{x(log10(size)):.1f},{y(log10(max(seconds, 1e-4))):.1f}" for size, seconds in lines[name])
        below = min(y(end) + 4, below - 13)
        parts += [f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="2"/>',
                  _text(WIDTH - RIGHT + 8, below, name, "start", color)]  # fmt: skip
    return "\n".join([*parts, "</svg>"]) + "\n"


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#ddd"/>'


def _text(x: float, y: float, text: str, anchor: str, color: str = "#333") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{color}">{text}</text>'


def _size(power: int) -> str:
    return f"{10 ** (power - 6)} MB" if power >= 6 else f"{10 ** (power - 3)} KB"
