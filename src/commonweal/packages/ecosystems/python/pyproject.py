# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""pyproject.toml of all tools, Pipfile, and pixi.toml."""

import re
from collections.abc import Iterator
from typing import Any

from commonweal.packages.ecosystems.python.requirement import required
from commonweal.packages.model.need import Manifest, ManifestReader, Need, Provision, Scope, Stated
from commonweal.packages.model.purl import purl_of
from commonweal.packages.reading.decoded import toml_table
from commonweal.packages.reading.foreign import (
    bytes_of,
    entries,
    fetched,
    manifest,
    needed,
    provided,
    scope_named,
    text_of,
    texts,
)
from commonweal.packages.reading.metadata import Keys, keys_of, stated_in
from commonweal.syntax.toml import TomlPlaces

_METADATA: Keys = {
    "name": ("project.name", "tool.poetry.name", "tool.flit.metadata.module"),
    "version": ("project.version", "tool.poetry.version"),
    "description": ("project.description", "tool.poetry.description"),
    "keyword": ("project.keywords", "tool.poetry.keywords"),
    "licence": ("project.license", "tool.poetry.license"),
    "repository": (
        "project.urls.Repository", "project.urls.repository", "project.urls.Source",
        "project.urls.source", "project.urls.Source Code", "project.urls.Source code",
        "project.urls.Code", "project.urls.GitHub", "project.urls.Github", "project.urls.github",
        "tool.poetry.repository",
    ),
    "homepage": (
        "project.urls.Homepage", "project.urls.homepage", "project.urls.Home",
        "project.urls.Website", "tool.poetry.homepage",
    ),
    "documentation": (
        "project.urls.Documentation", "project.urls.documentation", "project.urls.Docs",
        "tool.poetry.documentation",
    ),
    "issues": (
        "project.urls.Issues", "project.urls.issues", "project.urls.Bug Tracker",
        "project.urls.Tracker", "project.urls.Bug Reports", "project.urls.Issue Tracker",
    ),
    "changes": (
        "project.urls.Changelog", "project.urls.changelog", "project.urls.Release Notes",
        "project.urls.Changes",
    ),
    "funding": (
        "project.urls.Funding", "project.urls.funding", "project.urls.Donate",
        "project.urls.Sponsor",
    ),
    "help": (
        "project.urls.Chat", "project.urls.Discussions", "project.urls.Forum",
        "project.urls.Support", "project.urls.Discord",
    ),
    "requires": ("project.requires-python", "tool.poetry.dependencies.python"),
    "author": ("project.authors", "tool.poetry.authors"),
    "maintainer": ("project.maintainers", "tool.poetry.maintainers"),
    "classifier": ("project.classifiers", "tool.poetry.classifiers"),
}  # fmt: skip
_EXACT = re.compile(r"(?:={2,3}\s*)?v?(\d[A-Za-z0-9.!+_-]*)")
_Path = tuple[str | int, ...]


def read(_: str, text: str) -> Manifest:
    """Read what a project needs: by the standards, and as Poetry, PDM, uv and Hatch write it."""
    table = toml_table(bytes_of(text))
    places = TomlPlaces(text)
    project, tools = entries(table, "project"), entries(table, "tool")
    found = [
        *_standard(table, project, places),
        *_poetry(entries(tools, "poetry"), places),
        *_tools(tools, places),
        *_pixi(entries(tools, "pixi"), places, ("tool", "pixi")),
    ]
    sources = entries(entries(tools, "uv"), "sources")
    needs = tuple(_from_sources(found, sources))
    stated = (
        *stated_in(_METADATA, table, places.line_of),
        *keys_of("extra", project.get("optional-dependencies")),
        *keys_of("program", project.get("scripts")),
        *keys_of("tool", tools),
        *([Stated("build", "build-system")] if "build-system" in table else ()),
    )
    is_project = project or entries(tools, "poetry") or "dependency-groups" in table
    if not needs and not is_project:
        # Settings of tools alone.
        return Manifest(stated=stated)
    return manifest(needs, _provides(project, tools, places), stated)


