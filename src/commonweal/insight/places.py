# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Where something was read, told without telling the folders of a person's machine."""

import re
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


# How forges spell the address of a line: by host where it is well known.
_SHAPES = {
    "github.com": ("/blob/{commit}/{path}", "#L{line}"),
    "gitlab.com": ("/-/blob/{commit}/{path}", "#L{line}"),
    "codeberg.org": ("/src/commit/{commit}/{path}", "#L{line}"),
    "gitea.com": ("/src/commit/{commit}/{path}", "#L{line}"),
    "bitbucket.org": ("/src/{commit}/{path}", "#lines-{line}"),
}


def file_address(address: str | None, commit: str | None, path: str, line: int | None) -> str:
    """The web address of a line of a file at a commit; empty where the host's way is not known."""
    if not address or not commit or not is_web_address(address):
        return ""
    host = urlsplit(address).hostname or ""
    shape = _SHAPES.get(host) or (_SHAPES["gitlab.com"] if host.startswith("gitlab.") else None)
    if shape is None:
        return ""
    root = public_locator(address).removesuffix(".git").rstrip("/")
    file = shape[0].format(commit=commit, path=quote(path))
    return root + file + (shape[1].format(line=line) if line else "")


def without_folders(text: str) -> str:
    """Shorten absolute local paths in a sentence to their last component."""
    return _FOLDERS.sub(r"\1", text)
