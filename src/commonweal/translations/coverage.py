# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How much of what pages say is translated: counted anew from the sentences themselves."""

from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from commonweal.translations import Language, is_translated
from commonweal.translations.extract import KEYWORDS

# What only the terminal says: commands, and the Python below no page.
_TERMINAL = ("surfaces/cli/*.py", "**.py")

# Context, and the sentence or its two forms.
Text = tuple[str, str | tuple[str, ...]]


class Coverage(NamedTuple):
    """How many of all texts of pages are translated."""

    translated: int
    all: int


@lru_cache(maxsize=8)
def coverage(language: Language) -> Coverage:
    """Count the texts of pages, and those that a language has.

    Nothing is stored: the texts are found in templates and definitions as for
    translators, so that the count cannot be out of date.
    """
    texts = _texts()
    found = sum(is_translated(language, context, text) for context, text in texts)
    return Coverage(found, len(texts))


@lru_cache(maxsize=1)
def _texts() -> frozenset[Text]:
    return frozenset(_extracted())


def _extracted() -> Iterator[Text]:
    with resources.as_file(resources.files("commonweal")) as package:
        with (package / "translations" / "babel.cfg").open() as file:
            methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel's own
        of_pages = [(pattern, method) for pattern, method in methods if pattern not in _TERMINAL]
        for _, _, text, _, context in extract_from_dir(
            package, of_pages, options, keywords=KEYWORDS
        ):
            yield context or "", text
