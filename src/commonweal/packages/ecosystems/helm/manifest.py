# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Chart.yaml and the older requirements.yaml of Helm; package URLs have no type for charts."""

import re
from collections.abc import Iterator

from commonweal.packages.model.need import Manifest, ManifestReader, Need
from commonweal.packages.reading.foreign import Yaml, manifest, needed, provided
from commonweal.packages.reading.metadata import Keys

_METADATA: Keys = {
    "name": ("name",),
    "version": ("version",),
    "description": ("description",),
    "keyword": ("keywords",),
    "homepage": ("home",),
    "repository": ("sources",),
    "requires": ("kubeVersion",),
    "maintainer": ("maintainers",),
}
_EXACT = re.compile(r"=?\s*v?(\d+\.\d+\.\d++[\w.+-]*)")


def read(_: str, text: str) -> Manifest:
    """Read a chart; what lies in a folder beside it is no need."""
    chart = Yaml(text)
    if not isinstance(chart.value, dict):
        return Manifest()
    name, version = chart.text("name"), chart.text("version")
    provides = provided("generic", f"helm/{name}", version, line=chart.line("name")) if name else ()
    return manifest(_needs(chart), provides, chart.stated(_METADATA))


def _needs(chart: Yaml) -> Iterator[Need]:
    for place in chart.places("dependencies"):
        path = ("dependencies", place)
        name, wanted = chart.text(*path, "name"), chart.text(*path, "version")
        repository = chart.text(*path, "repository")
        if not name or not repository or repository.startswith("file:"):
            continue
        exact = _EXACT.fullmatch(wanted)
        version = exact[1] if exact else ""
        line = chart.line(*path, "name")
        yield from needed("generic", f"helm/{name}", wanted, line=line, version=version)


READERS = (
    ManifestReader(
        format="helm",
        wants_lock=True,
        ecosystem="helm",
        locks=("chart.lock",),
        read=read,
        names=frozenset({"chart.yaml", "chart.yml", "requirements.yaml"}),
    ),
)
