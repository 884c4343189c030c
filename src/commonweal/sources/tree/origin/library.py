# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which library a copied script is, and of which version: by its banner, else by its name; pure."""

import re

from commonweal.sources.tree.origin.marks import VERSION, names
from commonweal.sources.tree.origin.names import named, product_of

SCRIPTS = (".js", ".mjs", ".cjs")
# A banner stands in the first lines.
_BANNER = 1_500
_NEAR = 60
# What sets a tool up is called like it, and is no copy of it.
_SETTINGS = re.compile(r"[._-](?:conf|config|setup|rc)\.")
_STATED = re.compile(
    r"(?:@version|^[\s*/#-]{0,12}version)"
    r"\s{0,4}[:=]?\s{0,4}v?(?P<version>\d[\w.+-]{0,30})"
)
_IN_NAME = re.compile(
    r"[-._@]v?(?P<version>\d{1,4}(?:\.\d{1,4}){1,3}(?:-(?:rc|beta|alpha)[.\d]{0,6})?)"
)


def library_of(path: str, comments: str) -> str | None:
    """Give the name of a copied library and its version, where one is told; None for no library.

    `comments` are those at the head of the file. The name is as the file bears it, in small
    letters, without what tells how it was built.
    """
    file_name = path.rpartition("/")[2].casefold()
    if not file_name.endswith(SCRIPTS) or _SETTINGS.search(file_name):
        return None
    this, product = named(file_name), product_of(file_name)
    head = comments[:_BANNER]
    core = this.core.removesuffix("js") or this.core
    version = _version(head, core) or _version_in_name(file_name)
    if not product or not (this.library or version or names(head, core)):
        return None
    return f"{product} {version}" if version else product


def _version(head: str, core: str) -> str | None:
    """Look for a version after the library's name, then for one that is stated as such."""
    for line in head.split("\n"):
        found = VERSION.search(line)
        if found and names(line[max(0, found.start() - _NEAR) : found.start()], core):
            return re.split(r"\.(?:min|js|pkgd)\b", found[0].lstrip("vV"), maxsplit=1)[0]
    for line in head.split("\n"):
        if stated := _STATED.search(line.casefold()):
            return stated["version"].rstrip(".-+")
    return None


def _version_in_name(name: str) -> str | None:
    found = _IN_NAME.search(name)
    return found["version"] if found else None
