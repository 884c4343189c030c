# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Reading trees and blobs through a quarantine view, within budgets."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from commonweal.core.objects import Blob, TreeEntry
from commonweal.sources.git.process import GitFailed, running
from commonweal.sources.git.quarantine import Quarantine

MAX_PATHS = 500_000
MAX_BLOB = 64 << 20
CHUNK = 1 << 20


class GitObjects:
    """An `ObjectReader` over one view. `is_cut` tells that a tree had too many paths."""

    def __init__(self, view: Quarantine) -> None:
        self._view = view
        self._known: dict[str, int] = {}
        self.is_cut = False

    def tree_entries(self, commit_id: str) -> Iterator[TreeEntry]:
        """Give the files of a commit's tree; stops after 500,000 paths."""
        entries = self._listed(commit_id)
        sizes = self._sizes(blob_id for _, kind, blob_id, _ in entries if kind == b"blob")
        for mode, kind, blob_id, path in entries:
            size = sizes.get(blob_id) if kind == b"blob" else 0
            yield TreeEntry(mode, blob_id, size, path)

    def _listed(self, commit_id: str) -> list[tuple[int, bytes, str, bytes]]:
        found: list[tuple[int, bytes, str, bytes]] = []
        with running(self._view.start("ls-tree", "-r", "-z", "--full-tree", commit_id)) as git:
            rest = b""
            while chunk := git.stdout.read1(CHUNK):
                *records, rest = (rest + chunk).split(b"\0")
                for record in records:
                    head, _, path = record.partition(b"\t")
                    mode, kind, blob_id = head.split(b" ")
                    found.append((int(mode, 8), kind, blob_id.decode(), path))
                if len(found) > MAX_PATHS:
                    self.is_cut = True
                    return found[:MAX_PATHS]
            git.check()
        return found

    def _sizes(self, blob_ids: Iterable[str]) -> dict[str, int]:
        """Sizes of the blobs that are there; what was asked before is not asked again."""
        unique = dict.fromkeys(blob_ids)
        sizes = {blob_id: self._known[blob_id] for blob_id in unique if blob_id in self._known}
        asked = [blob_id for blob_id in unique if blob_id not in sizes]
        if not asked:
            return sizes
        with running(self._view.start("cat-file", "--batch-check", "--buffer")) as git:
            git.feed(f"{blob_id}\n".encode() for blob_id in asked)
            for line in git.stdout:
                words = line.split()
                if len(words) == 3:  # noqa: PLR2004  "<id> blob <size>", else "<id> missing"
                    sizes[words[0].decode()] = int(words[2])
        self._known.update(sizes)
        return sizes

    def blobs(self, blob_ids: Iterable[str], *, limit: int) -> Iterator[Blob]:
        """Give blobs in the order asked, cut at `limit` bytes; over 64 MiB none is opened."""
        wanted = list(blob_ids)
        sizes = self._sizes(wanted)
        readable = [one for one in wanted if sizes.get(one, MAX_BLOB + 1) <= MAX_BLOB]
        contents = self._contents(readable, limit)
        for blob_id in wanted:
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
                words = git.stdout.readline().split()
                if not words:
                    raise GitFailed(f"git cat-file stopped: {git.complaint()}")
                if len(words) != 3:  # noqa: PLR2004  as above
                    yield None
                    continue
                size = int(words[2])
                content = git.stdout.read(min(size, limit))
                _skip(git.stdout, size - len(content) + 1)
                yield content


def _skip(stream: BinaryIO, count: int) -> None:
    while count > 0:
        count -= len(stream.read(min(count, CHUNK))) or count
