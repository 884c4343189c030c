# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a collector may ask of a repository's objects, whoever reads them."""

from collections.abc import Iterable, Iterator
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
    """Read-only, bounded access to one repository's objects; never a check-out."""

    def tree_entries(self, commit_id: str) -> Iterator[TreeEntry]:
        """Give the files of a commit's tree, sorted by path; stops at the reader's budget."""
        ...

    def blobs(self, blob_ids: Iterable[str], *, limit: int) -> Iterator[Blob]:
        """Give blobs in the order asked, each cut at `limit` bytes."""
        ...
