# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Every change row equals git's own numstat under the same pinned options."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.sources.git import lines as lines_
from commonweal.sources.git.process import git_version
from commonweal.sources.git.quarantine import open_source, quarantine
from tests.gitkit import ADA, BO, History, commit_object, git, lines
from tests.sources.git.reading import collect, gits_changes, our_changes, query


def assert_agrees(repository: Path, folder: Path) -> None:
    result = collect(repository, folder)
    expected = gits_changes(repository)

    assert expected, "the oracle must have something to say"
    assert our_changes(result, folder) == expected


def test_plain_changes(tmp_path: Path) -> None:
    history = History(tmp_path / "r.git")
    history.commit({"a": lines(30), "b/c": lines(5), "no-newline": b"one\ntwo"})
    history.commit({"a": lines(20) + b"more\n", "b/c": None, "no-newline": b"one\ntwo\nthree"})
    history.commit({}, message="an empty commit")
    history.commit({"crlf": b"one\r\ntwo\r\n", "empty": b""})
    history.commit({"crlf": b"one\ntwo\n", "empty": b"now full\n"})

    assert_agrees(history.write(), tmp_path / "ws")


def test_renames_exact_inexact_and_with_mode(tmp_path: Path) -> None:
    history = History(tmp_path / "r.git")
    history.commit(
        {"exact": lines(50, seed=1), "inexact": lines(50, seed=2), "m": lines(9, seed=3)}
    )
    history.commit(
        {
            "exact": None,
            "moved/exact": lines(50, seed=1),
            "inexact": None,
            "moved/inexact": lines(40, seed=2) + b"changed\n",
            "m": None,
            "moved/m": lines(9, seed=3),
        },
        modes={"moved/m": "100755"},
    )
    history.commit({"copy": lines(50, seed=1)})

    assert_agrees(history.write(), tmp_path / "ws")


def test_binary_files_changed_moved_and_made_executable(tmp_path: Path) -> None:
    history = History(tmp_path / "r.git")
    picture = bytes(range(256)) * 8
    history.commit({"p": picture, "q": picture + b"1", "text": lines(9)})
    history.commit({"p": picture + b"2", "q": None, "moved": picture + b"1"})
    history.commit({"p": picture + b"2", "text": lines(9)}, modes={"p": "100755", "text": "100755"})
    history.commit({"p": b"now text\n", "text": b"now\0binary"})

    assert_agrees(history.write(), tmp_path / "ws")


def test_links_to_files_and_to_other_repositories(tmp_path: Path) -> None:
    history = History(tmp_path / "r.git")
    one, two = "1" * 40, "2" * 40
    history.commit({"link": "target", "sub": one}, modes={"link": "120000", "sub": "160000"})
    history.commit({"link": "other", "sub": two}, modes={"link": "120000", "sub": "160000"})
    history.commit({"link": lines(3), "sub": None, "moved": two}, modes={"moved": "160000"})
    history.commit({"moved": lines(4), "link": one}, modes={"link": "160000"})
    history.commit({"moved": b"\0binary", "link": None})
    history.commit({"moved": one, "x": lines(2)}, modes={"moved": "160000"})

    assert_agrees(history.write(), tmp_path / "ws")


def test_merges_octopus_and_several_roots(tmp_path: Path) -> None:
    history = History(tmp_path / "r.git")
    base = history.commit({"a": lines(10)})
    left = history.commit({"l": lines(3)}, branch="left", parents=(base,))
    right = history.commit({"r": lines(4)}, branch="right", parents=(base,))
    other = history.root("other", {"o": lines(5)})
    merge = history.commit({}, parents=(base, left), message="merge")
    history.commit(
        {},
        parents=(merge, right, other),
        message="octopus",
        raw=(b"M 100644 inline o\ndata 2\no\n",),
    )
    repository = history.write()

    result = collect(repository, tmp_path / "ws")
    merges = query(
        result,
        tmp_path / "ws",
        "select count(*) filter (where is_merge), max(len(parent_ids)), count(*), "
        "count(*) filter (where len(parent_ids) = 0) from commit",
    )

    assert our_changes(result, tmp_path / "ws") == gits_changes(repository)
    assert merges == [(2, 3, 6, 2)]


