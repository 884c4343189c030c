# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The quarantine view: our own empty repository that borrows the source's objects.

Nothing of the source's configuration, hooks, attributes, refs or replacements
is in force, because git never opens the source: it opens ours, whose
alternates point at the source's object store (reference: the git project's
security page; measured as the only mode in which no trial ran a program).
"""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from commonweal.core.message import Number, message
from commonweal.core.problem import InputMissing, Problem
from commonweal.sources.git.process import SPARE_MEMORY, GitProcess, running

SMALL_FILE = 1 << 20
SECONDS = 7200.0


class NotARepository(Problem):
    """A folder that was named holds no git repository."""


class LeavesItsRoot(Problem):
    """A repository points to places outside its own folder."""


class UnsupportedRepository(Problem):
    """A repository in a form that cannot be read safely here."""


class SourceRepository(msgspec.Struct, frozen=True):
    """A git directory found on disk, checked, not yet read. Paths are real paths.

    `is_partial` means that blobs were left out on purpose; single missing ones are found later.
    `origin` is the web address it was cloned from as far as its configuration tells, never used
    to fetch. `fetched_at` is when git last fetched into it, in UTC; None where nothing tells.
    """

    git_dir: Path
    objects: Path
    object_format: str
    shallow: tuple[str, ...]
    is_partial: bool
    origin: str = ""
    fetched_at: datetime | None = None

    @property
    def store(self) -> str:
        """What tells an object store from the same one repaired or repacked: packs and files."""
        names = sorted(
            f"{path.parent.name}/{path.name}"
            for path in self.objects.glob("*/*")
            if path.suffix in ("", ".pack")
        )
        return hashlib.sha256("\n".join(names).encode("utf-8", "replace")).hexdigest()

    @property
    def memory(self) -> int:
        """Bytes of address space a git process may need: its packs are mapped."""
        packs = self.objects / "pack"
        mapped = sum(file.stat().st_size for file in packs.glob("*.pack")) if packs.is_dir() else 0
        return SPARE_MEMORY + 2 * mapped


def open_source(root: Path) -> SourceRepository:
    """Find the git directory of a clone, bare or not, without running git."""
    if not root.exists():
        raise InputMissing(
            message("there is no folder %(root)s", root=root),
            fix=message("Check the path."),
            where=str(root),
        )
    real_root = root.resolve()
    git_dir = _git_dir(real_root)
    objects = (git_dir / "objects").resolve()
    for place in (git_dir, objects, *_links(git_dir, objects)):
        if not place.is_relative_to(real_root):
            raise LeavesItsRoot(
                message("%(root)s keeps its objects elsewhere (%(place)s)", root=root, place=place),
                fix=message("Name the folder that really holds the repository."),
                where=str(root),
            )
    _refuse_alternates(objects, root)
    _refuse_reftable(git_dir, root)
    _refuse_what_is_no_file(git_dir, objects)
    settings = _own_settings(git_dir / "config")
    return SourceRepository(
        git_dir=git_dir,
        objects=objects,
        object_format=settings.get("objectformat", "sha1").lower(),
        shallow=_shallow(git_dir / "shallow"),
        is_partial=settings.get("partialclonefilter", "").lower().startswith("blob:none"),
        origin=web_address(settings.get("url", "")),
        fetched_at=_fetched_at(git_dir),
    )


# Each fetch writes the first one; a clone that never fetched has the second one of its birth.
_FETCHES = ("FETCH_HEAD", "logs/refs/remotes/origin/HEAD")


def _fetched_at(git_dir: Path) -> datetime | None:
    for name in _FETCHES:
        with suppress(OSError):
            return datetime.fromtimestamp((git_dir / name).lstat().st_mtime, UTC)
    return None


def _links(git_dir: Path, objects: Path) -> Iterator[Path]:
    """Where links among the objects and refs lead; git would follow them out of the folder."""
    with os.scandir(objects) as entries:
        below = [Path(entry.path) for entry in entries if entry.is_dir()]
    for folder in (git_dir, git_dir / "refs", objects, *below):
        with suppress(FileNotFoundError), os.scandir(folder) as entries:
            yield from (Path(entry.path).resolve() for entry in entries if entry.is_symlink())


def _git_dir(root: Path) -> Path:
    for candidate in (root / ".git", root):
        if _looks_like_git_dir(candidate):
            return candidate.resolve()
    pointer = root / ".git"
    if pointer.is_file():
        raise LeavesItsRoot(
            message(
                "%(root)s is a linked work tree: its .git is a file that points elsewhere",
                root=root,
            ),
            fix=message("Name the main clone instead."),
            where=str(pointer),
        )
    raise NotARepository(
        message("%(root)s is not a git repository", root=root),
        fix=message("Name a clone, or a folder of clones to `commonweal init`."),
        where=str(root),
    )


def _looks_like_git_dir(folder: Path) -> bool:
    return (folder / "objects").is_dir() and (folder / "HEAD").is_file()


def _refuse_alternates(objects: Path, root: Path) -> None:
    listed = objects / "info" / "alternates"
    if listed.is_file() and read_small(listed).strip():
        raise LeavesItsRoot(
            message("%(root)s borrows objects from another repository", root=root),
            fix=message("Run `git repack -a -d` there and remove objects/info/alternates."),
            where=str(listed),
        )


def _refuse_reftable(git_dir: Path, root: Path) -> None:
    if (git_dir / "reftable").is_dir():
        raise UnsupportedRepository(
            message("%(root)s keeps its refs as a reftable, which is not read yet", root=root),
            fix=message(
                "Clone it with `git clone --mirror --ref-format=files` and name that clone."
            ),
            where=str(git_dir / "reftable"),
        )


# What is read of a git directory beside objects and refs.
_CONTROL_FILES = ("HEAD", "config", "packed-refs", "shallow")


def _refuse_what_is_no_file(git_dir: Path, objects: Path) -> None:
    """Refuse pipes, sockets and devices: who opens one, be it git, may wait for ever."""
    named = (git_dir / name for name in _CONTROL_FILES)
    strange = [str(path) for path in named if path.exists() and not path.is_file()]
    with os.scandir(objects) as folders:
        for folder in folders:
            if not folder.is_dir():
                strange += [] if folder.is_file() else [folder.path]
                continue
            with os.scandir(folder.path) as files:
                strange += (file.path for file in files if not (file.is_file() or file.is_dir()))
    if strange:
        raise UnsupportedRepository(
            message("%(path)s is neither a file nor a folder", path=strange[0]),
            fix=message("Make a new clone and name that, or leave the repository out."),
            where=strange[0],
        )


def read_small(path: Path) -> str:
    """The text of a small control file; larger than 1 MiB is refused."""
    with path.open("rb") as file:
        content = file.read(SMALL_FILE + 1)
    if len(content) > SMALL_FILE:
        raise UnsupportedRepository(
            message("%(path)s is larger than 1 MiB, which no honest copy needs", path=path),
            fix=message("Make a new clone and name that, or leave the repository out."),
            where=str(path),
        )
    return content.decode("utf-8", "replace")


def _own_settings(config: Path) -> dict[str, str]:
    """Object format, partial clone filter and origin's URL; everything else in it is ignored."""
    if not config.is_file():
        return {}
    found: dict[str, str] = {}
    section = ""
    for line in read_small(config).splitlines():
        text = line.strip()
        if text.startswith("["):
            section = text.strip("[]").lower()
        elif section.startswith(("extensions", "remote ")) and "=" in text:
            name, _, value = text.partition("=")
            key = name.strip().lower()
            if key != "url" or section == 'remote "origin"':
                found[key] = value.strip()
    return found


