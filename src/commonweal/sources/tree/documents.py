# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which files are read as documents, told by their path; the lists are `documents.toml`."""

import functools
import re
from importlib import resources

import msgspec

from commonweal.formats.licence.names import is_licence_name
from commonweal.sources.tree.kinds import is_test, is_vendored
from commonweal.sources.tree.languages import endings


class DocumentKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How files of one kind are recognised; see the comments in `documents.toml`."""

    stems: frozenset[str] = frozenset()
    stem_prefixes: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    suffixes: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    endings: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()
    holds: tuple[str, ...] = ()
    below: frozenset[str] = frozenset()
    deep_stems: frozenset[str] = frozenset()
    folder_stems: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()


# Where a community puts its prose.
_COMMUNITY = frozenset(
    {
        "", ".github", ".gitlab", ".gitea", ".forgejo", ".well-known", "docs", "doc",
        "documentation", "community", "project", "meta", "legal", ".reuse", "policies", "policy",
        "docs/community", "docs/project", "docs/policies", "docs/contributing", "docs/source",
        "docs/legal", "doc/legal",
    }
)  # fmt: skip
_PROSE = frozenset(
    {
        "", "md", "markdown", "mdown", "mkd", "mdx", "rst", "rest", "txt", "text", "adoc",
        "asciidoc", "asc", "org", "html", "htm", "textile", "rdoc", "pod", "tex", "rtf", "yml",
        "yaml", "toml", "json", "cff", "bib", "creole", "wiki", "mediawiki", "apache", "mit", "bsd",
        "gpl", "lgpl", "agpl", "apache2", "gpl2", "gpl3", "lesser", "lib", "gplv2", "gplv3", "cc0",
        "dual", "commercial", "docs", "code", "3", "2", "1", "0",
    }
)  # fmt: skip
# README_zh-CN.md, README.fr.md, LICENSE-MIT: a language or a licence after the name.
_LANGUAGE_PART = re.compile(r"[._-](?:[a-z]{2,3}(?:[._-][a-z]{2,4})?)$")


@functools.cache
def document_kinds() -> dict[str, DocumentKind]:
    """Read the lists, once."""
    content = resources.files(__package__).joinpath("documents.toml").read_bytes()
    return msgspec.toml.decode(content, type=dict[str, DocumentKind])


@functools.cache
def _names(field: str) -> dict[str, str]:
    return {key: kind for kind, rules in document_kinds().items() for key in getattr(rules, field)}


@functools.cache
def _first_parts() -> frozenset[str]:
    return frozenset(
        prefix.partition("/")[0] for rules in document_kinds().values() for prefix in rules.prefixes
    )


def document_kind(path: str, *, is_foreign: bool | None = None) -> str | None:
    """Give the kind of document at a path; None for files whose text is not kept.

    Where it is not told whether other people's code is there, the names of its folders say it.
    """
    lower = path.casefold()
    if found := _names("paths").get(lower):
        return found
    folder, _, name = lower.rpartition("/")
    kind = _by_prefix(lower) or _anywhere(name)
    if kind is None and folder in _COMMUNITY:
        kind = _prose(name)
    if kind is None and folder in _docs_folders():
        kind = _docs_index(name)
    if kind is None:
        kind = _below(folder, name)
    if kind == "reuse":
        return kind  # it speaks for all files below it, whosever they are
    if kind is None or (kind not in ("ci", "licence") and is_test(lower)):
        return None
    return None if (is_vendored(lower) if is_foreign is None else is_foreign) else kind


def is_folder_licence(path: str) -> bool:
    """Tell the licence text of a folder somewhere below, which says nothing of the whole."""
    lower = path.casefold()
    folder, _, name = lower.rpartition("/")
    return (
        bool(folder)
        and is_licence_name(name)
        and document_kind(path, is_foreign=False) is None
        and not is_test(lower)
    )


def _by_prefix(path: str) -> str | None:
    if path.partition("/")[0] not in _first_parts():
        return None
    ending = path.rpartition("/")[2].rpartition(".")[2] if "." in path else ""
    for kind, rules in document_kinds().items():
        if rules.prefixes and path.startswith(rules.prefixes):
            return kind if not rules.endings or ending in rules.endings else None
    return None


def _anywhere(name: str) -> str | None:
    if found := _names("names").get(name):
        return found
    return (
        next((found for tail in endings(name) if (found := _dotted().get(tail))), None)
        or next((kind for tail, kind in _undotted().items() if name.endswith(tail)), None)
        or _holding(name)
    )


# Code and prose about what such a file holds.
_ABOUT = frozenset(
    {
        "c", "cc", "cpp", "cs", "go", "h", "html", "java", "js", "json", "jsx", "kt", "md", "mjs",
        "php", "png", "py", "pyc", "rb", "rs", "rst", "svg", "swift", "ts", "tsx", "yaml", "yml",
    }
)  # fmt: skip


def _holding(name: str) -> str | None:
    found = next((kind for part, kind in _names("holds").items() if part in name), None)
    return found if found and name.rpartition(".")[2] not in _ABOUT else None


@functools.cache
def _dotted() -> dict[str, str]:
    suffixes = _names("suffixes")
    return {tail[1:]: kind for tail, kind in suffixes.items() if tail.startswith(".")}


@functools.cache
def _undotted() -> dict[str, str]:
    return {tail: kind for tail, kind in _names("suffixes").items() if not tail.startswith(".")}


@functools.cache
def _docs_folders() -> frozenset[str]:
    return frozenset(_names("folders"))


def _stem(name: str) -> str | None:
    """Cut the ending off; None where the ending is no prose."""
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem:
        return name
    return stem if ending in _PROSE else None


def _prose(name: str) -> str | None:
    stem = _stem(name)
    if stem is None:
        return None
    stems = _names("stems")
    bare = _LANGUAGE_PART.sub("", stem)
    if found := stems.get(stem) or stems.get(bare) or stems.get(stem.replace(" ", "_")):
        return found
    rules = document_kinds()["licence"]
    return "licence" if stem.startswith(rules.stem_prefixes) else None


def _docs_index(name: str) -> str | None:
    stem = _stem(name)
    if stem is None:
        return None
    return _names("folder_stems").get(_LANGUAGE_PART.sub("", stem))


_DOCUMENTATION = frozenset({"docs", "doc", "documentation"})
_READ_BELOW = frozenset({"md", "markdown", "rst", "txt", "adoc"})


def _below(folder: str, name: str) -> str | None:
    """Tell prose further down by its folder, or in documentation by its name."""
    stem, _, ending = name.rpartition(".")
    if ending not in _READ_BELOW or is_licence_name(name):
        return None
    if found := _names("below").get(folder):
        return found
    if folder.partition("/")[0] in _DOCUMENTATION:
        return _names("deep_stems").get(stem)
    return None
