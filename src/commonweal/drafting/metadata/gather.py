# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Gather a project's facts from one repository's tree and a little of its history."""

import re
from collections.abc import Iterable, Iterator

from commonweal.core.tree import Document, Tree
from commonweal.drafting.metadata.commands import command_statements
from commonweal.drafting.metadata.contacts import contact_statements
from commonweal.drafting.metadata.crosswalk import stated_in, web_address
from commonweal.drafting.metadata.facts import (
    Kept,
    Person,
    ProjectFacts,
    Release,
    Role,
    Statement,
    distinct,
    link,
)
from commonweal.drafting.metadata.own import Own, is_opaque, own_of
from commonweal.drafting.metadata.people import person_named
from commonweal.drafting.metadata.readme import readme_statements, words_of
from commonweal.drafting.metadata.setting import setting_statements
from commonweal.formats.spdx import licence_ids
from commonweal.syntax.prose import Prose, entries, proses

_METADATA = ("citation", "codemeta", "publiccode", "manifest")
_MOST_PER_KIND = 40
_DEEPEST_MANIFEST = 1
_TEXT_COVERAGE = 0.8


def gather_facts(
    tree: Tree,
    *,
    origin: str = "",
    branch: str = "",
    releases: Iterable[Release] = (),
    as_of: str = "",
) -> ProjectFacts:
    """Give all that the files, the address of the repository and its tags say."""
    statements: list[Statement] = []
    people: list[Person] = []
    for document in tree.documents_of(*_METADATA):
        if document.path.count("/") <= _DEEPEST_MANIFEST:
            said, named = stated_in(document.path, document.text)
            statements += said
            people += named
    readme = next(iter(proses(tree, "readme")), None)
    if readme is not None:
        statements += _with_name(statements, readme)
    statements += _licences(tree)
    statements += contact_statements(tree)
    statements += command_statements(tree)
    statements += setting_statements(tree)
    people += _listed(tree)
    if address := link(web_address(origin)):
        statements.append(Statement("repository", address, "", None, "origin", 0.97))
    if branch:
        statements.append(Statement("branch", branch, "", None, "history", 1.0))
    statements += _of_repository(statements)
    statements = _in_main_language(statements)
    return ProjectFacts(
        distinct(statements), tuple(people), tuple(releases), tuple(_kept(tree)), as_of
    )


def facts_of_file(name: str, text: str) -> ProjectFacts:
    """Gather the facts of one metadata file alone, for a conversion."""
    statements, people = stated_in(name, text)
    return ProjectFacts(distinct(statements), people)


def _same(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.rpartition("/")[2]).casefold()


def _with_name(known: list[Statement], readme: Prose) -> Iterator[Statement]:
    """The heading is how people write the name; it counts most where a manifest agrees.

    Links lead to many projects: only those of this one say something of it.
    """
    names = {_same(statement.value) for statement in known if statement.fact == "name"}
    own = own_of(known, [readme])
    for statement in readme_statements(readme):
        if statement.fact == "name" and _same(statement.value) in names:
            yield statement._replace(confidence=0.96)
        elif _is_of_this(statement, own, names):
            yield statement


def _is_of_this(statement: Statement, own: Own, names: set[str]) -> bool:
    if statement.fact == "repository":
        return _same(statement.value.rstrip("/")) in (names or own.names)
    if statement.fact == "help":
        return own.has(statement.value) or is_opaque(statement.value)
    return statement.fact != "documentation" or own.has(statement.value)


def _of_repository(statements: list[Statement]) -> list[Statement]:
    """What a repository's address tells: a name, and on well-known forges the list of issues."""
    stated = [statement for statement in statements if statement.fact == "repository"]
    best = max(stated, key=lambda statement: statement.confidence, default=None)
    if best is None:
        return []
    name = best.value.rstrip("/").rpartition("/")[2]
    found = [best._replace(fact="name", value=name, confidence=0.4)]
    if re.fullmatch(r"https://(?:github\.com|codeberg\.org)/[\w.-]+/[\w.-]+", best.value):
        found.append(best._replace(fact="issues", value=f"{best.value}/issues", confidence=0.4))
    elif best.value.startswith("https://gitlab."):
        found.append(best._replace(fact="issues", value=f"{best.value}/-/issues", confidence=0.4))
    return found


