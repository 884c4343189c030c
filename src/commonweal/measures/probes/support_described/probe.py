# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Where users may ask: a text, a section, or a link to a place for talk."""

import re

from commonweal.core.tree import Tree
from commonweal.drafting.metadata.own import Own, is_opaque, own_addresses, slug_of
from commonweal.measures.probe import Finding, Place, false, seen, true
from commonweal.syntax.prose import (
    PROJECT_TEXTS,
    Line,
    Link,
    Prose,
    below,
    headings_of,
    links_of,
    proses,
    sections_of,
    subjects_of,
)

_CHANNEL = re.compile(
    r"^mailto:|(?:gitter\.im|discord(?:app)?\.(?:gg|com/invite)|matrix\.to|zulipchat"
    r"|(?<!//api)\.slack\.com|//slack\.com|t\.me|telegram\.me|discourse"
    r"|groups\.google|groups\.io|lists\.|mattermost|rocket\.?chat|stackoverflow\.com/(?:questions"
    r"|tags)|irc://|libera\.chat|reddit\.com/r)"
    r"|/(?:discord|slack|gitter|zulip|matrix|chat|community|mailing-?lists?)/?$"
    r"|/discussions(?:/categories/[\w-]{1,40})?/?$|/(?:-/)?issues(?:/new(?:/choose)?)?/?$|\bforums?\.|/forums?\b",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"^\s{2,8}contacts:|\"(?:contactPoint|softwareHelp|issueTracker)\"\s*:|^(?:BugReports"
    r"|contact):\s*\S"
)


# A line that sends readers there, in six languages.
_INVITES = re.compile(
    r"\b(?:ask|questions?|help|support|talk|chat|join|contact|feedback|get in touch|reach us"
    r"|preguntas?|ayuda|aide|contactez|rejoin\w{1,6}|вопрос\w{0,4}|помощ\w{0,4})\b|帮助|提问|问题|مساعدة|أسئلة",
    re.IGNORECASE,
)

# A sentence that says where to ask, in a section that may be about something else.
_ASKS = re.compile(
    r"\b(?:questions?|support|ask (?:us|for|in|on|at|questions?)|(?:need|get|seek\w{0,3}) help"
    r"|contact|get in touch|reach (?:us|out)|preguntas?|ayuda|contactez|aide|вопрос\w{0,4}"
    r"|помощ\w{0,4})\b|提问|问题|مساعدة|أسئلة",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"https?://|\]\(|@|\b(?:issues?|trackers?|discussions?|forums?|chat|rooms?|mailing lists?|slack"
    r"|discord|matrix|irc|e-?mails?|foros?|correo|courriels?|форум\w{0,3}|чат\w{0,3})\b"
    r"|论坛|邮件|المنتدى",
    re.IGNORECASE,
)


def find(tree: Tree) -> Finding:
    """A text first, then a section with words, then a link, then metadata."""
    for text in proses(tree, "support"):
        if any(len(line.text.split()) > 1 for line in text.lines[1:]):
            return true("document", [seen(text.path)])
    own = own_addresses(tree)
    texts = proses(tree, *PROJECT_TEXTS)
    for text in texts:
        if number := _section(text):
            return true("section", [seen(text.path, number)])
    for text in texts:
        words = {line.number: line.text for line in text.lines}
        for link in links_of(text):
            if _CHANNEL.search(link.target) and _is_own(link, own, words.get(link.line, "")):
                return true("channel", [seen(text.path, link.line)])
    place = _in_metadata(tree)
    return true("in_metadata", [place]) if place else false("none")


def _section(text: Prose) -> int | None:
    """The line of a section about support, else of a sentence in one that mentions it."""
    for heading in headings_of(text, "support"):
        lines = below(text, heading)
        subjects = subjects_of(heading.text)
        if "support" in subjects and "contributing" not in sections_of(heading.text):
            if any(line.text.strip() for line in lines):
                return heading.line
        elif number := _asked_at(lines):
            return number
    return None


def _asked_at(lines: tuple[Line, ...]) -> int | None:
    return next(
        (line.number for line in lines if _ASKS.search(line.text) and _PLACE.search(line.text)),
        None,
    )


def _is_own(link: Link, own: Own, line: str) -> bool:
    """Tell a place of this project from one of another that is named in passing."""
    if not own.is_known or is_opaque(link.target) or own.has(link.target):
        return True
    words = line.replace(link.target, "")
    is_asked = own.mentions(words) or _INVITES.search(words) is not None
    return is_asked and slug_of(link.target) is None


def _in_metadata(tree: Tree) -> Place | None:
    for document in tree.documents_of("publiccode", "codemeta", "manifest"):
        if "/" not in document.path:
            for number, line in enumerate(document.text.split("\n", 2_000)[:2_000], 1):
                if _FIELD.search(line[:300]):
                    return seen(document.path, number)
    return None
