# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which wrong changes are made of a file, and that the runner tells which are noticed."""

from pathlib import Path

import pytest

from tests.mutation.__main__ import fails, files_of
from tests.mutation.mutants import Mutant, mutants_of
from tests.mutation.rooms import ROOMS


def changes(path: str, content: str) -> list[tuple[int, str]]:
    return [(mutant.line, mutant.after) for mutant in mutants_of(path, content.encode())]


def test_python_is_changed_where_it_decides() -> None:
    source = '''"""Numbers: 1 < 2."""
limit: "Literal[3]" = 3
def is_old(é: int) -> bool:
    return not é < 30 and f"{é > 1}" != ""
'''

    assert changes("a.py", source) == [
        (2, 'limit: "Literal[3]" = (4)'),
        (2, 'limit: "Literal[3]" = (2)'),
        (4, "return (not é < 30 or f'{é > 1}' != '')"),
        (4, 'return (é < 30) and f"{é > 1}" != ""'),
        (4, 'return not (é <= 30) and f"{é > 1}" != ""'),
        (4, 'return not é < (31) and f"{é > 1}" != ""'),
        (4, 'return not é < (29) and f"{é > 1}" != ""'),
        (4, "return not é < 30 and (f'{é > 1}' == '')"),
    ]


def test_sql_is_changed_outside_of_comments_and_texts() -> None:
    source = "-- 1 < 2\nselect 'a and 3' where a >= $limit4\n  and b1 <> 0.5 and c->>'x' < 7\n"

    assert changes("a.sql", source) == [
        (2, "select 'a and 3' where a > $limit4"),
        (3, "or b1 <> 0.5 and c->>'x' < 7"),
        (3, "and b1 <> 1.5 and c->>'x' < 7"),
        (3, "and b1 <> 0.5 or c->>'x' < 7"),
        (3, "and b1 <> 0.5 and c->>'x' <= 7"),
        (3, "and b1 <> 0.5 and c->>'x' < 8"),
    ]


def test_toml_loses_rules_and_keeps_texts() -> None:
    head = 'id = "a"\nsettles = 4.0 # 4\nmost = 0\n'
    source = head + '[reasons]\nlate = "more than 3"\n[grades]\nx = "weak"\n'

    assert changes("a.toml", source) == [
        (2, "settles = 8.0 # 4"),
        (3, "most = 1"),
        (2, ""),
        (3, ""),
        (7, ""),
    ]


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_every_pattern_of_a_room_finds_files_and_every_test_is_there(name: str) -> None:
    room = ROOMS[name]
    root = Path(__file__).parents[2]

    for pattern in room.files:
        assert [*files_of(room._replace(files=(pattern,)))], pattern
    for path in (path for stage in room.stages for path in stage):
        assert (root / path).exists(), path


def test_a_change_that_a_test_notices_is_killed_and_any_other_survives(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    rule = tmp_path / "src" / "rule.py"
    rule.write_text("def is_old(days):\n    return days > 30\n")
    (tmp_path / "test_rule.py").write_text(
        "from rule import is_old\n\ndef test_it():\n    assert is_old(31)\n"
    )

    def fate(after: str) -> bool:
        content = rule.read_bytes().replace(b"> 30", after.encode())
        return fails(
            tmp_path, Mutant("src/rule.py", 2, "", "", content), ["test_rule.py"], seconds=60
        )

    assert [fate(after) for after in ("> 31", ">= 30", "> 30 and is_old(days)")] == [
        True,
        False,
        True,
    ]
    assert rule.read_text().endswith("days > 30\n")