_SCP_LIKE = re.compile(r"(?:[\w.-]+@)?([\w.-]+\.[a-z]{2,}):(?!//)([\w./~-]+)")
_WITH_HOST = re.compile(
    r"(?:https?|ssh|git)://(?:[^@/\s]*@)?([\w.-]+\.[a-z]{2,})(?::\d+)?/([\w./~-]+)"
)


def web_address(url: str) -> str:
    """The https address of a remote's URL, without credentials and `.git`; empty where none."""
    match = _WITH_HOST.fullmatch(url[:500]) or _SCP_LIKE.fullmatch(url[:500])
    return f"https://{match[1]}/{match[2].strip('/').removesuffix('.git')}" if match else ""


def _shallow(path: Path) -> tuple[str, ...]:
    if not path.is_file():
        return ()
    fields = read_small(path).split()
    return tuple(sorted(field for field in fields if is_object_id(field)))


def is_object_id(text: str) -> bool:
    """Whether a text is a full object id in lower-case hexadecimal."""
    return len(text) in (40, 64) and all(digit in "0123456789abcdef" for digit in text)


class Quarantine(msgspec.Struct, frozen=True):
    """A view on one source; `git_dir` is ours and may be written."""

    git_dir: Path
    source: SourceRepository
    seconds: float

    def start(self, *arguments: str) -> GitProcess:
        """Start git in the view."""
        return GitProcess(
            arguments, git_dir=self.git_dir, seconds=self.seconds, memory=self.source.memory
        )

    def output(self, *arguments: str, stdin: bytes = b"", limit: int = 1 << 30) -> bytes:
        """Everything git prints; raises `GitFailed` where it fails or prints more than `limit`."""
        with running(self.start(*arguments)) as git:
            if stdin:
                git.stdin.write(stdin)
            git.stdin.close()
            content = git.stdout.read(limit + 1)
            if len(content) > limit:
                raise UnsupportedRepository(
                    message(
                        "what git read in this copy has more than %(limit)s bytes in one piece",
                        limit=Number(limit),
                    ),
                    fix=message("The repository may be made to break its readers; leave it out."),
                )
            git.check()
            return content


