# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Files of machine-learning models among the files of a tree: which to look into, and rows."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Set

from commonweal.core.objects import TreeEntry
from commonweal.evidence.rows import ModelArtifactRow
from commonweal.formats.weights import (
    Header,
    format_beside,
    is_model_file,
    may_hold_weights,
    read_header,
)

# Pointers are shorter; a larger file of data is no business of this table.
_LONGEST_POINTER = 2_048
_LEAST_DATA = 1_000_000
_DATA_ENDINGS = frozenset(
    {"csv", "tsv", "json", "jsonl", "parquet", "arrow", "feather", "zip", "tar", "gz", "zst", "xz"}
)
_DATA_FOLDERS = frozenset({"data", "dataset", "datasets", "corpus", "corpora"})


def is_artifact_name(path: str, size: int | None) -> bool:
    """Tell whether a file's start is to be looked at for a model."""
    return may_hold_weights(path) or _may_point_at_data(path, size)


def _may_point_at_data(path: str, size: int | None) -> bool:
    lower = path.casefold()
    if not size or size > _LONGEST_POINTER or lower.rpartition(".")[2] not in _DATA_ENDINGS:
        return False
    return not _DATA_FOLDERS.isdisjoint(lower.split("/")[:-1])


def artifact_of(path: str, start: bytes, size: int) -> Header | None:
    """Read a header; None for what belongs to no model."""
    header = read_header(path, start, size)
    if header is None:
        return None
    is_data = not header.is_stored and _may_point_at_data(path.removesuffix(".dvc"), len(start))
    if is_data and (header.size or 0) >= _LEAST_DATA:
        return header
    return header if is_model_file(path, header) else None


def artifact_rows(
    repository_id: str,
    files: Iterable[tuple[str, TreeEntry]],
    headers: Mapping[str, Header],
    read: Set[str],
) -> Iterator[ModelArtifactRow]:
    """Give the rows of `files`; of blobs that were not in `read`, the name alone speaks."""
    listed = list(files)
    beside = _names_by_folder(path for path, _ in listed)
    for path, entry in listed:
        if not is_artifact_name(path, entry.size):
            continue
        header = headers.get(entry.blob_id)
        if header is None and entry.blob_id not in read:
            header = artifact_of(path, b"", entry.size or 1)
        if header is None and (kind := format_beside(path, beside[path.rpartition("/")[0]])):
            header = Header(kind)
        if header:
            yield ModelArtifactRow(
                repository_id,
                path,
                header.format,
                header.parameters,
                header.architecture,
                header.licence,
                header.runs_code,
                header.is_stored,
            )


def _names_by_folder(paths: Iterable[str]) -> dict[str, Collection[str]]:
    found: dict[str, set[str]] = {}
    for path in paths:
        folder, _, name = path.rpartition("/")
        found.setdefault(folder, set()).add(name)
    return dict(found)
