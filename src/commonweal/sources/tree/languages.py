# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Languages by file name and interpreter line; the list is `languages.toml`."""

import functools
import re
from collections.abc import Iterator
from importlib import resources
from typing import Literal

import msgspec

Type = Literal["code", "markup", "style", "data", "prose"]

# lib.so.1 and version-1.2 are no manual pages.
_MANUAL_PAGE = re.compile(r"[a-z](?:[\w-]*[a-z_])?\.[1-8]")
_MOST_DOTS = 3


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A language and the names its files have, in small letters."""

    type: Type = "code"
    extensions: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    interpreters: tuple[str, ...] = ()


@functools.cache
def languages() -> dict[str, Language]:
    """Read the list, once."""
    content = resources.files(__package__).joinpath("languages.toml").read_bytes()
    return msgspec.toml.decode(content, type=dict[str, Language])


@functools.cache
def _by(field: Literal["extensions", "names", "interpreters"]) -> dict[str, str]:
    return {key: name for name, language in languages().items() for key in getattr(language, field)}


def language_of(name: str) -> str | None:
    """Give the language that a file name (in small letters) tells; None where it tells none."""
    if named := _by("names").get(name):
        return named
    for extension in endings(name):
        if found := _by("extensions").get(extension):
            if extension.isdigit() and not _MANUAL_PAGE.fullmatch(name):
                return None
            return found
    # Dockerfile.dev, Makefile.linux
    return _by("names").get(name.partition(".")[0]) if not name.startswith(".") else None


def endings(name: str) -> Iterator[str]:
    """Give the endings of a name, longest first: "a.blade.php" has "blade.php" and "php"."""
    parts = name.rsplit(".", _MOST_DOTS)
    for start in range(1, len(parts)):
        yield ".".join(parts[start:])


def interpreter_language(line: bytes) -> str | None:
    """Give the language of an interpreter line, `#!/usr/bin/env python3`."""
    if not line.startswith(b"#!"):
        return None
    words = line[2:200].decode("ascii", "replace").split()
    program = [word.rpartition("/")[2] for word in words if not word.startswith("-")]
    if program and program[0] == "env":
        program = [word for word in program[1:] if "=" not in word]
    if not program:
        return None
    known = _by("interpreters")
    exact = program[0].casefold()
    return known.get(exact) or known.get(exact.rstrip("0123456789.-"))
