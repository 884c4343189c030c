# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Manifest.toml and Project.toml of Julia."""

from collections.abc import Iterator

from commonweal.packages.model.package import Package, Reader
from commonweal.packages.reading.decoded import table_at, tables_at, text_at, toml_table
from commonweal.packages.reading.links import Names, entries, texts


def read_manifest(_: str, content: bytes) -> Iterator[Package]:
    """Packages with a version; those of the standard library have none."""
    manifest = toml_table(content)
    dependencies = table_at(manifest, "deps")
    if "manifest_format" not in manifest and not dependencies:
        # The first format had its packages at the top.
        dependencies = {key: entry for key, entry in manifest.items() if isinstance(entry, list)}
    found = [(name, tables_at(dependencies, name)[:1]) for name in dependencies]
    locked = [(name, entry, text_at(entry, "version")) for name, first in found for entry in first]
    names = Names((name, version) for name, _, version in locked if version)
    for name, entry, version in locked:
        # Needed packages are a list, or a table where names alone are not enough.
        needed = entry.get("deps")
        if version:
            yield Package(
                "julia",
                name,
                version,
                commit=text_at(entry, "git-tree-sha1"),
                requires=names.all_of([*texts(needed), *entries(needed)]),
                is_own="path" in entry,
            )


def read_project(_: str, content: bytes) -> Iterator[Package]:
    """The package that a project is."""
    project = toml_table(content)
    if name := text_at(project, "name"):
        yield Package("julia", name, text_at(project, "version"))


READERS = (
    Reader(
        format="manifesttoml",
        is_lock=True,
        names=("Manifest.toml", "JuliaManifest.toml"),
        read=read_manifest,
    ),
    Reader(format="projecttoml", names=("Project.toml", "JuliaProject.toml"), read=read_project),
)
