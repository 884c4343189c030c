# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Sentences that are written in English and translated where a person reads them."""

from typing import Any


class Number(int):
    """A number in a sentence, with its thousands apart; a language writes it in its own way."""

    def __str__(self) -> str:
        return f"{int(self):,}"


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

    def __new__(
        cls,
        text: str,
        plural: str = "",
        number: int | None = None,
        context: str = "",
        values: Values | None = None,
    ) -> "Message":
        """Fill the English sentence."""
        sentence = text if number in (None, 1) else plural
        made = str.__new__(cls, sentence % values if values else sentence)
        made.text, made.plural, made.number = text, plural, number
        made.context, made.values = context, values or {}
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes with the sentence and its values."""
        return (Message, (self.text, self.plural, self.number, self.context, self.values))


def marked(text: str) -> str:
    """Mark a sentence for translators; whoever shows it translates it."""
    return text


def message(text: str, **values: Any) -> Message:
    """Say a sentence; `%(name)s` stands for a value. Without values it is taken as it is."""
    return Message(text, values=values)


def counted(text: str, plural: str, count: int, **values: Any) -> Message:
    """Say a sentence about a number of things; `%(num)s` is that number."""
    return Message(text, plural, count, values={"num": Number(count), **values})


def defined(context: str, text: str) -> Message:
    """Say the text of a definition, which is translated under its context."""
    return Message(text, context=context)
