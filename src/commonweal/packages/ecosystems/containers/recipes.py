# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Dockerfiles and compose files: images that are built upon or run, and those that are made."""

import re
from collections.abc import Iterator

from commonweal.formats.container import Instruction, instructions, is_container_file
from commonweal.packages.ecosystems.containers.image import filled, image_need, image_provided
from commonweal.packages.model.need import Manifest, ManifestReader, Need, Provision, Scope
from commonweal.packages.reading.foreign import Yaml, manifest

_NOT_RECIPES = (
    ".md", ".rst", ".txt", ".yml", ".yaml", ".json", ".sh", ".dockerignore", ".html", ".ts", ".xml",
    ".toml", ".lock", ".png", ".svg",
)  # fmt: skip
_FROM = re.compile(r"--from=([^\s,]{1,500})")
_MOUNT = re.compile(r"--mount=(?:[^\s-]|-(?!-mount=)){0,500}?\bfrom=([^\s,]{1,500})")
_ARGUMENT = re.compile(
    r"(\w{1,100}+)(?:=(?:\"([^\"]{0,500}+)\"|'([^']{0,500}+)'|(\S{0,500}+)))?(?:\s|$)"
)
_COMPOSE = re.compile(r"(?:[^/]{0,100}[._-])?(?:docker-)?compose(?:[._-][^/]{0,100})?\.ya?ml")
# How files that are laid over each other say what becomes of a list.
_TAG = re.compile(r"!(?:override|reset)\b")
_WITH_NAME = 3
# Folders and names of what serves development, tests and CI alone.
_FOR_WORK = frozenset({
    "dev", "devel", "development", "devcontainer", "test", "tests", "testing", "e2e", "ci",
    "github", "gitlab", "circleci", "buildkite", "fuzz", "fuzzing", "clusterfuzzlite", "bench",
    "benchmark", "benchmarks", "lint", "debug", "demo", "demos", "example", "examples", "sample",
    "samples", "docs", "integration",
})  # fmt: skip


def _is_recipe(path: str) -> bool:
    name = path.rpartition("/")[2]
    return ("dockerfile" in name or "containerfile" in name) and not name.endswith(_NOT_RECIPES)


def read(path: str, text: str) -> Manifest:
    """Read a recipe; stages that are named earlier in it are no images."""
    if not is_container_file(path, text):
        return Manifest()
    return manifest(_images(text, _scope(path)))


def _scope(path: str) -> Scope:
    """Who works on the software or tries it out needs some of them, and nobody who runs it."""
    words = re.split(r"[^a-z0-9]+", path.casefold())
    return "container" if _FOR_WORK.isdisjoint(words) else "development"


def _images(text: str, scope: Scope) -> Iterator[Need]:
    arguments: dict[str, str] = {}
    stages: set[str] = set()
    count = 0
    for instruction in instructions(text):
        if instruction.name == "ARG":
            _take(instruction.rest[:5000], arguments)
        elif instruction.name == "FROM":
            yield from _base(instruction, arguments, stages, scope)
            stages.add(str(count))
            count += 1
        elif instruction.name in ("COPY", "ADD", "RUN"):
            pattern = _MOUNT if instruction.name == "RUN" else _FROM
            for match in pattern.finditer(instruction.written[:5000]):
                image = filled(match[1], arguments)
                # A bare word may be a folder that the builder is given under that name.
                if image.casefold() not in stages and not {"/", ":", "@"}.isdisjoint(image):
                    yield from image_need(image, line=instruction.line, scope=scope)


def _take(rest: str, arguments: dict[str, str]) -> None:
    """Take over what arguments are set to; one without a value is empty, or what it was."""
    for match in _ARGUMENT.finditer(rest):
        value = match[2] or match[3] or match[4] or ""
        if value or match[1] not in arguments:
            arguments[match[1]] = filled(value, arguments)


def _base(
    instruction: Instruction, arguments: dict[str, str], stages: set[str], scope: Scope
) -> Iterator[Need]:
    words = [filled(word, arguments) for word in instruction.rest[:5000].split()]
    has_name = len(words) == _WITH_NAME and words[1].casefold() == "as"
    if not words or (len(words) > 1 and not has_name):
        return
    if words[0].casefold() not in stages:
        yield from image_need(words[0], line=instruction.line, scope=scope)
    if has_name:
        stages.add(words[2].casefold())


def read_compose(path: str, text: str) -> Manifest:
    """Read a compose file; a service that is built here and named provides its image."""
    compose = Yaml(_TAG.sub("", text))
    # The first version of the format had its services at the top.
    base = ("services",) if compose.at("services") is not None else ()
    needs: list[Need] = []
    provides: list[Provision] = []
    for name in compose.keys_at(*base):
        image = compose.text(*base, name, "image") if compose.keys_at(*base, name) else ""
        line = compose.line(*base, name, "image")
        if not image:
            continue
        if compose.at(*base, name, "build") is not None:
            provides += image_provided(filled(image, {}), line=line)
        else:
            needs += image_need(filled(image, {}), line=line, scope=_scope(path))
    own = {provide.purl for provide in provides}
    return manifest((need for need in needs if need.purl not in own), dict.fromkeys(provides))


READERS = (
    ManifestReader(format="dockerfile", read=read, is_named=_is_recipe),
    ManifestReader(
        format="compose",
        read=read_compose,
        is_named=lambda path: bool(_COMPOSE.fullmatch(path.rpartition("/")[2])),
    ),
)
