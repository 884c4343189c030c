# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What was found in a project: each fact once, with places that a person can open."""

from commonweal.core.message import message
from commonweal.insight import findings
from commonweal.insight.reading import Reading
from commonweal.views import sheet
from commonweal.views.caveats import Caveat, ends
from commonweal.views.definition import Column, Definition, Table, columns


class Page(findings.Page, frozen=True):
    """A project's facts, and where they end."""

    caveats: tuple[Caveat, ...]


def page(reading: Reading, subject_id: str) -> Page:
    """Read all facts of a subject."""
    found = findings.page(reading, subject_id)
    return Page(
        found.subject, found.repositories, found.topics, caveats=ends(reading, found.subject)
    )


_FACTS = Table(
    columns(
        Column("repository", message("Name of the repository"), lambda fact: fact.repository),
        Column("probe", message("Id of the fact"), lambda fact: fact.probe.id),
        Column("outcome", message("true, false, unknown or not_applicable"), lambda f: f.outcome),
        Column("reason", message("Name of the reason"), lambda fact: fact.reason),
        Column(
            "path",
            message("The first file that shows it"),
            lambda f: f.places[0].path if f.places else "",
        ),
        Column(
            "line",
            message("Line in the file; empty where it is the file as a whole"),
            lambda fact: fact.places[0].line if fact.places else None,
        ),
    ),
    lambda found: [fact for topic in found.topics for fact in topic.facts],
)
PAGES = (
    Definition(
        "facts",
        "facts/{subject}.html",
        message("What was found"),
        page,
        keys=sheet.judged,
        above="project",
        whole="standards",
        table=_FACTS,
        is_table_alone=True,
        evidence=("finding", "finding_place", "repository"),
    ),
)
