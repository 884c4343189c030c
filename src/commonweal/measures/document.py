# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The pages docs/metrics.md and docs/probes.md, written from the definitions.

Run it with `metrics` or `probes` to print the page.
"""

import sys
from collections.abc import Iterable, Iterator

from commonweal.measures.catalogue import metrics, probes
from commonweal.measures.definition import Metric, Window
from commonweal.measures.probe import Probe, Topic

_HEAD = """\
<!-- SPDX-FileCopyrightText: 2026 The Commonweal authors -->
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Written by `python -m commonweal.measures.document metrics`; change the definitions. -->
# Metrics

Every number that a survey gives, from the definitions in `src/commonweal/measures/metrics/`.
The SQL of each stands beside its definition. A value that is missing is unknown, never zero.
"""

_TOPICS = {
    "activity": "Activity",
    "people": "People",
    "organisations": "Organisations",
    "code": "Code",
    "releases": "Releases",
    "licences": "Licences",
    "care": "Care",
}

_WINDOWS: dict[Window, str] = {
    "all": "the whole history",
    "P1M": "one month",
    "P3M": "three months",
    "P12M": "twelve months",
}


def metrics_page(chosen: Iterable[Metric]) -> str:
    """Give the page about these metrics as Markdown, by topic and then by title."""
    by_topic: dict[str, list[Metric]] = {topic: [] for topic in _TOPICS}
    for metric in sorted(chosen, key=lambda metric: metric.title):
        by_topic[metric.topic].append(metric)
    parts = [_HEAD]
    for topic, members in by_topic.items():
        if members:
            parts += [f"## {_TOPICS[topic]}\n", *map(_section, members)]
    return "\n".join(parts)


def _section(metric: Metric) -> str:
    caution = f"\n*Caution.* {metric.caution}\n" if metric.caution else ""
    facts = "".join(f"- {fact}\n" for fact in _facts(metric))
    return f"### {metric.title}\n\n**{metric.question}** {metric.definition}\n{caution}\n{facts}"


def _facts(metric: Metric) -> Iterator[str]:
    yield f"Id: `{metric.id}`" + ("; on the first page" if metric.headline else "")
    if metric.chaoss:
        yield f"CHAOSS: {metric.chaoss}"
    yield f"Unit: {metric.unit}; better: {metric.better}"
    if metric.breakdown:
        yield f"By: {metric.breakdown}"
    yield f"Looks back on: {_WINDOWS[metric.window]}"
    if metric.series_window:
        yield f"Each month of the series looks back on: {_WINDOWS[metric.series_window]}"
    yield "Reads: " + ", ".join(f"`{view}`" for view in metric.reads)
    for name, parameter in metric.parameters.items():
        yield f"Parameter `{name}` ({parameter.default}): {parameter.help}"


_PROBES_HEAD = """\
<!-- SPDX-FileCopyrightText: 2026 The Commonweal authors -->
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Written by `python -m commonweal.measures.document probes`; change the definitions. -->
# Probes

Every fact that a survey looks up, from the definitions in `src/commonweal/measures/probes/`.
A probe is a sentence that is true, false, not known or not applicable of one repository, with
the places that show it. What could not be seen is not known, and never false.
"""

_PROBE_TOPICS: dict[Topic, str] = {
    "licence": "Licence",
    "documentation": "Documentation",
    "community": "Community",
    "governance": "Governance",
    "security": "Security",
    "automation": "Automation",
    "quality": "Quality",
    "releases": "Releases",
    "people": "People",
    "metadata": "Metadata",
    "inclusion": "Inclusion and care",
    "ai": "Artificial intelligence",
}


def probes_page(chosen: Iterable[Probe]) -> str:
    """Give the page about these probes as Markdown, by topic and then by title."""
    by_topic: dict[Topic, list[Probe]] = {topic: [] for topic in _PROBE_TOPICS}
    for probe in sorted(chosen, key=lambda probe: probe.title):
        by_topic[probe.topic].append(probe)
    parts = [_PROBES_HEAD]
    for topic, members in by_topic.items():
        if members:
            parts += [f"## {_PROBE_TOPICS[topic]}\n", *map(_probe_section, members)]
    return "\n".join(parts)


def _probe_section(probe: Probe) -> str:
    facts = "".join(f"- {fact}\n" for fact in _probe_facts(probe))
    return f"### {probe.title}\n\n{facts}"


def _probe_facts(probe: Probe) -> Iterator[str]:
    yield f"Id: `{probe.id}`, version {probe.version}"
    yield "Reads: " + ", ".join(f"`{part}`" for part in probe.reads)
    yield from probe.reasons.values()
    for label, text in probe.labels.items():
        yield f"Label `{label}`: {text}"
    if probe.remedy:
        yield f"What to do: {probe.remedy} It takes {probe.effort}."


if __name__ == "__main__":
    if sys.argv[1:] == ["probes"]:
        sys.stdout.write(probes_page(probes().values()))
    else:
        sys.stdout.write(metrics_page(metrics().values()))
