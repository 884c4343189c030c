# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How values read in a language: numbers, dates, units, translated text, foreign names."""

import copy
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Protocol

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton
from babel.lists import format_list
from babel.numbers import NumberPattern, format_compact_decimal, format_decimal
from markupsafe import Markup, escape

from commonweal.core.message import Message
from commonweal.core.text import printable
from commonweal.insight.figures import Figure, decimals_of
from commonweal.insight.priorities import Class, Sentence, classes
from commonweal.measures.probe import Forms
from commonweal.surfaces.pages.fallbacks import unmarked
from commonweal.surfaces.pages.units import UNITS
from commonweal.translations import (
    ENGLISH,
    Language,
    is_english,
    marking_translator,
    translated,
    translator,
)

# What a definition names between stars: a metric or a page.
_TITLE = re.compile(r"\*([^*\s][^*]{0,100})\*")
_CODE = re.compile(r"`([^`]{1,200})`")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# A mark that is not seen: what stands behind it runs from left to right.
_LEFT_TO_RIGHT = "\u200e"
# What stands between these has a direction of its own, as in <bdi>; they may stand in attributes.
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
MIB = 1024 * 1024
KIB = 1024


class Translated(Protocol):
    """Something with an id whose texts are translated: a metric or its label."""

    @property
    def id(self) -> str:
        """Context of its texts."""
        ...


