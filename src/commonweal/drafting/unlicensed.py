# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a draft says where no expression of a licence is known."""

from commonweal.core.message import message
from commonweal.drafting.metadata import ProjectFacts


def unlicensed(facts: ProjectFacts) -> str:
    """Say why there is none, and what to do: a text that stands there is never denied."""
    if facts.closed_licence:
        return message(
            "The licence in %(file)s is not open, so nothing is drafted: ask who holds the "
            "copyright whether an open one can take its place.",
            file=facts.closed_licence,
        )
    if facts.licence_path:
        return message(
            "SPDX has no name for the licence in %(file)s: ask who holds the copyright which one "
            "it is, and say so in the metadata of the project.",
            file=facts.licence_path,
        )
    return message("No file states a licence: choose one and add its text first.")
