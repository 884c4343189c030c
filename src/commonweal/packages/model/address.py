# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Package URLs and web addresses, taken apart without anything that could open them."""

import re
from typing import NamedTuple

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
        "gitlab",
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
_TYPE = re.compile(r"[a-z][a-z0-9.+-]{0,60}")
_ENCODED = re.compile(r"(?:%[0-9a-fA-F]{2})++")


class PackageUrl(NamedTuple):
    """The parts of a package URL that say which package it is."""

    type: str
    namespace: str
    name: str
    version: str

    @property
    def is_known(self) -> bool:
        """Tell whether the type is one that the specification or a source of advisories knows."""
        return self.type in _TYPES

    @property
    def whole_name(self) -> str:
        """The name with its namespace, as the ecosystem writes it."""
        separator = ":" if self.type == "maven" else "/"
        return f"{self.namespace}{separator}{self.name}" if self.namespace else self.name


def package_url(text: str) -> PackageUrl | None:
    """Read a package URL; None where it is none. Its scheme and type are the same in capitals."""
    scheme, mark, rest = text[:_LONGEST].strip().partition(":")
    if scheme.lower() != "pkg" or not mark:
        return None
    path = rest.lstrip("/").partition("#")[0].partition("?")[0]
    kind, _, path = path.partition("/")
    kind = kind.lower()
    at = path.rfind("@")
    # A scope may be written with its sign: `npm/@scope/name`.
    path, version = (path[:at], path[at + 1 :]) if at > path.rfind("/") else (path, "")
    namespace, _, name = path.strip("/").rpartition("/")
    name = plain(name)
    if not _TYPE.fullmatch(kind) or not name:
        return None
    if kind in _LOWER:
        name = name.lower()
    if kind == "pypi":
        name = name.replace("_", "-")
    return PackageUrl(kind, plain(namespace), name, plain(version))


class WebAddress(NamedTuple):
    """The parts of a web address that tell of a package."""

    host: str
    path: str
    query: str
    fragment: str


def web_address(text: str) -> WebAddress:
    """Take an address apart; the host is empty where there is none."""
    before, _, fragment = text[:_LONGEST].partition("#")
    before, _, query = before.partition("?")
    _scheme, mark, rest = before.partition("://")
    authority, _, path = rest.partition("/")
    host = authority.rpartition("@")[2] if mark else ""
    return WebAddress(host, plain(path), query, plain(fragment))


def plain(text: str) -> str:
    """Decode what is percent-encoded."""
    return _ENCODED.sub(
        lambda match: bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "replace"), text
    )
