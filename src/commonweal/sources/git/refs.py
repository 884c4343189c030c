# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Refs read straight from a git directory's files, without running git there."""

import hashlib
import os
import re
from pathlib import Path

import msgspec

from commonweal.core.message import message
from commonweal.core.problem import Problem
from commonweal.core.text import path_text
from commonweal.sources.git.quarantine import SourceRepository, is_object_id, read_small

MAX_REFS = 200_000
PACKED_BYTES = 64 << 20
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
    """Read HEAD, branches and tags; stops after 200,000 refs and says so in `is_cut`."""
    packed = _packed(source.git_dir / "packed-refs", wanted=_head_name(source.git_dir))
    loose = _loose(source.git_dir, MAX_REFS)
    everything = {**packed, **loose}
    is_cut = len(packed) > MAX_REFS or len(loose) >= MAX_REFS
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


def _packed(path: Path, *, wanted: str) -> dict[str, str]:
    """At most 200,000 refs, and beyond them the one `wanted`, as far as 64 MiB hold it."""
    found: dict[str, str] = {}
    if path.is_symlink() or not path.is_file():
        return found
    with path.open("rb") as file:
        while file.tell() < PACKED_BYTES and (line := file.readline(LINE_BYTES)):
            value, _, raw = line.rstrip(b"\n").partition(b" ")
            if raw.startswith(b"refs/") and (len(found) <= MAX_REFS or path_text(raw) == wanted):
                found[path_text(raw)] = value.decode("ascii", "replace")
    return found


def _loose(git_dir: Path, budget: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in ("heads", "tags", "remotes/origin", *_OTHERS):
        for folder, _, files in os.walk(git_dir / "refs" / part, followlinks=False):
            for name in files:
                path = Path(folder) / name
                if len(found) >= budget:
                    return found
                if not path.is_symlink() and path.is_file():
                    relative = os.fsencode(path.relative_to(git_dir))
                    found[path_text(relative)] = _first_line(path)
    return found


def _first_line(path: Path) -> str:
    with path.open("rb") as file:
        return file.readline(LINE_BYTES).decode("utf-8", "replace").strip()


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
