# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Draft a security policy, and a SECURITY-INSIGHTS file of version 2."""

import re
from collections.abc import Iterator

from commonweal.core.message import message
from commonweal.drafting.composing import (
    Open,
    address_from,
    appended,
    drafted,
    in_prose,
    present,
    quoted,
    stands_already,
    title_line,
    wrapped,
)
from commonweal.drafting.draft import Draft, Outcome
from commonweal.drafting.metadata import Kept, ProjectFacts
from commonweal.drafting.metadata.facts import is_day, mail

PATH = "SECURITY.md"
INSIGHTS_PATH = "SECURITY-INSIGHTS.yml"
_ON_GITHUB = re.compile(r"https://github\.com/[\w.-]{1,100}/[\w.-]{1,100}")
_DAYS_TO_ANSWER, _DAYS_TO_DISCLOSE = 7, 90
_DAYS_QUESTION = message(
    "Say whether you can keep this: an answer in %(DAYS_TO_ANSWER)s days, and all "
    "made public after %(DAYS_TO_DISCLOSE)s.",
    DAYS_TO_ANSWER=_DAYS_TO_ANSWER,
    DAYS_TO_DISCLOSE=_DAYS_TO_DISCLOSE,
)
_VERSIONS_QUESTION = message("Say whether older versions get fixes too, and for how long.")


def write(facts: ProjectFacts) -> Outcome:
    """Write how to report in private, how soon somebody answers, which versions are mended."""
    gaps = Open()
    kept = next((file for file in facts.files_of("security") if _is_policy(file)), None)
    if kept is not None:
        return appended(kept, _lacking(facts, kept, gaps), gaps)
    name = in_prose(facts.name)
    lines = [
        f"# Security of {name}" if name else "# Security",
        "",
        "## Report a vulnerability",
        "",
        *_report(facts, gaps),
        "",
        "## What happens then",
        "",
        *_process(gaps),
        "",
        "## Supported versions",
        "",
        *_versions(facts, gaps),
    ]
    return (drafted(PATH, lines, gaps),)


def _is_policy(kept: Kept) -> bool:
    name = kept.path.rpartition("/")[2].casefold()
    return name.partition(".")[0] in ("security", "security_policy", "security-policy")


def _lacking(facts: ProjectFacts, kept: Kept, gaps: Open) -> list[str]:
    """What a policy does not speak of yet."""
    lines = []
    text = kept.text.casefold()
    if not facts.stated("security_contact"):
        lines += [title_line("Report a vulnerability", kept.path), "", *_report(facts, gaps), ""]
    if not re.search(r"disclos|\bdays\b", text):
        lines += [title_line("What happens then", kept.path), "", *_process(gaps), ""]
    if not re.search(r"supported versions|version support", text):
        lines += [title_line("Supported versions", kept.path), "", *_versions(facts, gaps)]
    return lines or [title_line("What happens then", kept.path), "", *_process(gaps)]


def _report(facts: ProjectFacts, gaps: Open) -> list[str]:
    wish = (
        "Please say which version you use, how the weakness can be shown, and what somebody could "
        "do with it."
    )
    return [*_way(facts, gaps), "", wrapped(wish)]


def _way(facts: ProjectFacts, gaps: Open) -> list[str]:
    quiet = "Please do not report it in a public issue."
    addresses = [text for text in facts.texts("security_contact") if mail(text)]
    if addresses:
        return [wrapped(f"{quiet} Write to <{addresses[0]}> instead.")]
    if form := facts.link("security_contact"):
        return [wrapped(f"{quiet} Report it here instead: <{form}>")]
    repository = facts.link("repository")
    if _ON_GITHUB.fullmatch(repository):
        form = f"{repository}/security/advisories/new"
        question = message(
            "Turn on private reporting in the repository's settings, or name an address."
        )
        return [
            wrapped(f"{quiet} Report it in private on GitHub instead: <{form}>"),
            "",
            gaps.prose(question),
        ]
    return [
        quiet,
        "",
        gaps.prose(message("Name an address or a form where reports reach you in private.")),
    ]


def _process(gaps: Open) -> list[str]:
    text = (
        f"Within {_DAYS_TO_ANSWER} days somebody answers and says whether we see the weakness too. "
        "We mend it in private, make a release, and publish an advisory that names you, if you "
        f"like. We ask you to keep it to yourself until then; after {_DAYS_TO_DISCLOSE} days "
        "disclosure is yours to decide."
    )
    return [wrapped(text), "", gaps.prose(_DAYS_QUESTION)]


