# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Catalogues of translated text: one `.po` file a language, read as it is, never compiled."""

import io
from functools import cache
from gettext import GNUTranslations
from importlib import resources

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from commonweal.core.problem import InputMissing


@cache
def languages() -> tuple[str, ...]:
    """List the languages that have a catalogue, in alphabetical order."""
    folder = resources.files(__package__)
    return tuple(
        sorted(entry.name for entry in folder.iterdir() if (entry / "LC_MESSAGES").is_dir())
    )


@cache
def translator(locale: str = "en") -> GNUTranslations:
    """Give the gettext functions of a language; untranslated text stays English."""
    if locale not in languages():
        raise InputMissing(
            f"there is no translation into {locale}",
            fix=f"Choose one of: {', '.join(languages())}.",
        )
    file = resources.files(__package__) / locale / "LC_MESSAGES" / "commonweal.po"
    catalogue = read_po(io.BytesIO(file.read_bytes()), locale=locale)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
