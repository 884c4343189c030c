# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Standards: what the facts mean, a folder each; verdicts are one step over all of them."""
