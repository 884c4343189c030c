# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which ecosystem of OSV a package URL belongs to, and the other way round.

Distributions of Linux are left out: their versions mean something within one release
only, and the files of a repository do not say which.
"""

import re
from types import MappingProxyType

# By the type of the package URL, with OSV's name for it.
ECOSYSTEMS = MappingProxyType(
    {
        "bitnami": "Bitnami",
        "cargo": "crates.io",
        "composer": "Packagist",
        "conan": "ConanCenter",
        "cran": "CRAN",
        "gem": "RubyGems",
        "github": "GitHub Actions",
        "golang": "Go",
        "hackage": "Hackage",
        "hex": "Hex",
        "julia": "Julia",
        "maven": "Maven",
        "npm": "npm",
        "nuget": "NuGet",
        "pub": "Pub",
        "pypi": "PyPI",
        "swift": "SwiftURL",
    }
)
_TYPES = MappingProxyType({name.casefold(): type_ for type_, name in ECOSYSTEMS.items()})


_MOVING = re.compile(r"v?(\d{1,6})(?:\.(\d{1,6}))?")
_NEWEST = "999999"


def newest_of(ecosystem: str, version: str) -> str:
    """The version that a name means; `v4` of an action moves along with the newest 4.x.y."""
    match = _MOVING.fullmatch(version) if ecosystem == "GitHub Actions" else None
    return f"{match[1]}.{match[2] or _NEWEST}.{_NEWEST}" if match else version


def purl_type(ecosystem: str) -> str | None:
    """The type of package URL for an ecosystem of OSV; None where nothing of it is matched."""
    return _TYPES.get(ecosystem.strip().casefold())


def ecosystem_of_purl(purl: str) -> str | None:
    """The ecosystem that advisories about a package would name; None where there is none."""
    return ECOSYSTEMS.get(purl.removeprefix("pkg:").partition("/")[0])
