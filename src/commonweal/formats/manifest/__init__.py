# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What package manifests and metadata files declare."""

from commonweal.formats.manifest.licence import declared_licences
from commonweal.formats.manifest.package import Package, package_of

__all__ = ["Package", "declared_licences", "package_of"]
