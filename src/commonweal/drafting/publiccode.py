# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Draft a publiccode.yml that the standard's validator takes."""

import re
from collections.abc import Iterator

from commonweal.core.message import message
from commonweal.drafting.composing import (
    Open,
    drafted,
    folded,
    present,
    quoted,
    scalar,
    stands_already,
)
from commonweal.drafting.draft import Draft, NotDrafted, Outcome
from commonweal.drafting.metadata import ProjectFacts
from commonweal.drafting.metadata.facts import cleaned
from commonweal.drafting.unlicensed import unlicensed
from commonweal.formats.publiccode.checks import is_category, is_language
from commonweal.formats.publiccode.graphemes import count_graphemes

PATH = "publiccode.yml"
_VERSION = "0.7"
_SHORTEST_LONG, _LONGEST_LONG, _LONGEST_SHORT = 150, 10_000, 150
_STATES = ("concept", "development", "beta", "stable", "obsolete")
_KINDS = (
    "standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web",
    "standalone/backend", "standalone/other", "addon", "library", "configurationFiles",
)  # fmt: skip
_PLATFORMS = ("web", "windows", "mac", "linux", "ios", "android")
_ASK_LONG = message(
    "Tell in at least 150 characters what the software does, for whom it is, and "
    "what sets it apart from others; catalogues show this text beside the name."
)
# A contract wants contractors and dates, which only a person can give.
_MAINTENANCE = ("internal", "community", "none")
_MOST_FEATURES, _MOST_CONTACTS = 10, 5


def write(facts: ProjectFacts) -> Outcome:
    """Write all that is required; without a licence no catalogue takes the software."""
    kept = present(facts, PATH) or present(facts, "publiccode.yaml")
    return stands_already(kept.path) if kept else compose(facts)


def compose(facts: ProjectFacts) -> Outcome:
    """Write the file, whether or not the repository holds one."""
    if not facts.licence:
        return NotDrafted(unlicensed(facts))
    gaps = Open()
    lines = [
        "# What this software is, for catalogues of public administrations; the format is",
        "# described at https://yml.publiccode.tools",
        f"publiccodeYmlVersion: {quoted(_VERSION)}",
        "",
        *_identity(facts, gaps),
        "",
        *_state(facts, gaps),
        "",
        "description:",
        *_description(facts, gaps),
        "",
        "legal:",
        f"  license: {quoted(facts.licence)}",
        *(f"  mainCopyrightOwner: {scalar(text)}" for text in facts.texts("copyright")[:1]),
        "",
        "maintenance:",
        *_maintenance(facts, gaps),
        "",
        "localisation:",
        *_localisation(facts, gaps),
    ]
    return (drafted(PATH, lines, gaps),)


def _identity(facts: ProjectFacts, gaps: Open) -> Iterator[str]:
    if facts.name:
        yield f"name: {quoted(facts.name)}"
    else:
        yield gaps.hashed(message("Name the software."))
        yield "name: Unnamed software"
    if url := facts.link("repository"):
        yield f"url: {quoted(url)}"
    else:
        yield gaps.hashed(message("Give the address of the public repository."))
        yield 'url: "https://example.org/repository"'
    if homepage := facts.link("homepage"):
        yield f"landingURL: {quoted(homepage)}"
    if facts.version:
        yield f"softwareVersion: {quoted(facts.version)}"
        if facts.released:
            yield f"releaseDate: {quoted(facts.released)}"


def _state(facts: ProjectFacts, gaps: Open) -> Iterator[str]:
    state = next((text for text in facts.texts("status") if text in _STATES), "") or _by_release(
        facts
    )
    if not state:
        yield gaps.hashed(message("Say how far it is: %(names)s.", names=", ".join(_STATES)))
    yield f"developmentStatus: {state or 'development'}"
    kind = next((text for text in facts.texts("kind") if text in _KINDS), "")
    if not kind:
        yield gaps.hashed(message("Say what it is: %(names)s.", names=", ".join(_KINDS)))
    yield f"softwareType: {kind or 'standalone/other'}"
    platforms = [platform for platform in _PLATFORMS if platform in facts.texts("platform")]
    if kind == "standalone/web":
        platforms = ["web"]
    if not platforms:
        yield gaps.hashed(message("Say where it runs: web, windows, mac, linux, ios, android."))
    yield "platforms:"
    yield from (f"  - {platform}" for platform in platforms or ["web"])
    categories = [category for category in _categories(facts) if not is_category(category)]
    if categories:
        yield "categories:"
        yield from (f"  - {category}" for category in categories)
    else:
        yield gaps.hashed(
            message("Add `categories`, from the standard's list, such as it-security.")
        )


def _by_release(facts: ProjectFacts) -> str:
    latest = facts.latest
    if latest is None:
        return ""
    return "beta" if latest.is_prerelease or latest.version.startswith("0.") else "stable"


