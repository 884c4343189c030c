# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Line counts per pair of blobs, counted by git itself over two synthetic trees at a time.

A packet of pairs becomes two trees with numbered entries, written into the
quarantine's own object store; `git diff-tree --numstat` of the two gives the
same numbers as `git log --numstat`, with blobs of one path read together.
From git 2.50 on `git diff-pairs` does it without trees.
"""

import hashlib
import queue
import threading
import zlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from commonweal.sources.git.process import GitFailed, GitProcess, git_version
from commonweal.sources.git.quarantine import Quarantine

PACKET = 200
DIFF_PAIRS_SINCE = (2, 50)
ANSWER_LIMIT = 1 << 26
FIXED = ("--numstat", "-z", "--no-ext-diff", "--no-textconv", "--no-renames")


class Pair(NamedTuple):
    """Blob before and after, hexadecimal; empty where there is none."""

    old_id: str
    new_id: str


class Count(NamedTuple):
    """Lines added and deleted; both None for binary, and for pairs git could not read."""

    kind: str
    added: int | None
    deleted: int | None


BINARY = Count("binary", None, None)
UNKNOWN = Count("unknown", None, None)


class LineCounter:
    """Counts pairs with `jobs` git processes that stay alive between calls."""

    def __init__(self, view: Quarantine, *, jobs: int) -> None:
        self._view = view
        routes = _DiffPairs if git_version() >= DIFF_PAIRS_SINCE else _SyntheticTrees
        self._routes = [routes(view) for _ in range(jobs)]

    def count(self, pairs: Iterable[tuple[str, Pair]]) -> dict[Pair, Count]:
        """Count each (path, pair) once; pairs of a path go together, as their deltas do."""
        unique = {pair: path for path, pair in pairs}
        by_path = sorted(unique, key=lambda pair: unique[pair])
        packets: queue.SimpleQueue[Sequence[Pair]] = queue.SimpleQueue()
        for at in range(0, len(by_path), PACKET):
            packets.put(by_path[at : at + PACKET])
        found: dict[Pair, Count] = {}
        threads = [
            threading.Thread(target=self._work, args=(route, packets, found), daemon=True)
            for route in self._routes
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return found

    def _work(
        self,
        route: "_Route",
        packets: "queue.SimpleQueue[Sequence[Pair]]",
        found: dict[Pair, Count],
    ) -> None:
        while True:
            try:
                packet = packets.get_nowait()
            except queue.Empty:
                return
            found.update(_halving(route, packet))

    def stop(self) -> None:
        """End the processes."""
        for route in self._routes:
            route.stop()


def _halving(route: "_Route", packet: Sequence[Pair]) -> dict[Pair, Count]:
    """Count a packet; where git fails on it, find the pairs it fails on by halving."""
    try:
        counts = route.count(packet)
    except (GitFailed, OSError):
        route.stop()
        if len(packet) == 1:
            return {packet[0]: UNKNOWN}
        half = len(packet) // 2
        return {**_halving(route, packet[:half]), **_halving(route, packet[half:])}
    return dict(zip(packet, counts, strict=True))


class _Route:
    """A way to have git count a packet; starts its process when first needed, and again."""

    arguments: tuple[str, ...]

    def __init__(self, view: Quarantine) -> None:
        self.view = view
        self._git: GitProcess | None = None

    @property
    def git(self) -> GitProcess:
        self._git = self._git or self.view.start(*self.arguments)
        return self._git

    def count(self, packet: Sequence[Pair]) -> list[Count]:
        raise NotImplementedError

    def stop(self) -> None:
        if self._git:
            self._git.stop()
        self._git = None


class _SyntheticTrees(_Route):
    """Two trees with entry 000000, 000001, ... for the blobs before and after."""

    arguments = ("diff-tree", "--stdin", "-r", *FIXED)

    def count(self, packet: Sequence[Pair]) -> list[Count]:
        old = self._tree([pair.old_id for pair in packet])
        new = self._tree([pair.new_id for pair in packet])
        answer = self.git.ask(f"{old} {new}\n".encode(), limit=ANSWER_LIMIT)
        counts = [Count("text", 0, 0)] * len(packet)
        for token in answer.split(b"\0"):
            added, tab, rest = token.partition(b"\t")
            if tab:
                deleted, _, name = rest.partition(b"\t")
                counts[int(name)] = _count(added.rpartition(b"\n")[2], deleted)
        return counts

    def _tree(self, blob_ids: Sequence[str]) -> str:
        content = b"".join(
            b"100644 %06d\0%b" % (number, bytes.fromhex(blob_id))
            for number, blob_id in enumerate(blob_ids)
            if blob_id
        )
        return write_tree(self.view, content)


def write_tree(view: Quarantine, content: bytes) -> str:
    """Write a tree object into the view's own store and give its id."""
    whole = b"tree %d\0" % len(content) + content
    new_hash = hashlib.sha256 if view.source.object_format == "sha256" else hashlib.sha1
    tree_id = new_hash(whole, usedforsecurity=False).hexdigest()
    path = view.git_dir / "objects" / tree_id[:2] / tree_id[2:]
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(zlib.compress(whole, 0))
    return tree_id


class _DiffPairs(_Route):
    """`git diff-pairs`: raw differences in, numstat out; a lone NUL ends a batch."""

    arguments = ("diff-pairs", *FIXED)

    def count(self, packet: Sequence[Pair]) -> list[Count]:
        zero = "0" * len(packet[0].old_id or packet[0].new_id)
        lines = b"".join(
            _raw_line(pair, zero, number) for number, pair in enumerate(packet)
        )
        answer = self.git.ask_batch(lines, limit=ANSWER_LIMIT)
        counts = [Count("text", 0, 0)] * len(packet)
        for row in filter(None, answer.split(b"\0")):
            added, deleted, name = row.split(b"\t")
            counts[int(name)] = _count(added, deleted)
        return counts


def _raw_line(pair: Pair, zero: str, number: int) -> bytes:
    old_mode = "100644" if pair.old_id else "000000"
    new_mode = "100644" if pair.new_id else "000000"
    status = "M" if pair.old_id and pair.new_id else ("D" if pair.old_id else "A")
    ids = f"{pair.old_id or zero} {pair.new_id or zero}"
    return f":{old_mode} {new_mode} {ids} {status}\0{number:06d}\0".encode()


def _count(added: bytes, deleted: bytes) -> Count:
    if added == b"-":
        return BINARY
    return Count("text", int(added), int(deleted))
