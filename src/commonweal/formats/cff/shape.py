# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The keys of CITATION.cff and their rules, per version of the format."""

import functools
from collections.abc import Mapping

from commonweal.formats.cff.rules import (
    Path,
    Rule,
    Wrong,
    day,
    either,
    number,
    one_of,
    record,
    several,
    shown,
    text,
    whole_number,
    wrong,
)
from commonweal.formats.cff.vocabulary import vocabulary

VERSIONS = ("1.0.3", "1.1.0", "1.2.0", "1.3.0")


_TEXT = text()
_DOI = text(
    pattern=r"^10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+$",
    like="a bare DOI, as 10.5281/zenodo.1234",
)
_URL = text(pattern=r"^(https|http|ftp|sftp)://.+", like="a URL that begins with http(s), (s)ftp")
_ORCID = text(
    pattern=r"https://orcid\.org/[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]",
    like="a full ORCID address, as https://orcid.org/0000-0002-1825-0097",
)
_SWH = text(
    pattern=r"^swh:1:(snp|rel|rev|dir|cnt):[0-9a-fA-F]{40}$", like="a Software Heritage identifier"
)
_TEXT_OR_NUMBER = either(_TEXT, number, what="text or a number")
_TEXT_OR_WHOLE = either(_TEXT, whole_number, what="text or a whole number")
_RELATIONS = (
    "IsCitedBy",
    "Cites",
    "IsSupplementTo",
    "IsSupplementedBy",
    "IsContinuedBy",
    "Continues",
    "IsDescribedBy",
    "Describes",
    "HasMetadata",
    "IsMetadataFor",
    "HasVersion",
    "IsVersionOf",
    "IsNewVersionOf",
    "IsPreviousVersionOf",
    "IsPartOf",
    "HasPart",
    "IsPublishedIn",
    "IsReferencedBy",
    "References",
    "IsDocumentedBy",
    "Documents",
    "IsCompiledBy",
    "Compiles",
    "IsVariantFormOf",
    "IsOriginalFormOf",
    "IsIdenticalTo",
    "IsReviewedBy",
    "Reviews",
    "IsDerivedFrom",
    "IsSourceOf",
    "IsRequiredBy",
    "Requires",
    "IsObsoletedBy",
    "Obsoletes",
)


def _email(value: object, path: Path) -> list[Wrong]:
    """Something, an at sign, something with a dot near its end; looked up, not searched for."""
    if not isinstance(value, str):
        return _TEXT(value, path)
    at = value.find("@", 1)
    has_dot = at > 0 and value.rfind(".", at + 2, len(value) - 2) > 0
    if has_dot and not any(letter.isspace() for letter in value):
        return []
    return [wrong(path, "pattern", f"{shown(value)} must be an electronic mail address")]


@functools.cache
def _place() -> Mapping[str, Rule]:
    return {
        "address": _TEXT,
        "alias": _TEXT,
        "city": _TEXT,
        "country": one_of(vocabulary().countries),
        "email": _email,
        "fax": _TEXT,
        "orcid": _ORCID,
        "post-code": _TEXT_OR_NUMBER,
        "region": _TEXT,
        "tel": _TEXT,
        "website": _URL,
    }


@functools.cache
def _person() -> Mapping[str, Rule]:
    names = ("affiliation", "family-names", "given-names", "name-particle", "name-suffix")
    return {**_place(), **dict.fromkeys(names, _TEXT)}


@functools.cache
def _entity() -> Mapping[str, Rule]:
    return {**_place(), "name": _TEXT, "location": _TEXT, "date-start": day, "date-end": day}


_ENTITY = record(_entity, required=("name",))
_AGENT = either(record(_person), _ENTITY, what="a person or, with a name, an organisation")
_AGENTS = several(_AGENT)


def _identifier(kind: str, value: Rule, extra: Mapping[str, Rule]) -> Rule:
    rules = {"type": one_of((kind,)), "value": value, "description": _TEXT, **extra}
    return record(lambda: rules, required=("type", "value"))


