# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a repository needs and provides, read from the package files of its tree."""

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from commonweal.core.message import counted, message
from commonweal.core.objects import ObjectReader
from commonweal.core.problem import Problem
from commonweal.core.text import path_text, text_of_bytes
from commonweal.evidence.rows import PackageNeededRow, PackageProvidedRow
from commonweal.packages.catalogue.locks import is_lock_path, read_lock
from commonweal.packages.catalogue.manifests import (
    is_manifest,
    manifest_of,
    read_manifest,
    read_requirements,
)
from commonweal.packages.model import Manifest, Need, PackagesRefused
from commonweal.packages.project import LockFile, Missing, linked_paths, resolve

MEBIBYTE = 1024 * 1024
# Raised when package files are read in another way: then trees are read again.
READERS = "4"
_LONGEST_PATH = 4096
# Lists of requirements that take in others, which take in others.
_ROUNDS = 5
_COPY_BYTES = 64 * 1024
# Licences that one manifest offers to choose from.
_LICENCES = 5
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class PackageFileUnread(Problem):
    """A file that names packages could not be read, or not as a whole."""


class PackageFileMissing(Problem):
    """A file that others take versions or needs from is not in the repository."""


# The kind of problem that such a file is.
MISSING = "package_file_missing"


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
    for need in needs:
        yield PackageNeededRow(
            repository_id=repository_id,
            path=path,
            line=need.line,
            format=form,
            purl=need.purl,
            name=need.name,
            version=need.version,
            requirement=need.requirement,
            commit_id=need.commit,
            scope=need.scope,
            is_direct=need.is_direct,
            is_locked=is_locked,
            requires=need.requires,
            licence=need.licence,
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


# Manifests that package managers put beside the code of what they install.
_COPIED = frozenset({"package.json", "composer.json", "cargo.toml", "pubspec.yaml", "bower.json"})


def is_copied_manifest(path: str) -> bool:
    """Tell by its path whether a vendored file names the licence of the package it lies in."""
    name = path.rpartition("/")[2].casefold()
    return name in _COPIED or name.endswith((".gemspec", ".podspec", ".nuspec"))


# What is handed out to browsers: two folders deeper lie copies of what others make.
_SERVED = frozenset({"static", "assets", "public", "bower"})
_DEEP = 2


def is_package_file(path: str) -> bool:
    """Tell by its path alone whether a file may name packages of the repository's own."""
    folders = path.casefold().split("/")[:-1]
    served = next(
        (place for place, folder in enumerate(folders) if folder in _SERVED), len(folders)
    )
    is_copy = len(folders) - served > _DEEP
    return not is_copy and (is_lock_path(path) or is_manifest(path))


_NOTHING: Mapping[str, PackageFile] = MappingProxyType({})


def package_rows(
    reader: ObjectReader,
    repository_id: str,
    files: Sequence[PackageFile],
    links: Sequence[PackageFile] = (),
    others: Mapping[str, PackageFile] = _NOTHING,
    copies: Sequence[PackageFile] = (),
    budget: PackageBudget = PACKAGE_BUDGET,
) -> PackageRows:
    """Read package files, those nearest to the root first; one at a time is in memory.

    A link is not followed. It does no harm where it leads to a file that is read anyway.
    `others` are the other files by path: lists of requirements may take them in. `copies`
    are manifests of packages whose code lies here too: they tell the licences of these.
    """
    found = _Found(repository_id, budget)
    chosen = found.within_budget(files)
    for path in _leading_elsewhere(reader, links[: budget.files], {file.path for file in files}):
        found.problem(path, message("it is a link, which is not followed"), "package_file_refused")
    _read(reader, found, chosen, found.read)
    requested: set[str] = set()
    for _ in range(_ROUNDS):
        taken_in = linked_paths(found.manifests, others.keys()) - requested
        if not taken_in or found.left <= 0:
            break
        requested |= taken_in
        listed = [others[path] for path in sorted(taken_in)[: found.left]]
        _read(reader, found, listed, found.read_list)
    _read_copies(reader, found, copies)
    return found.rows({*others, *(file.path for file in files)})


def _read_copies(reader: ObjectReader, found: "_Found", copies: Sequence[PackageFile]) -> None:
    """Read the manifests of vendored packages; one that is absent or large tells nothing."""
    small = [file for file in copies if (file.size or 0) <= _COPY_BYTES]
    paths: dict[str, list[str]] = {}
    for file in small[: found.budget.files]:
        paths.setdefault(file.blob_id, []).append(file.path)
    for blob_id, _, content in reader.blobs(paths, limit=_COPY_BYTES):
        if content:
            found.read_copy(paths[blob_id][0], content)


def _read(
    reader: ObjectReader,
    found: "_Found",
    files: Sequence[PackageFile],
    take: Callable[[str, bytes], None],
) -> None:
    paths: dict[str, list[str]] = {}
    for file in files:
        paths.setdefault(file.blob_id, []).append(file.path)
    for blob_id, size, content in reader.blobs(paths, limit=found.budget.blob):
        for path in paths[blob_id]:
            if content is None:
                found.problem(path, message("the file is not in this clone"), "blob_absent")
            elif size is not None and size > len(content):
                found.problem(
                    path,
                    counted("the file has %(num)s byte", "the file has %(num)s bytes", size),
                    "over_budget",
                )
            else:
                take(path, content)


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
        raise PackagesRefused(message("the file holds NUL characters, so it is no text"))
    return text_of_bytes(content)


class _Found:
    """Rows as they come; what would be over the budget is refused whole."""

    def __init__(self, repository_id: str, budget: PackageBudget) -> None:
        self.repository_id, self.budget = repository_id, budget
        self.locks: dict[str, LockFile] = {}
        self.manifests: dict[str, Manifest] = {}
        self.licences: dict[tuple[str, str], str] = {}
        self.left = budget.files
        self.named = 0
        self.problems: list[PackageProblem] = []

    def within_budget(self, files: Sequence[PackageFile]) -> list[PackageFile]:
        """Leave out what is too large, and stop where there are too many; each is told."""
        chosen: list[PackageFile] = []
        total = 0
        nearest = sorted(files, key=lambda file: (file.path.count("/"), file.path))
        for seen, file in enumerate(nearest):
            # What is not read takes nothing from what others may have.
            is_large = (file.size or 0) > self.budget.blob
            total += 0 if is_large else file.size or 0
            if seen >= self.budget.files or total > self.budget.bytes:
                what = counted(
                    "%(num)s package file far from the root was not read",
                    "%(num)s package files far from the root were not read",
                    len(files) - seen,
                )
                self.problem("", what, "over_budget")
                break
            if is_large:
                self.problem(
                    file.path,
                    counted(
                        "it has %(num)s byte, which is too much",
                        "it has %(num)s bytes, which is too much",
                        file.size or 0,
                    ),
                    "over_budget",
                )
            else:
                chosen.append(file)
        self.left -= len(chosen)
        return chosen

    def problem(self, path: str, what: str, kind: str, line: int = 0) -> None:
        self.problems.append(PackageProblem(path, line, what, kind))

    def read(self, path: str, content: bytes) -> None:
        """Read a file as a lock file and as a manifest: each reader takes what is its own."""
        try:
            lock = read_lock(path, content) if is_lock_path(path) else None
            if lock is not None and self._fits(path, len(lock.needs)):
                self.locks[path] = lock
            if is_manifest(path):
                self._take(path, read_manifest(path, _text_of(content)))
        except PackagesRefused as refused:
            self.problem(path, refused.what, "package_file_refused", refused.line)

    def read_list(self, path: str, content: bytes) -> None:
        """Read a list of requirements that another one takes in, whatever it is called."""
        self.left -= 1
        try:
            self._take(path, read_requirements(path, _text_of(content)))
        except PackagesRefused as refused:
            self.problem(path, refused.what, "package_file_refused", refused.line)

    def read_copy(self, path: str, content: bytes) -> None:
        """Keep the licence that the manifest of a vendored package names."""
        manifest = manifest_of(path, text_of_bytes(content))
        written = " OR ".join(manifest.texts("licence")[:_LICENCES])
        for package in manifest.provides if written else ():
            self.licences.setdefault((package.purl, package.version), written)
            self.licences.setdefault((package.purl, ""), written)

    def _licensed(self, need: Need) -> Need:
        """A need with the licence that its own copy in the repository names."""
        if need.licence or not self.licences:
            return need
        keys = ((need.purl, need.version), (need.purl, ""))
        licence = next((self.licences[key] for key in keys if key in self.licences), "")
        return msgspec.structs.replace(need, licence=licence) if licence else need

    def _take(self, path: str, manifest: Manifest | None) -> None:
        if manifest is not None and self._fits(path, len(manifest.needs)):
            self.manifests[path] = manifest

    def _fits(self, path: str, count: int) -> bool:
        if self.named + count > self.budget.rows:
            self.problem(
                path,
                counted(
                    "it names %(num)s package more than are kept",
                    "it names %(num)s packages more than are kept",
                    count,
                ),
                "over_budget",
            )
            return False
        self.named += count
        return True

    def _report_missing(self, missing: Iterable[Missing]) -> None:
        """One problem for a list that is missing, and one for each parent of however many files."""
        below: dict[str, list[Missing]] = {}
        for each in missing:
            if each.is_parent:
                below.setdefault(each.names, []).append(each)
            else:
                what = message(
                    "it includes %(file)s, which is not in the repository", file=each.names
                )
                self.problem(each.path, what, MISSING, each.line)
        for name, files in below.items():
            what = counted(
                "versions come from %(file)s, which is not in the repository",
                "versions come from %(file)s, which is not in the repository (%(num)s files need "
                "it)",
                len(files),
                file=name,
            )
            self.problem(files[0].path, what, MISSING, files[0].line)

    def rows(self, known: Collection[str]) -> PackageRows:
        """What all files say together."""
        read = resolve(self.locks, self.manifests, known)
        self._report_missing(read.missing)
        needed: dict[PackageNeededRow, None] = {}
        for path, lock in read.locks.items():
            needs = map(self._licensed, lock.needs)
            rows = needed_rows(self.repository_id, path, lock.format, needs, is_locked=True)
            needed.update(dict.fromkeys(rows))
        for path, manifest in read.manifests.items():
            needs = map(self._licensed, manifest.needs)
            rows = needed_rows(self.repository_id, path, "manifest", needs, is_locked=False)
            needed.update(dict.fromkeys(rows))
        provided = {
            PackageProvidedRow(
                self.repository_id, path, each.line, each.purl, each.name, each.version, each.home
            ): None
            for path, manifest in read.manifests.items()
            for each in manifest.provides
            if each.purl
        }
        return PackageRows(tuple(needed), tuple(provided), tuple(self.problems))
