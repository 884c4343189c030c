# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Exposure: which packages in use are concerned by which advisories, in one join."""

import functools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from importlib import resources
from typing import Any, NamedTuple

from commonweal.evidence import Engine
from commonweal.packages.advisories.ecosystems import ecosystem_of_purl, newest_of
from commonweal.packages.advisories.intervals import SEMANTIC
from commonweal.packages.advisories.severity import LEVELS
from commonweal.packages.versions.sortable import sortable_key
from commonweal.sources.advisories.store import TABLES, AdvisoryStore

Row = tuple[Any, ...]
_WANTED = {"purl": "VARCHAR", "version": "VARCHAR", "key": "BLOB", "semantic_key": "BLOB"}
_GROUPED = {"record_id": "VARCHAR", "advisory_id": "VARCHAR"}


class Matched(NamedTuple):
    """Rows of the tables `advisory`, `exposure` and `advisory_coverage`."""

    advisory: tuple[Row, ...]
    exposure: tuple[Row, ...]
    advisory_coverage: tuple[Row, ...]


def match(engine: Engine, store: AdvisoryStore) -> Matched:
    """Match what is in use against all imported advisories; what was not looked up is told."""
    coverage = tuple(_coverage(engine.rows(_query("in_use")), store))
    selects = {table: store.select(table) for table in TABLES}
    if not all(selects.values()):
        return Matched((), (), coverage)
    with ExitStack() as stack:
        for table, select in selects.items():
            stack.enter_context(engine.derived(table, f"select * from {select}"))  # noqa: S608
        wanted = [*_with_keys(engine.rows(_query("named")), dict(engine.rows(_query("concerned"))))]
        stack.enter_context(engine.relation("wanted", _WANTED, wanted))
        stack.enter_context(engine.derived("advisory_match", _query("matches")))
        records = engine.records(_query("records"))
        groups = alias_groups((record["record_id"], record["aliases"] or ()) for record in records)
        stack.enter_context(engine.relation("grouped", _GROUPED, [*groups.items()]))
        exposures = engine.rows(_query("exposures"))
    return Matched(tuple(_advisories(records, groups)), tuple(exposures), coverage)


def upgrades(engine: Engine, store: AdvisoryStore, matched: Matched) -> tuple[Row, ...]:
    """To which version each concerned one is best raised, and what still concerns that.

    From the highest version that mends one of its advisories on, the advisories of that
    version are looked up in turn, until nothing more is mended: rows of the table `upgrade`.
    """
    fixed: dict[tuple[str, str], set[str]] = {}
    for row in matched.exposure:
        fixed.setdefault((row[3], row[4]), set()).add(row[11])
    targets = {
        package: _highest(package[0], versions - {""}) for package, versions in fixed.items()
    }
    if not any(targets.values()):
        return tuple((*target, "", []) for target in sorted(targets))
    names = {record: row[0] for row in matched.advisory for record in (*row[1], *row[2])}
    known: dict[tuple[str, str], dict[str, str]] = {}
    with ExitStack() as stack:
        for table in TABLES:
            stack.enter_context(engine.derived(table, f"select * from {store.select(table)}"))  # noqa: S608
        for _ in range(_ROUNDS):
            targeted = {
                (package[0], target) for package, target in targets.items() if target
            } - known.keys()
            known |= {upgrade: {} for upgrade in targeted}
            for purl, version, record_id, aliases, _, _, end_kind, end, _ in matches(
                engine, sorted(targeted)
            ):
                name = min((record_id, *(aliases or ())), key=_rank)
                name = names.get(record_id, names.get(name, name))
                known[purl, version][name] = end if end_kind == "fixed" else ""
            upgrades = _next_upgrades(targets, known)
            if not upgrades:
                break
            targets |= upgrades
    return tuple(
        (*package, target, sorted(known.get((package[0], target), {})))
        for package, target in sorted(targets.items())
    )


def matches(engine: Engine, in_use: Sequence[tuple[str, str]]) -> Sequence[Row]:
    """Give each version in use with each record that concerns it, as `verdict_on` judges it.

    The tables of advisories must be on offer.
    """
    wanted = [*_with_keys(in_use, dict(engine.rows(_query("concerned"))))]
    with engine.relation("wanted", _WANTED, wanted):
        return engine.rows(_query("matches"))


# Each round raises a version once more; real chains have two or three.
_ROUNDS = 8


