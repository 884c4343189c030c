# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Our own small SVG charts: no script, no fixed width, colours from the style sheet.

Plots stretch to the width they are given, while text and strokes keep their
size: each chart is an outer SVG without a viewBox that holds the labels, and
an inner one that is stretched. Values stand at the right, where the newest month
is, in a gutter that the style sheet keeps free. Time runs from left to right in every language.

The newest months can be looked at alone, without script: the same drawing, seen through a
narrower window, stands beside the whole one, and the style sheet shows one of them.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from markupsafe import Markup

HEIGHT = 200  # units of the stretched plot; y = HEIGHT is the bottom
TOP, PLOT, FOOT = 8, 152, 24  # pixels above, of and below the plot
MARKED = 12  # units below the plot for marks of what happened
MAX_TICKS = 6
LATE = 0.9
HEADROOM = 1.04  # a flat series should not lie on the upper edge


class Step(NamedTuple):
    """One step along the time axis; None where nothing is known."""

    low: float | None
    high: float | None


class Tick(NamedTuple):
    """A label under the time axis, at a step."""

    step: int
    text: str


class Window(NamedTuple):
    """The newest steps of a series, to be looked at alone; `name` is that of the choice."""

    name: str
    steps: int
    ticks: Sequence[Tick]


class Marks(NamedTuple):
    """Steps in which something happened: marks below the plot, and lines across it."""

    below: Sequence[int] = ()
    across: Sequence[int] = ()


_NONE = Marks()


class Scale(NamedTuple):
    """The value axis."""

    bottom: float
    top: float

    def y(self, value: float) -> int:
        """Where a value lies in the stretched plot."""
        span = self.top - self.bottom
        return round(HEIGHT * (self.top - value) / span)


def scale_of(values: Sequence[float]) -> Scale:
    """Choose an axis from zero (or a round number below) to a round number above all values."""
    high, low = max(values, default=0.0), min(values, default=0.0)
    top, bottom = _round_up(HEADROOM * high), 0.0 - _round_up(HEADROOM * -low)
    return Scale(bottom, top if top > bottom else bottom + 1)


def _round_up(value: float) -> float:
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    steps = (step * power for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10))
    # Next to zero, powers of ten run out before the numbers do.
    return next((step for step in steps if step >= value), value)


