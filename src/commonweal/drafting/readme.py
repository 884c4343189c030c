# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Draft a README, or the sections that one lacks, and a changelog from the tags."""

from collections.abc import Callable

from commonweal.core.message import message
from commonweal.drafting.composing import (
    Open,
    address_from,
    appended,
    at_least,
    code,
    drafted,
    in_prose,
    stands_already,
    title_line,
    wrapped,
)
from commonweal.drafting.draft import Draft, Outcome
from commonweal.drafting.metadata import Kept, ProjectFacts
from commonweal.syntax.prose.read import read_prose
from commonweal.syntax.prose.sections import headings_of

PATH = "README.md"
CHANGELOG_PATH = "CHANGELOG.md"
_MOST_RELEASES, _MOST_FEATURES = 50, 8
Section = Callable[[ProjectFacts, str, Open], list[str]]


def write(facts: ProjectFacts) -> Outcome:
    """Write a README; where there is one, give the patch that adds the sections it lacks."""
    gaps = Open()
    kept = facts.file("readme")
    if kept is not None:
        return _missing(facts, kept, gaps)
    name = in_prose(facts.name) or gaps.ask(message("Name the software."))
    lines = [f"# {name}", ""]
    description = facts.text("description")
    if description:
        lines.append(
            wrapped(in_prose(description if description[-1] in ".!?" else f"{description}."))
        )
    else:
        lines.append(
            gaps.prose(message("Say in a few sentences what the software does, and for whom."))
        )
    for features in [facts.texts("feature")[:_MOST_FEATURES]]:
        lines += ["", *(f"- {in_prose(feature)}" for feature in features)]
    for title, (_, section) in _SECTIONS.items():
        lines += ["", title_line(title, PATH), "", *section(facts, PATH, gaps)]
    return (drafted(PATH, lines, gaps),)


def _missing(facts: ProjectFacts, kept: Kept, gaps: Open) -> Outcome:
    prose = read_prose(kept.path, kept.text)
    lines: list[str] = []
    for title, (names, section) in _SECTIONS.items():
        if not headings_of(prose, *names):
            lines += [title_line(title, kept.path), "", *section(facts, kept.path, gaps), ""]
    return appended(kept, lines, gaps) if lines else stands_already(kept.path)


def _commands(path: str, *commands: str) -> list[str]:
    if path.casefold().endswith((".rst", ".rest")):
        return [".. code-block:: sh", "", *(f"    {command}" for command in commands)]
    return code(*commands)


def _linked(label: str, address: str, path: str) -> str:
    if path.casefold().endswith((".rst", ".rest")):
        return f"`{label} <{address}>`__"
    return f"[{label}]({address})"


def _requirements(facts: ProjectFacts, path: str, gaps: Open) -> list[str]:
    del path
    languages, needed = facts.texts("language"), facts.text("requires")
    if languages and needed:
        return [f"- {in_prose(languages[0])} {in_prose(at_least(needed))}"]
    return [
        gaps.prose(message("Name what must be there to run it: runtimes, databases, services."))
    ]


def _installation(facts: ProjectFacts, path: str, gaps: Open) -> list[str]:
    command = facts.text("install") or facts.text("prepare") or facts.text("build")
    if command:
        return _commands(path, command)
    return [gaps.prose(message("Name the commands that install it."))]


def _usage(facts: ProjectFacts, path: str, gaps: Open) -> list[str]:
    if documentation := facts.link("documentation"):
        return [f"How it is used is told in the {_linked('documentation', documentation, path)}."]
    return [gaps.prose(message("Show the first thing that somebody does with it."))]


def _support(facts: ProjectFacts, path: str, gaps: Open) -> list[str]:
    if kept := facts.file("support"):
        return [f"{_linked(kept.path, address_from(path, kept.path), path)} tells where to ask."]
    places = [*facts.links("help")[:3], *facts.links("issues")[:1]]
    if not places:
        return [gaps.prose(message("Name a place where questions may be asked."))]
    label = {True: "Report problems", False: "Ask questions"}
    return [f"- {_linked(label[place in facts.links('issues')], place, path)}" for place in places]


def _contributing(facts: ProjectFacts, path: str, gaps: Open) -> list[str]:
    del gaps
    if kept := facts.file("contributing"):
        where = _linked(kept.path, address_from(path, kept.path), path)
        return [f"Changes are welcome; {where} tells how they get in."]
    test = facts.text("test")
    checked = " after they have passed the tests:" if test else "."
    lines = [f"Changes are welcome as pull requests{checked}"]
    return [*lines, "", *_commands(path, test)] if test else lines


def _licence(facts: ProjectFacts, path: str, gaps: Open) -> list[str]:
    if not facts.licence:
        return [gaps.prose(message("Name the licence, and add its text as LICENSE."))]
    kept = next((file for file in facts.files_of("licence") if "/" not in file.path), None)
    where = f"; see {_linked(kept.path, address_from(path, kept.path), path)}" if kept else ""
    return [f"{facts.licence}{where}."]


_SECTIONS: dict[str, tuple[tuple[str, ...], Section]] = {
    "Requirements": (("requirements",), _requirements),
    "Installation": (("installation", "building"), _installation),
    "Usage": (("usage",), _usage),
    "Support": (("support",), _support),
    "Contributing": (("contributing",), _contributing),
    "Licence": (("licence",), _licence),
}


def write_changelog(facts: ProjectFacts) -> Outcome:
    """Write a heading for each version that has a tag; what changed no tag tells."""
    if (kept := facts.file("changelog")) and kept.text.strip():
        return stands_already(kept.path)
    gaps = Open()
    lines = [
        "# Changelog",
        "",
        wrapped("What users notice, release by release; the newest is at the top."),
        "",
        "## Unreleased",
        "",
        gaps.prose(message("Tell here what will be in the next release.")),
        "",
    ]
    releases = sorted(facts.releases, key=lambda release: release.day, reverse=True)
    final = [release for release in releases if not release.is_prerelease] or releases
    for release in final[:_MOST_RELEASES]:
        day = f" - {in_prose(release.day)}" if release.day else ""
        lines += [f"## {in_prose(' '.join(release.version.split()))}{day}", ""]
    if final:
        lines += [
            gaps.prose(
                message("Tell for the releases that people still use what changed for them.")
            )
        ]
    elif (places := facts.links("changes")[:1]) and places:
        lines += [f"Older releases are told at <{places[0]}>."]
    return (drafted(CHANGELOG_PATH, lines, gaps),)


DRAFTS = (
    Draft("readme", PATH, write),
    Draft("changelog", CHANGELOG_PATH, write_changelog),
)
