# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Read files that a question names, below a folder that it names: no path leaves the folder."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from commonweal.core.message import Number, counted, message
from commonweal.core.problem import InputMalformed, InputMissing

FILES_LIMIT = 10_000
FILE_BYTES = 1024 * 1024
BYTES_LIMIT = 256 * 1024 * 1024


def read_named(root: str, files: Mapping[str, Any]) -> dict[str, bytes]:
    """Give contents by name; `files` maps each name to a path below `root`, or to None for empty.

    Of large files the start is read. A path that leaves the folder, or cannot be
    read, is a `Problem`.
    """
    if len(files) > FILES_LIMIT:
        raise InputMalformed(
            counted(
                "%(num)s file is named; at most %(limit)s are read",
                "%(num)s files are named; at most %(limit)s are read",
                len(files),
                limit=Number(FILES_LIMIT),
            )
        )
    try:
        folder = Path(root).resolve(strict=bool(files))
    except (OSError, ValueError, RuntimeError) as error:
        raise InputMissing(message("there is no folder %(root)s", root=root)) from error
    found: dict[str, bytes] = {}
    left = BYTES_LIMIT
    for name, below in files.items():
        content = b"" if below is None else _read(folder, below)
        left -= len(content)
        if left < 0:
            raise InputMalformed(
                message(
                    "the files hold more than %(limit)s MiB",
                    limit=Number(BYTES_LIMIT >> 20),
                )
            )
        found[name] = content
    return found


def _read(folder: Path, below: object) -> bytes:
    if not isinstance(below, str) or "\0" in below or PurePosixPath(below).is_absolute():
        raise InputMalformed(
            message("%(below)s is no path below a folder", below=repr(str(below)[:200]))
        )
    path = folder.joinpath(*PurePosixPath(below).parts)
    try:
        if not path.resolve().is_relative_to(folder):
            raise InputMalformed(
                message("%(below)s leads out of its folder", below=repr(below[:200]))
            )
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise InputMalformed(
                    message("%(below)s is no ordinary file", below=repr(below[:200]))
                )
            return stream.read(FILE_BYTES)
    except (OSError, ValueError, RuntimeError) as error:
        raise InputMissing(message("%(below)s cannot be read", below=repr(below[:200]))) from error
