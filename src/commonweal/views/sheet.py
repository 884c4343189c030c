# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The answer sheet of a project: its assessment, as a page."""

from collections.abc import Iterator

from commonweal.core.message import message
from commonweal.insight.assessment import Assessment, Section, assessment
from commonweal.insight.reading import Reading
from commonweal.insight.results import judged_as, standings
from commonweal.views import subjects
from commonweal.views.caveats import Caveat, ends
from commonweal.views.definition import Column, Definition, Keys, Table, columns


class Page(Assessment, frozen=True):
    """An assessment, and where the facts that it rests on end."""

    caveats: tuple[Caveat, ...]


def page(reading: Reading, subject_id: str, standard_id: str | None = None) -> Page:
    """Read the sheet of a project, a repository or the portfolio; of one standard or of all."""
    found = assessment(reading, subject_id, standard_id)
    return Page(found.subject, found.sections, caveats=ends(reading, found.subject))


def office(reading: Reading) -> Page:
    """Read the sheet of the office itself."""
    return page(reading, reading.portfolio.id)


def judged(reading: Reading) -> Iterator[Keys]:
    """Give the subjects with a page that some standard applies to."""
    for (subject_id,) in subjects.with_pages(reading):
        if standings(reading).get(judged_as(reading, reading.subjects[str(subject_id)])):
            yield (subject_id,)


def badge(reading: Reading, subject_id: str, standard_id: str) -> Section | None:
    """Read where a subject stands in one standard."""
    found = standings(reading).get(judged_as(reading, reading.subjects[subject_id]), ())
    return next(
        (Section(standing, ()) for standing in found if standing.standard.id == standard_id), None
    )


def _badges(reading: Reading) -> Iterator[Keys]:
    for (subject_id,) in judged(reading):
        found = standings(reading)[judged_as(reading, reading.subjects[str(subject_id)])]
        yield from ((subject_id, standing.standard.id) for standing in found)


LINES = Table(
    columns(
        Column(
            "control",
            message(
                "Id of the control: standard/control; its title is on the page of the standard"
            ),
            lambda line: line.control.id,
        ),
        Column(
            "verdict", message("met, not_met, unknown or not_applicable"), lambda line: line.verdict
        ),
        Column(
            "basis",
            message("What settled it: evidence, answer, both, rule or none"),
            lambda line: line.basis,
        ),
        Column(
            "probe",
            message("Id of the fact that decided"),
            lambda line: line.probe.id if line.probe else "",
        ),
        Column("because", message("The reason that a person gave"), lambda line: line.because),
        Column("link", message("The link that a person gave"), lambda line: line.link),
        Column("stated_at", message("When a person gave it"), lambda line: line.stated_at),
        Column("due_at", message("When it is to be given again"), lambda line: line.due_at),
    ),
    lambda found: [line for section in found.sections for line in section.lines],
)
PAGES = (
    Definition(
        "sheet",
        "sheets/{subject}.html",
        message("Answer sheet"),
        page,
        keys=judged,
        above="project",
        whole="office",
        table=LINES,
        is_table_alone=True,
        evidence=("finding", "finding_place", "verdict"),
    ),
    Definition(
        "office",
        "office.html",
        message("Answer sheet of the office"),
        office,
        keys=lambda reading: [()] if standings(reading).get(reading.portfolio.id) else [],
        above="standards",
        template="sheet.html",
        table=LINES,
        is_table_alone=True,
    ),
    Definition(
        "badge",
        "badges/{subject}-{standard}.svg",
        message("Badge"),
        badge,
        keys=_badges,
        above="",
        template="badge.svg",
        has_data=False,
        evidence=("verdict",),
    ),
)
