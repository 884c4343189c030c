# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Who is an author of what at HEAD, and who the core people are: histories that mislead."""

import hashlib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commonweal.evidence import Engine, Manifest, Segment, SegmentWriter
from commonweal.sources.tree.languages import languages

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ORIGIN = ("git", "2026-01-01 00:00:00", "1")
PEOPLE = ("ada", "bo", "cy", "robot", *(f"p{number}" for number in range(25)))
FILE, LINK = 33188, 40960

# A commit: who made it, then "A path", "M path", "D path" or "R old new".
Commit = tuple[str, ...]
Head = Mapping[str, tuple[str, str | None]]


class Repository:
    """A history and a tree; files of HEAD are Python code where nothing else is said."""

    def __init__(
        self,
        history: Sequence[Commit],
        head: Sequence[str] | Head,
        *,
        is_shallow: bool = False,
        fork_of: str = "",
    ) -> None:
        self.history, self.is_shallow, self.fork_of = history, is_shallow, fork_of
        self.head = head if isinstance(head, Mapping) else dict.fromkeys(head, ("code", "Python"))


def _change(family: str, number: int, change: str) -> tuple[object, ...]:
    status, *paths = change.split(" ")
    old = paths[0] if status == "R" else None
    modes = (0 if status == "A" else FILE, 0 if status == "D" else FILE)
    return (family, number, paths[-1], old, status, 90 if old else None, *modes, "text", 1, 0)


def _file(content: str, kind: str) -> tuple[object, ...]:
    return (LINK if kind == "link" else FILE, 9, hashlib.sha1(content.encode()).hexdigest())  # noqa: S324  as git


def _rows(name: str, one: Repository) -> dict[str, list[tuple[object, ...]]]:
    family = f"family of {one.fork_of or name}"
    row = (name, name, f"/{name}", family, "main", "0" * 40, "sha1", "d", one.is_shallow)
    rows: dict[str, list[tuple[object, ...]]] = {
        "repository": [(*row, False, False, None, True)],
        "repository_commit": [(name, family, number) for number in range(len(one.history))],
        "commit": [],
        "change": [],
        "tree_file": [
            (name, path, *_file(f"{family}/{path}", kind), kind, language, 3, None)
            for path, (kind, language) in one.head.items()
        ],
    }
    if one.fork_of:
        return rows
    for number, (who, *changes) in enumerate(one.history):
        key = PEOPLE.index(who)
        times = (key, key, NOW, 0, NOW, 0)
        flags = (False, one.is_shallow and number == 0, False, None)
        rows["commit"].append((family, number, f"{number:040x}", [], *times, "s", *flags))
        rows["change"].extend(_change(family, number, change) for change in changes)
    return rows


