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
from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

from commonweal.sources.git.process import GitFailed, GitProcess, git_version
from commonweal.sources.git.quarantine import Quarantine

PACKET = 1000
AHEAD = 2
PROGRESS_SECONDS = 0.2
DIFF_PAIRS_SINCE = (2, 50)
ANSWER_LIMIT = 1 << 26
FIXED = ("--numstat", "-z", "--no-ext-diff", "--no-textconv", "--no-renames")


class Pair(NamedTuple):
    """Blob before and after, hexadecimal; empty where there is none."""

    old_id: str
    new_id: str


Packet = Sequence[Pair]


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
        route = _DiffPairs if git_version() >= DIFF_PAIRS_SINCE else _SyntheticTrees
        self._routes = [route(view) for _ in range(jobs)]
        self._is_stopped = threading.Event()

    def count(
        self, pairs: Iterable[tuple[str, Pair]], progress: Callable[[float], None] | None = None
    ) -> dict[Pair, Count]:
        """Count each (path, pair) once, given oldest first; `progress` is told the part done.

        Pairs of a path go together and newest first, as packs keep their deltas.
        """
        unique = {pair: path for path, pair in pairs}
        newest_first = reversed(unique)
        by_path = sorted(newest_first, key=unique.__getitem__)
        packets: queue.SimpleQueue[Packet] = queue.SimpleQueue()
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
            while thread.is_alive():
                thread.join(PROGRESS_SECONDS)
                if progress and unique:
                    progress(len(found) / len(unique))
        return found

    def stop(self) -> None:
        """End the processes; a count that is under way gives what it has."""
        self._is_stopped.set()
        for route in self._routes:
            route.stop()

    def _work(
        self, route: "_Route", packets: "queue.SimpleQueue[Packet]", found: dict[Pair, Count]
    ) -> None:
        """Keep git one packet ahead, so that it never waits for the next."""
        sent: deque[Packet] = deque()
        while not self._is_stopped.is_set():
            with suppress(queue.Empty):
                sent.append(packets.get_nowait())
                route.send(sent[-1])
                if len(sent) < AHEAD:
                    continue
            if not sent:
                return
            try:
                counts = route.receive()
            except (GitFailed, OSError):
                route.stop()
                for packet in sent:
                    found.update(self._carefully(route, packet))
                sent.clear()
            else:
                found.update(zip(sent.popleft(), counts, strict=True))

    def _carefully(self, route: "_Route", packet: Packet) -> dict[Pair, Count]:
        """Count a packet that git fails on, without the pairs whose blobs are known to be gone."""
        missing = _missing(route.view, {blob_id for pair in packet for blob_id in pair if blob_id})
        whole = [pair for pair in packet if missing.isdisjoint(pair)]
        found = dict.fromkeys(packet, UNKNOWN)
        if whole:
            found.update(self._halving(route, whole))
        return found

    def _halving(self, route: "_Route", packet: Packet) -> dict[Pair, Count]:
        """Count a packet; where git fails on it, find the pairs it fails on by halving."""
        if self._is_stopped.is_set():
            return {}
        try:
            route.send(packet)
            counts = route.receive()
        except (GitFailed, OSError):
            route.stop()
            if len(packet) == 1:
                return {packet[0]: UNKNOWN}
            half = len(packet) // 2
            return {**self._halving(route, packet[:half]), **self._halving(route, packet[half:])}
        return dict(zip(packet, counts, strict=True))


def _missing(view: Quarantine, blob_ids: Collection[str]) -> set[str]:
    requested = "".join(f"{blob_id}\n" for blob_id in blob_ids).encode()
    try:
        answer = view.output("cat-file", "--batch-check", "--buffer", stdin=requested)
    except (GitFailed, OSError):
        return set()
    lines = answer.decode().splitlines()
    return {line.removesuffix(" missing") for line in lines if line.endswith(" missing")}


class _Route:
    """A way to have git count packets; starts its process when first needed, and again."""

    arguments: tuple[str, ...]

    def __init__(self, view: Quarantine) -> None:
        self.view = view
        self._git: GitProcess | None = None
        self._sent: deque[tuple[bytes, int]] = deque()

    @property
    def git(self) -> GitProcess:
        self._git = self._git or self.view.start(*self.arguments)
        return self._git

    def send(self, packet: Packet) -> None:
        """Hand a packet over; git may be at an earlier one still."""
        self._sent.append((self._hand_over(packet), len(packet)))

    def receive(self) -> list[Count]:
        """The counts of the packet sent first, in its order."""
        mark, size = self._sent.popleft()
        counts = [Count("text", 0, 0)] * size
        for row in self.git.answer(mark, limit=ANSWER_LIMIT).split(b"\0"):
            added, tab, rest = row.partition(b"\t")
            if tab:
                deleted, _, name = rest.partition(b"\t")
                counts[int(name)] = _count(added.rpartition(b"\n")[2], deleted)
        return counts

    def _hand_over(self, packet: Packet) -> bytes:
        raise NotImplementedError

    def stop(self) -> None:
        if self._git:
            self._git.stop()
        self._git = None
        self._sent.clear()


class _SyntheticTrees(_Route):
    """Two trees with entry 000000, 000001, ... for the blobs before and after."""

    arguments = ("diff-tree", "--stdin", "-r", *FIXED)

    def _hand_over(self, packet: Packet) -> bytes:
        old = self._tree([pair.old_id for pair in packet])
        new = self._tree([pair.new_id for pair in packet])
        return self.git.send(f"{old} {new}\n".encode())

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
    """`git diff-pairs`: raw differences in, numstat out."""

    arguments = ("diff-pairs", *FIXED)

    def _hand_over(self, packet: Packet) -> bytes:
        zero = "0" * len(packet[0].old_id or packet[0].new_id)
        lines = (_raw_line(pair, zero, number) for number, pair in enumerate(packet))
        return self.git.send_batch(b"".join(lines))


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
