# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a draft says where no expression of a licence is known."""

from commonweal.drafting.metadata import ProjectFacts


def unlicensed(facts: ProjectFacts) -> str:
    """Say why there is none, and what to do: a text that stands there is never denied."""
    if facts.closed_licence:
        return (
            f"The licence in {facts.closed_licence} is not open, so that nothing is drafted: "
            "ask who holds the copyright whether an open one can take its place."
        )
    if facts.licence_path:
        return (
            f"The licence in {facts.licence_path} is none that SPDX knows by name: ask who holds "
            "the copyright which one it is, and say so in the metadata of the project."
        )
    return "No file states a licence: choose one and add its text first."
