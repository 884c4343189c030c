# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""One pass over the tree at HEAD: files, the documents among them, and licences."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from commonweal.core import tree
from commonweal.core.message import Number, message
from commonweal.core.objects import Blob, MemoryObjects, ObjectReader, TreeEntry
from commonweal.core.text import path_text
from commonweal.core.tree import Tree
from commonweal.evidence.rows import (
    DocumentRow,
    LicenceRow,
    ModelArtifactRow,
    PackageNeededRow,
    PackageProvidedRow,
    ProblemRow,
    SignRow,
    TreeFileRow,
)
from commonweal.formats.signs import FoundSign, signs_in
from commonweal.formats.weights import Header
from commonweal.sources.tree.artifacts import artifact_of, artifact_rows
from commonweal.sources.tree.choosing import (
    BUDGET,
    REGULAR,
    SIDECAR,
    Budget,
    File,
    blobs_to_read,
    copied_heads,
    documents_among,
    paths_of_models,
    unknown_heads,
)
from commonweal.sources.tree.kinds import Classified, is_test
from commonweal.sources.tree.licences import licence_rows
from commonweal.sources.tree.look import Look, document_text, look
from commonweal.sources.tree.origin import (
    NO_PLACES,
    FileOrigin,
    Places,
    Seen,
    library_of,
    marks_of,
    tell,
)
from commonweal.sources.tree.origin.repeated import Stored, repeated, tests_of_copies
from commonweal.sources.tree.origin.tell import UNCLASSIFIED
from commonweal.sources.tree.packages import (
    PackageFile,
    PackageRows,
    is_copied_manifest,
    is_package_file,
    package_rows,
)
from commonweal.sources.tree.problems import (
    gaps_of,
    large_problem,
    package_problem,
    problems_of,
)
from commonweal.sources.tree.whose import (
    LIBRARY,
    Ground,
    ground_of,
    home_of,
    is_looked_at,
    origin_signs,
)

_LINK = 0o120000
# What may lack rows where not even all paths were read.
_EVERYTHING = frozenset({"files", "documents", "licences", "signs", "artifacts"})


class TreeRows(NamedTuple):
    """Rows by table, in column order; `gaps` names those that may lack some."""

    files: tuple[TreeFileRow, ...]
    documents: tuple[DocumentRow, ...]
    licences: tuple[LicenceRow, ...]
    signs: tuple[SignRow, ...]
    artifacts: tuple[ModelArtifactRow, ...]
    needed: tuple[PackageNeededRow, ...]
    provided: tuple[PackageProvidedRow, ...]
    problems: tuple[ProblemRow, ...]
    gaps: frozenset[str]

    def tree(self) -> Tree:
        """The same without the repository's id, as probes take it."""
        return Tree(
            files=tuple(tree.File(*row[1:]) for row in self.files),
            documents=tuple(tree.Document(*row[1:]) for row in self.documents),
            signs=tuple(tree.Sign(*row[1:]) for row in self.signs),
            licences=tuple(tree.Licence(*row[1:]) for row in self.licences),
            artifacts=tuple(tree.Artifact(*row[1:]) for row in self.artifacts),
            gaps=self.gaps,
        )


class _Read(NamedTuple):
    """What the blobs told, by blob id; blobs that are not there, and those too large to open."""

    looks: dict[str, Look]
    signs: dict[str, tuple[FoundSign, ...]]
    texts: dict[str, tuple[str, int, bool]]
    headers: dict[str, Header]
    banners: dict[str, str]
    absent: frozenset[str]
    large: frozenset[str]


class _Sought(NamedTuple):
    """What is looked for in blobs: texts, the first path of each, models, whose a file is.

    Of what is `beside` only that is kept for which it was read: marks, or a banner.
    """

    texts: frozenset[str]
    paths: Mapping[str, str]
    models: Mapping[str, str]
    marked: frozenset[str]
    heads: frozenset[str] = frozenset()
    copied: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()


