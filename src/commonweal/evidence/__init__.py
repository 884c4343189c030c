# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The facts: tables, immutable generations of Parquet, and the one engine that reads them."""

from commonweal.evidence.engine import DERIVED, Engine, remove_spills
from commonweal.evidence.generation import JournalEntry, Manifest, Segment
from commonweal.evidence.relations import derived
from commonweal.evidence.segments import SegmentWriter
from commonweal.evidence.store import EvidenceStore, Provenance
from commonweal.evidence.tables import Column, Table, tables

__all__ = [
    "DERIVED",
    "Column",
    "Engine",
    "EvidenceStore",
    "JournalEntry",
    "Manifest",
    "Provenance",
    "Segment",
    "SegmentWriter",
    "Table",
    "derived",
    "remove_spills",
    "tables",
]
