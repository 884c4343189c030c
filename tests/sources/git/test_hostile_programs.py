# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Nothing that a repository brings along is run (threats 1 and 25), by the whole survey.

For every trial plain git, or plain make and the like, is run first and does run
the marker's program: the marker that must not appear could have.
"""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.gitkit import ENVIRONMENT, History, commit_object, git, lines
from tests.survey.office import Office


class Source(NamedTuple):
    """A work tree of two commits, a program that leaves a marker, and the marker."""

    tree: Path
    program: Path
    marker: Path

    def set(self, **settings: str) -> None:
        """Write into the source's own configuration."""
        for name, value in settings.items():
            git(self.tree, "config", name.replace("__", "."), value)

    def plainly(self, *command: str, **extra: str) -> None:
        """Run a command as a careless reader would; whether it succeeds does not matter."""
        subprocess.run(
            command,
            cwd=self.tree,
            env={**ENVIRONMENT, "HOME": str(self.tree.parent), **extra},
            capture_output=True,
            check=False,
            timeout=60,
        )


def _source(folder: Path, name: str) -> Source:
    history = History(folder / "bare.git")
    attributes = "*.txt diff=evil filter=evil\n"
    # The name in it keeps the families apart: each source is read for itself.
    history.commit({"a.txt": lines(5), ".gitattributes": attributes, "name": name})
    history.commit({"a.txt": lines(7)})
    git(folder, "clone", "--quiet", str(history.write()), name)
    program, marker = folder / "program", folder / "marker"
    program.write_text(f'#!/bin/sh\ntouch "{marker}"\nexit 0\n')
    program.chmod(0o755)
    return Source(folder / name, program, marker)


def _fsmonitor(source: Source) -> None:
    source.set(core__fsmonitor=str(source.program))
    source.plainly("git", "status")


def _external_diff(source: Source) -> None:
    source.set(diff__external=str(source.program))
    source.plainly("git", "diff", "HEAD~1", "HEAD")


def _diff_driver(source: Source) -> None:
    source.set(diff__evil__command=str(source.program))
    source.plainly("git", "diff", "HEAD~1", "HEAD")


def _text_conversion(source: Source) -> None:
    source.set(diff__evil__textconv=str(source.program))
    source.plainly("git", "log", "-p")


def _clean_filter(source: Source) -> None:
    source.set(filter__evil__clean=str(source.program))
    (source.tree / "a.txt").write_bytes(lines(8))
    source.plainly("git", "diff")


def _signature_program(source: Source) -> None:
    head = git(source.tree, "cat-file", "commit", "HEAD")
    signature = b"\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ\n -----END PGP SIGNATURE-----\n\n"
    signed = commit_object(source.tree, head.replace(b"\n\n", signature, 1))
    git(source.tree, "update-ref", "HEAD", signed)
    source.set(gpg__program=str(source.program), log__showSignature="true")
    source.plainly("git", "log", "-1")


