# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Package URLs: type, name and version of one."""

from typing import NamedTuple
from urllib.parse import unquote

# Types that the package URL specification or the sources of advisories know.
_TYPES = frozenset(
    (
        "alpm",
        "apk",
        "asdf",
        "bitbucket",
        "bitnami",
        "brew",
        "cargo",
        "chocolatey",
        "cocoapods",
        "composer",
        "conan",
        "conda",
        "cos",
        "cpan",
        "cran",
        "deb",
        "dhi",
        "docker",
        "flatpak",
        "gem",
        "generic",
        "github",
        "golang",
        "googet",
        "hackage",
        "haskell",
        "hex",
        "huggingface",
        "julia",
        "jsr",
        "k8s",
        "lua",
        "luarocks",
        "macapps",
        "macports",
        "maven",
        "mise",
        "mlflow",
        "nim",
        "nix",
        "npm",
        "nuget",
        "oci",
        "opam",
        "opkg",
        "otp",
        "pacman",
        "portage",
        "pub",
        "pypi",
        "qpkg",
        "rpm",
        "snap",
        "spack",
        "swid",
        "swift",
        "winget",
        "wordpress",
    )
)
_LOWER = ("bitbucket", "github", "pypi", "composer")
_LONGEST = 4_000


class PackageUrl(NamedTuple):
    """The parts of a package URL that say which package it is."""

    type: str
    namespace: str
    name: str
    version: str


def package_url(text: str) -> PackageUrl | None:
    """Read a package URL; None where it is none, or of no known type."""
    scheme, mark, rest = text[:_LONGEST].strip().partition(":")
    if scheme != "pkg" or not mark:
        return None
    path = rest.lstrip("/").partition("#")[0].partition("?")[0]
    kind, _, path = path.partition("/")
    kind = kind.lower()
    at = path.rfind("@")
    # A scope may be written with its sign: `npm/@scope/name`.
    path, version = (path[:at], path[at + 1 :]) if at > path.rfind("/") else (path, "")
    namespace, _, name = path.strip("/").rpartition("/")
    name = unquote(name)
    if kind not in _TYPES or not name:
        return None
    if kind in _LOWER:
        name = name.lower()
    if kind == "pypi":
        name = name.replace("_", "-")
    return PackageUrl(kind, unquote(namespace), name, unquote(version))