@functools.cache
def _identifiers(version: str) -> Rule:
    extra = {"relation": one_of(_RELATIONS)} if version >= "1.3.0" else {}
    values = {"doi": _DOI, "url": _URL, "swh": _SWH, "other": _TEXT}
    kinds = [_identifier(kind, value, extra) for kind, value in values.items()]
    what = "an identifier: type doi, url, swh or other with a value of that kind"
    return several(either(*kinds, what=what))


@functools.cache
def _licence() -> Rule:
    known = one_of(vocabulary().licences)
    return either(
        known, several(known), rule="oneOf", what="an SPDX licence id, or a list of such ids"
    )


@functools.cache
def _shared(version: str) -> Mapping[str, Rule]:
    """Keys that the file and the works it refers to have in common."""
    urls = ("license-url", "repository", "repository-artifact", "repository-code", "url")
    return {
        "abstract": _TEXT,
        "authors": _AGENTS,
        "commit": _TEXT,
        "contact": _AGENTS,
        "date-released": day,
        "doi": _DOI,
        "identifiers": _identifiers(version),
        "keywords": several(_TEXT),
        "license": _licence(),
        "title": _TEXT,
        "version": _TEXT_OR_NUMBER,
        **dict.fromkeys(urls, _URL),
    }


@functools.cache
def _reference(version: str) -> Mapping[str, Rule]:
    texts = [
        "abbreviation",
        "collection-title",
        "collection-type",
        "copyright",
        "data-type",
        "database",
        "department",
        "edition",
        "entry",
        "filename",
        "format",
        "issue-date",
        "issue-title",
        "journal",
        "medium",
        "nihmsid",
        "notes",
        "scope",
        "term",
        "thesis-type",
        "volume-title",
    ]
    agents = ("editors", "editors-series", "recipients", "senders", "translators")
    entities = ("conference", "database-provider", "institution", "location", "publisher")
    wholes = [
        "end",
        "loc-end",
        "loc-start",
        "number-volumes",
        "pages",
        "start",
        "volume",
        "year",
        "year-original",
    ]
    months = one_of(str(month) for month in range(1, 13))
    return {
        **_shared(version),
        **dict.fromkeys(texts, _TEXT),
        **dict.fromkeys(agents, _AGENTS),
        **dict.fromkeys(entities, _ENTITY),
        **dict.fromkeys(wholes, _TEXT_OR_WHOLE),
        **dict.fromkeys(("issue", "number", "section"), _TEXT_OR_NUMBER),
        **dict.fromkeys(("date-accessed", "date-downloaded", "date-published"), day),
        "collection-doi": _DOI,
        "isbn": text(pattern=r"^[0-9\- ]{10,17}X?$", like="an ISBN"),
        "issn": text(pattern=r"^\d{4}-\d{3}[\dxX]$", like="an ISSN"),
        "languages": several(text(pattern=r"^[a-z]{2,3}$", like="an ISO 639 code")),
        "month": either(_month, months, what="a month from 1 to 12"),
        "patent-states": several(_TEXT),
        "pmcid": text(pattern=r"^PMC[0-9]{7}$", like="a PubMed Central identifier"),
        "status": one_of(vocabulary().statuses),
        "type": one_of(vocabulary().works),
    }


def _month(value: object, path: Path) -> list[Wrong]:
    is_month = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 12  # noqa: PLR2004
    return [] if is_month else [wrong(path, "maximum", "must be a month from 1 to 12")]


@functools.cache
def rule_of(version: str) -> Rule:
    """The rule for a whole file of a version."""
    reference = record(lambda: _reference(version), required=("authors", "title", "type"))
    rules: dict[str, Rule] = {
        **_shared(version),
        "cff-version": text(pattern=rf"^{version.replace('.', '[.]')}$", like=version),
        "message": _TEXT,
        "references": several(reference),
    }
    required = ["authors", "cff-version", "message", "title"]
    if version < "1.2.0":
        required += ["date-released", "version"]
    if version >= "1.2.0":
        rules["preferred-citation"] = reference
        rules["type"] = one_of(("dataset", "software"))
    if version >= "1.3.0":
        rules["contributors"] = _AGENTS
    return record(lambda: rules, required=tuple(required))
