# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which files hold the rules of a room, and which tests are to notice a change there."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Room(NamedTuple):
    """Files by patterns below `src/commonweal`; tests in stages, the quick ones first."""

    files: tuple[str, ...]
    stages: tuple[tuple[str, ...], ...]


_RULES = tuple(f"tests/insight/test_{name}.py" for name in ("rank", "reasons", "occurrences"))
_JOURNEYS = ("tests/journeys/test_supply.py", "tests/journeys/test_standards.py")

ROOMS: Mapping[str, Room] = MappingProxyType(
    {
        "priorities": Room(
            (
                "insight/priorities/*",
                "insight/gaps.py",
                "insight/queries/step_*.sql",
                "insight/queries/gap_*.sql",
                "insight/queries/absorbed_gaps.sql",
                "insight/queries/against_probe.sql",
                "insight/queries/core_activity.sql",
                "insight/queries/upgrade_*.sql",
            ),
            (_RULES, ("tests/insight",), _JOURNEYS),
        ),
        "insight": Room(
            ("insight/*", "insight/queries/*.sql", "insight/priorities/*"),
            (
                _RULES,
                ("tests/insight", "tests/views"),
                _JOURNEYS,
                ("tests/surfaces/test_publish.py",),
            ),
        ),
        "standards": Room(
            (
                "standards/*.py",
                "standards/*/score.py",
                "standards/scorecard/*.py",
                "standards/queries/*.sql",
                "standards/*/standard.toml",
            ),
            (("tests/standards",), _JOURNEYS),
        ),
        "resilience": Room(
            ("resilience/*.py", "resilience/queries/*.sql", "evidence/views/3[345]_*.sql"),
            (("tests/resilience", "tests/evidence/test_authorships.py"), _JOURNEYS),
        ),
        "privacy": Room(
            ("evidence/erase.py", "sources/people/*.py", "evidence/views/12_membership.sql"),
            (
                (
                    "tests/evidence/test_erase.py",
                    "tests/sources/test_agents.py",
                    "tests/sources/test_people.py",
                    "tests/sources/test_people_rules.py",
                    "tests/sources/test_default_identities.py",
                ),
                ("tests/survey/test_evidence.py", "tests/survey/test_incremental.py"),
            ),
        ),
    }
)
