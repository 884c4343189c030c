# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""DESCRIPTION of packages of R."""

import re
from collections.abc import Iterator

from commonweal.packages.model.need import Manifest, ManifestReader, Need, Scope
from commonweal.packages.reading.decoded import lines_of
from commonweal.packages.reading.foreign import (
    LONGEST_LINE,
    fetched,
    manifest,
    needed,
    provided,
)
from commonweal.packages.reading.metadata import Keys, stated_as

_FIELD = re.compile(r"([A-Za-z][\w/@.-]{0,60}):\s*(.*)")
_ENTRY = re.compile(r"([A-Za-z][\w.]{0,200})\s*+(?:\(\s*+([^()]{0,100}+)\s*+\))?")
_REMOTE = re.compile(r"(?:(github|gitlab|bitbucket|git)::)?([^\s@#]{1,300})(?:[@#](\S{1,200}))?")
_FIELDS: dict[str, Scope] = {
    "Depends": "runtime",
    "Imports": "runtime",
    "LinkingTo": "build",
    "Suggests": "optional",
    "Enhances": "optional",
}
_HOSTS = {"github": "github.com", "gitlab": "gitlab.com", "bitbucket": "bitbucket.org"}
_METADATA: Keys = {
    "name": ("Package",),
    "version": ("Version",),
    "description": ("Title",),
    "about": ("Description",),
    "licence": ("License",),
    "homepage": ("URL",),
    "issues": ("BugReports",),
    "released": ("Date",),
    "author": ("Authors@R", "Author"),
    "maintainer": ("Maintainer",),
}
_LISTS = frozenset({"URL", "Author", "Maintainer"})
# They come with R itself, and no archive has them.
_BASE = frozenset(
    ("R", "base", "compiler", "datasets", "graphics", "grDevices", "grid", "methods", "parallel",
     "splines", "stats", "stats4", "tcltk", "tools", "utils")
)  # fmt: skip


def read(_: str, text: str) -> Manifest:
    """Read a DESCRIPTION; another file of that name has no field that names a package."""
    needs: list[Need] = []
    name, version, line = "", "", 0
    for field, number, value in _values(text):
        if field == "Package" and not name:
            name, line = value.strip(), number
        elif field == "Version":
            version = version or value.strip()
        elif scope := _FIELDS.get(field):
            needs += _listed(value, number, scope)
        elif field == "Remotes":
            needs += _remotes(value, number)
    if not name:
        return Manifest()
    provides = provided("cran", name, version, line=line)
    return manifest(needs, provides, stated_as(_METADATA, _fields(text)))


def _fields(text: str) -> Iterator[tuple[str, str | list[str], int]]:
    """Whole fields, those that list put apart."""
    whole: dict[str, tuple[list[str], int]] = {}
    for field, number, value in _values(text):
        whole.setdefault(field, ([], number))[0].append(value.strip())
    for field, (parts, number) in whole.items():
        value = " ".join(part for part in parts if part)
        is_list = field in _LISTS
        listed = [part.strip() for part in re.split(r",\s", value) if part.strip()]
        yield field, listed if is_list else value, number


def _values(text: str) -> Iterator[tuple[str, int, str]]:
    """Each line of each field, with the field's name."""
    field = ""
    for number, written in lines_of(text):
        line = written[:LONGEST_LINE]
        if line[:1].isspace():
            yield field, number, line
        elif match := _FIELD.fullmatch(line):
            field = match[1]
            yield field, number, match[2]


def _listed(value: str, line: int, scope: Scope) -> Iterator[Need]:
    for entry in value.split(","):
        match = _ENTRY.fullmatch(entry.strip())
        if match and match[1] not in _BASE:
            requirement = (match[2] or "").strip()
            version = requirement[2:].strip() if requirement.startswith("==") else ""
            yield from needed(
                "cran", match[1], requirement, line=line, scope=scope, version=version
            )


def _remotes(value: str, line: int) -> Iterator[Need]:
    for entry in value.split(","):
        if match := _REMOTE.fullmatch(entry.strip()):
            kind, where, ref = match.groups()
            if kind != "git":
                where = f"https://{_HOSTS[kind or 'github']}/{where}"
            yield from fetched(where, ref=ref or "", line=line)


READERS = (
    ManifestReader(
        format="description",
        locks=("renv.lock",),
        ecosystem="cran",
        read=read,
        names=frozenset({"description"}),
    ),
)
