# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What to look after first: what is known of packages and repositories, and the step to take."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

import msgspec

from commonweal.formats.funding import funding_links
from commonweal.insight.attention import is_quiet
from commonweal.insight.places import is_web_address
from commonweal.insight.reading import Reading
from commonweal.insight.reuse import Named, named
from commonweal.insight.supply import PackageRow, aware
from commonweal.insight.upgrades import Upgrade, upgrades_of
from commonweal.packages.advisories.severity import Level
from commonweal.resilience.care import Candidate, Concern, concerns_of_advisories, ranked
from commonweal.resilience.loss import Loss
from commonweal.resilience.world import Node, NodeKind, Repository, World

NAMES = 4
# A year without a version, for a project that had some.
_LATE_RELEASE = 365.0

StepKind = Literal[
    "remove", "replace", "raise", "judge", "find_keeper", "ask", "second_person", "release"
]


class Hit(msgspec.Struct, frozen=True):
    """Entries that stop, the heaviest first; `share` of the portfolio's weight, 0 to 1."""

    count: int
    share: float
    names: tuple[Named, ...]
    more: int


class Care(msgspec.Struct, frozen=True):
    """Something to look after: why, what is known of it, and the step to take.

    `maintainers` are the people of its truck factor who are still active, of `core_size`;
    None where its repository was not surveyed. `funding` tells whether it says how to fund it.
    """

    kind: NodeKind
    id: str
    name: str
    ecosystem: str
    hit: Hit
    concerns: tuple[Concern, ...]
    advisories: int
    mended: int
    severity: str
    versions: tuple[str, ...]
    maintainers: int | None
    core_size: int
    last_release: datetime | None
    funding: bool | None
    funding_link: str
    step: StepKind
    target: str
    through: str
    subject_id: str
    rank: float


class _Known(NamedTuple):
    """What a page knows of repositories and packages, by id."""

    releases: Mapping[str, datetime]
    funded: Mapping[str, bool]
    links: Mapping[str, str]
    threats: Mapping[str, tuple[tuple[Level, ...], tuple[str, ...]]]
    packages: Mapping[str, PackageRow]
    upgrades: Mapping[str, Upgrade]


def hit_of(reading: Reading, world: World, entries: Iterable[str], *, most: int = NAMES) -> Hit:
    """Name the entries that stop, the heaviest first."""
    listed = sorted(entries, key=lambda entry: (-world.weights[entry], named(reading, entry).name))
    return Hit(
        count=len(listed),
        share=world.weight_of(listed),
        names=tuple(named(reading, one) for one in listed[:most]),
        more=max(0, len(listed) - most),
    )


def _known(reading: Reading) -> _Known:
    engine = reading.engine
    packages = reading.supply.packages.get("portfolio", ())
    released = engine.rows(
        "select repository_id, max(released_at) from releases "
        "where released_at is not null and not is_prerelease group by repository_id"
    )
    return _Known(
        releases={id_: moment for id_, at in released if (moment := aware(at))},
        funded={
            id_: outcome == "true"
            for id_, outcome in engine.rows(
                "select repository_id, outcome from finding "
                "where probe_id = 'funding_declared' and outcome in ('true', 'false')"
            )
        },
        links=_funding_links(reading),
        threats={
            purl: (tuple(levels or ()), tuple(kinds))
            for purl, levels, kinds in engine.rows(
                "select purl, list(distinct level) filter (where kind = 'vulnerability'), "
                "list(distinct kind) from exposures "
                "where repository_id = 'portfolio' and is_open group by purl"
            )
        },
        packages={package.purl: package for package in packages},
        upgrades={raise_.purl: raise_ for raise_ in upgrades_of(reading, "portfolio")},
    )


def _funding_links(reading: Reading) -> Mapping[str, str]:
    """Where one can give for a repository: the first address of its FUNDING.yml."""
    rows = reading.engine.rows(
        "select repository_id, text from document "
        "where kind = 'funding' and lower(path) like '%funding.y%ml' order by repository_id, path"
    )
    return {
        repository_id: link
        for repository_id, text in reversed(rows)
        if (link := next(filter(is_web_address, funding_links(text)), ""))
    }


