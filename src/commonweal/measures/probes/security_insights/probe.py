# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""SECURITY-INSIGHTS.yml of version 1 or 2: where to look, and the parts that must be there."""

from typing import Any

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, lacking, seen, true
from commonweal.syntax.yaml import YamlRefused, read_yaml

_NAMES = frozenset(
    f"{folder}security{mark}insights.{ending}"
    for folder in ("", ".github/", ".gitlab/", "docs/")
    for mark in "-_"
    for ending in ("yml", "yaml")
)
# What either version wants in its header and beside it.
_HEADER = {
    "1": ("schema-version", "expiration-date", "project-url"),
    "2": ("schema-version", "last-updated", "last-reviewed", "url"),
}
_PARTS = {
    "1": (
        "project-lifecycle",
        "contribution-policy",
        "security-contacts",
        "vulnerability-reporting",
    ),
    "2": (),
}
_EITHER = ("project", "repository")


def find(tree: Tree) -> Finding:
    """Judge the file by its version."""
    for document in tree.documents_of("security"):
        if document.path.casefold() in _NAMES:
            try:
                read = read_yaml(document.text.encode("utf-8", "replace"), merge=True).value
            except YamlRefused:
                return false("unreadable", [lacking(document.path)])
            version, missing = _missing(read if isinstance(read, dict) else {})
            if missing:
                return false("incomplete", [lacking(document.path)], missing=", ".join(missing))
            return true("valid", [seen(document.path)], version=version)
    return false("none")


def _missing(read: dict[Any, Any]) -> tuple[str, list[str]]:
    header = read.get("header")
    if not isinstance(header, dict):
        return "", ["header"]
    version = str(header.get("schema-version", ""))
    kind = "1" if version.startswith("1") else "2"
    missing = [f"header.{key}" for key in _HEADER[kind] if header.get(key) is None]
    missing += [key for key in _PARTS[kind] if read.get(key) is None]
    if kind == "2" and not any(read.get(key) for key in (*_EITHER, "project-si-source")):
        missing.append(" or ".join(_EITHER))
    return version, missing
