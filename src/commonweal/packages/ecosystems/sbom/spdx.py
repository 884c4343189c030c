# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Documents of SPDX 2, in JSON, YAML and tag-value form."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from commonweal.core.message import message
from commonweal.packages.model.address import package_url
from commonweal.packages.model.package import Package, PackagesRefused, Reader
from commonweal.packages.reading.decoded import (
    json_object,
    lines_of,
    tables_at,
    text_at,
    text_of,
    yaml_document,
    yaml_mapping,
)
from commonweal.packages.reading.links import texts, unique, word

_CPE = ("cpe23Type", "http://spdx.org/rdf/references/cpe23Type")
_URL = ("purl", "http://spdx.org/rdf/references/purl")
_CHILD_FIRST = ("DESCENDANT_OF", "DESCENDENT_OF")
_DEPENDS_ON, _DEPENDENCY_OF = "DEPENDS_ON", "DEPENDENCY_OF"
# How the name of a relationship begins where the package is not needed at run time.
_GROUPS = (
    ("DEV_", "dev"), ("TEST_", "dev"), ("BUILD_", "build-requires"), ("OPTIONAL_", "optional"),
)  # fmt: skip
_PARENT_FIRST = "ANCESTOR_OF"
_TAG = re.compile(r"([A-Za-z][A-Za-z0-9]{0,60}):\s*+(.*)")
_KEYS = {
    "PackageName": "name",
    "PackageVersion": "versionInfo",
    "SPDXID": "SPDXID",
    "PackageLicenseConcluded": "licenseConcluded",
    "PackageLicenseDeclared": "licenseDeclared",
}
_TEXT, _TEXT_END = "<text>", "</text>"


class _Described(msgspec.Struct, frozen=True):
    package: Package
    is_stub: bool


def read(name: str, content: bytes) -> Iterator[Package]:
    """All packages that the document names; what it is of is marked."""
    lower = name.lower()
    if lower.endswith(".json"):
        document = json_object(content)
    elif lower.endswith((".yml", ".yaml")):
        document = yaml_mapping(yaml_document(content))
    elif lower.endswith(".spdx"):
        document = _of_tags(text_of(content))
    else:
        raise PackagesRefused(message("only JSON, YAML and tag-value documents are read"))
    if not text_at(document, "spdxVersion").startswith("SPDX-2"):
        raise PackagesRefused(message("the document does not say that it is SPDX 2"))
    found: dict[str, _Described] = {}
    for at, entry in enumerate(tables_at(document, "packages")):
        described = _described(entry)
        identity = _identity(text_at(entry, "SPDXID"))
        if described is not None:
            found[identity or f" {at}"] = described
    relationships = tables_at(document, "relationships")
    for relationship in relationships:
        _merge(found, relationship)
    needed = _needed(found, relationships)
    roots = _roots(document, relationships)
    root = next(iter(roots), "") if len(roots) == 1 else ""
    kinds = _kinds(relationships)
    direct = {child for child, parents in kinds.items() if _asks(parents.get(root, ()))}
    for identity, described in found.items():
        is_nameless = described.package.is_unlisted and not described.package.type
        yield msgspec.structs.replace(
            described.package,
            requires=unique(needed.get(identity, ())),
            groups=_groups(kinds.get(identity, {})),
            is_direct=identity in direct if direct and identity != root else None,
            is_own=identity == root or (is_nameless and identity in roots),
        )


def _kinds(relationships: list[dict[str, Any]]) -> dict[str, dict[str, list[str]]]:
    """By package: what needs it, and in which ways."""
    found: dict[str, dict[str, list[str]]] = {}
    for relationship in relationships:
        kind, child, parent = _ends(relationship)
        if kind in (_DEPENDS_ON, "CONTAINS"):
            child, parent = parent, child
        elif not kind.endswith((_DEPENDENCY_OF, "_TOOL_OF")):
            continue
        found.setdefault(child, {}).setdefault(parent, []).append(kind)
    return found


def _asks(kinds: Iterable[str]) -> bool:
    """Tell whether what the document describes needs a package, and does not only hold it."""
    return any(kind != "CONTAINS" for kind in kinds)


