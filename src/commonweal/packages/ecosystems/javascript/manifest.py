# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""package.json, bower.json and the imports of deno.json."""

import re
from collections.abc import Iterator
from typing import Any

from commonweal.packages.model.address import web_address
from commonweal.packages.model.need import Manifest, ManifestReader, Need, Scope, Stated
from commonweal.packages.reading.decoded import json_object
from commonweal.packages.reading.foreign import (
    bytes_of,
    entries,
    fetched,
    manifest,
    needed,
    provided,
    text_of,
)
from commonweal.packages.reading.metadata import Keys, stated_in
from commonweal.packages.reading.places import JsonPlaces

_LISTS: dict[str, Scope] = {
    "dependencies": "runtime",
    "devDependencies": "development",
    "peerDependencies": "optional",
    "optionalDependencies": "optional",
}
_METADATA: Keys = {
    "name": ("name",),
    "version": ("version",),
    "description": ("description",),
    "keyword": ("keywords",),
    "licence": ("license", "licenses"),
    "repository": ("repository",),
    "homepage": ("homepage",),
    "issues": ("bugs",),
    "funding": ("funding",),
    "requires": ("engines.node",),
    "author": ("author", "authors"),
    "maintainer": ("maintainers",),
}
_EXACT = re.compile(r"[=v\s]{0,4}(\d+\.\d+\.\d+(?:[-+][\w.+-]+)?)")
# What lies in the same repository, or on the machine of who wrote it.
_OWN = ("workspace:", "file:", "link:", "portal:", "exec:", "./", "../", "/", "~/", ".\\")
_FORGES = {
    "github:": "https://github.com/",
    "gitlab:": "https://gitlab.com/",
    "bitbucket:": "https://bitbucket.org/",
}
_SHORT = re.compile(r"[\w.-]{1,200}/[\w.-]{1,200}")
_GIT = re.compile(r"(?:git\+|git:|git@|ssh:)|https?://[^\s#?]+\.git(?:[#?]|$)")
_FORGE = re.compile(r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org)/[^/]+/[^/]+")
_ARCHIVE = re.compile(r"https?://codeload\.github\.com/([^/]+/[^/]+)/(?:tar\.gz|zip)/(.+)")
_ALIAS = re.compile(r"npm:(@?[^@]+)(?:@(.*))?")
_PATCH = re.compile(r"patch:(@?[^@]+)@(?:npm(?::|%3A))?([^#]*)")


def read(_: str, text: str) -> Manifest:
    """Read a package.json; what lies in the same repository is no need."""
    table = json_object(bytes_of(text), unique=False)
    places = JsonPlaces(text)
    needs = _listed(table, places, "npm")
    stated = (*stated_in(_METADATA, table, JsonPlaces(text).line_of), *_offers(table))
    name, version = text_of(table.get("name")), text_of(table.get("version"))
    if not name or table.get("private") in (True, "true"):
        return manifest(needs, (), stated)
    line = JsonPlaces(text).line_of(("name",))
    return manifest(needs, provided("npm", name, version, line=line, home=_home(table)), stated)


def _offers(table: dict[str, Any]) -> Iterator[Stated]:
    """What the package has to run and to import, and the commands that its own work needs."""
    if table.get("bin"):
        yield Stated("program", "bin")
    is_private = bool(table.get("private"))
    yield from (
        Stated("module", key) for key in ("main", "exports") if table.get(key) and not is_private
    )
    scripts = table.get("scripts")
    for name, script in scripts.items() if isinstance(scripts, dict) else ():
        if isinstance(script, str):
            yield Stated("script", {"name": name, "run": script})


def _home(table: dict[str, Any]) -> str:
    """The address of the repository, which may be written short."""
    repository = table.get("repository")
    address = (
        text_of(repository.get("url")) if isinstance(repository, dict) else text_of(repository)
    )
    for short, full in _FORGES.items():
        if address.startswith(short):
            return full + address.removeprefix(short)
    return f"https://github.com/{address}" if _SHORT.fullmatch(address) else address


def read_bower(_: str, text: str) -> Manifest:
    """Read a bower.json; package URLs have no type for Bower."""
    table = json_object(bytes_of(text), unique=False)
    places = JsonPlaces(text)
    needs = _listed(table, places, "bower")
    stated = stated_in(_METADATA, table, JsonPlaces(text).line_of)
    name = text_of(table.get("name"))
    if not name or table.get("private") is True:
        return manifest(needs, (), stated)
    line = JsonPlaces(text).line_of(("name",))
    provides = provided("generic", f"bower/{name}", line=line, home=_home(table))
    return manifest(needs, provides, stated)


def _listed(table: dict[str, Any], places: JsonPlaces, ecosystem: str) -> Iterator[Need]:
    for key, scope in _LISTS.items():
        for name, wanted in entries(table, key).items():
            line = places.line_of((key, name))
            yield from _needs(name, text_of(wanted).strip(), ecosystem, line, scope)