def _promisor(source: Source) -> None:
    git(source.tree, "unpack-objects", "-q", stdin=_packed(source.tree))
    blob = git(source.tree, "rev-parse", "HEAD~1:a.txt").decode().strip()
    (source.tree / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    source.set(
        core__repositoryformatversion="1",
        extensions__partialClone="origin",
        remote__origin__url=f"ext::{source.program}",
        remote__origin__promisor="true",
        protocol__ext__allow="always",
    )
    source.plainly("git", "log", "-p")


def _packed(tree: Path) -> bytes:
    """All objects as a pack, taken out of the source so that each can be deleted alone."""
    pack = git(tree, "pack-objects", "--revs", "--stdout", "-q", stdin=b"HEAD\n")
    for path in (tree / ".git" / "objects" / "pack").iterdir():
        path.unlink()
    return pack


def _ssh_command(source: Source) -> None:
    source.set(remote__origin__url="ssh://example.org/x", core__sshCommand=str(source.program))
    source.plainly("git", "fetch")


def _alias(source: Source) -> None:
    for name in ("log", "rev-list", "diff-tree", "diff-pairs", "cat-file", "ls-tree", "evil"):
        git(source.tree, "config", f"alias.{name}", f"!{source.program}")
    source.plainly("git", "evil")


def _hooks(source: Source) -> None:
    hooks = source.tree / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("reference-transaction", "pre-auto-gc", "post-index-change", "post-checkout"):
        (hooks / name).symlink_to(source.program)
    source.plainly("git", "update-ref", "refs/heads/other", "HEAD")


def _alternate_refs(source: Source) -> None:
    source.set(core__alternateRefsCommand=str(source.program))
    alternates = source.tree / ".git" / "objects" / "info" / "alternates"
    alternates.write_text(f"{source.tree.parent / 'bare.git' / 'objects'}\n")
    source.plainly("git", "rev-list", "--alternate-refs")
    alternates.unlink()


def _pack_objects_hook(source: Source) -> None:
    """Git takes this one from the user's configuration only: so that is hostile as well."""
    (source.tree.parent / ".gitconfig").write_text(
        f"[uploadpack]\n\tpackObjectsHook = {source.program}\n"
    )
    source.set(uploadpack__packObjectsHook=str(source.program))
    source.plainly("git", "clone", "--no-local", ".", "../copy", GIT_CONFIG_GLOBAL="", HOME="")
    config = str(source.tree.parent / ".gitconfig")
    source.plainly("git", "clone", "--no-local", ".", "../again", GIT_CONFIG_GLOBAL=config)


def _included(source: Source) -> None:
    other = source.tree.parent / "more-configuration"
    other.write_text(f"[core]\n\tfsmonitor = {source.program}\n")
    source.set(include__path=str(other))
    source.plainly("git", "status")


def _work_tree_configuration(source: Source) -> None:
    source.set(extensions__worktreeConfig="true", core__repositoryformatversion="1")
    (source.tree / ".git" / "config.worktree").write_text(
        f"[core]\n\tfsmonitor = {source.program}\n"
    )
    source.plainly("git", "status")


def _project_code(source: Source) -> None:
    """Threat 25: files that tools of other kinds would run."""
    touch = f"touch {source.marker}"
    files = {
        "setup.py": f"import os; os.system('{touch}')\n",
        "conftest.py": f"import os; os.system('{touch}')\n",
        "package.json": f'{{"name": "x", "scripts": {{"preinstall": "{touch}"}}}}\n',
        "Makefile": f"all survey test:\n\t{touch}\n",
        "build.gradle": f"'{touch}'.execute()\n",
        "build.rs": f'fn main() {{ std::process::Command::new("sh").arg("{touch}"); }}\n',
        "Cargo.toml": '[package]\nname = "x"\nversion = "1.0.0"\nbuild = "build.rs"\n',
        "pyproject.toml": '[build-system]\nrequires = []\nbuild-backend = "evil"\n'
        'backend-path = ["."]\n[project]\nname = "x"\nversion = "1"\n',
        "evil.py": f"import os; os.system('{touch}')\n",
        ".envrc": f"{touch}\n",
    }
    for name, text in files.items():
        (source.tree / name).write_text(text)
    git(source.tree, "add", ".")
    git(source.tree, "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "Build")
    source.plainly("make")
    source.plainly("python3", "setup.py")


TRIALS: tuple[Callable[[Source], None], ...] = (
    _fsmonitor,
    _external_diff,
    _diff_driver,
    _text_conversion,
    _clean_filter,
    _signature_program,
    _promisor,
    _ssh_command,
    _alias,
    _hooks,
    _alternate_refs,
    _pack_objects_hook,
    _included,
    _work_tree_configuration,
    _project_code,
)
NAMES = tuple(trial.__name__.removeprefix("_") for trial in TRIALS)


class Surveyed(NamedTuple):
    """All sources after one survey of them; `could_run` tells where plain git ran the program."""

    sources: dict[str, Source]
    could_run: dict[str, bool]
    complaints: str
    office: Office


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory: pytest.TempPathFactory) -> Surveyed:
    folder = tmp_path_factory.mktemp("hostile")
    sources, could_run = {}, {}
    for name, trial in zip(NAMES, TRIALS, strict=True):
        (folder / name).mkdir()
        source = sources[name] = _source(folder / name, name)
        trial(source)
        could_run[name] = source.marker.exists()
        source.marker.unlink(missing_ok=True)
    office = Office(folder / "office")
    status, _, complaints = office.run_apart(
        "survey",
        "--workers",
        "1",
        *(source.tree for source in sources.values()),
        HOME=str(folder / "pack_objects_hook"),
        GIT_CONFIG_GLOBAL=str(folder / "pack_objects_hook" / ".gitconfig"),
    )
    assert status == 0, complaints
    return Surveyed(sources, could_run, complaints, office)


@pytest.mark.parametrize("name", NAMES)
def test_a_program_that_plain_git_would_run_is_not_run(name: str, surveyed: Surveyed) -> None:
    assert surveyed.could_run[name], "plain git must have run it, or the test says nothing"
    assert not surveyed.sources[name].marker.exists()


def test_the_hostile_repositories_were_really_read(surveyed: Surveyed) -> None:
    counted = surveyed.office.rows(
        "select repository_id, count(*) from repository_commit group by all order by all"
    )
    changed = surveyed.office.rows(
        "select distinct added, deleted, kind from change where path = 'a.txt' order by all"
    )

    extra = {"project_code": 3}
    assert counted == sorted((name, extra.get(name, 2)) for name in NAMES)
    # The promisor's missing blob leaves its counts open; git was not sent to fetch it.
    assert changed == [(2, 0, "text"), (5, 0, "text"), (None, None, "unknown")]


def test_the_survey_leaves_the_users_configuration_alone(surveyed: Surveyed) -> None:
    home = surveyed.sources["pack_objects_hook"].tree.parent

    assert (home / ".gitconfig").read_text() == (
        f"[uploadpack]\n\tpackObjectsHook = {surveyed.sources['pack_objects_hook'].program}\n"
    )
    assert not (home / ".config").exists()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder to somebody else")
def test_a_repository_of_another_owner_is_read_without_trusting_it(tmp_path: Path) -> None:
    """Threat 2: plain git refuses, and would have us write safe.directory into the user's file."""
    history = History(tmp_path / "r.git")
    history.commit({"a": lines(3)})
    history.commit({"a": lines(4)})
    repository = history.write()
    for path in (repository, *repository.rglob("*")):
        os.chown(path, 12345, 12345)
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text("[user]\n\tname = Me\n")
    plain = subprocess.run(
        ["git", "log"],
        cwd=repository,
        env={"PATH": ENVIRONMENT["PATH"], "HOME": str(home)},
        capture_output=True,
        check=False,
    )
    office = Office(tmp_path / "office")

    status, _, complaints = office.run_apart("survey", repository, HOME=str(home))

    assert b"dubious ownership" in plain.stderr, "plain git must refuse it"
    assert (status, complaints) == (0, "")
    assert office.rows("select count(*) from commit") == [(2,)]
    assert (home / ".gitconfig").read_text() == "[user]\n\tname = Me\n"
    assert [path.name for path in home.iterdir()] == [".gitconfig"]
