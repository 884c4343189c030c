# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What package manifests and metadata files declare."""

from commonweal.packages.declared.dependencies import Declared, dependencies_of
from commonweal.packages.declared.licence import declared_licences
from commonweal.packages.declared.package import Package, package_of

__all__ = ["Declared", "Package", "declared_licences", "dependencies_of", "package_of"]
