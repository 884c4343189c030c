# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How to build from source: commands in texts for readers; a package's name to install is less."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, not_applicable, seen, true
from commonweal.syntax.prose import Line, Prose, headings_of, proses, section_lines

_COMMAND = re.compile(
    r"(?:^|[\s`$>&;(])(?:"
    r"(?:g|c|n)?make(?:\s+[a-z][\w.-]{0,40})?\s*(?:$|[`&|])|cmake\s+\S|\./(?:configure|autogen"
    r"|bootstrap|build|gradlew|mvnw|setup|install)\b"
    r"|(?:\./)?(?:mvn|gradle)w?\s+\S|(?:npm|pnpm|yarn|bun)\s+(?:ci|build|run\s+\S|install\s*(?:$"
    r"|[`&|]))"
    r"|(?:yarn|pnpm)\s*(?:$|[`&|])"
    r"|(?:pip3?|uv\s+pip|python3?\s+-m\s+pip)\s+install\s+(?:-\S+\s+)*(?:\.|-e\b|git\+"
    r"|-r\s*\S{0,60}(?:requirements|\.txt|\.in)\b)"
    r"|python3?\s+setup\.py\s+\w"
    r"|(?:poetry|pdm|hatch|pipenv|uv)\s+run\s+(?:-\S+\s+)*(?:make|build|pip|tox"
    r"|nox|just|python3?|pytest|sphinx-\w+|\S*build\S*)(?=$|[\s`])"
    r"|(?:poetry|pdm|hatch|pipenv|uv)\s+(?:install|sync|build)\b|cargo\s+(?:build|run"
    r"|install\s+--path|install\s+--git)\b"
    r"|go\s+(?:build|run|install\s+\./|generate)\b|dotnet\s+(?:build|run|restore|publish)\b"
    r"|bundle\s+install\b"
    r"|composer\s+install\b|docker\s+(?:build|buildx)\b"
    r"|docker[ -]compose\s+(?:-\S+\s+\S+\s+)*(?:up|build)\b|podman\s+build\b"
    r"|mix\s+(?:deps\.get|compile)\b|(?:stack|cabal|zig|swift|flutter|dune|nimble|ninja|meson"
    r"|bazel|bazelisk|sbt|lein|rake|just|nix)\s+"
    r"(?:build|compile|install|setup|run|develop|package|assembly|uberjar)\b|R\s+CMD\s+(?:build"
    r"|INSTALL)\b|devtools::\w+|git\s+clone\s+\S"
    r")",
    re.IGNORECASE,
)
_SPAN = re.compile(r"`{1,2}([^`]{3,200})`{1,2}")
_KINDS = ("readme", "install", "contributing", "docs_index")
_SHORTEST = 3


def find(tree: Tree) -> Finding:
    """Look for commands first, which need no language, then for a section with some lines."""
    texts = proses(tree, *_KINDS)
    for text in texts:
        if line := _command(text):
            return true("commands", [seen(text.path, line)])
    for text in texts:
        below = [line for line in section_lines(text, ["building"]) if line.text.strip()]
        if len(below) >= _SHORTEST:
            return true("words", [seen(text.path, headings_of(text, "building")[0].line)])
    if not tree.languages:
        return not_applicable("no_code")
    return false("files_only") if tree.files_of("build") else false("none")


def _command(text: Prose) -> int | None:
    lines = (*text.code, *(line for line in text.lines if "`" in line.text))
    return min((line.number for line in lines if _builds(line, text)), default=None)


def _builds(line: Line, text: Prose) -> bool:
    if line in text.code:
        return _COMMAND.search(line.text) is not None
    return any(_COMMAND.search(span[1]) for span in _SPAN.finditer(line.text))
