# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""OpenSSF Scorecard's checks, reckoned from what a clone shows and from imported forge records."""
