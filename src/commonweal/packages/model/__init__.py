# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What packages, needs and manifests are, and how package URLs name them."""

from commonweal.packages.model.need import (
    FIELDS,
    SCOPES,
    Field,
    Link,
    Managed,
    Manifest,
    ManifestReader,
    Need,
    Provision,
    Scope,
    Stated,
    merged,
)
from commonweal.packages.model.package import Package, PackagesRefused, Reader
from commonweal.packages.model.purl import purl_of, repository_purl, with_version

__all__ = [
    "FIELDS",
    "SCOPES",
    "Field",
    "Link",
    "Managed",
    "Manifest",
    "ManifestReader",
    "Need",
    "Package",
    "PackagesRefused",
    "Provision",
    "Reader",
    "Scope",
    "Stated",
    "merged",
    "purl_of",
    "repository_purl",
    "with_version",
]
