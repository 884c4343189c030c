# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Readers of packages, versions and advisories: what they give can be stored and compared."""

import itertools
import json
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from packageurl import PackageURL

from commonweal.core.objects import MemoryObjects
from commonweal.packages.advisories.ecosystems import ECOSYSTEMS
from commonweal.packages.advisories.record import AdvisoryRefused, read_record
from commonweal.packages.catalogue.locks import read_locked
from commonweal.packages.catalogue.readers import manifest_readers, readers
from commonweal.packages.model import Need, PackagesRefused, purl_of, repository_purl, with_version
from commonweal.packages.model.need import ManifestReader
from commonweal.packages.model.package import Reader
from commonweal.packages.versions import compare
from commonweal.packages.versions.ordering import orderings
from commonweal.packages.versions.sortable import sortable_key
from commonweal.sources.tree.packages import PackageFile, is_package_file, package_rows
from tests.fuzz.harness import Files, Target

_TESTS = Path(__file__).parents[1] / "packages"
_MOST_LINES = 12
# As long as names and versions are when they come to be keys.
_LONGEST = 1024
_VERSIONS = (
    b"1.0\n1.0.0-rc.1\n1.10\nv2\n1!2.0.post1.dev3+local.7\n2:1.4~beta-3ubuntu1\n1.0-SNAPSHOT\n"
    b"1.0.0+build\n0\n",
    b"1.2.3-alpha.1\n1.2.3.4\n20240101\n1_2-r3\ndev-main\n1.0.0-20190101000000-abcdefabcdef\n",
)
_NAMES = (
    b"@scope/name\ngroup.one:artifact\nexample.org/a/b/v2\nZope.Interface_x\ndocker.io/library/x\n",
    b"https://github.com/Ada/Tool.git\ngit@gitlab.com:a/b/c.git\nssh://git@host.example:22/x/y\n"
    b"git+https://user:secret@bitbucket.org/a/b#main\nscm:git:git://host/x\n1.0%00\n../../x\n",
)
_RECORD: dict[str, Any] = {
    "id": "GHSA-aaaa-bbbb-cccc",
    "modified": "2025-01-02T03:04:05.678Z",
    "published": "2025-01-01T00:00:00Z",
    "aliases": ["CVE-2025-1"],
    "summary": "Pipes burst.",
    "details": "# Of pipes\nThey burst.",
    "severity": [
        {"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"},
        {
            "type": "CVSS_V4",
            "score": "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
        },
        {"type": "CVSS_V2", "score": "AV:N/AC:L/Au:N/C:P/I:P/A:P"},
    ],
    "references": [{"type": "ADVISORY", "url": "https://example.org/1"}],
    "database_specific": {"severity": "HIGH"},
}


def package_targets() -> Iterator[Target]:
    """Every reader of packages, and what their answers are compared by."""
    yield from (_locked(one) for one in readers().values() if one.is_lock)
    yield from map(_manifest, manifest_readers().values())
    files = [sample for sample in _samples() if any(map(is_package_file, sample))]
    yield Target("package rows", files, _rows)
    yield Target("package projects", _projects(), _rows)
    yield Target("advisory record", _records(), _record)
    yield Target("sortable keys", [{"versions": one} for one in _VERSIONS], _sortable)
    yield Target("package URLs", [{"names": one} for one in _NAMES], _purls)


@cache
def _samples() -> tuple[Files, ...]:
    """The files that the readers' own tests read."""
    found: list[Files] = []
    for table in ("packages.toml", "locks/links.toml"):
        listed = tomllib.loads((_TESTS / table).read_text("utf-8"))["file"]
        found += [{one["name"]: one["content"].encode()} for one in listed]
    listed = tomllib.loads((_TESTS / "manifests/manifests.toml").read_text("utf-8"))["case"]
    found += [{one["path"]: one["text"].encode()} for one in listed]
    return tuple(found)


def _projects() -> list[Files]:
    """Repositories of several package files that say something of each other."""
    listed = tomllib.loads((_TESTS / "project/projects.toml").read_text("utf-8"))["case"]
    return [{path: text.encode() for path, text in case["files"].items()} for case in listed]


def _chosen(recognises: Callable[[str, bytes], bool]) -> Sequence[Files]:
    return [
        sample
        for sample in _samples()
        if any(recognises(path, content) for path, content in sample.items())
    ]


