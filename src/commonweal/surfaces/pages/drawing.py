# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Series of a view as drawings with words: what a chart says to those who cannot see it."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from commonweal.insight.figures import MetricLabel, Month
from commonweal.surfaces.pages.charts import (
    MAX_TICKS,
    Step,
    Tick,
    chart,
    share_bar,
    sparkline,
    web,
    year_ticks,
)
from commonweal.surfaces.pages.wording import Wording
from commonweal.views.project import Breakdown
from commonweal.views.risk import Picture
from commonweal.views.series import Chart

# Numbers of an axis from here on are written short, so that they fit beside the plot.
LONG = 100_000


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
            ticks=year_ticks([point.first for point in series.points]),
            write=self._level,
        )

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
        if series.months == 1:
            return said
        joined = words.ngettext(
            "Each step is %(num)s month.",
            "Each step joins %(num)s months and shows their lowest and highest value.",
            series.months,
        )
        return Markup("{} {}").format(said, joined)

    def draw_scale(self, breakdown: Breakdown, ident: str) -> Markup:
        """Draw a breakdown along a scale, such as hours, as bars."""
        words = self._wording
        every = -(-len(breakdown.parts) // MAX_TICKS)
        return chart(
            [Step(part.value, part.value) for part in breakdown.parts],
            shape="bars",
            ident=ident,
            title=words.field(breakdown.metric, "title"),
            description=words.field(breakdown.metric, "question"),
            ticks=[
                Tick(place, breakdown.parts[place].label)
                for place in range(0, len(breakdown.parts), every)
            ],
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

    def functions(self) -> dict[str, Callable[..., Markup]]:
        """Give what templates may call."""
        return {
            "draw": self.draw,
            "draw_scale": self.draw_scale,
            "spark": self.spark,
            "share_bar": share_bar,
            "draw_web": draw_web,
        }


def draw_web(picture: Picture) -> Markup:
    """Draw what rests on what; the lists beside it carry the words."""
    lines = [(line.node, line.entry) for line in picture.lines]
    return web(lines, left=len(picture.nodes), right=len(picture.entries))
