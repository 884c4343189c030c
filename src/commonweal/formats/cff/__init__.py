# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""CITATION.cff, versions 1.0.3 to 1.3.0: judged, and converted to other formats."""
