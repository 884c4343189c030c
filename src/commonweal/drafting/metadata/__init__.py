# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What files say about the project they belong to, with place, technique and confidence."""

from commonweal.drafting.metadata.facts import Kept, Person, ProjectFacts, Release, Statement
from commonweal.drafting.metadata.gather import facts_of_file, gather_facts

__all__ = [
    "Kept",
    "Person",
    "ProjectFacts",
    "Release",
    "Statement",
    "facts_of_file",
    "gather_facts",
]