# Which languages a command is for, by its first word.
_COMMANDS = {
    "go": ("Go",), "cargo": ("Rust",), "npm": ("JavaScript", "TypeScript", "Vue"),
    "pnpm": ("JavaScript", "TypeScript", "Vue"), "yarn": ("JavaScript", "TypeScript", "Vue"),
    "bun": ("JavaScript", "TypeScript", "Vue"), "python": ("Python",), "uv": ("Python",),
    "poetry": ("Python",), "pdm": ("Python",), "pipenv": ("Python",), "pip": ("Python",),
    "pytest": ("Python",), "mvn": ("Java", "Kotlin"), "bundle": ("Ruby",), "gem": ("Ruby",),
    "composer": ("PHP",), "mix": ("Elixir",),
}  # fmt: skip
_IN_ANOTHER_LANGUAGE = 0.15


def _in_main_language(statements: list[Statement]) -> list[Statement]:
    """A command for another language than the main one is for a part of the project."""
    languages = [statement for statement in statements if statement.fact == "language"]
    main = max(languages, key=lambda language: language.confidence, default=None)
    found = []
    for statement in statements:
        word = statement.value.split(" ", 1)[0] if statement.fact in _BY_LANGUAGE else ""
        is_other = main is not None and word in _COMMANDS and main.value not in _COMMANDS[word]
        sure = (
            max(0.0, statement.confidence - _IN_ANOTHER_LANGUAGE)
            if is_other
            else statement.confidence
        )
        found.append(statement._replace(confidence=sure))
    return found


_BY_LANGUAGE = frozenset({"install", "prepare", "build", "test"})


def _licences(tree: Tree) -> Iterator[Statement]:
    """A licence text in the root, if it is the only one, is what the whole is under."""
    texts = {
        licence.spdx: licence
        for licence in tree.licences
        if licence.basis == "text"
        and licence.path.count("/") == 0
        and (licence.coverage or 0) >= _TEXT_COVERAGE
    }
    if len(texts) == 1:
        for spdx, licence in texts.items():
            if licence_ids(spdx):
                yield Statement("licence", spdx, licence.path, None, "files", 0.8)
    declared = sorted(
        {
            licence.spdx
            for licence in tree.licences
            if licence.basis == "manifest" and "/" not in licence.path
        }
    )
    if len(declared) == 1 and licence_ids(declared[0]):
        path = next(licence.path for licence in tree.licences if licence.spdx == declared[0])
        yield Statement("licence", declared[0], path, None, "manifest", 0.7)


_ADDRESS = re.compile(r"https?://\S{1,300}")
_NAME = re.compile(r"[^\W\d_][\w.'\u2019-]*(?: [^\W\d_][\w.'\u2019-]*){1,4}")


def _listed(tree: Tree) -> Iterator[Person]:
    """People in files that are made to name them: AUTHORS and MAINTAINERS."""
    roles: tuple[tuple[str, Role], ...] = (("maintainers", "maintainer"), ("authors", "author"))
    for kind, role in roles:
        for prose in proses(tree, kind)[:1]:
            for line in entries(prose.lines)[:100]:
                text = _ADDRESS.sub("", line.text.strip().lstrip("-*+•|"))
                words = words_of(text.strip())
                match = _NAME.match(words)
                if match:
                    person = person_named(match[0])
                    yield person._replace(
                        role=role, path=prose.path, line=line.number, confidence=0.6
                    )


def _kept(tree: Tree) -> Iterator[Kept]:
    counts: dict[str, int] = {}
    for document in sorted(tree.documents, key=_nearness):
        counts[document.kind] = counts.get(document.kind, 0) + 1
        if counts[document.kind] <= _MOST_PER_KIND:
            yield Kept(document.kind, document.path, document.text, document.is_truncated)


def _nearness(document: Document) -> tuple[int, int, str]:
    return document.path.count("/"), len(document.path), document.path
