# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The words for the closed sets that commands print: verdicts, severities, efforts, kinds."""

from collections.abc import Mapping

from commonweal.core.message import defined, message
from commonweal.surfaces.cli._language import translated

# Pages use the same contexts.
SEVERITIES: Mapping[str, str] = {
    name: defined("severity", name) for name in ("critical", "high", "medium", "low", "none")
} | {"unknown": defined("severity", "not rated")}
STATUSES: Mapping[str, str] = {
    "open": defined("advisory", "open"),
    "not_affected": defined("advisory", "not affected"),
    "affected": defined("advisory", "affected"),
    "fixed": defined("advisory", "fixed"),
    "under_investigation": defined("advisory", "being looked into"),
}
EFFORTS: Mapping[str, str] = {
    "minutes": message("minutes"),
    "hours": message("hours"),
    "days": message("days"),
    "weeks": message("weeks"),
}
NODES: Mapping[str, str] = {
    "package": message("package"),
    "repository": message("repository"),
    "person": message("person"),
    "organisation": message("organisation"),
    "forge": message("forge"),
}
# Told apart without colour.
VERDICTS: Mapping[str, str] = {
    "met": message("yes"),
    "not_met": message("NO"),
    "unknown": "?",
    "not_applicable": "-",
}
OUTCOMES: Mapping[str, str] = {
    "true": message("yes"),
    "false": message("no"),
    "unknown": message("not known"),
    "not_applicable": "-",
}
# What a judge of files says.
JUDGEMENTS: Mapping[str, str] = {
    "valid": message("valid"),
    "valid_with_warnings": message("valid with warnings"),
    "invalid": message("invalid"),
    "found": message("something was found"),
}


def term(terms: Mapping[str, str], name: str) -> str:
    """Give the word for a member of a set; a name that is in none stays as it is."""
    return translated(terms.get(name, name.replace("_", " ")))
