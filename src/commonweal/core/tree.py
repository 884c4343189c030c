# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What one repository holds at HEAD: the collector of trees makes it, probes read it."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

# What our own drafts leave for a person to say.
OPEN_MARK = "TODO(office)"


class File(NamedTuple):
    """A file; see the evidence table `tree_file`."""

    path: str
    mode: int
    size: int | None
    blob_id: str
    kind: str
    language: str | None
    lines: int | None
    spdx: str | None

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]


class Document(NamedTuple):
    """A file that matters, with its text; see the evidence table `document`."""

    path: str
    kind: str
    text: str
    size: int
    is_truncated: bool

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]


class Sign(NamedTuple):
    """Something seen in a file's content; see the evidence table `sign`."""

    path: str
    sign: str
    line: int | None
    value: str | None


class Licence(NamedTuple):
    """A licence that a file states; see the evidence table `licence`."""

    path: str
    spdx: str
    basis: str
    coverage: float | None
    files: int


class Artifact(NamedTuple):
    """A file of a model; see the evidence table `model_artifact`."""

    path: str
    format: str
    parameters: int | None
    architecture: str | None
    licence: str | None
    runs_code: bool
    is_stored: bool


@dataclass(frozen=True)
class Tree:
    """The evidence of one repository's HEAD. `gaps` names parts that were not read to their end."""

    files: tuple[File, ...] = ()
    documents: tuple[Document, ...] = ()
    signs: tuple[Sign, ...] = ()
    licences: tuple[Licence, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    gaps: frozenset[str] = frozenset()

    @cached_property
    def by_path(self) -> dict[str, File]:
        """Files by path."""
        return {file.path: file for file in self.files}

    @cached_property
    def _documents(self) -> dict[str, tuple[Document, ...]]:
        """By kind; those nearest to the root come first."""
        found: dict[str, list[Document]] = {}
        for document in sorted(
            self.documents, key=lambda document: (document.path.count("/"), document.path)
        ):
            found.setdefault(document.kind, []).append(document)
        return {kind: tuple(some) for kind, some in found.items()}

    @cached_property
    def _signs(self) -> dict[str, tuple[Sign, ...]]:
        found: dict[str, list[Sign]] = {}
        for sign in self.signs:
            found.setdefault(sign.sign, []).append(sign)
        return {name: tuple(some) for name, some in found.items()}

    @cached_property
    def _files(self) -> dict[str, tuple[File, ...]]:
        found: dict[str, list[File]] = {}
        for file in self.files:
            found.setdefault(file.kind, []).append(file)
        return {kind: tuple(some) for kind, some in found.items()}

    def documents_of(self, *kinds: str) -> tuple[Document, ...]:
        """Documents of these kinds, nearest to the root first within a kind."""
        return tuple(document for kind in kinds for document in self._documents.get(kind, ()))

    def document(self, kind: str) -> Document | None:
        """The document of a kind that is nearest to the root."""
        return next(iter(self._documents.get(kind, ())), None)

    def signs_of(self, *names: str) -> tuple[Sign, ...]:
        """Signs of these names."""
        return tuple(sign for name in names for sign in self._signs.get(name, ()))

    def files_of(self, *kinds: str) -> tuple[File, ...]:
        """Files of these kinds."""
        return tuple(file for kind in kinds for file in self._files.get(kind, ()))

    @cached_property
    def open_drafts(self) -> frozenset[str]:
        """Documents, written from a draft of ours, in which questions still wait for a person."""
        return frozenset(document.path for document in self.documents if OPEN_MARK in document.text)

    @cached_property
    def languages(self) -> dict[str, int]:
        """Languages of code and tests, by number of files."""
        found: dict[str, int] = {}
        for file in self.files_of("code", "test"):
            if file.language:
                found[file.language] = found.get(file.language, 0) + 1
        return found
