# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""build.gradle, build.gradle.kts and version catalogues, by what stands there literally."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from commonweal.packages.model.need import Manifest, ManifestReader, Need, Provision, Scope
from commonweal.packages.reading.decoded import lines_of, toml_table
from commonweal.packages.reading.foreign import (
    LONGEST_LINE,
    bytes_of,
    computed,
    entries,
    manifest,
    needed,
    provided,
    text_of,
)
from commonweal.syntax.toml import TomlPlaces

_CONFIGURATION = re.compile(
    r"(?:\"|')?(\w{0,60}(?:[iI]mplementation|[aA]pi|[cC]ompile|[cC]ompileOnly|[cC]ompileOnlyApi"
    r"|[rR]untime|[rR]untimeOnly|[aA]nnotationProcessor|classpath|kapt|ksp|[pP]rovided|detektPlugins"
    r"|modImplementation|include|coreLibraryDesugaring|minecraft|mappings))(?:\"|')?\s*+\(?\s*+"
    r"(?=[\"'(]|\w)(.*)"
)
_COORDINATES = re.compile(r"[\"']([\w.-]{1,200}):([\w.-]{1,200})(?::([^\"'\n]{1,200}))?[\"']")
_PARTS = re.compile(r"\b(group|name|version)\s*[:=]\s*[\"']([^\"'\n]{1,200})[\"']")
_PLUGIN = re.compile(
    r"(?:id|alias)[\s(]+[\"']([\w.-]{1,200})[\"']\)?(?:\s*\.?version[\s(]+[\"']([^\"'\n]{1,100})[\"'])?"
)
_KOTLIN = re.compile(r"kotlin\(\"([\w.-]{1,100})\"\)(?:\s*version\s+\"([^\"\n]{1,100})\")?")
_VALUE = re.compile(
    r"\s*(?:def\s+|val\s+|ext\.|const val\s+|set\()?[\"']?(\w{1,100})[\"']?\s*[=:,]"
    r"\s*[\"']([^\"'\n$]{1,200})[\"']"
)
_VARIABLE = re.compile(r"\$\{?(?:rootProject\.|project\.|ext\.|versions\.)?(\w{1,100})\}?")
_EXACT = re.compile(r"(\d[\w.-]*)(?:!!)?")
_GROUP = re.compile(r"\s*+group(?:\s++=?|=)\s*+[\"']([\w.-]{1,200})[\"']")
_ARTIFACT = re.compile(
    r"\s*+(?:artifactId|archivesBaseName|archivesName)\s*+=?\s*+[\"']([\w.-]{1,200})[\"']"
)
_PUBLISHES = re.compile(r"maven-publish|com\.vanniktech\.maven|MavenPublication|mavenDeployer")
_VALUES_LIMIT = 2_000


def read(path: str, text: str) -> Manifest:
    """Read the literal lines of a build; what comes from a catalogue is said there."""
    values = _values(text)
    return manifest(_needs(text, values), _provides(path, text, values), values=values.items())


def read_properties(_: str, text: str) -> Manifest:
    """Read a gradle.properties: names with what they stand for, for the builds below it."""
    pairs = (line.partition("=") for _, line in lines_of(text) if not line.startswith(("#", "!")))
    values = ((name.strip(), value.strip()) for name, mark, value in pairs if mark)
    return Manifest(values=tuple(islice(values, _VALUES_LIMIT)))


