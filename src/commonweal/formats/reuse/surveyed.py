# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The same judgement over what a survey kept of a tree, without the files themselves."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from commonweal.core.tree import File, Tree
from commonweal.formats.reuse.annotations import AnnotationsRefused
from commonweal.formats.reuse.lint import Report, report
from commonweal.formats.reuse.tags import NO_TAGS, NOT_TEXT, REUSE_COPYRIGHT, REUSE_LICENCE, Tags
from commonweal.formats.reuse.tell import CoveredFile, Seen, speaks_for_others, tell
from commonweal.formats.spdx import expression_parts

_REGULAR = frozenset({0o100644, 0o100755, 0o100664})
# Files with such endings hold no tags, whether they were opened or not.
_NO_TEXT = frozenset(
    {
        "7z", "avi", "avif", "bmp", "bz2", "docx", "eot", "flac", "gif", "gz", "heic", "icns",
        "ico", "jar", "jpeg", "jpg", "m4a", "mkv", "mov", "mp3", "mp4", "ods", "odt", "ogg", "opus",
        "otf", "parquet", "png", "pptx", "psd", "sqlite3", "tgz", "tif", "tiff", "ttf", "wav",
        "webm", "webp", "whl", "woff", "woff2", "xcf", "xls", "xlsx", "xz", "zip", "zst",
    }
)  # fmt: skip


class Surveyed(NamedTuple):
    """What is known of each covered file, and the report that follows.

    `report.read_errors` are the files that the survey did not read. `lines` says where
    a file's own notice and tag stand: by path, and by `copyright` or `licence`. `apart`
    are the files that speak for others.
    """

    covered: tuple[CoveredFile, ...]
    report: Report
    lines: dict[tuple[str, str], int]
    apart: tuple[str, ...] = ()


def holds_no_text(path: str) -> bool:
    """Tell by its ending that a file holds no tags, whether it is opened or not."""
    return path.rpartition(".")[2].casefold() in _NO_TEXT


def surveyed(tree: Tree) -> Surveyed:
    """Judge a tree by the signs and documents that were kept of it."""
    files = [file for file in tree.files if file.mode in _REGULAR]
    seen = dict(_seen(tree, files))
    apart = {
        document.path: document.text.encode("utf-8", "replace")
        for document in tree.documents_of("reuse")
        if speaks_for_others(document.path)
    }
    lines = _lines(tree)
    lost = [path for path in seen if speaks_for_others(path) and path not in apart]
    if lost:
        return Surveyed((), Report(error=f"{lost[0]} was not read"), lines)
    try:
        covered = tuple(tell(seen, apart))
    except AnnotationsRefused as refused:
        return Surveyed((), Report(error=str(refused)), lines, tuple(sorted(apart)))
    return Surveyed(covered, report(covered, seen), lines, tuple(sorted(apart)))


def first_uses(covered: Iterable[CoveredFile]) -> dict[str, str]:
    """Give the first file under each licence, by the licence's id."""
    uses: dict[str, str] = {}
    for file in covered:
        for expression in file.tags.expressions:
            for spdx in expression_parts(expression):
                uses.setdefault(spdx, file.path)
    return uses


def _seen(tree: Tree, files: list[File]) -> Iterator[tuple[str, Seen]]:
    notices = {sign.path for sign in tree.signs_of(REUSE_COPYRIGHT)}
    not_text = {sign.path for sign in tree.signs_of(NOT_TEXT)}
    expressions: dict[str, list[str]] = {}
    for sign in tree.signs_of(REUSE_LICENCE):
        expressions.setdefault(sign.path, []).append(sign.value or "")
    for file in files:
        tags: Tags | None = None
        is_tagged = file.path in notices or file.path in expressions
        if file.lines is not None or is_tagged:
            # Whose notice it is does not matter here, so that no name is kept.
            whose = ("somebody",) if file.path in notices else ()
            tags = Tags(whose, tuple(expressions.get(file.path, ())))
        elif file.path in not_text or holds_no_text(file.path):
            tags = NO_TAGS
        yield file.path, Seen(tags, is_empty=file.size == 0)


def _lines(tree: Tree) -> dict[tuple[str, str], int]:
    lines: dict[tuple[str, str], int] = {}
    for name, label in ((REUSE_COPYRIGHT, "copyright"), (REUSE_LICENCE, "licence")):
        for sign in tree.signs_of(name):
            lines.setdefault((sign.path, label), sign.line or 1)
    return lines
