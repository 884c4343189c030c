# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal check`: judge files and folders, without a workspace and without the network."""

import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import click

from commonweal.core.message import message
from commonweal.core.problem import InputMalformed, Problem
from commonweal.surfaces.cli._complete import complete, forms, kinds
from commonweal.surfaces.cli._findings import (
    Finding,
    findings_of,
    print_document,
    print_folder,
    print_section,
)
from commonweal.surfaces.cli._forms import TableCommand, csv_option, json_option, print_csv
from commonweal.surfaces.cli._language import translated, word
from commonweal.surfaces.cli._only import GAPS, ONLY
from commonweal.surfaces.cli._pager import pager_option

FINDINGS_EXIT = 1
PROBLEM_EXIT = 3
_LONGEST_LINE = 16 * 1024 * 1024


@click.command(cls=TableCommand)
@click.argument("files", nargs=-1, type=click.Path())
@click.option(
    "--as",
    "kind",
    shell_complete=complete(kinds),
    help="What the files are; without it their names and contents tell.",
)
@click.option(
    "--format",
    "form",
    shell_complete=complete(forms),
    help="Which of a kind's formats the files have (packages).",
)
@click.option("--only", type=ONLY, help="Only files in which something is wrong.")
@json_option
@csv_option(("", "commonweal.surfaces.cli._columns:FINDINGS"))
@pager_option
def check(
    *,
    files: tuple[str, ...],
    kind: str | None,
    form: str | None,
    only: str | None,
    as_json: bool,
    as_csv: bool,
) -> int:
    """Judge files: publiccode.yml, CITATION.cff, codemeta.json and more.

    Of a folder, each file is judged that is of a kind that is known; .git, other
    people's code and what .gitignore names are left out. The exit code is 1 where
    something is wrong, and 3 where a file could not be read.

    With --json there is one document a line, one for each file.

    Some kinds answer questions instead: they read one JSON object a line from
    standard input, and take no files.
    """
    status, found = 0, list[Finding]()
    for document in _documents(files, kind, form, as_csv=as_csv):
        status = max(status, _status_of(document))
        if only == GAPS and document.get("ok") and "judged" not in document:
            continue
        if as_json:
            _print_line(document)
        elif as_csv:
            found += findings_of(document)
        else:
            _tell(document, is_named=document.get("file", "-") in files)
    if as_csv:
        from commonweal.surfaces.cli._columns import FINDINGS  # noqa: PLC0415  after --help

        print_csv(FINDINGS, found)
    sys.stdout.flush()
    return status


def _tell(document: Mapping[str, Any], *, is_named: bool) -> None:
    if "file" not in document:
        # The answer to a question on standard input.
        print_document({"file": "-", **document})
    elif "judged" in document:
        print_folder(document)
    elif is_named:
        print_document(document)
    else:
        print_section(document)


def _status_of(document: Mapping[str, Any]) -> int:
    if "error" in document and not document.get("ok", False):
        return PROBLEM_EXIT
    return FINDINGS_EXIT if document.get("ok") is False else 0


def _print_line(document: Mapping[str, Any]) -> None:
    import msgspec  # noqa: PLC0415  after --help

    click.echo(msgspec.json.encode(document, enc_hook=str).decode())


def _documents(
    files: tuple[str, ...], kind: str | None, form: str | None, *, as_csv: bool
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
        if as_csv:
            raise click.UsageError(word("--csv is a table of files; answers have only --json."))
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
        if any(map(os.path.isdir, files)):
            raise click.UsageError(word("--format is for single files: those of a folder differ."))
    if not files:
        raise click.UsageError(word("Name at least one file or folder."))
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
