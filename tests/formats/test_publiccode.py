# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""publiccode.yml: each way to be wrong, by level, key, line and column."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.formats.publiccode.graphemes import count_graphemes
from commonweal.formats.publiccode.judge import judge, judge_beside, recognises, wanted
from commonweal.formats.publiccode.language import is_language_tag

LONG = "A tool that answers letters. " * 8
GOOD = f"""\
publiccodeYmlVersion: "0.7"
name: Letterbox
url: "https://example.org/letterbox.git"
platforms: [web]
developmentStatus: stable
softwareType: addon
description:
  en:
    shortDescription: Answers letters
    longDescription: "{LONG}"
    features: [Answers]
legal:
  license: EUPL-1.2
maintenance:
  type: internal
  contacts:
    - name: Ada
localisation:
  localisationReady: true
  availableLanguages: [en]
"""

Found = tuple[str, str, int, int]


def found(text: str) -> list[Found]:
    """Judge and give level, key, line and column of each result."""
    results = judge("publiccode.yml", text.encode())["results"]
    return [
        (result["level"], result["key"], result["line"], result["column"]) for result in results
    ]


WRONG: dict[str, tuple[str, str, Found]] = {
    "a name that is missing": ("name: Letterbox\n", "", ("error", "name", 1, 1)),
    "a name without a value": ("name: Letterbox", "name:", ("error", "name", 2, 1)),
    "an address without a scheme": (
        '"https://example.org/letterbox.git"', "example", ("error", "url", 3, 1)),
    "no platform": ("[web]", "[]", ("error", "platforms", 4, 1)),
    "a status that is none": ("stable", "ready", ("error", "developmentStatus", 5, 1)),
    "a type that is none": ("addon", "plugin", ("error", "softwareType", 6, 1)),
    "a language of POSIX": ("  en:", "  en_GB:", ("error", "description", 7, 1)),
    "a language that nobody speaks": ("  en:", "  qqx:", ("error", "description", 7, 1)),
    "a short text that is long": (
        "Answers letters", "a" * 151, ("error", "description.en.shortDescription", 9, 5)),
    "a long text that is short": (
        LONG, "short", ("error", "description.en.longDescription", 10, 5)),
    "no features": ("[Answers]", "[]", ("error", "description.en.features", 11, 5)),
    "a licence that is none": ("EUPL-1.2", "Mine", ("error", "legal.license", 13, 3)),
    "a legal part that is empty": (
        "legal:\n  license: EUPL-1.2", "legal: {}", ("error", "legal.license", 12, 8)),
    "no legal part": ("legal:\n  license: EUPL-1.2\n", "", ("error", "legal.license", 0, 0)),
    "contacts that are missing": (
        "  contacts:\n    - name: Ada\n", "", ("error", "maintenance.contacts", 15, 3)),
    "contractors that are missing": (
        "internal", "contract", ("error", "maintenance.contractors", 15, 3)),
    "contractors that may not be": (
        "type: internal", "type: internal\n  contractors: []",
        ("error", "maintenance.contractors", 16, 3)),
    "a contact without a name": (
        "name: Ada", "email: a@b.example", ("error", "maintenance.contacts[0].name", 17, 7)),
    "a mail address that is none": (
        "name: Ada", "name: Ada\n      email: ada",
        ("error", "maintenance.contacts[0].email", 18, 7)),
    "a tongue that is none": (
        "[en]\n", "[en, zz]\n", ("error", "localisation.availableLanguages[1]", 20, 28)),
    "a category that is none": (
        "platforms", "categories: [fun]\nplatforms", ("error", "categories[0]", 4, 14)),
    "a scope that is none": (
        "platforms", "intendedAudience: {scope: [all]}\nplatforms",
        ("error", "intendedAudience.scope[0]", 4, 28)),
    "a country that is none": (
        "platforms", "intendedAudience: {countries: [XX]}\nplatforms",
        ("error", "intendedAudience.countries[0]", 4, 32)),
    "a country in lower case": (
        "platforms", "intendedAudience: {countries: [it]}\nplatforms",
        ("warning", "intendedAudience.countries[0]", 4, 32)),
    "a date with a time": (
        "platforms", "releaseDate: 2024-01-01T10:00:00\nplatforms", ("error", "releaseDate", 4, 1)),
    "a day that is none": (
        "platforms", "releaseDate: 2024-02-30\nplatforms", ("error", "releaseDate", 4, 1)),
    "a page that no browser opens": (
        "platforms", "landingURL: ftp://example.org\nplatforms", ("error", "landingURL", 4, 1)),
    "a media type that is none": (
        "platforms", "inputTypes: [text]\nplatforms", ("error", "inputTypes[0]", 4, 14)),
    "an organisation without address": (
        "platforms", "organisation: {name: City}\nplatforms", ("error", "organisation.uri", 4, 15)),
    "an organisation whose address is none": (
        "platforms", "organisation: {uri: city}\nplatforms", ("error", "organisation.uri", 4, 16)),
    "a rule supported without its id": (
        "platforms", "supports: [{}]\nplatforms", ("error", "supports[0].id", 4, 12)),
    "an absolute logo": ("platforms", "logo: /a.svg\nplatforms", ("error", "logo", 4, 1)),
    "a logo that is no image": ("platforms", "logo: a.txt\nplatforms", ("error", "logo", 4, 1)),
    "a logo on the disk of its author": (
        "platforms", "logo: file:///a.svg\nplatforms", ("error", "logo", 4, 1)),
    "an old logo on the disk of its author": (
        "platforms", "monochromeLogo: FILE:/a.svg\nplatforms", ("error", "monochromeLogo", 4, 1)),
    "an absolute picture": (
        "    features", "    screenshots: [/a.png]\n    features",
        ("error", "description.en.screenshots[0]", 11, 19)),
    "a picture on the disk of its author": (
        "    features", "    screenshots: ['file:a.png']\n    features",
        ("error", "description.en.screenshots[0]", 11, 19)),
    "a picture without a name": (
        "    features", "    screenshots: ['']\n    features",
        ("error", "description.en.screenshots[0]", 11, 19)),
    "an absolute list of authors": (
        "EUPL-1.2", "EUPL-1.2\n  authorsFile: /AUTHORS", ("error", "legal.authorsFile", 14, 3)),
    "a single origin that is no address": (
        "platforms", "isBasedOn: wells\nplatforms", ("error", "isBasedOn[0]", 4, 1)),
    "an empty day": ("platforms", 'releaseDate: ""\nplatforms', ("error", "releaseDate", 4, 1)),
    "an empty address": (
        "platforms", 'landingURL: ""\nplatforms', ("error", "landingURL", 4, 1)),
    "an empty mailbox": (
        "- name: Ada", '- name: Ada\n      email: ""',
        ("error", "maintenance.contacts[0].email", 18, 7)),
    "an empty version of a country's part": (
        "platforms", 'IT: {countryExtensionVersion: ""}\nplatforms',
        ("error", "IT.countryExtensionVersion", 4, 6)),
    "a contact without anything": (
        "- name: Ada", "-", ("error", "maintenance.contacts[0].name", 17, 6)),
    "an alias that nobody knows": (
        "platforms", "supports: [{id: 'alias:none'}]\nplatforms",
        ("error", "supports[0].id", 4, 13)),
    "an alias without its scheme": (
        "platforms", "supports: [{id: gdpr}]\nplatforms", ("error", "supports[0].id", 4, 13)),
    "a rule supported whose address has no host": (
        "platforms", "supports: [{id: 'https:'}]\nplatforms", ("error", "supports[0].id", 4, 13)),
    "a country's part that is not of the standard": (
        "platforms", "DE:\n  a: 1\nplatforms", ("error", "DE", 4, 1)),
    "a key that nobody knows": (
        "platforms", "plattform: x\nplatforms", ("error", "plattform", 4, 1)),
    "a key that stands twice": ("platforms", "name: Again\nplatforms", ("error", "name", 4, 1)),
    "a version that is old": ('"0.7"', '"0.2"', ("warning", "publiccodeYmlVersion", 1, 1)),
    "a version to come": ('"0.7"', '"1"', ("error", "publiccodeYmlVersion", 0, 0)),
    "no version": ('publiccodeYmlVersion: "0.7"\n', "", ("error", "publiccodeYmlVersion", 0, 0)),
    "a country's part in lower case": ("platforms", "it: {}\nplatforms", ("warning", "it", 4, 1)),
    "YAML that is none": ("[web]", "[web", ("error", "", 5, 18)),
}  # fmt: skip


