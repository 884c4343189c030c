# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Read what a manifest or a metadata file states, by the one table in `crosswalk.toml`."""

import functools
import re
from collections.abc import Iterator, Mapping
from importlib import resources

import msgspec

from commonweal.drafting.metadata.decoded import Decoded, decode
from commonweal.drafting.metadata.facts import (
    FACTS,
    Fact,
    Person,
    Role,
    Statement,
    Technique,
    cleaned,
)
from commonweal.drafting.metadata.people import people_in
from commonweal.formats.spdx import licence_ids
from commonweal.packages.catalogue.manifests import manifest_of
from commonweal.packages.licences import licences_of, spdx_ids
from commonweal.packages.model import Manifest

_MOST_VALUES = 100
_ROLES: tuple[Role, ...] = ("author", "maintainer", "contact")
# Formats that somebody writes to be read by others are surer than those a tool wants.
_SURE, _LIKELY = 0.95, 0.85
# A manifest further down speaks of a part only.
_PER_FOLDER = 0.4
_SPDX_URL = re.compile(r"https?://spdx\.org/licenses/([A-Za-z0-9.+-]{1,80}?)(?:\.html|\.json)?/?")
_NO_VERSION = re.compile(r"0\.0\.0(?:[.+-].{0,40})?|\$.*|\{.*")