class Wording:
    """All words and formats of one language.

    Where `marks` is set, text without a translation stands between two marks, which
    `named_as_english` turns into elements.
    """

    def __init__(self, language: Language = ENGLISH, *, marks: bool = False) -> None:
        locale = language.locale
        self.locale = Locale.parse(locale, sep="-" if "-" in locale else "_")
        self.lang = locale.replace("_", "-")
        self.direction = language.direction or self.locale.text_direction
        self._plain = translator(language)
        self._is_english = is_english(language)
        with_marks = marks and not self._is_english
        self._catalogue = marking_translator(language) if with_marks else self._plain

    def plain(self, sentence: str) -> str:
        """Translate a sentence into plain text, for data and terminals."""
        return translated(sentence, self._plain)

    def text(self, sentence: str) -> object:
        """Translate a sentence for a page; text that is not ours is made visible."""
        if not isinstance(sentence, Message):
            return foreign(sentence)
        values = {
            name: self.text(value) if isinstance(value, Message) else value
            for name, value in sentence.values.items()
        }
        if sentence.number is not None:
            values["num"] = self.number(sentence.number)
            return self.ngettext(sentence.text, sentence.plural, sentence.number, **values)
        if sentence.context:
            return self.pgettext(sentence.context, sentence.text, **values)
        return self.gettext(sentence.text, **values)

    def titled(self, title: str) -> object:
        """Show the title of a page: a name that is not ours keeps its own direction."""
        shown = self.text(title)
        return shown if isinstance(title, Message) else Markup("<bdi>{}</bdi>").format(shown)

    def gettext(self, message: str, **values: object) -> Markup:
        """Translate a message and put values in, escaped."""
        return self._filled(self._catalogue.gettext(message), values)

    def ngettext(self, singular: str, plural: str, n: int, **values: object) -> Markup:
        """Translate a message that counts; `%(num)s` is the number as the language writes it."""
        values.setdefault("num", self.number(n))
        return self._filled(self._catalogue.ngettext(singular, plural, n), values)

    def pgettext(self, context: str, message: str, **values: object) -> Markup:
        """Translate a message whose meaning depends on its place."""
        return self._filled(self._catalogue.pgettext(context, message), values)

    def _filled(self, message: str, values: dict[str, object]) -> Markup:
        shown = {name: self._isolated(value) for name, value in values.items()}
        return Markup(message) % shown  # noqa: S704  messages are our own; values are escaped

    def field(self, unit: Translated, field: str) -> Markup:
        """Give a text of a definition in this language."""
        text, context = str(getattr(unit, field)), f"{unit.id}.{field}"
        shown = _with_code(escape(self._catalogue.pgettext(context, text) if text else ""))
        return Markup(_TITLE.sub(r"<em>\1</em>", shown))  # noqa: S704  escaped

    def label(self, unit: Translated, label: str) -> object:
        """Give a label of a breakdown, translated where the metric's own words are known."""
        context = f"{unit.id}.label"
        return foreign(self._plain.pgettext(context, label) if label else label)

    def sentence(
        self,
        unit: Translated,
        name: str,
        text: str,
        values: Mapping[str, object],
        forms: Forms | None = None,
    ) -> Markup:
        """Fill a sentence of a definition; `{name}` stands for a value, which is not ours."""
        return self._reason(f"{unit.id}.reasons.{name}", text, values, forms)

    def _reason(
        self, context: str, text: str, values: Mapping[str, object], forms: Forms | None
    ) -> Markup:
        """Translate a sentence of a definition, or one that any probe may say."""
        if forms:
            found = self._catalogue.npgettext(context, forms.singular, forms.plural, forms.number)
        else:
            found = self._catalogue.pgettext(context, text) if text else ""
        if text and unmarked(found) == text:
            found = self._catalogue.gettext(text)
        shown = {key: self._shown(key, value) for key, value in values.items()}
        sentence = Markup(_with_code(escape(found)))  # noqa: S704  escaped
        return sentence.format_map(defaultdict(str, shown))

    def say(self, sentence: Sentence, **shown: object) -> Markup:
        """Fill a sentence of the priority list in this language; `shown` stands for its values."""
        values = {**sentence.values, **shown}
        return self._reason(sentence.context, sentence.text, values, sentence.forms)

    def joined(self, names: Sequence[str], more: int = 0) -> Markup:
        """Write a list as the language does, with how many more there are at its end."""
        shown = [str(foreign(name)) for name in names]
        if more:
            shown.append(str(self.ngettext("%(num)s more", "%(num)s more", more)))
        return Markup(format_list(shown, locale=self.locale))  # noqa: S704  each is escaped

    def class_title(self, name: Class) -> Markup:
        """Name a class of the priority list."""
        text, context = classes()[name].title, f"priority.{name}.title"
        return escape(self._catalogue.pgettext(context, text))

    def _shown(self, key: str, value: object) -> object:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self.number(value, 0 if float(value).is_integer() else 1)
        if isinstance(value, Message):
            return self.text(value)
        if key == "day" and not self._is_english and _DAY.fullmatch(str(value)):
            return escape(format_date(date.fromisoformat(str(value)), "long", locale=self.locale))
        return self._isolated(value)

    def _isolated(self, value: object) -> object:
        """Show a value that is not ours; from right to left, a path or a version stays whole."""
        shown = foreign(value)
        if shown is value or self._is_english or self.direction == "ltr":
            return shown
        return Markup(f"{_ISOLATE}{shown}{_END_OF_ISOLATE}")  # noqa: S704  escaped by foreign

    def number(self, value: float, decimals: int = 0) -> Markup:
        """Write a number with so many decimals, in this language's digits and separators."""
        return _decimal(value, decimals, self.locale)

    def unit(self, figure: Figure) -> Markup:
        """Give the unit of a number as the number wants it: 1 person, 2 people."""
        metric, value = figure.metric, figure.value or 0
        counted_as = UNITS.get(metric.unit)
        if counted_as is None or not float(value).is_integer():
            return self.field(metric, "unit")
        counted = counted_as(int(value))
        return self.ngettext(counted.text, counted.plural, int(value))

    def short(self, value: float) -> Markup:
        """Write a large number short, such as 150K."""
        return escape(format_compact_decimal(value, locale=self.locale, fraction_digits=1))

    def size(self, count: int) -> Markup:
        """Write a number of bytes."""
        if count >= MIB:
            return self.gettext("%(size)s MiB", size=self.number(count / MIB, 1))
        return self.gettext("%(size)s KiB", size=self.number(count / KIB, 1))

    def month(self, period: str) -> Markup:
        """Write a month such as 2024-03."""
        return _month(period, self.locale)

    def date(self, moment: datetime) -> Markup:
        """Write a day."""
        return escape(format_date(moment.astimezone(UTC).date(), "long", locale=self.locale))

    def moment(self, moment: datetime) -> Markup:
        """Write a day and time, UTC."""
        return escape(
            format_datetime(moment.astimezone(UTC), "long", tzinfo=UTC, locale=self.locale)
        )

    def functions(self) -> dict[str, Callable[..., object]]:
        """Give what templates may call."""
        return {
            "_": self.gettext,
            "gettext": self.gettext,
            "ngettext": self.ngettext,
            "pgettext": self.pgettext,
            "text": self.text,
            "titled": self.titled,
            "field": self.field,
            "label": self.label,
            "sentence": self.sentence,
            "say": self.say,
            "joined": self.joined,
            "decimals_of": decimals_of,
            "class_title": self.class_title,
            "number": self.number,
            "unit": self.unit,
            "size": self.size,
            "month": self.month,
            "date": self.date,
            "moment": self.moment,
        }


def _with_code(text: Markup) -> str:
    """Show what our sentences put between backticks as program text."""
    # Of markup, the parts would be joined as markup is: escaped once more.
    return _CODE.sub(r"<code>\1</code>", str(text))


def foreign(value: object) -> object:
    """Make text visible that is not ours: control and direction characters as escapes."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return escape(printable(value))
    return value


@lru_cache(maxsize=64)
def _pattern(decimals: int, locale: Locale) -> NumberPattern:
    pattern: NumberPattern = copy.copy(locale.decimal_formats[None])
    pattern.frac_prec = (decimals, decimals)
    return pattern


@lru_cache(maxsize=65536)
def _decimal(value: float, decimals: int, locale: Locale) -> Markup:
    # What rounds to minus zero is written 0.
    rounded = round(value, decimals) + 0.0
    written = format_decimal(rounded, format=_pattern(decimals, locale), locale=locale)
    # Else the sign would be shown behind the number.
    is_turned = rounded < 0 and locale.text_direction == "rtl"
    return escape(f"{_LEFT_TO_RIGHT}{written}" if is_turned else written)


@lru_cache(maxsize=4096)
def _month(period: str, locale: Locale) -> Markup:
    year, _, month = period.partition("-")
    return escape(format_skeleton("yMMM", date(int(year), int(month), 1), locale=locale))
