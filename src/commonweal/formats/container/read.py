# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Split a Dockerfile into instructions: continued lines, comments between them, documents."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from commonweal.syntax.shell import shell_script

LINES_LIMIT = 20_000
_NOT_RECIPES = (".go", ".c", ".cpp", ".rs", ".js", ".py", ".pyc", ".java")
_TEMPLATES = frozenset({"template", "tmpl", "tpl"})
_ESCAPE = re.compile(r"#\s*escape\s*=\s*(\S)\s*$", re.IGNORECASE)
_DOCUMENT = re.compile(r"(?<![<0-9])<<(-?)(['\"]?)([A-Za-z_][A-Za-z0-9_.]{0,100})\2(?![<])")
_WITH_DOCUMENTS = frozenset({"RUN", "COPY", "ADD"})
_OPTION = re.compile(r"--[A-Za-z][A-Za-z0-9-]{0,60}(?:=\S*)?\s+")


class Instruction(NamedTuple):
    """An instruction in capital letters with what follows; lines from 1, `end` included.

    `documents` are the texts that stand below it, each with the line it begins at.
    """

    name: str
    rest: str
    line: int
    end: int
    written: str
    documents: tuple[tuple[int, str], ...] = ()


def is_container_file(path: str, content: str) -> bool:
    """Tell a recipe by its name, which may have more before and after."""
    name = path.rpartition("/")[2].casefold()
    if "dockerfile" not in name and "containerfile" not in name:
        return False
    return not path.endswith(_NOT_RECIPES) and not shell_script(path, content)


def is_template(path: str) -> bool:
    """Tell whether the name says that something else makes recipes from the file."""
    parts = re.split(r"[._-]", path.rpartition("/")[2].casefold())
    return not _TEMPLATES.isdisjoint(parts)


def holds_more_than_comments(content: str) -> bool:
    """Tell whether there is a line that is no comment."""
    return any((text := line.strip()) and not text.startswith("#") for line in content.splitlines())


def instructions(content: str) -> Iterator[Instruction]:
    """Give the instructions in their order; what no builder knows is given as well."""
    lines = content.removeprefix("\ufeff").split("\n")[:LINES_LIMIT]
    escape = _escape(lines)
    number = 0
    while number < len(lines):
        start = number
        text, number = _continued(lines, number, escape)
        if not text.strip():
            continue
        name, rest, written = _split(text)
        documents: list[tuple[int, str]] = []
        if name in _WITH_DOCUMENTS:
            for match in _DOCUMENT.finditer(rest):
                found = _document(lines, number, match[3], indented=bool(match[1]))
                if found is None:
                    break
                documents.append((number + 1, found[0]))
                number = found[1]
        yield Instruction(name, rest, start + 1, number, written, tuple(documents))


def _escape(lines: list[str]) -> str:
    for line in lines[:10]:
        if not line.startswith("#"):
            break
        if match := _ESCAPE.match(line.strip()):
            return match[1] if match[1] in "\\`" else "\\"
    return "\\"


def _continued(lines: list[str], number: int, escape: str) -> tuple[str, int]:
    """Put continued lines together; comments and empty lines between them are left out."""
    parts: list[str] = []
    is_open = True
    while is_open and number < len(lines):
        line = lines[number].rstrip("\r")
        number += 1
        stripped = line.strip()
        if stripped.startswith("#"):
            is_open = bool(parts)
            continue
        if not stripped and parts:
            continue
        bare = line.rstrip(" \t")
        is_open = bare.endswith(escape)
        parts.append(bare[:-1] if is_open else line)
    return "".join(parts), number


def _split(text: str) -> tuple[str, str, str]:
    name, _, rest = text.strip().partition(" ")
    if "\t" in name:
        name, _, more = name.partition("\t")
        rest = f"{more} {rest}"
    rest = rest.strip()
    while match := _OPTION.match(rest):
        rest = rest[match.end() :]
    return name.upper(), rest, text.strip()


def _document(
    lines: list[str], number: int, mark: str, *, indented: bool
) -> tuple[str, int] | None:
    for end in range(number, len(lines)):
        line = lines[end].rstrip("\r")
        if (line.lstrip("\t") if indented else line) == mark:
            return "".join(f"{text}\n" for text in lines[number:end]), end + 1
    return None
