# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Judge files as `commonweal check` does: read with limits, recognise, judge, never raise."""

import importlib
import importlib.util
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from commonweal.core.message import Number, counted, message
from commonweal.core.problem import InputMalformed, InputMissing, Problem
from commonweal.formats.folders import folder_judges
from commonweal.formats.judging import Judge, judge_of, judges
from commonweal.formats.streaming import Stream, streams
from commonweal.sources.folders import read_named, read_project, walk_project

SIZE_LIMIT = 32 * 1024 * 1024
# The readers guard themselves; what is larger is judged in a child process all the same.
SMALL = 64 * 1024
START_LIMIT = 1024 * 1024
# So many files of a folder are looked at.
FILES_LIMIT = 100_000
# The kind of the document that sums up a folder.
FOLDER = "folder"
_START = 4096
_IMAGE_START = 64


def all_streams() -> Mapping[str, Stream]:
    """The streams of all rooms, by kind."""
    return streams()


def answered(kind: str, question: Mapping[str, Any]) -> Mapping[str, Any]:
    """Answer one question of a stream; files that it names are read first."""
    stream = all_streams()[kind]
    files = question.get("files")
    if stream.reads_files and isinstance(files, dict):
        root = question.get("root")
        if files and not isinstance(root, str):
            raise InputMalformed(
                message("the question names files, but not the root folder they are in")
            )
        contents = read_named(root if isinstance(root, str) else ".", files)
        question = {**question, "files": contents}
    return stream.answer(question)


def judged(
    files: Iterable[str], kind: str | None, form: str | None = None
) -> Iterator[dict[str, Any]]:
    """Give one document per file, in their order; `error` where a file cannot be judged.

    `form` names the format of the files, where the kind has several. Of a folder there is one
    for each file in it that can be judged, and then one for the folder; with `kind`, of the
    files of that kind.
    """
    for file in files:
        if os.path.isdir(file) and kind not in folder_judges():  # noqa: PTH112  as it was named
            yield from _judged_below(file, kind)
        else:
            yield _document(file, Path(file), kind, form)


def _document(name: str, file: Path, kind: str | None, form: str | None = None) -> dict[str, Any]:
    document: dict[str, Any] = {"file": name, "kind": kind}
    try:
        document.update(_judged(file, kind, form))
    except Problem as problem:
        document.update(ok=False, error=problem.what)
    return document


def _judged_below(folder: str, kind: str | None) -> Iterator[dict[str, Any]]:
    """Judge the files of a folder that show what kind they are; the others are counted."""
    from commonweal.sources.tree.origin.folders import is_sure_folder  # noqa: PLC0415  for folders

    judged = found = unread = others = 0
    is_complete = True
    for path, file in walk_project(
        Path(folder), left_out=lambda path: is_sure_folder(path.casefold())
    ):
        if judged + others >= FILES_LIMIT:
            is_complete = False
            break
        name = os.path.join(folder, path)  # noqa: PTH118  as it was named
        try:
            judge = judge_of(file.name, _read(file, _START)[0])
        except Problem as problem:
            document: dict[str, Any] = {
                "file": name,
                "kind": None,
                "ok": False,
                "error": problem.what,
            }
        else:
            if judge is None or kind not in (None, judge.kind):
                others += 1
                continue
            document = _document(name, file, judge.kind)
        judged += 1
        unread += "error" in document
        found += not document["ok"] and "error" not in document
        yield document
    yield {
        "file": folder,
        "kind": FOLDER,
        "ok": is_complete and not found and not unread,
        "judged": judged,
        "with_findings": found,
        "unread": unread,
        "others": others,
        "is_complete": is_complete,
    }


def _judged(path: Path, kind: str | None, form: str | None) -> Mapping[str, Any]:
    if kind is not None and (folder := folder_judges().get(kind)):
        return {"kind": kind, **folder.judge(read_project(path))}
    start, size = _read(path, START_LIMIT)
    judge = judges()[kind] if kind is not None else judge_of(path.name, start[:_START])
    if judge is None:
        known = ", ".join(sorted({*judges(), *folder_judges()}))
        raise InputMalformed(
            message(
                "the name and the first lines of %(path)s do not show what kind of file it is; "
                "name it with --as: %(known)s",
                path=path,
                known=known,
            )
        )
    if judge.judge_start is not None:
        return {"kind": judge.kind, **_run(judge.judge_start, path.name, start, size)}
    content = start if size <= START_LIMIT else read_file(path)
    if form is not None and judge.judge_as is not None:
        return {"kind": judge.kind, **_run(judge.judge_as, path.name, content, form)}
    beside = _beside(judge)
    if beside is not None:
        neighbours = {name: _start_of(path.parent, name) for name in beside.wanted(content)}
        return {"kind": judge.kind, **_run(beside.judge_beside, path.name, content, neighbours)}
    return {"kind": judge.kind, **_run(judge.judge, path.name, content)}


def _run(function: Any, name: str, content: bytes, *more: object) -> Mapping[str, Any]:
    if len(content) <= SMALL:
        answer: Mapping[str, Any] = function(name, content, *more)
        return answer
    from commonweal.core.bounded import bounded  # noqa: PLC0415  only for large files

    large: Mapping[str, Any] = bounded(function, name, content, *more)
    return large


def read_file(path: Path) -> bytes:
    """Read a file that somebody named; a `Problem` where that cannot be done."""
    content, size = _read(path, SIZE_LIMIT)
    if size > SIZE_LIMIT:
        raise InputMalformed(
            counted(
                "%(path)s has %(num)s byte; at most %(limit)s are read",
                "%(path)s has %(num)s bytes; at most %(limit)s are read",
                size,
                path=path,
                limit=Number(SIZE_LIMIT),
            )
        )
    return content


def _read(path: Path, limit: int) -> tuple[bytes, int]:
    """Read a file's start; also give the size of the whole."""
    try:
        # Not to wait for ever where a name is a pipe.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except FileNotFoundError as error:
        raise InputMissing(message("there is no file %(path)s", path=path)) from error
    except (OSError, ValueError) as error:
        raise InputMissing(
            message("%(path)s cannot be read: %(why)s", path=path, why=_reason(error))
        ) from error
    try:
        with os.fdopen(handle, "rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise InputMalformed(message("%(path)s is no ordinary file", path=path))
            return stream.read(limit), status.st_size
    except OSError as error:
        raise InputMissing(
            message("%(path)s cannot be read: %(why)s", path=path, why=_reason(error))
        ) from error


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or message("its name cannot be used")


def _beside(judge: Judge) -> Any:
    """The judge's second entrance, for kinds that also look at the files they name."""
    module = judge.judge.__module__.rpartition(".")[0]
    name = f"{module}.beside"
    return importlib.import_module(name) if importlib.util.find_spec(name) else None


def _start_of(folder: Path, name: str) -> bytes | None:
    """The first bytes of a file below a folder; None where there is no such file in it."""
    parts = PurePosixPath(name).parts
    if "\0" in name or not parts or parts[0] == "/":
        return None
    path = folder.joinpath(*parts)
    try:
        if not path.is_file() or not path.resolve().is_relative_to(_root(folder)):
            return None
        with path.open("rb") as stream:
            return stream.read(_IMAGE_START)
    except (OSError, ValueError, RuntimeError):
        return None


def _root(folder: Path) -> Path:
    """The folder that names may point into: the repository around it, else the folder itself."""
    start = folder.resolve()
    return next((parent for parent in (start, *start.parents) if (parent / ".git").exists()), start)
