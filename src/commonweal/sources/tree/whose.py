# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Whose the files of a tree are: by folders before anything is read, by content after it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from commonweal.core.objects import ObjectReader, TreeEntry
from commonweal.core.text import path_text
from commonweal.evidence.rows import DocumentRow, SignRow
from commonweal.packages.catalogue.manifests import manifest_of
from commonweal.sources.tree.kinds import Classified, classify, is_vendored
from commonweal.sources.tree.languages import languages
from commonweal.sources.tree.origin import (
    NO_PLACES,
    FileOrigin,
    Home,
    Places,
    attributes,
    own_words,
)
from commonweal.sources.tree.origin.folders import DEEPEST, likely_folders
from commonweal.sources.tree.origin.marks import squashed
from commonweal.sources.tree.origin.tell import LOOKED_AT

# The sign that keeps why a file is taken for a copy or for a program's work.
ORIGIN = "origin"
# The sign that names a library that was copied, with its version where one is told.
LIBRARY = "library"
_ATTRIBUTES = b".gitattributes"
_ATTRIBUTES_BYTES = 64 * 1024
_CODE = frozenset({"code", "markup", "style"})
# A manifest in such a folder is that of a library which was copied there.
_SERVED = frozenset(
    {
        "lib", "libs", "js", "css", "static", "assets", "public", "plugins", "web", "www", "htdocs",
        "resources", "scripts", "media", "external", "vendor",
    }
)  # fmt: skip
_DEEPEST_MANIFEST = 2
_HOLDER = re.compile(
    r"^.{0,40}(?:copyright|©|\(c\))[ \t:]{0,4}(?:\(c\)|©)?[ \t]{0,4}"
    r"(?:(?:19|20)\d\d[\d\s,\u2013-]{0,30}(?:present)?)?[ \t,]{0,4}(?:by[ \t]{1,4})?"
    r"(?P<holder>[^\W\d_][^\n<(,.]{2,80})",
    re.IGNORECASE,
)
_MOST_LINES = 60


class Ground(NamedTuple):
    """What is known of a tree's folders before its files are read."""

    places: Places = NO_PLACES
    likely: frozenset[str] = frozenset()

    def said(self, path: str) -> str | None:
        """What somebody says of a path, or the signs in its folder do."""
        if self.places != NO_PLACES and (said := self.places.said(path)):
            return said
        return "vendored" if self.likely and self._is_likely(path.casefold()) else None

    def _is_likely(self, lower: str) -> bool:
        parts = lower.split("/", DEEPEST)
        return any("/".join(parts[:number]) in self.likely for number in range(1, len(parts)))

    def classify(self, path: str) -> Classified:
        """Tell kind and language of a file by where it is."""
        return classify(path, self.said(path))

    def is_vendored(self, path: str) -> bool:
        """Tell by where it is whether a file is somebody else's."""
        said = self.said(path)
        return said == "vendored" if said else is_vendored(path.casefold())


def ground_of(reader: ObjectReader, entries: Iterable[TreeEntry], places: Places) -> Ground:
    """Learn from the office, from the project's own `.gitattributes`, and from folders."""
    listed = list(entries)
    blob = next((entry.blob_id for entry in listed if entry.path == _ATTRIBUTES), None)
    for _, _, content in reader.blobs([blob] if blob else [], limit=_ATTRIBUTES_BYTES):
        places = places._replace(patterns=attributes(content or b""))
    return Ground(
        places,
        likely_folders((path_text(entry.path).casefold(), entry.blob_id) for entry in listed),
    )


def is_looked_at(classified: Classified) -> bool:
    """Tell files whose content can show that they are copies, or written by a program."""
    kind, language = classified
    return kind in LOOKED_AT and language is not None and languages()[language].type in _CODE


def home_of(repository_id: str, documents: Iterable[DocumentRow]) -> Home:
    """What a project calls its own: its packages, itself, and whom its licence names."""
    listed = list(documents)
    provided = {
        squashed(package.name.rpartition("/")[2])
        for document in listed
        if document.kind == "manifest" and _is_own_manifest(document.path)
        for package in manifest_of(document.path, document.text).provides
    }
    known = {name for name in (*provided, squashed(repository_id)) if name}
    holders = (
        holder
        for document in listed
        if document.kind in ("licence", "notice") and "/" not in document.path
        for holder in _holders(document.text)
    )
    return Home(frozenset(known), own_words((*known, *holders)))


def _is_own_manifest(path: str) -> bool:
    folders = path.casefold().split("/")[:-1]
    return len(folders) <= _DEEPEST_MANIFEST and _SERVED.isdisjoint(folders)


def _holders(text: str) -> Iterator[str]:
    for line in text.split("\n", _MOST_LINES)[:_MOST_LINES]:
        if match := _HOLDER.search(line[:300]):
            yield match["holder"]


def origin_signs(repository_id: str, origins: Mapping[str, FileOrigin]) -> Iterator[SignRow]:
    """Rows that keep why each of these files is not the project's own."""
    for path, (kind, sign) in origins.items():
        yield SignRow(repository_id, path, ORIGIN, None, f"{kind}: {sign}")
