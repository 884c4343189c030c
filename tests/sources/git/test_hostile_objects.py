# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Objects that are missing, damaged, or far too many (threats 5 and 6)."""

import hashlib
import os
import random
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from commonweal.core.text import path_bytes
from commonweal.sources.git.quarantine import (
    open_source,
)
from commonweal.sources.git.refs import read_refs
from tests.gitkit import History, commit_object, git, lines
from tests.sources.git.hostile import WHO, loosen, small_repository, worked_on, write_object
from tests.sources.git.reading import collect, gits_changes, our_changes, query
from tests.survey.office import Office


def test_a_missing_blob_costs_its_own_counts_only(tmp_path: Path) -> None:
    repository = worked_on(tmp_path / "r.git", commits=12)
    expected = gits_changes(repository)
    loosen(repository)
    gone = git(repository, "rev-parse", "HEAD~3:d3/f8").decode().strip()
    (repository / "objects" / gone[:2] / gone[2:]).unlink()

    result = collect(repository, tmp_path / "ws")
    rows = our_changes(result, tmp_path / "ws")
    unknown = query(
        result, tmp_path / "ws", "select path, added, deleted from change where kind <> 'text'"
    )

    assert unknown == [("d3/f8", None, None)]
    differing = {key for key in expected if expected[key] != rows[key]}
    assert [path for _, path in differing] == [b"d3/f8"]
    assert rows.keys() == expected.keys()


def test_a_clone_without_any_blob_keeps_every_row_and_is_done_soon(tmp_path: Path) -> None:
    """Asking git anew for each pair that it dies on would take minutes here."""
    source = worked_on(tmp_path / "r.git", commits=1500)
    git(source, "config", "uploadpack.allowFilter", "true")
    url = f"file://{source}"
    git(tmp_path, "clone", "--quiet", "--bare", "--filter=blob:none", url, "less.git")
    started = time.monotonic()

    result = collect(tmp_path / "less.git", tmp_path / "ws")

    assert time.monotonic() - started < 90
    assert query(
        result, tmp_path / "ws", "select kind, count(*), count(added) from change group by all"
    ) == [("unknown", 1540, 0)]


def _delete(path: Path, _: random.Random) -> None:
    path.unlink()


def _truncate(path: Path, chance: random.Random) -> None:
    content = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(content[: chance.randrange(len(content))])


def _flip_a_bit(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.chmod(0o644)
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [_delete, _truncate, _flip_a_bit])
@pytest.mark.parametrize("seed", range(3))
def test_random_damage_is_a_problem_and_what_can_be_read_is_right(
    damage: Callable[[Path, random.Random], None], seed: int, tmp_path: Path
) -> None:
    repository = worked_on(tmp_path / "r.git")
    truth = gits_changes(repository)
    chance = random.Random(seed)
    for path in chance.sample(loosen(repository), 8 + 4 * seed):
        damage(path, chance)
    office = Office(tmp_path / "office")

    summary = office.survey(repository)
    rows = office.rows(
        "select lower(hex(commit_id)), path, added, deleted, kind "
        "from change join commit using (family_id, commit_no)"
    )

    assert summary.problems
    assert summary.read in (0, 1)
    for commit, path, added, deleted, kind in rows:
        expected = truth[(commit, path_bytes(path))]
        counted = (expected.added, expected.deleted) if kind == "text" else (None, None)
        assert (added, deleted) == counted


def test_a_damaged_pack_is_a_problem_and_the_other_repository_is_read(tmp_path: Path) -> None:
    broken, sound = (
        worked_on(tmp_path / "broken.git"),
        small_repository(tmp_path / "sound.git", seed=9),
    )
    git(broken, "gc", "--quiet")
    [pack] = (broken / "objects" / "pack").glob("*.pack")
    pack.chmod(0o644)
    content = bytearray(pack.read_bytes())
    for at in range(200, len(content), 97):
        content[at] ^= 0x55
    pack.write_bytes(content)
    office = Office(tmp_path / "office")

    office.survey(broken, sound)

    assert office.rows("select distinct repository_id from problem") == [("broken",)]
    assert office.rows("select count(*) from repository_commit where repository_id = 'sound'") == [
        (2,)
    ]


def test_a_repaired_repository_is_read_again_though_nothing_was_pushed(tmp_path: Path) -> None:
    repository = worked_on(tmp_path / "r.git", commits=10)
    truth = gits_changes(repository)
    loosen(repository)
    gone = git(repository, "rev-parse", "HEAD~3").decode().strip()
    path = repository / "objects" / gone[:2] / gone[2:]
    office = Office(tmp_path / "office")
    path.rename(tmp_path / "aside")
    office.survey(repository)
    again = office.survey(repository)
    broken = office.rows("select distinct stage from problem")

    (tmp_path / "aside").rename(path)
    office.survey(repository)

    assert [one.stage for one in again.problems] == ["graph"], "it is still broken, and still said"
    assert broken == [("graph",)]
    assert office.rows("select count(*) from problem") == [(0,)]
    assert office.rows("select count(*) from change") == [(len(truth),)]