def collect_tree(
    reader: ObjectReader,
    *,
    repository_id: str,
    head: str,
    budget: Budget = BUDGET,
    places: Places = NO_PLACES,
) -> TreeRows:
    """Read the tree of a commit; nothing is checked out, links are never followed.

    `places` are what the office says of folders with other people's code, and its own.
    """
    entries = list(reader.tree_entries(head))
    ground = ground_of(reader, entries, places)
    files = [_file(entry, ground) for entry in entries]
    documents, left_out = documents_among(files, budget, ground)
    texts = frozenset(file.entry.blob_id for file, _ in documents)
    wanted, unread = blobs_to_read(files, texts, budget)
    heads = frozenset(unknown_heads(files, budget)) - frozenset(wanted)
    copied = frozenset(copied_heads(files, budget))
    beside = (heads | copied) - frozenset(wanted)
    sought = _sought(files, texts)._replace(heads=heads, copied=copied, beside=beside)
    read = _read(reader.blobs([*wanted, *sorted(beside)], limit=budget.blob), sought, budget)
    kept = tuple(_document_rows(repository_id, documents, read))
    origins = _origins(repository_id, files, kept, read, ground)
    files = [_with_origin(file, origins) for file in files]
    rows = tuple(_row(repository_id, file, read.looks) for file in _as_a_whole(files))
    tagged = _with_sidecars(rows)
    tags = ((row.path, row.spdx) for row in tagged if row.spdx)
    packages = _packages(reader, repository_id, files, ground)
    return TreeRows(
        files=tagged,
        documents=kept,
        licences=tuple(dict.fromkeys(licence_rows(repository_id, kept, tags))),
        signs=(
            *_sign_rows(repository_id, files, read),
            *origin_signs(repository_id, origins),
            *_library_signs(repository_id, files, read),
        ),
        artifacts=tuple(_artifact_rows(repository_id, files, read)),
        needed=packages.needed,
        provided=packages.provided,
        gaps=gaps_of(len(read.absent | read.large), len(unread), left_out)
        | (_EVERYTHING if reader.is_cut else frozenset()),
        problems=(
            *problems_of(
                repository_id,
                len(wanted),
                len(read.absent),
                [file.path for file in unread],
                left_out,
                message(
                    "%(files)s files are read, and together %(size)s MiB",
                    files=Number(budget.files),
                    size=budget.bytes >> 20,
                ),
                [document.path for document in kept if document.is_truncated],
            ),
            *large_problem(
                repository_id,
                [file.path for file in files if file.entry.blob_id in read.large],
                budget.opened,
            ),
            *(package_problem(repository_id, problem) for problem in packages.problems),
        ),
    )


def tree_of_files(files: Mapping[str, bytes]) -> Tree:
    """Read files that are in memory already as if they were a commit's; paths with slashes."""
    return collect_tree(MemoryObjects(files), repository_id="", head="").tree()


def _file(entry: TreeEntry, ground: Ground) -> File:
    path = path_text(entry.path)
    if entry.mode not in REGULAR:
        return File(path, entry, Classified("other", None))
    return File(path, entry, ground.classify(path))


def _origins(
    repository_id: str,
    files: Sequence[File],
    documents: Iterable[DocumentRow],
    read: _Read,
    ground: Ground,
) -> dict[str, FileOrigin]:
    """Which files their content shows to be somebody else's, or a program's work."""
    seen = _seen(files, read, ground)
    known = tell(seen, home_of(repository_id, documents)) if seen else {}
    own = (
        Stored(file.path, file.entry.blob_id, file.entry.size or 0)
        for file in files
        if is_looked_at(file.classified)
        and file.classified.kind != "generated"
        and file.path not in known
        and ground.said(file.path) != "own"
    )
    copies = repeated(own)
    found = known | copies
    if not copies:
        return found
    kinds = {file.path: file.classified.kind for file in files if file.path not in known}
    return found | tests_of_copies(
        kinds, copies, is_own=lambda path: ground.said(path) == "own" or path in found
    )


