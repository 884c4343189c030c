# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a judge found in a file, for a terminal and as rows of a table."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import click

from commonweal.core.message import counted
from commonweal.core.text import printable
from commonweal.surfaces.cli._language import line, printed, say, say_counted, translated, warn
from commonweal.surfaces.cli._terms import JUDGEMENTS, term

# Where judges put what they found, and what a person is not told a second time.
_FOUND = ("results", "errors", "findings")
_SHOWN = ("file", "kind", "ok", "error", "valid", "verdict", "packages", *_FOUND)


class Finding(NamedTuple):
    """Something that is wrong in a file, or a file in which nothing is."""

    file: str
    kind: str | None
    ok: bool
    line: int | None = None
    column: int | None = None
    level: str = ""
    key: str = ""
    message: str = ""


def findings_of(document: Mapping[str, Any]) -> Iterator[Finding]:
    """Give what is wrong in a file, or the file alone; of what sums up a folder nothing."""
    if "judged" in document:
        return
    found = list(_entries(document))
    if "error" in document:
        found.append(_file(document)._replace(level="error", message=str(document["error"])))
    yield from found or [_file(document)]


def _entries(document: Mapping[str, Any]) -> Iterator[Finding]:
    file = _file(document)
    return (_finding(file, entry) for key in _FOUND for entry in document.get(key, ()))


def _file(document: Mapping[str, Any]) -> Finding:
    return Finding(str(document["file"]), document.get("kind"), bool(document.get("ok")))


def _finding(file: Finding, found: object) -> Finding:
    if not isinstance(found, Mapping):
        return file._replace(level="error", message=str(found))
    return file._replace(
        line=found.get("line") or None,
        column=found.get("column") or None,
        level=str(found.get("level", "error")),
        key=str(found.get("key") or found.get("path") or found.get("probe") or ""),
        message=str(found.get("message", "")),
    )


def print_document(document: Mapping[str, Any]) -> None:
    """Tell a person of a file: a line for each finding, then one that sums up."""
    name = printable(str(document["file"]))
    if "error" in document:
        say("%(file)s: problem: %(what)s", file=name, what=printed(document["error"]))
        if "errors" not in document:
            return
    for found in _entries(document):
        line(printable(_line(found)))
    for package in document.get("packages", ()):
        line(printable(_package(str(document["file"]), package)))
    for key, value in _further(document):
        line(f"{name}: {key}: {printable(_short(value))}")
    line(_summed_up(document))


def print_section(document: Mapping[str, Any]) -> None:
    """Tell of one file of many: its verdict first; packages are counted."""
    name = printable(str(document["file"]))
    click.echo()
    if "error" in document:
        say("%(file)s: problem: %(what)s", file=name, what=printed(document["error"]))
        if "errors" not in document:
            return
    else:
        line(_summed_up(document))
    for found in _entries(document):
        line(f"  {printable(_line(found))}")
    for key, value in _further(document):
        line(f"  {key}: {printable(_short(value))}")
    if packages := document.get("packages", ()):
        named = counted("%(num)s package is named", "%(num)s packages are named", len(packages))
        line(f"  {translated(named)}")


def print_folder(document: Mapping[str, Any]) -> None:
    """Sum up a folder after its files."""
    click.echo()
    say(
        "%(folder)s: %(judged)s, %(found)s, %(unread)s.",
        folder=printable(str(document["file"])),
        judged=counted("%(num)s file judged", "%(num)s files judged", document["judged"]),
        found=counted("%(num)s with findings", "%(num)s with findings", document["with_findings"]),
        unread=counted("%(num)s not readable", "%(num)s not readable", document["unread"]),
    )
    say_counted(
        "%(num)s other file is of no kind that is judged here.",
        "%(num)s other files are of no kind that is judged here.",
        document["others"],
    )
    if not document["is_complete"]:
        warn("Not every file was looked at: there are too many. Check parts of the folder.")


def _further(document: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    return (
        (key, value)
        for key, value in document.items()
        if key not in _SHOWN and value not in ({}, [], ())
    )


def _summed_up(document: Mapping[str, Any]) -> str:
    usual = "valid" if document.get("ok") else "found" if document.get("findings") else "invalid"
    verdict = str(document.get("verdict", usual))
    name = printable(str(document["file"]))
    return f"{name}: {document.get('kind')}: {term(JUDGEMENTS, verdict)}"


def _line(found: Finding) -> str:
    place = ":".join(str(part) for part in (found.file, found.line, found.column) if part)
    what = f"{found.level} {found.key}".rstrip()
    return f"{place}: {what}: {found.message}"


def _package(file: str, package: Mapping[str, Any]) -> str:
    place = f"{file}:{package['line']}" if package["line"] else file
    version = package["requirement"] or package["version"]
    parts = (package["type"], package["name"], version, package["commit"])
    groups = f" ({', '.join(package['groups'])})" if package["groups"] else ""
    return f"{place}: {' '.join(filter(None, parts))}{groups}"


def _short(value: object) -> str:
    import msgspec  # noqa: PLC0415  after --help

    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
