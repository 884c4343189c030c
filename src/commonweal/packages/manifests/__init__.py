# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What repositories need and provide, by package URL; one module per family of manifests."""

from commonweal.packages.manifests.need import (
    SCOPES,
    Manifest,
    ManifestReader,
    Need,
    Provision,
    Scope,
    merged,
)
from commonweal.packages.manifests.purl import purl_of, repository_purl, with_version

__all__ = [
    "SCOPES",
    "Manifest",
    "ManifestReader",
    "Need",
    "Provision",
    "Scope",
    "merged",
    "purl_of",
    "repository_purl",
    "with_version",
]
