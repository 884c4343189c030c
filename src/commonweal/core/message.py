# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Sentences that are written in English and translated where a person reads them."""

from typing import Any

# The field of a template such as `%(name)s`; values are put in when the sentence is read.
Values = dict[str, Any]


class Message(str):
    """English text that still knows its sentence and values, so that a surface translates it.

    It is the filled English sentence to everybody who does not ask for more. `plural` is
    the sentence for a `number` other than one; `context` tells translators its place.
    """

    __slots__ = ("context", "number", "plural", "text", "values")

    text: str
    plural: str
    number: int | None
    context: str
    values: Values

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to a worker with the sentence and its values."""
        return (_made, (self.text, self.plural, self.number, self.context, self.values))


def marked(text: str) -> str:
    """Mark a sentence for translators; whoever shows it translates it."""
    return text


def message(text: str, **values: Any) -> Message:
    """Say a sentence; `%(name)s` stands for a value. Without values it is taken as it is."""
    return _made(text, "", None, "", values)


def counted(text: str, plural: str, count: int, **values: Any) -> Message:
    """Say a sentence about a number of things; `%(num)s` is that number."""
    return _made(text, plural, count, "", {"num": count, **values})


def defined(context: str, text: str) -> Message:
    """Say the text of a definition, which is translated under its context."""
    return _made(text, "", None, context, {})


def _made(text: str, plural: str, count: int | None, context: str, values: Values) -> Message:
    sentence = text if count in (None, 1) else plural
    made = str.__new__(Message, sentence % values if values else sentence)
    made.text, made.plural, made.number = text, plural, count
    made.context, made.values = context, values
    return made
