# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Every word on a page can be translated, and a language is nothing but a catalogue."""

import io
import re
from pathlib import Path

import msgspec
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from commonweal.core.problem import InputMissing
from commonweal.insight.priorities.steps import Sentence
from commonweal.measures.probe import Forms
from commonweal.surfaces.pages.units import UNITS
from commonweal.surfaces.pages.wording import Wording
from commonweal.surfaces.site import publish
from commonweal.translations import Language, language, languages, translator
from tests.surfaces.html_tree import Element, tree
from tests.surfaces.world import World, build, definitions, portfolio, reading_of

OFFICE = "Ministry"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> World:
    return build(tmp_path_factory.mktemp("small"), portfolio(14))


def unmarked(root: Element, foreign: set[str]) -> list[str]:
    """Texts that no catalogue touched: neither marked, nor foreign, nor a number or a date."""
    found = []

    def walk(element: Element) -> None:
        if element.tag in ("code", "bdi", "pre", "text", "meta", "style"):
            return
        if element.tag == "title" and element.text().endswith(f" · {OFFICE}"):
            # Pages of projects are titled with their foreign name.
            foreign.add(element.text())
        written = [*element.texts, element.attributes.get("aria-label", "")]
        for text in (piece.strip() for piece in written):
            words = "".join(c for c in text if c.isalpha())
            if words and "⟦" not in text and "⟧" not in text and text not in foreign:
                found.append(f"<{element.tag}> {text}")
        for child in element.children:
            walk(child)

    walk(root)
    return found


def _whole_sentences(page: str) -> str:
    """Program text or a title in a marked sentence cuts it into pieces; some bear no mark."""
    return re.sub(r"⟦[^⟦⟧]*⟧", lambda found: re.sub("</?(?:code|em)>", "", found[0]), page)


def test_every_text_of_every_page_comes_from_the_catalogue(
    small: World, marked: bytes, tmp_path: Path
) -> None:
    language = Language("en", "", marked)
    wording = Wording(language)
    publish(tmp_path / "site", reading_of(small.engine()), office=OFFICE, language=language)
    months = {str(wording.month(f"{y}-{m:02d}")) for y in range(2021, 2027) for m in range(1, 13)}
    # CHAOSS names are proper names; versions and moments are no prose.
    foreign = {"JSON", "CSV"} | {metric.chaoss for metric in definitions()} | months
    foreign |= {"March 17, 2026, 9:30:00\u202fAM UTC", "Sign in."}
    # CLDR joins lists.
    foreign |= {"and", ", and"}

    left = {
        text
        for path in (tmp_path / "site").rglob("*.html")
        for text in unmarked(tree(_whole_sentences(path.read_text("utf-8"))), foreign)
    }

    assert "\n".join(sorted(left)) == ""


def test_texts_of_metrics_are_extracted_with_their_place_as_context(catalogue: Catalog) -> None:
    for metric in definitions():
        for field in ("title", "question", "definition", "unit"):
            message = catalogue.get(getattr(metric, field), context=f"{metric.id}.{field}")
            assert message is not None, (metric.id, field)


def test_what_a_definition_emphasises_is_emphasised_on_pages() -> None:
    metric = msgspec.structs.replace(
        definitions()[0], definition="*Commits* says `how many`, 2 * 3 <b>."
    )

    assert str(Wording().field(metric, "definition")) == (
        "<em>Commits</em> says <code>how many</code>, 2 * 3 &lt;b&gt;."
    )


def test_english_is_there_and_leaves_messages_as_they_are() -> None:
    english = translator()

    assert "en" in languages()
    assert english.gettext("Overview") == "Overview"
    assert [english.ngettext("a day", "days", n) for n in (1, 2)] == ["a day", "days"]


def test_a_language_without_a_catalogue_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputMissing) as caught:
        language("tlh")

    assert caught.value.what == "there is no translation into tlh"
    assert "en" in caught.value.fix


def test_numbers_and_dates_follow_the_language(marked: bytes) -> None:
    french = Wording(Language("fr", "", marked))

    assert french.number(1234567.5, 1) == "1\u202f234\u202f567,5"
    assert french.month("2026-02") == "févr. 2026"
    assert Wording(Language("ar", "", marked)).direction == "rtl"


def test_what_rounds_to_minus_zero_is_zero() -> None:
    assert Wording().number(-0.2) == "0"


def test_values_put_into_a_sentence_are_escaped_and_made_visible() -> None:
    said = Wording().gettext("Made for %(name)s.", name="<b>\u202e")

    assert said == "Made for &lt;b&gt;\\u202e."


def test_commands_in_sentences_are_program_text_and_values_are_never_markup() -> None:
    sentence = Sentence("unit.reasons.x", "Run `commonweal survey` for {name}.", {"name": "<b>"})

    assert str(Wording().say(sentence)) == "Run <code>commonweal survey</code> for &lt;b&gt;."


def test_a_unit_follows_its_number(small: World) -> None:
    reading = reading_of(small.engine())
    figure = reading.figure(reading.portfolio, reading.by_id["contributors"])
    of_one = msgspec.structs.replace(figure, value=1.0)

    assert str(Wording().unit(of_one)) == "person"
    assert str(Wording().unit(msgspec.structs.replace(figure, value=2.0))) == "people"
    assert str(Wording().unit(msgspec.structs.replace(figure, value=0.0))) == "people"


def test_every_unit_that_counts_has_its_two_forms() -> None:
    plural = {metric.unit for metric in definitions() if metric.unit.endswith("s")}

    assert plural - {"times the long pause", "person-months"} <= {*UNITS}


def test_a_finding_that_counts_takes_the_form_of_its_language() -> None:
    """Russian has three; what a sentence says of one thing is one of them."""
    russian = Catalog(locale="ru")
    forms = Forms("One file.", "{files} files.", 3)
    russian.add(
        (forms.singular, forms.plural),
        ("{files} файл", "{files} файла", "{files} файлов"),
        context="p.reasons.x",
    )
    written = io.BytesIO()
    write_mo(written, russian)
    wording = Wording(Language("ru", "", written.getvalue()))

    said = [
        wording.say(
            Sentence(
                "p.reasons.x",
                "{files} files.",
                {"files": number},
                Forms(forms.singular, forms.plural, number),
            )
        )
        for number in (1, 3, 5)
    ]

    assert [str(text) for text in said] == ["1 файл", "3 файла", "5 файлов"]
