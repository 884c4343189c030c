# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Who uses a package: everybody but the repository that makes it."""

from pathlib import Path

import pytest

from commonweal.evidence.engine import Engine
from commonweal.evidence.rows import PackageNeededRow, PackageProvidedRow
from commonweal.insight.queries import query
from commonweal.resilience.graph import Node, read_dependency_graph
from commonweal.resilience.impact import ImpactAnalysis
from commonweal.sources.advisories.match import match
from commonweal.sources.advisories.store import AdvisoryStore
from tests.evidence.made import repository

CORE = "pkg:maven/org.wells/core"


def needed(repository_id: str) -> PackageNeededRow:
    return PackageNeededRow(
        repository_id=repository_id,
        path="pom.xml",
        line=1,
        format="maven",
        purl=CORE,
        name="org.wells:core",
        version="1.0",
        requirement="1.0",
        commit_id="",
        scope="runtime",
        is_direct=True,
        is_locked=False,
        requires=(),
        licence="",
    )


PROVIDED = PackageProvidedRow(
    repository_id="wells",
    path="core/pom.xml",
    line=1,
    purl=CORE,
    name="org.wells:core",
    version="1.0",
    home="",
)


def engine(*needing: str) -> Engine:
    return Engine(
        given={
            "repository": [repository(id_) for id_ in ("pump", "wells")],
            "package_needed": [needed(id_) for id_ in needing],
            "package_provided": [PROVIDED],
        }
    )


def test_a_repository_is_no_user_of_what_it_makes_itself() -> None:
    made = engine("wells", "pump")

    used = made.rows("select repository_id, projects from package_uses order by repository_id")
    graph = read_dependency_graph(made)
    made.close()

    assert used == [("portfolio", 1), ("pump", 1)]
    assert {one.id: one.needs for one in graph.repositories} == {
        "pump": frozenset({CORE}),
        "wells": frozenset(),
    }
    assert ImpactAnalysis(graph).entries([Node("package", CORE)]) == {"pump"}


def test_modules_of_one_repository_that_need_each_other_leave_nothing() -> None:
    made = engine("wells")

    used = made.rows("select * from package_uses")
    edges = made.rows("select needing_id, providing_id from package_edges")
    made.close()

    assert (used, edges) == ([], [])


@pytest.mark.parametrize(
    ("needing", "versions"), [(("wells",), 0), (("pump",), 1), (("wells", "pump"), 1)]
)
def test_every_count_of_packages_is_the_same_count(
    tmp_path: Path, needing: tuple[str, ...], versions: int
) -> None:
    made = engine(*needing)

    counted = {subject: number for subject, _, number, *_ in made.rows(query("package_counts"))}
    [(packages,)] = made.rows(query("package_count"))
    licences = made.rows(query("package_licences"), subject="portfolio")
    coverage = match(made, AdvisoryStore(tmp_path / "advisories")).advisory_coverage
    made.close()

    assert counted.get("portfolio", 0) == versions
    assert packages == versions
    assert len({(purl, version) for purl, version, *_ in licences}) == versions
    assert sum(row[2] for row in coverage) == versions
