# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Whether a project keeps to REUSE 3.3, from its files as they were read."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from commonweal.formats.folders import ProjectFile
from commonweal.formats.reuse.annotations import AnnotationsRefused
from commonweal.formats.reuse.covered import LICENCES, SIDECAR
from commonweal.formats.reuse.tags import read_tags
from commonweal.formats.reuse.tell import CoveredFile, Seen, speaks_for_others, tell
from commonweal.formats.spdx import expression_parts, is_deprecated, is_known

_OWN = re.compile(r"LicenseRef-[A-Za-z0-9.-]+")


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
        wrong = (*FAULTS, "invalid_spdx_expressions")
        return not self.error and not any(getattr(self, name) for name in wrong)


# The lists of a report that must be empty. An expression that cannot be read is a fault
# too, which the tool lists apart.
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


def lint(files: Iterable[ProjectFile]) -> Report:
    """Judge a project; give all its regular files, without those that git ignores."""
    seen, apart = _look(files)
    try:
        covered = tell(seen, apart)
    except AnnotationsRefused as refused:
        return Report(error=str(refused))
    return report(covered, seen)


def _look(files: Iterable[ProjectFile]) -> tuple[dict[str, Seen], dict[str, bytes]]:
    """Keep of each file what its tags say; the content only of those that speak for others."""
    seen: dict[str, Seen] = {}
    apart: dict[str, bytes] = {}
    for path, content in files:
        if content is not None and speaks_for_others(path):
            apart[path] = content
        tags = None if content is None else read_tags(content)
        seen[path] = Seen(tags, is_empty=content == b"")
    return seen, apart


def text_id(path: str) -> str | None:
    """Give the id that the name of a text in LICENSES stands for; None for other files."""
    name = path.removeprefix(LICENCES + "/")
    if name == path or name.endswith(SIDECAR):
        return None
    name = name.rpartition("/")[2]
    # An id may itself hold dots, so that only one ending is cut off.
    return name if is_known(name) or "." not in name else name.rpartition(".")[0]


def _provided(paths: Iterable[str]) -> _Provided:
    named = [(path.rpartition("/")[2], spdx) for path in paths if (spdx := text_id(path))]
    bare = (name for name, _ in named if is_known(name))
    return _Provided(frozenset(spdx for _, spdx in named), frozenset(bare))


def report(covered: Sequence[CoveredFile], paths: Iterable[str]) -> Report:
    """Judge what was told of the covered files; `paths` are all of the project."""
    provided = _provided(paths)
    used: set[str] = set()
    invalid: set[str] = set()
    for file in covered:
        for expression in file.tags.expressions:
            parts = expression_parts(expression)
            used.update(parts)
            if not parts:
                invalid.add(file.path)
    with_licence = {
        file.path for file in covered if any(map(expression_parts, file.tags.expressions))
    }
    with_copyright = {file.path for file in covered if file.tags.copyrights}
    readable = {file.path for file in covered if file.is_read}
    return Report(
        files_total=len(covered),
        files_with_copyright_info=len(with_copyright),
        files_with_licensing_info=len(with_licence),
        used_licenses=tuple(sorted(used)),
        missing_copyright_info=tuple(sorted(readable - with_copyright)),
        missing_licensing_info=tuple(sorted(readable - with_licence)),
        missing_licenses=tuple(sorted(spdx for spdx in used if not _is_provided(spdx, provided))),
        unused_licenses=tuple(sorted(id_ for id_ in provided.ids if not _is_used(id_, used))),
        bad_licenses=tuple(sorted(id_ for id_ in provided.ids if not _is_good(id_))),
        deprecated_licenses=tuple(sorted(id_ for id_ in provided.ids if is_deprecated(id_))),
        licenses_without_extension=tuple(sorted(provided.without_extension)),
        read_errors=tuple(sorted(file.path for file in covered if not file.is_read)),
        invalid_spdx_expressions=tuple(sorted(invalid)),
    )


def _is_good(spdx: str) -> bool:
    return is_known(spdx) or _OWN.fullmatch(spdx) is not None


def _is_provided(spdx: str, provided: _Provided) -> bool:
    return spdx in provided.ids or spdx.removesuffix("+") in provided.ids


def _is_used(spdx: str, used: set[str]) -> bool:
    return spdx in used or f"{spdx}+" in used