def _needs(name: str, wanted: str, ecosystem: str, line: int, scope: Scope) -> Iterator[Need]:
    if wanted.startswith(_OWN):
        return
    if wanted.startswith("jsr:"):
        # `jsr:^1` under the package's own name, or `jsr:@scope/name@^1` under another one.
        path = wanted.removeprefix("jsr:")
        path = path if path.startswith("@") else f"{name}@{path}"
        yield from _module("jsr", path, line, scope)
        return
    if repository := _repository(wanted):
        address, ref = repository
        yield from fetched(address, name, ref=ref, line=line, scope=scope)
        return
    if ecosystem == "bower":
        # jquery#1.9 names another package than the key.
        other, mark, wanted_of_other = wanted.partition("#")
        name, wanted = (other, wanted_of_other) if mark and other else (name, wanted)
        name = f"bower/{name}"
    elif match := _ALIAS.fullmatch(wanted) or _PATCH.match(wanted):
        name, wanted = match[1], match[2] or ""
    exact = _EXACT.fullmatch(wanted)
    yield from needed(
        "generic" if ecosystem == "bower" else ecosystem,
        name,
        wanted,
        line=line,
        scope=scope,
        version=exact[1] if exact else "",
    )


def _repository(wanted: str) -> tuple[str, str] | None:
    """The address of a repository and what is taken of it; None where it is none."""
    wanted = wanted[:2000]
    if match := _ARCHIVE.fullmatch(wanted):
        return f"https://github.com/{match[1]}", match[2]
    address, _, fragment = wanted.partition("#")
    ref = fragment.removeprefix("semver:").removeprefix("commit=")
    for short, full in _FORGES.items():
        if address.startswith(short):
            return full + address.removeprefix(short), ref
    if _SHORT.fullmatch(address):
        return f"https://github.com/{address}", ref
    if _GIT.match(wanted) or _FORGE.match(address):
        return address, ref
    return None


# What does not end goes on to the end of the text, and is not looked through again.
_COMMENT = re.compile(r'"(?:[^"\\]|\\.)*+"?|//[^\n]*+|/\*.*?(?:\*/|\Z)', re.DOTALL)


def read_deno(_: str, text: str) -> Manifest:
    """Read the imports of a deno.json or deno.jsonc, and the package of JSR that it makes."""
    if "//" in text or "/*" in text:
        text = _COMMENT.sub(_blank, text)
    table = json_object(bytes_of(text), unique=False)
    places = JsonPlaces(text)
    needs = [
        need
        for alias, address in entries(table, "imports").items()
        for need in _imported(text_of(address)[:2000], places.line_of(("imports", alias)))
    ]
    stated = stated_in(_METADATA, table, places.line_of)
    name = text_of(table.get("name"))
    if not name or not table.get("exports"):
        return manifest(needs, (), stated)
    line, version = places.line_of(("name",)), text_of(table.get("version"))
    return manifest(needs, provided("jsr", name, version, line=line), stated)


def _blank(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith('"') else "\n" * match[0].count("\n")


def _imported(address: str, line: int) -> Iterator[Need]:
    for type_ in ("npm", "jsr"):
        if address.startswith(f"{type_}:"):
            yield from _module(type_, address.removeprefix(f"{type_}:"), line)
            return
    web = web_address(address)
    if web.host == "deno.land":
        path = web.path if web.path.startswith("x/") else f"std{web.path.removeprefix('std')}"
        name, _, version = path.partition("@")
        name = "/".join(name.split("/")[:2]) if name.startswith("x/") else "std"
        version = version.partition("/")[0]
        yield from needed(
            "generic", f"deno.land/{name}", version, line=line, version=version.removeprefix("v")
        )
    elif web.host in ("esm.sh", "unpkg.com", "cdn.skypack.dev"):
        yield from _module("npm", web.path.removeprefix("v135/"), line)


def _module(type_: str, path: str, line: int, scope: Scope = "runtime") -> Iterator[Need]:
    """`@scope/name@range/file`, of which the file is no part of the package."""
    path = path.lstrip("/")
    owner, name = ("", path)
    if path.startswith("@"):
        owner, _, name = path.partition("/")
        owner += "/"
    name, mark, rest = name.partition("@")
    wanted = rest.partition("/")[0] if mark else ""
    exact = _EXACT.fullmatch(wanted)
    version = exact[1] if exact else ""
    name = owner + name.partition("/")[0]
    yield from needed(type_, name, wanted, line=line, scope=scope, version=version)


READERS = (
    ManifestReader(
        format="packagejson",
        wants_lock=True,
        ecosystem="npm",
        locks=(
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "bun.lock",
            "bun.lockb",
        ),
        read=read,
        names=frozenset({"package.json"}),
    ),
    ManifestReader(
        format="bower", ecosystem="npm", read=read_bower, names=frozenset({"bower.json"})
    ),
    ManifestReader(
        format="deno",
        wants_lock=True,
        ecosystem="npm",
        locks=("deno.lock",),
        read=read_deno,
        names=frozenset({"deno.json", "deno.jsonc"}),
    ),
)
