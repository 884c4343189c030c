# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""All pages: the definitions of the modules beside this one, found by walking the folder."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from commonweal import views
from commonweal.insight.reading import Reading
from commonweal.views.definition import Definition, Keys, Location


class Crumb(NamedTuple):
    """A page above another one, or the page itself: its title and where it is."""

    title: str
    location: Location


@cache
def pages() -> Mapping[str, Definition]:
    """Give every page by id: those of the main navigation first, in its order."""
    found: dict[str, Definition] = {}
    for unit in pkgutil.iter_modules(views.__path__):
        module = importlib.import_module(f"{views.__name__}.{unit.name}")
        for page in getattr(module, "PAGES", ()):
            if page.id in found:
                raise ValueError(f"two pages are called {page.id}")
            found[page.id] = page
    last = len(found) + 1
    order = sorted(found.values(), key=lambda page: (page.navigation or last, page.id))
    return {page.id: page for page in order}


def navigation() -> tuple[Definition, ...]:
    """Give the pages of the main navigation, in its order."""
    return tuple(page for page in pages().values() if page.navigation)


def locations(reading: Reading) -> Iterator[Location]:
    """Give every page of a generation; those of one subject come one after the other.

    Of a group these are the pages that each group has.
    """
    if reading.group:
        yield from _locations_of_group(reading, reading.group.id)
        return
    keyed = {page.id: tuple(page.keys(reading)) for page in pages().values()}
    of_subjects: dict[str, list[Location]] = {}
    for id_, found in keyed.items():
        for keys in found:
            if pages()[id_].key_names[:1] == ("subject",):
                of_subjects.setdefault(str(keys[0]), []).append(Location(id_, keys))
            else:
                yield Location(id_, keys)
    for subject_id in sorted(of_subjects):
        yield from of_subjects[subject_id]


def _locations_of_group(reading: Reading, group: str) -> Iterator[Location]:
    for page in pages().values():
        if page.has_groups:
            yield from (Location(page.id, keys, group) for keys in page.keys(reading))


def breadcrumbs(reading: Reading, location: Location) -> tuple[Crumb, ...]:
    """Give the way from the first page to this one."""
    page = pages()[location.page]
    if not page.above and reading.group:
        whole = Crumb(_title(reading, page, location.keys), Location(page.id))
        groups = pages()["groups"]
        above = Crumb(_title(reading, groups, ()), Location(groups.id))
        return (whole, above, Crumb(reading.group.name, location))
    crumb = Crumb(_title(reading, page, location.keys), location)
    if not page.above:
        return (crumb,)
    above_it = _above(reading, page, location.keys)._replace(group=location.group)
    return (*breadcrumbs(reading, above_it), crumb)


def section_of(location: Location, crumbs: tuple[Crumb, ...]) -> str:
    """Name the page of the main navigation that a page belongs to."""
    shown = [crumb.location.page for crumb in crumbs if pages()[crumb.location.page].navigation]
    return shown[-1] if shown else location.page


def _title(reading: Reading, page: Definition, keys: Keys) -> str:
    return page.title(reading, *keys) if callable(page.title) else page.title


def _above(reading: Reading, page: Definition, keys: Keys) -> Location:
    if callable(page.above):
        return page.above(reading, *keys)
    named = dict(zip(page.key_names, keys, strict=True))
    above = pages()[page.above]
    return Location(above.id, above.complete([named[n] for n in above.key_names if n in named]))
