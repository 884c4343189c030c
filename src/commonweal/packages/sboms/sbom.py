# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What an SBOM says, whatever it is written as."""

from datetime import datetime
from typing import Literal

import msgspec

from commonweal.packages.model.need import Scope

# Needed only to make or to test the software: what CycloneDX calls excluded.
APART: frozenset[Scope] = frozenset({"development", "build", "ci"})
Status = Literal["not_affected", "affected", "fixed", "under_investigation"]


class Place(msgspec.Struct, frozen=True, order=True):
    """A line that names a component; line 0 means that no line is known."""

    repository: str
    path: str
    line: int = 0


class Component(msgspec.Struct, frozen=True):
    """A package in one version, once for all places that name it.

    `reference` is its package URL with version, and unique in an SBOM; `requires` are
    references of other components. `purl` has no version; where `is_commit`, a commit stands
    for the version. `is_direct` is None where no
    file tells. `requirements` are what manifests accept, `licences` what files name as its
    licence, as written there. Where `is_unidentified`, only an SBOM names it, and
    without a package URL: no advisory can be looked up.
    """

    reference: str
    purl: str
    version: str = ""
    is_commit: bool = False
    scope: Scope = "runtime"
    is_direct: bool | None = None
    requirements: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    requires: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    is_unidentified: bool = False


class Product(msgspec.Struct, frozen=True):
    """What an SBOM is of: the portfolio, a project, a repository.

    `version` is that of the newest release, `commit` what was read; `licence` is an SPDX id
    and empty where it is not certain; `direct` are references of what it asks for itself.
    """

    reference: str
    name: str
    purl: str = ""
    version: str = ""
    commit: str = ""
    licence: str = ""
    address: str = ""
    direct: tuple[str, ...] = ()


class Affected(msgspec.Struct, frozen=True):
    """A component that an advisory concerns, where, and the version that mends it, if known."""

    reference: str
    name: str
    version: str
    fixed: str
    products: tuple[str, ...]


class Statement(msgspec.Struct, frozen=True):
    """What the office says about an advisory; who said it is not told."""

    status: Status
    because: str
    stated_at: datetime
    link: str = ""


class Vulnerability(msgspec.Struct, frozen=True):
    """An advisory, and those of its components of which the same is said.

    Where of some projects this is said and of others that, each is one of its own.
    `statement` is None where nobody has said anything yet.
    """

    id: str
    kind: str
    level: str
    affected: tuple[Affected, ...]
    aliases: tuple[str, ...] = ()
    summary: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    score: float | None = None
    vector: str = ""
    links: tuple[str, ...] = ()
    statement: Statement | None = None


class Looked(msgspec.Struct, frozen=True):
    """Whether the advisories of an ecosystem were looked up for what the SBOM has of it.

    `packages` counts components with a version; for others nothing can be looked up.
    """

    ecosystem: str
    packages: int
    is_looked_up: bool
    records: int
    as_of: datetime | None


class Sbom(msgspec.Struct, frozen=True):
    """An SBOM.

    `identity` is the same for the same subject of the same survey; `revision` counts up as
    answers and advisories come in. `parts` are the projects of a portfolio or the repositories
    of a project; a product that has none asks for its components itself. `unread` counts package
    files that could not be read, `unread_repositories` repositories. Where
    `has_development` is false, what is needed only to make or test was left out.
    """

    identity: str
    revision: int
    surveyed_at: datetime
    tool_version: str
    office: str
    product: Product
    parts: tuple[Product, ...]
    components: tuple[Component, ...]
    vulnerabilities: tuple[Vulnerability, ...]
    looked: tuple[Looked, ...]
    unread: int = 0
    unread_repositories: int = 0
    has_development: bool = True

    @property
    def products(self) -> tuple[Product, ...]:
        """The product and its parts."""
        return (self.product, *self.parts)

    @property
    def unversioned(self) -> int:
        """How many components no file gives a version."""
        return sum(1 for component in self.components if not component.version)

    @property
    def unidentified(self) -> int:
        """How many components no package URL names; no advisory is matched with these."""
        return sum(1 for component in self.components if component.is_unidentified)

    @property
    def committed(self) -> int:
        """How many components only a commit names; no advisory is matched with these."""
        return sum(1 for component in self.components if component.is_commit)

    @property
    def is_known_to_lack(self) -> bool:
        """Tell whether something is known to be missing; that nothing is cannot be known."""
        return bool(
            self.unread or self.unread_repositories or self.unversioned or self.unidentified
        ) or not (self.has_development)
