# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""codemeta.json, versions 2 and 3: metadata of software as JSON-LD."""
