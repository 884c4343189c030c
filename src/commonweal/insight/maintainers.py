# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Projects that few people carry, with what is known of who maintains and funds them."""

from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec

from commonweal.formats.funding import funding_links
from commonweal.insight.names import Named, named
from commonweal.insight.places import is_web_address
from commonweal.insight.priorities import steps_of
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading

_MOST = 12


class Carried(msgspec.Struct, frozen=True):
    """A repository with one core person or none: `active` of `core` people still commit.

    `funding` tells whether it says how it can be funded; None where that is not known.
    """

    project: Named
    repository: str
    active: int
    core: int
    last_release: datetime | None
    funding: bool | None
    funding_link: str


def carried_by_few(reading: Reading) -> tuple[Carried, ...]:
    """Give the repositories behind the steps about people, in the order of the steps."""
    steps = steps_of(reading, topics=("people",))
    order = dict.fromkeys(project.id for step in steps for project in step.projects)
    by_entry: dict[str, list[Carried]] = {}
    for repository in reading.dependency_graph.repositories:
        if repository.core_size and len(repository.core) <= 1 and repository.entry_id in order:
            by_entry.setdefault(repository.entry_id, []).append(
                Carried(
                    project=named(reading, repository.entry_id),
                    repository=reading.subjects[repository.id].name,
                    active=len(repository.core),
                    core=repository.core_size,
                    last_release=reading.once(_releases).get(repository.id),
                    funding=reading.once(_funding).get(repository.id),
                    funding_link=reading.once(_funding_links).get(repository.id, ""),
                )
            )
    found = [carried for entry in order for carried in by_entry.get(entry, ())]
    return tuple(found[:_MOST])


def _releases(reading: Reading) -> Mapping[str, datetime]:
    rows = reading.engine.rows(query("last_releases"))
    return {repository_id: moment.replace(tzinfo=UTC) for repository_id, moment in rows}


def _funding(reading: Reading) -> Mapping[str, bool]:
    return dict(reading.engine.rows(query("funding_outcomes")))


def _funding_links(reading: Reading) -> Mapping[str, str]:
    """The first address of each FUNDING.yml."""
    rows = reading.engine.rows(query("funding_files"))
    return {
        repository_id: link
        for repository_id, text in reversed(rows)
        if (link := next(filter(is_web_address, funding_links(text)), ""))
    }