def cared_for(reading: Reading, loss: Loss) -> tuple[Care, ...]:
    """Packages from elsewhere and repositories of the portfolio, what wants care first."""
    known = _known(reading)
    world = loss.world
    provided = {purl for repository in world.repositories for purl in repository.provides}
    candidates = [
        _package_candidate(loss, known, node)
        for node in world.nodes("package")
        # Only what is known of a package can put it on the list.
        if node.id in known.threats and node.id not in provided
    ]
    candidates += [
        _repository_candidate(reading, loss, known, node) for node in world.nodes("repository")
    ]
    return tuple(_care(reading, loss, known, one) for one in ranked(candidates))


def _package_candidate(loss: Loss, known: _Known, node: Node) -> Candidate:
    entries = loss.entries([node])
    concerns = concerns_of_advisories(*known.threats.get(node.id, ((), ())))
    row = known.packages.get(node.id)
    advisories = row.advisories if row else 0
    return Candidate(node, entries, loss.weight([node]), concerns, advisories)


def _repository_candidate(reading: Reading, loss: Loss, known: _Known, node: Node) -> Candidate:
    entries = loss.entries([node])
    repository = loss.repository(node.id)
    subject = reading.subjects[node.id]
    concerns: list[Concern] = []
    if repository.core_size and not repository.core:
        concerns.append("core_left")
    elif len(repository.core) == 1:
        concerns.append("one_person" if repository.core_size == 1 else "one_left")
    if is_quiet(reading, subject):
        concerns.append("quiet")
    age = reading.value(subject, "release_age")
    if age is not None and age > _LATE_RELEASE:
        concerns.append("no_release")
    if concerns and known.funded.get(node.id) is False:
        concerns.append("unfunded")
    return Candidate(node, entries, loss.weight([node]), tuple(concerns))


def _care(reading: Reading, loss: Loss, known: _Known, candidate: Candidate) -> Care:
    hit = hit_of(reading, loss.world, candidate.entries)
    if candidate.node.kind == "repository":
        return _care_of_repository(
            reading, loss.repository(candidate.node.id), known, candidate, hit
        )
    row, raised = known.packages.get(candidate.node.id), known.upgrades.get(candidate.node.id)
    return Care(
        kind="package",
        id=candidate.node.id,
        name=row.name if row else candidate.node.id,
        ecosystem=row.ecosystem if row else "",
        hit=hit,
        concerns=candidate.concerns,
        advisories=row.advisories if row else 0,
        mended=raised.settled if raised else 0,
        severity=row.severity if row else "",
        versions=row.versions if row else (),
        maintainers=None,
        core_size=0,
        last_release=None,
        funding=None,
        funding_link="",
        step=_step_for_package(candidate.concerns, raised),
        target=raised.version if raised else "",
        through=raised.through if raised else "",
        subject_id="",
        rank=candidate.rank,
    )


def _step_for_package(concerns: Sequence[Concern], raised: Upgrade | None) -> StepKind:
    if "malicious" in concerns:
        return "remove"
    if raised and raised.version:
        return "raise"
    if "unmaintained" in concerns:
        return "replace"
    return "judge"


def _care_of_repository(
    reading: Reading, repository: Repository, known: _Known, candidate: Candidate, hit: Hit
) -> Care:
    return Care(
        kind="repository",
        id=candidate.node.id,
        name=_name_of(reading, repository),
        ecosystem="",
        hit=hit,
        concerns=candidate.concerns,
        advisories=0,
        mended=0,
        severity="",
        versions=(),
        maintainers=len(repository.core) if repository.core_size else None,
        core_size=repository.core_size,
        last_release=known.releases.get(candidate.node.id),
        funding=known.funded.get(candidate.node.id),
        funding_link=known.links.get(candidate.node.id, ""),
        step=_step_for_repository(candidate.concerns),
        target="",
        through="",
        subject_id=repository.entry_id,
        rank=candidate.rank,
    )


def _name_of(reading: Reading, repository: Repository) -> str:
    """A project of one repository is known by its own name."""
    entry = reading.subjects.get(repository.entry_id)
    if entry and len(entry.repository_ids) == 1:
        return entry.name
    return reading.subjects[repository.id].name


def _step_for_repository(concerns: Sequence[Concern]) -> StepKind:
    if "core_left" in concerns:
        return "find_keeper"
    if "one_person" in concerns or "one_left" in concerns:
        return "second_person"
    return "ask" if "quiet" in concerns else "release"
