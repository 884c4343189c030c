# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How long packages and advisories take: lock files, matching, and the risk page.

`python benchmarks/supply.py LOCKFILE ...` reads each file once. `--match` matches 10,000
packages against 100,000 ranges, and `--repositories 1000` makes up a portfolio of so many
repositories with 500 packages each and reads its risk page. Each of the last two is done in
a process of its own, whose peak of memory is told.
"""

import argparse
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from commonweal.evidence import Engine, EvidenceStore, Manifest, Provenance
from commonweal.insight.reading import Reading
from commonweal.packages.catalogue.locks import read_locked
from commonweal.packages.model import PackagesRefused
from commonweal.sources.advisories import AdvisoryStore
from commonweal.sources.advisories.match import match
from commonweal.sources.advisories.take_in import take_in
from commonweal.views import risk

NOW = datetime(2026, 1, 1, tzinfo=UTC)
NOW_TEXT = "2025-12-01 00:00:00"
PACKAGES, RANGES = 10_000, 100_000
PACKAGES_A_REPOSITORY, POOL, FILES, PEOPLE = 500, 20_000, 10, 600
LEVELS = ("critical", "high", "medium", "low", "unknown")
Tables = Iterator[tuple[str, list[tuple[Any, ...]]]]


def main() -> None:
    """Measure what was asked for, a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--match", action="store_true")
    parser.add_argument("--repositories", type=int, default=0)
    parser.add_argument("--profile", action="store_true", help="of the risk page")
    parser.add_argument("--measure", choices=("match", "risk"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        _measure(arguments.measure, arguments.folder, profile=arguments.profile)
        return
    if arguments.files:
        _read(arguments.files)
    if arguments.match:
        _in_its_own_process("match", _packages_and_ranges(), [])
    if count := arguments.repositories:
        _in_its_own_process("risk", _portfolio(count), ["--profile"] * arguments.profile)


def _read(files: Sequence[Path]) -> None:
    whole = time.perf_counter()
    for file in files:
        content = file.read_bytes()
        started = time.perf_counter()
        try:
            read = read_locked(file.name, content)
        except PackagesRefused as refused:
            print(f"{file}: refused, {refused.what}")
            continue
        seconds = time.perf_counter() - started
        count = len(read[1]) if read else 0
        print(f"{file}: {len(content) / 1024:,.0f} KiB, {count:,} packages, {seconds:.2f} s")
    print(f"{len(files)} lock files in {time.perf_counter() - whole:.2f} s")


def _in_its_own_process(what: str, tables: Tables, more: list[str]) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        store = EvidenceStore(folder)
        writer = store.writer()
        provenance = Provenance("benchmark", NOW).values()
        written = [writer.write(table, "portfolio", rows, provenance) for table, rows in tables]
        writer.close()
        manifest = Manifest(1, NOW, "0", "0", {}, tuple(one for one in written if one))
        (folder / "manifest.json").write_bytes(msgspec.json.encode(manifest))
        if what == "match":
            _import_ranges(folder)
        command = [sys.executable, __file__, "--measure", what, "--folder", str(folder), *more]
        subprocess.run(command, check=True)
    finally:
        shutil.rmtree(folder)


def _measure(what: str, folder: Path, *, profile: bool) -> None:
    manifest = msgspec.json.decode((folder / "manifest.json").read_bytes(), type=Manifest)
    engine = Engine(EvidenceStore(folder).segments_folder, manifest)
    started = time.perf_counter()
    if what == "match":
        told = f"{len(match(engine, AdvisoryStore(folder / 'advisories')).exposure):,} exposures"
    elif profile:
        told = _profiled(engine)
    else:
        told = _told(risk.page(Reading(engine, ())))
    seconds = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what}: {told} in {seconds:.2f} s, {memory} MiB at most")
    engine.close()


def _told(page: risk.Page) -> str:
    steps = len(page.steps) + page.more_steps
    return f"{page.summary.entries:,} entries, {steps:,} steps"


def _profiled(engine: Engine) -> str:
    import cProfile  # noqa: PLC0415  seldom wanted
    import pstats  # noqa: PLC0415

    profiler = cProfile.Profile()
    page = profiler.runcall(risk.page, Reading(engine, ()))
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(35)
    return _told(page)


def _packages_and_ranges() -> Tables:
    """A fifth of the packages have ranges, five each in the midst of many that nobody uses."""
    yield (
        "package_needed",
        [_needed("r", line, f"pkg:pypi/p{line * 2}", f"{line % 7}.5") for line in range(PACKAGES)],
    )


def _import_ranges(folder: Path) -> None:
    archive = folder / "made-up.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        for number in range(RANGES):
            opened.writestr(f"{number}.json", msgspec.json.encode(_record(number)))
    started = time.perf_counter()
    take_in(AdvisoryStore(folder / "advisories"), archive, now=NOW)
    print(f"{RANGES:,} ranges were imported in {time.perf_counter() - started:.1f} s")


def _record(number: int) -> dict[str, Any]:
    """One range; five of them are of one package."""
    low = number % 5
    events = [{"introduced": f"{low}.0"}, {"fixed": f"{low}.9"}]
    block = {
        "package": {"ecosystem": "PyPI", "name": f"p{number // 5}"},
        "ranges": [{"type": "ECOSYSTEM", "events": events}],
    }
    return {"id": f"X-{number}", "modified": "2025-01-01T00:00:00Z", "affected": [block]}


def _needed(
    repository: str, line: int, purl: str, version: str, requires: Sequence[str] = ()
) -> tuple[Any, ...]:
    name = purl.rpartition("/")[2]
    return (
        repository, "lock", line, "f", purl, name, version, "", "", "runtime",
        line % 10 == 1, True, tuple(requires), "",
    )  # fmt: skip


def _portfolio(count: int) -> Tables:
    """Few packages are used nearly everywhere and many hardly anywhere, as it is in life.

    Every tenth repository provides a package that others use; a person is at home in a few.
    """
    chance = random.Random(1)  # noqa: S311  always the same
    ids = [f"r{number}" for number in range(count)]
    origin = "https://forge{}.example/x/{}"
    yield "repository", [
        (one, one, f"/{one}", f"f{one}", "main", "c", "sha1", "d", False, False, False,
         origin.format(number % 9, one), True)
        for number, one in enumerate(ids)
    ]  # fmt: skip
    used = {id_: _used(chance, count) for id_ in ids}
    yield (
        "package_needed",
        [
            _needed(id_, line, purl, version, [used[id_][line * 7 % len(used[id_])][0]])
            for id_ in ids
            for line, (purl, version) in enumerate(used[id_], 1)
        ],
    )
    yield (
        "package_provided",
        [
            (one, "pyproject.toml", 1, f"pkg:pypi/own-{number}", f"own-{number}", "", "")
            for number, one in enumerate(ids)
            if number % 10 == 0
        ],
    )
    yield from _advisories(used)
    yield from _history(chance, ids)


def _used(chance: random.Random, count: int) -> list[tuple[str, str]]:
    found = {f"pkg:npm/p{int(POOL * chance.random() ** 4)}" for _ in range(PACKAGES_A_REPOSITORY)}
    while len(found) < PACKAGES_A_REPOSITORY - 1:
        found.add(f"pkg:npm/p{int(POOL * chance.random() ** 2)}")
    found.add(f"pkg:pypi/own-{chance.randrange(0, max(count, 10), 10)}")
    return [(purl, f"1.{chance.randrange(4)}.0") for purl in sorted(found)]


def _advisories(used: Mapping[str, Sequence[tuple[str, str]]]) -> Tables:
    """Every thirtieth package has an advisory in its older versions."""
    rows = [
        (one, "lock", line, purl, version, f"CVE-2025-{purl[9:]}", "X", "in_range", "1.0.0",
         "fixed", "1.3.0", "1.3.0")
        for one, packages in used.items()
        for line, (purl, version) in enumerate(packages, 1)
        if purl.startswith("pkg:npm/") and int(purl[9:]) % 30 == 0 and version < "1.3.0"
    ]  # fmt: skip
    yield "exposure", rows
    ids = sorted({row[5] for row in rows})
    yield "advisory", [
        (one, ["X"], [], "vulnerability", "What is wrong.", NOW_TEXT, NOW_TEXT,
         LEVELS[number % len(LEVELS)], None, "", [])
        for number, one in enumerate(ids)
    ]  # fmt: skip
    yield (
        "advisory_coverage",
        [
            ("npm", "npm", POOL, 0, True, RANGES, NOW_TEXT),
            ("PyPI", "pypi", 100, 0, False, 0, None),
        ],
    )


def _history(chance: random.Random, ids: Sequence[str]) -> Tables:
    """Every file is made by one person in one commit; two or three carry a repository."""
    commits: list[tuple[Any, ...]] = []
    links: list[tuple[Any, ...]] = []
    changes: list[tuple[Any, ...]] = []
    files: list[tuple[Any, ...]] = []
    for id_ in ids:
        team = [chance.randrange(PEOPLE) for _ in range(3)]
        for number in range(FILES):
            key, path = team[number % 3], f"src/{number}.py"
            commits.append(
                (f"f{id_}", number, f"{number:040x}", [], key, key, NOW_TEXT, 0, NOW_TEXT, 0, "x",
                 False, False, False, None)
            )  # fmt: skip
            links.append((id_, f"f{id_}", number))
            changes.append((f"f{id_}", number, path, None, "A", None, 0, 33188, "text", 9, 0))
            files.append((id_, path, 33188, 100, f"{number:040x}", "code", "Python", 9, None))
    yield "commit", commits
    yield "repository_commit", links
    yield "change", changes
    yield "tree_file", files
    yield "person", [(key, f"person{key}", f"P {key}", False, "alone") for key in range(PEOPLE)]


if __name__ == "__main__":
    main()
