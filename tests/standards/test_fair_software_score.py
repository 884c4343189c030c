# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The count of the five recommendations, and its colour."""

import pytest

from commonweal.measures.probe import Finding, Outcome, Place
from commonweal.standards.definition import Score
from commonweal.standards.fair_software.score import score

SIGNS = ("licence_file", "installable_from_registry", "citation_file", "best_practices_badge")
OTHERS = ("reuse_licence_texts", "codemeta_file", "zenodo_metadata", "persistent_identifier")


def findings(*present: str) -> dict[str, Finding]:
    lacking = dict.fromkeys((*SIGNS, *OTHERS), Finding(Outcome.FALSE, "none"))
    return lacking | dict.fromkeys(present, Finding(Outcome.TRUE, "found"))


@pytest.mark.parametrize(
    ("present", "colour"),
    [(0, "red"), (1, "orange"), (2, "orange"), (3, "yellow"), (4, "green")],
)
def test_the_repository_itself_and_one_sign_of_each_kind_make_the_colour(
    present: int, colour: str
) -> None:
    found = score(findings(*SIGNS[:present]))

    assert (found.value, found.most, found.coverage, found.word) == (
        present + 1.0,
        5.0,
        1.0,
        colour,
    )


def test_several_signs_of_one_kind_count_once() -> None:
    found = score(findings("citation_file", "codemeta_file", "zenodo_metadata"))

    assert found.value == 2.0


def test_a_doi_is_a_way_to_cite_and_another_identifier_is_none() -> None:
    def with_label(label: str) -> dict[str, Finding]:
        place = Place(Outcome.TRUE, "README.md", 1, label)
        finding = Finding(Outcome.TRUE, "readme", {}, (place,))
        return findings() | {"persistent_identifier": finding}

    assert score(with_label("doi")).parts["citation"] == 1.0
    assert score(with_label("swhid")).parts["citation"] == 0.0


def test_what_nobody_knows_is_no_point_and_lowers_the_coverage() -> None:
    unsaid = Finding(Outcome.UNKNOWN, "not_said")

    found = score(findings("licence_file") | {"installable_from_registry": unsaid})

    assert found.parts["registry"] is None
    assert (found.value, found.coverage) == (2.0, 0.8)


def test_a_probe_that_was_not_asked_is_unknown() -> None:
    found = score({"licence_file": Finding(Outcome.TRUE, "found")})

    assert (found.value, found.coverage) == (2.0, 0.4)


def test_without_any_finding_there_is_no_score() -> None:
    assert score({}) == Score(None, 5.0, 0.0)