def _seen(files: Iterable[File], read: _Read, ground: Ground) -> list[Seen]:
    return [
        Seen(
            file.path,
            file.classified.kind,
            file.entry.size or 0,
            seen_there.marks if (seen_there := read.looks.get(file.entry.blob_id)) else None,
        )
        for file in files
        if (is_looked_at(file.classified) or _is_unclassified(file, read))
        and ground.said(file.path) != "own"
    ]


def _is_unclassified(file: File, read: _Read) -> bool:
    """Tell a file in no known language whose head was looked at."""
    return file.classified.kind in UNCLASSIFIED and file.entry.blob_id in read.looks


def _with_origin(file: File, origins: Mapping[str, FileOrigin]) -> File:
    origin = origins.get(file.path)
    if origin is None:
        return file
    return file._replace(classified=file.classified._replace(kind=origin.kind))


def _sought(files: Sequence[File], texts: frozenset[str]) -> _Sought:
    return _Sought(
        texts,
        {file.entry.blob_id: file.path for file in reversed(files)},
        paths_of_models(files),
        frozenset(file.entry.blob_id for file in files if is_looked_at(file.classified)),
    )


def _read(blobs: Iterable[Blob], sought: _Sought, budget: Budget) -> _Read:
    texts, paths, models, marked, heads, copied, beside = sought
    looks: dict[str, Look] = {}
    signs: dict[str, tuple[FoundSign, ...]] = {}
    documents: dict[str, tuple[str, int, bool]] = {}
    headers: dict[str, Header] = {}
    banners: dict[str, str] = {}
    absent, large = set[str](), set[str]()
    for blob_id, size, content in blobs:
        if content is None:
            # Without a banner the name of a copied file is left: nothing that is told lacks.
            unopened = large if (size or 0) > budget.opened else absent
            unopened.update({blob_id} - (copied & beside))
            continue
        if blob_id in copied:
            banners[blob_id] = marks_of(paths[blob_id], content).comments
        if blob_id in heads:
            marks = marks_of(paths[blob_id], content)
            looks[blob_id] = Look(
                is_binary=False, lines=None, spdx=None, interpreter=None, marks=marks
            )
        if blob_id in beside:
            continue
        whole = len(content) if size is None else size
        looks[blob_id] = look(content, whole)
        if blob_id in marked:
            marks = marks_of(paths[blob_id], content)
            looks[blob_id] = looks[blob_id]._replace(marks=marks)
        if found := tuple(signs_in(paths[blob_id], content)):
            signs[blob_id] = found
        if blob_id in texts and (text := document_text(content)) is not None:
            documents[blob_id] = (text, whole, len(content) < whole)
        if blob_id in models and (header := artifact_of(models[blob_id], content, whole)):
            headers[blob_id] = header
    return _Read(looks, signs, documents, headers, banners, frozenset(absent), frozenset(large))


def _as_a_whole(files: Sequence[File]) -> Iterator[File]:
    """Settle endings that two languages share by what else the repository holds."""
    count = Counter(file.classified.language for file in files if file.classified.kind == "code")
    is_cpp = count["C++"] > sum(1 for file in files if file.path.endswith(".c"))
    is_matlab = not count["Objective-C++"] and not any(
        file.path.endswith((".h", ".pbxproj", ".plist")) for file in files
    )
    for file in files:
        language = file.classified.language
        if language == "C" and is_cpp and file.path.endswith(".h"):
            yield file._replace(classified=file.classified._replace(language="C++"))
        elif language == "Objective-C" and is_matlab:
            yield file._replace(classified=file.classified._replace(language="MATLAB"))
        else:
            yield file