def year_ticks(periods: Sequence[str]) -> tuple[Tick, ...]:
    """Put a tick at the first step of a year, and thin the years until they fit a phone."""
    first_of_year: dict[str, int] = {}
    for step, period in enumerate(periods):
        first_of_year.setdefault(period[:4], step)
    if len(first_of_year) > 1 and not periods[0].endswith("-01"):
        # A torn first year would stand on top of the next one.
        first_of_year.pop(periods[0][:4])
    every = -(-len(first_of_year) // MAX_TICKS) or 1
    kept = [year for year in first_of_year if int(year) % every == 0]
    return tuple(Tick(first_of_year[year], year) for year in kept)


def chart(
    steps: Sequence[Step],
    *,
    shape: str,
    ident: str,
    title: str,
    description: str,
    windows: Sequence[Window],
    write: Callable[[float], str],
    marks: Marks = _NONE,
) -> Markup:
    """Draw a monthly series as bars or a line, with a title, a description and labelled axes.

    The first of the windows is the whole series.
    """
    values = [value for step in steps for value in step if value is not None]
    scale = scale_of(values)
    draw = bars if shape == "bars" else line
    drawing = draw(steps, scale) + _marks(marks, shape)
    whole, *newest = windows
    return Markup(
        '<svg class="chart" width="100%" height="{height}" role="img" '
        'aria-labelledby="{ident}-t {ident}-d">'
        '<title id="{ident}-t">{title}</title><desc id="{ident}-d">{description}</desc>'
        "{grid}{plots}</svg>"
    ).format(
        height=TOP + PLOT + FOOT,
        ident=ident,
        title=title,
        description=description,
        grid=_grid(_levels(scale, values), scale, write),
        plots=_whole(drawing, whole, shape, f"{ident}-p" if newest else "")
        + Markup("").join(_seen(window, len(steps), shape, f"{ident}-p") for window in newest),
    )


def _levels(scale: Scale, values: Sequence[float]) -> tuple[float, ...]:
    """Choose what to label: top, bottom, and the middle unless it would be half a person."""
    middle = (scale.top + scale.bottom) / 2
    is_counted = all(float(value).is_integer() for value in values)
    if is_counted and not middle.is_integer():
        return (scale.top, scale.bottom)
    return (scale.top, middle, scale.bottom)


def _grid(levels: Sequence[float], scale: Scale, write: Callable[[float], str]) -> Markup:
    lines = Markup("")
    for level in levels:
        y = TOP + round(PLOT * (scale.top - level) / (scale.top - scale.bottom))
        kind = "base" if level == scale.bottom else "grid"
        lines += Markup(
            '<line class="{}" x2="100%" y1="{}" y2="{}"/>'
            '<text class="axis" x="100%" dx="7" y="{}">{}</text>'
        ).format(kind, y, y, y + 4, write(level))
    return lines


def _whole(drawing: Markup, window: Window, shape: str, ident: str) -> Markup:
    ticks = _ticks(window.ticks, window.steps, shape)
    plot = _plot(drawing, 0, _width(window.steps, shape), ident)
    return Markup('<g class="whole">{}{}</g>').format(plot, ticks) if ident else plot + ticks


def _seen(window: Window, steps: int, shape: str, ident: str) -> Markup:
    """The newest steps of a drawing that stands in the same chart."""
    width = _width(window.steps, shape)
    drawing = Markup('<use href="#{}"/>').format(ident)
    return Markup('<g class="newest {}">{}{}</g>').format(
        window.name,
        _plot(drawing, _width(steps, shape) - width, width),
        _ticks(window.ticks, window.steps, shape),
    )


def _width(steps: int, shape: str) -> int:
    return steps if shape == "bars" else max(1, steps - 1)


def _plot(drawing: Markup, start: int, width: int, ident: str = "") -> Markup:
    return Markup(
        '<svg y="{}" width="100%" height="{}" viewBox="{} 0 {} {}" '
        'preserveAspectRatio="none" overflow="{}">{}</svg>'
    ).format(
        TOP,
        f"{PLOT * (HEIGHT + MARKED) / HEIGHT:g}",
        start,
        width,
        HEIGHT + MARKED,
        "hidden" if start else "visible",
        Markup('<g id="{}">{}</g>').format(ident, drawing) if ident else drawing,
    )


def _marks(marks: Marks, shape: str) -> Markup:
    middle = 0.5 if shape == "bars" else 0.0
    drawn = Markup("")
    for name, steps, path in (
        ("event", marks.below, f"{HEIGHT + 3}v{MARKED - 5}"),
        ("across", marks.across, f"0v{HEIGHT}"),
    ):
        if steps:
            drawn += Markup('<path class="{}" d="{}" vector-effect="non-scaling-stroke"/>').format(
                name, "".join(f"M{step + middle:g} {path}" for step in steps)
            )
    return drawn


def _ticks(ticks: Sequence[Tick], steps: int, shape: str) -> Markup:
    width = _width(steps, shape)
    drawn = Markup("")
    for tick in ticks:
        x = _percent(tick.step / width)
        # A label at the right edge stands before its tick, not outside the chart.
        is_late = tick.step / width > LATE
        side = Markup('dx="-4" text-anchor="end"') if is_late else Markup('dx="4"')
        drawn += Markup(
            '<line class="tick" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>'
            '<text class="axis" x="{0}%" {5} y="{3}">{4}</text>'
        ).format(x, TOP + PLOT, TOP + PLOT + FOOT, TOP + PLOT + 17, tick.text, side)
    return drawn


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".removesuffix(".0")


def line(steps: Sequence[Step], scale: Scale) -> Markup:
    """Draw a line with the area below it; a gap where nothing is known."""
    strokes, areas = "", ""
    for start, run in _runs(steps):
        points = [
            (float(start + i), scale.y(v)) for i, step in enumerate(run) for v in _stroke(step)
        ]
        if len(run) == 1:
            # A single month between gaps would be invisible as a point.
            points.append((start + 0.5, points[-1][1]))
        path = "L".join(f"{x:g} {y}" for x, y in points)
        strokes += "M" + path
        areas += f"M{points[0][0]:g} {scale.y(0)}L{path}V{scale.y(0)}z"
    return Markup(
        '<path class="area" d="{}"/><path class="line" d="{}" vector-effect="non-scaling-stroke"/>'
    ).format(areas, strokes)


def _stroke(step: Step) -> tuple[float, ...]:
    low, high = step.low or 0.0, step.high or 0.0
    return (low,) if low == high else (low, high)


def bars(steps: Sequence[Step], scale: Scale) -> Markup:
    """Draw one bar a step, up to its highest month; a paler part shows its lowest."""
    zero = scale.y(0)
    tall, solid = "", ""
    for place, step in enumerate(steps):
        if step.high is None or step.low is None:
            continue
        high, low = scale.y(step.high), scale.y(step.low)
        if step.high != step.low:
            tall += f"M{place + 0.1:g} {zero}V{high}h.8V{zero}z"
        if low != zero:
            solid += f"M{place + 0.1:g} {zero}V{low}h.8V{zero}z"
    return Markup('<path class="bar range" d="{}"/><path class="bar" d="{}"/>').format(tall, solid)


def _runs(steps: Sequence[Step]) -> list[tuple[int, list[Step]]]:
    """Split a series at its gaps; each run with the step it starts at."""
    found: list[tuple[int, list[Step]]] = []
    is_open = False
    for place, step in enumerate(steps):
        if step.high is None:
            is_open = False
            continue
        if not is_open:
            found.append((place, []))
            is_open = True
        found[-1][1].append(step)
    return found


def sparkline(values: Sequence[float | None], *, title: str, top: float = 0.0) -> Markup:
    """Draw a series as small as a word; its bottom is zero, so that noise looks like noise.

    Its top is the highest value, or `top` where that is more: several then have one scale.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:  # noqa: PLR2004  a line needs two points
        return Markup("")
    low = min(0.0, *known)
    span = (max(top, *known) - low) or 1.0
    steps = [Step(value, value) for value in values]
    strokes, areas = "", ""
    for start, run in _runs(steps):
        heights = [29 - round(28 * ((step.high or 0.0) - low) / span) for step in run]
        path = "L".join(f"{start + i} {y}" for i, y in enumerate(heights))
        strokes += "M" + path
        areas += f"M{start} 30L{path}V30z"
    return Markup(
        '<svg class="spark" viewBox="0 0 {} 30" preserveAspectRatio="none" role="img" '
        'aria-label="{}"><path class="area" d="{}"/>'
        '<path class="line" d="{}" vector-effect="non-scaling-stroke"/></svg>'
    ).format(len(values) - 1, title, areas, strokes)


def share_bar(share: float) -> Markup:
    """Draw a bar that fills a share of its width; the number beside it says the same."""
    return Markup(
        '<svg class="share" width="100%" height="8" aria-hidden="true">'
        '<rect class="track" width="100%" height="8" rx="4"/>'
        '<rect width="{}%" height="8" rx="4"/></svg>'
    ).format(_percent(min(1.0, max(0.0, share))))


def web(lines: Sequence[tuple[int, int]], *, left: int, right: int) -> Markup:
    """Draw lines between the places of two lists that stand beside it, each as high as it is."""
    height = 10 * max(left, right, 1)
    path = ""
    for here, there in lines:
        start = height * (2 * here + 1) / (2 * left)
        end = height * (2 * there + 1) / (2 * right)
        path += f"M0 {start:g}C50 {start:g} 50 {end:g} 100 {end:g}"
    return Markup(
        '<svg viewBox="0 0 100 {}" preserveAspectRatio="none" aria-hidden="true">'
        '<path class="line" d="{}" '
        'vector-effect="non-scaling-stroke"/></svg>'
    ).format(height, path)
