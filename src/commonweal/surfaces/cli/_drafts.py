# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Write drafts below one folder: never outside of it, and never over what is there."""

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

import msgspec

from commonweal.core.message import message

if TYPE_CHECKING:
    from commonweal.insight.drafts import DraftedFile


class Written(msgspec.Struct, frozen=True):
    """What became of a draft; `path` is below `folder`, as it would be in the repository."""

    project: str
    repository: str
    kind: str
    folder: str
    path: str
    state: Literal["written", "kept", "not_drafted"]
    why: str
    to_fill: tuple[str, ...]
    patches: tuple[str, ...]


def written(root: Path, drafted: "DraftedFile") -> Written:
    """Write one draft, if there is one and nothing is in its place."""
    state: Literal["written", "kept", "not_drafted"] = "not_drafted"
    why = drafted.why
    if not why:
        target = root.joinpath(*PurePosixPath(drafted.folder, drafted.path).parts)
        if not _is_inside(root, target):
            why = message("Its name leads out of the folder.")
        else:
            state = "written" if _put(target, drafted.text) else "kept"
    return Written(
        project=drafted.project,
        repository=drafted.repository,
        kind=drafted.kind,
        folder=drafted.folder,
        path=drafted.path,
        state=state,
        why=why,
        to_fill=drafted.to_fill,
        patches=drafted.patches,
    )


def _is_inside(root: Path, target: Path) -> bool:
    """Links on the way count as what they lead to."""
    is_plain = target.name.isprintable() and "\\" not in target.name
    return (
        is_plain
        and ".." not in target.parts
        and target.parent.resolve().is_relative_to(root.resolve())
    )


def _put(target: Path, text: str) -> bool:
    """Create a file with a text; false where there is something, be it a link to nowhere."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return False
    return True