def _row(repository_id: str, file: File, looks: dict[str, Look]) -> TreeFileRow:
    entry, (kind, language) = file.entry, file.classified
    seen = looks.get(entry.blob_id) if entry.mode in REGULAR else None
    lines, spdx = None, None
    if seen:
        lines, spdx = seen.lines, seen.spdx
        if seen.is_binary:
            kind, language = kind if kind in _KEPT_WHEN_BINARY else "binary", None
        elif kind == "other" and language is None and seen.interpreter:
            kind, language = "code", seen.interpreter
    return TreeFileRow(
        repository_id, file.path, entry.mode, entry.size, entry.blob_id, kind, language, lines, spdx
    )


_KEPT_WHEN_BINARY = frozenset({"vendored", "generated", "test", "media", "translation", "data"})


def _with_sidecars(rows: tuple[TreeFileRow, ...]) -> tuple[TreeFileRow, ...]:
    """Let `photo.png.license` speak for `photo.png`, as REUSE has it."""
    sidecars = {
        row.path.removesuffix(SIDECAR): row.spdx
        for row in rows
        if row.spdx and row.path.endswith(SIDECAR)
    }
    if not sidecars:
        return rows
    return tuple(row._replace(spdx=row.spdx or sidecars.get(row.path)) for row in rows)


def _document_rows(
    repository_id: str, documents: Iterable[tuple[File, str]], read: _Read
) -> Iterator[DocumentRow]:
    for file, kind in documents:
        if found := read.texts.get(file.entry.blob_id):
            yield DocumentRow(repository_id, file.path, kind, *found)


def _sign_rows(repository_id: str, files: Iterable[File], read: _Read) -> Iterator[SignRow]:
    for file in files:
        if file.entry.mode in REGULAR:
            for found in read.signs.get(file.entry.blob_id, ()):
                yield SignRow(repository_id, file.path, *found)


def _library_signs(repository_id: str, files: Iterable[File], read: _Read) -> Iterator[SignRow]:
    """Name the libraries that were copied, file by file."""
    for file in files:
        if file.classified.kind != "vendored" or file.entry.mode not in REGULAR:
            continue
        if library := library_of(file.path, _banner(file, read)):
            yield SignRow(repository_id, file.path, LIBRARY, None, library)


def _banner(file: File, read: _Read) -> str:
    """The comments at the head of a file, however it was read; empty where it was not."""
    seen_there = read.looks.get(file.entry.blob_id)
    if seen_there and seen_there.marks:
        return seen_there.marks.comments
    return read.banners.get(file.entry.blob_id, "")


def _artifact_rows(
    repository_id: str, files: Iterable[File], read: _Read
) -> Iterator[ModelArtifactRow]:
    ours = (
        (file.path, file.entry)
        for file in files
        if file.entry.mode in REGULAR and file.classified.kind != "vendored"
    )
    return artifact_rows(repository_id, ours, read.headers, read.looks.keys())


def _packages(
    reader: ObjectReader, repository_id: str, files: Sequence[File], ground: Ground
) -> PackageRows:
    """Package files of tests and of vendored code say nothing about this repository."""
    found = [
        (file.entry.mode, PackageFile(file.path, file.entry.blob_id, file.entry.size))
        for file in files
        # Told by the folder: the name of a lock file would say that a machine made it, no more.
        if is_package_file(file.path)
        and not is_test(file.path.casefold())
        and not ground.is_vendored(file.path)
    ]
    return package_rows(
        reader,
        repository_id,
        [path for mode, path in found if mode in REGULAR],
        links=[path for mode, path in found if mode == _LINK],
        copies=[
            PackageFile(file.path, file.entry.blob_id, file.entry.size)
            for file in files
            if file.entry.mode in REGULAR
            and is_copied_manifest(file.path)
            and ground.is_vendored(file.path)
        ],
        others={
            file.path: PackageFile(file.path, file.entry.blob_id, file.entry.size)
            for file in files
            if file.entry.mode in REGULAR
        },
    )