def test_a_good_file_is_valid() -> None:
    assert judge("publiccode.yml", GOOD.encode()) == {"ok": True, "verdict": "valid", "results": []}


@pytest.mark.parametrize("name", WRONG)
def test_each_way_to_be_wrong_is_found_where_it_stands(name: str) -> None:
    old, new, expected = WRONG[name]
    assert old in GOOD

    assert expected in found(GOOD.replace(old, new, 1))


def test_a_wrong_type_empties_the_part_around_it() -> None:
    text = GOOD.replace("localisationReady: true", "localisationReady: yes")

    assert found(text) == [
        ("error", "localisation.localisationReady", 19, 1),
        ("error", "localisation.localisationReady", 19, 3),
        ("error", "localisation.availableLanguages", 20, 3),
    ]


def test_warnings_leave_a_file_valid() -> None:
    answer = judge("publiccode.yml", GOOD.replace("0.7", "0.4").encode())

    assert (answer["ok"], answer["verdict"]) == (True, "valid_with_warnings")


@pytest.mark.parametrize("version", ["0", "0.2.1", "0.3.0", "0.5", "0.7.0"])
def test_all_versions_are_read(version: str) -> None:
    assert judge("publiccode.yml", GOOD.replace("0.7", version).encode())["ok"] is True


