# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which files of a tree are read: documents, text, the starts of binaries, within a budget."""

import itertools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from commonweal.core.objects import TreeEntry
from commonweal.formats.reuse.surveyed import holds_no_text
from commonweal.formats.signs import is_configuration
from commonweal.sources.tree.artifacts import is_artifact_name
from commonweal.sources.tree.documents import document_kind, is_folder_licence
from commonweal.sources.tree.kinds import Classified
from commonweal.sources.tree.origin import SCRIPTS
from commonweal.sources.tree.origin.tell import UNCLASSIFIED
from commonweal.sources.tree.whose import Ground, is_looked_at

REGULAR = frozenset({0o100644, 0o100755, 0o100664})
_EXECUTABLE = 0o100755
SIDECAR = ".license"
_REUSE = ("LICENSES/", "REUSE.toml", ".reuse/dep5")
# What looks like a key or sets values is read, so that a secret among them is seen.
_KEYS = (".pem", ".key", ".ppk", ".gpg", ".pgp", "id_rsa", "id_dsa", "id_ecdsa", "id_ed25519")


class File(NamedTuple):
    """A file of a tree, and what its path says of it."""

    path: str
    entry: TreeEntry
    classified: Classified


class Budget(NamedTuple):
    """How much of a repository is read; what lies over it is not known, never zero."""

    files: int = 20_000
    bytes: int = 64 * 1024 * 1024
    blob: int = 1024 * 1024
    documents: int = 400
    document_bytes: int = 32 * 1024 * 1024
    # Licence texts of folders, each text once.
    folder_licences: int = 60
    folder_licence_bytes: int = 128 * 1024
    binaries: int = 500
    binary_bytes: int = 256 * 1024 * 1024
    # What readers open at all, to see its start.
    opened: int = 64 * 1024 * 1024
    # Files of code that are too large to be read: their head tells whose they are.
    heads: int = 50
    head_bytes: int = 8 * 1024 * 1024
    # Files in no known language, among code: their head tells whether a program wrote them.
    unknown: int = 300
    unknown_bytes: int = 16 * 1024 * 1024
    # Scripts of others: their banner tells which library they are.
    copied: int = 400
    copied_bytes: int = 32 * 1024 * 1024


BUDGET = Budget()


def documents_among(
    files: Sequence[File], budget: Budget, ground: Ground
) -> tuple[list[tuple[File, str]], int]:
    """Choose the documents nearest to the root; also count those left out."""
    found = [
        (file, kind)
        for file in files
        if file.entry.mode in REGULAR
        and (kind := document_kind(file.path, is_foreign=ground.is_vendored(file.path)))
    ]
    found.sort(key=lambda pair: (pair[0].path.count("/"), pair[0].path))
    sizes = itertools.accumulate(min(file.entry.size or 0, budget.blob) for file, _ in found)
    fitting = sum(1 for size in sizes if size <= budget.document_bytes)
    chosen = found[: min(fitting, budget.documents)]
    of_root = {file.entry.blob_id for file, _ in chosen if "/" not in file.path}
    licences = _folder_licences(files, of_root, budget, ground)
    kept = sorted([*chosen, *licences], key=lambda pair: pair[0].entry.path)
    return kept, len(found) - len(chosen)


def _folder_licences(
    files: Sequence[File], known: set[str], budget: Budget, ground: Ground
) -> list[tuple[File, str]]:
    """Choose licence texts of folders, one file for each text that is not the root's."""
    found: dict[str, File] = {}
    for file in files:
        if (
            file.entry.mode in REGULAR
            and (file.entry.size or 0) <= budget.folder_licence_bytes
            and file.entry.blob_id not in known
            and is_folder_licence(file.path)
            and not ground.is_vendored(file.path)
        ):
            found.setdefault(file.entry.blob_id, file)
    first = sorted(found.values(), key=lambda file: (file.path.count("/"), file.path))
    return [(file, "folder_licence") for file in first[: budget.folder_licences]]


_READING_ORDER = (
    "code", "test", "build", "ci", "configuration", "documentation", "translation", "other", "data",
)  # fmt: skip


