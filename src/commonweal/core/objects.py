# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a collector may ask of a repository's objects, whoever reads them."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol


class TreeEntry(NamedTuple):
    """One file of a tree: `path` in git's own bytes, `size` None where the blob is absent."""

    mode: int
    blob_id: str
    size: int | None
    path: bytes


class Blob(NamedTuple):
    """The start of a blob: `size` is of the whole, `content` may be shorter. None where absent."""

    blob_id: str
    size: int | None
    content: bytes | None


class ObjectReader(Protocol):
    """Read-only, bounded access to one repository's objects; never a check-out.

    `is_cut` tells that a tree had more files, or longer paths, than are read.
    """

    @property
    def is_cut(self) -> bool:
        """Whether something of a tree was left out."""
        ...

    def tree_entries(self, commit_id: str) -> Iterator[TreeEntry]:
        """Give the files of a commit's tree, sorted by path; stops at the reader's budget."""
        ...

    def blobs(self, blob_ids: Iterable[str], *, limit: int) -> Iterator[Blob]:
        """Give blobs in the order asked, each cut at `limit` bytes."""
        ...


_REGULAR = 0o100644


class MemoryObjects:
    """An `ObjectReader` over files that somebody has read already; every commit is the same."""

    is_cut = False

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = {path: files[path] for path in sorted(files)}
        self._ids = {path: _blob_id(content) for path, content in self._files.items()}
        self._contents = {self._ids[path]: content for path, content in self._files.items()}

    def tree_entries(self, commit_id: str) -> Iterator[TreeEntry]:  # noqa: ARG002  as the protocol
        """Give all files."""
        for path, content in self._files.items():
            yield TreeEntry(
                _REGULAR, self._ids[path], len(content), path.encode("utf-8", "surrogateescape")
            )

    def blobs(self, blob_ids: Iterable[str], *, limit: int) -> Iterator[Blob]:
        """Give contents by git's own id for them."""
        for blob_id in blob_ids:
            content = self._contents[blob_id]
            yield Blob(blob_id, len(content), content[:limit])


def _blob_id(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
