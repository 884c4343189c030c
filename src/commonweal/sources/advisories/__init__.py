# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Advisory databases: taken in from files or from the web, kept as Parquet, matched in one join."""

from commonweal.sources.advisories.store import AdvisoryStore, Database

__all__ = ["AdvisoryStore", "Database"]
