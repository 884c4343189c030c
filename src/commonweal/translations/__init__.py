# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Catalogues of translated text: one `.po` file a language, read as it is, never compiled."""

import io
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib import resources
from importlib.resources.abc import Traversable
from typing import NamedTuple

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from commonweal.core.message import Message, Number, message
from commonweal.core.problem import InputMissing


class Language(NamedTuple):
    """A language by its locale. `catalogue` is a compiled one in the place of its own."""

    locale: str = "en"
    direction: str = ""
    catalogue: bytes = b""


ENGLISH = Language()


@cache
def languages() -> tuple[str, ...]:
    """List the languages that have a catalogue, in alphabetical order."""
    folder = resources.files(__package__)
    return tuple(sorted(entry.name for entry in folder.iterdir() if _file(entry.name).is_file()))


def _file(locale: str) -> Traversable:
    return resources.files(__package__) / locale / "LC_MESSAGES" / "commonweal.po"


def language(locale: str) -> Language:
    """Give a language that has a catalogue, or say which there are."""
    if locale not in languages():
        raise InputMissing(
            message("there is no translation into %(locale)s", locale=locale),
            fix=message("Choose one of: %(locales)s.", locales=", ".join(languages())),
        )
    return Language(locale)


def catalogue_of(locale: str) -> bytes:
    """Give the catalogue of a language as it is written."""
    return _file(locale).read_bytes()


def compiled(catalogue: bytes, locale: str) -> bytes:
    """Compile a `.po` file."""
    written = io.BytesIO()
    write_mo(written, read_po(io.BytesIO(catalogue), locale=locale))
    return written.getvalue()


@lru_cache(maxsize=8)
def translator(language: Language = ENGLISH) -> GNUTranslations:
    """Give the gettext functions of a language; untranslated text stays English."""
    locale = language.locale
    return GNUTranslations(io.BytesIO(language.catalogue or compiled(catalogue_of(locale), locale)))


def translated(sentence: str, catalogue: NullTranslations) -> str:
    """Translate a sentence that still knows what it says; leave any other text as it is."""
    if not isinstance(sentence, Message):
        return sentence
    forms = sentence.text, sentence.plural
    if sentence.number is not None and sentence.context:
        text = catalogue.npgettext(sentence.context, *forms, sentence.number)
    elif sentence.number is not None:
        text = catalogue.ngettext(*forms, sentence.number)
    elif sentence.context:
        text = catalogue.pgettext(sentence.context, sentence.text)
    else:
        text = catalogue.gettext(sentence.text)
    values = {name: _value(value, catalogue) for name, value in sentence.values.items()}
    return text % values if values else text


def _value(value: object, catalogue: NullTranslations) -> object:
    if isinstance(value, Number):
        return format_decimal(value, locale=catalogue.info().get("language") or ENGLISH.locale)
    return translated(value, catalogue) if isinstance(value, Message) else value
