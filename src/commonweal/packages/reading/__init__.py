# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the readers of all ecosystems share: guarded text, values, lines and links."""
