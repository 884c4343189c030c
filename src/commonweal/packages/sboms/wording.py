# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What all writers share: identities, times, web addresses, and sentences on what is not known."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid5

from commonweal.core.message import counted, message
from commonweal.packages.model.address import plain
from commonweal.packages.sboms.sbom import Affected, Looked, Sbom

TOOL = "commonweal"
CYCLONEDX = "cyclonedx"
# Of a fragment: RFC 3986, section 3.5.
_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/:@?&=+,;")
# Ours alone: what is made below it cannot meet an identity that others make.
_SPACE = UUID("5f3d0f0c-6a53-4f0e-9d0b-3b7c5a1e8d42")
# What every validator takes for an address; one with anything odd in it is left out.
_ADDRESS = re.compile(
    r"https?://[a-z0-9]+(?:[.-][a-z0-9]+){0,20}\.[a-z]{2,5}(?::[0-9]{1,5})?"
    r"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
)
_LONGEST_ADDRESS = 2_000


def identity_of(sbom: Sbom, form: str) -> str:
    """A UUID that is the same whenever the same is written."""
    apart = "" if sbom.has_development else " without development"
    return str(uuid5(_SPACE, f"{form} {sbom.identity}{apart}"))


def link_to(sbom: Sbom) -> str:
    """The start of a BOM-Link to a part of the SBOM; its reference follows, quoted."""
    return f"urn:cdx:{identity_of(sbom, CYCLONEDX)}/{sbom.revision}#"


def quoted(reference: str) -> str:
    """A reference as the fragment of an address."""
    return "".join(
        chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in reference.encode("utf-8")
    )


def moment(at: datetime) -> str:
    """A time as all formats take it: UTC, in whole seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def last_said(sbom: Sbom) -> str:
    """When the newest answer was given, no earlier than the survey."""
    said = (
        vulnerability.statement.stated_at
        for vulnerability in sbom.vulnerabilities
        if vulnerability.statement
    )
    return moment(max((sbom.surveyed_at, *said)))


def is_address(text: str) -> bool:
    """Tell whether a text is a web address that no validator stumbles over."""
    return len(text) <= _LONGEST_ADDRESS and bool(_ADDRESS.fullmatch(text))


def parts_of(purl: str) -> tuple[str, str, str]:
    """Type, namespace and name of a package URL without version."""
    type_, _, path = purl.removeprefix("pkg:").partition("/")
    namespace, _, name = path.rpartition("/")
    if "%" in path:
        namespace, name = plain(namespace), plain(name)
    return type_, namespace, name


def remedy(affected: Affected) -> str:
    """What to do about a component, in a sentence."""
    if affected.fixed:
        return f"Upgrade {affected.name} {affected.version} to {affected.fixed}."
    return f"No version of {affected.name} is known to mend it."


def gaps(sbom: Sbom) -> Iterator[str]:
    """Sentences on what the SBOM does not know; a reader must not take silence for safety."""
    if sbom.unread_repositories:
        yield message(
            "Repositories that could not be read: %(count)s.", count=sbom.unread_repositories
        )
    if sbom.unread:
        yield message("Package files that could not be read: %(count)s.", count=sbom.unread)
    if sbom.unversioned:
        yield message(
            "Components without a version in any file: %(count)s. "
            "No advisory was looked up for these.",
            count=sbom.unversioned,
        )
    if sbom.unidentified:
        yield message(
            "Components without a package URL: %(count)s. No advisory was looked up for these.",
            count=sbom.unidentified,
        )
    if sbom.committed:
        yield message(
            "Components that only a commit names: %(count)s. "
            "Advisories on versions say nothing about these.",
            count=sbom.committed,
        )
    if not sbom.has_development:
        yield message(
            "Packages that are needed only to build or to test the software were left out."
        )
    for looked in sbom.looked:
        yield _looked(looked)


def _looked(looked: Looked) -> str:
    if not looked.packages:
        return message(
            "%(ecosystem)s: no component has a version, so nothing was looked up.",
            ecosystem=looked.ecosystem,
        )
    values = {"ecosystem": looked.ecosystem, "packages": looked.packages}
    if not looked.is_looked_up:
        return message(
            "%(ecosystem)s: advisories on components with a version (%(packages)s) were not "
            "looked up.",
            **values,
        )
    if not looked.as_of:
        return counted(
            "%(ecosystem)s: advisories on components with a version (%(packages)s) were looked up "
            "in %(num)s record.",
            "%(ecosystem)s: advisories on components with a version (%(packages)s) were looked up "
            "in %(num)s records.",
            looked.records,
            **values,
        )
    return counted(
        "%(ecosystem)s: advisories on components with a version (%(packages)s) were looked up "
        "in %(num)s record up to %(day)s.",
        "%(ecosystem)s: advisories on components with a version (%(packages)s) were looked up "
        "in %(num)s records up to %(day)s.",
        looked.records,
        day=looked.as_of.date().isoformat(),
        **values,
    )
