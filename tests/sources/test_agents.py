# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""AI agents are no people and no organisations, and people with their names are no agents."""

import pytest

from commonweal.formats.portfolio import People
from commonweal.sources.people import resolve_people
from commonweal.sources.people.bots import bot_rule

AGENTS = [
    ("Claude", "noreply@anthropic.com"),
    ("Claude Opus 4.1", "noreply@anthropic.com"),
    ("Claude Sonnet 4.5 (1M context)", "noreply@anthropic.com"),
    ("Claude Code", ""),
    ("Copilot", "198982749+Copilot@users.noreply.github.com"),
    ("copilot-swe-agent[bot]", "198982749+Copilot@users.noreply.github.com"),
    ("Cursor", "cursoragent@cursor.com"),
    ("aider (gpt-4o)", "noreply@aider.chat"),
    ("openhands", "openhands@all-hands.dev"),
    ("Devin AI", "158243242+devin-ai-integration[bot]@users.noreply.github.com"),
    ("Codex", "codex@openai.com"),
    ("Gemini CLI", "gemini-cli@example.org"),
    ("google-labs-jules[bot]", "161369871+google-labs-jules[bot]@users.noreply.github.com"),
    ("Amp", "amp@ampcode.com"),
]
PEOPLE = [
    ("Claude Monet", "claude@paint.example"),
    ("Claude", "claude@paint.example"),
    ("Devin Townsend", "devin@music.example"),
    ("Devin", "devin@music.example"),
    ("Jules Verne", "jules@sea.example"),
    ("Cody Smith", "cody@west.example"),
    ("Gemini Ng", "gemini@stars.example"),
    ("Claude Opusculum", "claude@books.example"),
]


@pytest.mark.parametrize(("name", "email"), AGENTS)
def test_an_agent_is_known(name: str, email: str) -> None:
    rule = bot_rule(name, email)

    assert rule is not None
    assert rule.startswith("agent: ")


@pytest.mark.parametrize(("name", "email"), PEOPLE)
def test_a_person_of_that_name_is_a_person(name: str, email: str) -> None:
    assert bot_rule(name, email) is None


def test_an_agent_belongs_to_no_organisation() -> None:
    raw = [(1, "Claude", "noreply@anthropic.com"), (2, "Ada Obi", "ada@anthropic.com")]
    raw.append((3, "Bo Li", "bo@anthropic.com"))

    found = resolve_people(raw, [], People(), ())

    assert {row.person_key: row.reason for row in found.people if row.is_bot} == {
        1: "agent: well-known address"
    }
    assert {row.person_key for row in found.affiliations} == {2, 3}


def test_a_very_long_name_takes_no_time() -> None:
    assert bot_rule("claude " * 50_000, "x@y.example") is None
