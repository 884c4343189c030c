# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Tags and branches as rows: dates from the objects themselves, versions from the names."""

import re
from collections.abc import Iterable
from datetime import datetime

from commonweal.core.clock import latest_believable
from commonweal.core.ids import RepositoryId
from commonweal.core.text import text_of_bytes
from commonweal.evidence.rows import BranchRow, TagRow
from commonweal.formats.signature import Signature, read_signature, signed_parts
from commonweal.sources.git.commits import Moment, moment, parse_commit
from commonweal.sources.git.process import running
from commonweal.sources.git.quarantine import Quarantine
from commonweal.sources.git.refs import Refs

NESTED = 5
# "v1.2.3", "release-2.0", "datasette/0.64.1", "r1.2", "2024.05", "1.0.0-rc.1"
_VERSION = re.compile(
    r"^(?:.{0,80}?[/@_-])?(?:v|ver|version|r|rel|release)?[._-]?"
    r"(\d{1,9}(?:[._-]\d{1,9}){1,4}(?:[._+-]?[0-9A-Za-z]{1,20}){0,4})$",
    re.IGNORECASE,
)
_PRERELEASE = re.compile(
    r"(?<![a-z])(?:a|alpha|b|beta|c|rc|cr|dev|pre|preview|snapshot|nightly|m|milestone|canary)"
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


class _Target:
    """What a ref's object turned out to be."""

    def __init__(self, kind: bytes, content: bytes) -> None:
        self.kind, self.content = kind, content

    def field(self, name: bytes) -> bytes:
        head = self.content.partition(b"\n\n")[0]
        found = re.search(rb"^" + name + rb" ([^\n]*)$", head, re.MULTILINE)
        return found[1] if found else b""


def tag_rows(
    view: Quarantine, refs: Refs, *, repository_id: RepositoryId, now: datetime
) -> list[TagRow]:
    """One row per tag, in order of names."""
    latest = latest_believable(now)
    objects = _read(view, refs.tags.values())
    rows = []
    for name, tip in sorted(refs.tags.items()):
        target = objects.get(tip)
        commit_id, commit = _peel(tip, objects)
        tagger = target.field(b"tagger") if target and target.kind == b"tag" else b""
        when = _tagged(tagger, latest) or _committed(commit_id, commit, latest)
        version, signature = version_of(name), _signature(target)
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
    return rows


def _tagged(tagger: bytes, latest: datetime) -> Moment | None:
    _, closed, when = tagger.rpartition(b">")
    return moment(when, latest) if closed else None


def _committed(commit_id: str, commit: _Target | None, latest: datetime) -> Moment | None:
    return parse_commit(commit_id, commit.content, latest).committed if commit else None


def _signature(target: _Target | None) -> Signature | None:
    """What a tag's signature tells: it stands at the end, over all bytes before it."""
    if target is None or target.kind != b"tag":
        return None
    parts = signed_parts(target.content)
    return read_signature(*parts) if parts else None


def branch_rows(
    view: Quarantine,
    refs: Refs,
    *,
    repository_id: RepositoryId,
    reached: Iterable[str],
    now: datetime,
) -> list[BranchRow]:
    """One row per branch; `reached` are the ids of HEAD's commits."""
    latest = latest_believable(now)
    objects = _read(view, refs.branches.values())
    merged = frozenset(reached)
    rows = []
    for name, tip in sorted(refs.branches.items()):
        target = objects.get(tip)
        when = _committed(tip, target, latest)
        is_default = name == refs.head_ref
        rows.append(
            BranchRow(
                repository_id, name, tip, when.at if when else None, is_default, tip in merged
            )
        )
    return rows


def _read(view: Quarantine, object_ids: Iterable[str]) -> dict[str, _Target]:
    """Objects by id, tags followed to what they name."""
    found: dict[str, _Target] = {}
    wanted = set(object_ids)
    for _ in range(NESTED):
        found.update(_contents(view, sorted(wanted - found.keys())))
        named = {
            text_of_bytes(target.field(b"object"))
            for target in found.values()
            if target.kind == b"tag"
        }
        wanted = {one for one in named if re.fullmatch(r"[0-9a-f]{40,64}", one)} - found.keys()
        if not wanted:
            break
    return found


def _contents(view: Quarantine, object_ids: list[str]) -> Iterable[tuple[str, _Target]]:
    found: list[tuple[str, _Target]] = []
    if not object_ids:
        return found
    with running(view.start("cat-file", "--batch", "--buffer")) as git:
        git.feed(f"{object_id}\n".encode() for object_id in object_ids)
        while header := git.stdout.readline():
            words = header.split()
            if len(words) != 3:  # noqa: PLR2004  "<id> missing"
                continue
            content = git.stdout.read(int(words[2]))
            git.stdout.read(1)
            if words[1] in (b"tag", b"commit"):
                found.append((words[0].decode(), _Target(words[1], content)))
    return found


def _peel(tip: str, objects: dict[str, _Target]) -> tuple[str, _Target | None]:
    for _ in range(NESTED):
        target = objects.get(tip)
        if target is None:
            return "", None
        if target.kind == b"commit":
            return tip, target
        tip = text_of_bytes(target.field(b"object"))
    return "", None
