# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Files that a publiccode.yml names: logos, screenshots, authors; and whether they are right."""

from collections.abc import Iterator, Mapping
from typing import Any

from commonweal.formats.publiccode.findings import Finding, Path, placed
from commonweal.syntax.yaml import Document

# A file's first bytes by its path as written; None where there is no such file.
Neighbours = Mapping[str, bytes | None]

_LOGOS = (".svg", ".svgz", ".png")
_SCREENSHOTS = (".jpg", ".jpeg", ".png")
_ALLOWED = "Only relative paths or HTTP(s) URLs allowed"
_PNG = b"\x89PNG\r\n\x1a\n"


def named_files(values: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Every place that names a file, with the name."""
    for name in ("logo", "monochromeLogo"):
        if values.get(name):
            yield (name,), values[name]
    if authors := (values.get("legal") or {}).get("authorsFile"):
        yield ("legal", "authorsFile"), authors
    for language, text in (values.get("description") or {}).items():
        for index, name in enumerate(text.get("screenshots") or []):
            yield ("description", language, "screenshots", index), name or ""


def is_relative(name: str) -> bool:
    """Tell whether a name is a path below the file, and no URL."""
    return bool(name) and not (_wrong_place(name) or "://" in name)


def judge_files(
    document: Document, values: Mapping[str, Any], neighbours: Neighbours | None
) -> Iterator[Finding]:
    """Judge names; and the files themselves where the folder is known."""
    for path, name in named_files(values):
        wrong = _wrong_place(name) or _wrong(path, name, neighbours)
        if wrong:
            yield placed(document, "error", path, wrong)


def _wrong_place(name: str) -> str:
    """Other machines have neither the paths of this one nor its files."""
    if name.startswith("/"):
        return f"is an absolute path. {_ALLOWED}"
    return f"is a file:// URL. {_ALLOWED}" if name[:5].lower() == "file:" else ""


def _wrong(path: Path, name: str, neighbours: Neighbours | None) -> str:
    match path:
        case (_,):
            return _wrong_name(name, _LOGOS) or _wrong_file(name, neighbours)
        case ("legal", _):
            missing = _missing(name, neighbours)
            return f"'{name}' does not exist: {missing}" if missing else ""
        case _:
            wrong = _wrong_name(name, _SCREENSHOTS) or _wrong_file(name, neighbours)
            return f"'{name}' is not an image: {wrong}" if wrong else ""


def _wrong_name(name: str, endings: tuple[str, ...]) -> str:
    path = name.partition("?")[0].partition("#")[0] if "://" in name else name
    return "" if path.lower().endswith(endings) else f"invalid file extension for: {name}"


def _wrong_file(name: str, neighbours: Neighbours | None) -> str:
    if missing := _missing(name, neighbours):
        return missing
    start = (neighbours or {}).get(name)
    is_png = name.lower().endswith(".png")
    return (
        "image: unknown format"
        if is_png and start is not None and not start.startswith(_PNG)
        else ""
    )


def _missing(name: str, neighbours: Neighbours | None) -> str:
    is_missing = neighbours is not None and name in neighbours and neighbours[name] is None
    return f"no such file: {name}" if is_missing else ""
