# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What people decided: an append-only SQLite file with numbered migrations."""

from commonweal.ledger.ledger import Answer, Ledger

__all__ = ["Answer", "Ledger"]