# Topics of Python's package index that say the same as a category.
_TOPICS = {
    "Security": "it-security",
    "Internet :: WWW/HTTP :: Dynamic Content :: Content Management System": "content-management",
    "Internet :: WWW/HTTP :: Dynamic Content :: Message Boards": "online-community",
    "Internet :: WWW/HTTP :: Dynamic Content :: Wiki": "knowledge-management",
    "Scientific/Engineering :: GIS": "geographic-information-systems",
    "Scientific/Engineering :: Visualization": "data-visualization",
    "Scientific/Engineering :: Information Analysis": "data-analytics",
    "Education": "educational-content",
    "Communications :: Email": "email-management",
    "Communications :: Chat": "instant-messaging",
    "Communications :: Conferencing": "video-conferencing",
    "Communications :: Internet Phone": "voip",
    "Office/Business :: Financial :: Accounting": "accounting",
    "Office/Business :: Scheduling": "appointment-scheduling",
    "Software Development": "application-development",
    "System :: Archiving :: Backup": "backup",
    "System :: Networking": "network-management",
    "System :: Systems Administration": "it-management",
    "System :: Systems Administration :: Authentication/Directory": "identity-management",
}


def _categories(facts: ProjectFacts) -> list[str]:
    """The project's own words that are also words of the list: "event" says event management."""
    found: dict[str, None] = {}
    for text in facts.texts("topic"):
        name = next((text[: len(key)] for key in _TOPICS if f"{text} ".startswith(f"{key} ")), text)
        found[_TOPICS.get(name, _slug(text))] = None
    for text in facts.texts("keyword"):
        slug = _slug(text)
        found[slug if not is_category(slug) else f"{slug}-management"] = None
    return [category for category in found if category and not is_category(category)][:3]


def _slug(text: str) -> str:
    return re.sub(r"[\s_]+", "-", text.casefold())


def _description(facts: ProjectFacts, gaps: Open) -> Iterator[str]:
    spoken = [text for text in facts.texts("spoken") if not is_language(text)]
    prose = [
        statement.value for statement in facts.stated("spoken") if statement.technique == "prose"
    ]
    language = "en" if "en" in spoken or not spoken else (prose or spoken)[0]
    yield f"  {language if not is_language(language) else 'en'}:"
    short = facts.text("description")
    if short:
        yield "    shortDescription: " + "\n".join(folded(_cut(short, _LONGEST_SHORT), 6))
    else:
        question = gaps.ask(message("Say in a sentence what the software does."))
        yield f"    shortDescription: {quoted(question)}"
    about = _long(facts)
    if count_graphemes(about) < _SHORTEST_LONG:
        about = f"{about} {gaps.ask(_ASK_LONG)}".strip()
    yield "    longDescription: " + "\n".join(folded(_cut(about, _LONGEST_LONG), 6))
    if documentation := facts.link("documentation"):
        yield f"    documentation: {quoted(documentation)}"
    features = facts.texts("feature")[:_MOST_FEATURES]
    yield "    features:"
    if not features:
        features = (
            gaps.ask(message("Name the main things that the software can do, one a line.")),
        )
    yield from (f"      - {scalar(feature)}" for feature in features)


def _long(facts: ProjectFacts) -> str:
    about, short = facts.text("about"), facts.text("description")
    if count_graphemes(about) >= _SHORTEST_LONG:
        return about
    parts = [about or (short if not short or short[-1] in ".!?" else f"{short}.")]
    parts += [f"{text.rstrip('.')}." for text in facts.texts("feature")[:_MOST_FEATURES]]
    return cleaned(" ".join(part for part in parts if part))


def _cut(text: str, most: int) -> str:
    """Cut a text at a word, so that it has at most so many characters."""
    if count_graphemes(text) <= most:
        return text
    words = text.split(" ")
    while len(words) > 1 and count_graphemes(" ".join(words)) > most - 3:
        words.pop()
    kept = " ".join(words)
    return f"{kept}..." if count_graphemes(kept) <= most - 3 else kept[: most // 2]


def _maintenance(facts: ProjectFacts, gaps: Open) -> Iterator[str]:
    people = facts.named("contact") or facts.named("maintainer") or facts.named("author")
    stated = next((text for text in facts.texts("maintenance") if text in _MAINTENANCE), "")
    if not stated:
        yield "  # Or internal, contract or none: who is paid to keep it is not in the repository."
    yield f"  type: {stated or 'community'}"
    yield "  contacts:"
    if not people:
        question = gaps.ask(message("Name a person who answers for the software."))
        yield f"    - name: {quoted(question)}"
    for person in people[:_MOST_CONTACTS]:
        yield f"    - name: {quoted(person.name)}"
        if person.email:
            yield f"      email: {quoted(person.email)}"


def _localisation(facts: ProjectFacts, gaps: Open) -> Iterator[str]:
    spoken = [text for text in facts.texts("spoken") if not is_language(text)]
    yield f"  localisationReady: {'true' if len(spoken) > 1 else 'false'}"
    yield "  availableLanguages:"
    if not spoken:
        yield gaps.hashed(message("Name the languages of the user interface."), 4)
    yield from (f"    - {quoted(language)}" for language in spoken or ["en"])


DRAFTS = (Draft("publiccode", PATH, write),)