def _standard(table: dict[str, Any], project: dict[str, Any], places: TomlPlaces) -> Iterator[Need]:
    """PEP 621, PEP 735 and PEP 518."""
    yield from _listed(project, ("project", "dependencies"), "runtime", places)
    for extra, wanted in entries(project, "optional-dependencies").items():
        path = ("project", "optional-dependencies", extra)
        yield from _all(wanted, path, scope_named(extra, "optional"), places)
    for group, wanted in entries(table, "dependency-groups").items():
        yield from _all(wanted, ("dependency-groups", group), "development", places)
    build = entries(table, "build-system")
    yield from _listed(build, ("build-system", "requires"), "build", places)


def _listed(table: dict[str, Any], path: _Path, scope: Scope, places: TomlPlaces) -> Iterator[Need]:
    yield from _all(table.get(str(path[-1])), path, scope, places)


def _all(wanted: Any, path: _Path, scope: Scope, places: TomlPlaces) -> Iterator[Need]:
    for place, requirement in texts(wanted):
        yield from required(requirement, line=places.line_of((*path, place)), scope=scope)


def _tools(tools: dict[str, Any], places: TomlPlaces) -> Iterator[Need]:
    for group, wanted in entries(entries(tools, "pdm"), "dev-dependencies").items():
        yield from _all(wanted, ("tool", "pdm", "dev-dependencies", group), "development", places)
    path: _Path = ("tool", "uv", "dev-dependencies")
    yield from _listed(entries(tools, "uv"), path, "development", places)
    for name, environment in entries(entries(tools, "hatch"), "envs").items():
        for key in ("dependencies", "extra-dependencies"):
            if isinstance(environment, dict):
                path = ("tool", "hatch", "envs", name, key)
                yield from _listed(environment, path, "development", places)
    flit = entries(entries(tools, "flit"), "metadata")
    yield from _listed(flit, ("tool", "flit", "metadata", "requires"), "runtime", places)


def _poetry(poetry: dict[str, Any], places: TomlPlaces) -> Iterator[Need]:
    base: _Path = ("tool", "poetry")
    yield from _named(poetry, (*base, "dependencies"), "runtime", places)
    yield from _named(poetry, (*base, "dev-dependencies"), "development", places)
    for group, table in entries(poetry, "group").items():
        if isinstance(table, dict):
            scope: Scope = "runtime" if group == "main" else "development"
            yield from _named(table, (*base, "group", group, "dependencies"), scope, places)


def _named(table: dict[str, Any], path: _Path, scope: Scope, places: TomlPlaces) -> Iterator[Need]:
    """Packages by name, as Poetry, Pipenv and pixi write them."""
    for name, wanted in entries(table, str(path[-1])).items():
        if name.casefold() != "python":
            yield from _dependency(name, wanted, places.line_of((*path, name)), scope)


def _dependency(name: str, wanted: Any, line: int, scope: Scope) -> Iterator[Need]:
    if isinstance(wanted, list):
        # One way to get it for each version of Python: together they are one need.
        tables = [table for table in wanted if isinstance(table, dict)]
        versions = [text_of(table.get("version")) for table in tables]
        first = next((table for table in tables if "git" in table), {})
        wanted = first or {"version": " || ".join(version for version in versions if version)}
    if isinstance(wanted, str):
        wanted = {"version": wanted}
    if not isinstance(wanted, dict):
        return
    scope = "optional" if wanted.get("optional") is True and scope == "runtime" else scope
    if git := text_of(wanted.get("git")):
        refs = (text_of(wanted.get(key)) for key in ("rev", "ref", "tag", "branch"))
        ref = next((value for value in refs if value), "")
        yield from fetched(git, name, ref=ref, line=line, scope=scope)
        return
    version = text_of(wanted.get("version"))
    requirement = version or text_of(wanted.get("url")) or text_of(wanted.get("file"))
    if not version and (wanted.get("path") or requirement.startswith(".")):
        return
    exact = _EXACT.fullmatch(version)
    yield from needed(
        "pypi", name, requirement, line=line, scope=scope, version=exact[1] if exact else ""
    )


