# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Packages that lock files, manifests and bills of materials name; one module per family."""

from commonweal.packages.locks.package import Package, PackagesRefused, Reader

__all__ = ["Package", "PackagesRefused", "Reader"]
