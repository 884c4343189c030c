# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Tags and branches as rows: dates from the objects themselves, versions from the names."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from commonweal.core.clock import latest_believable
from commonweal.core.ids import RepositoryId
from commonweal.core.text import text_of_bytes
from commonweal.evidence.rows import BranchRow, NewestRefRow, TagRow
from commonweal.formats.signature import Signature, read_signature, signed_parts
from commonweal.sources.git.commits import DATE_LIMIT, Moment, moment, parse_commit
from commonweal.sources.git.process import running, skip
from commonweal.sources.git.quarantine import Quarantine, is_object_id
from commonweal.sources.git.refs import Refs

NESTED = 5
# An id of either kind is shorter.
NAMED = 100
# A larger tag is not opened. Nobody writes more than the second number says; what all tags
# together may have beyond it before the rest is left out is the third.
TAG_BYTES = 4 << 20
USUAL_BYTES = 64 << 10
UNUSUAL_BYTES = 256 << 20
# "v1.2.3", "release-2.0", "datasette/0.64.1", "r1.2", "2024.05", "1.0.0-rc.1"
_VERSION = re.compile(
    r"^(?:.{0,80}?[/@_-])?(?:v|ver|version|r|rel|release)?[._-]?"
    r"(\d{1,9}+(?:[._-]\d{1,9}+){1,4}(?:[._+-]?[0-9A-Za-z]{1,20}+){0,4})$",
    re.IGNORECASE,
)
_PRERELEASE = re.compile(
    r"(?<![a-z])(?:a|alpha|b|beta|c|rc|cr|dev|pre|prerel|prerelease|preview|snapshot|nightly|m|milestone|canary)"
    r"(?:[._-]?\d+)*(?![a-z])",
    re.IGNORECASE,
)


def version_of(tag: str) -> str | None:
    """The version number that a tag's name spells, or None."""
    match = _VERSION.match(tag[:200])
    return match[1] if match else None


def is_prerelease(version: str) -> bool:
    """Whether a version says that it is not final."""
    return bool(_PRERELEASE.search(version))


class _Target(NamedTuple):
    """What a ref's object turned out to be; of the object itself nothing is kept.

    `named` is the object that a tag names, `when` the moment of a commit or a tag.
    """

    kind: bytes
    named: str = ""
    when: Moment | None = None
    signature: Signature | None = None


class TagRows(NamedTuple):
    """Rows, and how many tags and branches name objects too large to be opened."""

    rows: list[TagRow]
    too_large: int


def tag_rows(
    view: Quarantine, refs: Refs, *, repository_id: RepositoryId, now: datetime
) -> TagRows:
    """One row per tag, in order of names."""
    objects, too_large = _read(view, refs.tags.values(), latest_believable(now))
    rows = []
    for name, tip in sorted(refs.tags.items()):
        target = objects.get(tip)
        commit_id, commit = _peel(tip, objects)
        when = (target and target.when) or (commit and commit.when)
        version, signature = version_of(name), target.signature if target else None
        rows.append(
            TagRow(
                repository_id,
                name,
                commit_id or None,
                when.at if when else None,
                target is not None and target.kind == b"tag",
                signature.kind if signature else None,
                signature.is_verified if signature else None,
                (signature.key or None) if signature else None,
                version,
                is_prerelease(version) if version else False,
            )
        )
    return TagRows(rows, too_large)


def _target(object_id: str, kind: bytes, content: bytes, latest: datetime) -> _Target:
    if kind == b"commit":
        return _Target(kind, when=parse_commit(object_id, content, latest).committed)
    # A signature stands at the end, over all bytes before it.
    parts = signed_parts(content)
    _, is_closed, when = _field(content, b"tagger").rpartition(b">")
    return _Target(
        kind,
        text_of_bytes(_field(content, b"object")[:NAMED]),
        moment(when[:DATE_LIMIT], latest) if is_closed else None,
        read_signature(*parts) if parts else None,
    )


