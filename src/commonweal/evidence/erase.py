# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Taking people who asked to be forgotten out of segments that are written already."""

import re
from collections.abc import Iterable, Sequence

import msgspec

from commonweal.evidence.generation import Segment
from commonweal.evidence.segments import SegmentWriter, read_parquet, sql_list
from commonweal.evidence.tables import Table, tables

# Shorter names are parts of ordinary words.
_SHORTEST_NAME = 3


class Erasure(msgspec.Struct, frozen=True):
    """Who is to be forgotten: by key in rows of people, by name and address in running text."""

    keys: frozenset[int]
    addresses: frozenset[str]
    names: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.keys or self.addresses or self.names)

    def pattern(self) -> str:
        """The regular expression (RE2) of what is erased from texts; empty for nothing.

        Addresses go wherever they stand, names only as whole words.
        """
        addresses = "|".join(
            _quoted(address) for address in sorted(self.addresses) if "@" in address
        )
        names = "|".join(
            _quoted(name) for name in sorted(self.names) if len(name) >= _SHORTEST_NAME
        )
        edge = r"[^\p{L}\p{N}]"
        parts = [f"()({addresses})()"] if addresses else []
        parts += [f"(^|{edge})({names})($|{edge})"] if names else []
        return "(?i)" + "|".join(parts) if parts else ""


def _quoted(text: str) -> str:
    """RE2 takes a backslash before ASCII signs alone."""
    return re.sub(r"([!-/:-?\[-^`{-~])", r"\\\1", text.strip())


def erase(
    writer: SegmentWriter, segments: Iterable[Segment], erasure: Erasure
) -> dict[str, Segment]:
    """Write anew the segments that name somebody erased; give them by the digest of the old."""
    found: dict[str, Segment] = {}
    for segment in dict.fromkeys(segments):
        table = tables().get(segment.table)
        replaced = _columns(table, erasure) if table else {}
        if not replaced:
            continue
        source = read_parquet(writer.folder, [segment])
        changed = " or ".join(f'"{name}" is distinct from {sql}' for name, sql in replaced.items())
        [(is_named,)] = writer.query(f"select coalesce(bool_or({changed}), false) from {source}")  # noqa: S608  our own
        if is_named:
            columns = ", ".join(f'{sql} as "{name}"' for name, sql in replaced.items())
            written = writer.write_query(
                segment.table,
                segment.owner,
                f"select * replace ({columns}) from {source}",  # noqa: S608  our own
            )
            if written:
                found[segment.sha256] = written
    return found


def _columns(table: Table, erasure: Erasure) -> dict[str, str]:
    """SQL of what stands in a column afterwards, for columns that may name people."""
    replaced: dict[str, str] = {}
    pattern = erasure.pattern()
    is_of_person = "person_key" in table.columns and bool(erasure.keys)
    for name, column in table.columns.items():
        if column.privacy == "personal" and is_of_person:
            listed = ", ".join(str(int(key)) for key in sorted(erasure.keys))
            replaced[name] = f"""case when person_key in ({listed}) then '' else "{name}" end"""
        elif column.names_people and pattern:
            replaced[name] = _without(f'"{name}"', pattern)
    return replaced


def _without(column: str, pattern: str) -> str:
    # Twice: two names side by side share the character between them.
    literal = sql_list([pattern])
    groups = "\\1\\3\\4\\6" if pattern.count("()(") and pattern.count("(^|") else "\\1\\3"
    once = f"regexp_replace({column}, {literal}, '{groups}', 'g')"
    return f"regexp_replace({once}, {literal}, '{groups}', 'g')"


def replaced(segments: Sequence[Segment], by: dict[str, Segment]) -> tuple[Segment, ...]:
    """The segments, those that were written anew in the place of the old."""
    return tuple(by.get(segment.sha256, segment) for segment in segments)
