# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What is known of each covered file: its own tags, a file beside it, and what stands apart."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from commonweal.formats.reuse.annotations import (
    Annotation,
    AnnotationsRefused,
    read_dep5,
    read_reuse_toml,
)
from commonweal.formats.reuse.covered import DEP5, REUSE_TOML, SIDECAR, is_covered
from commonweal.formats.reuse.tags import NO_TAGS, Tags


class Seen(NamedTuple):
    """What reading a file gave; `tags` is None where it cannot be read, or was not."""

    tags: Tags | None
    is_empty: bool


class CoveredFile(NamedTuple):
    """What is known of one covered file."""

    path: str
    tags: Tags
    is_read: bool


def speaks_for_others(path: str) -> bool:
    """Tell whether a file may state what holds for other files."""
    return path == DEP5 or path.rpartition("/")[2] == REUSE_TOML


def tell(seen: Mapping[str, Seen], apart: Mapping[str, bytes]) -> list[CoveredFile]:
    """Give what is known of the covered files, by path; `apart` holds what speaks for others."""
    annotations = _annotations(apart)
    return [
        _covered_file(path, seen, annotations)
        for path in sorted(seen)
        if is_covered(path) and not seen[path].is_empty
    ]


def _annotations(apart: Mapping[str, bytes]) -> dict[str, tuple[Annotation, ...]]:
    """Read what stands apart, by the folder below which it holds ("" is the project)."""
    readers = {path: read_dep5 if path == DEP5 else read_reuse_toml for path in apart}
    if DEP5 in apart and len(apart) > 1:
        raise AnnotationsRefused(f"there are {DEP5} and {REUSE_TOML}; only one of them may be")
    found: dict[str, tuple[Annotation, ...]] = {}
    for path, reader in readers.items():
        folder = "" if path == DEP5 else path.rpartition("/")[0]
        try:
            found[folder] = reader(apart[path])
        except AnnotationsRefused as refused:
            raise AnnotationsRefused(f"{path}: {refused}") from refused
    return found


def _covered_file(
    path: str, seen: Mapping[str, Seen], annotations: Mapping[str, tuple[Annotation, ...]]
) -> CoveredFile:
    matching = list(_matching(path, annotations))
    for annotation in matching:
        if annotation.precedence == "override":
            # The outermost of them; nobody looks into the file.
            return CoveredFile(path, annotation.tags, is_read=True)
    own = seen.get(path + SIDECAR, seen[path]).tags
    return CoveredFile(path, _combined(own or NO_TAGS, matching), is_read=own is not None)


def _combined(own: Tags, matching: Iterable[Annotation]) -> Tags:
    copyrights, expressions = list(own.copyrights), list(own.expressions)
    closest = NO_TAGS
    for annotation in matching:
        if annotation.precedence == "aggregate":
            copyrights += annotation.tags.copyrights
            expressions += annotation.tags.expressions
        else:
            closest = Tags(
                annotation.tags.copyrights or closest.copyrights,
                annotation.tags.expressions or closest.expressions,
            )
    return Tags(
        tuple(copyrights if own.copyrights else [*copyrights, *closest.copyrights]),
        tuple(expressions if own.expressions else [*expressions, *closest.expressions]),
    )


def _matching(path: str, annotations: Mapping[str, tuple[Annotation, ...]]) -> Iterator[Annotation]:
    """Give the annotation of each enclosing folder that matches, outermost first."""
    parts = path.split("/")
    for depth in range(len(parts)):
        rest = "/".join(parts[depth:])
        for annotation in reversed(annotations.get("/".join(parts[:depth]), ())):
            if annotation.matches(rest):
                yield annotation
                break
