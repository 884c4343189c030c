# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Manifest.toml and Project.toml of Julia."""

from collections.abc import Iterator

from commonweal.formats.packages.decoded import table_at, tables_at, text_at, toml_table
from commonweal.formats.packages.package import Package, Reader


def read_manifest(_: str, content: bytes) -> Iterator[Package]:
    """Packages with a version; those of the standard library have none."""
    manifest = toml_table(content)
    dependencies = table_at(manifest, "deps")
    if "manifest_format" not in manifest and not dependencies:
        # The first format had its packages at the top.
        dependencies = {key: one for key, one in manifest.items() if isinstance(one, list)}
    for name in dependencies:
        entries = tables_at(dependencies, name)
        if entries and (version := text_at(entries[0], "version")):
            yield Package("julia", name, version, commit=text_at(entries[0], "git-tree-sha1"))


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
