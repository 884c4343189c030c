# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""One folder per ecosystem: its manifests, its lock files, and what they say."""
