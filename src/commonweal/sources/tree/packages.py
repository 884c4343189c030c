# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a repository needs and provides, read from the package files of its tree."""

import posixpath
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from commonweal.core.objects import ObjectReader
from commonweal.core.problem import Problem
from commonweal.core.text import path_text, text_of_bytes
from commonweal.evidence.rows import PackageNeededRow, PackageProvidedRow
from commonweal.packages.locks import PackagesRefused
from commonweal.packages.manifests import Need, Provision
from commonweal.packages.manifests.catalogue import is_manifest, read_manifest
from commonweal.packages.manifests.locked import is_lock_path, read_locked

MEBIBYTE = 1024 * 1024
# Raised when package files are read in another way: then trees are read again.
READERS = "2"
_LONGEST_PATH = 4096
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class PackageFileUnread(Problem):
    """A file that names packages could not be read, or not as a whole."""


class PackageBudget(NamedTuple):
    """How many package files are read, and how much of them; beyond it nothing is claimed."""

    files: int = 1_000
    blob: int = 24 * MEBIBYTE
    bytes: int = 128 * MEBIBYTE
    rows: int = 400_000


PACKAGE_BUDGET = PackageBudget()


def needed_rows(
    repository_id: str, path: str, form: str, needs: Iterable[Need], *, is_locked: bool
) -> Iterator[PackageNeededRow]:
    """What a file names as needed, as rows."""
    for one in needs:
        yield PackageNeededRow(
            repository_id=repository_id,
            path=path,
            line=one.line,
            format=form,
            purl=one.purl,
            name=one.name,
            version=one.version,
            requirement=one.requirement,
            commit_id=one.commit,
            scope=one.scope,
            is_direct=one.is_direct,
            is_locked=is_locked,
            requires=one.requires,
        )


class PackageFile(NamedTuple):
    """A file that may name packages: where it is, which blob, how large."""

    path: str
    blob_id: str
    size: int | None


class PackageProblem(NamedTuple):
    """Why a file could not be read, in a sentence; line 0 where none is to blame."""

    path: str
    line: int
    what: str
    kind: str = "package_file_refused"


class PackageRows(NamedTuple):
    """Rows and problems; every file that was not read is among the problems."""

    needed: tuple[PackageNeededRow, ...]
    provided: tuple[PackageProvidedRow, ...]
    problems: tuple[PackageProblem, ...]


# What is handed out to browsers: two folders deeper lie copies of what others make.
_SERVED = frozenset({"static", "assets", "public", "bower"})
_DEEP = 2


def is_package_file(path: str) -> bool:
    """Tell by its path alone whether a file may name packages of the repository's own."""
    folders = path.casefold().split("/")[:-1]
    served = next((place for place, one in enumerate(folders) if one in _SERVED), len(folders))
    is_copy = len(folders) - served > _DEEP
    return not is_copy and (is_lock_path(path) or is_manifest(path))


def package_rows(
    reader: ObjectReader,
    repository_id: str,
    files: Sequence[PackageFile],
    links: Sequence[PackageFile] = (),
    budget: PackageBudget = PACKAGE_BUDGET,
) -> PackageRows:
    """Read package files, those nearest to the root first; one at a time is in memory.

    A link is not followed. It does no harm where it leads to a file that is read anyway.
    """
    found = _Found(repository_id, budget)
    chosen = found.within_budget(files)
    for path in _leading_elsewhere(reader, links[: budget.files], {one.path for one in files}):
        found.problem(path, "it is a link, which is not followed", "package_file_refused")
    paths: dict[str, list[str]] = {}
    for file in chosen:
        paths.setdefault(file.blob_id, []).append(file.path)
    for blob_id, size, content in reader.blobs(paths, limit=budget.blob):
        for path in paths[blob_id]:
            if content is None:
                found.problem(path, "the file is not in this clone", "blob_absent")
            elif size is not None and size > len(content):
                found.problem(path, f"the file has {size:,} bytes", "over_budget")
            else:
                found.read(path, content)
    return found.rows()


def _leading_elsewhere(
    reader: ObjectReader, links: Sequence[PackageFile], known: Collection[str]
) -> Iterator[str]:
    """Paths of links that do not lead to any of the known files."""
    paths: dict[str, list[str]] = {}
    for link in links:
        paths.setdefault(link.blob_id, []).append(link.path)
    for blob_id, _, content in reader.blobs(paths, limit=_LONGEST_PATH):
        for path in paths[blob_id]:
            target = posixpath.join(posixpath.dirname(path), path_text(content or b""))
            if posixpath.normpath(target) not in known:
                yield path


def _text_of(content: bytes) -> str:
    """The text of a manifest, which some shells of Windows write as UTF-16."""
    if content.startswith(_UTF_16):
        return content.decode("utf-16", "replace").replace("\0", "")
    if b"\0" in content:
        raise PackagesRefused("the file holds NUL characters, so it is no text")
    return text_of_bytes(content)


class _Found:
    """Rows as they come; what would be over the budget is refused whole."""

    def __init__(self, repository_id: str, budget: PackageBudget) -> None:
        self.repository_id, self.budget = repository_id, budget
        self.needed: dict[PackageNeededRow, None] = {}
        self.provided: dict[PackageProvidedRow, None] = {}
        self.problems: list[PackageProblem] = []

    def within_budget(self, files: Sequence[PackageFile]) -> list[PackageFile]:
        """Leave out what is too large, and stop where there are too many; each is told."""
        chosen: list[PackageFile] = []
        total = 0
        nearest = sorted(files, key=lambda one: (one.path.count("/"), one.path))
        for seen, file in enumerate(nearest):
            # What is not read takes nothing from what others may have.
            is_large = (file.size or 0) > self.budget.blob
            total += 0 if is_large else file.size or 0
            if seen >= self.budget.files or total > self.budget.bytes:
                left = len(files) - seen
                what = f"{left:,} package files far from the root were not read"
                self.problem("", what, "over_budget")
                break
            if is_large:
                self.problem(file.path, f"the file has {file.size:,} bytes", "over_budget")
            else:
                chosen.append(file)
        return chosen

    def problem(self, path: str, what: str, kind: str, line: int = 0) -> None:
        self.problems.append(PackageProblem(path, line, what, kind))

    def read(self, path: str, content: bytes) -> None:
        """Read a file as a lock file and as a manifest: each reader takes what is its own."""
        try:
            if is_lock_path(path) and (locked := read_locked(path, content)) is not None:
                self._take(path, locked[0], locked[1], is_locked=True)
            if is_manifest(path):
                manifest = read_manifest(path, _text_of(content))
                if manifest is not None:
                    self._take(path, "manifest", manifest.needs, is_locked=False)
                    self._provide(path, manifest.provides)
        except PackagesRefused as refused:
            self.problem(path, refused.what, "package_file_refused", refused.line)

    def _take(self, path: str, form: str, needs: Iterable[Need], *, is_locked: bool) -> None:
        found = needed_rows(self.repository_id, path, form, needs, is_locked=is_locked)
        rows = dict.fromkeys(found)
        if len(self.needed) + len(rows) > self.budget.rows:
            self.problem(path, f"it names {len(rows):,} packages more than are kept", "over_budget")
            return
        self.needed.update(rows)

    def _provide(self, path: str, provisions: Iterable[Provision]) -> None:
        for one in provisions:
            row = PackageProvidedRow(
                self.repository_id, path, one.line, one.purl, one.name, one.version, one.home
            )
            self.provided[row] = None

    def rows(self) -> PackageRows:
        return PackageRows(tuple(self.needed), tuple(self.provided), tuple(self.problems))