def _groups(parents: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Development where nothing needs the package in any other way."""
    kinds = [kind for some in parents.values() for kind in some]
    groups = [
        next((group for start, group in _GROUPS if kind.startswith(start)), "") for kind in kinds
    ]
    return (min(groups),) if groups and all(groups) else ()


def _needed(
    found: Mapping[str, _Described], relationships: list[dict[str, Any]]
) -> dict[str, list[str]]:
    """The labels of the packages of the same type that each package depends on."""
    needed: dict[str, list[str]] = {}
    for relationship in relationships:
        kind, child, parent = _ends(relationship)
        if kind.endswith(_DEPENDENCY_OF):
            child, parent = parent, child
        elif kind != _DEPENDS_ON:
            continue
        if child in found and parent in found:
            package, wanted = found[child].package, found[parent].package
            if package.type == wanted.type:
                needed.setdefault(child, []).append(wanted.label)
    return needed


def _roots(document: Mapping[str, Any], relationships: list[dict[str, Any]]) -> set[str]:
    """What the document describes."""
    described = {_identity(text) for text in texts(document.get("documentDescribes"))}
    for relationship in relationships:
        kind, first, second = _ends(relationship)
        if kind == "DESCRIBES":
            described.add(second)
        elif kind == "DESCRIBED_BY":
            described.add(first)
    return described


def _ends(relationship: dict[str, Any]) -> tuple[str, str, str]:
    return (
        text_at(relationship, "relationshipType").strip().upper(),
        _identity(text_at(relationship, "spdxElementId")),
        _identity(text_at(relationship, "relatedSpdxElement")),
    )


def _described(entry: dict[str, Any]) -> _Described | None:
    kind = name = version = cpe = whole = ""
    is_unlisted = False
    references = tables_at(entry, "externalRefs")
    for reference in references:
        reference_type, locator = (
            text_at(reference, "referenceType"),
            text_at(reference, "referenceLocator"),
        )
        if reference_type in _CPE:
            cpe = locator
            name = name or locator
        elif reference_type in _URL and (url := package_url(locator)):
            kind, name, version, whole = url.type, url.name, url.version, url.whole_name
            is_unlisted = not url.is_known
    name = name or text_at(entry, "name")
    if not name:
        return None
    package = Package(
        type=kind,
        name=name,
        version=version or text_at(entry, "versionInfo"),
        full_name=whole if whole != name else "",
        licence=_licence(entry),
        is_unlisted=is_unlisted or not references,
    )
    return _Described(package, is_stub=not kind and not cpe)


def _licence(entry: dict[str, Any]) -> str:
    """What was concluded, else what is declared; that nothing is asserted is nothing."""
    licences = (word(entry.get(key)) for key in ("licenseConcluded", "licenseDeclared"))
    return next(
        (licence for licence in licences if licence and licence not in ("NOASSERTION", "NONE")), ""
    )


def _identity(written: str) -> str:
    return written.strip().removeprefix("SPDXRef-")


def _merge(found: dict[str, _Described], relationship: dict[str, Any]) -> None:
    """Of a package and what it was made from, the one that only names itself is left out."""
    kind, child, parent = _ends(relationship)
    if kind == _PARENT_FIRST:
        child, parent = parent, child
    elif kind not in _CHILD_FIRST:
        return
    if child == parent or child not in found or parent not in found:
        return
    if found[child].is_stub:
        del found[child]
    elif found[parent].is_stub:
        del found[parent]


def _of_tags(text: str) -> dict[str, Any]:
    """The tag-value form, as the JSON form would have it."""
    document: dict[str, Any] = {"packages": [], "relationships": []}
    entry: dict[str, Any] = {}
    for number, tag, value in _tags(text):
        match tag:
            case "SPDXVersion":
                document["spdxVersion"] = value
            case "PackageName":
                entry = {"name": value, "externalRefs": []}
                document["packages"].append(entry)
            case "FileName" | "SnippetSPDXID":
                # What follows describes a file, not the package before it.
                entry = {}
            case "PackageVersion" | "SPDXID" | "PackageLicenseConcluded" | "PackageLicenseDeclared":
                entry[_KEYS[tag]] = value
            case "ExternalRef":
                words = value.split(maxsplit=2)
                if len(words) < 3:  # noqa: PLR2004  category, type, locator
                    raise PackagesRefused(
                        message("a reference is a category, a type and a locator"), number
                    )
                entry.setdefault("externalRefs", []).append(
                    {"referenceType": words[1], "referenceLocator": words[2]}
                )
            case "Relationship":
                words = value.split()
                if len(words) < 3:  # noqa: PLR2004  element, relationship, element
                    raise PackagesRefused(message("a relationship is between two elements"), number)
                keys = ("spdxElementId", "relationshipType", "relatedSpdxElement")
                document["relationships"].append(dict(zip(keys, words, strict=False)))
    return document


def _tags(text: str) -> Iterator[tuple[int, str, str]]:
    is_text = False
    for number, line in lines_of(text):
        if is_text:
            is_text = _TEXT_END not in line
            continue
        written = line.strip()
        if not written or written.startswith("#"):
            continue
        match = _TAG.fullmatch(written)
        if match is None:
            raise PackagesRefused(message("the line is no tag with a value"), number)
        is_text = _TEXT in match[2] and _TEXT_END not in match[2]
        yield number, match[1], match[2].strip()


READERS = (
    Reader(
        format="spdx",
        is_lock=True,
        endings=(".spdx", ".spdx.json", ".spdx.yml", ".spdx.yaml"),
        read=read,
    ),
)