def test_a_tree_bomb_ends_within_its_limits_beside_a_good_repository(tmp_path: Path) -> None:
    """Ten levels of ten times the same tree are ten thousand million paths in a few kilobytes."""
    repository = small_repository(tmp_path / "bomb.git", seed=3)
    entry = b"100644 f\0" + bytes.fromhex(write_object(repository, b"blob", b"boom\n"))
    tree = write_object(repository, b"tree", entry)
    for _ in range(10):
        below = b"".join(b"40000 %d\0" % n + bytes.fromhex(tree) for n in range(10))
        tree = write_object(repository, b"tree", below)
    head = commit_object(
        repository,
        f"tree {tree}\nauthor {WHO}\ncommitter {WHO}\n\nBoom".encode(),
    )
    git(repository, "update-ref", "refs/heads/main", head)
    git(repository, "repack", "-adq")
    good = small_repository(tmp_path / "good.git", seed=4)
    office = Office(tmp_path / "office")
    started = time.monotonic()

    summary = office.survey(repository, good, seconds=8)

    assert time.monotonic() - started < 170
    assert ("good", True) in office.rows("select repository_id, is_read from repository")
    assert {problem.repository_id for problem in summary.problems} == {"bomb"}


def test_more_refs_than_the_budget_are_cut_and_said(tmp_path: Path) -> None:
    repository = small_repository(tmp_path / "r.git")
    head = git(repository, "rev-parse", "HEAD").decode().strip()
    (repository / "refs" / "heads" / "main").unlink(missing_ok=True)
    names = (f"{head} refs/heads/a{number:06d}\n" for number in range(250_000))
    (repository / "packed-refs").write_text("".join(names) + f"{head} refs/heads/main\n")

    refs = read_refs(open_source(repository))

    assert (refs.is_cut, refs.head_ref, refs.head) == (True, "main", head)
    assert 199_000 <= len(refs.branches) <= 200_002


def test_refs_that_are_no_files_or_have_no_end_do_not_hold_us_up(tmp_path: Path) -> None:
    repository = small_repository(tmp_path / "r.git")
    git(repository, "pack-refs", "--all")
    heads = repository / "refs" / "heads"
    os.mkfifo(heads / "pipe")
    (heads / "link").symlink_to("/etc/hostname")
    with (heads / "endless").open("wb") as file:
        file.truncate(2 << 30)
    with (repository / "packed-refs").open("ab") as file:
        file.truncate(2 << 30)
    started = time.monotonic()

    refs = read_refs(open_source(repository))

    assert (list(refs.branches), refs.head_ref) == (["main"], "main")
    assert time.monotonic() - started < 60


def test_a_very_large_blob_is_counted_as_git_counts_it_and_never_held(tmp_path: Path) -> None:
    """Half a gibibyte of zeros, half a megabyte on disk."""
    repository = small_repository(tmp_path / "r.git", seed=4)
    size = 600 << 20
    blob = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
    packer = zlib.compressobj(1)
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.write(packer.compress(b"blob %d\0" % size))
        for _ in range(size >> 20):
            part = bytes(1 << 20)
            blob.update(part)
            file.write(packer.compress(part))
        file.write(packer.flush())
    name = blob.hexdigest()
    (repository / "objects" / name[:2]).mkdir(exist_ok=True)
    large.rename(repository / "objects" / name[:2] / name[2:])
    small = git(repository, "rev-parse", "main:a").decode().strip()
    tree = git(
        repository, "mktree", stdin=f"100644 blob {name}\tlarge\n100644 blob {small}\ta\n".encode()
    )
    parent = git(repository, "rev-parse", "main").decode().strip()
    content = f"tree {tree.decode().strip()}\nparent {parent}\nauthor {WHO}\ncommitter {WHO}\n\nBig"
    git(repository, "update-ref", "refs/heads/main", commit_object(repository, content.encode()))
    office = Office(tmp_path / "office")

    office.survey(repository)

    assert office.rows("select kind, added from change where path = 'large'") == [("binary", None)]
    assert office.rows("select size, lines from tree_file where path = 'large'") == [(size, None)]
    assert office.rows("select path, size from tree_file where path = 'a'") == [
        ("a", len(lines(7, seed=4)))
    ]


def test_a_deep_history_is_read_to_its_end(tmp_path: Path) -> None:
    history = History(tmp_path / "r.git")
    history.commit({"a": "a\n"})
    for _ in range(30_000):
        history.commit({})
    repository = history.write()

    result = collect(repository, tmp_path / "ws")

    assert (result.commits, result.changes, result.problems) == (30_001, 1, ())
