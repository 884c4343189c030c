# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Where something was read, told without telling the folders of a person's machine."""

import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit, urlunsplit

# An absolute path that is no part of a URL; its last component is kept.
_FOLDERS = re.compile(
    r"""(?<![\w:/.~-])(?!/dev/)(?:file://)?~?/(?:[^\s/,;:'"]+/)*([^\s/,;:'"]+)/?"""
)


def public_locator(locator: str) -> str:
    """Keep a web address without credentials, and of a local path its last component only."""
    if is_web_address(locator):
        parts = urlsplit(locator)
        host = parts.netloc.rpartition("@")[2]
        return urlunsplit((parts.scheme, host, parts.path, "", ""))
    if "://" in locator and not locator.startswith("file:"):
        return locator.rpartition("@")[2] if "@" in locator else locator.partition("://")[2]
    return locator.rstrip("/").rpartition("/")[2]


def is_web_address(text: str) -> bool:
    """Tell whether a link to it is safe: http or https with a host, and nothing odd in it."""
    if not text.isprintable() or " " in text:
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


class _Shape(NamedTuple):
    """How a kind of forge spells the addresses of a file, of a line in it and of a commit."""

    file: str
    line: str
    commit: str


_SHAPES = {
    "github": _Shape("/blob/{commit}/{path}", "#L{line}", "/commit/{commit}"),
    "gitlab": _Shape("/-/blob/{commit}/{path}", "#L{line}", "/-/commit/{commit}"),
    "gitea": _Shape("/src/commit/{commit}/{path}", "#L{line}", "/commit/{commit}"),
    "bitbucket": _Shape("/src/{commit}/{path}", "#lines-{line}", "/commits/{commit}"),
    "bitbucket server": _Shape("/browse/{path}?at={commit}", "#{line}", "/commits/{commit}"),
}
# Words in the first part of a host's name that say which kind of forge it is, so that those
# that an office runs itself are known too: gitlab.example.org, our-forgejo.example.org.
_KINDS = {
    "github": "github",
    "gitlab": "gitlab",
    "gitea": "gitea",
    "forgejo": "gitea",
    "codeberg": "gitea",
    "bitbucket": "bitbucket",
}
# Groups have groups on GitLab; elsewhere a repository has an owner and a name.
_OWNER_AND_NAME = 2
_DEEP = frozenset({"gitlab", "bitbucket server"})
_DOTS = frozenset({".", ".."})
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


def file_address(address: str | None, commit: str | None, path: str, line: int | None) -> str:
    """The web address of a line of a file at a commit; "" where no forge is known there."""
    root, shape = _forge(address)
    if shape is None or not path or not _COMMIT.fullmatch(commit or ""):
        return ""
    file = shape.file.format(commit=commit, path=quote(path, errors="replace"))
    return root + file + (shape.line.format(line=line) if line else "")


def commit_address(address: str | None, commit: str | None) -> str:
    """The web address of a commit; "" where no forge is known at the repository's address."""
    root, shape = _forge(address)
    if shape is None or not _COMMIT.fullmatch(commit or ""):
        return ""
    return root + shape.commit.format(commit=commit)


def repository_address(address: str | None) -> str:
    """The web address of a repository on its forge; "" where none is known at its address."""
    return _forge(address)[0]


def _forge(address: str | None) -> tuple[str, _Shape | None]:
    """The address of a repository on its forge, without credentials, and how pages are spelt.

    Only https: who follows a link must not tell everybody on the way what is read.
    """
    if not address or not is_web_address(address):
        return "", None
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    words = re.split(r"[.-]", host.casefold().removeprefix("www.").partition(".")[0])
    kind = next((_KINDS[word] for word in words if word in _KINDS), "")
    path = [part for part in parts.path.removesuffix("/").removesuffix(".git").split("/") if part]
    if kind == "bitbucket" and path[:1] == ["scm"]:
        kind, path = "bitbucket server", _on_server(path[1:])
    is_repository = len(path) == _OWNER_AND_NAME or (kind in _DEEP and len(path) > _OWNER_AND_NAME)
    if parts.scheme != "https" or not kind or not is_repository or not _DOTS.isdisjoint(path):
        return "", None
    return f"https://{host}/" + "/".join(path), _SHAPES[kind]


def _on_server(path: list[str]) -> list[str]:
    """Where pages of a repository are that is cloned from below `scm`; a person's has a tilde."""
    if len(path) != _OWNER_AND_NAME:
        return []
    owner, name = path
    is_personal = owner.startswith("~")
    return [
        "users" if is_personal else "projects",
        owner.removeprefix("~") if is_personal else owner.upper(),
        "repos",
        name,
    ]


def without_folders(text: str) -> str:
    """Shorten absolute local paths in a sentence to their last component."""
    return _FOLDERS.sub(r"\1", text)
