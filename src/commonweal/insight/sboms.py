# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""SBOMs of a subject, read from the evidence: what it needs and what is known of it.

Development, build and CI can be left out; what nobody could read or look up is told.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from commonweal import __version__
from commonweal.insight.places import is_web_address, public_locator
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading, Subject
from commonweal.packages.advisories.ecosystems import ecosystem_of_purl
from commonweal.packages.model.purl import with_version
from commonweal.packages.sboms import (
    Affected,
    Component,
    Files,
    Line,
    Looked,
    Product,
    Sbom,
    Stated,
    Statement,
    Vulnerability,
    components_of,
    declared_licence,
    direct_needs,
)

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def sbom_of(reading: Reading, subject_id: str, *, has_development: bool = True) -> Sbom:
    """Read the bill of a subject: the portfolio, a project or a repository."""
    subject = reading.subjects.get(subject_id, reading.portfolio)
    needs = _needs(reading, subject)
    files = Files(needs)
    components = components_of(needs, files, has_development=has_development)
    product, parts = _products(reading, subject)
    homes = _homes(reading, subject, parts)
    direct = direct_needs(
        needs, files, homes or dict.fromkeys(subject.repository_ids, product.reference)
    )
    known = {component.reference for component in components}
    manifest = reading.engine.manifest
    unread, unread_repositories = _unread(reading, subject)
    return Sbom(
        identity=" ".join((_survey(reading), subject.id)),
        revision=max(1, manifest.number if manifest else 1) + _recorded(reading),
        surveyed_at=reading.surveyed_at or _NEVER,
        tool_version=__version__,
        office=_office(reading),
        product=_asking(product, direct, known),
        parts=tuple(_asking(part, direct, known) for part in parts),
        components=components,
        vulnerabilities=_vulnerabilities(reading, subject, product, homes, known),
        looked=_looked(reading, components),
        unread=unread,
        unread_repositories=unread_repositories,
        has_development=has_development,
    )


def _recorded(reading: Reading) -> int:
    """How many answers were recorded: each makes a new revision."""
    [(count,)] = reading.engine.rows(query("answers_recorded"))
    return int(count)


def _survey(reading: Reading) -> str:
    """The same for all generations of one survey: answers given later do not change it."""
    manifest = reading.engine.manifest
    if manifest is None:
        return ""
    return f"{manifest.surveyed_at.isoformat()} {manifest.options.get('inputs', '')}"


def _office(reading: Reading) -> str:
    manifest = reading.engine.manifest
    return manifest.options.get("office", "") if manifest else ""


def _needs(reading: Reading, subject: Subject) -> list[Line]:
    """What is needed; a commit stands for the version where nothing else does.

    What the repository makes itself it does not take from elsewhere: an extra of its own,
    a sister in the same repository.
    """
    rows = reading.engine.rows(
        query("needs_of_subject"),
        subject=subject.id,
    )
    return [Line(*row) for row in rows]


def _asking(product: Product, direct: Mapping[str, Iterable[str]], known: set[str]) -> Product:
    wanted = tuple(
        sorted(reference for reference in direct.get(product.reference, ()) if reference in known)
    )
    return msgspec.structs.replace(product, direct=wanted)


def _products(reading: Reading, subject: Subject) -> tuple[Product, tuple[Product, ...]]:
    """The product and its parts; a project of one repository is that repository."""
    ids = subject.repository_ids
    of_repository = _repositories(reading, ids)
    if subject.id == reading.portfolio.id:
        name = _office(reading) or subject.name
        parts = tuple(
            _named(_reference(entry), entry.name, of_repository, entry.repository_ids)
            for entry in reading.entries
        )
        return Product(subject.id, name), parts
    whole = _named(_reference(subject), subject.name, of_repository, ids)
    if len(ids) < 2:  # noqa: PLR2004  it consists of parts
        return whole, ()
    names = {id_: reading.subjects[id_].name for id_ in ids}
    return whole, tuple(
        _named(f"repository:{id_}", names[id_], of_repository, (id_,)) for id_ in ids
    )


def _reference(subject: Subject) -> str:
    return subject.id if subject.kind == "project" else f"repository:{subject.id}"


def _named(reference: str, name: str, known: Mapping[str, Product], ids: Sequence[str]) -> Product:
    if len(ids) != 1 or ids[0] not in known:
        return Product(reference, name)
    return msgspec.structs.replace(known[ids[0]], reference=reference, name=name)


