# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which subjects have pages, and where such pages stand among the others."""

from collections.abc import Iterable, Iterator, Mapping

from commonweal.insight.priorities import Listing, Topic, steps_of_subjects
from commonweal.insight.reading import Reading
from commonweal.views.definition import Keys, Location


def with_pages(reading: Reading) -> Iterator[Keys]:
    """Give every project and repository; of a project that is one repository, the project."""
    alone = page_of_alone(reading)
    for subject in reading.subjects.values():
        if subject.kind in ("project", "repository") and subject.id not in alone:
            yield (subject.id,)


def page_of_alone(reading: Reading) -> Mapping[str, str]:
    """The project that stands for a repository, where the repository is all of it."""
    return reading.once(_alone)


def _alone(reading: Reading) -> Mapping[str, str]:
    return {
        entry.repository_ids[0]: entry.id
        for entry in reading.entries
        if entry.kind == "project" and len(entry.repository_ids) == 1
    }


def project_of(reading: Reading, subject_id: str) -> str:
    """The project that a repository belongs to; "" where there is none."""
    subject = reading.subjects.get(subject_id)
    if subject is None or subject.kind != "repository":
        return ""
    entry = reading.entry_of(subject_id)
    return entry if entry != subject_id else ""


def name(reading: Reading, subject_id: str) -> str:
    """How a subject is called."""
    return reading.subjects[subject_id].name


def above(reading: Reading, subject_id: str) -> Location:
    """A repository stands below its project, a project below the table of projects."""
    project = project_of(reading, subject_id)
    return Location("project", (project,)) if project else Location("projects", ("", 1))


def steps(
    reading: Reading, subject_id: str, *, topics: Iterable[Topic] = (), limit: int
) -> Listing:
    """Give the first steps of a project or repository; only those about some topics."""
    wanted = frozenset(topics)
    found = [
        step
        for step in reading.of(steps_of_subjects, subject_id) or ()
        if not wanted or step.topic in wanted
    ]
    return Listing(tuple(found[:limit]), len(found))
