# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What tests of downloads share."""

from tests.sources.advisories.mirror import mirror, store

__all__ = ["mirror", "store"]
