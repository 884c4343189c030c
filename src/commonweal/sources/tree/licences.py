# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which licences a repository states, in texts, tags and manifests."""

from collections.abc import Iterable, Iterator

from commonweal.drafting.metadata.crosswalk import licences_in
from commonweal.evidence.rows import DocumentRow, LicenceRow
from commonweal.formats.licence import licences_that_bind, open_choice, recognise
from commonweal.formats.licence.recognise import TEXT_LIMIT
from commonweal.formats.spdx import licence_ids
from commonweal.sources.tree.kinds import is_documentation

_ALL_TEXTS_LIMIT = 2 * 1024 * 1024
_SELF_DESCRIPTIONS = frozenset({"citation", "publiccode", "codemeta"})
# Deeper or in a folder of examples, a manifest speaks of something else.
_DEEPEST_MANIFEST = 2


def licence_rows(
    repository_id: str, documents: Iterable[DocumentRow], tags: Iterable[tuple[str, str]]
) -> Iterator[LicenceRow]:
    """Give the rows; `tags` are paths and expressions of files that carry a tag."""
    read = 0
    for document in documents:
        if document.kind == "licence" and read < _ALL_TEXTS_LIMIT:
            read += min(len(document.text), TEXT_LIMIT)
            yield from _text_rows(repository_id, document)
        elif document.kind == "folder_licence" and read < _ALL_TEXTS_LIMIT:
            read += min(len(document.text), TEXT_LIMIT)
            for row in _text_rows(repository_id, document):
                yield row._replace(basis="part")
        elif _declares(document):
            for spdx in licences_in(document.path, document.text):
                yield LicenceRow(repository_id, document.path, spdx, "manifest", None, 1)
    yield from _tag_rows(repository_id, tags)


def _text_rows(repository_id: str, document: DocumentRow) -> Iterator[LicenceRow]:
    """What a text consists of; else the open licence that it leaves to choose, or the closed."""
    parts = recognise(document.text).parts
    for spdx, coverage in parts.items():
        yield LicenceRow(repository_id, document.path, spdx, "text", coverage, 1)
    if parts:
        return
    if chosen := open_choice(document.text):
        yield LicenceRow(repository_id, document.path, chosen.spdx, "choice", None, 1)
        return
    for spdx in licences_that_bind(document.text):
        yield LicenceRow(repository_id, document.path, spdx, "closed", None, 1)


def _declares(document: DocumentRow) -> bool:
    """Tell whether a document speaks for the repository, and not for an example or a part of it."""
    depth = document.path.count("/")
    if document.kind in _SELF_DESCRIPTIONS:
        return depth == 0
    is_near = depth <= _DEEPEST_MANIFEST and not is_documentation(document.path.casefold())
    return document.kind == "manifest" and is_near


def _tag_rows(repository_id: str, tags: Iterable[tuple[str, str]]) -> Iterator[LicenceRow]:
    first: dict[str, str] = {}
    files: dict[str, int] = {}
    for path, expression in tags:
        for spdx in licence_ids(expression):
            first.setdefault(spdx, path)
            files[spdx] = files.get(spdx, 0) + 1
    for spdx, path in sorted(first.items()):
        yield LicenceRow(repository_id, path, spdx, "tag", None, files[spdx])
