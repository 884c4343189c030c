# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The facts: tables, immutable generations of Parquet, and the one engine that reads them."""

from commonweal.evidence.engine import Engine
from commonweal.evidence.generation import JournalEntry, Manifest, Segment
from commonweal.evidence.segments import SegmentWriter
from commonweal.evidence.store import EvidenceStore, Provenance
from commonweal.evidence.tables import Column, Table, tables

__all__ = [
    "Column",
    "Engine",
    "EvidenceStore",
    "JournalEntry",
    "Manifest",
    "Provenance",
    "Segment",
    "SegmentWriter",
    "Table",
    "tables",
]
