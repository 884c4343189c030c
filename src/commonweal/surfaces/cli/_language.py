# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The language of the terminal: sentences are translated here, as they are printed."""

import copy
import inspect
import os
import sys
import textwrap
from functools import cache
from gettext import NullTranslations
from typing import TYPE_CHECKING, Any, TextIO

import click

from commonweal.core.message import Message, counted, defined, message
from commonweal.core.text import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from commonweal.insight.priorities import Sentence

_NARROW = 80
# The first that is set decides, as for every other program.
NAMES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def wanted() -> str:
    """The locale that the environment asks for; English where it asks for none."""
    chosen = next((os.environ[name] for name in NAMES if os.environ.get(name)), "en")
    return chosen.partition(":")[0].partition(".")[0].partition("@")[0]


@cache
def _catalogue(locale: str) -> NullTranslations:
    """The catalogue of a locale, or of its language alone; English needs none to be read."""
    if locale.partition("_")[0] in ("en", "C", "POSIX", ""):
        return NullTranslations()
    from commonweal.translations import Language, languages, translator  # noqa: PLC0415  slow

    for name in (locale, locale.partition("_")[0]):
        if name in languages():
            return translator(Language(name))
    return NullTranslations()


def translated(sentence: str) -> str:
    """Translate a sentence that still knows what it says; leave any other text as it is."""
    if not isinstance(sentence, Message):
        return sentence
    from commonweal.translations import translated as translate  # noqa: PLC0415  slow

    catalogue = _catalogue(wanted())
    return translate(sentence, catalogue) if type(catalogue) is not NullTranslations else sentence


def printed(sentence: str) -> str:
    """Translate a sentence, and make control characters visible in all that is not ours."""
    return translated(_escaped(sentence))


def _escaped(sentence: str) -> str:
    if not isinstance(sentence, Message):
        return printable(sentence)
    values = {
        name: _escaped(value) if isinstance(value, str) else _foreign(value)
        for name, value in sentence.values.items()
    }
    return Message(sentence.text, sentence.plural, sentence.number, sentence.context, values)


def _foreign(value: object) -> object:
    return value if isinstance(value, int) else printable(str(value))


def note(text: str) -> None:
    """Print beside the results, with lines as wide as the terminal."""
    click.echo(_fitted(text, sys.stderr), err=True)


def plain_marks(text: str) -> str:
    """Take the signs that emphasise words on a page out of a text: `*title*`, "`path`"."""
    for mark in ("*", "`"):
        parts = text.split(mark)
        # A lone sign is no emphasis.
        text = "".join(parts) if len(parts) % 2 else text
    return text


def line(text: str) -> None:
    """Print a sentence that is translated already, with lines as wide as the terminal."""
    click.echo(_fitted(text, sys.stdout))


def _fitted(text: str, stream: TextIO) -> str:
    """Break lines where a terminal is at its end; a pipe has no width."""
    if not stream.isatty():
        return text
    width = terminal_width(stream)
    return "\n".join(wrapped(line, width) for line in text.split("\n"))


def wrapped(line: str, width: int) -> str:
    """Break between words alone, so that paths and commands can be copied."""
    words = line.lstrip(" ")
    start = " " * (len(line) - len(words))
    return textwrap.fill(
        words,
        width,
        initial_indent=start,
        subsequent_indent=start + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def terminal_width(stream: TextIO) -> int:
    """How wide the terminal is to which a stream goes; another may go elsewhere."""
    try:
        return int(os.environ.get("COLUMNS", "")) or _NARROW
    except ValueError:
        pass
    try:
        return os.get_terminal_size(stream.fileno()).columns or _NARROW
    except (OSError, ValueError):
        return _NARROW


def say(text: str, **values: Any) -> None:
    """Print a sentence in the language of the terminal."""
    click.echo(_fitted(translated(message(text, **values)), sys.stdout))


def warn(text: str, **values: Any) -> None:
    """Print a sentence beside the results."""
    note(translated(message(text, **values)))


def say_counted(text: str, plural: str, count: int, **values: Any) -> None:
    """Print a sentence about a number of things."""
    click.echo(_fitted(translated(counted(text, plural, count, **values)), sys.stdout))


def warn_counted(text: str, plural: str, count: int, **values: Any) -> None:
    """Print a sentence about a number of things beside the results."""
    note(translated(counted(text, plural, count, **values)))


def word(text: str) -> str:
    """Give a word, such as the head of a column."""
    return translated(text if isinstance(text, Message) else message(text))


def field(unit_id: str, name: str, text: str) -> str:
    """Give a text of a definition, such as the title of a metric."""
    return translated(defined(f"{unit_id}.{name}", text)) if text else ""


def filled(sentence: "Sentence", **shown: str) -> str:
    """Give a sentence of the priority list: a reason, or what to do; `shown` are more values."""
    values = {name: _plain(value) for name, value in sentence.values.items()} | shown
    if forms := sentence.forms:
        counts = Message(forms.singular, forms.plural, forms.number, sentence.context)
        return sentence.filled(translated(counts), values)
    text = translated(defined(sentence.context, sentence.text))
    # A probe may say a sentence that all probes share, which has no context of its own.
    return sentence.filled(text if text != sentence.text else word(text), values)


def _plain(value: object) -> object:
    """Write a number as people do: 1,629 and 4, not 4.0."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return translated(value) if isinstance(value, Message) else value
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def joined(names: "Sequence[str]", more: int) -> str:
    """Name the first of many, and count the others."""
    listed = ", ".join(names)
    if not more:
        return listed
    return translated(
        counted("%(names)s and %(num)s more", "%(names)s and %(num)s more", more, names=listed)
    )


def listed(text: str) -> None:
    """Print a point of a list, with lines as wide as the terminal."""
    click.echo(_fitted(f"- {text}", sys.stdout))


def translate_help(command: click.Command) -> click.Command:
    """Give a command whose help, and that of its options, is in the language of the terminal."""
    shown = copy.copy(command)
    shown.help = word(inspect.cleandoc(command.help)) if command.help else None
    shown.params = [_translated_option(parameter) for parameter in command.params]
    if isinstance(shown, click.Group) and isinstance(command, click.Group):
        shown.commands = {name: translate_help(part) for name, part in command.commands.items()}
    return shown


def _translated_option(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    shown = copy.copy(parameter)
    shown.help = word(parameter.help)
    return shown
