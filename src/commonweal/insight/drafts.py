# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The files that a project lacks, drafted from what the evidence says of its repositories."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from commonweal.core.tree import Document, File, Licence, Tree
from commonweal.drafting.draft import NotDrafted, drafts
from commonweal.drafting.metadata import ProjectFacts, Release, gather_facts
from commonweal.insight.places import is_web_address, public_locator
from commonweal.insight.priorities import Step, reasons
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading, Subject

_LONGEST_NAME = 80


class DraftedFile(msgspec.Struct, frozen=True):
    """A draft of a file of a repository, or why there is none.

    `folder` is where it may be kept, below one folder for all: it stays inside,
    whatever the names are. `patches` names the files that `text` would change.
    """

    project: str
    repository: str
    kind: str
    folder: str
    path: str
    text: str
    to_fill: tuple[str, ...]
    patches: tuple[str, ...]
    why: str


def page(reading: Reading, subject_id: str, probe_ids: Iterable[str]) -> tuple[DraftedFile, ...]:
    """Draft what these probes miss in the repositories where they miss it, each file once."""
    return first(reading, ((subject_id, probe_id) for probe_id in probe_ids))


def first(
    reading: Reading, wanted: Iterable[tuple[str, str]], *, limit: int | None = None
) -> tuple[DraftedFile, ...]:
    """Draft in the order of subjects and probes, until so many drafts have a text."""
    known: dict[str, ProjectFacts] = {}
    found: list[DraftedFile] = []
    done: set[tuple[str, str]] = set()
    written = 0
    for subject_id, probe_id in wanted:
        subject, probe = reading.subjects.get(subject_id), reading.probes.get(probe_id)
        if subject is None or subject.kind == "portfolio":
            continue
        if probe is None or probe.draft not in drafts():
            continue
        for repository_id in _lacking(reading, subject, probe_id):
            if (repository_id, probe.draft) in done:
                continue
            if limit is not None and written >= limit:
                return tuple(found)
            done.add((repository_id, probe.draft))
            if repository_id not in known:
                known[repository_id] = facts_of(reading, repository_id)
            some = tuple(_drafted(subject, repository_id, probe.draft, known[repository_id]))
            written += any(not draft_file.why for draft_file in some)
            found.extend(some)
    return tuple(found)


def wanted_of(reading: Reading, steps: Iterable[Step]) -> Iterator[tuple[str, str]]:
    """Give subjects and probes to draft for: first the steps, then what only hints at an answer.

    Where a person has the word, no probe is a step; a file that is missing still is.
    """
    listed = tuple(steps)
    for step in listed:
        for probe_id in _probes_of(step):
            yield from ((project.id, probe_id) for project in step.projects)
    for step in listed:
        for label in step.settles if step.kind == "answer" else ():
            standard_id, _, control_id = label.id.partition("/")
            standard = reading.standards.get(standard_id)
            for control in standard.control if standard else ():
                if control.id == control_id:
                    for fact in (*control.all, *control.any, *control.hints):
                        for project in step.projects:
                            yield project.id, fact.partition(":")[0]


def _probes_of(step: Step) -> tuple[str, ...]:
    """The probes that a step makes true: its own, and those whose gaps it settles."""
    return (step.probe.id,) if step.probe else reasons()[step.reason_id].gaps


def _drafted(
    subject: Subject, repository_id: str, kind: str, facts: ProjectFacts
) -> Iterator[DraftedFile]:
    draft = drafts()[kind]
    folder = folder_name(subject.id.removeprefix("project:"))
    if len(subject.repository_ids) > 1:
        folder = f"{folder}/{folder_name(repository_id)}"
    outcome = draft.write(facts)
    if isinstance(outcome, NotDrafted):
        yield DraftedFile(
            subject.name, repository_id, kind, folder, draft.path, "", (), (), outcome.why
        )
        return
    for file in outcome:
        yield DraftedFile(
            subject.name,
            repository_id,
            kind,
            folder,
            file.path,
            file.text,
            file.to_fill,
            file.patches,
            "",
        )


def _lacking(reading: Reading, subject: Subject, probe_id: str) -> Sequence[str]:
    """Repositories where the probe is not as wanted, or a place of it speaks against it.

    Where any one repository will do, the one with the most files is chosen.
    """
    probe = reading.probes[probe_id]
    rows = reading.engine.rows(
        query("lacking_repositories"),
        probe=probe_id,
        ids=list(subject.repository_ids),
        against="false" if probe.wanted else "true",
    )
    found = [repository_id for (repository_id,) in rows]
    return found[:1] if probe.across == "any" else found


def facts_of(reading: Reading, repository_id: str) -> ProjectFacts:
    """Gather the facts of a repository from the evidence."""
    rows = reading.engine.rows(query("head_of_repository"), id=repository_id)
    origin, head = rows[0] if rows else ("", "")
    return gather_facts(
        _tree(reading, repository_id),
        origin=public_locator(origin) if origin and is_web_address(origin) else "",
        branch=(head or "").removeprefix("refs/heads/"),
        releases=_releases(reading, repository_id),
        as_of=reading.surveyed_at.date().isoformat() if reading.surveyed_at else "",
    )


def _tree(reading: Reading, repository_id: str) -> Tree:
    files = reading.engine.rows(query("files_of_repository"), id=repository_id)
    documents = reading.engine.rows(query("documents_of_repository"), id=repository_id)
    licences = reading.engine.rows(query("licences_of_repository"), id=repository_id)
    return Tree(
        files=tuple(File(*row) for row in files),
        documents=tuple(Document(*row) for row in documents),
        licences=tuple(Licence(*row) for row in licences),
    )


def _releases(reading: Reading, repository_id: str) -> Iterator[Release]:
    for version, day, is_prerelease in reading.engine.rows(
        query("releases_of_repository"), id=repository_id
    ):
        yield Release(version, day, bool(is_prerelease))


def folder_name(id_: str) -> str:
    """Give a name of a folder for an id: a plain one is kept, any other gets a hash."""
    kept = re.sub(r"[^A-Za-z0-9._-]+", "-", id_).strip(".-")[:_LONGEST_NAME]
    if kept and kept == id_:
        return kept
    digest = hashlib.sha256(id_.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{kept or 'x'}-{digest}"
