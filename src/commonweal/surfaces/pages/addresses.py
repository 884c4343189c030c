# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Addresses of pages; file names are made from foreign names so that none can leave the folder."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from commonweal.insight.organisations import organisations
from commonweal.insight.package_pages import packages_with_page
from commonweal.insight.reading import Reading
from commonweal.insight.upgrades import advisory_ids
from commonweal.views.definition import Location
from commonweal.views.registry import pages
from commonweal.views.subjects import page_of_alone

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


def package_files(purls: Iterable[str]) -> Mapping[str, str]:
    """Give each package a file name of its own among the pages of subjects, which have no dot.

    `pkg:npm/%40scope/x` is `npm-40scope-x.` and a digest of the package URL.
    """
    names = file_names(purl.removeprefix("pkg:") for purl in purls)
    return {f"pkg:{id_}": ".".join(name.rsplit("-", 1)) for id_, name in names.items()}


def slug(text: str) -> str:
    """Keep lower-case Latin letters and digits of a text; never empty, never a device's name."""
    plain = unicodedata.normalize("NFKD", text[:1_000]).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9_]+", "-", plain)[:LONGEST].strip("-")
    return "x" if not name or DEVICES.fullmatch(name) else name


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


Pairs = tuple[tuple[str, str], ...]


class Names(NamedTuple):
    """The file name of each id that addresses are made of; `subjects` are `folder/name`."""

    subjects: Pairs
    metrics: Pairs
    standards: Pairs
    advisories: Pairs
    packages: Pairs
    organisations: Pairs
    groups: Pairs = ()


def names_of(reading: Reading) -> Names:
    """Name everything that has pages in a generation."""
    return Names(
        subjects=tuple(sorted(_subjects(reading).items())),
        metrics=tuple(file_names(metric.id for metric in reading.metrics).items()),
        standards=tuple(file_names(reading.standards).items()),
        advisories=tuple(file_names(advisory_ids(reading)).items()),
        packages=tuple(package_files(packages_with_page(reading)).items()),
        organisations=tuple(file_names(organisations(reading)).items()),
        groups=tuple(_groups(reading).items()),
    )


def _subjects(reading: Reading) -> Mapping[str, str]:
    projects = [entry.id for entry in reading.entries if entry.kind == "project"]
    repositories = [s.id for s in reading.subjects.values() if s.kind == "repository"]
    names = file_names(id_.removeprefix("project:") for id_ in projects)
    found = {id_: f"projects/{names[id_.removeprefix('project:')]}" for id_ in projects}
    alone = page_of_alone(reading)
    for id_, name in file_names(repositories).items():
        found[id_] = found[alone[id_]] if id_ in alone else f"repositories/{name}"
    return found


def _groups(reading: Reading) -> Mapping[str, str]:
    """Kind and name, which people can read; with a hash where two groups would be the same."""
    found = {group.id: slug(group.id.removeprefix("group:")) for group in reading.groups}
    uses = Counter(found.values())
    hashed = file_names(found)
    return {id_: name if uses[name] == 1 else hashed[id_] for id_, name in found.items()}


def irregular(names: Names) -> tuple[tuple[str, str], ...]:
    """Names that had to give way to another id's; all others follow from their id alone."""
    found = (
        (id_.removeprefix("project:"), name.rpartition("/")[2])
        for pairs in (names.subjects, names.advisories, names.organisations)
        for id_, name in pairs
        # A repository that is all of a project has the project's name.
        if id_.startswith("project:") or not name.startswith("projects/")
    )
    return (
        *names.metrics,
        *names.standards,
        *((id_, name) for id_, name in names.packages if package_files([id_])[id_] != name),
        *((id_, name) for id_, name in found if file_names([id_])[id_] != name),
    )


class _SubjectName(str):
    """The name of a subject in an address: with its folder, or alone and still its own."""

    __slots__ = ()

    def __format__(self, form: str) -> str:
        folder, _, name = self.partition("/")
        if form == "folder":
            return str(self)
        return name if folder == "projects" else f"repository-{name}"


class Addresses:
    """Where every page is, relative to the root of a site, as the registry says."""

    def __init__(self, names: Names) -> None:
        self._names: dict[str, Mapping[str, str]] = {
            "subject": {id_: _SubjectName(name) for id_, name in names.subjects},
            "metric": dict(names.metrics),
            "standard": dict(names.standards),
            "advisory": dict(names.advisories),
            "package": dict(names.packages),
            "organisation": dict(names.organisations),
        }
        self._groups = dict(names.groups)
        self._found: dict[Location, str] = {}

    def of(self, page_id: str, *keys: str | int, group: str = "") -> str:
        """Address of a page; a page of a subject without one is that of the whole.

        Of a group it is the group's own page, where groups have one.
        """
        location = Location(page_id, keys, group)
        if location not in self._found:
            self._found[location] = self._address(location)
        return self._found[location]

    def _address(self, location: Location) -> str:
        page = pages()[location.page]
        keys = page.complete(location.keys)
        if page.whole and keys[0] not in self._names["subject"]:
            return self.of(page.whole, group=location.group)
        values = zip(page.key_names, keys, strict=True)
        address = page.address.format_map({name: self._part(name, key) for name, key in values})
        if location.group and page.has_groups:
            return f"groups/{self._groups[location.group]}/{address}"
        return address

    def _part(self, name: str, key: str | int) -> str:
        match name:
            case "order":
                return f"-{key}" if key else ""
            case "number":
                return "" if key == 1 else f"-{key}"
            case _:
                return self._names[name][str(key)]