def _field(content: bytes, name: bytes) -> bytes:
    for line in content.partition(b"\n\n")[0].split(b"\n"):
        field, _, value = line.partition(b" ")
        if field == name:
            return value
    return b""


def newest_ref_rows(
    view: Quarantine, refs: Refs, *, repository_id: RepositoryId, now: datetime
) -> list[NewestRefRow]:
    """The date of the newest commit of the refs beside branches and tags, if there is one."""
    if not refs.others:
        return []
    objects, _ = _read(view, refs.others, latest_believable(now))
    days = [
        target.when.at for target in objects.values() if target.kind == b"commit" and target.when
    ]
    return [NewestRefRow(repository_id, max(days))] if days else []


def branch_rows(
    view: Quarantine,
    refs: Refs,
    *,
    repository_id: RepositoryId,
    reached: Iterable[str],
    now: datetime,
) -> list[BranchRow]:
    """One row per branch; `reached` are the ids of HEAD's commits."""
    objects, _ = _read(view, refs.branches.values(), latest_believable(now))
    merged = frozenset(reached)
    rows = []
    for name, tip in sorted(refs.branches.items()):
        target = objects.get(tip)
        when = target.when if target and target.kind == b"commit" else None
        is_default = name == refs.head_ref
        rows.append(
            BranchRow(
                repository_id, name, tip, when.at if when else None, is_default, tip in merged
            )
        )
    return rows


def _read(
    view: Quarantine, object_ids: Iterable[str], latest: datetime
) -> tuple[dict[str, _Target], int]:
    """Objects by id, tags followed to what they name; also how many are too large."""
    found: dict[str, _Target] = {}
    wanted, seen, too_large = set(object_ids), set[str](), 0
    for _ in range(NESTED):
        seen |= wanted
        too_large += _contents(view, sorted(wanted), latest, found)
        named = {target.named for target in found.values() if target.kind == b"tag"}
        wanted = {object_id for object_id in named if is_object_id(object_id)} - seen
        if not wanted:
            break
    return found, too_large


def _contents(
    view: Quarantine, object_ids: list[str], latest: datetime, found: dict[str, _Target]
) -> int:
    """Add what the objects are; give how many were not opened because they are too large."""
    readable, too_large = _readable(view, object_ids)
    with running(view.start("cat-file", "--batch", "--buffer")) as git:
        git.feed(f"{object_id}\n".encode() for object_id in readable)
        while header := git.stdout.readline():
            fields = header.split()
            if len(fields) != 3:  # noqa: PLR2004  "<id> missing"
                continue
            object_id, kind, size = fields[0].decode(), fields[1], int(fields[2])
            content = git.stdout.read(min(size, TAG_BYTES))
            skip(git.stdout, size - len(content) + 1)
            found[object_id] = _target(object_id, kind, content, latest)
    return too_large


def _readable(view: Quarantine, object_ids: list[str]) -> tuple[list[str], int]:
    """The tags and commits that may be opened, and how many are too large for it.

    Their sizes are asked first: git would unpack what is only let go.
    """
    readable: list[str] = []
    too_large = unusual = 0
    with running(view.start("cat-file", "--batch-check", "--buffer")) as git:
        git.feed(f"{object_id}\n".encode() for object_id in object_ids)
        for line in git.stdout:
            fields = line.split()
            if len(fields) != 3 or fields[1] not in (b"tag", b"commit"):  # noqa: PLR2004  as below
                continue
            size = int(fields[2])
            more = max(0, size - USUAL_BYTES)
            if size > TAG_BYTES or unusual + more > UNUSUAL_BYTES:
                too_large += 1
            else:
                readable.append(fields[0].decode())
                unusual += more
    return readable, too_large


def _peel(tip: str, objects: dict[str, _Target]) -> tuple[str, _Target | None]:
    for _ in range(NESTED):
        target = objects.get(tip)
        if target is None:
            return "", None
        if target.kind == b"commit":
            return tip, target
        tip = target.named
    return "", None
