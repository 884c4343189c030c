# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The licence that a manifest declares, as SPDX ids; never a guess.

A value that is no SPDX expression counts only where it is one of a few unmistakable
spellings.
"""

import re
from types import MappingProxyType

from commonweal.formats.spdx import licence_ids
from commonweal.packages.model import Manifest

_MOST = 20
_LONGEST = 500
_SPELLINGS = MappingProxyType(
    {
        "mit license": "MIT",
        "the mit license": "MIT",
        "apache 2.0": "Apache-2.0",
        "apache 2": "Apache-2.0",
        "apache license 2.0": "Apache-2.0",
        "apache license, version 2.0": "Apache-2.0",
        "apache software license 2.0": "Apache-2.0",
        "the apache license, version 2.0": "Apache-2.0",
        "the apache software license, version 2.0": "Apache-2.0",
        "bsd 3-clause": "BSD-3-Clause",
        "bsd-3": "BSD-3-Clause",
        "bsd 2-clause": "BSD-2-Clause",
        "isc license": "ISC",
        "mozilla public license 2.0": "MPL-2.0",
        "mozilla public license, version 2.0": "MPL-2.0",
        "mpl 2.0": "MPL-2.0",
        "eupl 1.2": "EUPL-1.2",
        "eclipse public license 2.0": "EPL-2.0",
        "eclipse public license - v 2.0": "EPL-2.0",
        "agplv3+": "AGPL-3.0-or-later",
        "gplv2+": "GPL-2.0-or-later",
        "gplv3+": "GPL-3.0-or-later",
        "gpl-2+": "GPL-2.0-or-later",
        "gpl-3+": "GPL-3.0-or-later",
        "lgplv3+": "LGPL-3.0-or-later",
        "cc0": "CC0-1.0",
    }
)
# Trove classifiers that name one licence and one version.
_CLASSIFIERS = MappingProxyType(
    {
        "MIT License": "MIT",
        "ISC License (ISCL)": "ISC",
        "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
        "European Union Public Licence 1.2 (EUPL 1.2)": "EUPL-1.2",
        "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
        "GNU General Public License v3 or later (GPLv3+)": "GPL-3.0-or-later",
        "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
        "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
        "GNU Affero General Public License v3 or later (AGPLv3+)": "AGPL-3.0-or-later",
        "The Unlicense (Unlicense)": "Unlicense",
    }
)
_SPDX_URL = re.compile(r"https?://spdx\.org/licenses/([A-Za-z0-9.+-]{1,80}?)(?:\.html|\.json)?/?")


def licences_of(manifest: Manifest) -> tuple[str, ...]:
    """Give the SPDX ids that a manifest declares, sorted; empty where none is understood."""
    written = (*manifest.texts("licence"), *_classified(manifest))
    return tuple(sorted({spdx for value in written[:_MOST] for spdx in spdx_ids(value)}))


def _classified(manifest: Manifest) -> tuple[str, ...]:
    """Trove classifiers that name one licence and one version."""
    named = (
        classifier.rpartition(" :: ")[2]
        for classifier in manifest.texts("classifier")
        if classifier.startswith("License :: ")
    )
    return tuple(_CLASSIFIERS[name] for name in named if name in _CLASSIFIERS)


def spdx_ids(value: str) -> tuple[str, ...]:
    """The SPDX ids of a licence as people write it; empty where it is not understood."""
    text = value[:_LONGEST].strip().strip("\"'").strip()
    if url := _SPDX_URL.fullmatch(text):
        return licence_ids(url[1])
    # Composer and old Cargo write "or" in their own ways.
    known = licence_ids(text) or licence_ids(text.replace("/", " OR "))
    spelling = _SPELLINGS.get(" ".join(text.casefold().split()))
    return known or ((spelling,) if spelling else ())
