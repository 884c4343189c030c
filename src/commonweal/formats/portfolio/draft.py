# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The text of a first `portfolio.toml`, with comments that say what else it may hold."""

import unicodedata
from collections.abc import Iterable, Iterator

from commonweal.formats.portfolio.definition import Office, Project, Repository

_HEAD = """\
# What our office looks after. Written by `commonweal init`; yours to change.
# Paths count from the folder of this file. Then run: commonweal survey --site site
"""

_TAIL = """\
# A project may be in groups; overview, risk, standards and more are shown for each of them:
# groups = { ministry = "Health", team = ["Web", "Data"], criticality = "high" }

# A project may also name bills of materials that a supplier gave:
# sboms = ["supplied/app.cdx.json"]  # CycloneDX or SPDX 2, beside this file
# and say which folders of its repositories hold other people's code, and which its own:
# vendored = ["lib/"]
# own = ["lib/ours/"]

# Who is who. Nothing here leaves your workspace.
[people]
names_public = false  # true shows names on public pages
# aliases = [["ada@example.org", "ada@home.example"]]  # addresses of one person
# bots = ["release-*", "robot@example.org"]            # automata of your own
# agents = ["our-agent*", "agent@example.org"]         # AI agents of your own
# erase = ["someone@example.org"]                      # asked to be forgotten

# [[organisations]]
# name = "Ministry of Health"
# domains = ["health.gov.example"]
# people = [{ email = "ada@home.example", since = 2022-03-01, until = 2024-01-01 }]

# Where the pages of packages lead to: {name} and {version} are filled in.
# [links]
# pypi = "https://packages.example.org/{name}/{version}"

# [settings]
# since = 2020-01-01  # leave out older history
# workers = 2         # repositories read at the same time
# light = true        # no line counts: for slow connections and weak machines
"""


def draft_portfolio(office: Office, projects: Iterable[Project]) -> str:
    """Write a portfolio that `read_portfolio` reads back to the same office and projects."""
    lines = [_HEAD, "[office]", f"name = {_quoted(office.name)}"]
    lines.append(
        f"url = {_quoted(office.url)}"
        if office.url
        else '# url = "https://example.org/open-source"'
    )
    lines += [f'language = "{office.language}"  # ar, en, es, fr, ru or zh', ""]
    for project in projects:
        lines += [*_project(project), ""]
    return "\n".join([*lines, _TAIL])


def _project(project: Project) -> list[str]:
    lines = ["[[projects]]", f"id = {_quoted(project.id)}"]
    if project.name is not None:
        lines.append(f"name = {_quoted(project.name)}")
    if project.description is not None:
        lines.append(f"description = {_quoted(project.description)}")
    repositories = [f"  {_repository(repository)}," for repository in project.repositories]
    lists = [
        f"{key} = [{', '.join(map(_quoted, entries))}]"
        for key in ("sboms", "vendored", "own")
        if (entries := getattr(project, key))
    ]
    if project.groups:
        lines.append(f"groups = {{ {', '.join(_groups(project))} }}")
    return [*lines, "repositories = [", *repositories, "]", *lists]


def _groups(project: Project) -> Iterator[str]:
    for kind, names in project.groups.items():
        listed = _quoted(names) if isinstance(names, str) else f"[{', '.join(map(_quoted, names))}]"
        yield f"{_quoted(kind)} = {listed}"


def _repository(repository: Repository) -> str:
    location = _quoted(repository.location)
    if repository.name is None:
        return location
    return f"{{ location = {location}, name = {_quoted(repository.name)} }}"


def _quoted(text: str) -> str:
    """Write a TOML basic string; lone surrogates, which no file can hold, become U+FFFD."""
    return '"' + "".join(map(_character, text)) + '"'


def _character(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    match unicodedata.category(character):
        case "Cc":
            return f"\\u{ord(character):04x}"
        case "Cs":
            return "\ufffd"
    return character
