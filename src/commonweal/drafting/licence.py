# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Draft a LICENSE from a text that the repository holds elsewhere; no licence is ever chosen."""

from commonweal.core.message import message
from commonweal.drafting.composing import stands_already
from commonweal.drafting.draft import Draft, Drafted, NotDrafted, Outcome
from commonweal.drafting.metadata import ProjectFacts
from commonweal.formats.spdx import expression_parts

PATH = "LICENSE"


def write(facts: ProjectFacts) -> Outcome:
    """Copy the text out of LICENSES, else say where to get it."""
    roots = [file for file in facts.files_of("licence") if "/" not in file.path]
    if roots:
        return stands_already(roots[0].path)
    parts = expression_parts(facts.licence)
    if not parts:
        return NotDrafted(
            message(
                "No file says under which licence the software is. Ask who holds the "
                "copyright, choose one (https://choosealicense.com helps), and put its text "
                "into LICENSE."
            )
        )
    if len(parts) > 1:
        return NotDrafted(
            message(
                "The licence is %(licence)s: put the text of each into LICENSES, as <id>.txt.",
                licence=facts.licence,
            )
        )
    wanted = f"licenses/{parts[0]}.txt".casefold()
    for kept in facts.files_of("licence"):
        if kept.path.casefold() == wanted and not kept.is_truncated:
            return (Drafted(PATH, kept.text),)
    return NotDrafted(
        message(
            "The metadata states %(licence)s. Put its text, unchanged, into LICENSE: "
            "https://spdx.org/licenses/%(licence)s.html",
            licence=parts[0],
        )
    )


DRAFTS = (Draft("licence", PATH, write),)