@pytest.mark.parametrize(
    "line",
    [
        "supports: [{id: 'alias:gdpr'}, {id: 'https://example.org/rule'}, {id: 'urn:lex:eu:1'}]",
        "isBasedOn: https://example.org/wells.git",
        "IT: {countryExtensionVersion: '1.0', riuso: {codiceIPA: ''}}",
        "logo: https://example.org/logo.svg",
        "logo: files/logo.svg",
    ],
)
def test_what_the_standard_allows_stays_valid(line: str) -> None:
    assert found(GOOD.replace("platforms", f"{line}\nplatforms", 1)) == []


def test_a_list_of_authors_must_be_there_where_the_folder_is_known() -> None:
    text = GOOD.replace("EUPL-1.2", "EUPL-1.2\n  authorsFile: AUTHORS").encode()

    verdicts = [
        judge_beside("", text, neighbours)["verdict"]
        for neighbours in (None, {"AUTHORS": None}, {"AUTHORS": b"Ada"})
    ]

    assert wanted(text) == ("AUTHORS",)
    assert verdicts == ["valid_with_warnings", "invalid", "valid_with_warnings"]


def test_images_are_looked_at_where_the_folder_is_known() -> None:
    text = GOOD.replace("platforms", "logo: a.png\nplatforms").encode()
    no_png = {"a.png": b"GIF89a"}
    png = {"a.png": b"\x89PNG\r\n\x1a\n"}

    verdicts = [
        judge_beside("", text, neighbours)["verdict"]
        for neighbours in (None, {"a.png": None}, no_png, png)
    ]

    assert wanted(text) == ("a.png",)
    assert verdicts == ["valid", "invalid", "invalid", "valid"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("abc", 3),
        ("e\u0301", 1),
        ("👨‍👩‍👧", 1),
        ("🇮🇹🇫🇷", 2),
        ("👍🏽", 1),
        ("\r\n", 1),
        ("日本", 2),
    ],
)
def test_characters_are_counted_as_a_reader_sees_them(text: str, count: int) -> None:
    assert count_graphemes(text) == count


@pytest.mark.parametrize(
    ("tag", "is_tag"),
    [("en", True), ("en-GB", True), ("zh-Hant-TW", True), ("sl-IT-nedis", True), ("gsw", True),
     ("es-419", True), ("en_GB", False), ("xxx", False), ("en-XX", False), ("e", False),
     ("", False)],
)  # fmt: skip
def test_language_tags(tag: str, is_tag: bool) -> None:  # noqa: FBT001  a table's column
    assert is_language_tag(tag) is is_tag


def test_files_are_recognised_by_name_or_first_key() -> None:
    assert recognises("publiccode.yml", b"")
    assert recognises("x.yml", b"# x\npubliccodeYmlVersion: 0")
    assert not recognises("x.yml", b"name: x")


PIECES = st.sampled_from([*GOOD.splitlines(keepends=True), "  ", "- ", "[]", "{}", ": ", "\n", "~"])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_whatever_is_written_gets_a_verdict(text: str) -> None:
    answer = judge("publiccode.yml", ('publiccodeYmlVersion: "0"\n' + text).encode())

    assert answer["ok"] is (answer["verdict"] != "invalid")


@pytest.mark.parametrize(
    "line", ["a@" * 50_000, "a." * 50_000, "urn:" * 25_000, "a/" * 50_000, "("]
)
def test_long_lines_cost_little(line: str) -> None:
    quoted = line * (1 if len(line) > 1 else 100_000)
    text = GOOD.replace("Ada", f'Ada\n      email: "{quoted}"').replace("EUPL-1.2", f'"{quoted}"')
    text = text.replace("platforms", f'organisation: {{uri: "{quoted}"}}\nplatforms')
    started = time.process_time()

    assert judge("publiccode.yml", text.encode())["ok"] is False
    assert time.process_time() - started < 4
