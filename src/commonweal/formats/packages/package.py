# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a package file gives, and what a reader of such files is."""

from collections.abc import Callable, Iterable

import msgspec


class PackagesRefused(Exception):
    """The file is none of its format, or none that is safe; line from 1, 0 where unknown."""

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(what)
        self.what, self.line = what, line


class Package(msgspec.Struct, frozen=True):
    """One package as a file names it; `type` is that of package URLs.

    Empty text means that the file does not tell, line 0 that no line is known.
    No groups means that the package is needed at run time.
    """

    type: str
    name: str
    version: str = ""
    commit: str = ""
    line: int = 0
    groups: tuple[str, ...] = ()
    is_direct: bool | None = None


class Reader(msgspec.Struct, frozen=True):
    """Reads files of one format; a name or an ending tells them, beside what they must hold.

    `read` is given the file's name, without folders, and its content; it raises
    nothing but `PackagesRefused`.
    """

    format: str
    read: Callable[[str, bytes], Iterable[Package]]
    names: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    name_holds: str = ""
    start_holds: bytes = b""

    def recognises(self, name: str, start: bytes) -> bool:
        """Tell whether a file of this name and start is of the format."""
        is_named = name in self.names or name.endswith(self.endings)
        return is_named and self.name_holds in name and self.start_holds in start
