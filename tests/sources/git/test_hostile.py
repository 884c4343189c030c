# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Repositories that lead elsewhere, lie, are damaged, explode, or bear odd names (threats 3 to 21)."""

import hashlib
import os
import random
import shutil
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from commonweal.core.problem import Problem
from commonweal.core.text import path_bytes
from commonweal.sources.git import objects
from commonweal.sources.git.quarantine import (
    LeavesItsRoot,
    NotARepository,
    UnsupportedRepository,
    open_source,
)
from commonweal.sources.git.refs import read_refs
from tests.gitkit import ENVIRONMENT, History, commit_object, git, lines
from tests.sources.git.reading import collect, gits_changes, our_changes, query
from tests.survey.office import Office


def _small(path: Path, *, seed: int = 0) -> Path:
    history = History(path)
    history.commit({"a": lines(5, seed=seed)})
    history.commit({"a": lines(7, seed=seed), "b": lines(3, seed=seed + 1)})
    return history.write()


# --- Threat 3: places that lead out of the folder that was named


def _secret(tmp_path: Path) -> Path:
    secret = _small(tmp_path / "secret.git", seed=100)
    git(secret, "repack", "-adq")
    return secret


def _pointer(tmp_path: Path, repository: Path) -> None:
    shutil.rmtree(repository)
    repository.mkdir()
    (repository / ".git").write_text(f"gitdir: {_secret(tmp_path)}\n")


def _linked_git_dir(tmp_path: Path, repository: Path) -> None:
    shutil.rmtree(repository)
    repository.mkdir()
    (repository / ".git").symlink_to(_secret(tmp_path))


def _linked_objects(tmp_path: Path, repository: Path) -> None:
    shutil.rmtree(repository / "objects")
    (repository / "objects").symlink_to(_secret(tmp_path) / "objects")


def _linked_packs(tmp_path: Path, repository: Path) -> None:
    shutil.rmtree(repository / "objects" / "pack")
    (repository / "objects" / "pack").symlink_to(_secret(tmp_path) / "objects" / "pack")


def _linked_pack_file(tmp_path: Path, repository: Path) -> None:
    for path in (_secret(tmp_path) / "objects" / "pack").iterdir():
        (repository / "objects" / "pack" / path.name).symlink_to(path)


def _linked_loose_objects(tmp_path: Path, repository: Path) -> None:
    (repository / "objects" / "ab").symlink_to(_secret(tmp_path) / "objects")


def _linked_refs(tmp_path: Path, repository: Path) -> None:
    git(repository, "pack-refs", "--all")
    shutil.rmtree(repository / "refs")
    (repository / "refs").symlink_to(_secret(tmp_path) / "refs")


def _alternates(tmp_path: Path, repository: Path) -> None:
    place = _secret(tmp_path) / "objects"
    (repository / "objects" / "info" / "alternates").write_text(f"{place}\n")


def _chain_of_alternates(tmp_path: Path, repository: Path) -> None:
    inner = _small(repository / "inner.git", seed=7)
    place = _secret(tmp_path) / "objects"
    (inner / "objects" / "info" / "alternates").write_text(f"{place}\n")
    (repository / "objects" / "info" / "alternates").write_text(f"{inner / 'objects'}\n")


