# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Parse a mailmap and look up names and addresses in it.

Follows git's mailmap.c: a later line wins, letters A to Z match in either
case, nothing is looked up twice, and a line that git cannot read is no error.
"""

from collections.abc import Iterator
from typing import NamedTuple

from commonweal.core.text import text_of_bytes

SIZE_LIMIT = 1024 * 1024
LINE_LIMIT = 100_000
_LOWER = str.maketrans({code: code + 32 for code in range(ord("A"), ord("Z") + 1)})
# What isspace(3) calls a space in the C locale.
_SPACES = " \t\n\v\f\r"


class Identity(NamedTuple):
    """A name and an address."""

    name: str
    email: str


class _Replacement(NamedTuple):
    name: str | None
    email: str | None


class _Address:
    """What a mailmap says of one commit address: of all its names, and of single ones."""

    __slots__ = ("any_name", "names")

    def __init__(self) -> None:
        self.any_name = _Replacement(None, None)
        self.names: dict[str, _Replacement] = {}


class Mailmap:
    """A mailmap that was read; `is_complete` is False where a limit cut it off."""

    def __init__(self, addresses: dict[str, _Address], *, is_complete: bool) -> None:
        self._addresses = addresses
        self.is_complete = is_complete

    def __iter__(self) -> Iterator[str]:
        """Give the commit addresses it speaks of, as `folded` writes them."""
        return iter(self._addresses)

    def is_shared(self, email: str) -> bool:
        """Tell whether single names at an address are told apart: it is not one person's own."""
        address = self._addresses.get(folded(email))
        return address is not None and bool(address.names)

    def resolve(self, name: str, email: str) -> Identity:
        """Give the proper name and address; the same ones where nothing is said."""
        address = self._addresses.get(folded(email))
        if address is None:
            return Identity(name, email)
        found = address.names.get(folded(name)) or address.any_name
        return Identity(
            name if found.name is None else found.name,
            email if found.email is None else found.email,
        )


def folded(text: str) -> str:
    """Write A to Z small, and leave every other letter alone, as git compares."""
    return text.translate(_LOWER)


def read_mailmap(content: bytes) -> Mailmap:
    """Read a mailmap; wrong lines are passed over, as git does, and limits end the reading."""
    # Git sees a C string, which ends at the first NUL.
    lines = content[:SIZE_LIMIT].split(b"\0", 1)[0].split(b"\n", LINE_LIMIT)
    is_complete = len(content) <= SIZE_LIMIT and len(lines) <= LINE_LIMIT
    addresses: dict[str, _Address] = {}
    for line in lines[:LINE_LIMIT]:
        if not line.startswith(b"#"):
            _read_line(text_of_bytes(line), addresses)
    return Mailmap(addresses, is_complete=is_complete)


def _read_line(line: str, addresses: dict[str, _Address]) -> None:
    first = _name_and_email(line)
    if first is None or not first[1]:
        return
    name, email, rest = first
    second = _name_and_email(rest)
    if second is None:
        _address(addresses, email).any_name = _merged(
            _address(addresses, email).any_name, _Replacement(name, None)
        )
        return
    old_name, old_email, _ = second
    address = _address(addresses, old_email)
    if old_name is None:
        address.any_name = _merged(address.any_name, _Replacement(name, email))
    else:
        address.names[folded(old_name)] = _Replacement(name, email)


def _address(addresses: dict[str, _Address], email: str) -> _Address:
    return addresses.setdefault(folded(email), _Address())


def _merged(old: _Replacement, new: _Replacement) -> _Replacement:
    return _Replacement(
        old.name if new.name is None else new.name, old.email if new.email is None else new.email
    )


def _name_and_email(text: str) -> tuple[str | None, str, str] | None:
    """Take `Name <address>` from the start; a missing name is None."""
    name, opening, behind = text.partition("<")
    email, closing, rest = behind.partition(">")
    if not opening or not closing:
        return None
    return name.strip(_SPACES) or None, email, rest
