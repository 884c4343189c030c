# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Publishing: the registry is walked, and only pages that changed are read, formatted, written."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from commonweal.core.execution import InlineExecutor, executor
from commonweal.core.progress import Progress, Report, Stage, report_nothing
from commonweal.insight.reading import Reading, kind_of
from commonweal.surfaces.pages import (
    STATIC,
    Drafted,
    PageGroup,
    Renderer,
    Setting,
    code_of,
    maker_of,
    static_file,
)
from commonweal.surfaces.pages.addresses import Addresses, names_of
from commonweal.surfaces.pages.switching import notice_of, tag_of
from commonweal.surfaces.site.folder import (
    Earlier,
    PageKept,
    Publication,
    PublishedFile,
    drafting,
    publication_in,
    write_marker,
)
from commonweal.translations import ENGLISH, Language, languages
from commonweal.views.definition import Definition, Location
from commonweal.views.inputs import Inputs, digest_of_generation, digest_of_view
from commonweal.views.registry import Crumb, breadcrumbs, locations, pages, section_of

BATCH = 24
# So many batches are formatted here: for fewer, other processes cost more than they save.
FEW = 8
WORKERS = 2
# So many subjects are read at once.
AHEAD = 128


class Entry(NamedTuple):
    """A page of the site. `digest` is of what it shows; "" where it has to be read to know."""

    address: str
    digest: str
    location: Location
    crumbs: tuple[Crumb, ...]


class Site(NamedTuple):
    """What is written, in each language; what makes it, and the site as it is now."""

    settings: tuple[Setting, ...]
    maker: str
    earlier: Earlier

    def kept(self, entry: "Entry", digest: str) -> PageKept | None:
        """Give a page of the site as it is now that shows the same."""
        return self.earlier.kept(entry.address, digest, self.maker) if digest else None


class Changed(NamedTuple):
    """A page to write, under its address."""

    address: str
    inputs: str
    drafted: Drafted


def publish(
    out: Path,
    reading: Reading,
    *,
    office: str,
    contact: str = "",
    language: Language = ENGLISH,
    translations: Sequence[Language] = (),
    workers: int = WORKERS,
    report: Report = report_nothing,
) -> tuple[PublishedFile, ...]:
    """Write the whole site into a folder, or leave what was there; list its files by path.

    The pages of `language` are at its root, those of each of `translations` in a folder; a page
    is one thing with a file for each language, so all of them are written or taken over together.

    The site is written beside the folder and swapped in whole. A folder that
    no publication wrote is refused unless it is empty; files that others put
    into a published folder stay there. A page that shows what it showed before is taken from
    the folder as it is.
    """
    earlier = Earlier(out.resolve())
    chosen = (language, *translations)
    inputs = digest_of_generation(reading, [code_of(each) for each in chosen], office, contact)
    others = {name: len(static_file(name)) for name in STATIC}
    if earlier.is_whole(inputs, others):
        return _listed(earlier.publication.pages, others)
    names = names_of(reading)
    settings = tuple(
        Setting(each, names, office, reading.surveyed_at, chosen, notice_of(each), contact)
        for each in chosen
    )
    maker = maker_of(settings[0])
    with drafting(out.resolve(), earlier.publication.files) as folder:
        site = Site(settings, maker, earlier)
        found = _write(folder, reading, site, workers, report)
        for group in reading.groups:
            with reading.within(group.id) as of_group:
                found |= _write(folder, of_group, site, workers, report)
        for name in STATIC:
            (folder / name).write_bytes(static_file(name))
        write_marker(folder, Publication(maker, found, STATIC, inputs, _locales(chosen)))
    return _listed(found, others)


def languages_of(out: Path) -> tuple[str, ...]:
    """The languages of the site in a folder, that of its root first; empty where there is none."""
    publication = publication_in(out.resolve())
    if publication.languages or not publication.pages:
        return publication.languages
    return _found_in(publication.files)


def _found_in(files: frozenset[str]) -> tuple[str, ...]:
    """What an earlier version published does not name its languages, but has a folder for each.

    Which one is at the root cannot be told; it was English unless somebody asked for another.
    """
    homes = {each: f"{tag_of(Language(each))}/index.html" for each in languages()}
    return (ENGLISH.locale, *(each for each, home in homes.items() if home in files))


def _locales(chosen: Sequence[Language]) -> tuple[str, ...]:
    return tuple(each.locale for each in chosen)