def _from_sources(found: list[Need], sources: dict[str, Any]) -> Iterator[Need]:
    """What uv takes from a repository is one, what it takes from a folder is no need."""
    by_purl = {purl_of("pypi", name): source for name, source in sources.items()}
    for need in found:
        source = by_purl.get(need.purl)
        if not isinstance(source, dict):
            yield need
        elif "git" in source:
            yield from _dependency(need.name, source, need.line, need.scope)
        elif not source.get("path") and not source.get("workspace"):
            yield need


def _provides(
    project: dict[str, Any], tools: dict[str, Any], places: TomlPlaces
) -> tuple[Provision, ...]:
    classifiers = [text for _, text in texts(project.get("classifiers"))]
    if any(classifier.startswith("Private ::") for classifier in classifiers):
        return ()
    for table, path in ((project, ("project",)), (entries(tools, "poetry"), ("tool", "poetry"))):
        if name := text_of(table.get("name")):
            line = places.line_of((*path, "name"))
            return provided("pypi", name, text_of(table.get("version")), line=line)
    return ()


def read_pipfile(_: str, text: str) -> Manifest:
    """Read a Pipfile: packages, packages for development, and named categories."""
    table = toml_table(bytes_of(text))
    places = TomlPlaces(text)
    aside = ("source", "requires", "scripts", "pipenv")
    groups = [
        key for key, section in table.items() if key not in aside and isinstance(section, dict)
    ]
    return manifest(
        need
        for key in groups
        for need in _named(
            table,
            (key,),
            "runtime" if key == "packages" else scope_named(key, "optional"),
            places,
        )
    )


def read_pixi(_: str, text: str) -> Manifest:
    """Read a pixi.toml."""
    return manifest(_pixi(toml_table(bytes_of(text)), TomlPlaces(text), ()))


def _pixi(table: dict[str, Any], places: TomlPlaces, base: _Path) -> Iterator[Need]:
    parts: list[tuple[dict[str, Any], _Path, Scope]] = [(table, base, "runtime")]
    for name, feature in entries(table, "feature").items():
        if isinstance(feature, dict):
            parts.append((feature, (*base, "feature", name), scope_named(name, "optional")))
    for part, path, scope in parts:
        yield from _named(part, (*path, "pypi-dependencies"), scope, places)
        for name, wanted in entries(part, "dependencies").items():
            spec = text_of(wanted.get("version") if isinstance(wanted, dict) else wanted)
            line = places.line_of((*path, "dependencies", name))
            exact = re.fullmatch(r"==\s*([\w.!+-]+)", spec)
            version = exact[1] if exact else ""
            yield from needed("conda", name, spec, line=line, scope=scope, version=version)


READERS = (
    ManifestReader(
        format="pyproject",
        wants_lock=True,
        ecosystem="pypi",
        locks=(
            "poetry.lock",
            "uv.lock",
            "pdm.lock",
            "pylock.toml",
            "pixi.lock",
            "requirements.txt",
        ),
        read=read,
        names=frozenset({"pyproject.toml"}),
    ),
    ManifestReader(
        format="pipfile",
        wants_lock=True,
        ecosystem="pypi",
        locks=("pipfile.lock",),
        read=read_pipfile,
        names=frozenset({"pipfile"}),
    ),
    ManifestReader(
        format="pixi",
        wants_lock=True,
        ecosystem="conda",
        locks=("pixi.lock",),
        read=read_pixi,
        names=frozenset({"pixi.toml"}),
    ),
)
