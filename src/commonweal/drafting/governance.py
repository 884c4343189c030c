# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Draft who decides, who maintains, who is asked about which paths, and how one can give."""

import re
from collections.abc import Iterator

from commonweal.core.message import message
from commonweal.drafting.composing import (
    Open,
    address_from,
    drafted,
    in_prose,
    present,
    quoted,
    stands_already,
    wrapped,
)
from commonweal.drafting.draft import Draft, NotDrafted, Outcome
from commonweal.drafting.metadata import Person, ProjectFacts

GOVERNANCE_PATH = "GOVERNANCE.md"
MAINTAINERS_PATH = "MAINTAINERS.md"
CODEOWNERS_PATH = ".github/CODEOWNERS"
FUNDING_PATH = ".github/FUNDING.yml"
_MOST_PEOPLE, _MOST_HANDLES = 20, 10
_HANDLE = re.compile(
    r"(?<![\w/@.])@([A-Za-z0-9][A-Za-z0-9-]{0,38}(?:/[\w-]{1,60})?)(?![\w@.-]*@)\b"
)
_GIVING = (
    ("github", re.compile(r"https://github\.com/sponsors/([\w-]{1,60})/?")),
    ("open_collective", re.compile(r"https://opencollective\.com/([\w-]{1,60})(?:/.{0,100})?")),
    ("patreon", re.compile(r"https://(?:www\.)?patreon\.com/([\w-]{1,60})/?")),
    ("ko_fi", re.compile(r"https://ko-fi\.com/([\w-]{1,60})/?")),
    ("liberapay", re.compile(r"https://liberapay\.com/([\w-]{1,60})(?:/.{0,100})?")),
)


def _people(facts: ProjectFacts) -> tuple[Person, ...]:
    return (facts.named("maintainer", "contact") or facts.named("author"))[:_MOST_PEOPLE]


def write_governance(facts: ProjectFacts) -> Outcome:
    """Write the way in which most small projects decide; whoever differs changes it."""
    if kept := facts.file("governance"):
        return stands_already(kept.path)
    gaps = Open()
    name = in_prose(facts.name) or "this project"
    lines = [
        f"# How {name} decides",
        "",
        "## Roles",
        "",
        "- **Contributors** are all who report, answer, write or translate.",
        "- **Maintainers** merge changes, make releases and answer for the project.",
        "",
        *_who(facts, gaps),
        "",
        "## Decisions",
        "",
        *_decisions(facts),
        "",
        gaps.prose(
            message("Say whether this is how you decide; change what is different with you.")
        ),
        "",
        "## Becoming a maintainer, and ceasing to be one",
        "",
        wrapped(
            "Whoever has contributed well for some months can be proposed by any maintainer, and "
            "is one when no maintainer objects. Whoever has done nothing for a year is asked, and "
            "then thanked and moved to a list of former maintainers."
        ),
    ]
    return (drafted(GOVERNANCE_PATH, lines, gaps),)


def _decisions(facts: ProjectFacts) -> list[str]:
    consensus = (
        "Whatever can be undone is decided in the issue or request where it is discussed, by "
        "consensus: silence is consent. Where there is none after a week, "
    )
    if len(_people(facts)) == 1 and facts.file("maintainers") is None:
        return [
            wrapped(
                f"{consensus}the maintainer decides, and says why. As soon as there are three "
                "maintainers, a simple majority of them does."
            )
        ]
    return [
        wrapped(
            f"{consensus}the maintainers vote, and a simple majority decides. Changes of the "
            "licence, of this text or of the group of maintainers need two thirds of them."
        )
    ]


def _who(facts: ProjectFacts, gaps: Open) -> list[str]:
    if kept := facts.file("maintainers"):
        where = address_from(GOVERNANCE_PATH, kept.path)
        return [f"The maintainers are listed in [{kept.path}]({where})."]
    people = _people(facts)
    if len(people) == 1:
        return [wrapped(f"There is one maintainer now: {in_prose(people[0].name)}.")]
    if people:
        named = ", ".join(in_prose(person.name) for person in people)
        return [wrapped(f"The maintainers are {named}.")]
    return [gaps.prose(message("Name the maintainers, or the file that lists them."))]


def write_maintainers(facts: ProjectFacts) -> Outcome:
    """Write the people that manifests and metadata name."""
    if (kept := facts.file("maintainers")) and kept.text.strip():
        return stands_already(kept.path)
    gaps = Open()
    people = _people(facts)
    lines = [f"# Maintainers of {in_prose(facts.name)}" if facts.name else "# Maintainers", ""]
    lines += [f"- {in_prose(person.name)}{_contact(person)}" for person in people]
    question = (
        message("Say for each of them what they look after, and whether they are still here.")
        if people
        else message("Name who maintains the software, and for what each of them is responsible.")
    )
    lines += ["", gaps.prose(question)]
    return (drafted(MAINTAINERS_PATH, lines, gaps),)


def _contact(person: Person) -> str:
    affiliation = f", {in_prose(person.affiliation)}" if person.affiliation else ""
    return f"{affiliation} (<{person.email}>)" if person.email else affiliation


def write_code_owners(facts: ProjectFacts) -> Outcome:
    """Write one rule for everything, with the handles that a list of maintainers holds."""
    if (kept := facts.file("codeowners")) and kept.text.strip():
        return stands_already(kept.path)
    kept = facts.file("maintainers")
    handles = list(dict.fromkeys(_HANDLE.findall(kept.text[:50_000]))) if kept else []
    if not handles:
        return NotDrafted(
            message(
                "No list of maintainers holds their handles. Write a line such as `* "
                "@somebody` into %(path)s.",
                path=CODEOWNERS_PATH,
            )
        )
    head = "# Who is asked about changes: a pattern of paths, then people or teams."
    rule = "* " + " ".join(f"@{handle}" for handle in handles[:_MOST_HANDLES])
    return (drafted(CODEOWNERS_PATH, [head, "", rule], Open()),)


def write_funding(facts: ProjectFacts) -> Outcome:
    """Write the ways to give that public files of the project name."""
    if kept := present(facts, FUNDING_PATH):
        return stands_already(kept.path)
    ways = list(_ways(facts))
    if not ways:
        return NotDrafted(
            message(
                "No file names a way to give. If there is one, write a line such as "
                "`open_collective: our-project` into %(path)s.",
                path=FUNDING_PATH,
            )
        )
    head = "# Ways to give; the forge shows them beside the code."
    return (drafted(FUNDING_PATH, [head, *ways], Open()),)


def _ways(facts: ProjectFacts) -> Iterator[str]:
    others = []
    seen = set()
    for address in facts.links("funding"):
        for key, pattern in _GIVING:
            match = pattern.fullmatch(address)
            if match and key not in seen:
                seen.add(key)
                yield f"{key}: {quoted(match[1])}"
            if match:
                break
        else:
            others.append(address)
    if others:
        yield f"custom: [{', '.join(quoted(other) for other in others[:4])}]"


DRAFTS = (
    Draft("governance", GOVERNANCE_PATH, write_governance),
    Draft("maintainers", MAINTAINERS_PATH, write_maintainers),
    Draft("code_owners", CODEOWNERS_PATH, write_code_owners),
    Draft("funding", FUNDING_PATH, write_funding),
)
