# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""galaxy.yml and requirements.yml of Ansible; package URLs have no type for collections."""

import re
from collections.abc import Iterator

from commonweal.packages.model.need import Manifest, ManifestReader, Need
from commonweal.packages.reading.foreign import Yaml, fetched, manifest, needed, provided
from commonweal.packages.reading.metadata import Keys

_METADATA: Keys = {
    "name": ("name",),
    "version": ("version",),
    "description": ("description",),
    "keyword": ("tags",),
    "licence": ("license",),
    "repository": ("repository",),
    "homepage": ("homepage",),
    "documentation": ("documentation",),
    "issues": ("issues",),
    "author": ("authors",),
}
_EXACT = re.compile(r"(?:==\s*)?v?(\d+\.\d++[\w.+-]*)")
_Path = tuple[str | int, ...]


def read(_: str, text: str) -> Manifest:
    """Read the description of a collection."""
    galaxy = Yaml(text)
    needs = [
        need
        for name in galaxy.keys_at("dependencies")
        for need in _named(
            name, galaxy.text("dependencies", name), galaxy.line("dependencies", name)
        )
    ]
    namespace, name = galaxy.text("namespace"), galaxy.text("name")
    if not namespace or not name:
        return manifest(needs, (), galaxy.stated(_METADATA))
    version, line = galaxy.text("version"), galaxy.line("name")
    provides = provided("generic", f"ansible/{namespace}.{name}", version, line=line)
    return manifest(needs, provides, galaxy.stated(_METADATA))


def read_requirements(_: str, text: str) -> Manifest:
    """Read a list of roles and collections."""
    wanted = Yaml(text)
    lists: tuple[_Path, ...] = (
        ((),) if isinstance(wanted.value, list) else (("collections",), ("roles",))
    )
    return manifest(
        need
        for path in lists
        for place in wanted.places(*path)
        for need in _entry(wanted, (*path, place))
    )


def _entry(wanted: Yaml, path: _Path) -> Iterator[Need]:
    line = wanted.line(*path)
    if isinstance(wanted.at(*path), str):
        source, _, ref = wanted.text(*path).partition(",")
        name = source
    else:
        name, ref = wanted.text(*path, "name"), wanted.text(*path, "version")
        source = wanted.text(*path, "src") or wanted.text(*path, "source") or name
        is_git = "git" in (wanted.text(*path, "type"), wanted.text(*path, "scm"))
        if not is_git and source != name and wanted.at(*path, "src") is None:
            # The source of a collection is the server that has it.
            source = name
        key = "name" if wanted.at(*path, "name") is not None else "src"
        line = wanted.line(*path, key)
    if "://" in source or source.startswith(("git@", "git+")):
        yield from fetched(source, ref=ref, line=line)
    else:
        yield from _named(source, ref, line)


def _named(name: str, requirement: str, line: int) -> Iterator[Need]:
    exact = _EXACT.fullmatch(requirement)
    version = exact[1] if exact else ""
    if "." in name and not name.startswith((".", "/")):
        yield from needed("generic", f"ansible/{name}", requirement, line=line, version=version)


READERS = (
    ManifestReader(
        format="galaxy",
        ecosystem="ansible",
        read=read,
        names=frozenset({"galaxy.yml", "galaxy.yaml"}),
    ),
    ManifestReader(
        format="galaxyrequirements",
        ecosystem="ansible",
        read=read_requirements,
        names=frozenset({"requirements.yml", "requirements.yaml"}),
    ),
)
