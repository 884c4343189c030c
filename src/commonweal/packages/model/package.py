# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a package file gives, and what a reader of such files is."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import msgspec

from commonweal.core.message import Number, message

# More than any real project has; a file with more is made to fill a memory.
PACKAGES_LIMIT = 200_000
_Found = TypeVar("_Found")


class PackagesRefused(Exception):
    """The file is none of its format, or none that is safe; line from 1, 0 where unknown."""

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(what)
        self.what, self.line = what, line


def bounded(found: Iterable[_Found]) -> Iterator[_Found]:
    """Refuse a file that holds more than any real one; before all of it is in memory."""
    for count, entry in enumerate(found, 1):
        if count > PACKAGES_LIMIT:
            raise PackagesRefused(
                message(
                    "the file names more than %(limit)s packages",
                    limit=Number(PACKAGES_LIMIT),
                )
            )
        yield entry


class Package(msgspec.Struct, frozen=True):
    """One package as a file names it; `type` is that of package URLs.

    Empty text means that the file does not tell, line 0 that no line is known.
    No groups means that the package is needed at run time. `is_direct` tells whether the
    project itself asks for the package, None where the file does not tell.

    `requires` are the packages of the same file and type that this one needs itself:
    `whole_name@version` where the file says which version, else the whole name alone.
    `full_name` is set where `name` is only a part of the name (bills of materials may
    have the namespace elsewhere). `is_own` marks parts of the project itself: the root
    of a bill of materials, members of a workspace, folders beside the file. `is_demand`
    marks a version that some package asks for, where the file locks another one. `licence` is
    what the file says of it. `is_unlisted` marks a component of a bill of materials that neither a
    CPE nor a package URL of a known type names: `check` lists what its peers list.
    `is_for_development` marks what the file says is needed for development alone, whatever
    other groups it is in: a tool may do without it on some platforms.
    """

    type: str
    name: str
    version: str = ""
    commit: str = ""
    line: int = 0
    groups: tuple[str, ...] = ()
    is_direct: bool | None = None
    requires: tuple[str, ...] = ()
    full_name: str = ""
    is_own: bool = False
    is_demand: bool = False
    licence: str = ""
    is_unlisted: bool = False
    is_for_development: bool = False

    @property
    def whole_name(self) -> str:
        """The name as its ecosystem writes it, with its namespace."""
        return self.full_name or self.name

    @property
    def label(self) -> str:
        """How `requires` name this package where the file says which version."""
        return f"{self.whole_name}@{self.version}" if self.version else self.whole_name


class Reader(msgspec.Struct, frozen=True):
    """Reads files of one format; a name or an ending tells them, beside what they must hold.

    `read` is given the file's name, without folders, and its content; it raises
    nothing but `PackagesRefused`. `is_lock` tells that the file locks packages or takes stock
    of them, other than a manifest, which asks for them. `tells_scope` tells that the format
    marks what is needed for development alone, so that its graph need not be walked.
    """

    format: str
    read: Callable[[str, bytes], Iterable[Package]]
    names: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    name_holds: str = ""
    start_holds: bytes = b""
    is_lock: bool = False
    tells_scope: bool = False

    def recognises(self, name: str, start: bytes) -> bool:
        """Tell whether a file of this name and start is of the format."""
        return self.is_named(name) and self.start_holds in start

    def is_named(self, name: str) -> bool:
        """Tell whether a file of this name may be of the format."""
        is_named = name in self.names or name.endswith(self.endings)
        return is_named and self.name_holds in name
