# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a file says that a repository needs, and what the repository provides."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, get_args

import msgspec

# When a package is needed; a locked package that several want has the first that fits.
Scope = Literal["runtime", "optional", "development", "build", "ci", "container", "submodule"]
SCOPES: tuple[Scope, ...] = (
    "runtime", "optional", "development", "build", "ci", "container", "submodule",
)  # fmt: skip

# What manifests say of a project; `program` and `module` are what it offers to run and to import,
# `tool` and `build` what its settings are for, `extra` a group of needs to choose, `script` a
# command that the manifest names.
Field = Literal[
    "name", "version", "description", "about", "keyword", "licence", "repository", "homepage",
    "documentation", "issues", "changes", "funding", "help", "requires", "organisation",
    "released", "author", "maintainer", "classifier", "program", "module", "script", "extra",
    "build", "tool",
]  # fmt: skip
FIELDS: tuple[Field, ...] = get_args(Field)


class Need(msgspec.Struct, frozen=True):
    """A package that a file names as needed.

    `purl` is a package URL without version, qualifiers and subpath, as `purl_of` makes it.
    `version` is one exact version, `requirement` is what a manifest accepts, as written there;
    either may be empty. `requires` are the packages that this one needs itself, as far as
    the file tells: package URLs, each with `@version` where the file says which.
    Line 0 means that no line is known. `licence` is what the file says, as written there.
    `inherits` is the key under which another file of the project says what is meant.
    """

    purl: str
    name: str
    version: str = ""
    requirement: str = ""
    commit: str = ""
    line: int = 0
    scope: Scope = "runtime"
    is_direct: bool | None = None
    requires: tuple[str, ...] = ()
    licence: str = ""
    inherits: str = ""


class Provision(msgspec.Struct, frozen=True):
    """A package that others can name to get this repository's work.

    `purl` is empty where the manifest computes the name, or where the ecosystem has no names
    of its own. `home` is the repository that the manifest says it comes from, by
    `repository_purl`: where that is another one, the manifest came here with a copy.
    """

    purl: str
    name: str
    version: str = ""
    line: int = 0
    home: str = ""


class Stated(msgspec.Struct, frozen=True):
    """A field of a project's metadata, as a manifest writes it; people may be tables."""

    field: Field
    value: str | Mapping[str, Any]
    line: int = 0


class Managed(msgspec.Struct, frozen=True):
    """What files below are told of a package: by a key, which package, which versions, for what."""

    key: str
    purl: str
    name: str = ""
    requirement: str = ""
    scope: Scope | None = None


LinkKind = Literal["parent", "include", "constraint", "member"]


class Link(msgspec.Struct, frozen=True):
    """Another file of the project that a manifest takes something from.

    `path` is relative to the manifest's folder; `purl` and `name` tell the project where the
    manifest names that too. A link that `is_required` is missed where there is no such file.
    """

    kind: LinkKind
    path: str = ""
    purl: str = ""
    line: int = 0
    is_required: bool = False
    name: str = ""


class Manifest(msgspec.Struct, frozen=True):
    """What a manifest says. Without an ecosystem it is none: its settings are for tools alone.

    `lists_at` is the line of a list of needs that is computed, so that its entries are not
    known. `locks` are the names of files that would settle the versions of what it needs, and
    `wants_lock` tells that one of them should be there. `values` are names with what they
    stand for, `managed` what is said of packages, both also for the files that link here.
    """

    needs: tuple[Need, ...] = ()
    provides: tuple[Provision, ...] = ()
    stated: tuple[Stated, ...] = ()
    ecosystem: str = ""
    lists_at: int = 0
    locks: tuple[str, ...] = ()
    wants_lock: bool = False
    values: tuple[tuple[str, str], ...] = ()
    managed: tuple[Managed, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def dependencies(self) -> tuple[Need, ...]:
        """What the software itself needs, also to be tested: without what only builds it."""
        return tuple(
            need for need in self.needs if need.scope in _OF_PROJECT and not _is_language(need)
        )

    @property
    def listed_at(self) -> int:
        """The line where needs are listed first; 0 where none are."""
        lines = (need.line or 1 for need in self.dependencies)
        return min(filter(None, (next(lines, 0), self.lists_at)), default=0)

    @property
    def package(self) -> Provision | None:
        """The package that it makes; None where it makes none that others can install."""
        return next(iter(self.provides), None)

    def texts(self, *fields: Field) -> tuple[str, ...]:
        """What is stated in some fields, where it is text."""
        return tuple(
            stated.value
            for stated in self.stated
            if stated.field in fields and isinstance(stated.value, str)
        )


_OF_PROJECT: frozenset[Scope] = frozenset({"runtime", "optional", "development"})


def _is_language(need: Need) -> bool:
    return need.purl == "pkg:golang/stdlib"


class ManifestReader(msgspec.Struct, frozen=True):
    """Reads manifests of one format; its path tells them, in small letters.

    `read` is given the path as it is and the text; it raises nothing but `PackagesRefused`.
    `locks` are the files, in small letters, that lock what such a manifest asks for.
    """

    format: str
    read: Callable[[str, str], Manifest]
    names: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    is_named: Callable[[str], bool] = lambda _: False
    ecosystem: str = ""
    locks: tuple[str, ...] = ()
    wants_lock: bool = False

    def recognises(self, path: str) -> bool:
        """Tell whether a file at this path is of the format."""
        lower = path.casefold()
        name = lower.rpartition("/")[2]
        return name in self.names or name.endswith(self.endings) or self.is_named(lower)


def merged(manifests: Iterable[Manifest]) -> Manifest:
    """Several parts of one manifest as one."""
    parts = tuple(manifests)
    return Manifest(
        needs=tuple(need for part in parts for need in part.needs),
        provides=tuple(provide for part in parts for provide in part.provides),
        stated=tuple(stated for part in parts for stated in part.stated),
        ecosystem=next((part.ecosystem for part in parts if part.ecosystem), ""),
        lists_at=next((part.lists_at for part in parts if part.lists_at), 0),
        locks=tuple(dict.fromkeys(lock for part in parts for lock in part.locks)),
        wants_lock=any(part.wants_lock for part in parts),
        values=tuple(value for part in parts for value in part.values),
        managed=tuple(managed for part in parts for managed in part.managed),
        links=tuple(link for part in parts for link in part.links),
    )