def _versions(facts: ProjectFacts, gaps: Open) -> list[str]:
    latest = facts.latest
    text = "Only the latest release gets security fixes."
    if latest and facts.version:
        text += f" When this was written, that was {in_prose(facts.version)}."
    return [wrapped(text), "", gaps.prose(_VERSIONS_QUESTION)]


def write_insights(facts: ProjectFacts) -> Outcome:
    """Write the parts of the specification that the repository itself can tell."""
    for kept in facts.files_of("security"):
        if re.search(r"security[-_]insights\.ya?ml$", kept.path, re.IGNORECASE):
            return stands_already(kept.path)
    if found := present(facts, INSIGHTS_PATH):
        return stands_already(found.path)
    gaps = Open()
    lines = [
        "# What is known of this project's security; the format is described at",
        "# https://security-insights.openssf.org",
        *_header(facts, gaps),
        "",
        *_project(facts, gaps),
        "",
        *_repository(facts, gaps),
    ]
    return (drafted(INSIGHTS_PATH, lines, gaps),)


def _url(facts: ProjectFacts, gaps: Open, indent: int) -> list[str]:
    repository = facts.link("repository")
    space = " " * indent
    if repository:
        return [f"{space}url: {quoted(repository)}"]
    question = gaps.hashed(message("Give the address of the public repository."), indent)
    return [question, f'{space}url: "https://example.org/repository"']


def _header(facts: ProjectFacts, gaps: Open) -> Iterator[str]:
    day = facts.as_of if is_day(facts.as_of) else ""
    yield "header:"
    yield "  schema-version: 2.0.0"
    if not day:
        yield gaps.hashed(message("Put in the day on which you have read this through, twice."), 2)
    yield f"  last-updated: {quoted(day or '1970-01-01')}"
    yield f"  last-reviewed: {quoted(day or '1970-01-01')}"
    yield from _url(facts, gaps, 2)


def _people(facts: ProjectFacts, key: str, indent: int, gaps: Open) -> Iterator[str]:
    people = facts.named("maintainer", "contact") or facts.named("author")
    space = " " * indent
    yield f"{space}{key}:"
    if not people:
        question = gaps.ask(message("Name a person who answers for it."))
        yield f"{space}  - name: {quoted(question)}"
        yield f"{space}    primary: true"
    for number, person in enumerate(people[:10]):
        yield f"{space}  - name: {quoted(person.name)}"
        yield f"{space}    primary: {'false' if number else 'true'}"


def _project(facts: ProjectFacts, gaps: Open) -> Iterator[str]:
    yield "project:"
    name = facts.name or gaps.ask(message("Name the software."))
    yield f"  name: {quoted(name)}"
    yield from _people(facts, "administrators", 2, gaps)
    yield "  repositories:"
    yield f"    - name: {quoted(facts.name or 'repository')}"
    yield from _url(facts, gaps, 6)
    yield "      comment: The source code."
    yield "  vulnerability-reporting:"
    yield "    reports-accepted: true"
    yield "    bug-bounty-available: false"
    addresses = [text for text in facts.texts("security_contact") if mail(text)]
    if addresses:
        yield "    contact:"
        yield "      name: Security contact"
        yield f"      email: {quoted(addresses[0])}"
        yield "      primary: true"


def _repository(facts: ProjectFacts, gaps: Open) -> Iterator[str]:
    yield "repository:"
    yield from _url(facts, gaps, 2)
    yield "  status: active"
    yield "  accepts-change-request: true"
    takes_robots = "true" if facts.file("dependency_update") else "false"
    yield f"  accepts-automated-change-request: {takes_robots}"
    yield from _people(facts, "core-team", 2, gaps)
    yield "  license:"
    repository = facts.link("repository") or "https://example.org/repository"
    kept = next((file for file in facts.files_of("licence") if "/" not in file.path), None)
    if kept and _ON_GITHUB.fullmatch(repository):
        repository = f"{repository}/blob/HEAD/{address_from('', kept.path)}"
    yield f"    url: {quoted(repository)}"
    licence = facts.licence or gaps.ask(message("Name the licence."))
    yield f"    expression: {quoted(licence)}"
    yield "  security:"
    yield "    assessments:"
    yield "      self:"
    question = message(
        "Say whether you have looked for weaknesses of the design, and what you found."
    )
    yield f"        comment: {quoted(gaps.ask(question))}"


DRAFTS = (
    Draft("security", PATH, write),
    Draft("security_insights", INSIGHTS_PATH, write_insights),
)
