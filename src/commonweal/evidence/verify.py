# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Is the evidence what was written? Every manifest and segment, against its own hash."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from commonweal.core.message import Message, Number, counted, message
from commonweal.core.problem import WorkspaceDamaged
from commonweal.evidence.generation import Manifest, Segment, read_manifest
from commonweal.evidence.segments import segment_path
from commonweal.evidence.store import EvidenceStore

# What every command hashes before it reads: some hundredths of a second.
HASHED_BY_READERS = 64 * 1024 * 1024


class Damage(msgspec.Struct, frozen=True):
    """A file that is not what was written, and the generations that need it."""

    file: str
    what: str
    generations: tuple[int, ...]

    @property
    def sentence(self) -> Message:
        """Which file, and what is wrong with it."""
        return message("%(file)s: %(what)s", file=self.file, what=self.what)

    def __str__(self) -> str:
        return str(self.sentence)


class Sound(msgspec.Struct, frozen=True):
    """The newest generation that can be read, None where there is none; and what is damaged."""

    manifest: Manifest | None
    damages: tuple[Damage, ...] = ()


class Checked(msgspec.Struct, frozen=True):
    """All generations kept, how many files they have, and what is damaged."""

    generations: tuple[int, ...]
    segments: int
    damages: tuple[Damage, ...]

    @property
    def damaged(self) -> tuple[int, ...]:
        """The generations that cannot be read whole."""
        return tuple(sorted({number for damage in self.damages for number in damage.generations}))

    @property
    def sound(self) -> tuple[int, ...]:
        """The generations that can."""
        return tuple(number for number in self.generations if number not in self.damaged)


def verify(store: EvidenceStore) -> Checked:
    """Check everything that is kept, to the last byte."""
    users: dict[Segment, list[int]] = {}
    damages = []
    pointer = _pointer_damage(store)
    numbers = store.numbers()
    for number in numbers:
        try:
            manifest = read_manifest(store.manifest_path(number))
        except WorkspaceDamaged as damaged:
            damages.append(
                Damage(_name(store, store.manifest_path(number)), damaged.what, (number,))
            )
            continue
        for segment in manifest.segments:
            users.setdefault(segment, []).append(number)
    for segment, needing in users.items():
        if what := segment_damage(store.segments_folder, segment, has_hash=True):
            file = _name(store, segment_path(store.segments_folder, segment.sha256))
            damages.append(Damage(file, what, tuple(needing)))
    return Checked(numbers, len(users), (*pointer, *damages))


def whole(store: EvidenceStore) -> Sound:
    """Find the generation that a survey may go on from; everything kept is checked."""
    checked = verify(store)
    current = None if any(_pointer_damage(store)) else store.current_number()
    for number in reversed(checked.sound):
        if current is None or number <= current:
            return Sound(read_manifest(store.manifest_path(number)), checked.damages)
    return Sound(None, checked.damages)


def newest_sound(store: EvidenceStore, *, budget: int = HASHED_BY_READERS) -> Sound:
    """Find the generation to read: the current one, or the newest before it that is whole.

    Files must be there in their size; their bytes are hashed up to `budget`.
    """
    damages = list(_pointer_damage(store))
    current = None if damages else store.current_number()
    for number in reversed(store.numbers()):
        if current is not None and number > current:
            continue
        found = list(_generation_damages(store, number, budget))
        if not found:
            return Sound(read_manifest(store.manifest_path(number)), tuple(damages))
        damages += found
    if current is not None and not damages:
        path = store.manifest_path(current)
        damages.append(Damage(_name(store, path), message("it is not there"), (current,)))
    return Sound(None, tuple(damages))


def _generation_damages(store: EvidenceStore, number: int, budget: int) -> Iterator[Damage]:
    path = store.manifest_path(number)
    try:
        manifest = read_manifest(path)
    except WorkspaceDamaged as damaged:
        yield Damage(_name(store, path), damaged.what, (number,))
        return
    size = 0
    for segment in sorted(manifest.segments, key=lambda segment: segment.bytes):
        size += segment.bytes
        if what := segment_damage(store.segments_folder, segment, has_hash=size <= budget):
            file = _name(store, segment_path(store.segments_folder, segment.sha256))
            yield Damage(file, what, (number,))


def segment_damage(folder: Path, segment: Segment, *, has_hash: bool) -> str:
    """What is wrong with a segment's file; empty where nothing is."""
    path = segment_path(folder, segment.sha256)
    try:
        size = path.stat().st_size
        if size != segment.bytes:
            return counted(
                "it has %(num)s byte and not %(expected)s",
                "it has %(num)s bytes and not %(expected)s",
                size,
                expected=Number(segment.bytes),
            )
        if has_hash:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if digest != segment.sha256:
                return message("its bytes are not those that were written")
    except FileNotFoundError:
        return message("it is not there")
    except OSError as error:
        return message("it cannot be read: %(why)s", why=error.strerror)
    return ""


def _pointer_damage(store: EvidenceStore) -> Iterator[Damage]:
    try:
        number = store.current_number()
    except WorkspaceDamaged as damaged:
        yield Damage("CURRENT", damaged.what, ())
        return
    if number is not None and number not in store.numbers():
        file = _name(store, store.manifest_path(number))
        yield Damage(file, message("it is not there, and CURRENT names it"), (number,))
    elif number is None and store.numbers():
        yield Damage("CURRENT", message("it is not there"), ())


def _name(store: EvidenceStore, path: Path) -> str:
    return str(path.relative_to(store.folder))