def _repositories(reading: Reading, ids: Sequence[str]) -> Mapping[str, Product]:
    """What is known of each repository."""
    chosen = list(ids)
    licences: dict[str, list[Stated]] = defaultdict(list)
    for id_, *stated in reading.engine.rows(query("root_licence_statements"), ids=chosen):
        licences[id_].append(Stated(*stated))
    purls = dict(reading.engine.rows(query("own_packages"), ids=chosen))
    versions = dict(reading.engine.rows(query("newest_versions"), ids=chosen))
    rows = reading.engine.rows(query("heads_of_repositories"), ids=chosen)
    return {
        id_: Product(
            reference=id_,
            name=id_,
            purl=purls.get(id_) or "",
            version=versions.get(id_) or "",
            commit=commit or "",
            licence=declared_licence(licences[id_]),
            address=public_locator(origin) if origin and is_web_address(origin) else "",
        )
        for id_, commit, origin in rows
    }


def _homes(reading: Reading, subject: Subject, parts: Sequence[Product]) -> Mapping[str, str]:
    """The part that each repository is of; empty where the product has no parts."""
    if not parts:
        return {}
    if subject.id != reading.portfolio.id:
        return {id_: f"repository:{id_}" for id_ in subject.repository_ids}
    return {id_: _reference(entry) for entry in reading.entries for id_ in entry.repository_ids}


def _unread(reading: Reading, subject: Subject) -> tuple[int, int]:
    """Count package files and repositories that could not be read."""
    ids = list(subject.repository_ids)
    [(files,)] = reading.engine.rows(query("unread_package_files"), ids=ids)
    return files, len(ids) - subject.read


def _looked(reading: Reading, components: Iterable[Component]) -> tuple[Looked, ...]:
    """What was looked up, counted over what the SBOM holds; what was not comes first."""
    counted: Counter[str] = Counter()
    for component in components:
        counted[_ecosystem(component.purl)] += bool(component.version and not component.is_commit)
    coverage = {
        ecosystem: (is_looked_up, records, as_of)
        for ecosystem, is_looked_up, records, as_of in reading.engine.rows(query("looked_up"))
    }
    found = []
    for ecosystem in sorted(counted):
        is_looked_up, records, as_of = coverage.get(ecosystem, (False, 0, None))
        found.append(
            Looked(
                ecosystem,
                counted[ecosystem],
                is_looked_up,
                records,
                as_of.replace(tzinfo=UTC) if as_of else None,
            )
        )
    return tuple(sorted(found, key=lambda looked: looked.is_looked_up))


def _ecosystem(purl: str) -> str:
    return ecosystem_of_purl(purl) or purl.removeprefix("pkg:").partition("/")[0]


def _vulnerabilities(
    reading: Reading,
    subject: Subject,
    product: Product,
    homes: Mapping[str, str],
    known: set[str],
) -> tuple[Vulnerability, ...]:
    """Advisories of the subject; those of which different things are said stand apart."""
    rows = reading.engine.rows(
        query("exposures_of_subject"),
        subject=subject.id,
    )
    grouped: dict[tuple[str, Statement | None], dict[str, _Hit]] = defaultdict(dict)
    for advisory_id, status, because, link, stated_at, purl, version, fixed, home in rows:
        reference = with_version(purl, version)
        if reference not in known:
            continue
        said = (
            Statement(status, because or "", stated_at.replace(tzinfo=UTC), link or "")
            if status
            else None
        )
        hit = grouped[advisory_id, said].setdefault(reference, _Hit(purl, version, fixed, {}))
        hit.products[homes.get(home, product.reference)] = None
    advisories = _advisories(reading)
    return tuple(
        msgspec.structs.replace(
            advisories[advisory_id],
            statement=said,
            affected=tuple(_affected(reference, hit) for reference, hit in hits.items()),
        )
        for (advisory_id, said), hits in grouped.items()
    )


class _Hit(NamedTuple):
    purl: str
    version: str
    fixed: str
    products: dict[str, None]


def _affected(reference: str, hit: _Hit) -> Affected:
    name = hit.purl.partition("/")[2].replace("%40", "@")
    return Affected(reference, name, hit.version, hit.fixed or "", tuple(hit.products))


def _advisories(reading: Reading) -> Mapping[str, Vulnerability]:
    return {
        id_: Vulnerability(
            id=id_,
            kind=kind,
            level=level,
            affected=(),
            aliases=tuple(aliases or ()),
            summary=summary or "",
            published=published.replace(tzinfo=UTC) if published else None,
            modified=modified.replace(tzinfo=UTC) if modified else None,
            score=score,
            vector=vector or "",
            links=tuple(links or ()),
        )
        for id_, kind, level, aliases, summary, published, modified, score, vector, links in (
            reading.engine.rows(query("advisories"))
        )
    }