STRANGE_PATHS = (
    b"plain",
    b"with space",
    b"tab\there",
    b"line\nbreak",
    b'quo"te',
    b"back\\slash",
    b"not-utf8-\xff\xfe",
    b"\\xff-spelled-out",
    "ünïcode-é".encode(),
    "ünïcode-e\u0301".encode(),
    b"-option",
    b":colon",
    b"end-0123456789abcdef\n",
    b"\x1b]0;title\x07",
    "rtl-\u202e".encode(),
)


def test_paths_of_any_bytes(tmp_path: Path) -> None:
    history = History(tmp_path / "r.git")
    history.commit({path: lines(3, seed=number) for number, path in enumerate(STRANGE_PATHS)})
    history.commit({path: lines(4, seed=number) for number, path in enumerate(STRANGE_PATHS)})

    assert_agrees(history.write(), tmp_path / "ws")


def test_attributes_and_configuration_of_the_source_change_nothing(tmp_path: Path) -> None:
    history = History(tmp_path / "r.git")
    history.commit({".gitattributes": "* -diff\n*.x diff=odd\n", "a.x": lines(5)})
    history.commit({"a.x": lines(7)})
    repository = history.write()
    plain = our_changes(collect(repository, tmp_path / "plain"), tmp_path / "plain")
    (repository / "info").mkdir(exist_ok=True)
    (repository / "info" / "attributes").write_text("* -diff\n")
    git(repository, "config", "diff.algorithm", "patience")
    git(repository, "config", "diff.renames", "false")
    git(repository, "config", "diff.odd.xfuncname", "x")

    result = our_changes(collect(repository, tmp_path / "ws"), tmp_path / "ws")

    assert result == plain
    assert [row.added for (_, path), row in result.items() if path == b"a.x"] == [5, 2]


def test_sha256_repositories(tmp_path: Path) -> None:
    history = History(tmp_path / "r.git", "--object-format=sha256")
    history.commit({"a": lines(10), "b": b"\0bin"})
    history.commit({"a": lines(12), "b": b"\0bin2", "c": None, "d": lines(3)})
    repository = history.write()

    assert_agrees(repository, tmp_path / "ws")


def test_more_renames_than_the_limit(tmp_path: Path) -> None:
    history = History(tmp_path / "r.git")
    history.commit({f"old/{n}": lines(6, seed=n) for n in range(1100)})
    gone: dict[str, bytes | None] = {f"old/{n}": None for n in range(1100)}
    history.commit(gone | {f"new/{n}": lines(6, seed=n) + b"edit\n" for n in range(1100)})

    assert_agrees(history.write(), tmp_path / "ws")


def test_a_commit_of_many_files_and_many_commits(tmp_path: Path) -> None:
    history = History(tmp_path / "r.git")
    history.commit({f"d{n % 50}/f{n}": f"{n}\n" for n in range(5000)})
    for number in range(1200):
        history.commit(
            {f"d{number % 7}/f{number}": f"{number} again\n"}, author=(ADA, BO)[number % 2]
        )

    assert_agrees(history.write(), tmp_path / "ws")


