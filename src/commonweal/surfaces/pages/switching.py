# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A site in several languages: where each has its pages, and what is said of a translation."""

from collections.abc import Sequence
from typing import NamedTuple

from babel import Locale

from commonweal.translations import Language, State, contact_of, is_english, state_of
from commonweal.translations.coverage import coverage


class Notice(NamedTuple):
    """What readers are told of a translation; `contact` is "" where nobody is named."""

    state: State
    translated: int
    all: int
    contact: str


class Link(NamedTuple):
    """The same page in a language of the site, which is named in itself."""

    address: str
    lang: str
    direction: str
    name: str
    is_this: bool


def notice_of(language: Language) -> Notice | None:
    """Say what readers are told of a language; nothing of that of the source."""
    if is_english(language):
        return None
    return Notice(state_of(language), *coverage(language), contact_of(language))


def tag_of(language: Language) -> str:
    """Give a language as pages name it: `pt-BR`."""
    return language.locale.replace("_", "-")


class Switch:
    """The languages of a site: the first has its pages at the root, each other in a folder."""

    def __init__(self, language: Language, languages: Sequence[Language]) -> None:
        self._language, self._languages = language, tuple(languages)
        self.folder = self._folder(language)
        self.way_up = "../" if self.folder else ""

    def _folder(self, language: Language) -> str:
        is_first = language in self._languages[:1] or not self._languages
        return "" if is_first else f"{tag_of(language)}/"

    def links(self, top: str, address: str) -> tuple[Link, ...]:
        """Give the same page in each language; none where there is only one."""
        if len(self._languages) < 2:  # noqa: PLR2004  nothing to choose from
            return ()
        return tuple(self._link(each, top, address) for each in self._languages)

    def _link(self, language: Language, top: str, address: str) -> Link:
        locale = Locale.parse(tag_of(language), sep="-")
        return Link(
            top + self._folder(language) + address,
            tag_of(language),
            language.direction or locale.text_direction,
            locale.get_display_name(locale) or tag_of(language),
            language == self._language,
        )