def _values(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for _, line in lines_of(text):
        if len(found) < _VALUES_LIMIT and (match := _VALUE.match(line[:1000])):
            found.setdefault(match[1], match[2])
    return found


def _needs(text: str, values: dict[str, str]) -> Iterator[Need]:
    is_comment = False
    for number, written in lines_of(text):
        line = written[:LONGEST_LINE].strip()
        if is_comment or line.startswith(("/*", "*")):
            is_comment = "*/" not in line
            continue
        if line.startswith("//"):
            continue
        yield from _line(line, number, values)


def _line(line: str, number: int, values: dict[str, str]) -> Iterator[Need]:
    if match := _CONFIGURATION.match(line):
        scope = _scope(match[1])
        for coordinate in _coordinates(match[2]):
            yield from _artifact(*coordinate, number, scope, values)
    elif match := _PLUGIN.match(line):
        if "." in match[1] and not match[1].startswith("org.gradle."):
            yield from _plugin(match[1], match[2] or "", number, values)
    elif match := _KOTLIN.match(line):
        yield from _plugin(f"org.jetbrains.kotlin.{match[1]}", match[2] or "", number, values)


def _coordinates(rest: str) -> Iterator[tuple[str, str, str]]:
    if "project(" in rest[:30]:
        return
    found = False
    for match in _COORDINATES.finditer(rest):
        found = True
        yield match[1], match[2], match[3] or ""
    parts = dict(_PARTS.findall(rest)) if not found else {}
    if "group" in parts and "name" in parts:
        yield parts["group"], parts["name"], parts.get("version", "")


def _scope(configuration: str) -> Scope:
    lower = configuration.casefold()
    if "test" in lower or lower.startswith("debug"):
        return "development"
    is_build = lower == "classpath" or lower.startswith(("kapt", "ksp", "detekt"))
    return "build" if is_build or "annotationprocessor" in lower else "runtime"


def _artifact(
    group: str, name: str, wanted: str, line: int, scope: Scope, values: dict[str, str]
) -> Iterator[Need]:
    wanted = wanted.partition("@")[0].partition(":")[0]
    filled = _VARIABLE.sub(lambda match: values.get(match[1]) or match[0], wanted)
    exact = _EXACT.fullmatch(filled)
    version = exact[1] if exact else ""
    yield from needed("maven", f"{group}:{name}", wanted, line=line, scope=scope, version=version)


def _plugin(plugin: str, wanted: str, line: int, values: dict[str, str]) -> Iterator[Need]:
    """A plugin is found by the artifact that stands for it."""
    yield from _artifact(plugin, f"{plugin}.gradle.plugin", wanted, line, "build", values)


def _provides(path: str, text: str, values: dict[str, str]) -> tuple[Provision, ...]:
    """Where something is published: the group, and a literal name or that of the folder."""
    published = _PUBLISHES.search(text)
    if published is None:
        return ()
    group, artifact, line = "", "", 0
    for number, written in lines_of(text):
        if not group and (match := _GROUP.match(written[:1000])):
            group, line = match[1], number
        if not artifact and (match := _ARTIFACT.match(written[:1000])):
            artifact = match[1]
    artifact = artifact or path.rpartition("/")[0].rpartition("/")[2]
    if not group or not artifact:
        return computed(text.count("\n", 0, published.start()) + 1)
    return provided("maven", f"{group}:{artifact}", values.get("version", ""), line=line)


def read_catalogue(_: str, text: str) -> Manifest:
    """Read libs.versions.toml: libraries, and plugins by the artifacts that stand for them."""
    table = toml_table(bytes_of(text))
    places = TomlPlaces(text)
    return manifest([*_libraries(table, places), *_catalogue_plugins(table, places)])


def _libraries(table: dict[str, Any], places: TomlPlaces) -> Iterator[Need]:
    for alias, library in entries(table, "libraries").items():
        line = places.line_of(("libraries", alias))
        if isinstance(library, str):
            group, _, rest = library.partition(":")
            name, _, version = rest.partition(":")
        elif isinstance(library, dict):
            module = text_of(library.get("module"))
            group, _, name = module.partition(":")
            group, name = (
                group or text_of(library.get("group")),
                name or text_of(library.get("name")),
            )
            version = _version(table, library.get("version"))
        else:
            continue
        scope: Scope = "development" if "test" in alias.casefold() else "runtime"
        if group and name:
            yield from _artifact(group, name, version, line, scope, {})


def _catalogue_plugins(table: dict[str, Any], places: TomlPlaces) -> Iterator[Need]:
    for alias, plugin in entries(table, "plugins").items():
        line = places.line_of(("plugins", alias))
        if isinstance(plugin, str):
            name, _, version = plugin.partition(":")
        elif isinstance(plugin, dict):
            name, version = text_of(plugin.get("id")), _version(table, plugin.get("version"))
        else:
            continue
        if name:
            yield from _plugin(name, version, line, {})


def _version(table: dict[str, Any], given: Any) -> str:
    if isinstance(given, dict):
        if ref := text_of(given.get("ref")):
            return _version({}, entries(table, "versions").get(ref)) if table else ""
        found = (text_of(given.get(key)) for key in ("strictly", "require", "prefer"))
        return next((version for version in found if version), "")
    return text_of(given)


READERS = (
    ManifestReader(
        format="gradleproperties", read=read_properties, names=frozenset({"gradle.properties"})
    ),
    ManifestReader(
        format="gradle", ecosystem="maven", read=read, endings=(".gradle", ".gradle.kts")
    ),
    ManifestReader(
        format="gradlecatalogue",
        ecosystem="maven",
        read=read_catalogue,
        endings=(".versions.toml",),
    ),
)