def test_people_dates_and_messages_as_bad_as_they_come(tmp_path: Path) -> None:
    history = History(tmp_path / "r.git")
    history.commit({"a": "a\n"})
    repository = history.write()
    tree = git(repository, "rev-parse", "main^{tree}").decode().strip().encode()
    parent = git(repository, "rev-parse", "main").decode().strip()
    heads = (
        b"author A <a@b> 99999999999999 +0000\ncommitter A <a@b> -5 +9999",
        b"author <> 1700000000 -1145\ncommitter  <no mail> 1700000000 +0530",
        b"author no mail at all 12\ncommitter X <x@y 17 +0000",
        b'author =cmd|"/c calc"!A1<script> <e@f> 1700000000 +0000\ncommitter N <n@n> 1700000000',
        "author Jos\u00e9 <j@e> 1700000000 +0100\ncommitter J <j@e> 1700000000 +0100\n"
        "encoding ISO-8859-1".encode("latin-1"),
        "author \u6797 <l@e> 1700000000 +0900\ncommitter L <l@e> 1700000000 +0900\n"
        "encoding GB18030".encode("gb18030"),
        b"author \xff\xfe <bad@utf8> 1700000000 +0000\ncommitter Z <z@z> 1700000000 +0000\n"
        b"encoding no-such-code",
        b"author G <g@g> 1700000000 +0000\ncommitter G <g@g> 1700000000 +0000\n"
        b"gpgsig -----BEGIN SSH SIGNATURE-----\n abc\n -----END SSH SIGNATURE-----",
    )
    message = (
        b"\n\nSubject\x1b[31m here\0and after NUL\n\nBody\n\n"
        b"Co-authored-by: Bo Lind <bo@example.com>\n"
        b"Reviewed-by:\tTab Person <t@p>\nSigned-off-by: not a person\n"
    )
    for head in heads:
        content = b"tree " + tree + b"\nparent " + parent.encode() + b"\n" + head + b"\n" + message
        parent = commit_object(repository, content)
    git(repository, "update-ref", "refs/heads/main", parent)

    result = collect(repository, tmp_path / "ws")
    rows = query(
        result,
        tmp_path / "ws",
        "select name, author_zone, committer_zone, is_date_doubtful, year(authored_at), "
        "year(committed_at), signature from commit join person_raw on person_key = author_key "
        "order by commit_no",
    )
    subjects = query(result, tmp_path / "ws", "select distinct subject from commit order by 1")
    credited = query(
        result,
        tmp_path / "ws",
        "select role, name, count(*) from credit join person_raw using (person_key) "
        "group by all order by all",
    )

    assert result.problems == ()
    assert rows == [
        ("Ada Obi", 0, 0, False, 2023, 2023, None),
        ("A", 0, None, True, 2026, 1990, None),
        ("", -705, 330, False, 2023, 2023, None),
        # A line without brackets names nobody: git shows an empty name as well.
        ("", None, None, True, 1990, 1990, None),
        ('=cmd|"/c calc"!A1', 0, None, False, 2023, 2023, None),
        ("Jos\u00e9", 60, 60, False, 2023, 2023, None),
        ("\u6797", 540, 540, False, 2023, 2023, None),
        ("\u00ff\u00fe", 0, 0, False, 2023, 2023, None),
        ("G", 0, 0, False, 2023, 2023, "ssh"),
    ]
    assert subjects == [("Change",), ("Subject\x1b[31m hereand after NUL",)]
    assert credited == [("co_author", "Bo Lind", 8), ("reviewer", "Tab Person", 8)]


@pytest.mark.skipif(git_version() < lines_.DIFF_PAIRS_SINCE, reason="this git has no diff-pairs")
def test_synthetic_trees_count_like_diff_pairs(tmp_path: Path) -> None:
    """Where git has diff-pairs all tests here use it; older gits need the other route."""
    history = History(tmp_path / "r.git")
    history.commit({"a": lines(30), "b": b"\0bin", "c": b"x"})
    history.commit({"a": lines(25) + b"new\n", "b": b"\0bin2", "c": None, "d": lines(3)})
    repository = history.write()
    raw = git(repository, "diff-tree", "-r", "--no-abbrev", "main~1", "main").decode().splitlines()
    ids = [line.split() for line in raw]
    pairs = [
        lines_.Pair(*(one if set(one) != {"0"} else "" for one in words[2:4])) for words in ids
    ]

    with quarantine(open_source(repository), tmp_path / "work") as view:
        counted = []
        for route in (lines_._SyntheticTrees(view), lines_._DiffPairs(view)):
            route.send(pairs)
            counted.append(route.receive())
            route.stop()

    assert counted[0] == counted[1]
    assert [count.kind for count in counted[0]] == ["text", "binary", "text", "text"]


@st.composite
def _edits(draw: st.DrawFn) -> list[dict[str, bytes | None]]:
    names = st.sampled_from(["a", "b", "d/c", "d/e", "f.bin"])
    content = st.one_of(
        st.none(),
        st.lists(st.sampled_from([b"x\n", b"y\n", b"{\n", b"}\n", b"\n"]), max_size=12).map(
            b"".join
        ),
        st.binary(max_size=20),
    )
    return draw(st.lists(st.dictionaries(names, content, max_size=4), min_size=1, max_size=8))


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=_edits())
def test_any_small_history(edits: list[dict[str, bytes | None]], tmp_path: Path) -> None:
    shutil.rmtree(tmp_path, ignore_errors=True)
    history = History(tmp_path / "r.git")
    history.commit({"start": lines(2)})
    for files in edits:
        history.commit(dict(files))

    assert_agrees(history.write(), tmp_path / "ws")
