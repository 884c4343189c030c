# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The folder of a site: written beside it and swapped in whole; files of others stay."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from commonweal.core.message import message
from commonweal.core.problem import Problem

MARKER = ".commonweal-site"


class FolderNotOurs(Problem):
    """The folder to publish into holds something that no publication wrote."""


class PublishedFile(NamedTuple):
    """A file of the site."""

    path: str
    size: int


class PageKept(msgspec.Struct, frozen=True):
    """A page as it was published: the digest of what it shows, and the sizes of its files."""

    inputs: str
    files: dict[str, int]


class Publication(msgspec.Struct, frozen=True):
    """What the last publication wrote.

    `maker` is a digest of all that formats pages, `inputs` of all that they are made of;
    `languages` are locales, and that of the pages at the root is the first.
    """

    maker: str
    pages: dict[str, PageKept]
    others: tuple[str, ...] = ()
    inputs: str = ""
    languages: tuple[str, ...] = ()

    @property
    def files(self) -> frozenset[str]:
        """Every file that it wrote."""
        of_pages = (path for page in self.pages.values() for path in page.files)
        return frozenset((*of_pages, *self.others))


NOTHING = Publication("", {})


def publication_in(out: Path) -> Publication:
    """Read what the last publication wrote there; refuse a folder that is not ours."""
    if not out.exists():
        return NOTHING
    if out.is_dir():
        if (out / MARKER).is_file():
            return _read(out / MARKER)
        if not any(out.iterdir()):
            return NOTHING
    raise FolderNotOurs(
        message("%(folder)s holds something that Commonweal did not write", folder=out),
        fix=message("Name a folder that is new or empty, or one that was published before."),
        where=str(out),
    )


def _read(marker: Path) -> Publication:
    content = marker.read_bytes()
    try:
        return msgspec.json.decode(content, type=Publication)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        # Until 0.2 the marker was a list of paths.
        paths = content.decode("utf-8", "replace").splitlines()
        return Publication("", {}, tuple(paths))


def write_marker(folder: Path, publication: Publication) -> None:
    """Say what was written, for the next publication; written last, so newer than all pages."""
    content = msgspec.json.encode(publication, order="deterministic")
    (folder / MARKER).write_bytes(content)


class Earlier:
    """The site as it is now, from which pages that did not change are taken."""

    def __init__(self, out: Path) -> None:
        self.publication = publication_in(out)
        self._out = out
        marker = out / MARKER
        self._written_at = marker.stat().st_mtime_ns if marker.is_file() else 0

    def is_whole(self, inputs: str, others: Mapping[str, int]) -> bool:
        """Tell whether all of the site is made of the same, and nobody touched a file of it.

        `others` are the files that belong to no page, with their sizes.
        """
        found = self.publication
        return (
            bool(inputs)
            and found.inputs == inputs
            and all(self._is_untouched(path, size) for path, size in others.items())
            and all(self._has_all(page) for page in found.pages.values())
        )

    def kept(self, page: str, inputs: str, maker: str) -> PageKept | None:
        """Give a page that shows the same and whose files nobody touched since."""
        found = self.publication.pages.get(page)
        if self.publication.maker != maker or found is None or found.inputs != inputs:
            return None
        return found if self._has_all(found) else None

    def _has_all(self, page: PageKept) -> bool:
        return all(self._is_untouched(path, size) for path, size in page.files.items())

    def _is_untouched(self, path: str, size: int) -> bool:
        try:
            seen = os.lstat(f"{self._out}/{path}")
        except OSError:
            return False
        return seen.st_size == size and seen.st_mtime_ns <= self._written_at

    def take(self, page: PageKept, folder: Path) -> None:
        """Bring the files of a page over: the same file under two names, or a copy."""
        for path in page.files:
            # Thousands of files: paths stay text here.
            source, target = f"{self._out}/{path}", f"{folder}/{path}"
            try:
                os.link(source, target, follow_symlinks=False)
            except FileNotFoundError:
                Path(target).parent.mkdir(parents=True, exist_ok=True)
                self._link_or_copy(source, target)
            except OSError:
                shutil.copy2(source, target)

    def _link_or_copy(self, source: str, target: str) -> None:
        try:
            os.link(source, target, follow_symlinks=False)
        except OSError:
            shutil.copy2(source, target)


@contextmanager
def drafting(out: Path, written_before: frozenset[str]) -> Iterator[Path]:
    """Give a folder to write into; at the end it is swapped in, unless something failed."""
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".part", dir=out.parent))
    try:
        draft.chmod(0o755)
        yield draft
        _swap(draft, out, written_before)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


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
        start = "" if Path(folder) == old else f"{Path(folder).relative_to(old).as_posix()}/"
        for name in names:
            path = f"{start}{name}"
            if path in written_before or name == MARKER or (target := out / path).exists():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / name).rename(target)
