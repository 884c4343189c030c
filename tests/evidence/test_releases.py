# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which tags are releases, and which of them are the same one."""

from datetime import UTC, datetime

import pytest

from commonweal.evidence.engine import Engine
from commonweal.evidence.rows import TagRow
from commonweal.sources.git.tags import version_of
from tests.evidence.made import repository

REPOSITORY = repository("r")


def releases(*tags: tuple[str, str]) -> list[str]:
    """Versions of the view with their days, from names of tags and their commits, a day apart."""
    rows = [
        TagRow(
            repository_id="r",
            name=name,
            commit_id=commit,
            tagged_at=datetime(2024, 1, day, tzinfo=UTC),
            is_annotated=False,
            signature=None,
            is_verified=None,
            signing_key=None,
            version=version_of(name),
            is_prerelease=False,
        )
        for day, (name, commit) in enumerate(tags, 1)
    ]
    engine = Engine(given={"tag": rows, "repository": [REPOSITORY]})
    try:
        found = engine.rows(
            "select series, version, strftime(released_at, '%d') from releases "
            "where repository_id = 'r' order by released_at"
        )
    finally:
        engine.close()
    return [f"{series} {version} on {day}".strip() for series, version, day in found]


def test_tags_of_one_version_are_one_release_on_its_first_day() -> None:
    assert releases(("v1.2.3", "a"), ("1.2.3", "b"), ("release/1.2.3", "a"), ("v1.2.4", "c")) == [
        "1.2.3 on 01",
        "1.2.4 on 04",
    ]


def test_a_part_has_versions_of_its_own() -> None:
    assert releases(("v0.2.0", "a"), ("helm/v0.2.0", "b"), ("helm/v0.3.0", "c")) == [
        "0.2.0 on 01",
        "helm 0.2.0 on 02",
        "helm 0.3.0 on 03",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "CodeFreeze_1.1",
        "code-freeze-2.0",
        "nightly-2024.05.01",
        "before-merge-1.2",
        "backup/1.2",
        "test-1.2.3",
        "milestone-1.2",
        "build-1.2",
        "pre-merge_1.2",
        "1.1.5.4-devtest",
        "v1.0.0-nightly.20240501",
        "v1.0-backup",
    ],
)
def test_a_tag_for_another_moment_is_no_release(name: str) -> None:
    assert version_of(name)
    assert releases((name, "a"), ("v0.1.0", "b")) == ["0.1.0 on 02"]


@pytest.mark.parametrize(
    "name",
    ["v1.2.3", "water-test-1.2.3", "8.0-m01", "archiver-1.2.3", "build/tools/v1.2.3", "r1.2"],
)
def test_a_name_that_only_holds_such_a_word_is_a_release(name: str) -> None:
    [found] = releases((name, "a"))

    assert found.endswith(f"{version_of(name)} on 01")
