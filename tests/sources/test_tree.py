# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The tree at HEAD as rows: what is read, what is left out, and what is never followed."""

import hashlib
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.core.objects import Blob, TreeEntry
from commonweal.core.text import path_bytes
from commonweal.evidence.tables import tables
from commonweal.sources.tree import Budget, TreeRows, collect_tree

FILE, EXECUTABLE, LINK, GITLINK = 0o100644, 0o100755, 0o120000, 0o160000
APACHE = (Path(__file__).parents[2] / "LICENSE").read_bytes()
TAG = b"# SPDX-License-" + b"Identifier: "


class Tree:
    """A commit's tree in memory; it keeps what was asked for."""

    is_cut = False

    def __init__(self, files: dict[bytes, bytes | tuple[int, bytes | None]]) -> None:
        self._entries: list[TreeEntry] = []
        self._blobs: dict[str, bytes | None] = {}
        self.asked: list[str] = []
        for path, content in sorted(files.items()):
            mode, held = content if isinstance(content, tuple) else (FILE, content)
            blob_id = hashlib.sha1(path if held is None else held).hexdigest()  # noqa: S324  git's
            self._entries.append(
                TreeEntry(mode, blob_id, None if held is None else len(held), path)
            )
            self._blobs[blob_id] = held

    def tree_entries(self, commit_id: str) -> Iterator[TreeEntry]:
        """Give what the test put in, sorted by path as git does."""
        assert commit_id == "head"
        return iter(self._entries)

    def blobs(self, blob_ids: Iterable[str], *, limit: int) -> Iterator[Blob]:
        """Give the contents, cut at the limit."""
        for blob_id in blob_ids:
            self.asked.append(blob_id)
            held = self._blobs[blob_id]
            yield (
                Blob(blob_id, None, None)
                if held is None
                else Blob(blob_id, len(held), held[:limit])
            )


def collected(tree: Tree, budget: Budget = Budget()) -> TreeRows:  # noqa: B008  frozen
    return collect_tree(tree, repository_id="r", head="head", budget=budget)


def seen(rows: TreeRows) -> dict[str, tuple[str, str | None, int | None, str | None]]:
    return {file.path: (file.kind, file.language, file.lines, file.spdx) for file in rows.files}


def test_a_file_is_a_row_with_kind_language_lines_and_tag() -> None:
    rows = collected(
        Tree(
            {
                b"src/a.py": TAG + b"MIT\nprint()\n",
                b"tests/test_a.py": b"assert True",
                b"docs/index.rst": b"Hello\n",
                b"logo.png": b"\x89PNG\0",
                b"vendor/x.js": b"1\n",
                b"empty.py": b"",
            }
        )
    )

    assert seen(rows) == {
        "src/a.py": ("code", "Python", 2, "MIT"),
        "tests/test_a.py": ("test", "Python", 1, None),
        "docs/index.rst": ("documentation", "reStructuredText", 1, None),
        "logo.png": ("media", None, None, None),
        "vendor/x.js": ("vendored", "JavaScript", None, None),
        "empty.py": ("code", "Python", 0, None),
    }


def test_rows_have_the_columns_of_their_tables_in_order() -> None:
    rows = collected(Tree({b"LICENSE": APACHE, b"README.md": (FILE, None)}))

    made = {
        "tree_file": rows.files[0]._fields,
        "document": rows.documents[0]._fields,
        "licence": rows.licences[0]._fields,
        "problem": rows.problems[0]._fields,
    }
    assert made == {name: tuple(tables()[name].columns) for name in made}


def test_links_are_rows_and_are_never_read() -> None:
    tree = Tree(
        {
            b"README.md": (LINK, b"/etc/passwd"),
            b"module": (GITLINK, None),
            b"a.py": b"x\n",
        }
    )

    rows = collected(tree)

    assert [(file.path, file.mode, file.kind) for file in rows.files] == [
        ("README.md", LINK, "other"),
        ("a.py", FILE, "code"),
        ("module", GITLINK, "other"),
    ]
    assert rows.documents == ()
    assert tree.asked == [hashlib.sha1(b"x\n").hexdigest()]  # noqa: S324


def test_a_nul_makes_a_file_binary_whatever_its_name_says() -> None:
    rows = collected(Tree({b"a.py": b"x\0y", b"b.py": b"x" * 8000 + b"\0", b"test/c.py": b"\0"}))

    assert seen(rows) == {
        "a.py": ("binary", None, None, None),
        "b.py": ("code", "Python", 1, None),
        "test/c.py": ("test", None, None, None),
    }


def test_a_script_without_ending_is_known_by_its_first_line() -> None:
    rows = collected(
        Tree(
            {
                b"bin/run": (EXECUTABLE, b"#!/usr/bin/env -S python3.11 -u\n"),
                b"bin/go": (EXECUTABLE, b"#!/bin/bash -e\n"),
                b"bin/odd": (EXECUTABLE, b"#!/opt/odd\n"),
                b"bin/data": b"#!/bin/sh\n",
            }
        )
    )

    assert {path: row[:2] for path, row in seen(rows).items()} == {
        "bin/run": ("code", "Python"),
        "bin/go": ("code", "Shell"),
        "bin/odd": ("other", None),
        "bin/data": ("other", None),
    }


