# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""build.sbt: libraries and plugins as sbt writes their coordinates."""

import re
from collections.abc import Iterator

from commonweal.packages.model.need import Manifest, ManifestReader, Need, Provision, Scope
from commonweal.packages.reading.decoded import lines_of
from commonweal.packages.reading.foreign import LONGEST_LINE, computed, manifest, needed, provided
from commonweal.packages.reading.metadata import Keys, stated_as

_MODULE = re.compile(
    r"\"([\w.-]{1,200})\"\s*(%{1,3})\s*\"([\w.-]{1,200})\"\s*%\s*(?:\"([^\"\n]{1,100})\"|([\w.]{1,100}))"
    r"(?:\s*%\s*[\"(]?([\w, >;-]{1,60}))?"
)
_SETTING = re.compile(
    r"\s*(?:ThisBuild\s*/\s*)?(?:lazy\s+)?(?:val\s+)?(\w{1,60})\s*(?:in\s+\w+\s*)?(?::\s*String\s*)?:?=\s*\"([^\"\n]{1,200})\""
)


_METADATA: Keys = {
    "name": ("name",),
    "version": ("version",),
    "description": ("description",),
    "organisation": ("organizationName",),
    "requires": ("scalaVersion",),
}


def read(path: str, text: str) -> Manifest:
    """Read a build, or in the folder `project` the build of a build.

    `%%` adds the version of Scala to a name, where the file tells it.
    """
    settings: dict[str, tuple[str, int]] = {}
    for number, line in lines_of(text):
        if match := _SETTING.match(line[:1000]):
            settings.setdefault(match[1], (match[2], number))
    is_build = path.rpartition("/")[0].endswith("project")
    if is_build:
        return manifest(_needs(text, settings, "build"))
    pairs = ((key, value, number) for key, (value, number) in settings.items())
    needs = _needs(text, settings, "runtime")
    return manifest(needs, _provides(settings), stated_as(_METADATA, pairs))


def _needs(text: str, settings: dict[str, tuple[str, int]], otherwise: Scope) -> Iterator[Need]:
    for number, written in lines_of(text):
        line = written[:LONGEST_LINE].strip()
        if line.startswith(("//", "*", "/*")) or "libraryDependencySchemes" in line:
            continue
        is_plugin = "addSbtPlugin" in line
        for match in _MODULE.finditer(line):
            group, sign, name, literal, variable, configuration = match.groups()
            scope: Scope = "build" if is_plugin else otherwise
            if configuration and "test" in configuration.casefold():
                scope = "development"
            version = literal or settings.get(variable or "", ("", 0))[0]
            name = name if sign == "%" else name + _suffix(settings)
            requirement = literal or variable or ""
            version = version if re.fullmatch(r"\d[\w.-]*", version) else ""
            yield from needed(
                "maven", f"{group}:{name}", requirement, line=number, scope=scope, version=version
            )


def _suffix(settings: dict[str, tuple[str, int]]) -> str:
    parts = settings.get("scalaVersion", ("", 0))[0].split(".")
    if parts[0] == "3":
        return "_3"
    return f"_{parts[0]}.{parts[1]}" if len(parts) > 1 else ""


def _provides(settings: dict[str, tuple[str, int]]) -> tuple[Provision, ...]:
    group, _ = settings.get("organization", ("", 0))
    name, line = settings.get("name", ("", 0))
    if not group:
        return ()
    if not name:
        return computed(settings["organization"][1])
    artifact = re.sub(r"\s+", "-", name.casefold()) + _suffix(settings)
    version = settings.get("version", ("", 0))[0]
    return provided("maven", f"{group}:{artifact}", version, line=line)


READERS = (ManifestReader(format="sbt", ecosystem="maven", read=read, endings=(".sbt",)),)
