# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The static site: every page of a generation as files that need no server and no script."""

from commonweal.surfaces.site.folder import FolderNotOurs, PublishedFile
from commonweal.surfaces.site.publishing import languages_of, publish

__all__ = ["FolderNotOurs", "PublishedFile", "languages_of", "publish"]
