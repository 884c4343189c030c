# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""environment.yml of conda: packages of its channels, and those that pip installs."""

import re
from collections.abc import Iterator

from commonweal.packages.ecosystems.python.requirement import addressed, required
from commonweal.packages.model.need import Manifest, ManifestReader, Need
from commonweal.packages.reading.foreign import Yaml, manifest, needed

_NAMED = re.compile(r"(?:^|/)(?:environment|conda)(?:[_.-][^/]{0,100})?\.ya?ml$")
_SPEC = re.compile(
    r"(?:[^\s:]{1,200}::)?([A-Za-z0-9_][\w.-]{0,200})\s*(?:\[[^\]]{0,300}\])?\s*(.*)"
)
_EXACT = re.compile(r"==\s*([\w.!+]+)|=\s*([\w.!+]+)=[\w.*]+")


def read(_: str, text: str) -> Manifest:
    """Read an environment; a file of another shape names nothing."""
    environment = Yaml(text)
    if not isinstance(environment.value, dict):
        return Manifest()
    return manifest(
        need for place in environment.places("dependencies") for need in _needs(environment, place)
    )


def _needs(environment: Yaml, place: int) -> Iterator[Need]:
    path = ("dependencies", place)
    if isinstance(environment.at(*path), dict):
        for index in environment.places(*path, "pip"):
            wanted = environment.text(*path, "pip", index)
            line = environment.line(*path, "pip", index)
            if wanted.startswith(("-e ", "--editable ")):
                yield from addressed(wanted.partition(" ")[2], line=line)
            else:
                yield from required(wanted, line=line)
        return
    match = _SPEC.fullmatch(environment.text(*path)[:1000].strip())
    if match is None:
        return
    spec = match[2].strip()
    exact = _EXACT.fullmatch(spec)
    version = (exact[1] or exact[2]) if exact else ""
    yield from needed("conda", match[1], spec, line=environment.line(*path), version=version)


READERS = (
    ManifestReader(
        format="conda",
        ecosystem="conda",
        read=read,
        is_named=lambda path: bool(_NAMED.search(path)),
    ),
)