def _next_upgrades(
    targets: Mapping[tuple[str, str], str], known: Mapping[tuple[str, str], Mapping[str, str]]
) -> dict[tuple[str, str], str]:
    """Targets that something still concerns, raised to where that is mended."""
    upgrades = {}
    for concerned, target in targets.items():
        mended = set(known.get((concerned[0], target), {}).values()) - {""}
        if mended and (higher := _highest(concerned[0], mended | {target} - {""})) != target:
            upgrades[concerned] = higher
    return upgrades


def _highest(purl: str, versions: Collection[str]) -> str:
    if len(versions) < 2:  # noqa: PLR2004  nothing to compare
        return next(iter(versions), "")
    ecosystem = ecosystem_of_purl(purl) or ""
    # Of two spellings of one version always the same.
    return max(versions, key=lambda version: (sortable_key(ecosystem, version) or b"", version))


def _with_keys(
    in_use: Iterable[tuple[str, str]], concerned: Mapping[str, bool]
) -> Iterator[tuple[object, ...]]:
    """Keys of versions in their ecosystem's order and, where a record asks, in the semantic one.

    What no record names is left out: making keys takes longer than matching them.
    """
    # Many packages have the same few versions.
    key_of = functools.cache(sortable_key)
    for purl, version in in_use:
        ecosystem = ecosystem_of_purl(purl)
        if version and ecosystem and purl in concerned:
            meant = newest_of(ecosystem, version)
            semantic = key_of(SEMANTIC, meant) if concerned[purl] else None
            yield purl, version, key_of(ecosystem, meant), semantic


def alias_groups(records: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """Give each record the id of its problem: records that share an id or an alias are one.

    A CVE names the problem where there is one, then a GHSA, then the first in the alphabet.
    """
    listed = [(record_id, (record_id, *aliases)) for record_id, aliases in records]
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for record_id, names in listed:
        for name in names:
            parent[root(name)] = root(record_id)
    members: dict[str, list[str]] = {}
    for name in parent:
        members.setdefault(root(name), []).append(name)
    best = {top: min(names, key=_rank) for top, names in members.items()}
    return {record_id: best[root(record_id)] for record_id, _ in listed}


def _rank(name: str) -> tuple[int, str]:
    return (0 if name.startswith("CVE-") else 1 if name.startswith("GHSA-") else 2, name)


def _advisories(records: Sequence[Mapping[str, Any]], groups: Mapping[str, str]) -> Iterator[Row]:
    of_group: dict[str, list[Mapping[str, Any]]] = {}
    for record in records:
        of_group.setdefault(groups[record["record_id"]], []).append(record)
    for advisory_id, members in sorted(of_group.items()):
        worst = min(members, key=_severity_rank)
        ids = [member["record_id"] for member in members]
        aliases = {
            name for member in members for name in (member["record_id"], *(member["aliases"] or ()))
        }
        summaries = (
            record["summary"]
            for record in sorted(members, key=lambda member: _rank(member["record_id"]))
        )
        yield (
            advisory_id,
            ids,
            sorted(aliases - {advisory_id}),
            min((member["kind"] for member in members), key=_KINDS.index),
            next((text for text in summaries if text), ""),
            _stored(
                min(
                    (member["published"] for member in members if member["published"]), default=None
                )
            ),
            _stored(
                max((member["modified"] for member in members if member["modified"]), default=None)
            ),
            worst["level"],
            worst["score"],
            worst["vector"],
            list(dict.fromkeys(link for member in members for link in member["links"] or ()))[:6],
        )


_KINDS = ("malicious", "vulnerability", "unmaintained", "notice")


def _severity_rank(record: Mapping[str, Any]) -> tuple[int, float]:
    return (LEVELS.index(record["level"]), -(record["score"] or 0.0))


def _coverage(in_use: Iterable[tuple[str, str]], store: AdvisoryStore) -> Iterator[Row]:
    """For each type of package in use: how many, and whether anything could be looked up."""
    versions: Counter[str] = Counter()
    unversioned: Counter[str] = Counter()
    for purl, version in in_use:
        (versions if version else unversioned)[purl.removeprefix("pkg:").partition("/")[0]] += 1
    databases = store.databases()
    for type_ in sorted(versions.keys() | unversioned.keys()):
        ecosystem = ecosystem_of_purl(f"pkg:{type_}/") or type_
        having = [database for database in databases if database.ecosystems.get(ecosystem)]
        yield (
            ecosystem,
            type_,
            versions[type_],
            unversioned[type_],
            bool(having),
            sum(database.ecosystems[ecosystem] for database in having),
            _stored(max((database.as_of for database in having if database.as_of), default=None)),
        )


@functools.cache
def _query(name: str) -> str:
    return (resources.files(__package__) / "queries" / f"{name}.sql").read_text(encoding="utf-8")


def _stored(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%d %H:%M:%S") if moment else None