def _listed(
    pages_kept: Mapping[str, PageKept], others: Mapping[str, int]
) -> tuple[PublishedFile, ...]:
    of_pages = (file for page in pages_kept.values() for file in page.files.items())
    return tuple(PublishedFile(*file) for file in sorted((*of_pages, *others.items())))


def _write(
    folder: Path,
    reading: Reading,
    site: Site,
    workers: int,
    report: Report,
) -> dict[str, PageKept]:
    """Bring every page into the folder: taken over where it is the same, else made anew."""
    addresses = Addresses(site.settings[0].names)
    everything = tuple(locations(reading))
    found: dict[str, PageKept] = {}

    def made(address: str, page: PageKept) -> None:
        found[address] = page
        report(Progress(Stage.PUBLISH, address, len(found), len(everything)))

    def changed() -> Iterator[Changed]:
        for entry in waiting:
            page = _changed(reading, site, entry)
            if isinstance(page, Changed):
                yield page
            else:
                site.earlier.take(page, folder)
                made(entry.address, page)

    inputs, waiting = Inputs(reading), []
    for location in everything:
        crumbs = breadcrumbs(reading, location)
        entry = Entry(
            addresses.of(location.page, *location.keys, group=location.group),
            inputs.digest(location, crumbs),
            location,
            crumbs,
        )
        if page := site.kept(entry, entry.digest):
            site.earlier.take(page, folder)
            made(entry.address, page)
        else:
            waiting.append(entry)
    subjects = {
        str(entry.location.keys[0]) for entry in waiting if pages()[entry.location.page].evidence
    }
    with reading.reading_ahead(subjects, AHEAD), executor(workers, workers) as pool:
        for address, page in _formatted(pool, folder, site.settings, changed()):
            made(address, page)
    return found


def _changed(reading: Reading, site: Site, entry: Entry) -> Changed | PageKept:
    drafted, digest = draft(reading, entry.location, entry.crumbs), entry.digest
    if not digest:
        day = reading.surveyed_at and reading.surveyed_at.date()
        digest = digest_of_view(drafted.page, drafted.all_rows, entry.crumbs, day, drafted.group)
        if kept := site.kept(entry, digest):
            return kept
    return Changed(entry.address, digest, drafted)


def draft(reading: Reading, location: Location, crumbs: tuple[Crumb, ...]) -> Drafted:
    """Read a page."""
    definition = pages()[location.page]
    page = definition.view(reading, *location.keys)
    if page is None:
        raise LookupError(f"{location}: its `keys` list it, and its view gives None")
    section, rows = section_of(location, crumbs), None
    if definition.table and definition.table.all_rows and _is_first(definition, location):
        rows = tuple(definition.table.all_rows(reading))
    return Drafted(location, page, crumbs, section, rows, _group(reading))


def _group(reading: Reading) -> PageGroup | None:
    if reading.group is None:
        return None
    return PageGroup(kind_of(reading.group.id), reading.group.name, len(reading.entries))


def _is_first(definition: Definition, location: Location) -> bool:
    return location.keys == definition.complete(location.keys[:0])


def _formatted(
    pool: Executor, folder: Path, settings: tuple[Setting, ...], changed: Iterator[Changed]
) -> Iterator[tuple[str, PageKept]]:
    """Format pages in batches, a few ahead, so that few are in memory at a time."""
    running: deque[Future[list[tuple[str, PageKept]]]] = deque()
    here = InlineExecutor()
    for place, batch in enumerate(_batches(changed)):
        by = here if place < FEW else pool
        running.append(by.submit(format_pages, folder, settings, batch))
        if len(running) > 2 * WORKERS:
            yield from running.popleft().result()
    while running:
        yield from running.popleft().result()


def _batches(changed: Iterator[Changed]) -> Iterator[tuple[Changed, ...]]:
    while batch := tuple(islice(changed, BATCH)):
        yield batch


def format_pages(
    folder: Path, settings: tuple[Setting, ...], batch: Sequence[Changed]
) -> list[tuple[str, PageKept]]:
    """Format pages in each language and write their files."""
    renderers = _renderers(settings)
    return [
        (changed.address, PageKept(changed.inputs, _written(folder, renderers, changed.drafted)))
        for changed in batch
    ]


@lru_cache(maxsize=1)
def _renderers(settings: tuple[Setting, ...]) -> tuple[Renderer, ...]:
    return tuple(Renderer(setting) for setting in settings)


def _written(folder: Path, renderers: Iterable[Renderer], drafted: Drafted) -> dict[str, int]:
    sizes = {}
    for path, content in chain.from_iterable(each.files(drafted) for each in renderers):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        sizes[path] = len(content)
    return sizes
