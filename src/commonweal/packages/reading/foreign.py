# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What all readers of manifests share: needs from foreign names, and where they stand."""

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from commonweal.core.message import message
from commonweal.packages.model.need import Link, Managed, Manifest, Need, Provision, Scope, Stated
from commonweal.packages.model.package import PackagesRefused
from commonweal.packages.model.purl import purl_of, repository_purl
from commonweal.packages.reading.metadata import Keys, stated_in
from commonweal.syntax.xml import Element, XmlRefused, read_xml
from commonweal.syntax.yaml import Document, YamlRefused, read_yaml

LONGEST_LINE = 10_000
_LONGEST = 500
# A manifest of a project; the catalogue puts the ecosystem of its reader there.
PROJECT = "project"
# What no ecosystem's name holds: spaces, quotes, and what a template left unfilled.
_NAME = re.compile(r"[\w.@/:+~-]{1,512}")
_COMMIT = re.compile(r"[0-9a-fA-F]{40}(?:[0-9a-fA-F]{24})?")
_USER = re.compile(r"://[^/@\s]{0,400}@")
_DEVELOPMENT = re.compile(
    r"(?:^|[^a-z])(?:devs?|devel|develop|development|tests?|testing|docs?|documentation|lint"
    r"|linting|linters?|style|format|formatting|typing|types|mypy|ci|qa|checks?|coverage|bench"
    r"|benchmarks?|debug|guard)(?:[^a-z]|$)"
)
_DECLARATION = re.compile(r"\A\s{0,100}<\?xml[^>]{0,500}\?>")


def needed(
    type_: str,
    name: str,
    requirement: str = "",
    *,
    line: int,
    scope: Scope = "runtime",
    version: str = "",
    is_direct: bool = True,
) -> Iterator[Need]:
    """The need of a package of an ecosystem; none where the name cannot be one."""
    name = name.strip()
    if not is_name(name):
        return
    purl = purl_of(type_, name)
    if purl:
        yield Need(
            purl,
            _shown(type_, name),
            version=plainly(version),
            requirement=plainly(requirement),
            line=line,
            scope=scope,
            is_direct=is_direct,
        )


def fetched(
    address: str, name: str = "", *, ref: str = "", line: int, scope: Scope = "runtime"
) -> Iterator[Need]:
    """The need of a repository by its address, at a commit, tag or branch."""
    purl = repository_purl(plainly(address))
    if not purl or "%" in purl or "$" in address:
        return
    name = name if is_name(name) else purl.rpartition("/")[2]
    commit = ref.lower() if _COMMIT.fullmatch(ref) else ""
    yield Need(
        purl,
        name,
        requirement=plainly(ref),
        commit=commit,
        line=line,
        scope=scope,
        is_direct=True,
    )


def provided(
    type_: str, name: str, version: str = "", *, line: int, home: str = ""
) -> tuple[Provision, ...]:
    """The package that a manifest makes, and the address of its home; none without a name."""
    name = name.strip()
    purl = purl_of(type_, name) if is_name(name) else ""
    if not purl:
        return ()
    address = repository_purl(plainly(home)) if home else ""
    return (Provision(purl, _shown(type_, name), plainly(version), line, address),)


def computed(line: int, name: str = "") -> tuple[Provision, ...]:
    """A package that others can install, whose name the manifest computes."""
    return (Provision("", plainly(name), line=line),)


def _shown(type_: str, name: str) -> str:
    """Where package URLs have no type for an ecosystem, its name is not the package's."""
    return name.partition("/")[2] if type_ == "generic" else name


def manifest(
    needs: Iterable[Need],
    provides: Iterable[Provision] = (),
    stated: Iterable[Stated] = (),
    *,
    lists_at: int = 0,
    values: Iterable[tuple[str, str]] = (),
    managed: Iterable[Managed] = (),
    links: Iterable[Link] = (),
) -> Manifest:
    """Put a manifest together; what is named twice in the same way on a line counts once."""
    return Manifest(
        tuple(dict.fromkeys(needs)),
        tuple(provides),
        tuple(stated),
        ecosystem=PROJECT,
        lists_at=lists_at,
        values=tuple(values),
        managed=tuple(managed),
        links=tuple(links),
    )


