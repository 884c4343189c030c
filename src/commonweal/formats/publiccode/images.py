# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Logos and screenshots of a publiccode.yml: what is named, and whether it is what it should be."""

from collections.abc import Iterator, Mapping
from typing import Any

from commonweal.formats.publiccode.findings import Finding, Path, placed
from commonweal.syntax.yaml import Document

# A file's first bytes by its path as written; None where there is no such file.
Neighbours = Mapping[str, bytes | None]

_LOGOS = (".svg", ".svgz", ".png")
_SCREENSHOTS = (".jpg", ".jpeg", ".png")
_PNG = b"\x89PNG\r\n\x1a\n"


def images(values: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Every place that names an image, with the name."""
    for name in ("logo", "monochromeLogo"):
        if values.get(name):
            yield (name,), values[name]
    for language, text in (values.get("description") or {}).items():
        for index, name in enumerate(text.get("screenshots") or []):
            if name:
                yield ("description", language, "screenshots", index), name


def is_relative(name: str) -> bool:
    """Tell whether a name is a path below the file, and no URL."""
    return not name.startswith("/") and "://" not in name


def judge_images(
    document: Document, values: Mapping[str, Any], neighbours: Neighbours | None
) -> Iterator[Finding]:
    """Judge names; and the files themselves where the folder is known."""
    for path, name in images(values):
        is_logo = len(path) == 1
        wrong = _wrong_logo(name, neighbours) if is_logo else _wrong_image(name, neighbours)
        if wrong:
            message = wrong if is_logo else f"'{name}' is not an image: {wrong}"
            yield placed(document, "error", path, message)


def _wrong_logo(name: str, neighbours: Neighbours | None) -> str:
    if name.startswith("/"):
        return "is an absolute path. Only relative paths or HTTP(s) URLs allowed"
    return _wrong_name(name, _LOGOS) or _wrong_file(name, neighbours)


def _wrong_image(name: str, neighbours: Neighbours | None) -> str:
    return _wrong_name(name, _SCREENSHOTS) or _wrong_file(name, neighbours)


def _wrong_name(name: str, endings: tuple[str, ...]) -> str:
    path = name.partition("?")[0].partition("#")[0] if "://" in name else name
    return "" if path.lower().endswith(endings) else f"invalid file extension for: {name}"


def _wrong_file(name: str, neighbours: Neighbours | None) -> str:
    if neighbours is None or name not in neighbours:
        return ""
    start = neighbours[name]
    if start is None:
        return f"no such file: {name}"
    is_png = name.lower().endswith(".png")
    return "image: unknown format" if is_png and not start.startswith(_PNG) else ""
