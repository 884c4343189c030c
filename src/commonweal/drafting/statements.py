# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Skeletons of statements that only a person can make: on accessibility and on privacy."""

from commonweal.core.message import message
from commonweal.drafting.composing import Open, drafted, in_prose, stands_already, wrapped
from commonweal.drafting.draft import Draft, Outcome
from commonweal.drafting.metadata import ProjectFacts

ACCESSIBILITY_PATH = "ACCESSIBILITY.md"
PRIVACY_PATH = "PRIVACY.md"

_ACCESSIBILITY = (
    (
        "How far it is",
        message("Name the standard you aim at, such as WCAG 2.2 AA, and how much of it is met."),
    ),
    (
        "What works",
        message("Say what was tried with a keyboard, a screen reader, and large letters."),
    ),
    (
        "What does not work yet",
        message("Name what people cannot use, and what they can do instead."),
    ),
    ("How it was tested", message("Say by whom, when and with which tools it was tested.")),
)
_PRIVACY = (
    ("Which personal data are kept", message("List them, or say that the software keeps none.")),
    ("Why, and on what ground", message("Say for each what it is needed for.")),
    ("For how long", message("Say when data are deleted, and by whom.")),
    (
        "Who sees them",
        message("Name services that data are sent to, also for statistics and error reports."),
    ),
    (
        "What whoever runs it must do",
        message("Say which settings matter, and what stays with the operator."),
    ),
)


def write_accessibility(facts: ProjectFacts) -> Outcome:
    """Write the questions; whether software can be used by all is in no file of it."""
    kept = facts.file("accessibility")
    if kept is not None:
        return stands_already(kept.path)
    name = in_prose(facts.name) or "this software"
    text = f"This tells how well {name} can be used by people with disabilities."
    gaps = Open()
    lines = [f"# Accessibility of {name}", "", wrapped(text), ""]
    for heading, question in _ACCESSIBILITY:
        lines += [f"## {heading}", "", gaps.prose(question), ""]
    lines += ["## Whom to tell", "", *_tell(facts, gaps)]
    return (drafted(ACCESSIBILITY_PATH, lines, gaps),)


def _tell(facts: ProjectFacts, gaps: Open) -> list[str]:
    if issues := facts.link("issues"):
        return [f"If something keeps you out, please tell us: <{issues}>"]
    return [gaps.prose(message("Say whom people tell when something keeps them out."))]


def write_privacy(facts: ProjectFacts) -> Outcome:
    """Write the questions that a person who knows the software can answer."""
    kept = facts.file("privacy")
    if kept is not None:
        return stands_already(kept.path)
    name = in_prose(facts.name) or "this software"
    gaps = Open()
    text = f"This tells what {name} does with data about people."
    lines = [f"# Privacy in {name}", "", wrapped(text), ""]
    for heading, question in _PRIVACY:
        lines += [f"## {heading}", "", gaps.prose(question), ""]
    return (drafted(PRIVACY_PATH, lines, gaps),)


DRAFTS = (
    Draft("accessibility", ACCESSIBILITY_PATH, write_accessibility),
    Draft("privacy", PRIVACY_PATH, write_privacy),
)