# Pinned, because counts and renames depend on them; recorded in the manifest.
DIFF_OPTIONS = {
    "diff.algorithm": "myers",
    "diff.renameLimit": "1000",
    "diff.indentHeuristic": "true",
    "core.bigFileThreshold": "512m",
    "core.quotePath": "false",
    # A commit graph is a cache that the source controls; it could lie about parents.
    "core.commitGraph": "false",
    "core.deltaBaseCacheLimit": "96m",
    "core.hooksPath": "/dev/null",
    "core.fsmonitor": "false",
    "core.attributesFile": "/dev/null",
    "core.excludesFile": "/dev/null",
    "gc.auto": "0",
    "maintenance.auto": "false",
}


@contextmanager
def quarantine(
    source: SourceRepository, work: Path, *, seconds: float = SECONDS
) -> Iterator[Quarantine]:
    """Make a view below `work` and remove it afterwards; `seconds` bounds every process in it."""
    work.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="view-", dir=work))
    try:
        _furnish(folder, source)
        yield Quarantine(folder, source, seconds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _furnish(folder: Path, source: SourceRepository) -> None:
    (folder / "objects" / "info").mkdir(parents=True)
    (folder / "refs").mkdir()
    (folder / "HEAD").write_text("ref: refs/heads/none\n")
    path = str(source.objects)
    if "\n" in path or path.startswith('"'):
        raise UnsupportedRepository(
            message("the path of the repository has a line break, or begins with a quote"),
            fix=message("Give its folder another name."),
            where=path,
        )
    (folder / "objects" / "info" / "alternates").write_bytes(os.fsencode(path) + b"\n")
    if source.shallow:
        (folder / "shallow").write_text("\n".join(source.shallow) + "\n")
    (folder / "config").write_text(_config_text(source.object_format))


def _config_text(object_format: str) -> str:
    is_sha256 = object_format == "sha256"
    lines = ["[core]", f"\trepositoryformatversion = {int(is_sha256)}", "\tbare = true"]
    if is_sha256:
        lines += ["[extensions]", "\tobjectFormat = sha256"]
    for key, value in DIFF_OPTIONS.items():
        section, _, name = key.partition(".")
        lines += [f"[{section}]", f"\t{name} = {value}"]
    return "\n".join(lines) + "\n"
