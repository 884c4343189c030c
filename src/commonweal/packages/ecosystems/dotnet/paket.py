# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""paket.dependencies and paket.lock."""

import re
from collections.abc import Iterator

import msgspec

from commonweal.packages.model.need import Manifest, ManifestReader, Need
from commonweal.packages.model.package import Package, Reader, bounded
from commonweal.packages.reading.decoded import lines_of, text_of
from commonweal.packages.reading.foreign import bytes_of, fetched, manifest, needed
from commonweal.packages.reading.links import Names

_NUGET = re.compile(r"nuget\s++(\S++)(?:\s++(.+))?")
_GITHUB = re.compile(r"github\s++([^\s/]++/[^\s:]++)(?::(\S++))?(?:\s++(.+))?")
_LOCKED = re.compile(r" {4}([^\s(]++)\s*+\(([^)]++)\)")
_DEMAND = re.compile(r" {6}([^\s(]++)")
_COMMIT = re.compile(r"[0-9a-fA-F]{7,40}")
_WHOLE_COMMIT = re.compile(r"[0-9a-fA-F]{40}")
_OPERATORS = ("~>", ">=", "<=", "==", "=", ">", "<", "!~>", "!=")
_LONGEST = 10_000


def read_dependencies(_: str, content: bytes) -> Iterator[Package]:
    """Packages and repositories that a project asks for."""
    for number, written in lines_of(text_of(content)):
        line = written[:_LONGEST].strip()
        if match := _NUGET.fullmatch(line):
            version = _first_version(_without_comment(match[2] or ""))
            yield Package("nuget", match[1], version, line=number, is_direct=True)
        elif match := _GITHUB.fullmatch(line):
            version, commit = _reference(match[2] or "", match[3] or "")
            yield Package("github", match[1], version, commit=commit, line=number, is_direct=True)


def read_manifest(_: str, text: str) -> Manifest:
    """What a paket.dependencies asks for; a version without a sign is the one."""
    needs: list[Need] = []
    for package in read_dependencies("", bytes_of(text)):
        line, version = package.line, package.version
        if package.type == "github":
            address = f"https://github.com/{package.name}"
            needs += fetched(address, package.name, ref=package.commit or version, line=line)
        else:
            needs += needed("nuget", package.name, version, line=line)
    return manifest(needs)


def _reference(after_colon: str, after_space: str) -> tuple[str, str]:
    """Version and commit of a repository."""
    if after_colon:
        reference = _without_comment(after_colon)
        return ("", reference) if _COMMIT.fullmatch(reference) else (reference, "")
    version = _without_comment(after_space)
    is_version = version.startswith("v") or ("0" <= version[:1] <= "9")
    return (version if is_version else ""), ""


def _first_version(constraint: str) -> str:
    operator = next((operator for operator in _OPERATORS if operator in constraint), "")
    after = constraint.partition(operator)[2] if operator else constraint
    return next(iter(after.split()), "")


def _without_comment(text: str) -> str:
    return text.partition("//")[0].partition("#")[0].strip()


def read_lock(_: str, content: bytes) -> Iterator[Package]:
    """Packages of the sections NUGET and GITHUB; what is indented further is a demand."""
    found = [*bounded(_entries(text_of(content)))]
    names = Names(
        ((package.name, package.version) for package, _ in found if package.type == "nuget"),
        str.lower,
    )
    for package, wanted in found:
        is_nuget = package.type == "nuget"
        yield msgspec.structs.replace(package, requires=names.all_of(wanted) if is_nuget else ())


def _entries(text: str) -> Iterator[tuple[Package, list[str]]]:
    """Packages; the names of those that one needs are added as they come, after it."""
    section, repository = "", ""
    needed: list[str] = []
    for _number, line in lines_of(text):
        written = line[:_LONGEST].strip()
        if not written or written.startswith("#"):
            continue
        if not line.startswith((" ", "\t")):
            section, repository = written, ""
        elif written.startswith("remote:"):
            words = written.split()
            repository = words[1] if section == "GITHUB" and len(words) > 1 else repository
        elif match := _LOCKED.match(line[:_LONGEST]):
            needed = []
            package = _locked(section, repository, match[1], match[2].strip())
            if package is not None:
                yield package, needed
        elif match := _DEMAND.match(line[:_LONGEST]):
            needed.append(match[1])


def _locked(section: str, repository: str, name: str, version: str) -> Package | None:
    if not version or any(operator in version for operator in "><=~"):
        return None
    if section == "NUGET":
        return Package("nuget", name, version)
    return _of_github(repository, name, version) if section == "GITHUB" else None


def _of_github(repository: str, name: str, version: str) -> Package:
    """A repository, or a file of one, which is locked by its commit."""
    is_file = repository not in ("", name)
    if is_file or _WHOLE_COMMIT.fullmatch(version):
        return Package("github", repository or name, commit=version)
    return Package("github", repository or name, version)


READERS = (
    ManifestReader(
        format="paket",
        ecosystem="nuget",
        read=read_manifest,
        names=frozenset({"paket.dependencies"}),
        locks=("paket.lock",),
    ),
    Reader(format="paketdependencies", names=("paket.dependencies",), read=read_dependencies),
    Reader(format="paketlock", is_lock=True, names=("paket.lock",), read=read_lock),
)
