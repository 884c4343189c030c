# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Whether a project keeps to REUSE 3.3, from its files as they were read."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from commonweal.formats.folders import ProjectFile
from commonweal.formats.reuse.annotations import (
    Annotation,
    AnnotationsRefused,
    read_dep5,
    read_reuse_toml,
)
from commonweal.formats.reuse.covered import DEP5, LICENCES, REUSE_TOML, SIDECAR, is_covered
from commonweal.formats.reuse.tags import NO_TAGS, Tags, read_tags
from commonweal.formats.spdx import expression_parts, is_deprecated, is_known

_OWN = re.compile(r"LicenseRef-[A-Za-z0-9.-]+")


class _Seen(NamedTuple):
    """What reading a file gave; `tags` is None where it cannot be read."""

    tags: Tags | None
    is_empty: bool


class Report(msgspec.Struct, frozen=True):
    """What was found; paths and ids are sorted. `error` says why nothing could be judged."""

    files_total: int = 0
    files_with_copyright_info: int = 0
    files_with_licensing_info: int = 0
    used_licenses: tuple[str, ...] = ()
    missing_copyright_info: tuple[str, ...] = ()
    missing_licensing_info: tuple[str, ...] = ()
    missing_licenses: tuple[str, ...] = ()
    unused_licenses: tuple[str, ...] = ()
    bad_licenses: tuple[str, ...] = ()
    deprecated_licenses: tuple[str, ...] = ()
    licenses_without_extension: tuple[str, ...] = ()
    read_errors: tuple[str, ...] = ()
    invalid_spdx_expressions: tuple[str, ...] = ()
    error: str = ""

    @property
    def is_compliant(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.error and not any(getattr(self, name) for name in FAULTS)


# The lists of a report that must be empty; an expression that cannot be read is no fault
# of its own, for it gives its file no licence.
FAULTS = (
    "bad_licenses",
    "deprecated_licenses",
    "licenses_without_extension",
    "missing_copyright_info",
    "missing_licenses",
    "missing_licensing_info",
    "read_errors",
    "unused_licenses",
)


class _Provided(NamedTuple):
    """Texts in LICENSES: ids, and those whose file has no extension."""

    ids: frozenset[str]
    without_extension: frozenset[str]


class _Told(NamedTuple):
    """What is known of one covered file."""

    path: str
    tags: Tags
    is_read: bool


def lint(files: Iterable[ProjectFile]) -> Report:
    """Judge a project; give all its regular files, without those that git ignores."""
    seen, apart = _look(files)
    try:
        annotations = _annotations(apart)
    except AnnotationsRefused as refused:
        return Report(error=str(refused))
    told = [
        _told(path, seen, annotations)
        for path in sorted(seen)
        if is_covered(path) and not seen[path].is_empty
    ]
    return _report(told, _provided(seen))


def _look(files: Iterable[ProjectFile]) -> tuple[dict[str, _Seen], dict[str, bytes]]:
    """Keep of each file what its tags say; the content only of those that speak for others."""
    seen: dict[str, _Seen] = {}
    apart: dict[str, bytes] = {}
    for path, content in files:
        if content is not None and (path == DEP5 or path.rpartition("/")[2] == REUSE_TOML):
            apart[path] = content
        tags = None if content is None else read_tags(content)
        seen[path] = _Seen(tags, is_empty=content == b"")
    return seen, apart


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


def _told(
    path: str, seen: Mapping[str, _Seen], annotations: Mapping[str, tuple[Annotation, ...]]
) -> _Told:
    matching = list(_matching(path, annotations))
    for annotation in matching:
        if annotation.precedence == "override":
            # The outermost of them; nobody looks into the file.
            return _Told(path, annotation.tags, is_read=True)
    own = seen.get(path + SIDECAR, seen[path]).tags
    return _Told(path, _combined(own or NO_TAGS, matching), is_read=own is not None)


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


def _provided(paths: Iterable[str]) -> _Provided:
    ids, bare = set(), set()
    for path in paths:
        name = path.removeprefix(LICENCES + "/")
        if name == path or name.endswith(SIDECAR):
            continue
        name = name.rpartition("/")[2]
        if is_known(name):
            bare.add(name)
        is_whole = is_known(name) or "." not in name
        ids.add(name if is_whole else name.rpartition(".")[0])
    return _Provided(frozenset(ids), frozenset(bare))


def _report(told: Iterable[_Told], provided: _Provided) -> Report:
    told = list(told)
    used: set[str] = set()
    invalid: set[str] = set()
    for one in told:
        for expression in one.tags.expressions:
            parts = expression_parts(expression)
            used.update(parts)
            if not parts:
                invalid.add(one.path)
    with_licence = {one.path for one in told if any(map(expression_parts, one.tags.expressions))}
    with_copyright = {one.path for one in told if one.tags.copyrights}
    paths = {one.path for one in told if one.is_read}
    return Report(
        files_total=len(told),
        files_with_copyright_info=len(with_copyright),
        files_with_licensing_info=len(with_licence),
        used_licenses=tuple(sorted(used)),
        missing_copyright_info=tuple(sorted(paths - with_copyright)),
        missing_licensing_info=tuple(sorted(paths - with_licence)),
        missing_licenses=tuple(sorted(one for one in used if not _is_provided(one, provided))),
        unused_licenses=tuple(sorted(one for one in provided.ids if not _is_used(one, used))),
        bad_licenses=tuple(sorted(one for one in provided.ids if not _is_good(one))),
        deprecated_licenses=tuple(sorted(one for one in provided.ids if is_deprecated(one))),
        licenses_without_extension=tuple(sorted(provided.without_extension)),
        read_errors=tuple(sorted(one.path for one in told if not one.is_read)),
        invalid_spdx_expressions=tuple(sorted(invalid)),
    )


def _is_good(spdx: str) -> bool:
    return is_known(spdx) or _OWN.fullmatch(spdx) is not None


def _is_provided(spdx: str, provided: _Provided) -> bool:
    return spdx in provided.ids or spdx.removesuffix("+") in provided.ids


def _is_used(spdx: str, used: set[str]) -> bool:
    return spdx in used or f"{spdx}+" in used
