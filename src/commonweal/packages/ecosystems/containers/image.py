# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Names of container images as package URLs, the same on every side.

Docker's own default host (`docker.io`) and default namespace (`library`) are left out:
`python`, `library/python` and `docker.io/library/python` are all `pkg:docker/python`.
Any other host is the first part of the namespace: `pkg:docker/ghcr.io/owner/name`.
"""

import re
from collections.abc import Iterator

from commonweal.packages.model.need import Need, Provision, Scope
from commonweal.packages.model.purl import purl_of
from commonweal.packages.reading.foreign import is_name, plainly, provided

_HOSTS = ("docker.io/", "index.docker.io/", "registry-1.docker.io/", "registry.hub.docker.com/")
_DIGEST = re.compile(r"sha256:[0-9a-fA-F]{64}")
_VARIABLE = re.compile(
    r"\$(?:(\w{1,100})|\{(\w{1,100})(?::?[-](?P<default>[^${}]{0,300}))?(?::?[+?][^${}]{0,300})?\})"
)
_LONGEST = 2_000


def image_need(image: str, *, line: int, scope: Scope = "container") -> Iterator[Need]:
    """The need of an image; none where its name stands open, or is that of this machine."""
    where, tag, digest = _parts(image)
    purl = purl_of("docker", where) if _is_image(where) else ""
    if purl:
        yield Need(
            purl,
            where,
            requirement=plainly(tag),
            commit=digest,
            line=line,
            scope=scope,
            is_direct=True,
        )


def image_provided(image: str, *, line: int) -> tuple[Provision, ...]:
    """The image that a repository makes."""
    where, tag, _ = _parts(image)
    tag = "" if "$" in tag else tag
    return provided("docker", where, tag, line=line) if _is_image(where) else ()


def _parts(image: str) -> tuple[str, str, str]:
    """Name, tag and digest; a digest that is none does not count."""
    image, _, digest = image.strip()[:_LONGEST].partition("@")
    name, _, tag = image.rpartition(":")
    if not name or "/" in tag:
        name, tag = image, ""
    name = name.casefold()
    for host in _HOSTS:
        name = name.removeprefix(host)
    name = name.removeprefix("library/") if name.count("/") == 1 else name
    return name, tag, digest.lower() if _DIGEST.fullmatch(digest) else ""


def _is_image(name: str) -> bool:
    host = name.partition("/")[0].partition(":")[0]
    return is_name(name) and host not in ("localhost", "127.0.0.1", "scratch") and "//" not in name


def filled(text: str, values: dict[str, str]) -> str:
    """Text with variables put in: what is known of them, else the default that stands there.

    What is known to be empty is; what is not known at all stays as it is written.
    """

    def value(match: re.Match[str]) -> str:
        name = match[1] or match[2]
        return values.get(name, "") or match["default"] or ("" if name in values else match[0])

    return _VARIABLE.sub(value, text[:_LONGEST])[:_LONGEST] if "$" in text else text
