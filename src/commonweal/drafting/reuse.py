# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Draft a REUSE.toml that states licence and copyright of whatever states none itself."""

import re
from collections.abc import Iterator

from commonweal.core.message import message
from commonweal.drafting.composing import Open, drafted, present, quoted, stands_already
from commonweal.drafting.draft import Draft, Drafted, NotDrafted, Outcome
from commonweal.drafting.metadata import ProjectFacts
from commonweal.drafting.unlicensed import unlicensed
from commonweal.formats.licence.recognise import recognise
from commonweal.formats.spdx import expression_parts, is_deprecated, is_known

PATH = "REUSE.toml"
_MOST_HOLDERS = 10


def write(facts: ProjectFacts) -> Outcome:
    """Write the annotation, and into LICENSES the texts that the repository already holds."""
    if not facts.licence:
        return NotDrafted(unlicensed(facts))
    gaps = Open()
    texts, missing = _texts(facts, gaps)
    if kept := present(facts, PATH):
        return texts or stands_already(kept.path)
    holders = _holders(facts)
    lines = [
        "# Who holds the copyright, and under which licence what is; see https://reuse.software.",
        "# What a file says of itself counts besides.",
        *(f"# {gaps.ask(question)}" for question in missing),
        "version = 1",
        "",
        "[[annotations]]",
        'path = "**"',
        'precedence = "closest"',
    ]
    if not holders:
        lines.append(gaps.hashed(message("Name who holds the copyright.")))
    elif not (facts.texts("copyright") or facts.texts("organisation")):
        # Files name authors; whether they or their employers hold the copyright, no file tells.
        lines.append(
            gaps.hashed(message("See whether the authors hold the copyright, or who pays them."))
        )
    shown = holders or [f"The {facts.name or 'project'} contributors"]
    year = _year(facts)
    written = ", ".join(quoted(f"{year}{holder}") for holder in shown)
    lines.append(f"SPDX-FileCopyrightText = [{written}]")
    expression = _without_old(facts.licence)
    if expression != facts.licence:
        question = message(
            "Say whether later versions of the licence may be used too: -only or -or-later."
        )
        lines.append(gaps.hashed(question))
    lines.append(f"SPDX-License-Identifier = {quoted(expression)}")
    return (drafted(PATH, lines, gaps), *texts)


def _without_old(expression: str) -> str:
    """Write old ids of GNU licences in the new way that grants the least."""
    words = re.split(r"([ ()])", expression)
    return "".join(
        f"{word}-only" if is_deprecated(word) and is_known(f"{word}-only") else word
        for word in words
    )


def _holders(facts: ProjectFacts) -> list[str]:
    stated = facts.texts("copyright") or facts.texts("organisation")
    people = facts.named("author", "maintainer")
    return list(stated or [person.name for person in people])[:_MOST_HOLDERS]


def _year(facts: ProjectFacts) -> str:
    days = sorted(release.day for release in facts.releases if release.day[:4].isdigit())
    return f"{days[0][:4]} " if days else ""


def _texts(facts: ProjectFacts, gaps: Open) -> tuple[tuple[Drafted, ...], list[str]]:
    found: list[Drafted] = []
    missing: list[str] = []
    del gaps
    there = {file.path for file in facts.files_of("licence")}
    for spdx in expression_parts(_without_old(facts.licence)):
        path = f"LICENSES/{spdx}.txt"
        if path in there:
            continue
        text = next(_texts_of(facts, spdx), "")
        if text:
            found.append(Drafted(path, text))
        else:
            missing.append(
                message(
                    "Put the text of %(licence)s into %(path)s, as with: "
                    "reuse download %(licence)s",
                    licence=spdx,
                    path=path,
                )
            )
    return tuple(found), missing


def _texts_of(facts: ProjectFacts, spdx: str) -> Iterator[str]:
    for kept in facts.files_of("licence"):
        is_short = len(kept.text) < 100_000 and not kept.is_truncated  # noqa: PLR2004  no licence is longer
        if (
            is_short
            and "/" not in kept.path
            and recognise(kept.text).spdx in (spdx, spdx.removesuffix("-only"))
        ):
            yield kept.text


DRAFTS = (Draft("reuse", PATH, write),)
