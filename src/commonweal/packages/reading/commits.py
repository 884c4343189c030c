# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which commit the address of a git dependency names."""

import re

from commonweal.packages.model.address import plain, web_address

_SCHEMES = ("git://", "git+ssh://", "git+https://", "ssh://")
_FORGES = ("github:", "gitlab:", "bitbucket:")
_HOSTS = ("bitbucket.org", "github.com", "gitlab.com")
_WORD = re.compile(r"\w+", re.ASCII)
_ARCHIVE = re.compile(
    r"https://codeload\.github\.com/[\w.-]{1,200}/[\w.-]{1,200}/tar\.gz/(\w{1,200})$", re.ASCII
)
_LONGEST = 4_000


def archived_commit(address: str) -> str:
    """The commit of an archive of GitHub; empty where the address is none."""
    match = _ARCHIVE.search(address[:_LONGEST])
    return match[1] if match else ""


def commit_of(address: str) -> str:
    """The commit, branch or tag that an address of a repository ends with; empty for none."""
    address = address[:_LONGEST]
    before, mark, after = address.rpartition("#")
    if mark and before:
        for start in ("commit:", "commit="):
            if after.startswith(start) and _WORD.fullmatch(after, len(start)):
                return after[len(start) :]
        if _WORD.fullmatch(after) and _is_repository(before):
            return after
    return archived_commit(address) or _of_page(address)


def _is_repository(address: str) -> bool:
    if any(_begins(address, scheme) for scheme in _SCHEMES):
        return True
    if address.endswith(".git") and _begins(address, "https://"):
        return True
    return any(address.startswith(forge) and address != forge for forge in _FORGES)


def _begins(address: str, scheme: str) -> bool:
    """Whether an address has a scheme, be it after the name and version of a package."""
    if address.startswith(scheme):
        return len(address) > len(scheme)
    at = address.find(f"@{scheme}", 1)
    return at > 0 and len(address) > at + 1 + len(scheme)


def _of_page(address: str) -> str:
    """The fragment of a page of a forge, or what it has as `ref`."""
    web = web_address(address)
    if web.host not in _HOSTS:
        return ""
    if not web.query:
        return web.fragment
    parameters = (part.partition("=") for part in web.query.split("&"))
    return next((plain(value) for key, _, value in parameters if key == "ref"), "")