def _locked(reader: Reader) -> Target:
    own = _chosen(lambda path, content: reader.recognises(path.rpartition("/")[2], content))
    name = next(iter((*reader.names, *(f"a{ending}" for ending in reader.endings))))

    def run(files: Files) -> None:
        for path, content in files.items():
            try:
                found = read_locked(path, content)
            except PackagesRefused as refused:
                refused.what.encode()
                continue
            if found is not None:
                _storable(found[1])

    samples = own or [{name: content} for sample in _samples() for content in sample.values()]
    return Target(f"locked {reader.format}", samples, run)


def _manifest(reader: ManifestReader) -> Target:
    def run(files: Files) -> None:
        for path, content in files.items():
            try:
                found = reader.read(path, content.decode("utf-8", "replace"))
            except PackagesRefused as refused:
                refused.what.encode()
                continue
            _storable(found.needs)
            json.dumps(msgspec.to_builtins(found.provides)).encode()

    own = _chosen(lambda path, _: reader.recognises(path))
    return Target(f"manifest {reader.format}", own or _samples(), run)


def _storable(needs: Sequence[Need]) -> None:
    for one in needs:
        _is_key(one.purl)
        f"{one.name} {one.version} {one.requirement} {one.commit} {one.scope}".encode()
        assert max(len(one.name), len(one.version), len(one.requirement)) <= 4_096
        assert 0 <= one.line < 2**31
        for other in one.requires:
            _is_purl(other)


def _is_key(purl: str) -> None:
    """A key says the same when it is read and written again, so that no package has two."""
    _is_purl(purl)
    assert PackageURL.from_string(purl).to_string() == purl


def _is_purl(purl: str) -> None:
    """It is plain text, and can be read."""
    assert purl.startswith("pkg:")
    assert purl.isascii()
    assert purl.isprintable()
    assert " " not in purl
    PackageURL.from_string(purl)


def _rows(files: Files) -> None:
    objects = MemoryObjects(files)
    listed = [
        PackageFile(entry.path.decode("utf-8", "replace"), entry.blob_id, entry.size)
        for entry in objects.tree_entries("")
    ]
    chosen = [one for one in listed if is_package_file(one.path)]
    others = {one.path: one for one in listed}
    found = package_rows(objects, "r", chosen, others=others)
    json.dumps(msgspec.to_builtins(found, enc_hook=str)).encode()


def _records() -> list[Files]:
    events = [{"introduced": "0"}, {"fixed": "1.2.3"}, {"introduced": "2"}, {"last_affected": "3"}]
    found: list[Files] = []
    for ecosystem in ECOSYSTEMS.values():
        name = "group:artifact" if ecosystem == "Maven" else "a/b"
        block = {
            "package": {"ecosystem": ecosystem, "name": name},
            "ranges": [{"type": kind, "events": events} for kind in ("ECOSYSTEM", "SEMVER", "GIT")],
            "versions": ["1.0", "1.1"],
        }
        found.append({"a.json": json.dumps({**_RECORD, "affected": [block]}).encode()})
    return found


def _record(files: Files) -> None:
    for content in files.values():
        try:
            read = read_record(content)
        except AdvisoryRefused as refused:
            str(refused).encode()
            continue
        json.dumps(msgspec.to_builtins(read)).encode()
        for interval in read.intervals:
            _is_key(interval.purl)


def _lines(files: Files) -> Iterator[list[str]]:
    for content in files.values():
        yield content.decode("utf-8", "surrogateescape").split("\n")[:_MOST_LINES]


def _sortable(files: Files) -> None:
    """Keys are bytes, whose order is total; neighbours in either order must agree with it."""
    for versions in _lines(files):
        for ecosystem in orderings():
            keyed = [(sortable_key(ecosystem, version), version) for version in versions]
            assert all(key is not None for key, _ in keyed)
            for listed in (keyed, sorted(keyed)):
                for (key, left), (other, right) in itertools.pairwise(listed):
                    assert key is not None
                    assert other is not None
                    told = (key > other) - (key < other)
                    assert compare(ecosystem, left, right) == told, ecosystem
                    assert compare(ecosystem, right, left) == -told, ecosystem


def _purls(files: Files) -> None:
    for names in _lines(files):
        for name in names:
            known = name[:_LONGEST].encode("utf-8", "replace").decode()
            for purl in (repository_purl(known), *(purl_of(one, known) for one in ECOSYSTEMS)):
                if not purl:
                    continue
                _is_key(purl)
                versioned = with_version(purl, known)
                _is_purl(versioned)
                assert versioned == purl or versioned.startswith(f"{purl}@")
                assert PackageURL.from_string(purl).version is None
