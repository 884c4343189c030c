# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Advisories: the join finds what reading record by record finds, and how long it takes.

Every zip file of the folder is imported. Versions are taken from the records themselves:
those that are listed, those of events, and neighbours of both. The join must find the
records that `verdict_on` calls affected, no more and no fewer. For that, records are
imported without their aliases, so that each stands for itself; for the time it takes, as
they are.
"""

import json
import random
import re
import tempfile
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from cases.outcome import Outcome
from commonweal.evidence import Engine, EvidenceStore, Manifest, Provenance
from commonweal.packages.advisories import verdict_on
from commonweal.packages.advisories.affected import mappings
from commonweal.packages.advisories.ecosystems import purl_type
from commonweal.packages.model import purl_of
from commonweal.sources.advisories import AdvisoryStore
from commonweal.sources.advisories.match import match
from commonweal.sources.advisories.take_in import take_in

BARS = {"pairs": 1.0, "time": 1.0}
Record = Mapping[str, Any]
Answer = TypeVar("Answer")
_RUNS = 3
_PAIRS = 6_000
_PAIRS_A_PACKAGE = 8
_PACKAGES = 10_000
_RANGES = 100_000
_RANGES_A_PACKAGE = 5
_LOAD_SECONDS, _MATCH_SECONDS = 2.0, 1.0
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_LAST_NUMBER = re.compile(r"(\d{1,15})(\D{0,100})\Z")


class Pair(NamedTuple):
    """A version of a package, as its ecosystem writes both."""

    ecosystem: str
    name: str
    version: str

    @property
    def purl(self) -> str:
        """The package's key; empty where nothing of the ecosystem is matched."""
        type_ = purl_type(self.ecosystem)
        return purl_of(type_, self.name) if type_ else ""


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Compare the join with the records, then take the time of both steps."""
    archives = sorted(folder.glob("*.zip"))
    if not archives:
        click.echo(f"advisories: no zip files in {folder}")
        return
    records = [record for archive in archives for record in _records(archive)]
    pairs = _sampled(_pairs(records))
    with tempfile.TemporaryDirectory() as work:
        yield from _agreement(Path(work), records, pairs)
    with tempfile.TemporaryDirectory() as work:
        yield from _times(Path(work), archives, pairs)


def _records(archive: Path) -> Iterator[Record]:
    with zipfile.ZipFile(archive) as opened:
        for name in opened.namelist():
            if name.endswith(".json"):
                yield json.loads(opened.read(name))


def _pairs(records: Iterable[Record]) -> Iterator[Pair]:
    """Versions that records name, and their neighbours, which records do not name."""
    for record in records:
        for block in mappings(record.get("affected")):
            package = block.get("package") or {}
            home, name = package.get("ecosystem", ""), package.get("name", "")
            named = [*block.get("versions", ())[:40]]
            for mapping in mappings(block.get("ranges")):
                if mapping.get("type") != "GIT":
                    named += (
                        each for event in mappings(mapping.get("events")) for each in event.values()
                    )
            for version in named:
                yield from (Pair(home, name, near) for near in (version, *_neighbours(version)))


def _neighbours(version: str) -> Iterator[str]:
    """Just before and just after, as people write it; what is no version must harm nothing."""
    if last := _LAST_NUMBER.search(version):
        number, rest = int(last[1]), last[2]
        head = version[: last.start()]
        yield from (f"{head}{other}{rest}" for other in (number + 1, number - 1) if other >= 0)
    yield from (f"{version}{tail}" for tail in (".0", ".1", "-rc.1", "rc1", ".dev1", ".post1"))


def _sampled(pairs: Iterable[Pair]) -> list[Pair]:
    """A part that is the same each time, and no package fills it with its many versions."""
    by_package: dict[str, set[Pair]] = defaultdict(set)
    for pair in pairs:
        if pair.purl:
            by_package[pair.purl].add(pair)
    chance = random.Random(1)  # noqa: S311  always the same
    every = [
        pair
        for _, versions in sorted(by_package.items())
        for pair in chance.sample(sorted(versions), min(_PAIRS_A_PACKAGE, len(versions)))
    ]
    return sorted(chance.sample(every, min(_PAIRS, len(every))))


def _agreement(work: Path, records: list[Record], pairs: list[Pair]) -> Iterator[Outcome]:
    store = AdvisoryStore(work / "advisories")
    alone = [{key: value for key, value in one.items() if key != "aliases"} for one in records]
    take_in(store, _archive(work / "alone.zip", alone), now=_NOW)
    with _using(work, ((pair.purl, pair.version) for pair in pairs)) as engine:
        found = match(engine, store)
    by_version: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in found.exposure:
        by_version[row[3], row[4]].add(row[6])
    by_name = _by_name(records)
    hit = 0
    for pair in pairs:
        expected = sorted(
            record["id"]
            for record in by_name.get(_rough(pair.name), {}).values()
            if verdict_on(record, *pair).affected is not False
        )
        hit += bool(expected)
        got = sorted(by_version[pair.purl, pair.version])
        yield Outcome("pairs", f"{pair.ecosystem} {pair.name} {pair.version}", expected, got)
    click.echo(f"advisories: {len(records):,} records, {hit:,} of {len(pairs):,} pairs affected")


def _by_name(records: Iterable[Record]) -> dict[str, dict[str, Record]]:
    """Records by a spelling that is coarser than any that counts; the newest of each id."""
    found: dict[str, dict[str, Record]] = defaultdict(dict)
    for record in sorted(records, key=lambda one: one.get("modified", "")):
        for block in mappings(record.get("affected")):
            found[_rough((block.get("package") or {}).get("name", ""))][record["id"]] = record
    return found


def _rough(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()


def _times(work: Path, archives: list[Path], pairs: list[Pair]) -> Iterator[Outcome]:
    """Import, load and match, with made-up ranges on top of the real ones."""
    store = AdvisoryStore(work / "advisories")
    started = time.perf_counter()
    taken = [take_in(store, archive, now=_NOW) for archive in archives]
    click.echo(
        f"advisories: import of {sum(one.records for one in taken):,} records in "
        f"{time.perf_counter() - started:.1f} s"
    )
    missing = _RANGES - _intervals(work, store)
    names = [f"made-up-{number}" for number in range(missing // _RANGES_A_PACKAGE)]
    take_in(store, _archive(work / "made-up.zip", _made_up(names)), now=_NOW)
    used = dict.fromkeys((pair.purl, pair.version) for pair in pairs)
    used |= dict.fromkeys(
        (f"pkg:pypi/{name}", f"{number % 7}.5") for number, name in enumerate(names)
    )
    with _using(work, list(used)[:_PACKAGES]) as engine:
        rows, loaded = _timed(lambda: _loaded(engine, store))
        found, matched = _timed(lambda: match(engine, store))
    click.echo(
        f"advisories: load {loaded:.2f} s (bar {_LOAD_SECONDS} s) of {rows:,} intervals; "
        f"{min(_PACKAGES, len(used)):,} packages matched in {matched:.2f} s "
        f"(bar {_MATCH_SECONDS} s), {len(found.exposure):,} exposures"
    )
    yield Outcome("time", f"load in {loaded:.2f} s", expected=True, got=loaded <= _LOAD_SECONDS)
    yield Outcome("time", f"match in {matched:.2f} s", expected=True, got=matched <= _MATCH_SECONDS)


def _timed(step: Callable[[], Answer]) -> tuple[Answer, float]:
    """What a step gives, and the seconds of its best run: others use the machine too."""
    seconds = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        answer = step()
        seconds.append(time.perf_counter() - started)
    return answer, min(seconds)


def _intervals(work: Path, store: AdvisoryStore) -> int:
    with _using(work, [("pkg:pypi/none", "1")]) as engine:
        return _loaded(engine, store)


def _loaded(engine: Engine, store: AdvisoryStore) -> int:
    """Read all that an import left, every column of it; gives the number of intervals."""
    count = 0
    for table in ("advisory_record", "advisory_interval"):
        source = store.select(table)
        count = len(engine.rows(f"select hash(columns(*)) from {source}"))  # noqa: S608  our own name
    return count


def _made_up(names: Iterable[str]) -> Iterator[Record]:
    for name in names:
        for number in range(_RANGES_A_PACKAGE):
            events = [{"introduced": f"{number}.0"}, {"fixed": f"{number + 1}.{number}.1"}]
            block = {
                "package": {"ecosystem": "PyPI", "name": name},
                "ranges": [{"type": "ECOSYSTEM", "events": events}],
            }
            yield {
                "id": f"MADE-{name}-{number}",
                "modified": "2025-01-01T00:00:00Z",
                "affected": [block],
            }


def _archive(path: Path, records: Iterable[Record]) -> Path:
    with zipfile.ZipFile(path, "w") as opened:
        for number, record in enumerate(records):
            opened.writestr(f"{number}.json", json.dumps(record))
    return path


@contextmanager
def _using(work: Path, packages: Iterable[tuple[str, str]]) -> Iterator[Engine]:
    """Evidence of one repository that uses these versions."""
    store = EvidenceStore(work / "evidence")
    writer = store.writer()
    rows = [
        ("r", "lock", line, "f", purl, purl, version, "", "", "runtime", None, True, (), "")
        for line, (purl, version) in enumerate(packages, 1)
    ]
    segment = writer.write("package_needed", "r", rows, Provenance("cases", _NOW).values())
    writer.close()
    manifest = Manifest(1, _NOW, "0", "0", {}, (segment,) if segment else ())
    engine = Engine(store.segments_folder, manifest)
    try:
        yield engine
    finally:
        engine.close()