Open = Callable[..., Engine]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Write repositories as a survey would and open the engine on them."""
    engines: list[Engine] = []

    def open_(**repositories: Repository) -> Engine:
        writer = SegmentWriter(tmp_path)
        people = [(at, name, name, name == "robot", "alone") for at, name in enumerate(PEOPLE)]
        written = [writer.write("person", "portfolio", people, ORIGIN)]
        for name, one in repositories.items():
            written += [writer.write(t, name, rows, ORIGIN) for t, rows in _rows(name, one).items()]
        writer.close()
        segments: tuple[Segment, ...] = tuple(one for one in written if one)
        engines.append(Engine(tmp_path, Manifest(1, NOW, "1", "1", {}, segments)))
        return engines[-1]

    yield open_
    for engine in engines:
        engine.close()


def authors(engine: Engine, subject: str = "r") -> dict[str, list[str]]:
    """The authors of each file whose history is known; nobody known is an empty list."""
    rows = engine.rows(
        "select path, list(person_id order by person_id) filter (where is_author) "
        "from authorships where repository_id = $subject group by path order by path",
        subject=subject,
    )
    return {path: people or [] for path, people in rows}


def core(engine: Engine, subject: str = "r") -> list[str]:
    """The core people, the one with most files first."""
    rows = engine.rows(
        "select person_id from core_people where repository_id = $subject order by rank",
        subject=subject,
    )
    return [person for (person,) in rows]


def made(who: str, *paths: str) -> Commit:
    """A commit that creates files."""
    return (who, *(f"A {path}" for path in paths))


def test_creating_and_changing_weigh_as_published(opened: Open) -> None:
    engine = opened(r=Repository([("ada", "A f"), ("bo", "M f"), ("ada", "M f")], ["f"]))

    found = engine.rows(
        "select person_id, is_creator, changes, degree, is_author from authorships "
        "where repository_id = 'r' order by person_id"
    )

    ada, bo = 3.293 + 1.098 + 0.164 - 0.321 * math.log(2), 3.293 + 0.164 - 0.321 * math.log(2)
    assert found == [
        ("ada", True, 1, pytest.approx(ada), True),
        # Above three quarters of hers, but below what makes an author of anybody.
        ("bo", False, 1, pytest.approx(bo), False),
    ]


def test_who_rewrites_a_file_takes_it_over_from_its_creator(opened: Open) -> None:
    rewritten = [("ada", "A f"), *[("bo", "M f")] * 20]

    assert authors(opened(r=Repository(rewritten, ["f"]))) == {"f": ["bo"]}


def test_a_file_keeps_its_people_through_a_chain_of_names(opened: Open) -> None:
    history = [
        ("ada", "A a"),
        *[("ada", "M a")] * 9,
        ("bo", "R a b"),
        ("bo", "R b c"),
    ]

    assert authors(opened(r=Repository(history, ["c"]))) == {"c": ["ada"]}


def test_a_name_taken_anew_is_another_file(opened: Open) -> None:
    history = [
        ("ada", "A a"),
        *[("ada", "M a")] * 9,
        ("cy", "R a b"),
        ("bo", "A a"),
        *[("bo", "M a")] * 30,
    ]

    found = authors(opened(r=Repository(history, ["b"])))

    assert found == {"b": ["ada"]}


def test_names_that_go_in_a_circle_count_each_change_once(opened: Open) -> None:
    turns = [("bo", "R a b"), ("bo", "R b a")] * 100

    engine = opened(r=Repository([("ada", "A a"), *turns, ("cy", "M a")], ["a"]))

    # Fifty steps back is as far as it looks; all changes under the names of this circle are
    # in the last two of them, and none is counted twice.
    assert engine.rows(
        "select person_id, changes, is_creator from authorships where repository_id = 'r' "
        "order by person_id"
    ) == [("ada", 0, True), ("bo", 200, False), ("cy", 1, False)]


def test_files_that_swap_names_have_the_people_of_both(opened: Open) -> None:
    history = [
        made("ada", "a"),
        made("bo", "b"),
        *[("ada", "M a")] * 5,
        *[("bo", "M b")] * 5,
        ("cy", "R a t"),
        ("cy", "R b a"),
        ("cy", "R t b"),
    ]

    # What stood under this name before is still its history, as git's log of the path has it.
    assert authors(opened(r=Repository(history, ["b"]))) == {"b": ["ada", "bo"]}


def test_one_name_that_became_many_files_stays_cheap(opened: Open) -> None:
    many = 3_000
    spun_off = [(("bo", f"R x f{n}"), ("ada", "A x")) for n in range(many)]
    history = [("ada", "A x"), *(commit for pair in spun_off for commit in pair)]
    head = [f"f{n}" for n in range(many)]

    [(rows,)] = opened(r=Repository(history, head)).rows(
        "select count(*) from authorships where repository_id = 'r'"
    )

    assert rows == many + 20


def test_a_file_that_was_deleted_is_nobodys_and_made_anew_has_two_creators(opened: Open) -> None:
    history = [made("ada", "gone", "back"), ("cy", "D gone", "D back"), made("bo", "back")]

    assert authors(opened(r=Repository(history, ["back"]))) == {"back": ["ada", "bo"]}


def test_a_merge_makes_nobody_an_author(opened: Open) -> None:
    history = [made("ada", "f"), ("bo",), ("bo",)]

    assert authors(opened(r=Repository(history, ["f"]))) == {"f": ["ada"]}


def test_automata_make_no_authors_and_stand_in_nobodys_way(opened: Open) -> None:
    history = [
        made("robot", "theirs", "shared"),
        *[("robot", "M shared", "M theirs", "M ours")] * 50,
        made("ada", "ours"),
        ("ada", "M shared"),
    ]

    found = authors(opened(r=Repository(history, ["ours", "shared", "theirs"])))

    assert found == {"ours": ["ada"], "shared": ["ada"], "theirs": []}


def test_only_source_of_the_project_counts(opened: Open) -> None:
    head = {
        "code": ("code", "Python"),
        "test": ("test", "Python"),
        "build": ("build", "Makefile"),
        "settings": ("configuration", "JavaScript"),
        "package.json": ("build", "JSON"),
        "fixture": ("test", "XML"),
        "readme": ("documentation", "Markdown"),
        "vendored": ("vendored", "Python"),
        "generated": ("generated", "Python"),
        "picture": ("media", None),
        "plain": ("code", None),
        "link": ("link", "Python"),
    }

    found = authors(opened(r=Repository([made("ada", *head)], head)))

    assert sorted(found) == ["build", "code", "settings", "test"]


def test_languages_of_data_and_of_prose_are_those_that_the_tree_knows(opened: Open) -> None:
    readable = [name for name, one in languages().items() if one.type in ("data", "prose")]
    files = {f"f{at}": ("test", name) for at, name in enumerate(languages())}

    kept = authors(opened(r=Repository([made("ada", *files)], files)))

    assert [name for path, (_, name) in files.items() if path not in kept] == readable


def test_a_history_that_was_cut_off_tells_no_author(opened: Open) -> None:
    whole = [made("ada", "f"), ("bo", "M f")]

    shallow = opened(r=Repository(whole, ["f"], is_shallow=True))
    assert (authors(shallow), core(shallow)) == ({}, [])

    beside = opened(
        r=Repository(whole, ["f"], is_shallow=True),
        s=Repository([made("cy", "g")], ["g"]),
    )
    assert (core(beside, "portfolio"), core(beside, "r")) == (["cy"], [])


def test_no_files_no_core(opened: Open) -> None:
    engine = opened(r=Repository([made("ada", "f"), ("ada", "D f")], []))

    assert (authors(engine), core(engine)) == ({}, [])


def test_people_go_until_less_than_half_of_the_files_have_an_author(opened: Open) -> None:
    half = [made("ada", "a", "b"), made("bo", "c"), made("cy", "d")]

    # Without ada exactly half is left, which is not less than half.
    assert core(opened(r=Repository(half, ["a", "b", "c", "d"]))) == ["ada", "bo"]


def test_a_file_with_two_authors_is_left_until_both_have_gone(opened: Open) -> None:
    history = [
        made("ada", "a", "b", "c"),
        *[("bo", "M a", "M b")] * 8,
        *[("ada", "M a", "M b")] * 8,
        made("bo", "d"),
        made("cy", "e"),
    ]
    engine = opened(r=Repository(history, ["a", "b", "c", "d", "e"]))

    assert authors(engine)["a"] == ["ada", "bo"]
    assert engine.rows(
        "select person_id, rank, files, files_left, all_files from core_people "
        "where repository_id = 'r' order by rank"
    ) == [("ada", 1, 3, 5, 5), ("bo", 2, 3, 4, 5)]


def test_of_equals_the_busier_goes_first_and_then_the_name_decides(opened: Open) -> None:
    equals = [made("cy", "c"), made("bo", "b"), made("ada", "a")]

    assert core(opened(r=Repository(equals, ["a", "b", "c"]))) == ["ada", "bo"]

    busier = [*equals, ("cy", "M c"), ("cy", "M c")]
    assert core(opened(r=Repository(busier, ["a", "b", "c"]))) == ["cy", "ada"]


def test_who_holds_less_than_a_tenth_of_the_first_ones_files_does_not_count(opened: Open) -> None:
    others = [made(f"p{number}", f"f{number}") for number in range(25)]

    def core_with(*files: str) -> int:
        history = [made("ada", *files), *others]
        return len(core(opened(r=Repository(history, [*files, *(f"f{n}" for n in range(25))]))))

    # Three of the others would have to go too, but hold a twentieth each of what ada holds.
    assert core_with(*(f"a{number}" for number in range(20))) == 1
    # A tenth is enough.
    assert core_with(*(f"a{number}" for number in range(10))) == 1 + 8


def test_where_most_files_have_no_author_nobody_is_core(opened: Open) -> None:
    history = [made("ada", "a"), made("robot", "b", "c", "d")]

    assert core(opened(r=Repository(history, ["a", "b", "c", "d"]))) == []


def test_subjects_have_their_own_core(opened: Open) -> None:
    engine = opened(
        r=Repository([made("ada", "a", "b", "c")], ["a", "b", "c"]),
        s=Repository([made("bo", "a", "b")], ["a", "b"]),
        t=Repository([made("bo", "t", "u")], ["t", "u"]),
    )

    assert {one: core(engine, one) for one in ("r", "s", "t", "portfolio")} == {
        "r": ["ada"],
        "s": ["bo"],
        "t": ["bo"],
        "portfolio": ["bo"],
    }


def test_a_file_that_forks_share_counts_once(opened: Open) -> None:
    history = [made("ada", "a", "b")]
    engine = opened(
        r=Repository(history, ["a", "b"]),
        fork=Repository(history, ["a", "b"], fork_of="r"),
    )

    counted = "select repository_id, all_files from core_people order by repository_id"
    assert engine.rows(counted) == [("fork", 2), ("portfolio", 2), ("r", 2)]
