# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the package files of one repository say together: versions, scopes, what is asked for."""

from commonweal.packages.project.files import LockFile, Missing, PackageFiles
from commonweal.packages.project.resolve import linked_paths, resolve

__all__ = ["LockFile", "Missing", "PackageFiles", "linked_paths", "resolve"]
