# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Manifests of which only little is read: that they list needs, and what they name."""
