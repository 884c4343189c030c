# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Licences of packages: what manifests declare, and what that means for those who use them."""

from commonweal.packages.licences.classes import LICENCE_CLASSES, LicenceClass, licence_class
from commonweal.packages.licences.declared import licences_of, spdx_ids

__all__ = ["LICENCE_CLASSES", "LicenceClass", "licence_class", "licences_of", "spdx_ids"]