@functools.cache
def crosswalk() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Read the table: by format, the keys that state a fact."""
    content = resources.files(__package__).joinpath("crosswalk.toml").read_bytes()
    return msgspec.toml.decode(content, type=dict[str, dict[str, tuple[str, ...]]])


def stated_in(path: str, text: str) -> tuple[tuple[Statement, ...], tuple[Person, ...]]:
    """Give the statements and people of a file; nothing where its format is not known."""
    decoded = decode(path, text)
    if decoded is None:
        manifest = manifest_of(path, text)
        return tuple(_of_manifest(path, manifest)), tuple(_people_of_manifest(path, manifest))
    return tuple(_statements(path, text, decoded)), tuple(_people(path, text, decoded))


def licences_in(path: str, text: str) -> tuple[str, ...]:
    """Give the SPDX ids that a manifest or a metadata file declares, sorted."""
    decoded = decode(path, text)
    if decoded is None:
        return licences_of(manifest_of(path, text))
    keys = crosswalk()[decoded.format].get("licence", ())
    found = (value for _, value in _values(decoded, keys))
    return tuple(sorted({spdx for value in found for spdx in spdx_ids(value)}))


def _confidence(path: str, sure: float) -> float:
    return max(0.05, sure - _PER_FOLDER * path.count("/"))


def _of_manifest(path: str, manifest: Manifest) -> Iterator[Statement]:
    """What a package manifest states, those of one key after the other."""
    confidence = _confidence(path, _LIKELY)
    for fact in FACTS:
        for stated in manifest.stated:
            value = stated.value if stated.field == fact else ""
            if isinstance(value, str) and (found := _fitting(fact, value)):
                yield Statement(fact, found, path, stated.line or None, "manifest", confidence)


def _people_of_manifest(path: str, manifest: Manifest) -> Iterator[Person]:
    """People without their addresses of mail: a manifest is no contact."""
    confidence = _confidence(path, _LIKELY)
    for role in _ROLES:
        for stated in manifest.stated:
            for person in people_in(stated.value) if stated.field == role else ():
                line = stated.line or None
                yield person._replace(
                    role=role, path=path, line=line, confidence=confidence, email=""
                )


def _statements(path: str, text: str, decoded: Decoded) -> Iterator[Statement]:
    confidence = _confidence(path, _SURE)
    technique: Technique = "metadata"
    table = crosswalk()[decoded.format]
    for fact in FACTS:
        keys = table.get(fact, ())
        for key, value in _values(decoded, keys):
            if found := _fitting(fact, value):
                line = line_of(text, key)
                yield Statement(fact, found, path, line, technique, confidence)


def _people(path: str, text: str, decoded: Decoded) -> Iterator[Person]:
    confidence = _confidence(path, _SURE)
    table = crosswalk()[decoded.format]
    for role in _ROLES:
        for key in table.get(role, ()):
            line = line_of(text, key)
            for value in _at(decoded.value, key.split(".")):
                for person in people_in(value):
                    yield person._replace(role=role, path=path, line=line, confidence=confidence)


def _values(decoded: Decoded, keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    count = 0
    for key in keys:
        for value in _at(decoded.value, key.split(".")):
            for text in _texts(value):
                count += 1
                if count > _MOST_VALUES:
                    return
                yield key, text


def _at(value: object, parts: list[str]) -> Iterator[object]:
    """Give what stands at a key, in each entry of the lists on the way."""
    if isinstance(value, list) and parts:
        for entry in value[:_MOST_VALUES]:
            yield from _at(entry, parts)
    elif not parts:
        yield value
    elif isinstance(value, dict):
        names = list(value)[:1] if parts[0] == "*" else [parts[0]]
        for name in names:
            if name in value:
                yield from _at(value[name], parts[1:])


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case bool():
            return
        case int() | float():
            yield str(value)
        case list():
            for entry in value[:_MOST_VALUES]:
                yield from _texts(entry) if not isinstance(entry, list) else ()
        case dict():
            # `url` of npm's repository, `@id` and `name` of linked data, `value` of a property.
            for key in ("url", "@id", "name", "value", "text", "id"):
                if isinstance(value.get(key), str):
                    yield value[key]
                    return


def _fitting(fact: Fact, value: str) -> str:
    """Give a value in the form that the fact has; empty where it cannot have it."""
    # What a draft left open is no statement.
    value = value.partition("TODO(office):")[0]
    text = " ".join(value.split()) if fact != "about" else value.strip()
    match fact:
        case "licence":
            return _licence(text)
        case "repository" | "homepage" | "issues" | "documentation" | "changes" | "funding":
            return web_address(text)
        case "version":
            return "" if _NO_VERSION.fullmatch(text) else text
        case "keyword":
            return text if len(text) <= 60 else ""  # noqa: PLR2004  longer is a sentence
        case "doi":
            return text if "10." in text else ""
    return cleaned(text) if fact != "about" else text


def _licence(text: str) -> str:
    if url := _SPDX_URL.fullmatch(text):
        text = url[1]
    return text if licence_ids(text) else ""


_SHORT = re.compile(r"(?:(github|gitlab|bitbucket):)?([\w.-]{1,100}/[\w.-]{1,100})")
_HOSTS = {"github": "github.com", "gitlab": "gitlab.com", "bitbucket": "bitbucket.org"}
_BY_SSH = re.compile(r"(?:ssh://)?git@([\w.-]{1,200})[:/]([\w./~-]{1,300})")


def web_address(text: str) -> str:
    """Give the web address of what npm, git and Maven write in their own ways."""
    text = text.removeprefix("scm:").removeprefix("git:" if "git:http" in text else "")
    text = text.removeprefix("git+")
    if match := _SHORT.fullmatch(text):
        text = f"https://{_HOSTS[match[1] or 'github']}/{match[2]}"
    elif match := _BY_SSH.fullmatch(text):
        text = f"https://{match[1]}/{match[2]}"
    elif text.startswith("git://"):
        text = "https://" + text[6:]
    if not text.startswith(("https://", "http://")):
        return ""
    return text.removesuffix(".git")


def line_of(text: str, key: str) -> int | None:
    """Find the line of a key's last part; None where it is not written as such."""
    name = key.rpartition(".")[2].rpartition("*")[2] or key
    pattern = re.compile(
        rf"^[ \t]*(?:\w{{1,20}}\.)?[\"'<]?{re.escape(name)}[\"'>]?[ \t]*(?:[:=>]|$|\S)"
    )
    for number, line in enumerate(text.split("\n", 4_000)[:4_000], 1):
        if pattern.match(line[:500]):
            return number
    return None
