# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Draft the configuration of a tool that proposes newer versions of dependencies."""

import re

from commonweal.core.message import message
from commonweal.drafting.composing import as_json, quoted, stands_already
from commonweal.drafting.draft import Draft, Drafted, NotDrafted, Outcome
from commonweal.drafting.metadata import ProjectFacts
from commonweal.formats.automation.paths import update_tool

PATH = ".github/dependabot.yml"
_RENOVATE_PATH = "renovate.json"
_STATED = re.compile(r"([a-z-]{2,20}) (/[\w./@-]{0,200})")
_MOST_FOLDERS = 10


def write(facts: ProjectFacts) -> Outcome:
    """Write Dependabot's file for GitHub, Renovate's for every other forge."""
    for kept in facts.files:
        if update_tool(kept.path):
            return stands_already(kept.path)
    folders: dict[str, list[str]] = {}
    for text in facts.texts("updates"):
        if match := _STATED.fullmatch(text):
            folders.setdefault(match[1], []).append(match[2])
    if not folders:
        return NotDrafted(
            message("No manifest of a package manager was found, so nothing has to be updated.")
        )
    repository = facts.link("repository")
    if repository and not repository.startswith("https://github.com/"):
        text = as_json(
            {
                "$schema": "https://docs.renovatebot.com/renovate-schema.json",
                "extends": ["config:recommended"],
                "schedule": ["before 5am on monday"],
            }
        )
        return (Drafted(_RENOVATE_PATH, text),)
    lines = [
        "# Proposes newer versions once a week, all of an ecosystem in one request.",
        "version: 2",
    ]
    lines.append("updates:")
    for ecosystem, some in sorted(folders.items()):
        lines += _entry(ecosystem, some[:_MOST_FOLDERS])
    return (Drafted(PATH, "\n".join(lines) + "\n"),)


def _entry(ecosystem: str, folders: list[str]) -> list[str]:
    lines = [f"  - package-ecosystem: {ecosystem}"]
    if len(folders) == 1:
        lines.append(f"    directory: {quoted(folders[0])}")
    else:
        lines += ["    directories:", *(f"      - {quoted(folder)}" for folder in folders)]
    return [
        *lines,
        "    schedule:",
        "      interval: weekly",
        "    groups:",
        f"      {ecosystem}:",
        '        patterns: ["*"]',
    ]


DRAFTS = (Draft("dependency_update", PATH, write),)
