# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Package URLs as keys: one spelling for one package (https://github.com/package-url/purl-spec)."""

import functools
import re

from packageurl import PackageURL

_RUN = re.compile(r"[-_.]{1,256}")
_PLAIN = re.compile(r"[A-Za-z0-9._-]{1,100}")
# Types whose versions have no capitals.
_IN_SMALL_LETTERS = ("pkg:huggingface/", "pkg:oci/")
_LONGEST = 1024
# Types whose names are the same in any case.
_IN_ANY_CASE = frozenset({"nuget", "composer", "github", "bitbucket", "gitlab", "hex", "pypi"})


@functools.lru_cache(maxsize=65_536)
def purl_of(type_: str, name: str) -> str:
    """Give the package URL, without version, of a package as its ecosystem writes its name.

    `@scope/x` for npm, `group:artifact` for Maven, a module's path for Go, an image's
    whole name for docker. Empty where there is no name.
    """
    name = _without_empty_parts(name[:_LONGEST])
    if not name or not type_:
        return ""
    if type_ == "pypi":
        name = _RUN.sub("-", name)
    if type_ in _IN_ANY_CASE:
        name = name.casefold()
    separator = ":" if type_ == "maven" else "/"
    namespace, last = map(_without_empty_parts, name.rpartition(separator)[::2])
    if not last:
        return ""
    return str(PackageURL(type_, namespace or None, last).to_string())


def _without_empty_parts(path: str) -> str:
    """Package URLs have no empty parts; left in, one package would have two keys."""
    return "/".join(part for part in map(str.strip, path.split("/")) if part)


@functools.lru_cache(maxsize=65_536)
def with_version(purl: str, version: str) -> str:
    """The package URL of one version; the same where no version is known."""
    if not version:
        return purl
    # Nothing of such a version is written otherwise in a package URL, which saves taking it apart.
    if _PLAIN.fullmatch(version) and not purl.startswith(_IN_SMALL_LETTERS):
        return f"{purl}@{version}"
    parts = PackageURL.from_string(purl)
    text = str(PackageURL(parts.type, parts.namespace, parts.name, version).to_string())
    # A branch has slashes; left as they are, the last of them would begin the name.
    before, mark, last = text.rpartition("@")
    return f"{before}{mark}{last.replace('/', '%2F')}" if mark else text


def repository_purl(address: str) -> str:
    """Give a key for a repository by its web or git address; empty where it is none.

    `pkg:github/owner/name` and the like where the forge has a type of its own, else
    `pkg:generic/host/path`. Credentials, the scheme and `.git` do not count.
    """
    text = address.strip()[:_LONGEST].partition("#")[0].partition("?")[0]
    for prefix in ("git+", "scm:git:", "scm:"):
        text = text.removeprefix(prefix)
    scheme, mark, rest = text.partition("://")
    if not mark:
        # git@host:owner/name
        host, colon, path = text.partition(":")
        if not colon or "/" in host or not path:
            return ""
        rest = f"{host}/{path}"
    elif scheme == "file":
        return ""
    authority, _, path = rest.partition("/")
    host, _, port = authority.rpartition("@")[2].partition(":")
    host = host.casefold().removeprefix("www.")
    if port and not port.isdecimal():
        # ssh://git@host:owner/name, which npm and pip write.
        path = f"{port}/{path}"
    path = path.partition("@")[0].strip("/").removesuffix(".git").strip("/")
    if not host or not path:
        return ""
    if host == "gitlab.com":
        # Groups have groups there; what follows a dash is a page of the project.
        return purl_of("gitlab", path.partition("/-/")[0]) if "/" in path else ""
    if type_ := _FORGES.get(host):
        return purl_of(type_, "/".join(path.split("/")[:2])) if "/" in path else ""
    return purl_of("generic", f"{host}/{path}")


_FORGES = {"github.com": "github", "bitbucket.org": "bitbucket"}
