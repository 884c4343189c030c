# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Through which package another one comes into a lock file."""

from commonweal.evidence import Engine
from commonweal.resilience.paths import Locked, gateway_packages

TEXT = "VARCHAR"
NEEDS = {
    "repository_id": TEXT, "path": TEXT, "purl": TEXT, "version": TEXT,
    "is_direct": "BOOLEAN", "requires": "VARCHAR[]", "is_locked": "BOOLEAN",
}  # fmt: skip


def lock(repository: str, *packages: tuple[str, bool, list[str]]) -> list[tuple[object, ...]]:
    return [
        (
            repository,
            "lock",
            f"pkg:npm/{name}",
            "1",
            is_direct,
            [f"pkg:npm/{one}@1" for one in needed],
            True,
        )
        for name, is_direct, needed in packages
    ]


def found(rows: list[tuple[object, ...]], *asked: tuple[str, str]) -> list[tuple[str, str, str]]:
    engine = Engine()
    engine.offer_rows("needs", NEEDS, rows)
    gateways = gateway_packages(
        engine, [Locked(repository, "lock", f"pkg:npm/{name}", "1") for repository, name in asked]
    )
    engine.close()
    return sorted(
        (place.repository_id, place.purl.removeprefix("pkg:npm/"), gateway.removeprefix("pkg:npm/"))
        for place, gateway in gateways.items()
    )


def test_every_lock_file_is_looked_at_however_many_there_are() -> None:
    """They are read a few at a time; none falls between two lots."""
    names = [f"r{number:02}" for number in range(61)]
    rows = [
        row for name in names for row in lock(name, ("frame", True, ["well"]), ("well", False, []))
    ]

    assert found(rows, *((name, "well") for name in names)) == [
        (name, "well", "frame") for name in names
    ]


def test_what_several_bring_in_and_what_is_direct_is_its_own_gateway() -> None:
    rows = lock(
        "a",
        ("frame", True, ["well", "rope"]),
        ("pump", True, ["well"]),
        ("well", False, []),
        ("rope", False, ["fibre"]),
        ("fibre", False, []),
    )

    assert found(rows, *(("a", name) for name in ("frame", "well", "rope", "fibre"))) == [
        ("a", "fibre", "frame"),
        ("a", "frame", "frame"),
        ("a", "rope", "frame"),
        ("a", "well", "well"),
    ]


def test_without_a_direct_one_that_is_direct_which_no_other_needs() -> None:
    rows = lock("a", ("frame", False, ["well"]), ("well", False, []))

    assert found(rows, ("a", "well")) == [("a", "well", "frame")]


def test_a_lock_file_without_edges_tells_nothing() -> None:
    rows = lock("a", ("frame", True, []), ("well", True, []))

    assert found(rows, ("a", "well"), ("elsewhere", "well")) == []
