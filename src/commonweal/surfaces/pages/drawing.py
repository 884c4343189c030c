# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Series of a view as drawings with words: what a chart says to those who cannot see it."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from commonweal.insight.figures import MetricLabel, Month
from commonweal.surfaces.pages.charts import (
    LATE,
    MAX_TICKS,
    Marks,
    Step,
    Tick,
    Window,
    chart,
    share_bar,
    sparkline,
    web,
    year_ticks,
)
from commonweal.surfaces.pages.wording import Wording
from commonweal.views.project import Breakdown
from commonweal.views.risk import Picture
from commonweal.views.series import Chart, Point

# Numbers of an axis from here on are written short, so that they fit beside the plot.
LONG = 100_000
# The newest months that can be looked at alone, by the name of the choice, and the months of a
# year at which their ticks stand: none stands for the years alone.
RANGES = {"m60": 60, "m24": 24, "m12": 12}
TICKS = {"m60": frozenset[int](), "m24": frozenset({1, 7}), "m12": frozenset({1, 4, 7, 10})}
# Fewer steps are no chart.
FEWEST = 6


class Drawing:
    """Draws in the words of one language."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def draw(self, series: Chart, ident: str) -> Markup:
        """Draw a monthly series with its title, its description and its axes."""
        return chart(
            [Step(point.low, point.high) for point in series.points],
            shape=series.shape,
            ident=ident,
            title=self._wording.field(series.metric, "title"),
            description=self._description(series),
            windows=[
                Window(name, steps, self._ticks(name, series, steps))
                for name, steps in {"": len(series.points), **ranges(series)}.items()
            ],
            write=self._level,
            marks=Marks(_steps_of(series, "release"), _steps_of(series, "survey")),
        )

    def _ticks(self, name: str, series: Chart, steps: int) -> Sequence[Tick]:
        periods = [point.first for point in series.points[-steps:]]
        if not TICKS.get(name):
            return year_ticks(periods)
        return [
            Tick(step, self._wording.month(period))
            for step, period in enumerate(periods)
            if int(period[5:]) in TICKS[name] and step < LATE * steps
        ]

    def _level(self, value: float) -> Markup:
        if abs(value) >= LONG:
            return self._wording.short(value)
        # As many digits as it takes: a label 0.8 at 0.75 would lie.
        digits = len(f"{value:.3f}".rstrip("0").partition(".")[2])
        return self._wording.number(value, digits)

    def _description(self, series: Chart) -> Markup:
        words, decimals = self._wording, series.metric.decimals
        highs = [point.high for point in series.points if point.high is not None]
        lows = [point.low for point in series.points if point.low is not None]
        said = words.gettext(
            "From %(first)s to %(last)s: lowest %(low)s, highest %(high)s, latest %(latest)s.",
            first=words.month(series.points[0].first),
            last=words.month(series.points[-1].last),
            low=words.number(min(lows, default=0), decimals),
            high=words.number(max(highs, default=0), decimals),
            latest=words.number(highs[-1] if highs else 0, decimals),
        )
        if series.months > 1:
            joined = words.ngettext(
                "Each step is %(num)s month.",
                "Each step joins %(num)s months and shows their lowest and highest value.",
                series.months,
            )
            said = Markup("{} {}").format(said, joined)
        if released := len(_steps_of(series, "release")):
            marked = words.ngettext(
                "%(num)s month with a release is marked.",
                "%(num)s months with a release are marked.",
                released,
            )
            said = Markup("{} {}").format(said, marked)
        return said

    def draw_scale(self, breakdown: Breakdown, ident: str) -> Markup:
        """Draw a breakdown along a scale, such as hours, as bars."""
        words = self._wording
        every = -(-len(breakdown.parts) // MAX_TICKS)
        ticks = [
            Tick(place, breakdown.parts[place].label)
            for place in range(0, len(breakdown.parts), every)
        ]
        return chart(
            [Step(part.value, part.value) for part in breakdown.parts],
            shape="bars",
            ident=ident,
            title=words.field(breakdown.metric, "title"),
            description=words.field(breakdown.metric, "question"),
            windows=[Window("", len(breakdown.parts), ticks)],
            write=self._level,
        )

    def spark(self, months: Sequence[Month], metric: MetricLabel, top: float = 0.0) -> Markup:
        """Draw a series as small as a word; nothing where fewer than two months are known."""
        words = self._wording
        known = [(month.period, month.value) for month in months if month.value is not None]
        if not known:
            return Markup("")
        (first, before), (last, after) = known[0], known[-1]
        title = words.gettext(
            "%(title)s: %(before)s in %(first)s, %(after)s in %(last)s",
            title=words.field(metric, "title"),
            before=words.number(before, metric.decimals),
            first=words.month(first),
            after=words.number(after, metric.decimals),
            last=words.month(last),
        )
        return sparkline([month.value for month in months], title=title, top=top)

    def functions(self) -> dict[str, Callable[..., object]]:
        """Give what templates may call."""
        return {
            "draw": self.draw,
            "draw_scale": self.draw_scale,
            "spark": self.spark,
            "share_bar": share_bar,
            "draw_web": draw_web,
            "ranges_of": ranges_of,
            "latest_of": latest_of,
        }


def ranges(series: Chart) -> Mapping[str, int]:
    """Give how many steps of a series are the newest months that can be looked at alone."""
    steps = {name: months // series.months for name, months in RANGES.items()}
    return {name: some for name, some in steps.items() if FEWEST <= some < len(series.points)}


def ranges_of(all_series: Sequence[Chart]) -> Mapping[str, int]:
    """Give the choices of months that some of these charts have, by name, in years."""
    named = {name for series in all_series for name in ranges(series)}
    return {name: months // 12 for name, months in RANGES.items() if name in named}


def latest_of(series: Chart) -> Point | None:
    """Give the newest point of a series that is known."""
    return next((point for point in reversed(series.points) if point.high is not None), None)


def _steps_of(series: Chart, kind: str) -> Sequence[int]:
    months = {event.month for event in series.events if event.kind == kind}
    return [
        step
        for step, point in enumerate(series.points)
        if any(point.first <= month <= point.last for month in months)
    ]


def draw_web(picture: Picture) -> Markup:
    """Draw what rests on what; the lists beside it carry the words."""
    lines = [(line.node, line.entry) for line in picture.lines]
    return web(lines, left=len(picture.nodes), right=len(picture.entries))