def test_over_the_budget_lines_are_unknown_and_it_is_said() -> None:
    tree = Tree({b"a.py": b"x\n" * 10, b"b.py": b"y\n" * 10, b"c.py": b"z\n" * 10})

    by_number = collected(tree, Budget(files=2))
    by_bytes = collected(tree, Budget(bytes=25))
    by_blob = collected(tree, Budget(blob=19))

    assert [[file.lines for file in rows.files] for rows in (by_number, by_bytes, by_blob)] == [
        [10, 10, None],
        [10, None, None],
        [None, None, None],
    ]
    assert [[row.kind for row in rows.problems] for rows in (by_number, by_bytes)] == [
        ["over_budget"],
        ["over_budget"],
    ]


def test_absent_blobs_are_unknown_and_it_is_said() -> None:
    rows = collected(Tree({b"README.md": (FILE, None), b"a.py": (FILE, None), b"b.py": b"x\n"}))

    assert [(file.path, file.size, file.lines) for file in rows.files] == [
        ("README.md", None, None),
        ("a.py", None, None),
        ("b.py", 2, 1),
    ]
    assert rows.documents == ()
    assert [(row.kind, row.what) for row in rows.problems] == [
        ("blob_absent", "1 of 2 files to read is not in this clone.")
    ]


def test_documents_are_kept_nearest_to_the_root_first() -> None:
    tree = Tree(
        {
            b"README.md": b"one",
            b"a/package.json": b"{}",
            b"a/b/package.json": b'{"a": 1}',
            b"a/b/README.md": b"not one",
        }
    )

    assert [row[1:5] for row in collected(tree).documents] == [
        ("README.md", "readme", "one", 3),
        ("a/b/package.json", "manifest", '{"a": 1}', 8),
        ("a/package.json", "manifest", "{}", 2),
    ]
    few = collected(tree, Budget(documents=2))
    assert [row.path for row in few.documents] == ["README.md", "a/package.json"]
    assert [row.what for row in few.problems] == [
        "1 document in folders far from the top was not read."
    ]


def test_a_long_document_is_cut_and_says_so() -> None:
    rows = collected(Tree({b"README.md": b"abcdef", b"NEWS": b"abc"}), Budget(blob=3))

    assert [row[1:] for row in rows.documents] == [
        ("NEWS", "changelog", "abc", 3, False),
        ("README.md", "readme", "abc", 6, True),
    ]


def test_documents_in_any_encoding_are_text() -> None:
    rows = collected(
        Tree(
            {
                b"README.md": "\ufeffÜber".encode(),
                b"NEWS": "Über".encode("utf-16"),
                b"AUTHORS": b"\xdcber",
                b"SECURITY.md": b"bin\0ary",
            }
        )
    )

    assert {row.path: row.text for row in rows.documents} == {
        "README.md": "Über",
        "NEWS": "Über",
        "AUTHORS": "\ufffdber",
    }


def test_licences_come_from_texts_tags_and_manifests() -> None:
    rows = collected(
        Tree(
            {
                b"LICENSE": APACHE,
                b"README.md": b"Licensed under MIT.",
                b"a.py": TAG + b"MIT OR ISC\n",
                b"b.py": TAG + b"MIT\n",
                b"c.png": b"\0",
                b"c.png.license": TAG + b"CC0-1.0\n",
                b"package.json": b'{"license": "BSD-3-Clause"}',
                b"examples/package.json": b'{"license": "0BSD"}',
                b"docs/publiccode.yml": b"legal:\n  license: AGPL-3.0-only\n",
            }
        )
    )

    assert [row[1:] for row in rows.licences] == [
        ("LICENSE", "Apache-2.0", "text", 1.0, 1),
        ("package.json", "BSD-3-Clause", "manifest", None, 1),
        ("c.png", "CC0-1.0", "tag", None, 2),
        ("a.py", "ISC", "tag", None, 1),
        ("a.py", "MIT", "tag", None, 2),
    ]


