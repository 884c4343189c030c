# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A changelog: a file whose headings or lines are releases, or a folder of such notes."""

import re

from commonweal.core.tree import File, Tree
from commonweal.measures.probe import Finding, false, lacking, seen, true, unknown
from commonweal.syntax.prose import Prose, proses
from commonweal.syntax.prose import find as first

# A line that begins with a version or a date, whatever stands around it.
_RELEASE = re.compile(
    r"^[\s#*=\-\[\]`(]{0,12}(?::release:`)?(?:unreleased\b"
    r"|(?:[A-Za-z][\w.-]{0,30}[ -])?(?:version |release "
    r"|v\.? ?)?\d{1,4}\.\d{1,4}(?:[.\w+-]{0,20})"
    r"|(?:19|20)\d\d-[01]\d-[0-3]\d\b)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"https?://\S{1,200}/(?:-/)?(?:releases|tags)\b|\.\./\.\./releases\b")
_FOLDERS = re.compile(
    r"(?:^|/)(?:changelog|changelogs|changelog\.d|changes|newsfragments|news|\.changeset"
    r"|\.changes|release[-_ ]?notes"
    r"|releases|whatsnew)/(?:[^/]{1,60}/)?[^/]+\.(?:md|rst|ya?ml|txt|adoc|feature|bugfix|misc)$",
    re.IGNORECASE,
)
_DOCUMENTS = re.compile(r"(?:^|/)(?:docs?|documentation|website)/", re.IGNORECASE)
_VERSION = re.compile(r"v?\d{1,4}(?:[._-]\d{1,4}){1,3}")
_MOST_LINES = 2_000


def find(tree: Tree) -> Finding:
    """A page that was named so must name a release; a folder must hold notes."""
    pages = proses(tree, "changelog")
    if kept := [seen(page.path, line) for page in pages if (line := _release(page))]:
        return true("kept", kept[:1])
    if notes := sorted(file.path for file in tree.files if _is_note(file)):
        return true("fragments", [seen(path) for path in notes[:5]])
    elsewhere = [seen(page.path, line) for page in pages if (line := first(page.lines, _ELSEWHERE))]
    if elsewhere:
        return unknown("elsewhere", elsewhere[:1])
    return false("no_release", [lacking(page.path) for page in pages]) if pages else false("none")


def _release(page: Prose) -> int | None:
    return first(page.lines[:_MOST_LINES], _RELEASE)


def _is_note(file: File) -> bool:
    """Notes in a folder near the root; in a folder of pages only those named after a version."""
    if file.kind in ("vendored", "generated") or not file.size:
        return False
    if not _FOLDERS.search(file.path) or file.name.casefold().startswith(("readme", "config")):
        return False
    if _DOCUMENTS.search(file.path) or "releases/" in file.path.casefold():
        return _VERSION.search(file.name) is not None
    return file.path.count("/") <= 2  # noqa: PLR2004  deeper folders of this name are code's
