# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Where something was read, told without telling the folders of a person's machine."""

import re
from urllib.parse import urlsplit, urlunsplit

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


def without_folders(text: str) -> str:
    """Shorten absolute local paths in a sentence to their last component."""
    return _FOLDERS.sub(r"\1", text)
