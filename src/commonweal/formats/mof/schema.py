# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a model description must hold before its openness can be judged."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from commonweal.formats.mof.openness import components

_FRAMEWORK = "Model Openness Framework"
_MOST_COMPONENTS = 17
_DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
_KINDS = ("language", "vision", "image", "audio", "video", "3d", "code", "multimodal", "other")
_ARCHITECTURES = (
    "transformer", "transformer decoder", "transformer encoder-decoder", "decoder", "encoder",
    "diffusion", "RNN", "CNN", "LSTM", "NeRF", "hybrid", "undisclosed", "other",
)  # fmt: skip
_CHOICES = {
    "type": ("", *_KINDS),
    "architecture": ("", *_ARCHITECTURES),
    "treatment": ("pre-trained", "instruct fine-tuned", "chat fine-tuned"),
}
_TEXTS = ("name", "version", "date", *_CHOICES, "origin", "producer", "contact")

Path = tuple[str | int, ...]


class Fault(NamedTuple):
    """Where a description is not as it must be, and why."""

    path: Path
    what: str


def faults(value: object) -> Iterator[Fault]:
    """Give what keeps a description from being judged; nothing where all is well."""
    if not isinstance(value, Mapping):
        yield Fault((), "the file must hold the keys framework and release")
        return
    yield from _framework(value.get("framework"))
    release = value.get("release")
    if not isinstance(release, Mapping):
        yield Fault(("release",), "must be there, with keys of its own")
        return
    yield from _release(release)


def _framework(framework: object) -> Iterator[Fault]:
    if not isinstance(framework, Mapping):
        yield Fault(("framework",), "must be there, with name, version and date")
        return
    for key in ("name", "version", "date"):
        yield from _text(framework, ("framework", key), is_needed=True)
    name = framework.get("name")
    if isinstance(name, str) and name != _FRAMEWORK:
        yield Fault(("framework", "name"), f'must be "{_FRAMEWORK}"')


def _release(release: Mapping[str, Any]) -> Iterator[Fault]:
    for key in _TEXTS:
        yield from _text(release, ("release", key), is_needed=key in ("name", "producer"))
    if release.get("name") == "":
        yield Fault(("release", "name"), "must not be empty")
    for key, choices in _CHOICES.items():
        chosen = release.get(key)
        if isinstance(chosen, str) and chosen not in choices:
            yield Fault(("release", key), f"must be one of: {', '.join(filter(None, choices))}")
    yield from _licences(release)
    yield from _components(release.get("components"))


def _text(table: Mapping[str, Any], path: Path, *, is_needed: bool = False) -> Iterator[Fault]:
    key = path[-1]
    if key not in table:
        if is_needed:
            yield Fault(path, "is missing")
    elif not isinstance(table[str(key)], str):
        yield Fault(path, "must be text; a number or date needs quotes")
    elif key == "date" and not _DATE.fullmatch(table["date"]):
        yield Fault(path, "must be a date such as 2025-01-31")


def _licences(release: Mapping[str, Any]) -> Iterator[Fault]:
    path: Path = ("release", "license")
    if "license" not in release:
        yield Fault(path, "is missing; {} says that the release as a whole has none")
        return
    given = release["license"]
    if not isinstance(given, Mapping):
        # The tool's own YAML reader takes an empty list and an empty mapping for the same.
        if given != []:
            yield Fault(path, "must have keys: distribution, code, document, data")
        return
    for kind in ("distribution", "code", "document", "data"):
        if kind not in given:
            continue
        named = given[kind]
        if not isinstance(named, Mapping):
            yield Fault((*path, kind), "must have the keys name and path")
            continue
        for key in ("name", "path"):
            if not isinstance(named.get(key), str | None):
                yield Fault((*path, kind, key), "must be text")


def _components(listed: object) -> Iterator[Fault]:
    path: Path = ("release", "components")
    if not isinstance(listed, list):
        yield Fault(path, "must be a list, and be there")
        return
    if len(listed) > _MOST_COMPONENTS:
        yield Fault(path, f"lists {len(listed)} components; there are {_MOST_COMPONENTS}")
    for number, entry in enumerate(listed[:_MOST_COMPONENTS]):
        here = (*path, number)
        if not isinstance(entry, Mapping):
            yield Fault(here, "must have keys, among them name")
            continue
        for key in ("name", "description", "license", "license_path", "component_path"):
            yield from _text(entry, (*here, key))
        name = entry.get("name")
        if isinstance(name, str) and name not in components():
            yield Fault((*here, "name"), f'"{name[:100]}" is no component of the framework')