def is_name(name: str) -> bool:
    """Tell whether a text can be a package's name."""
    return bool(_NAME.fullmatch(name)) and not {".", "..", ""}.intersection(name.split("/"))


def plainly(text: str) -> str:
    """Text as it can be stored: no lone surrogates, no credentials, of bounded length."""
    text = text.strip()[:_LONGEST]
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()
    return _USER.sub("://", text) if "://" in text else text


def scope_named(name: str, otherwise: Scope) -> Scope:
    """Development where the name of a file, group or extra says so."""
    return "development" if _DEVELOPMENT.search(name.casefold()[:_LONGEST]) else otherwise


def bytes_of(text: str) -> bytes:
    """Text for the readers that take bytes."""
    return text.encode("utf-8", "replace")


def folders_of(path: str) -> str:
    """The folders of a path, without its name."""
    return path.rpartition("/")[0]


class Lines:
    """Tells on which line a position of a text is."""

    def __init__(self, text: str) -> None:
        self._ends = [match.start() for match in re.finditer("\n", text)]

    def at(self, position: int) -> int:
        """The line of a position, from 1."""
        return bisect.bisect_left(self._ends, position) + 1


class Yaml:
    """A YAML file whose outermost value is a mapping or list; values by path, with lines."""

    def __init__(self, text: str) -> None:
        try:
            self._document: Document = read_yaml(bytes_of(text), merge=True)
        except YamlRefused as refused:
            raise PackagesRefused(refused.what, refused.line) from refused
        self.value: Any = self._document.value

    def at(self, *path: str | int) -> Any:
        """The value at a path; None where there is none."""
        value = self.value
        for part in path:
            if isinstance(value, dict):
                value = value.get(part)
            elif isinstance(value, list) and isinstance(part, int) and part < len(value):
                value = value[part]
            else:
                return None
        return value

    def keys_at(self, *path: str | int) -> list[str]:
        """The keys of the mapping at a path; none where there is no mapping."""
        value = self.at(*path)
        return list(value) if isinstance(value, dict) else []

    def places(self, *path: str | int) -> list[int]:
        """The places of the list at a path; none where there is no list."""
        value = self.at(*path)
        return list(range(len(value))) if isinstance(value, list) else []

    def text(self, *path: str | int) -> str:
        """A scalar as it is written: 1.10 is no number; empty where there is none or null."""
        value = self.at(*path)
        if isinstance(value, str):
            return value
        place = self._document.place(path)
        return (place.text or "") if place and value is not None else ""

    def stated(self, keys: Keys) -> tuple[Stated, ...]:
        """What the file states of its project, scalars as they are written."""
        table = self.value if isinstance(self.value, dict) else {}
        written = {key: self._as_written(key, value) for key, value in table.items()}
        return stated_in(keys, written, lambda path: self.line(*path))

    def _as_written(self, key: str, value: Any) -> Any:
        return self.text(key) if isinstance(value, int | float) else value

    def line(self, *path: str | int) -> int:
        """The line of a key, or of a list's entry."""
        return self._document.nearest(path).line


def xml_of(text: str, name: str = "") -> Element:
    """Read an XML text; an encoding that it declares does not count any more."""
    text = text.removeprefix("\ufeff")
    if match := _DECLARATION.match(text):
        text = "\n" * match[0].count("\n") + text[match.end() :]
    try:
        root = read_xml(bytes_of(text))
    except XmlRefused as refused:
        raise PackagesRefused(refused.what, refused.line) from refused
    if name and root.name != name:
        raise PackagesRefused(
            message("the outermost element is not <%(name)s>", name=name), root.line
        )
    return root


def entries(table: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The table at a key; empty where there is none, or an empty list stands for it."""
    value = table.get(key)
    if value is None or value == []:
        return {}
    if not isinstance(value, dict):
        raise PackagesRefused(message("%(key)s is not a table", key=repr(key)))
    return value


def texts(value: Any) -> list[tuple[int, str]]:
    """The texts of a list with their places; what is no text is passed over."""
    if not isinstance(value, list):
        return []
    return [(place, text) for place, text in enumerate(value) if isinstance(text, str)]


def text_of(value: Any) -> str:
    """The value where it is text, else empty."""
    return value if isinstance(value, str) else ""
