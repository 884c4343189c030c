# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How values read in a language: numbers, dates, units, translated text, foreign names."""

import copy
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache, partial, wraps
from typing import Protocol, TypeVar, cast

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
from commonweal.surfaces.pages.fallbacks import END_OF_ISOLATE, ISOLATE, unmarked
from commonweal.surfaces.pages.units import UNITS
from commonweal.translations import (
    ENGLISH,
    START,
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
_COMMA = ", "
MIB = 1024 * 1024
KIB = 1024


class Translated(Protocol):
    """Something with an id whose texts are translated: a metric or its label."""

    @property
    def id(self) -> str:
        """Context of its texts."""
        ...


class Said(Markup):
    """What a language says, with the same in English: a sentence in English takes that."""

    __slots__ = ("in_english",)
    in_english: Callable[[], object]


_Saying = TypeVar("_Saying", bound=Callable[..., Markup])


def _also_in_english(say: _Saying) -> _Saying:
    """Let what is said be put into a sentence that has no translation."""

    @wraps(say)
    def said(wording: "Wording", *args: object, **values: object) -> Markup:
        shown = say(wording, *args, **values)
        if wording.is_english:
            return shown
        kept = Said(shown)
        kept.in_english = partial(say, english(), *args, **values)
        return kept

    return cast("_Saying", said)


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
        self.is_english = is_english(language)
        self._has_marks = marks and not self.is_english
        self._catalogue = self._plain if self.is_english else marking_translator(language)

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

    @_also_in_english
    def gettext(self, message: str, **values: object) -> Markup:
        """Translate a message and put values in, escaped."""
        return self._filled(self._catalogue.gettext(message), values)

    @_also_in_english
    def ngettext(self, singular: str, plural: str, n: int, **values: object) -> Markup:
        """Translate a message that counts; `%(num)s` is the number as the language writes it."""
        values.setdefault("num", self.number(n))
        return self._filled(self._catalogue.ngettext(singular, plural, n), values)

    @_also_in_english
    def pgettext(self, context: str, message: str, **values: object) -> Markup:
        """Translate a message whose meaning depends on its place."""
        return self._filled(self._catalogue.pgettext(context, message), values)

    def _filled(self, message: str, values: dict[str, object]) -> Markup:
        teller = self._teller(message)
        shown = {name: self._isolated(teller.told(value)) for name, value in values.items()}
        # Messages are our own, and values are escaped.
        return Markup(self._marked(message)) % shown  # noqa: S704

    def _teller(self, found: str) -> "Wording":
        """Give who tells the values of a sentence: all of it is in one language."""
        return english() if found.startswith(START) else self

    def _marked(self, found: str) -> str:
        return found if self._has_marks else unmarked(found)

    def told(self, value: object) -> object:
        """Give what another language said in English, where this is English."""
        return value.in_english() if self.is_english and isinstance(value, Said) else value

    @_also_in_english
    def field(self, unit: Translated, field: str) -> Markup:
        """Give a text of a definition in this language."""
        text, context = str(getattr(unit, field)), f"{unit.id}.{field}"
        shown = _with_code(
            escape(self._marked(self._catalogue.pgettext(context, text)) if text else "")
        )
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
        teller = self._teller(found)
        shown = {key: self._isolated(teller.shown(key, value)) for key, value in values.items()}
        sentence = Markup(_with_code(escape(self._marked(found))))  # noqa: S704  escaped
        return sentence.format_map(defaultdict(str, shown))

    def say(self, sentence: Sentence, **shown: object) -> Markup:
        """Fill a sentence of the priority list in this language; `shown` stands for its values."""
        values = {**sentence.values, **shown}
        return self._reason(sentence.context, sentence.text, values, sentence.forms)

    @_also_in_english
    def joined(self, names: Sequence[str], more: int = 0) -> Markup:
        """Write a list as the language does, with how many more there are at its end."""
        shown = [str(self._isolated(name)) for name in names]
        if more:
            shown.append(str(self.ngettext("%(num)s more", "%(num)s more", more)))
        return Markup(format_list(shown, locale=self.locale))  # noqa: S704  each is escaped

    @_also_in_english
    def class_title(self, name: Class) -> Markup:
        """Name a class of the priority list."""
        text, context = classes()[name].title, f"priority.{name}.title"
        return escape(self._marked(self._catalogue.pgettext(context, text)))

    def shown(self, key: str, value: object) -> object:
        """Write a value of a sentence; a name that is not ours is left as it is."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self.number(value, 0 if float(value).is_integer() else 1)
        if isinstance(value, Message):
            return self.text(value)
        if key == "day" and not self.is_english and _DAY.fullmatch(str(value)):
            return escape(format_date(date.fromisoformat(str(value)), "long", locale=self.locale))
        return self.told(value)

    def _isolated(self, value: object) -> object:
        """Show a value that is not ours; from right to left, a path or a version stays whole.

        Each name of a list stands alone: the first of them comes first, also where a line ends.
        """
        shown = foreign(value)
        if shown is value or self.is_english or self.direction == "ltr":
            return shown
        names = str(shown).split(_COMMA)
        return Markup(_COMMA.join(f"{ISOLATE}{name}{END_OF_ISOLATE}" for name in names))  # noqa: S704  escaped by foreign

    @_also_in_english
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

    @_also_in_english
    def short(self, value: float) -> Markup:
        """Write a large number short, such as 150K."""
        return escape(format_compact_decimal(value, locale=self.locale, fraction_digits=1))

    def size(self, count: int) -> Markup:
        """Write a number of bytes."""
        if count >= MIB:
            return self.gettext("%(size)s MiB", size=self.number(count / MIB, 1))
        return self.gettext("%(size)s KiB", size=self.number(count / KIB, 1))

    @_also_in_english
    def month(self, period: str) -> Markup:
        """Write a month such as 2024-03."""
        return _month(period, self.locale)

    @_also_in_english
    def date(self, moment: datetime) -> Markup:
        """Write a day."""
        return escape(format_date(moment.astimezone(UTC).date(), "long", locale=self.locale))

    @_also_in_english
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


@cache
def english() -> Wording:
    """Give the words of English, which sentences without a translation are in."""
    return Wording()


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
