# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Each translation says as much as its source: the same values, in every form of its plural."""

import io
import re
from gettext import c2py
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from commonweal import translations
from commonweal.surfaces.pages.wording import Wording
from commonweal.translations import (
    Language,
    catalogue_of,
    compiled,
    contact_of,
    is_translated,
    languages,
    state_of,
)
from commonweal.translations.coverage import coverage

PLACE = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%")
TRANSLATIONS = [locale for locale in languages() if locale != "en"]
# Every form of a plural stands for some of these.
NUMBERS = range(1000)


def catalogue_in(locale: str) -> Catalog:
    return read_po(io.BytesIO(catalogue_of(locale)), locale=locale, abort_invalid=True)


def places(text: str) -> set[str]:
    return {*PLACE.findall(text)}


def forms_of(message: Message) -> list[str]:
    said = message.string or ""
    return [said] if isinstance(said, str) else [*said]


def unlike_its_source(message: Message, rule: str) -> list[str]:
    """Forms whose values are not those of the source.

    A form that stands for one number alone may leave the number out: "two projects" is one
    word in Arabic.
    """
    if isinstance(message.id, str):
        source, number = places(message.id), set[str]()
    else:
        singular, plural = (places(text) for text in message.id)
        source = singular | plural
        number = (singular ^ plural) | {"%(num)s", "{num}"}
    form_of = c2py(rule)
    forms = [form_of(n) for n in NUMBERS]
    return [
        text
        for form, text in enumerate(forms_of(message))
        if places(text) not in ([source, source - number] if forms.count(form) == 1 else [source])
    ]


@pytest.mark.parametrize(
    ("source", "translated", "wrong"),
    [
        ("%(num)s of {all}", "{all}: %(num)s", []),
        ("%(num)s of {all}", "%(num)s", ["%(num)s"]),
        ("In %(place)s", "%(plaec)s", ["%(plaec)s"]),
        ("100%% of it", "100% of it", ["100% of it"]),
        (
            ("{num} of {all}", "{num} of {all}"),
            ("{all}", "{num} {all}", "{all}"),
            ["{all}"],
        ),
        (("One file of {p}", "{n} files of {p}"), ("{p}", "{p}", "{n} {p}"), []),
        (("One file of {p}", "{n} files of {p}"), ("{p}", "x", "{n} {p}"), ["x"]),
    ],
)
def test_a_value_that_is_lost_or_misspelt_is_seen(
    source: str, translated: str, wrong: list[str]
) -> None:
    message = Message(source, translated)

    assert unlike_its_source(message, "n == 1 ? 0 : n == 2 ? 1 : 2") == wrong


@pytest.mark.parametrize("locale", TRANSLATIONS)
def test_each_translation_has_the_values_of_its_source(locale: str) -> None:
    catalogue = catalogue_in(locale)

    wrong = {
        (message.context, message.id): found
        for message in catalogue
        if message.id and (found := unlike_its_source(message, catalogue.plural_expr))
    }

    assert len(catalogue) > 12
    assert wrong == {}


@pytest.mark.parametrize("locale", TRANSLATIONS)
def test_each_translation_has_all_forms_and_none_is_empty(locale: str) -> None:
    catalogue = catalogue_in(locale)

    for message in catalogue:
        forms = forms_of(message)
        wanted = 1 if isinstance(message.id, str) else catalogue.num_plurals
        told = f"{locale}: translate this in every form, or take it out: {message.id}"
        assert len(forms) == wanted, told
        assert all(text.strip() for text in forms), told
        assert not message.fuzzy, f"{locale}: look at this and take off the mark: {message.id}"


@pytest.mark.parametrize(
    ("locale", "number", "said"),
    [
        ("fr", 0, "0 projet"),
        ("fr", 1, "1 projet"),
        ("fr", 2, "2 projets"),
        ("ar", 1, "مشروع واحد"),
        ("ar", 2, "مشروعان"),
        ("ar", 3, "3 مشاريع"),
        ("ar", 11, "11 مشروعًا"),
        ("ar", 100, "100 مشروع"),
        ("ar", 103, "103 مشاريع"),
    ],
)
def test_a_number_takes_the_form_of_its_language(locale: str, number: int, said: str) -> None:
    wording = Wording(Language(locale))

    assert wording.ngettext("%(num)s project", "%(num)s projects", number) == said


def test_a_catalogue_says_what_readers_may_expect_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    head = b'# by people\nmsgid ""\nmsgstr ""\n"Language: eo\\n"\n%s\nmsgid "a"\nmsgstr "b"\n'
    said = [
        b'"X-State: reviewed\\n"\n"Report-Msgid-Bugs-To: words@office.example\\n"\n',
        b'"X-State: splendid\\n"\n',
        b'"Report-Msgid-Bugs-To: EMAIL@ADDRESS\\n"\n',
        b"",
    ]
    found = []
    for lines in said:
        monkeypatch.setattr(translations, "catalogue_of", lambda _, lines=lines: head % lines)
        found.append((state_of(Language("eo")), contact_of(Language("eo"))))

    assert found == [("reviewed", "words@office.example"), *[("machine", "")] * 3]


def test_what_has_an_empty_form_has_no_translation() -> None:
    head = b'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'
    counted = b'msgid "%(num)s day"\nmsgid_plural "%(num)s days"\n'
    forms = {
        "none": b'msgstr[0] ""\nmsgstr[1] ""\n',
        "one": b'msgstr[0] "%(num)s tago"\nmsgstr[1] ""\n',
        "both": b'msgstr[0] "%(num)s tago"\nmsgstr[1] "%(num)s tagoj"\n',
    }

    found = {
        name: is_translated(
            Language("eo", "", compiled(head + counted + said, "eo")),
            "",
            ("%(num)s day", "%(num)s days"),
        )
        for name, said in forms.items()
    }

    assert found == {"none": False, "one": False, "both": True}


@pytest.mark.parametrize("locale", ["ar", "fr"])
def test_what_a_machine_wrote_says_so(locale: str) -> None:
    assert b'\n"X-State: machine\\n"\n' in catalogue_of(locale)
    assert state_of(Language(locale)) == "machine"
    assert len(catalogue_in(locale)) > 400


def test_coverage_counts_texts_of_pages_and_not_of_commands(marked: bytes) -> None:
    everything = coverage(Language("eo", "", marked))
    french = coverage(Language("fr"))

    assert everything.translated == everything.all > 2000
    assert french.all == everything.all
    assert 400 < french.translated < french.all
    assert not is_translated(Language("fr"), "", "Write the static site of the last survey.")


@pytest.mark.parametrize("locale", TRANSLATIONS)
def test_what_every_page_says_is_translated(locale: str) -> None:
    """The frame of a page holds no English; what is rare may."""
    frame = Path(translations.__file__).parents[1] / "surfaces" / "pages" / "_base.html"
    said = re.findall(r'(?<!n)_\("([^"]+)"', frame.read_text("utf-8"))
    missing = [text for text in said if not is_translated(Language(locale), "", text)]

    assert len(said) > 12
    assert not missing, f"{locale}: translate these first, every page has them: {missing}"
