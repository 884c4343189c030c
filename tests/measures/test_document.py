# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The page about metrics says what the definitions say."""

from importlib import resources
from pathlib import Path

from commonweal.measures.catalogue import read_metric, read_probe
from commonweal.measures.document import metrics_page, probes_page

PAGE = Path(__file__).parents[2] / "docs" / "metrics.md"
FOLDER = resources.files("commonweal.measures") / "metrics"
OUR_PROBES = [
    read_probe(folder, "commonweal.measures.probes")
    for folder in (resources.files("commonweal.measures") / "probes").iterdir()
    if (folder / "probe.toml").is_file()
]


def test_the_page_is_current() -> None:
    ours = [read_metric(folder) for folder in FOLDER.iterdir() if folder.is_dir()]

    assert PAGE.read_text(encoding="utf-8") == metrics_page(ours), (
        "run: python -m commonweal.measures.document metrics > docs/metrics.md"
    )


def test_the_page_of_probes_is_current() -> None:
    page = PAGE.with_name("probes.md").read_text(encoding="utf-8")

    assert page == probes_page(OUR_PROBES), (
        "run: python -m commonweal.measures.document probes > docs/probes.md"
    )


def test_a_metric_is_told_with_its_caution_and_its_facts() -> None:
    page = metrics_page([read_metric(FOLDER / "contributor_absence_factor")])

    assert page.split("## People\n")[1] == (
        "\n### Contributor absence factor\n\n"
        "**How few people wrote half of the commits of the last twelve months?** "
        "Authors are taken from the busiest down until their commits reach half of all commits "
        "of the period; the number of people taken is the value. One means that the project "
        "rests on a single person. Bots are left out. Also known as bus factor.\n\n"
        "*Caution.* Commits are not knowledge: a person may review everything and write little. "
        "A small library can live well on one person, if somebody could take over.\n\n"
        "- Id: `contributor_absence_factor`; on the first page\n"
        "- CHAOSS: Contributor Absence Factor\n"
        "- Unit: people; better: higher\n"
        "- Looks back on: twelve months\n"
        "- Each month of the series looks back on: twelve months\n"
        "- Reads: `commits`\n"
        "- Parameter `share` (0.5): The part of all commits to explain.\n"
    )