def blobs_to_read(
    files: Sequence[File], texts: frozenset[str], budget: Budget
) -> tuple[list[str], Sequence[File]]:
    """Choose the blobs to read, documents always; also list files that are over the budget."""
    order = {kind: place for place, kind in enumerate(_READING_ORDER)}
    # Where the project keeps to REUSE each file has to speak, so that each is read.
    is_reuse = any(file.path.startswith(_REUSE) for file in files)
    readable = [
        file
        for file in files
        if _is_readable(file, budget) or (is_reuse and _may_be_text(file, budget))
    ]
    readable.sort(key=lambda file: (order.get(file.classified.kind, len(order)), file.entry.path))
    wanted = dict.fromkeys(sorted(texts))
    size = 0
    unread: Sequence[File] = ()
    for number, file in enumerate(readable):
        size += file.entry.size or 0
        if number >= budget.files or size > budget.bytes:
            unread = readable[number:]
            break
        wanted[file.entry.blob_id] = None
    wanted.update(dict.fromkeys(_binaries(files, budget)))
    wanted.update(dict.fromkeys(_heads(files, budget)))
    return list(wanted), unread


def _heads(files: Iterable[File], budget: Budget) -> list[str]:
    """Choose large files of code, whose head alone is looked at."""
    large = (
        file.entry.blob_id
        for file in files
        if file.entry.mode in REGULAR
        and budget.blob < (file.entry.size or 0) <= budget.head_bytes
        and is_looked_at(file.classified)
    )
    return list(itertools.islice(large, budget.heads))


def unknown_heads(files: Sequence[File], budget: Budget) -> list[str]:
    """Choose files in no known language that lie among code, the largest first."""
    among = {
        file.path.rpartition("/")[0] for file in files if file.classified.kind in ("code", "test")
    }
    found = [
        file
        for file in files
        if file.classified.kind in UNCLASSIFIED
        and file.entry.mode in REGULAR
        and 0 < (file.entry.size or 0) <= budget.blob
        and file.path.rpartition("/")[0] in among
    ]
    found.sort(key=lambda file: (-(file.entry.size or 0), file.entry.path))
    sizes = itertools.accumulate(file.entry.size or 0 for file in found)
    fitting = sum(1 for size in sizes if size <= budget.unknown_bytes)
    return [file.entry.blob_id for file in found[: min(fitting, budget.unknown)]]


_MAY_BE_COPIED = frozenset({"vendored", "generated"})


def copied_heads(files: Sequence[File], budget: Budget) -> list[str]:
    """Choose scripts that are or may be other people's, the nearest to the root first."""
    found = [
        file
        for file in files
        if file.classified.kind in _MAY_BE_COPIED
        and file.entry.mode in REGULAR
        and 0 < (file.entry.size or 0) <= budget.blob
        and file.path.casefold().endswith(SCRIPTS)
    ]
    found.sort(
        key=lambda file: (file.classified.kind != "vendored", file.path.count("/"), file.path)
    )
    sizes = itertools.accumulate(file.entry.size or 0 for file in found)
    fitting = sum(1 for size in sizes if size <= budget.copied_bytes)
    return [file.entry.blob_id for file in found[: min(fitting, budget.copied)]]


def _binaries(files: Sequence[File], budget: Budget) -> list[str]:
    """Choose binaries whose start is looked at: models, then small ones, so that most are."""
    models = paths_of_models(files).keys()
    binaries = [
        file
        for file in files
        if 0 < (file.entry.size or 0) <= budget.opened
        and (file.classified.kind == "binary" or file.entry.blob_id in models)
    ]
    binaries.sort(
        key=lambda file: (file.entry.blob_id not in models, file.entry.size or 0, file.entry.path)
    )
    sizes = itertools.accumulate(file.entry.size or 0 for file in binaries)
    fitting = sum(1 for size in sizes if size <= budget.binary_bytes)
    return [file.entry.blob_id for file in binaries[: min(fitting, budget.binaries)]]


def paths_of_models(files: Iterable[File]) -> dict[str, str]:
    """Give the paths of files that may belong to a model, by blob id."""
    return {
        file.entry.blob_id: file.path
        for file in files
        if file.entry.mode in REGULAR
        and file.classified.kind != "vendored"
        and is_artifact_name(file.path, file.entry.size)
    }


def _is_readable(file: File, budget: Budget) -> bool:
    """Tell whether to count lines: text in a known language, and scripts without an ending."""
    entry, (kind, language) = file.entry, file.classified
    if entry.mode not in REGULAR or entry.size is None or entry.size > budget.blob:
        return False
    if kind not in _READING_ORDER:
        return file.path.endswith(SIDECAR)
    if file.path.endswith(_KEYS) or is_configuration(file.path):
        return True
    if kind == "other":
        return entry.mode == _EXECUTABLE or file.path.endswith(SIDECAR)
    return language is not None or kind != "data"


def _may_be_text(file: File, budget: Budget) -> bool:
    size = file.entry.size
    is_small = size is not None and size <= budget.blob
    return is_small and file.entry.mode in REGULAR and not holds_no_text(file.path)
