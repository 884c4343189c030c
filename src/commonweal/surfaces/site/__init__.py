# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The static site: every page of a generation as files that need no server and no script."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from commonweal.core.problem import Problem
from commonweal.core.progress import Progress, Report, Stage, report_nothing
from commonweal.insight import findings as facts
from commonweal.insight.reading import Reading
from commonweal.insight.upgrades import advisory_ids
from commonweal.surfaces.pages import STATIC, Renderer, static_file
from commonweal.surfaces.pages.wording import Wording
from commonweal.surfaces.site.addresses import SiteAddresses
from commonweal.views import (
    about,
    brief,
    metric,
    metrics,
    overview,
    packages,
    problems,
    project,
    projects,
    risk,
    sheet,
    standard,
    standards,
)
from commonweal.views import next as next_

MARKER = ".commonweal-site"


class FolderNotOurs(Problem):
    """The folder to publish into holds something that no publication wrote."""


class PublishedFile(NamedTuple):
    """A file of the site."""

    path: str
    size: int


class Drafted(NamedTuple):
    """A page before it is rendered."""

    path: str
    template: str
    section: str
    page: msgspec.Struct


def publish(
    out: Path,
    reading: Reading,
    *,
    office: str,
    wording: Wording | None = None,
    report: Report = report_nothing,
) -> tuple[PublishedFile, ...]:
    """Write the whole site into a folder, or leave what was there; list its files by path.

    The site is written beside the folder and swapped in whole. A folder that
    no publication wrote is refused unless it is empty; files that others put
    into a published folder stay there.
    """
    out = out.resolve()
    written_before = _files_of_ours(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".part", dir=out.parent))
    try:
        draft.chmod(0o755)
        files = _write(draft, reading, office, wording or Wording(), report)
        _swap(draft, out, written_before)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return files


def _write(
    folder: Path, reading: Reading, office: str, wording: Wording, report: Report
) -> tuple[PublishedFile, ...]:
    addresses = SiteAddresses(reading)
    renderer = Renderer(wording, addresses, office=office, surveyed_at=reading.surveyed_at)
    contents = {name: static_file(name) for name in STATIC}
    # Pages are made one after the other, so that their number is known at the end alone.
    expected = len(reading.metrics) + 4 * len(addresses.pages_of_subjects())
    for done, one in enumerate(drafted(reading, addresses), 1):
        report(Progress(Stage.PUBLISH, one.path, done, max(done, expected)))
        contents[one.path] = renderer.render(
            one.template, one.page, path=one.path, section=one.section
        )
    for path in sorted(contents):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(contents[path])
    (folder / MARKER).write_text("".join(f"{path}\n" for path in sorted(contents)))
    return tuple(PublishedFile(path, len(contents[path])) for path in sorted(contents))


def drafted(reading: Reading, addresses: SiteAddresses) -> Iterator[Drafted]:
    """Give every page of the site."""
    yield Drafted("index.html", "overview.html", "overview", overview.page(reading))
    yield Drafted("brief.html", "brief.html", "brief", brief.page(reading))
    yield Drafted("problems.html", "problems.html", "problems", problems.page(reading))
    yield Drafted("about.html", "about.html", "about", about.page(reading))
    yield Drafted("metrics.html", "metrics.html", "metrics", metrics.page(reading))
    for definition in reading.metrics:
        path = addresses.of_metric(definition.id)
        yield Drafted(path, "metric.html", "metrics", metric.page(reading, definition.id))
    yield from _tables(reading, addresses)
    for subject_id, path in addresses.pages_of_subjects():
        yield Drafted(path, "project.html", "projects", project.page(reading, subject_id))
    yield from _judged(reading, addresses)
    yield from _supply(reading, addresses)


def _supply(reading: Reading, addresses: SiteAddresses) -> Iterator[Drafted]:
    """Give the pages about packages and advisories."""
    yield Drafted("packages.html", "packages.html", "packages", packages.page(reading))
    yield Drafted("risk.html", "risk.html", "risk", risk.page(reading))
    for subject_id, _ in addresses.pages_of_subjects():
        path = addresses.of_packages(subject_id)
        yield Drafted(path, "packages.html", "packages", packages.page(reading, subject_id))
    for advisory_id in advisory_ids(reading):
        path = addresses.of_advisory(advisory_id)
        page = packages.advisory_page(reading, advisory_id)
        yield Drafted(path, "advisory.html", "packages", page)


def _judged(reading: Reading, addresses: SiteAddresses) -> Iterator[Drafted]:
    """Give the pages about standards, sheets and facts, and the badges."""
    yield Drafted("standards.html", "standards.html", "standards", standards.page(reading))
    yield Drafted("next.html", "next.html", "next", next_.page(reading))
    office = sheet.page(reading, "portfolio")
    if office.sections:
        yield Drafted("office.html", "sheet.html", "standards", office)
    for standard_id in reading.standards:
        number, pages = 1, 1
        while number <= pages:
            found = standard.page(reading, standard_id, number)
            path = addresses.of_standard(standard_id, number)
            yield Drafted(path, "standard.html", "standards", found)
            number, pages = number + 1, found.pages
    for subject_id, _ in addresses.pages_of_subjects():
        answered = sheet.page(reading, subject_id)
        if not answered.sections:
            continue
        yield Drafted(addresses.of_sheet(subject_id), "sheet.html", "standards", answered)
        found_in = facts.page(reading, subject_id)
        yield Drafted(addresses.of_facts(subject_id), "facts.html", "standards", found_in)
        for section in answered.sections:
            path = addresses.of_badge(subject_id, section.standing.standard.id)
            yield Drafted(path, "badge.svg", "standards", section)


def _tables(reading: Reading, addresses: SiteAddresses) -> Iterator[Drafted]:
    for order in projects.orders(reading):
        number, pages = 1, 1
        while number <= pages:
            table = projects.page(reading, order, number)
            path = addresses.of_order(order.slug, number)
            yield Drafted(path, "projects.html", "projects", table)
            number, pages = number + 1, table.pages


def _files_of_ours(out: Path) -> frozenset[str]:
    """Give what the last publication wrote there; refuse a folder that is not ours."""
    if not out.exists():
        return frozenset()
    if out.is_dir():
        if (out / MARKER).is_file():
            return frozenset((out / MARKER).read_text().splitlines())
        if not any(out.iterdir()):
            return frozenset()
    raise FolderNotOurs(
        f"{out} holds something that Commonweal did not write",
        fix="Name a folder that is new or empty, or one that was published before.",
        where=str(out),
    )


def _swap(draft: Path, out: Path, written_before: frozenset[str]) -> None:
    if not out.exists():
        draft.rename(out)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".old", dir=out.parent))
    out.replace(old)
    try:
        draft.rename(out)
    except OSError:
        old.rename(out)
        raise
    _keep_foreign_files(old, out, written_before)
    shutil.rmtree(old)


def _keep_foreign_files(old: Path, out: Path, written_before: frozenset[str]) -> None:
    """Carry over what others put beside our pages, such as CNAME or .git."""
    for folder, _, names in os.walk(old):
        for name in names:
            file = Path(folder) / name
            path = file.relative_to(old)
            target = out / path
            if path.as_posix() in written_before or name == MARKER or target.exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            file.rename(target)
