# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""File names of pages, made from foreign names so that no name can leave the site's folder."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping

from commonweal.insight.reading import Reading
from commonweal.insight.upgrades import advisory_ids
from commonweal.views import projects

LONGEST = 60
# Names that Windows keeps for devices, whatever the suffix.
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")


def file_names(ids: Iterable[str]) -> Mapping[str, str]:
    """Give each id a file name of its own: itself where it is plain, else a slug and a hash."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for id_ in sorted(set(ids), key=lambda id_: (slug(id_) != id_, id_)):
        name = slug(id_)
        length = 8
        while name != id_ or name in taken:
            name = f"{slug(id_)}-{_digest(id_)[:length]}"
            if name not in taken:
                break
            length += 8
        taken.add(name)
        found[id_] = name
    return found


def slug(text: str) -> str:
    """Keep lower-case Latin letters and digits of a text; never empty, never a device's name."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9_]+", "-", plain)[:LONGEST].strip("-")
    return "x" if not name or DEVICES.fullmatch(name) else name


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class SiteAddresses:
    """Where every page of a site is, relative to its root."""

    def __init__(self, reading: Reading) -> None:
        self._subjects = _subject_addresses(reading)
        names = file_names(metric.id for metric in reading.metrics)
        self._standards = file_names(reading.standards)
        self._metrics = {id_: f"metrics/{name}.html" for id_, name in names.items()}
        self._advisories = file_names(advisory_ids(reading))

    def of_subject(self, subject_id: str) -> str:
        """Address of a project or repository; of the whole, the first page."""
        return self._subjects.get(subject_id, "index.html")

    def of_metric(self, metric_id: str) -> str:
        """Address of a metric."""
        return self._metrics[metric_id]

    def of_standard(self, standard_id: str, number: int = 1) -> str:
        """Address of a page of a standard; pages count from 1."""
        page = "" if number == 1 else f"-{number}"
        return f"standards/{self._standards[standard_id]}{page}.html"

    def of_sheet(self, subject_id: str) -> str:
        """Address of an answer sheet; the office has one too."""
        page = self._subjects.get(subject_id)
        return f"sheets/{_beside(page)}" if page else "office.html"

    def of_facts(self, subject_id: str) -> str:
        """Address of what was found in a project or repository; the whole has no such page."""
        page = self._subjects.get(subject_id)
        return f"facts/{_beside(page)}" if page else "standards.html"

    def of_packages(self, subject_id: str) -> str:
        """Address of the packages of a project or repository, or of all."""
        page = self._subjects.get(subject_id)
        return f"packages/{_beside(page)}" if page else "packages.html"

    def of_advisory(self, advisory_id: str) -> str:
        """Address of an advisory that concerns something in use."""
        return f"advisories/{self._advisories[advisory_id]}.html"

    def of_badge(self, subject_id: str, standard_id: str) -> str:
        """Address of the badge of a project or repository in a standard."""
        name = _beside(self._subjects[subject_id]).removesuffix(".html")
        return f"badges/{name}-{self._standards[standard_id]}.svg"

    def of_order(self, slug: str, number: int = 1) -> str:
        """Address of a page of the table of projects in an order."""
        page = "" if number == 1 else f"-{number}"
        if slug == projects.DEFAULT.slug:
            return f"projects{page}.html"
        return f"projects-{slug}{page}.html"

    def pages_of_subjects(self) -> tuple[tuple[str, str], ...]:
        """Give each page of a project or repository once, with the subject it shows."""
        shown: dict[str, str] = {}
        for subject_id, path in self._subjects.items():
            # A project that is one repository has one page; it is the project's.
            if path not in shown or subject_id.startswith("project:"):
                shown[path] = subject_id
        return tuple((subject_id, path) for path, subject_id in sorted(shown.items()))


def _beside(page: str) -> str:
    """The name of a further page of a subject: a repository's may be that of a project too."""
    folder, _, name = page.partition("/")
    return name if folder == "projects" else f"repository-{name}"


def _subject_addresses(reading: Reading) -> Mapping[str, str]:
    projects_ = [entry for entry in reading.entries if entry.kind == "project"]
    names = file_names(project.id.removeprefix("project:") for project in projects_)
    found = {p.id: f"projects/{names[p.id.removeprefix('project:')]}.html" for p in projects_}
    page_of_alone = {p.repository_ids[0]: p.id for p in projects_ if len(p.repository_ids) == 1}
    repositories = [s.id for s in reading.subjects.values() if s.kind == "repository"]
    for id_, name in file_names(repositories).items():
        alone = page_of_alone.get(id_)
        found[id_] = found[alone] if alone else f"repositories/{name}.html"
    return found
