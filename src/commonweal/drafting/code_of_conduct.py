# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Draft a short code of conduct in words of its own, and the contact that a longer one lacks."""

from commonweal.core.message import message
from commonweal.drafting.composing import Open, appended, drafted, in_prose, title_line, wrapped
from commonweal.drafting.draft import Draft, Outcome
from commonweal.drafting.metadata import ProjectFacts
from commonweal.drafting.metadata.facts import mail

PATH = "CODE_OF_CONDUCT.md"
_ASK = message("Name an address that somebody reads, for reports about conduct.")

_PARAGRAPHS = (
    (
        "What we want",
        "Everybody can take part here without fear, whoever they are, wherever they come from, "
        "whatever they believe, however they live, and however much they know. We are kind to "
        "each other. We argue about the matter, not about people. We take criticism well and "
        "give it gently. We say sorry when we have hurt somebody, and learn from it.",
    ),
    (
        "What we do not accept",
        "We do not accept insults, threats, mockery or contempt; sexual remarks or advances; "
        "following somebody around after they asked to be left alone; telling others what somebody "
        "told in private, such as an address; nor anything else that makes people afraid or drives "
        "them away.",
    ),
    (
        "Where it holds",
        "This holds wherever the project meets: in issues, reviews, chats, mails and at events, "
        "and also elsewhere when somebody speaks for the project.",
    ),
)
_ANSWER = (
    "Every report is read, answered and kept confidential. Whoever the report is about takes no "
    "part in the decision. The maintainers may speak with a person, ask for an apology, remove "
    "what was written, and shut somebody out for a time or for good; they say why, and choose the "
    "mildest means that helps."
)


def write(facts: ProjectFacts) -> Outcome:
    """Write the text; where there is one without a contact, give the patch that adds it."""
    gaps = Open()
    if kept := facts.file("conduct"):
        heading = title_line("Whom to tell", kept.path)
        return appended(kept, [heading, "", *_contact(facts, gaps)], gaps)
    name = in_prose(facts.name)
    lines = [f"# Code of conduct{f' of {name}' if name else ''}", ""]
    for heading, text in _PARAGRAPHS:
        lines += [f"## {heading}", "", wrapped(text), ""]
    lines += ["## Whom to tell", "", *_contact(facts, gaps), "", wrapped(_ANSWER)]
    return (drafted(PATH, lines, gaps),)


def _contact(facts: ProjectFacts, gaps: Open) -> list[str]:
    """Only an address that the project gives for this, never an author's or a security contact."""
    contact = next((text for text in facts.texts("conduct_contact") if mail(text)), "")
    if contact:
        return [f"If somebody does not keep to this, write to <{contact}>."]
    return ["If somebody does not keep to this, tell the maintainers in private.", gaps.prose(_ASK)]


DRAFTS = (Draft("code_of_conduct", PATH, write),)
