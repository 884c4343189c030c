# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal check`: judge single files, without a workspace and without the network."""

import sys
from collections.abc import Iterator, Mapping
from typing import Any

import click
import msgspec

from commonweal.core.message import message
from commonweal.core.problem import InputMalformed, Problem
from commonweal.core.text import printable
from commonweal.surfaces.cli._language import printed, say, translated, word
from commonweal.surfaces.cli._terms import JUDGEMENTS, term

FINDINGS_EXIT = 1
PROBLEM_EXIT = 3
_LONGEST_LINE = 16 * 1024 * 1024
# Where judges put what they found, and what a person is not told a second time.
_FOUND = ("results", "errors", "findings")
_SHOWN = ("file", "kind", "ok", "error", "valid", "verdict", "packages", *_FOUND)


@click.command()
@click.argument("files", nargs=-1)
@click.option("--as", "kind", help="What the files are; without it their names and contents tell.")
@click.option("--format", "form", help="Which of a kind's formats the files have (packages).")
@click.option("--json", "as_json", is_flag=True, help="One JSON document per line, one per file.")
def check(files: tuple[str, ...], kind: str | None, form: str | None, as_json: bool) -> int:  # noqa: FBT001  click passes by name
    """Judge files: publiccode.yml, CITATION.cff, codemeta.json and more.

    Some kinds answer questions instead: they read one JSON object a line from
    standard input, and take no files.
    """
    documents = _documents(files, kind, form)
    status = 0
    for document in documents:
        if as_json:
            sys.stdout.buffer.write(msgspec.json.encode(document, enc_hook=str) + b"\n")
        else:
            _tell(document)
        if "error" in document and not document.get("ok", False):
            status = PROBLEM_EXIT
        elif document.get("ok") is False:
            status = max(status, FINDINGS_EXIT)
    sys.stdout.flush()
    return status


def _documents(
    files: tuple[str, ...], kind: str | None, form: str | None
) -> Iterator[Mapping[str, Any]]:
    from commonweal.formats.folders import folder_judges  # noqa: PLC0415  after --help
    from commonweal.formats.judging import judges  # noqa: PLC0415
    from commonweal.surfaces.cli._judging import all_streams, judged  # noqa: PLC0415

    if kind is not None and kind in all_streams():
        if files:
            raise click.UsageError(
                translated(
                    message("--as %(kind)s reads standard input and takes no files.", kind=kind)
                )
            )
        return _answers(kind)
    if kind is not None and kind not in {*judges(), *folder_judges()}:
        known = ", ".join(sorted({*judges(), *folder_judges(), *all_streams()}))
        raise click.UsageError(
            translated(
                message(
                    "--as %(kind)s: there is no such kind. Known: %(known)s.",
                    kind=kind,
                    known=known,
                )
            )
        )
    if form is not None:
        kind = _kind_of(form, kind)
    if not files:
        raise click.UsageError(word("Name at least one file."))
    return judged(files, kind, form)


def _kind_of(form: str, kind: str | None) -> str:
    """The kind that has a format; a format alone tells it."""
    from commonweal.formats.judging import judges  # noqa: PLC0415  after --help

    formats = {name: judge.formats() for name, judge in judges().items() if kind in (None, name)}
    found = next((name for name, known in formats.items() if form in known), None)
    if found is None:
        known = ", ".join(sorted({form_name for names in formats.values() for form_name in names}))
        raise click.UsageError(
            translated(
                message(
                    "--format %(format)s: there is no such format. Known: %(known)s.",
                    format=form,
                    known=known,
                )
                if known
                else message(
                    "--format %(format)s: there is no such format. %(kind)s has no formats.",
                    format=form,
                    kind=kind,
                )
            )
        )
    return found


def _answers(kind: str) -> Iterator[Mapping[str, Any]]:
    """Answer the questions on standard input, in their order."""
    from commonweal.surfaces.cli._judging import answered  # noqa: PLC0415  after --help

    while line := sys.stdin.buffer.readline(_LONGEST_LINE):
        if not line.strip():
            continue
        try:
            yield answered(kind, _question(line))
        except Problem as problem:
            yield {"ok": False, "error": problem.what}


def _question(line: bytes) -> dict[str, Any]:
    from commonweal.syntax.json import JsonRefused, read_json  # noqa: PLC0415  after --help

    try:
        value = read_json(line, size_limit=_LONGEST_LINE).value
    except JsonRefused as refused:
        raise InputMalformed(
            message("the line is no JSON: %(reason)s", reason=refused.what)
        ) from refused
    if not isinstance(value, dict):
        raise InputMalformed(message("the line must hold one JSON object"))
    return value


def _tell(document: Mapping[str, Any]) -> None:
    """Tell a person: a line for each finding, then one that sums up."""
    name = printable(str(document.get("file", "-")))
    if "error" in document:
        say("%(file)s: problem: %(what)s", file=name, what=printed(document["error"]))
        if "errors" not in document:
            return
    for found in (entry for key in _FOUND for entry in document.get(key, ())):
        click.echo(printable(_line(str(document.get("file", "-")), found)))
    for package in document.get("packages", ()):
        click.echo(printable(_package(str(document.get("file", "-")), package)))
    for key, value in document.items():
        if key not in _SHOWN:
            click.echo(f"{name}: {key}: {printable(_short(value))}")
    verdict = str(document.get("verdict", "valid" if document.get("ok") else "invalid"))
    shown = term(JUDGEMENTS, verdict)
    click.echo(f"{name}: {document.get('kind')}: {shown}")


def _line(file: str, found: object) -> str:
    if not isinstance(found, Mapping):
        return f"{file}: {found}"
    place = [str(found[key]) for key in ("line", "column") if found.get(key)]
    key = found.get("key") or found.get("path") or found.get("probe")
    level = found.get("level", "error")
    what = f"{level} {key}" if key else str(level)
    return f"{':'.join([file, *place])}: {what}: {found.get('message', '')}"


def _package(file: str, package: Mapping[str, Any]) -> str:
    place = f"{file}:{package['line']}" if package["line"] else file
    version = package["requirement"] or package["version"]
    parts = (package["type"], package["name"], version, package["commit"])
    groups = f" ({', '.join(package['groups'])})" if package["groups"] else ""
    return f"{place}: {' '.join(filter(None, parts))}{groups}"


def _short(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
