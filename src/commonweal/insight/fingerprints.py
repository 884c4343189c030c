# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Whether the evidence of a subject is the same as before: a digest of its rows."""

from collections.abc import Mapping

from commonweal.evidence import tables
from commonweal.insight.package_pages import packages_with_page
from commonweal.insight.priorities import priority_list
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading
from commonweal.insight.reuse import through

# When the newest period ends is the moment of the survey, which no page of a subject shows.
_MOMENTS = frozenset({"until"})


def fingerprints(reading: Reading, table: str) -> Mapping[str, str]:
    """Digest the rows of a table by their own subject; the order of rows does not matter.

    When and by which tool a row was collected does not count.
    """
    columns = ", ".join(f'"{name}"' for name in tables()[table].columns if name not in _MOMENTS)
    owner = "subject_id" if "subject_id" in tables()[table].columns else "repository_id"
    sql = query("fingerprints").format(table=table, columns=columns, owner=owner)
    return dict(reading.engine.rows(sql))


def fingerprints_of_standards(reading: Reading) -> Mapping[str, str]:
    """Digest the verdicts of each standard."""
    return reading.once(_of_standards)


def _of_standards(reading: Reading) -> Mapping[str, str]:
    return dict(reading.engine.rows(query("standard_fingerprints")))


def fingerprints_of_packages(reading: Reading) -> Mapping[str, str]:
    """Digest how subjects use packages, how these are called and shown, and who makes them."""
    packages_with_page(reading)
    return dict(reading.engine.rows(query("package_fingerprints")))


def fingerprints_of_uses(reading: Reading) -> Mapping[str, str]:
    """Digest the packages that repositories need, with versions, scopes and licences."""
    return reading.once(_of_uses)


def _of_uses(reading: Reading) -> Mapping[str, str]:
    return fingerprints(reading, "package_needed")


def fingerprints_of_steps(reading: Reading) -> Mapping[str, str]:
    """Digest the steps of each project, with their places in the list."""
    names, gateways = reading.package_names, through(reading)
    paged = packages_with_page(reading)
    # What the sentences of a step about a package take from elsewhere is its name, the one
    # package that brings it in, and whether it has a page.
    placed = [
        (step.reason_id, step.target, repr((number, step.class_, step.hours, *about)))
        for number, step in enumerate(priority_list(reading), 1)
        for about in [(names.get(step.target), gateways.get(step.target), step.target in paged)]
    ]
    columns = {"reason_id": "VARCHAR", "target": "VARCHAR", "digest": "VARCHAR"}
    with reading.engine.relation("placed", columns, placed):
        return dict(reading.engine.rows(query("step_fingerprints")))
