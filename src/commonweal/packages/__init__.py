# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Packages: manifests, lock files and SBOMs of every ecosystem, orders of versions, advisories."""
