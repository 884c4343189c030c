# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What package manifests and metadata files declare."""

from commonweal.formats.manifest.dependencies import Declared, dependencies_of
from commonweal.formats.manifest.licence import declared_licences
from commonweal.formats.manifest.package import Package, package_of

__all__ = ["Declared", "Package", "declared_licences", "dependencies_of", "package_of"]