@pytest.mark.parametrize(
    "lead_out",
    [
        _pointer,
        _linked_git_dir,
        _linked_objects,
        _linked_packs,
        _linked_pack_file,
        _linked_loose_objects,
        _linked_refs,
        _alternates,
        _chain_of_alternates,
    ],
)
def test_a_path_that_leaves_its_root_is_a_problem_and_not_data(
    lead_out: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    repository = _small(tmp_path / "r.git")
    open_source(repository)
    lead_out(tmp_path, repository)

    with pytest.raises(LeavesItsRoot) as raised:
        open_source(repository)

    assert str(repository) in raised.value.what


def test_a_bare_repository_hidden_in_a_work_tree_is_not_what_is_read(tmp_path: Path) -> None:
    outer = _small(tmp_path / "outer.git")
    git(tmp_path, "clone", "--quiet", str(outer), "tree")
    hidden = tmp_path / "tree"
    for name in ("objects", "refs"):
        (hidden / name).mkdir()
    (hidden / "HEAD").write_text("ref: refs/heads/main\n")

    assert open_source(hidden).git_dir == hidden / ".git"


def test_a_folder_without_a_repository_and_one_inside_a_repository_are_said_to_be_none(
    tmp_path: Path,
) -> None:
    """Git would walk up and read the repository around it."""
    git(tmp_path, "clone", "--quiet", str(_small(tmp_path / "r.git")), "tree")
    (tmp_path / "tree" / "sub").mkdir()

    with pytest.raises(NotARepository):
        open_source(tmp_path / "tree" / "sub")


def test_a_reftable_is_refused_with_a_way_out(tmp_path: Path) -> None:
    repository = _small(tmp_path / "r.git")
    (repository / "reftable").mkdir()

    with pytest.raises(UnsupportedRepository) as raised:
        open_source(repository)

    assert "--ref-format=files" in raised.value.fix


# --- Threat 4: history that is spoofed or cut


def test_replacements_and_grafts_are_not_believed(tmp_path: Path) -> None:
    repository = _small(tmp_path / "r.git")
    truth = gits_changes(repository)
    head = git(repository, "rev-parse", "HEAD").decode().strip()
    tree = git(repository, "rev-parse", "HEAD~1^{tree}").decode().strip()
    spoof = commit_object(
        repository,
        f"tree {tree}\nauthor Spoof <s@s> 1 +0000\ncommitter Spoof <s@s> 1 +0000\n\nSpoof".encode(),
    )
    git(repository, "replace", head, spoof)
    (repository / "info").mkdir(exist_ok=True)
    (repository / "info" / "grafts").write_text(f"{head}\n")

    seen = our_changes(collect(repository, tmp_path / "ws"), tmp_path / "ws")

    assert b"Spoof" in git(repository, "log", "-1"), "plain git must be taken in"
    assert seen == truth


def test_a_commit_graph_that_lies_is_not_believed(tmp_path: Path) -> None:
    repository = _small(tmp_path / "r.git")
    truth = gits_changes(repository)
    git(repository, "commit-graph", "write", "--reachable")
    graph = repository / "objects" / "info" / "commit-graph"
    graph.chmod(0o644)
    content = bytearray(graph.read_bytes())
    content[-60:-20] = bytes(40)
    graph.write_bytes(content)

    result = collect(repository, tmp_path / "ws")

    assert (our_changes(result, tmp_path / "ws"), result.problems) == (truth, ())


def test_a_shallow_clone_is_flagged_and_its_boundary_has_no_counts(tmp_path: Path) -> None:
    history = History(tmp_path / "r.git")
    for number in range(4):
        history.commit({f"f{number}": lines(number + 2, seed=number), "a": lines(number)})
    source = history.write()
    git(tmp_path, "clone", "--quiet", "--bare", "--depth=2", f"file://{source}", "cut.git")
    git(source, "--git-dir", str(tmp_path / "cut.git"), "log", "--oneline")

    result = collect(tmp_path / "cut.git", tmp_path / "ws")

    assert query(result, tmp_path / "ws", "select commit_no, is_boundary from commit order by 1") == [
        (0, True),
        (1, False),
    ]
    assert query(
        result,
        tmp_path / "ws",
        "select commit_no, path, kind, added, deleted from change order by all",
    ) == [
        (0, "a", "unknown", None, None),
        (0, "f0", "unknown", None, None),
        (0, "f1", "unknown", None, None),
        (0, "f2", "unknown", None, None),
        (1, "a", "text", 1, 0),
        (1, "f3", "text", 5, 0),
    ]


def test_history_that_is_completed_later_is_collected_again_and_agrees_with_git(
    tmp_path: Path,
) -> None:
    history = History(tmp_path / "r.git")
    for number in range(5):
        history.commit({f"f{number}": lines(number + 2, seed=number), "a": lines(number)})
    source = history.write()
    git(tmp_path, "clone", "--quiet", "--bare", "--depth=2", f"file://{source}", "cut.git")
    office = Office(tmp_path / "office")
    office.survey(tmp_path / "cut.git")
    flags = "select is_shallow, (select count(*) from commits where is_boundary), commit_count from "
    flags += "repository, (select count(*) as commit_count from commit)"
    before = office.rows(flags)

    git(tmp_path / "cut.git", "fetch", "--quiet", "--unshallow", "origin")
    office.survey(tmp_path / "cut.git")

    rows = office.rows(
        "select lower(hex(commit_id)), path, added, deleted "
        "from change join commit using (family_id, commit_no)"
    )
    assert (before, office.rows(flags)) == ([(True, 3, 2)], [(False, 0, 5)])
    assert sorted(rows) == sorted(
        (commit, path.decode(), row.added, row.deleted)
        for (commit, path), row in gits_changes(source).items()
    )


# --- Threat 5: objects that are missing or damaged


def _loose(repository: Path) -> list[Path]:
    """Put every object into a file of its own, so that each can be damaged alone."""
    packs = repository / "objects" / "pack"
    content = git(repository, "pack-objects", "--all", "--stdout", "-q")
    shutil.rmtree(packs)
    packs.mkdir()
    git(repository, "unpack-objects", "-q", stdin=content)
    return sorted((repository / "objects").glob("??/*"))


def _worked_on(path: Path, commits: int = 60) -> Path:
    history = History(path)
    history.commit({f"d{n % 5}/f{n}": lines(6, seed=n) for n in range(40)})
    for number in range(commits):
        history.commit({f"d{number % 5}/f{number % 40}": lines(7, seed=number + 500)})
    return history.write()


def test_a_missing_blob_costs_its_own_counts_only(tmp_path: Path) -> None:
    repository = _worked_on(tmp_path / "r.git", commits=12)
    expected = gits_changes(repository)
    _loose(repository)
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
    source = _worked_on(tmp_path / "r.git", commits=1500)
    git(source, "config", "uploadpack.allowFilter", "true")
    url = f"file://{source}"
    git(tmp_path, "clone", "--quiet", "--bare", "--filter=blob:none", url, "less.git")
    started = time.monotonic()

    result = collect(tmp_path / "less.git", tmp_path / "ws")

    assert time.monotonic() - started < 10
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
    repository = _worked_on(tmp_path / "r.git")
    truth = gits_changes(repository)
    chance = random.Random(seed)
    for path in chance.sample(_loose(repository), 8 + 4 * seed):
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
    broken, sound = _worked_on(tmp_path / "broken.git"), _small(tmp_path / "sound.git", seed=9)
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
    repository = _worked_on(tmp_path / "r.git", commits=10)
    truth = gits_changes(repository)
    _loose(repository)
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


# --- Threat 6: bombs


def _write_object(repository: Path, kind: bytes, content: bytes) -> str:
    whole = kind + b" %d\0" % len(content) + content
    name = hashlib.sha1(whole, usedforsecurity=False).hexdigest()
    path = repository / "objects" / name[:2] / name[2:]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(zlib.compress(whole))
    return name


def test_a_tree_bomb_ends_within_its_budget_with_a_partial_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten levels of ten times the same tree are ten thousand million paths in a few kilobytes."""
    repository = _small(tmp_path / "bomb.git", seed=3)
    entry = b"100644 f\0" + bytes.fromhex(_write_object(repository, b"blob", b"boom\n"))
    tree = _write_object(repository, b"tree", entry)
    for _ in range(10):
        below = b"".join(b"40000 %d\0" % n + bytes.fromhex(tree) for n in range(10))
        tree = _write_object(repository, b"tree", below)
    head = commit_object(
        repository,
        f"tree {tree}\nauthor A <a@b> 1700000000 +0000\ncommitter A <a@b> 1700000000 +0000\n\nBoom".encode(),
    )
    git(repository, "update-ref", "refs/heads/main", head)
    git(repository, "repack", "-adq")
    monkeypatch.setattr(objects, "MAX_PATHS", 50_000)  # the budget itself takes its time
    office = Office(tmp_path / "office")
    started = time.monotonic()

    summary = office.survey(repository, seconds=60)

    assert time.monotonic() - started < 60
    assert summary.read == 1
    assert office.rows("select count(*) from commit") == [(1,)]
    assert office.rows("select distinct stage from problem order by 1") == [("graph",), ("tree",)]
    [(files,)] = office.rows("select count(*) from tree_file")
    assert files == 50_000


def test_more_refs_than_the_budget_are_cut_and_said(tmp_path: Path) -> None:
    repository = _small(tmp_path / "r.git")
    head = git(repository, "rev-parse", "HEAD").decode().strip()
    (repository / "refs" / "heads" / "main").unlink(missing_ok=True)
    names = (f"{head} refs/heads/a{number:06d}\n" for number in range(250_000))
    (repository / "packed-refs").write_text("".join(names) + f"{head} refs/heads/main\n")

    refs = read_refs(open_source(repository))

    assert (refs.is_cut, refs.head_ref, refs.head) == (True, "main", head)
    assert 199_000 <= len(refs.branches) <= 200_002


def test_refs_that_are_no_files_or_have_no_end_do_not_hold_us_up(tmp_path: Path) -> None:
    repository = _small(tmp_path / "r.git")
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

    assert (refs.branches.keys(), refs.head_ref) == ({"main"}, "main")
    assert time.monotonic() - started < 5


def test_a_very_large_blob_is_counted_as_git_counts_it_and_never_held(tmp_path: Path) -> None:
    """Half a gibibyte of zeros, half a megabyte on disk."""
    repository = _small(tmp_path / "r.git", seed=4)
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
    tree = git(repository, "mktree", stdin=f"100644 blob {name}\tlarge\n100644 blob {small}\ta\n".encode())
    parent = git(repository, "rev-parse", "main").decode().strip()
    who = "A <a@b> 1700000000 +0000"
    content = f"tree {tree.decode().strip()}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nBig"
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


def test_a_time_budget_ends_a_repository_and_not_the_survey(tmp_path: Path) -> None:
    slow, quick = _worked_on(tmp_path / "slow.git", commits=1500), _small(tmp_path / "q.git", seed=5)
    office = Office(tmp_path / "office")

    summary = office.survey(slow, quick, seconds=0.001)

    assert summary.repositories == 2
    assert all(isinstance(one.problem, Problem) for one in summary.problems)
    assert summary.problems


# --- Threats 7 and 10: names that could be options, paths out, or two of the same


ODD_FILES = (
    b"--output=x",
    b"-c",
    b"CON",
    b"aux.txt",
    b"C:\\x",
    b".git ",
    b"GIT~1",
    b"a\nb",
    b" leading",
    b"trailing.",
    "\u00e9".encode(),
    "e\u0301".encode(),
    b"README",
    b"readme",
    b"\x1b[31m",
    "\u202ecod.exe".encode(),
    b"x" * 250,
)


def test_strange_names_of_files_are_rows_and_write_nothing_elsewhere(tmp_path: Path) -> None:
    history = History(tmp_path / "r.git")
    history.commit({name: lines(2, seed=n) for n, name in enumerate(ODD_FILES)})
    repository = history.write()
    before = sorted(path for path in tmp_path.iterdir())
    office = Office(tmp_path / "r.git" / "office")

    office.survey(repository)

    kept = {path_bytes(path) for (path,) in office.rows("select path from tree_file")}
    assert kept == set(ODD_FILES)
    assert our_changes(collect(repository, tmp_path / "ws"), tmp_path / "ws") == gits_changes(
        repository
    )
    assert sorted(path for path in tmp_path.iterdir() if path.name != "ws") == before


def test_tree_entries_that_climb_out_are_names_and_nothing_more(tmp_path: Path) -> None:
    """Git itself refuses to make them; a hostile sender does not."""
    repository = _small(tmp_path / "r.git")
    blob = bytes.fromhex(_write_object(repository, b"blob", b"x\n"))
    names = (b"..", b"../../x", b".git", b"a/../b", b"", b"same", b"same")
    tree = _write_object(repository, b"tree", b"".join(b"100644 %b\0%b" % (n, blob) for n in names))
    who = "A <a@b> 1700000000 +0000"
    content = f"tree {tree}\nauthor {who}\ncommitter {who}\n\nClimb"
    git(repository, "update-ref", "refs/heads/main", commit_object(repository, content.encode()))
    office = Office(tmp_path / "office")

    summary = office.survey(repository)

    assert summary.read == 1
    assert not (tmp_path / "x").exists()
    assert not (office.root / "x").exists()


ODD_REFS = ("--output=x", "-c", "@{-1}", "a..b", "*", "a b", "%s", "$(touch x)", "\u202e", "-")


def test_names_of_refs_are_never_arguments(tmp_path: Path) -> None:
    repository = _small(tmp_path / "r.git")
    head = git(repository, "rev-parse", "HEAD").decode().strip()
    packed = "".join(f"{head} refs/tags/{name}\n{head} refs/heads/{name}\n" for name in ODD_REFS)
    (repository / "packed-refs").write_text(packed + f"{head} refs/heads/main\n")
    (repository / "refs" / "heads" / "main").unlink(missing_ok=True)
    (repository / "HEAD").write_text("ref: refs/heads/--output=x\n")
    office = Office(tmp_path / "office")

    summary = office.survey(repository)

    assert (summary.read, summary.commits, summary.problems) == (1, 2, ())
    assert {name for (name,) in office.rows("select name from tag")} == set(ODD_REFS)
    assert office.rows("select name from branch where is_default") == [("--output=x",)]


@pytest.mark.parametrize(
    "head",
    ["", "ref: ", "ref: refs/heads/none", "--all", "-c", "ref: ../../x", "HEAD", "0" * 39, "x" * 40],
)
def test_a_head_that_leads_nowhere_is_a_problem(head: str, tmp_path: Path) -> None:
    repository = _small(tmp_path / "r.git")
    (repository / "HEAD").write_text(head)
    office = Office(tmp_path / "office")

    summary = office.survey(repository)

    assert [(one.stage, type(one.problem).__name__) for one in summary.problems] == [
        ("open", "NoCommits")
    ]


ODD_FOLDERS = (
    b"--upload-pack=x",
    b"-c",
    b"with space",
    b"line\nbreak",
    b'"quoted',
    b"it's",
    b"a:b",
    b"a;touch marker",
    b"[glob]*",
    "\u00e9".encode(),
    b"bytes-\xff",
)


def test_a_repository_in_a_folder_of_any_name_is_read_or_is_a_problem(tmp_path: Path) -> None:
    base = tmp_path / "base"
    folders = []
    for number, name in enumerate(ODD_FOLDERS):
        _small(base / "plain", seed=number)
        folders.append(Path(os.fsdecode(os.fsencode(base) + b"/" + name)))
        (base / "plain").rename(folders[-1])
    office = Office(tmp_path / "office")

    summary = office.survey(*folders)
    again = office.survey(*folders)

    problems = {one.problem.what for one in summary.problems}
    assert problems == {"a path with a line break cannot be read"}
    assert summary.read == len(ODD_FOLDERS) - 1
    assert again.generation == summary.generation
    assert sorted(os.fsencode(path.name) for path in base.iterdir()) == sorted(ODD_FOLDERS)


# --- Threats 20 and 21: dates and mailmaps


def test_absurd_dates_are_clamped_flagged_and_never_dropped(tmp_path: Path) -> None:
    history = History(tmp_path / "r.git")
    history.commit({"a": "a\n"})
    repository = history.write()
    tree = git(repository, "rev-parse", "main^{tree}").decode().strip()
    parent = git(repository, "rev-parse", "main").decode().strip()
    dates = ("99999999999999 +0000", "-1 +0000", "0 +0000", "1e9 +0000", "18446744073709551615 -9999")
    for date in dates:
        who = f"A <a@b> {date}"
        content = f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nWhen"
        parent = commit_object(repository, content.encode())
    git(repository, "update-ref", "refs/heads/main", parent)
    office = Office(tmp_path / "office")

    office.survey(repository)

    assert office.rows(
        "select year(committed_at), committer_zone, is_date_doubtful from commit order by commit_no"
    ) == [
        (2023, 0, False),
        (2026, 0, True),
        (1990, 0, True),
        (1990, 0, True),
        (1990, 0, True),
        (2026, None, True),
    ]


def test_a_mailmap_that_is_a_link_or_huge_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("Spoof <s@s> <ada@example.org>\n")
    linked = History(tmp_path / "linked.git")
    linked.commit({".mailmap": str(secret)}, modes={".mailmap": "120000"})
    linked.commit({"a": "1\n"})
    huge = History(tmp_path / "huge.git")
    junk = "".join(f"Nobody <n@n> <{n}@x>\n" for n in range(150_000))
    huge.commit({".mailmap": junk + "Late <l@l> <ada@example.org>\n"})
    office = Office(tmp_path / "office")
    started = time.monotonic()

    office.survey(linked.write(), huge.write())

    assert time.monotonic() - started < 20
    assert office.rows("select distinct name from person") == [("Ada Obi",)]
    assert b"Late" in git(tmp_path / "huge.git", "log", "-1", "--format=%aN"), "git would follow it"


def test_the_environment_of_git_is_ours_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = _small(tmp_path / "r.git")
    truth = gits_changes(repository)
    marker, program = tmp_path / "marker", tmp_path / "program"
    program.write_text(f'#!/bin/sh\ntouch "{marker}"\n')
    program.chmod(0o755)
    for name, value in {
        "GIT_EXTERNAL_DIFF": str(program),
        "GIT_DIR": str(tmp_path),
        "GIT_OBJECT_DIRECTORY": str(tmp_path),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "diff.external",
        "GIT_CONFIG_VALUE_0": str(program),
        "GIT_TRACE": str(tmp_path / "trace"),
    }.items():
        monkeypatch.setenv(name, value)

    seen = our_changes(collect(repository, tmp_path / "ws"), tmp_path / "ws")

    assert seen == truth
    assert (marker.exists(), (tmp_path / "trace").exists()) == (False, False)
    git(repository, "diff", "HEAD~1", "HEAD", GIT_EXTERNAL_DIFF=str(program), PATH=ENVIRONMENT["PATH"])
    assert marker.exists(), "git must have listened to it"
