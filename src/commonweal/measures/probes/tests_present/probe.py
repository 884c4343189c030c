# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Code that tests code; a folder of data for tests is none."""

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, not_applicable, seen, true

_MOST_PLACES = 20


def find(tree: Tree) -> Finding:
    """Count files of tests in a language, then tests inside of code.

    The metric `test_share` counts files by the same rule. A size that is not known is no zero.
    """
    code = [file for file in tree.files_of("code") if file.language and file.size != 0]
    tests = sorted(file.path for file in tree.files_of("test") if file.language and file.size != 0)
    tests = [path for path in tests if not path.casefold().endswith(_DATA)]
    if not code and not tests:
        return not_applicable("no_code")
    if tests:
        places = [seen(path) for path in tests[:_MOST_PLACES]]
        return true("found", places, tests=len(tests), code=len(code))
    inline = {sign.path: sign.line for sign in tree.signs_of("inline_tests")}
    if inline:
        places = [seen(path, line) for path, line in sorted(inline.items())[:_MOST_PLACES]]
        return true("inline", places, tests=len(inline))
    return false("none", code=len(code))


_DATA = (
    ".json",
    ".yml",
    ".yaml",
    ".xml",
    ".csv",
    ".txt",
    ".md",
    ".html",
    ".toml",
    ".ini",
    ".sql",
    ".css",
    ".svg",
    ".rst",
)