@pytest.mark.parametrize(
    "text",
    [
        b"MIT",
        b"Parts are under MIT, parts are not; see their folders.\n" * 5,
        b"",
    ],
)
def test_a_text_that_only_mentions_a_licence_is_none(text: bytes) -> None:
    assert collected(Tree({b"LICENSE": text})).licences == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            b"All rights reserved. You may not copy this.\n" * 30,
            [("LICENSE", "LicenseRef-terms-of-its-own", "closed", None, 1)],
        ),
        (
            b"Server Side Public License\n\nOr the Redis Source Available License.\n" * 3,
            [
                ("LICENSE", "LicenseRef-Redis-Source-Available-License", "closed", None, 1),
                ("LICENSE", "SSPL-1.0", "closed", None, 1),
            ],
        ),
        (
            b"It is under your choice of: (a) the Server Side Public License; or (b) the AGPLv3, "
            b"which is the GNU Affero General Public License v3.\n",
            [("LICENSE", "AGPL-3.0", "choice", None, 1)],
        ),
    ],
)
def test_a_text_that_is_not_open_is_stated_too_or_what_it_leaves_to_choose(
    text: bytes, expected: list[tuple[object, ...]]
) -> None:
    rows = collected(Tree({b"LICENSE": text})).licences

    assert sorted(row[1:] for row in rows) == expected


def test_the_ending_h_belongs_to_the_language_of_the_repository() -> None:
    cpp = collected(Tree({b"a.h": b"1", b"a.cpp": b"2", b"b.cc": b"3", b"c.c": b"4"}))
    c = collected(Tree({b"a.h": b"1", b"a.cpp": b"2", b"c.c": b"4"}))

    assert [seen(rows)["a.h"][1] for rows in (cpp, c)] == ["C++", "C"]


PARTS = [b"src", b"docs", b"test", b"LICENSE", b"README", b".md", b".py", b"..", b" ", b"\xff"]
PARTS += [
    b"\\",
    b"package",
    b".json",
    b".github",
    b"workflows",
    b"\n",
    b"\x1b[0m",
    b"\xc3\xa9",
    b".h",
]
PATHS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=6).map(b"/".join) | st.binary(
    min_size=1, max_size=40
).map(lambda raw: raw.replace(b"\0", b"x"))
CONTENTS = st.sampled_from([APACHE[:900], b"{", b"[project]\nlicense=1", TAG + b"MIT", b"#!/"]) | (
    st.binary(max_size=60)
)
FILES = st.dictionaries(
    PATHS,
    st.tuples(
        st.sampled_from([FILE, EXECUTABLE, LINK, GITLINK, 0o040000, 7]), st.none() | CONTENTS
    ),
    max_size=8,
)


@given(FILES)
def test_any_tree_gives_a_row_for_every_file(
    files: dict[bytes, tuple[int, bytes | None]],
) -> None:
    rows = collected(Tree(dict(files)), Budget(files=4, bytes=100, blob=50, documents=2))

    assert [path_bytes(file.path) for file in rows.files] == sorted(files)
    assert {file.kind for file in rows.files} <= KINDS
    assert {row.kind for row in rows.documents} <= DOCUMENT_KINDS


def _named_in_help(table: str, column: str) -> set[str]:
    listed = tables()[table].columns[column].help.rstrip(".").split(", ")
    return set(listed)


KINDS = _named_in_help("tree_file", "kind")
DOCUMENT_KINDS = _named_in_help("document", "kind")


def test_a_tree_of_5000_files_takes_about_a_second() -> None:
    files = {
        f"src/part{number % 70}/deep/er/module_{number}.{ending}".encode(): b"x = 1\n" * number
        for number, ending in enumerate(["py", "js", "c", "md", "yml", "png", "unknown", "h"] * 625)
    }
    tree = Tree(dict(files))
    collected(Tree({b"LICENSE": APACHE}))
    started = time.process_time()

    rows = collected(tree, Budget(files=0))

    # A second on an idle machine; a millisecond more a file would be seen.
    assert time.process_time() - started < 5
    assert len(rows.files) == 5000


def test_licence_texts_of_folders_are_kept_once_and_say_nothing_of_the_whole() -> None:
    """The root's own text is no other one, and no document counts as left out."""
    isc = b"Server Side Public License\n\nYou may not provide it as a hosted service.\n"
    rows = collected(
        Tree(
            {
                b"LICENSE": APACHE,
                b"a/LICENSE": APACHE,
                b"b/COPYING": isc,
                b"c/COPYING.txt": isc,
                b"tests/d/LICENSE": b"of a test",
                b"d/vendor/e/LICENSE": b"of others",
                b"e/license.py": b"print()",
            }
        )
    )

    assert [(row.path, row.kind) for row in rows.documents] == [
        ("LICENSE", "licence"),
        ("b/COPYING", "folder_licence"),
    ]
    assert [row[1:4] for row in rows.licences] == [
        ("LICENSE", "Apache-2.0", "text"),
        ("b/COPYING", "SSPL-1.0", "part"),
    ]
    assert (rows.problems, rows.gaps) == ((), frozenset())


def test_a_document_that_is_very_large_is_told() -> None:
    big = b"word " * 300_000

    rows = collected(Tree({b"README.md": big, b"CONTRIBUTING.md": b"small\n"}))

    [problem] = rows.problems
    assert (problem.kind, problem.what, problem.fix) == (
        "document_cut",
        "1 document is very large (README.md). Only its beginning was read.",
        "Divide the document. What stands behind its beginning is not seen.",
    )
