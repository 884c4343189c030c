# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Reading trees and blobs through a quarantine view, within budgets."""

from collections.abc import Callable, Iterable, Iterator

from commonweal.core.message import message
from commonweal.core.objects import Blob, TreeEntry
from commonweal.sources.git.process import GitFailed, running, skip
from commonweal.sources.git.quarantine import Quarantine

MAX_PATHS = 500_000
# No system can check out a longer path; and what `git ls-tree` may print of one tree.
MAX_PATH = 4096
TREE_BYTES = 128 << 20
MAX_BLOB = 64 << 20
CHUNK = 1 << 20


class GitObjects:
    """An `ObjectReader` over one view.

    `is_cut` tells that a tree had too many paths, and `overlong` how many were too long;
    `tell` is told how many blobs of how many were given.
    """

    def __init__(
        self, view: Quarantine, tell: Callable[[int, int], None] = lambda _done, _total: None
    ) -> None:
        self._view, self._tell = view, tell
        self._known: dict[str, int] = {}
        self._is_full = False
        self.overlong = 0

    @property
    def is_cut(self) -> bool:
        """Whether something of a tree was left out."""
        return self._is_full or self.overlong > 0

    def tree_entries(self, commit_id: str) -> Iterator[TreeEntry]:
        """Give the files of a commit's tree; stops after 500,000 paths, or 128 MiB of them."""
        entries = self._listed(commit_id)
        sizes = self._sizes(blob_id for _, kind, blob_id, _ in entries if kind == b"blob")
        for mode, kind, blob_id, path in entries:
            size = sizes.get(blob_id) if kind == b"blob" else 0
            yield TreeEntry(mode, blob_id, size, path)

    def _listed(self, commit_id: str) -> list[tuple[int, bytes, str, bytes]]:
        found: list[tuple[int, bytes, str, bytes]] = []
        size, rest = 0, b""
        with running(self._view.start("ls-tree", "-r", "-z", "--full-tree", commit_id)) as git:
            # Whole chunks: what fits must not hang on how quickly git prints.
            while chunk := git.stdout.read(CHUNK):
                size += len(chunk)
                *records, rest = (rest + chunk).split(b"\0")
                # Of a path without end only so much is kept that it is seen to be too long.
                rest = rest[: 2 * MAX_PATH]
                for record in records:
                    head, _, path = record.partition(b"\t")
                    if len(path) > MAX_PATH:
                        self.overlong += 1
                        continue
                    mode, kind, blob_id = head.split(b" ")
                    found.append((int(mode, 8), kind, blob_id.decode(), path))
                if len(found) > MAX_PATHS or size > TREE_BYTES:
                    self._is_full = True
                    return found[:MAX_PATHS]
            git.check()
        return found

    def _sizes(self, blob_ids: Iterable[str]) -> dict[str, int]:
        """Sizes of the blobs that are there; what was asked before is not asked again."""
        unique = dict.fromkeys(blob_ids)
        sizes = {blob_id: self._known[blob_id] for blob_id in unique if blob_id in self._known}
        requested = [blob_id for blob_id in unique if blob_id not in sizes]
        if not requested:
            return sizes
        with running(self._view.start("cat-file", "--batch-check", "--buffer")) as git:
            git.feed(f"{blob_id}\n".encode() for blob_id in requested)
            for line in git.stdout:
                fields = line.split()
                if len(fields) == 3:  # noqa: PLR2004  "<id> blob <size>", else "<id> missing"
                    sizes[fields[0].decode()] = int(fields[2])
        self._known.update(sizes)
        return sizes

    def blobs(self, blob_ids: Iterable[str], *, limit: int) -> Iterator[Blob]:
        """Give blobs in the order asked, cut at `limit` bytes; over 64 MiB none is opened."""
        wanted = list(blob_ids)
        sizes = self._sizes(wanted)
        readable = [
            object_id for object_id in wanted if sizes.get(object_id, MAX_BLOB + 1) <= MAX_BLOB
        ]
        contents = self._contents(readable, limit)
        for number, blob_id in enumerate(wanted):
            self._tell(number, len(wanted))
            content = next(contents, None) if sizes.get(blob_id, MAX_BLOB + 1) <= MAX_BLOB else None
            yield Blob(blob_id, sizes.get(blob_id), content)

    def _contents(self, blob_ids: list[str], limit: int) -> Iterator[bytes | None]:
        """One content per id; where git dies on a corrupt blob, it is asked again after it."""
        at = 0
        while at < len(blob_ids):
            try:
                for content in self._stream(blob_ids[at:], limit):
                    at += 1
                    yield content
            except GitFailed:
                at += 1
                yield None

    def _stream(self, blob_ids: list[str], limit: int) -> Iterator[bytes | None]:
        with running(self._view.start("cat-file", "--batch", "--buffer")) as git:
            git.feed(f"{blob_id}\n".encode() for blob_id in blob_ids)
            for _ in blob_ids:
                fields = git.stdout.readline().split()
                if not fields:
                    raise GitFailed(
                        message("git could not read this copy: %(git)s", git=git.complaint())
                    )
                if len(fields) != 3:  # noqa: PLR2004  as above
                    yield None
                    continue
                size = int(fields[2])
                content = git.stdout.read(min(size, limit))
                skip(git.stdout, size - len(content) + 1)
                yield content
