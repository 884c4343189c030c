# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Unread is unknown: no control of any standard fails for what nobody could look at."""

from pathlib import Path

import pytest

from commonweal.core.tree import File, Tree
from commonweal.measures.catalogue import probes
from commonweal.measures.find import find_in_tree
from commonweal.measures.probe import Outcome, Probe
from commonweal.standards.catalogue import standards
from tests.gitkit import History
from tests.survey.office import Office

PARTS = frozenset({"files", "documents", "signs", "licences", "artifacts"})
IN_TREES = [probe for probe in probes().values() if probe.find is not None]
VERDICTS = """
select standard_id || ':' || control_id, verdict from verdict where subject_id = 'project:{}'
"""


def test_no_control_of_a_folder_that_could_not_be_opened_is_not_met(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    history = History(tmp_path / "app.git")
    history.commit({"README.md": "# App\n", "a.py": "print()\n"})

    office.survey(history.write(), tmp_path / "gone.git")

    found = [office.rows(VERDICTS.format(name)) for name in ("app", "gone")]
    read, unread = (dict[str, str](rows) for rows in found)
    asked = {
        f"{standard.id}:{control.id}"
        for standard in standards().values()
        if standard.subject == "project"
        for control in standard.control
    }
    assert unread.keys() == read.keys() == asked
    assert sum(verdict == "not_met" for verdict in read.values()) > 30
    assert {control: said for control, said in unread.items() if said in ("not_met", "met")} == {}


@pytest.mark.parametrize("probe", IN_TREES, ids=lambda probe: probe.id)
def test_a_tree_of_which_nothing_was_read_gives_no_yes_and_no_no(probe: Probe) -> None:
    found = find_in_tree(Tree(gaps=PARTS), [probe])[probe.id]

    assert found.outcome is Outcome.UNKNOWN


def test_a_model_is_asked_about_only_where_one_is_seen() -> None:
    """Files over the budget are no sign of a model: the standards for models do not apply."""
    file = File("a.py", 0o100644, 9, "0" * 40, "code", "Python", 1, None)
    probe = probes()["ai_repository"]

    found = find_in_tree(Tree(files=(file,), gaps=frozenset({"signs", "artifacts"})), [probe])

    assert (found["ai_repository"].outcome, found["ai_repository"].reason) == (
        Outcome.FALSE,
        "none",
    )
    asked = {one.id for one in standards().values() if one.when == ("ai_repository",)}
    assert asked == {"mof", "osaid"}
