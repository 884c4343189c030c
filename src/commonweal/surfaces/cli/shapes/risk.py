# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What `commonweal risk --json` prints."""

from datetime import datetime
from typing import Literal

import msgspec

from commonweal.surfaces.cli.shapes import Printed
from commonweal.surfaces.cli.shapes._coverage import Coverage
from commonweal.surfaces.cli.shapes._step import Step
from commonweal.surfaces.cli.shapes._subject import Named

Kind = Literal["package", "repository", "person", "organisation", "forge"]


class Impact(msgspec.Struct, frozen=True):
    """The projects that stop.

    count: How many projects stop.
    share: Their share of the weight of the portfolio, from 0 to 1.
    names: The first of them, the heaviest first.
    more: How many are not named.
    """

    count: int
    share: float
    names: tuple[Named, ...]
    more: int


class RiskSummary(msgspec.Struct, frozen=True):
    """The risk of the portfolio in a few numbers.

    entries: How many projects there are.
    packages: How many packages are in use.
    advisories: How many advisories are open.
    urgent: How many of them are critical or high.
    one_person: In how many projects only one of the people behind most of the code is active.
    left: In how many projects none of them is active.
    core_unknown: For how many projects this is not known.
    not_looked_up: Ecosystems in use for which no advisories were imported.
    """

    entries: int
    packages: int
    advisories: int
    urgent: int
    one_person: int
    left: int
    core_unknown: int
    not_looked_up: tuple[str, ...]


class PictureNode(msgspec.Struct, frozen=True):
    """A package or project in the picture.

    name: Its name.
    """

    name: str


class PictureLine(msgspec.Struct, frozen=True):
    """A line of the picture.

    node: The place of its start in `nodes`, from 0.
    entry: The place of its end in `entries`, from 0.
    """

    node: int
    entry: int


class Picture(msgspec.Struct, frozen=True):
    """A small picture of what most depends on.

    nodes: A few packages and projects.
    entries: A few of the projects that stop with them.
    lines: Which stops with which.
    more_entries: How many more projects stop with them.
    """

    nodes: tuple[PictureNode, ...]
    entries: tuple[Named, ...]
    lines: tuple[PictureLine, ...]
    more_entries: int


class Carried(msgspec.Struct, frozen=True):
    """A repository that depends on one person, or on nobody who is active.

    project: Its project.
    repository: Its name.
    active: How many of the people behind most of the code are active.
    core: How many these people are.
    last_release: When it was last released; null where it is not known.
    funding: Whether it says how it can be funded; null where it is not known.
    funding_link: Where it says so; may be empty.
    """

    project: Named
    repository: str
    active: int
    core: int
    last_release: datetime | None
    funding: bool | None
    funding_link: str


class SinglePoint(msgspec.Struct, frozen=True):
    """One thing without which projects stop.

    kind: What it is.
    id: Its id.
    name: Its name; empty for people.
    number: A number in the place of a person's name; 0 for other things.
    impact: The projects that stop.
    repositories: How many repositories stop.
    """

    kind: Kind
    id: str
    name: str
    number: int
    impact: Impact
    repositories: int


class PeopleGone(msgspec.Struct, frozen=True):
    """What stops when so many people are gone.

    people: How many people.
    impact: The projects that stop.
    """

    people: int
    impact: Impact


class SharedNeed(msgspec.Struct, frozen=True):
    """What several projects share.

    kind: What it is.
    name: Its name; empty for people.
    number: A number in the place of a person's name; 0 for other things.
    impact: The projects that stop without it.
    """

    kind: Kind
    name: str
    number: int
    impact: Impact


class Gateway(msgspec.Struct, frozen=True):
    """A package that alone brings in packages with open advisories.

    name: Its name.
    brings: The packages that it brings in.
    advisories: How many advisories are open for them.
    projects: How many projects use it.
    """

    name: str
    brings: tuple[str, ...]
    advisories: int
    projects: int


class Edge(msgspec.Struct, frozen=True):
    """One repository of the portfolio uses what another one makes.

    needing: The project that uses it.
    providing: The project that makes it.
    name: Name of the package.
    version: The version that is used; may be empty.
    scope: What it is used for, such as development.
    path: The file that says so.
    line: The line in the file; 0 where it is not known.
    address: The web address of the line; may be empty.
    places: How many lines say so.
    """

    needing: Named
    providing: Named
    name: str
    version: str
    scope: str
    path: str
    line: int
    address: str
    places: int


class Copies(msgspec.Struct, frozen=True):
    """Files that are the same in two repositories that are not forks.

    one: The first.
    other: The second.
    files: How many files are the same.
    example: The path of one of them.
    """

    one: Named
    other: Named
    files: int
    example: str


class Risk(msgspec.Struct, frozen=True):
    """What the portfolio depends on: `commonweal risk --json`.

    surveyed_at: When the survey was; null where it is not known.
    summary: The risk in a few numbers.
    steps: The first steps about packages and people.
    more_steps: How many steps come after these.
    picture: A small picture of what most depends on.
    carried: Repositories that depend on one person, or on nobody who is active.
    single_points: What most projects stop without.
    people_gone: What stops when one, two, three and more people are gone.
    shared: What several projects share.
    gateways: Packages that bring in packages with open advisories.
    edges: Which repository of the portfolio uses what another one makes.
    more_edges: How many more such uses there are.
    reused: How many projects make something that another one uses.
    copies: Files that stand in several repositories.
    forks: Repositories that share their first commits.
    coverage: What was looked up in databases of advisories.
    version: Version of this shape.
    """

    surveyed_at: datetime | None
    summary: RiskSummary
    steps: tuple[Step, ...]
    more_steps: int
    picture: Picture
    carried: tuple[Carried, ...]
    single_points: tuple[SinglePoint, ...]
    people_gone: tuple[PeopleGone, ...]
    shared: tuple[SharedNeed, ...]
    gateways: tuple[Gateway, ...]
    edges: tuple[Edge, ...]
    more_edges: int
    reused: int
    copies: tuple[Copies, ...]
    forks: tuple[tuple[Named, ...], ...]
    coverage: tuple[Coverage, ...]
    version: Literal[1] = 1


class Stopped(msgspec.Struct, frozen=True):
    """A repository that stops.

    repository: Its id.
    entry: Its project.
    why: Why it stops.
    through: The package or repository that it depends on; may be empty.
    """

    repository: str
    entry: Named
    why: str
    through: str


class Without(msgspec.Struct, frozen=True):
    """What stops without some things: `commonweal risk --without KIND:NAME --json`.

    gone: What is gone, each as its kind and its id.
    impact: The projects that stop.
    development: The projects that go on, but need it for development or extras.
    repositories: The repositories that stop.
    entries: How many projects there are.
    version: Version of this shape.
    """

    gone: tuple[tuple[Kind, str], ...]
    impact: Impact
    development: Impact
    repositories: tuple[Stopped, ...]
    entries: int
    version: Literal[1] = 1


DOCUMENTS = {"risk": Printed((Risk, Without))}
