# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which relations a query needs: an engine makes these and no others."""

import pytest

from commonweal.evidence.relations import derived, needed_by


def test_a_view_needs_what_it_is_made_of_first() -> None:
    assert needed_by("select * from coverage") == (
        "project",
        "project_group",
        "repository",
        "subject_repositories",
        "coverage",
    )


@pytest.mark.parametrize(
    "sql",
    [
        "-- of commits\nselect version from tag",
        "select 'from commits' from tag",
        "select 'it''s from commits' from tag",
        "select count(*) as commits from tag",
        'select count(*) as "commits" from tag',
        "select tag.commits from tag",
        'select "tag"."commits" from tag',
    ],
)
def test_what_is_only_said_or_called_like_a_relation_is_not_needed(sql: str) -> None:
    assert needed_by(sql) == ("tag",)


@pytest.mark.parametrize(
    "sql", ["FROM Tag", 'from main."tag"', "from main.tag", 'from "main"."tag"', "from a, tag"]
)
def test_a_relation_is_found_however_it_is_written(sql: str) -> None:
    assert needed_by(sql) == ("tag",)


def test_a_derived_table_that_is_stored_needs_nothing_else() -> None:
    assert needed_by("from core_people", frozenset({"core_person"})) == (
        "core_person",
        "core_people",
    )
    assert {"change", "tree_file"} < set(needed_by("from core_people"))


def test_core_people_are_worked_out_once_when_a_survey_seals() -> None:
    assert "core_person" in derived()
