# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""pubspec.yaml of Dart and Flutter."""

import re
from collections.abc import Iterator

from commonweal.packages.model.need import Manifest, ManifestReader, Need, Scope
from commonweal.packages.reading.foreign import Yaml, fetched, manifest, needed, provided
from commonweal.packages.reading.metadata import Keys

_METADATA: Keys = {
    "name": ("name",),
    "version": ("version",),
    "description": ("description",),
    "licence": ("license",),
    "homepage": ("homepage",),
    "repository": ("repository",),
    "issues": ("issue_tracker",),
    "documentation": ("documentation",),
    "funding": ("funding",),
    "keyword": ("topics",),
    "requires": ("environment.sdk",),
    "author": ("author", "authors"),
}
_EXACT = re.compile(r"\d+\.\d+\.\d++[\w.+-]*")


def read(_: str, text: str) -> Manifest:
    """Read a pubspec; what the SDK brings along and what lies beside it is no need."""
    spec = Yaml(text)
    needs = [
        *_needs(spec, "dependencies", "runtime"),
        *_needs(spec, "dev_dependencies", "development"),
    ]
    stated = spec.stated(_METADATA)
    if spec.text("publish_to") == "none":
        return manifest(needs, (), stated)
    version, line = spec.text("version"), spec.line("name")
    return manifest(needs, provided("pub", spec.text("name"), version, line=line), stated)


def _needs(spec: Yaml, key: str, scope: Scope) -> Iterator[Need]:
    for name in spec.keys_at(key):
        wanted, line = spec.at(key, name), spec.line(key, name)
        if not isinstance(wanted, dict):
            requirement = spec.text(key, name)
        elif "git" in wanted:
            address = spec.text(key, name, "git") or spec.text(key, name, "git", "url")
            ref = spec.text(key, name, "git", "ref")
            yield from fetched(address, name, ref=ref, line=line, scope=scope)
            continue
        elif "sdk" in wanted or "path" in wanted:
            continue
        else:
            requirement = spec.text(key, name, "version")
        version = requirement if _EXACT.fullmatch(requirement) else ""
        yield from needed("pub", name, requirement, line=line, scope=scope, version=version)


READERS = (
    ManifestReader(
        format="pubspec",
        wants_lock=True,
        ecosystem="pub",
        locks=("pubspec.lock",),
        read=read,
        names=frozenset({"pubspec.yaml"}),
    ),
)
