# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A site in several languages: each page leads to itself in the others, and says what it is."""

import re
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from commonweal.insight.priorities.steps import Sentence
from commonweal.surfaces.pages.fallbacks import named_as_english
from commonweal.surfaces.pages.wording import Wording
from commonweal.surfaces.site import publish
from commonweal.translations import END, ENGLISH, START, Language
from commonweal.translations.coverage import coverage
from tests.surfaces.html_tree import Element, tree
from tests.surfaces.test_incremental import ALONE, CHANGES, GROUPED, MEASURED, contents, numbers
from tests.surfaces.world import TEAM, World, build, reading_of

ARABIC, FRENCH = Language("ar"), Language("fr")
LEFT = "None of the people who wrote half of {project} committed in the year before {day}."

WITH_A_GROUP = [
    one if TEAM in one.groups else alone for one, alone in zip(GROUPED, ALONE, strict=True)
]


def put(out: Path, world: World, *languages: Language) -> None:
    first, *others = languages
    reading = reading_of(world.engine(), joined=("",), measured=MEASURED)
    publish(out, reading, office="Office", language=first, translations=others, workers=1)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return build(tmp_path_factory.mktemp("world"), WITH_A_GROUP)


@pytest.fixture(scope="module")
def three(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of it in three languages, to be copied."""
    folder = tmp_path_factory.mktemp("three")
    put(folder / "site", world, ENGLISH, FRENCH, ARABIC)
    return folder / "site"


@pytest.fixture(scope="module")
def alone(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("alone")
    put(folder / "site", world, ENGLISH)
    return folder / "site"


def pages_in(site: Path) -> dict[str, Element]:
    return {
        path.relative_to(site).as_posix(): tree(path.read_text("utf-8"))
        for path in site.rglob("*.html")
    }


def of_class(page: Element, tag: str, name: str) -> list[Element]:
    return [found for found in page.all(tag) if name in found.attributes.get("class", "").split()]


def test_every_page_is_there_in_every_language_and_data_once(three: Path, alone: Path) -> None:
    single, several = contents(alone), contents(three)

    shown = [path for path in single if path.endswith((".html", ".svg")) and path != "icon.svg"]
    translated = {f"{folder}/{path}" for folder in ("fr", "ar") for path in shown}
    assert {*several} == {*single} | translated


def test_every_page_leads_to_itself_in_each_language(three: Path) -> None:
    for path, page in pages_in(three).items():
        if path.endswith("brief-one-file.html"):
            assert [*page.all("a")] == []
            continue
        folder = path.partition("/")[0]
        here = path.removeprefix("fr/").removeprefix("ar/")
        [switch] = of_class(page, "nav", "languages")

        links = [link.attributes for link in switch.all("a")]
        names = [link.text() for link in switch.all("a")]
        targets = [((three / path).parent / link["href"]).resolve() for link in links]

        assert names == ["English", "français", "العربية"]
        assert [link["lang"] for link in links] == ["en", "fr", "ar"]
        assert [link["hreflang"] for link in links] == ["en", "fr", "ar"]
        assert targets == [three / here, three / "fr" / here, three / "ar" / here]
        current = [link["lang"] for link in links if "aria-current" in link]
        assert current == [folder if folder in ("fr", "ar") else "en"]


def test_every_link_of_a_translation_leads_somewhere(three: Path) -> None:
    for path, page in pages_in(three).items():
        for element in page.all("a", "link", "script"):
            address = element.attributes.get("href", element.attributes.get("src", ""))
            target = ((three / path).parent / address.partition("#")[0]).resolve()
            assert "://" in address or target.exists(), (path, address)


def test_a_site_in_the_language_of_the_source_has_no_switch_and_no_notice(alone: Path) -> None:
    for page in pages_in(alone).values():
        assert of_class(page, "nav", "languages") == []
        [foot] = page.all("footer")
        assert of_class(foot, "p", "note") == []


def test_pages_of_the_source_are_the_same_but_for_the_switch(three: Path, alone: Path) -> None:
    switch = re.compile(r'<nav class="languages".*?</nav>\n', re.DOTALL)
    for path in alone.rglob("*.html"):
        beside = (three / path.relative_to(alone)).read_text("utf-8")
        assert switch.sub("", beside) == path.read_text("utf-8")


def test_every_page_says_what_its_translation_is_and_how_much_there_is(three: Path) -> None:
    count = coverage(ARABIC)
    said = (
        "أُعدّت هذه الترجمة آليًا، ولم يراجعها أحد. "
        f"النصوص المترجمة: {count.translated} من {count.all:,}. والبقية بالإنجليزية."
    )

    for path in (three / "ar").rglob("*.html"):
        [foot] = tree(path.read_text("utf-8")).all("footer")
        assert [note.text() for note in of_class(foot, "p", "note")] == [said]


def test_text_without_a_translation_is_named_as_english(three: Path) -> None:
    arabic = tree((three / "ar" / "about.html").read_text("utf-8"))
    french = tree((three / "fr" / "about.html").read_text("utf-8"))

    english = [found.attributes for found in arabic.all("span") if "lang" in found.attributes]

    assert english
    assert all(found == {"lang": "en", "dir": "ltr"} for found in english)
    assert any(found.attributes == {"lang": "en"} for found in french.all("span"))
    assert not any(re.search(f"[{START}{END}]", text.decode()) for text in contents(three).values())


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("<p>[a] [b]</p>", "<p><i>a b</i></p>"),
        ("<p>[a <b>[c]</b> d]</p>", "<p><i>a <b><i>c</i></b> d</i></p>"),
        ('<p title="[a]">[b]</p>', '<p title="a"><i>b</i></p>'),
        (
            "<svg><title>[a]</title><text>[b]</text></svg>[c]",
            "<svg><title>a</title><text>b</text></svg><i>c</i>",
        ),
        ("<title>[a]</title><p>[b]</p>", "<title>a</title><p><i>b</i></p>"),
        ("<p>[a] x [b]</p>", "<p><i>a</i> x <i>b</i></p>"),
    ],
)
def test_an_element_stands_only_where_one_may(marked: str, shown: str) -> None:
    page = marked.replace("[", START).replace("]", END)

    found = named_as_english(page, "rtl")

    spans = '<span lang="en" dir="ltr">', "</span>"
    assert found == shown.replace("<i>", spans[0]).replace("</i>", spans[1])


def test_from_right_to_left_signs_and_foreign_names_stay_whole() -> None:
    arabic, english = Wording(ARABIC), Wording(ENGLISH)
    dated = Sentence("nobody_left.points.alone", LEFT, {"project": "@a/b", "day": "2026-08-20"})

    assert arabic.number(-60) == "\u200e-60"
    assert (english.number(-60), Wording(FRENCH).number(-60)) == ("-60", "-60")
    assert (
        arabic.say(dated)
        == "لم يودع أي ممن كتبوا نصف \u2068@a/b\u2069 شيئًا في العام السابق ليوم 20 أغسطس 2026."
    )
    assert "20 août 2026" in Wording(FRENCH).say(dated)
    assert english.say(dated).endswith("half of @a/b committed in the year before 2026-08-20.")


def test_a_sentence_without_a_translation_has_everything_in_english() -> None:
    arabic, french = Wording(ARABIC, marks=True), Wording(FRENCH)
    day, text = datetime(2025, 12, 24, tzinfo=UTC), "Never translated: %(what)s."
    values = {"day": "2025-12-24", "count": 12345}
    listed = Sentence("x.y", "{count} of {names} before {day}", values)

    assert french.say(listed, names=french.joined(["a", "b", "c"])) == (
        "12,345 of a, b, and c before 2025-12-24"
    )
    assert french.gettext(text, what=french.date(day)) == "Never translated: December 24, 2025."
    assert french.gettext(text, what=french.number(1.5, 1)) == "Never translated: 1.5."
    assert french.gettext(text, what=french.gettext("Projects")) == "Never translated: Projects."
    assert french.gettext("%(date)s", date=french.date(day)) == "December 24, 2025"
    said = arabic.gettext(text, what=arabic.ngettext("%(num)s more", "%(num)s more", 3))
    assert said == f"{START}Never translated: 3 more.{END}"
    assert "ديسمبر" in arabic.gettext("Surveyed on %(date)s.", date=arabic.date(day))


def test_from_right_to_left_each_name_of_a_list_stands_alone_and_is_not_broken() -> None:
    arabic = Wording(ARABIC, marks=True)

    said = arabic.gettext("Never translated (%(ids)s).", ids="SSPL-1.0, Some <b> License")
    shown = named_as_english(f'<p title="{said}">{said}</p>', "rtl")

    isolated = "\u2068SSPL-1.0\u2069, \u2068Some &lt;b&gt; License\u2069"
    assert f'title="Never translated ({isolated})."' in shown
    assert (
        '<span lang="en" dir="ltr">Never translated (<bdi class="name">SSPL-1.0</bdi>, '
        "\u2068Some &lt;b&gt; License\u2069).</span>"
    ) in shown


def test_nothing_is_touched_where_nothing_changed(
    three: Path, world: World, tmp_path: Path
) -> None:
    shutil.copytree(three, tmp_path / "site")
    first = numbers(tmp_path / "site")

    put(tmp_path / "site", world, ENGLISH, FRENCH, ARABIC)

    assert numbers(tmp_path / "site") == first


@pytest.mark.parametrize(
    "languages",
    [(ENGLISH,), (ENGLISH, ARABIC), (ARABIC, ENGLISH, FRENCH)],
    ids=["one", "two", "another first"],
)
def test_a_language_that_is_no_longer_named_leaves_the_site(
    three: Path, world: World, tmp_path: Path, languages: Sequence[Language]
) -> None:
    shutil.copytree(three, tmp_path / "site")

    put(tmp_path / "site", world, *languages)

    put(tmp_path / "whole", world, *languages)
    assert contents(tmp_path / "site") == contents(tmp_path / "whole")
    assert not (tmp_path / "site" / "fr").exists() or FRENCH in languages


def test_one_changed_project_rewrites_its_pages_in_every_language(
    three: Path, tmp_path: Path
) -> None:
    after = build(tmp_path / "after", CHANGES["numbers"])
    shutil.copytree(three, tmp_path / "site")
    first = numbers(tmp_path / "site")

    put(tmp_path / "site", after, ENGLISH, FRENCH, ARABIC)

    second = numbers(tmp_path / "site")
    written = {path for path in second if second[path] != first.get(path)}
    projects = {path for path in written if "projects/" in path and path.endswith(".html")}
    assert projects == {f"{folder}projects/tool-4.html" for folder in ("", "fr/", "ar/")}
    put(tmp_path / "whole", after, ENGLISH, FRENCH, ARABIC)
    assert contents(tmp_path / "site") == contents(tmp_path / "whole")
