# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Cards of models and data sets: front matter, headings, and what they speak of."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from commonweal.core.tree import Sign, Tree
from commonweal.formats.openness.paths import is_ours, stem_of
from commonweal.syntax.yaml import YamlRefused, read_yaml

CARD_SECTIONS = ("licence", "intended_use", "training_data", "evaluation", "limitations")
# Three of these four make a card of a README without front matter.
_TELLING = ("intended_use", "training_data", "evaluation", "limitations")
_ENOUGH = 3
_SECTIONS: Mapping[str, re.Pattern[str]] = {
    "licence": re.compile(r"(?i)licen[cs]e"),
    "intended_use": re.compile(
        r"(?i)intended|(?:direct|downstream|evaluated|model) uses?\b|use cases?\b"
    ),
    "training_data": re.compile(r"(?i)training (?:data|set|details|procedure)|\bdatasets?\b"),
    "evaluation": re.compile(r"(?i)evaluation|results|benchmark|performance"),
    "limitations": re.compile(r"(?i)limitation|\bbias|\brisks|caveat|out[- ]of[- ]scope|ethical"),
}
_DATA_SECTIONS = re.compile(
    r"(?i)^(?:motivation|composition|collection process|annotation|distribution|maintenance|"
    r"dataset (?:description|summary|structure|creation|card))"
)
_BY_KEY: Mapping[str, tuple[str, ...]] = {
    "licence": ("license", "license_name"),
    "training_data": ("datasets",),
    "evaluation": ("model-index",),
}
_OF_MODEL = frozenset({"pipeline_tag", "library_name", "base_model", "model-index", "model_name"})
_OF_DATA = frozenset({"task_categories", "size_categories", "dataset_info", "annotations_creators"})
# An application that is shown somewhere, no model.
_OF_SPACE = "sdk"
_MODEL_NAMES = frozenset({"model_card", "model-card", "modelcard"})
_DATA_NAMES = frozenset({
    "data_card", "data-card", "datacard", "dataset_card", "dataset-card", "datasetcard",
    "datasheet", "data_statement", "data-statement", "datasheet_for_dataset",
})  # fmt: skip
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.{0,60000}?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
# Keys of a front matter come early; the same words further down are prose.
_LAST_KEY = 150


class Card(NamedTuple):
    """A text that describes a model or a data set.

    `keys` are those of its front matter with their values as text; `sections`
    give the line where each is spoken of; `is_clear` says that it is a card
    beyond doubt.
    """

    path: str
    keys: Mapping[str, str]
    sections: Mapping[str, int]
    is_clear: bool


def model_cards(tree: Tree) -> tuple[Card, ...]:
    """Give the cards of models, the clear ones first, then those nearest to the root."""
    found = [card for text in _texts(tree) if (card := _model_card(text))]
    return tuple(sorted(found, key=_clearest))


def data_cards(tree: Tree) -> tuple[Card, ...]:
    """Give the cards of data sets, likewise."""
    found = [card for text in _texts(tree) if (card := _data_card(text))]
    return tuple(sorted(found, key=_clearest))


def _clearest(card: Card) -> tuple[bool, int, str]:
    return (not card.is_clear, card.path.count("/"), card.path)


class _Text(NamedTuple):
    path: str
    stem: str
    keys: dict[str, str]
    headings: list[tuple[int, str]]


def _texts(tree: Tree) -> Iterator[_Text]:
    """Every README and card with what its signs tell."""
    keys: dict[str, list[Sign]] = {}
    for sign in tree.signs_of("card_key", "card_heading"):
        keys.setdefault(sign.path, []).append(sign)
    fronts = {
        document.path: found
        for document in tree.documents_of("readme", "model_card", "data_card")
        if (found := front_matter(document.text))
    }
    named = (
        file.path
        for file in tree.files_of("documentation", "other")
        if stem_of(file.path) in _MODEL_NAMES | _DATA_NAMES
    )
    for path in dict.fromkeys([*sorted(keys), *sorted(fronts), *named]):
        stem = stem_of(path)
        is_card = stem.startswith("readme") or stem in _MODEL_NAMES | _DATA_NAMES
        if is_card and is_ours(path):
            signs = keys.get(path, [])
            front = fronts.get(path) or dict(_keys(signs))
            yield _Text(path, stem, front, list(_headings(signs)))


def _keys(signs: list[Sign]) -> Iterator[tuple[str, str]]:
    for sign in signs:
        if sign.sign == "card_key" and sign.value and (sign.line or 0) <= _LAST_KEY:
            key, _, value = sign.value.partition(":")
            yield key, value.strip().strip("\"'")


def _headings(signs: list[Sign]) -> Iterator[tuple[int, str]]:
    for sign in signs:
        if sign.sign == "card_heading" and sign.value:
            yield sign.line or 1, sign.value.strip()


def front_matter(text: str) -> dict[str, str]:
    """Read the YAML between two lines of dashes at a text's start; empty where there is none."""
    match = _FRONT.match(text)
    if match is None:
        return {}
    try:
        value: Any = read_yaml(match[1].encode()).value
    except YamlRefused:
        return {}
    if not isinstance(value, dict):
        return {}
    return {key: _short(inner) for key, inner in value.items()}


def _short(value: object) -> str:
    if isinstance(value, list):
        plain = (str(item) for item in value[:50] if isinstance(item, str | int | float))
        return ", ".join(plain)[:500]
    return "" if value is None or isinstance(value, dict) else str(value)[:500]


def _model_card(text: _Text) -> Card | None:
    if _OF_SPACE in text.keys or text.stem in _DATA_NAMES or not _OF_DATA.isdisjoint(text.keys):
        return None
    sections = _sections(text)
    count = sum(1 for section in _TELLING if section in sections)
    is_named = text.stem in _MODEL_NAMES
    is_front = not _OF_MODEL.isdisjoint(text.keys) or {"license", "datasets"} <= text.keys.keys()
    is_clear = is_named or is_front or count >= _ENOUGH
    if not is_clear and count < _ENOUGH - 1:
        return None
    return Card(text.path, text.keys, sections, is_clear)


def _sections(text: _Text) -> dict[str, int]:
    found: dict[str, int] = {}
    for section, pattern in _SECTIONS.items():
        if any(key in text.keys for key in _BY_KEY.get(section, ())):
            found[section] = 1
            continue
        for line, heading in text.headings:
            if pattern.search(heading):
                found[section] = line
                break
    return found


def _data_card(text: _Text) -> Card | None:
    known_sections = {
        match[0].casefold()
        for _, heading in text.headings
        if (match := _DATA_SECTIONS.search(heading))
    }
    is_clear = (
        text.stem in _DATA_NAMES
        or not _OF_DATA.isdisjoint(text.keys)
        or len(known_sections) >= _ENOUGH
    )
    if not is_clear:
        return None
    return Card(text.path, text.keys, {}, is_clear)
