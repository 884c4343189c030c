# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What is allowed in a publiccode.yml, but going out of use."""

from collections.abc import Iterator, Mapping
from typing import Any

from commonweal.formats.publiccode.checks import is_country, is_ipa_code
from commonweal.formats.publiccode.findings import Finding, placed
from commonweal.formats.publiccode.vocabulary import vocabulary
from commonweal.syntax.yaml import Document

_DROP = "This key is DEPRECATED and will be removed in the future. It's safe to drop it"
_USE = "This key is DEPRECATED and will be removed in the future. Use {} instead"
_LOWERCASE = "Lowercase country codes are DEPRECATED"
_OLD: Mapping[tuple[str, ...], str] = {
    ("monochromeLogo",): _USE.format("'logo'"),
    ("inputTypes",): _DROP,
    ("outputTypes",): _DROP,
    ("legal", "authorsFile"): _DROP,
    ("legal", "repoOwner"): _USE.format("'organisation'"),
    ("IT", "conforme"): _DROP,
}


def advise(document: Document, values: Mapping[str, Any]) -> Iterator[Finding]:
    """Give warnings, and an error where a country's section stands twice."""
    yield from _version(document, values)
    for path, message in _OLD.items():
        holder = values if len(path) == 1 else values.get(path[0]) or {}
        if holder.get(path[-1]) is not None:
            yield placed(document, "warning", path, message)
    for language, text in (values.get("description") or {}).items():
        if text.get("genericName"):
            yield placed(document, "warning", ("description", language, "genericName"), _DROP)
    yield from _countries(document, values.get("intendedAudience") or {})
    yield from _italy(document, values)


def _version(document: Document, values: Mapping[str, Any]) -> Iterator[Finding]:
    version = values.get("publiccodeYmlVersion")
    if version and version not in vocabulary().latest:
        message = f"v{version} is not the latest version, use '0'. Parsing this file as v0.7."
        yield placed(document, "warning", ("publiccodeYmlVersion",), message)


def _countries(document: Document, audience: Mapping[str, Any]) -> Iterator[Finding]:
    for name in ("countries", "unsupportedCountries"):
        for index, country in enumerate(audience.get(name) or []):
            if country and country.islower() and not is_country(country):
                message = f"{_LOWERCASE}. Use uppercase instead ('{country.upper()}')"
                yield placed(document, "warning", ("intendedAudience", name, index), message)


def _italy(document: Document, values: Mapping[str, Any]) -> Iterator[Finding]:
    if values.get("it") is not None:
        message = f"{_LOWERCASE} and will be removed in the future. Use 'IT' instead"
        yield placed(document, "warning", ("it",), message)
        if values.get("IT") is not None:
            yield placed(document, "error", ("it",), "'IT' key already present. Remove this key")
    code = ((values.get("IT") or {}).get("riuso") or {}).get("codiceIPA")
    if code and not is_ipa_code(code):
        message = _USE.format(f"'organisation.uri' and set it to 'urn:x-italian-pa:{code}'")
        yield placed(document, "warning", ("IT", "riuso", "codiceIPA"), message)
