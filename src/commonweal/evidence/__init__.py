# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The facts: tables, immutable generations of Parquet, and the one engine that reads them."""

from commonweal.evidence.buckets import PORTFOLIO_OWNER, bucket_count, compact, segments_of
from commonweal.evidence.engine import DERIVED, Engine, remove_spills
from commonweal.evidence.generation import LAYOUT, Delta, JournalEntry, Manifest, Segment
from commonweal.evidence.relations import derived
from commonweal.evidence.segments import QueryTooLarge, SegmentWriter, encoded, sql_list
from commonweal.evidence.spool import Spool, read_chunks
from commonweal.evidence.store import EvidenceStore, Provenance
from commonweal.evidence.tables import Column, Table, tables

__all__ = [
    "DERIVED",
    "LAYOUT",
    "PORTFOLIO_OWNER",
    "Column",
    "Delta",
    "Engine",
    "EvidenceStore",
    "JournalEntry",
    "Manifest",
    "Provenance",
    "QueryTooLarge",
    "Segment",
    "SegmentWriter",
    "Spool",
    "Table",
    "bucket_count",
    "compact",
    "derived",
    "encoded",
    "read_chunks",
    "remove_spills",
    "segments_of",
    "sql_list",
    "tables",
]
