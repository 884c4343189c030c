# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The lists of `rules.toml`: libraries, folders, and what programs write on top of files."""

import functools
from importlib import resources

import msgspec


class Folders(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of folders of other people's code, and files that mark one."""

    sure: frozenset[str]
    at_root: frozenset[str]
    likely: frozenset[str]
    managed: frozenset[str]
    built: frozenset[str]


class Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a program at the head of what it wrote; see the comments in `rules.toml`."""

    holds: tuple[str, ...]
    beside: tuple[str, ...] = msgspec.field(default=(), name="with")
    endings: frozenset[str] = frozenset()
    in_code: bool = False


class Copy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Files that are often copied: how their path ends, and whom their head names."""

    names: tuple[str, ...]
    holds: tuple[str, ...]


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in small letters, see the comments in `rules.toml`."""

    served: frozenset[str]
    libraries: frozenset[str]
    words: frozenset[str]
    builds: frozenset[str]
    folders: Folders
    written: tuple[Written, ...]
    copies: tuple[Copy, ...] = msgspec.field(name="copy")


@functools.cache
def rules() -> Rules:
    """Read the lists, once."""
    content = resources.files(__package__).joinpath("rules.toml").read_bytes()
    return msgspec.toml.decode(content, type=Rules)


@functools.cache
def copies_by_name() -> dict[str, tuple[Copy, ...]]:
    """Files that are often copied, by the last part of their path."""
    found: dict[str, tuple[Copy, ...]] = {}
    for copy in rules().copies:
        for name in copy.names:
            last = name.rpartition("/")[2]
            found[last] = (*found.get(last, ()), copy)
    return found
