# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A folder of code that was copied into many places is counted once."""

from collections.abc import Mapping

from commonweal.core.objects import MemoryObjects
from commonweal.sources.tree import collect_tree
from commonweal.sources.tree.origin import Places

PARTS = ("paint", "maze", "clock", "chess")
LIBRARY = {
    "bus.js": "export function bus() { return 1; }\n" * 40,
    "test/busSpec.js": "describe('bus', function () { it('runs'); });\n" * 40,
    "test/iconSpec.js": "describe('icon', function () { it('shows'); });\n" * 40,
    "env.js": "export function env() { return 3; }\n" * 40,
    "icon.js": "export function icon() { return 2; }\n" * 40,
}


def kinds(files: Mapping[str, str], places: Places | None = None) -> dict[str, str]:
    reader = MemoryObjects({path: text.encode() for path, text in files.items()})
    rows = collect_tree(reader, repository_id="", head="", places=places or Places())
    return {row.path: row.kind for row in rows.files}


def copied(*folders: str, files: Mapping[str, str] = LIBRARY) -> dict[str, str]:
    return {f"{folder}/{path}": text for folder in folders for path, text in files.items()}


def own(found: Mapping[str, str]) -> list[str]:
    return sorted(path for path, kind in found.items() if kind in ("code", "test"))


def test_the_copy_that_lies_least_deep_counts_and_no_other() -> None:
    files = copied("sugar", *(f"activities/{part}/lib/sugar" for part in PARTS))

    found = kinds(files | {f"activities/{part}/index.js": f"run({part});\n" for part in PARTS})

    assert own(found) == sorted(
        [f"sugar/{path}" for path in LIBRARY] + [f"activities/{part}/index.js" for part in PARTS]
    )
    assert found["sugar/test/busSpec.js"] == "test"
    assert found["activities/maze/lib/sugar/test/busSpec.js"] == "vendored"


def test_a_copy_that_was_changed_in_one_file_is_own_there() -> None:
    files = copied(*(f"activities/{part}/sugar" for part in PARTS))
    files["activities/paint/sugar/icon.js"] = "export function icon() { return 3; }\n"

    found = kinds(files)

    assert found["activities/paint/sugar/icon.js"] == "code"
    assert found["activities/paint/sugar/bus.js"] == "vendored"


def test_two_or_three_of_a_kind_and_small_skeletons_stay_own() -> None:
    three = copied(*(f"services/{part}/sugar" for part in PARTS[:3]))
    skeleton = {"__init__.py": "VERSION = 1\n", "apps.py": "NAME = 'wells'\n"}
    small = copied(*(f"plugins/{part}/app" for part in PARTS), files=skeleton)
    alone = copied(*(f"docs/{part}/js" for part in PARTS), files={"run.js": "run();\n" * 900})

    for files in (three, small, alone):
        assert own(kinds(files)) == sorted(files)


def test_the_office_may_say_that_copies_are_own() -> None:
    files = copied(*(f"activities/{part}/sugar" for part in PARTS))

    assert own(kinds(files, Places(own=("activities",)))) == sorted(files)


def test_tests_beside_copied_code_came_with_it_though_somebody_fitted_a_path() -> None:
    """Tests of the copy that counts, and of code that is for the most part one's own, stay."""
    fitted = {
        f"activities/{part}/lib/sugar/test/loader.js": f"require('{part}');\n" for part in PARTS
    }
    kept = {
        "sugar/test/loader.js": "require('sugar');\n",
        "activities/chess/test/chess.js": "play();\n",
        "activities/chess/a.js": "a;\n",
    }
    files = copied("sugar", *(f"activities/{part}/lib/sugar" for part in PARTS))

    found = kinds(files | fitted | kept)

    assert {found[path] for path in fitted} == {"vendored"}
    assert {path: found[path] for path in kept} == {
        "sugar/test/loader.js": "test",
        "activities/chess/test/chess.js": "test",
        "activities/chess/a.js": "code",
    }
