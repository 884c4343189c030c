# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which ecosystem of OSV a package URL belongs to, and the other way round.

Distributions of Linux are left out: their versions mean something within one release
only, and the files of a repository do not say which.
"""

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


def purl_type(ecosystem: str) -> str | None:
    """The type of package URL for an ecosystem of OSV; None where nothing of it is matched."""
    return _TYPES.get(ecosystem.strip().casefold())


def ecosystem_of_purl(purl: str) -> str | None:
    """The ecosystem that advisories about a package would name; None where there is none."""
    return ECOSYSTEMS.get(purl.removeprefix("pkg:").partition("/")[0])
