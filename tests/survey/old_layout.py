# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The evidence of the first version: a segment for every table and owner, and no more said."""

import msgspec

from commonweal.evidence import Manifest, Segment, SegmentWriter, tables
from commonweal.evidence.generation import write_durably
from commonweal.evidence.segments import read_parquet, sql_list
from tests.survey.office import Office

# What the first version did not have.
LATER_TABLES = frozenset({"tree_gap"})
LATER_FIELDS = frozenset({"layout", "probes", "metrics", "is_trimmed"})


def as_first_version(office: Office) -> Manifest:
    """Write the current generation in the old form, in its own place."""
    store = office.workspace.store
    manifest = store.current()
    assert manifest
    writer = store.writer()
    segments = [
        old
        for segment in manifest.segments
        if segment.table not in LATER_TABLES
        for old in _split(writer, segment)
    ]
    writer.close()
    fields = msgspec.to_builtins(msgspec.structs.replace(manifest, segments=tuple(segments)))
    for name in LATER_FIELDS:
        del fields[name]
    path = store.manifest_path(manifest.number)
    write_durably(path, msgspec.json.encode(fields))
    store.sweep()
    found = store.current()
    assert found
    return found


def _split(writer: SegmentWriter, segment: Segment) -> list[Segment]:
    table = tables()[segment.table]
    if segment.owner == "portfolio" or not table.owner:
        return [segment]
    owners = writer.fetch([segment], f'distinct "{table.owner}"')
    source = read_parquet(writer.folder, [segment])
    columns = "* exclude (family_id)" if segment.table == "person_raw" else "*"
    found = [
        writer.write_query(
            segment.table,
            owner,
            f'select {columns} from {source} where "{table.owner}" = {sql_list([owner])}',
        )
        for (owner,) in sorted(owners)
    ]
    return [one for one in found if one]
