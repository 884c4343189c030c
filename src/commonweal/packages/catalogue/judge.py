# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Judge package files: which packages they name, or why they cannot be read."""

from collections.abc import Mapping
from typing import Any

from commonweal.formats.judging import Judge
from commonweal.packages.catalogue.manifests import is_manifest, manifest_of
from commonweal.packages.catalogue.readers import reader_of, readers
from commonweal.packages.model.package import Package, PackagesRefused, Reader, bounded

_START = 4096


def recognises(name: str, start: bytes) -> bool:
    """Tell package files by their names."""
    return reader_of(name, start) is not None


def judge(name: str, content: bytes) -> Mapping[str, Any]:
    """Name the packages of a file whose name tells its format."""
    reader = reader_of(name, content[:_START])
    if reader is None:
        return _refused("", "the name does not tell the format; name it with --format")
    return _answer(reader, name, content)


def judge_as(name: str, content: bytes, form: str) -> Mapping[str, Any]:
    """Name the packages of a file of a format."""
    reader = readers().get(form)
    if reader is None:
        return _refused(form, f"there is no format {form!r}")
    return _answer(reader, name, content)


def _answer(reader: Reader, name: str, content: bytes) -> Mapping[str, Any]:
    try:
        packages = read_packages(reader, name, content)
    except PackagesRefused as refused:
        place = f"line {refused.line}: " if refused.line else ""
        return _refused(reader.format, f"{place}{refused.what}")
    asked = _requirements(name, content)
    listed = [
        _fields(package, asked.get(package.whole_name.casefold(), ""))
        for package in packages
        if not package.is_unlisted
    ]
    return {"ok": True, "format": reader.format, "packages": listed}


def _requirements(name: str, content: bytes) -> Mapping[str, str]:
    """What a manifest allows of each package, where that is no single version."""
    if not is_manifest(name):
        return {}
    needs = manifest_of(name, content.decode("utf-8", "replace")).needs
    return {need.name.casefold(): need.requirement for need in needs if not need.version}


def read_packages(reader: Reader, name: str, content: bytes) -> tuple[Package, ...]:
    """Read the packages of a file, in the order of the file."""
    return tuple(bounded(reader.read(name, content)))


def _refused(form: str, what: str) -> Mapping[str, Any]:
    return {"ok": False, "format": form, "packages": [], "error": what}


def _fields(package: Package, requirement: str) -> dict[str, Any]:
    return {
        "type": package.type,
        "name": package.name,
        "version": package.version,
        "requirement": requirement,
        "commit": package.commit,
        "line": package.line,
        "groups": list(package.groups),
        "is_direct": package.is_direct,
        "requires": list(package.requires),
    }


JUDGE = Judge(
    kind="packages",
    recognises=recognises,
    judge=judge,
    judge_as=judge_as,
    formats=lambda: readers().keys(),
    order=105,
)
