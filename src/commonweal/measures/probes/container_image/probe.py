# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Files that build a container of the software, and not one to develop or test in."""

import re

from commonweal.core.tree import Document, Tree
from commonweal.measures.probe import Finding, false, lacking, seen, true

_FROM = re.compile(r"^[ \t]*FROM[ \t]+\S", re.IGNORECASE | re.MULTILINE)
_NAME = re.compile(
    r"(?:docker|container)file(?:[._-][\w.-]{1,60})?$|.{1,60}\.(?:docker|container)file$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:^|/)(?:[\w.-]{1,40}[-_.](?:tests?|e2e|perf|performance)|tests?[-_.][\w.-]{1,40}"
    r"|[\w.-]{0,40}-test-[\w.-]{1,40}|\.devcontainer|\.gitpod|tests?|testing|ci|\.ci|\.github"
    r"|\.circleci|examples?"
    r"|samples?|demos?|docs?|fuzz|oss-fuzz|bench\w*)(?:/|$)"
    r"|(?:docker|container)file[._-](?:dev|devel|development|test|tests|ci|local|debug)\b"
    r"|\b(?:dev|test|ci)\.(?:docker|container)file$",
    re.IGNORECASE,
)
# Tools that need no file of steps.
_TOOLS = re.compile(
    r"\bjib-maven-plugin\b|com\.google\.cloud\.tools\.jib|dockerTools\.build\w*"
    r"|<goal>build-image(?:-no-fork)?</goal>|^[ \t]*ko[ \t]+(?:build|publish)\b",
    re.MULTILINE,
)
# Looked for first, because these are found faster.
_WORDS = ("jib", "dockerTools", "build-image", "ko build", "ko publish")
_COMPOSE = re.compile(r"(?:docker-)?compose(?:[.-]\w{1,20})?\.ya?ml$", re.IGNORECASE)


def find(tree: Tree) -> Finding:
    """Files of steps first, then tools that build without one."""
    files = sorted(
        file.path
        for file in tree.files
        if file.kind != "vendored" and file.size and _NAME.match(file.name)
    )
    texts = {document.path: document for document in tree.documents_of("manifest", "ci")}
    steps = [path for path in files if not _is_empty(texts.get(path))]
    if ours := [path for path in steps if not _OTHER.search(path)]:
        return true("built", [seen(path, _line(texts.get(path))) for path in ours])
    for document in texts.values():
        if not any(word in document.text for word in _WORDS):
            continue
        if match := _TOOLS.search(document.text):
            line = document.text.count("\n", 0, match.start()) + 1
            return true("built", [seen(document.path, line)])
    if steps:
        return false("development_only", [lacking(path) for path in steps])
    composes = [document.path for document in texts.values() if _COMPOSE.match(document.name)]
    return false("used_only", [lacking(path) for path in composes]) if composes else false("none")


def _is_empty(document: Document | None) -> bool:
    return document is not None and _FROM.search(document.text) is None


def _line(document: Document | None) -> int | None:
    match = _FROM.search(document.text) if document else None
    return document.text.count("\n", 0, match.end()) + 1 if document and match else None
