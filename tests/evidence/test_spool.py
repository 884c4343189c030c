# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Spools: what was finished is had back whole, and what was torn or damaged is not believed."""

from pathlib import Path

import pytest

from commonweal.evidence import EvidenceStore, JournalEntry, Segment, Spool, read_chunks

LINES = b'{"path":"a\\nb"}\n{"path":"c"}\n'


def note(store: EvidenceStore, owner: str, name: str) -> JournalEntry:
    """Add an entry with two chunks and a segment."""
    writer = store.writer()
    segment = writer.write("person_raw", owner, [(1, name, "")], ("git", "2026-01-01", "1"))
    writer.close()
    assert segment
    spool = Spool(store.journal_path(owner))
    spool.add("document", "r", 2, LINES)
    spool.add("sign", "r", 1, name.encode() + b"\n")
    spool.add_segment(segment)
    return spool.flush(name)


def contents(store: EvidenceStore, owner: str) -> list[bytes]:
    chunks = [chunk for entry in store.journal(owner) for chunk in entry.chunks]
    return list(read_chunks(store.journal_path(owner), chunks))


def test_a_journal_gives_back_what_was_noted_until_it_is_closed(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    entries = tuple(note(store, "f", name) for name in "abc")
    other = note(store, "g", "d")

    assert EvidenceStore(tmp_path).journal("f") == entries
    assert contents(store, "f") == [LINES, b"a\n", LINES, b"b\n", LINES, b"c\n"]
    assert [entry.note for entry in entries] == ["a", "b", "c"]
    assert store.journals() == ("f", "g")
    store.forget_journal("f")
    assert (store.journal("f"), store.journal("g")) == ((), (other,))
    store.close_journals()
    assert store.journals() == ()


def test_nothing_that_waits_makes_no_entry(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "f.spool")

    assert spool.flush("note") == JournalEntry((), "note")
    assert not spool.path.exists()


def test_an_entry_torn_at_any_byte_is_dropped_and_the_next_one_is_whole(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    path = store.journal_path("f")
    one = note(store, "f", "a")
    first = path.read_bytes()
    note(store, "f", "b")
    second = path.read_bytes()[len(first) :]
    for at in range(1, len(second), 7):
        path.write_bytes(first + second[:at])

        assert store.journal("f") == (one,)
        three = note(store, "f", "c")
        assert store.journal("f") == (one, three)
        assert contents(store, "f") == [LINES, b"a\n", LINES, b"c\n"]


@pytest.mark.parametrize("damage", [b"\0" * 40 + b"\n", b"{}\n", b"\n", b"\xff\n"])
def test_a_journal_is_believed_up_to_its_first_damaged_entry(tmp_path: Path, damage: bytes) -> None:
    """A power cut leaves zeros: what follows them is collected again."""
    store = EvidenceStore(tmp_path)
    one = note(store, "f", "a")
    path = store.journal_path("f")
    first = path.read_bytes()
    note(store, "f", "b")
    path.write_bytes(first + damage + path.read_bytes()[len(first) :])

    assert store.journal("f") == (one,)


def test_a_flipped_bit_in_the_rows_of_an_entry_ends_the_journal_there(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    one, two = note(store, "f", "a"), note(store, "f", "b")
    path = store.journal_path("f")
    content = bytearray(path.read_bytes())
    assert store.journal("f") == (one, two)
    content[two.chunks[0].start + 3] ^= 1

    path.write_bytes(content)

    assert store.journal("f") == (one,)


def test_a_journal_is_believed_up_to_the_first_segment_that_is_gone(tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path)
    entries = [note(store, "f", name) for name in "abc"]
    gone: Segment = entries[1].segments[0]
    (store.segments_folder / gone.sha256[:2] / f"{gone.sha256}.parquet").unlink()

    assert store.journal("f") == (entries[0],)
