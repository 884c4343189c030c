# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What tells of two copies whether they are of one repository: remotes, and first commits."""

from collections.abc import Mapping
from pathlib import Path

from commonweal.core.problem import Problem
from commonweal.sources.git.plan import list_commits
from commonweal.sources.git.quarantine import (
    SourceRepository,
    open_source,
    quarantine,
    read_small,
    web_address,
)
from commonweal.sources.git.refs import read_refs


def remotes_of(source: SourceRepository) -> Mapping[str, str]:
    """The web address, or the folder on this machine, of each remote; of others nothing."""
    config = source.git_dir / "config"
    found: dict[str, str] = {}
    if not config.is_file():
        return found
    remote = ""
    for line in read_small(config).splitlines():
        text = line.strip()
        if text.startswith("["):
            kind, _, name = text.strip("[]").partition(" ")
            remote = name.strip('"') if kind.lower() == "remote" else ""
        key, _, value = text.partition("=")
        if remote and key.strip().lower() == "url" and (place := _place(value.strip().strip('"'))):
            found.setdefault(remote, place)
    return found


def _place(url: str) -> str:
    path = url.removeprefix("file://")
    return web_address(url) or (str(Path(path)) if path.startswith("/") else "")


def first_commits(folder: Path, work: Path) -> frozenset[str]:
    """The commits without parents that lead to HEAD; empty where history is cut or unreadable."""
    try:
        source = open_source(folder)
        if source.shallow:
            return frozenset()
        with quarantine(source, work) as view:
            listed, problems = list_commits(view, read_refs(source).head)
    except Problem:
        return frozenset()
    return frozenset() if problems else frozenset(listed.roots)
