# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Refs read straight from a git directory's files, without running git there."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

import msgspec

from commonweal.core.message import message
from commonweal.core.problem import Problem
from commonweal.core.text import path_text
from commonweal.sources.git.quarantine import SourceRepository, is_object_id, read_small

# So many refs are read, and so many bytes of them; and of one line.
MAX_REFS = 200_000
REF_BYTES = 64 << 20
LINE_BYTES = 8192
MAX_OTHERS = 500
_USUAL = ("refs/heads/", "refs/tags/", "refs/remotes/")
# Of pull requests, merge requests and changes, as forges call them.
_OTHERS = ("pull", "merge-requests", "changes")
_NUMBER = re.compile(r"\d{1,12}")
SYMREF_DEPTH = 5


class NoCommits(Problem):
    """A repository's HEAD leads to no commit."""


class Refs(msgspec.Struct, frozen=True):
    """HEAD's branch and commit, and branch and tag tips by short name, hexadecimal.

    `others` are tips of other refs, as mirrors have them of pull requests: at most 500, of the
    highest numbers.
    """

    head_ref: str
    head: str
    branches: dict[str, str]
    tags: dict[str, str]
    is_cut: bool
    others: tuple[str, ...] = ()

    def digest(self, *more: str) -> str:
        """SHA-256 over everything read, so that equal digests mean nothing new."""
        content = msgspec.json.encode((self, more), order="sorted")
        return hashlib.sha256(content).hexdigest()


def read_refs(source: SourceRepository) -> Refs:
    """Read HEAD, branches and tags; stops after 200,000 refs or 64 MiB, and says so in `is_cut`."""
    wanted = _head_name(source.git_dir)
    packed, is_packed_cut = _packed(source.git_dir / "packed-refs", wanted)
    loose, is_loose_cut = _loose(source.git_dir, wanted)
    everything = {**packed, **loose}
    is_cut = is_packed_cut or is_loose_cut
    head_ref, head = _head(source.git_dir, everything)
    return Refs(
        head_ref=head_ref,
        head=head,
        branches=_below(everything, "refs/heads/") or _below(everything, "refs/remotes/origin/"),
        tags=_below(everything, "refs/tags/"),
        is_cut=is_cut,
        others=_others(everything),
    )


def _others(refs: dict[str, str]) -> tuple[str, ...]:
    """Tips of refs that are neither branch nor tag, those with the highest numbers first."""
    names = sorted(
        (name for name in refs if not name.startswith(_USUAL) and is_object_id(refs[name])),
        key=lambda name: (max(map(int, _NUMBER.findall(name)), default=0), name),
        reverse=True,
    )
    return tuple(sorted({refs[name] for name in names[:MAX_OTHERS]}))


def _below(refs: dict[str, str], prefix: str) -> dict[str, str]:
    found = (
        (name.removeprefix(prefix), value)
        for name, value in sorted(refs.items())
        if name.startswith(prefix) and is_object_id(value)
    )
    return {name: value for name, value in found if name != "HEAD"}


def _head_name(git_dir: Path) -> str:
    return read_small(git_dir / "HEAD").strip().removeprefix("ref: ")


def _packed(path: Path, wanted: str) -> tuple[dict[str, str], bool]:
    """At most 200,000 refs, and beyond them the one `wanted`, as far as 64 MiB hold it.

    Also tells whether any were left out.
    """
    found: dict[str, str] = {}
    is_cut = False
    if path.is_symlink() or not path.is_file():
        return found, is_cut
    with path.open("rb") as file:
        while line := file.readline(LINE_BYTES):
            if file.tell() > REF_BYTES:
                return found, True
            value, _, raw = line.rstrip(b"\n").partition(b" ")
            if not raw.startswith(b"refs/"):
                continue
            if len(found) < MAX_REFS or path_text(raw) == wanted:
                found[path_text(raw)] = value.decode("ascii", "replace")
            else:
                is_cut = True
    return found, is_cut


def _loose(git_dir: Path, wanted: str) -> tuple[dict[str, str], bool]:
    """At most 200,000 refs, and 64 MiB of what names them and of what is in their files.

    The one `wanted` comes first. Also tells whether any were left out.
    """
    found: dict[str, str] = {}
    size = 0
    first = git_dir / wanted
    is_there = first.is_file() and first.resolve().is_relative_to(git_dir / "refs")
    for file in chain([str(first)] if is_there else [], _files(git_dir)):
        name = os.fsencode(file.removeprefix(f"{git_dir}/"))
        if len(found) >= MAX_REFS or size > REF_BYTES:
            return found, True
        value = _first_line(file)
        found[path_text(name)] = value
        size += len(name) + len(value)
    return found, False


def _files(git_dir: Path) -> Iterator[str]:
    """Give the files of refs, branches first; links are not followed out of the git directory."""
    order = (*_OTHERS, "remotes/origin", "tags", "heads")
    parts = (git_dir / "refs" / part for part in order)
    waiting = [str(part) for part in parts if part.resolve().is_relative_to(git_dir)]
    while waiting:
        # A folder may be gone by now, or lie deeper than a path can say.
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False):
                    yield entry.path
                elif entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)


def _first_line(path: str) -> str:
    # pathlib takes long for hundreds of thousands of files.
    with suppress(OSError), open(path, "rb") as file:  # noqa: PTH123
        return file.readline(LINE_BYTES).decode("utf-8", "replace").strip()
    return ""


def _head(git_dir: Path, refs: dict[str, str]) -> tuple[str, str]:
    """Follow HEAD, symbolic or not, to an object id."""
    value, name = read_small(git_dir / "HEAD").strip(), ""
    for _ in range(SYMREF_DEPTH):
        if is_object_id(value):
            return name.removeprefix("refs/heads/"), value
        if not value.startswith("ref: refs/"):
            break
        name = value.removeprefix("ref: ")
        value = refs.get(name, "")
    raise NoCommits(
        message("HEAD leads to no commit: the repository is empty or its default branch is gone"),
        fix=message("Check out or set a default branch that exists."),
        where=str(git_dir / "HEAD"),
    )
