# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Catalogues of translated text: one `.po` file a language, read as it is, never compiled."""

import io
import re
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal, NamedTuple, cast, get_args

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

# What readers may expect of a translation: `reviewed` is by people.
State = Literal["official", "reviewed", "machine"]

# Around a text that has no translation. What is not ours cannot hold them: `printable` shows
# control characters as escapes.
START, END = "\x02", "\x03"
# What `pybabel init` leaves where somebody should be named.
_TO_FILL_IN = "EMAIL@ADDRESS"
_HEADER = re.compile(rb'^"(X-State|Report-Msgid-Bugs-To): ?([^"\\]{0,200})\\n"$', re.MULTILINE)


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


def is_english(language: Language) -> bool:
    """Tell whether a language is that of the source, of which nothing is translated."""
    return re.split("[-_]", language.locale)[0] == ENGLISH.locale


def state_of(language: Language) -> State:
    """Say what readers may expect of a translation: what its catalogue says, else a machine's."""
    found = _header(language, b"X-State")
    return cast("State", found) if found in get_args(State) else "machine"


def contact_of(language: Language) -> str:
    """Give where readers of a language are told to write; "" where its catalogue names nobody."""
    contact = _header(language, b"Report-Msgid-Bugs-To")
    return "" if contact == _TO_FILL_IN else contact


def _header(language: Language, name: bytes) -> str:
    """Give a line of the head of a catalogue; Babel would leave out those it does not know."""
    if language.catalogue:
        return ""
    head = catalogue_of(language.locale).partition(b"\nmsgid ")[2].partition(b"\nmsgid ")[0]
    return next((found[2].decode() for found in _HEADER.finditer(head) if found[1] == name), "")


def compiled(catalogue: bytes, locale: str) -> bytes:
    """Compile a `.po` file. What has an empty form has no translation."""
    found = read_po(io.BytesIO(catalogue), locale=locale)
    # For a plural without a form Babel would take that of the source for a translation.
    for entry in list(found):
        if isinstance(entry.string, tuple) and not all(entry.string):
            found.delete(entry.id, entry.context)
    written = io.BytesIO()
    write_mo(written, found)
    return written.getvalue()


@lru_cache(maxsize=8)
def translator(language: Language = ENGLISH) -> GNUTranslations:
    """Give the gettext functions of a language; untranslated text stays English."""
    locale = language.locale
    return GNUTranslations(io.BytesIO(language.catalogue or compiled(catalogue_of(locale), locale)))


class _Marking(NullTranslations):
    """What is said where a catalogue has no translation: the English text between two marks."""

    def gettext(self, message: str) -> str:
        return f"{START}{message}{END}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002  gettext's own
        return self.gettext(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:  # noqa: ARG002
        return self.ngettext(msgid1, msgid2, n)


@lru_cache(maxsize=8)
def marking_translator(language: Language) -> GNUTranslations:
    """Give the gettext functions of a language; untranslated text stands between two marks."""
    found = translator.__wrapped__(language)
    found.add_fallback(_Marking())
    return found


def is_translated(language: Language, context: str, text: str | tuple[str, ...]) -> bool:
    """Tell whether a language has a text, or both forms of one that counts."""
    catalogue = marking_translator(language)
    match context, text:
        case "", str():
            said = catalogue.gettext(text)
        case _, str():
            said = catalogue.pgettext(context, text)
        case "", (singular, plural):
            said = catalogue.ngettext(singular, plural, 1)
        case _, (singular, plural):
            said = catalogue.npgettext(context, singular, plural, 1)
        case _:
            return False
    return not said.startswith(START)


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
