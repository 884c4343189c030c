# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a file says that a repository needs, and what the repository provides."""

from collections.abc import Callable, Iterable
from typing import Literal

import msgspec

# When a package is needed; a locked package that several want has the first that fits.
Scope = Literal["runtime", "optional", "development", "build", "ci", "container", "submodule"]
SCOPES: tuple[Scope, ...] = (
    "runtime", "optional", "development", "build", "ci", "container", "submodule",
)  # fmt: skip


class Need(msgspec.Struct, frozen=True):
    """A package that a file names as needed.

    `purl` is a package URL without version, qualifiers and subpath, as `purl_of` makes it.
    `version` is one exact version, `requirement` is what a manifest accepts, as written there;
    either may be empty. `requires` are the packages that this one needs itself, as far as
    the file tells: package URLs, each with `@version` where the file says which.
    Line 0 means that no line is known.
    """

    purl: str
    name: str
    version: str = ""
    requirement: str = ""
    commit: str = ""
    line: int = 0
    scope: Scope = "runtime"
    is_direct: bool | None = None
    requires: tuple[str, ...] = ()


class Provision(msgspec.Struct, frozen=True):
    """A package that others can name to get this repository's work.

    `home` is the repository that the manifest says it comes from, by `repository_purl`:
    where that is another one, the manifest came here with a copy.
    """

    purl: str
    name: str
    version: str = ""
    line: int = 0
    home: str = ""


class Manifest(msgspec.Struct, frozen=True):
    """What a manifest names. Empty where it names nothing."""

    needs: tuple[Need, ...] = ()
    provides: tuple[Provision, ...] = ()


class ManifestReader(msgspec.Struct, frozen=True):
    """Reads manifests of one format; its path tells them, in small letters.

    `read` is given the path as it is and the text; it raises nothing but `PackagesRefused`.
    """

    format: str
    read: Callable[[str, str], Manifest]
    names: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    is_named: Callable[[str], bool] = lambda _: False

    def recognises(self, path: str) -> bool:
        """Tell whether a file at this path is of the format."""
        lower = path.casefold()
        name = lower.rpartition("/")[2]
        return name in self.names or name.endswith(self.endings) or self.is_named(lower)


def merged(manifests: Iterable[Manifest]) -> Manifest:
    """Several parts of one manifest as one."""
    parts = tuple(manifests)
    return Manifest(
        needs=tuple(need for part in parts for need in part.needs),
        provides=tuple(provide for part in parts for provide in part.provides),
    )
