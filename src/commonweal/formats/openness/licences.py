# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Under which licence a part of a model is: a tag, a header, a card, or the nearest text."""

from collections.abc import Iterable
from functools import cache
from types import MappingProxyType

from commonweal.core.tree import Tree
from commonweal.formats.mof.openness import is_open
from commonweal.formats.openness.cards import Card
from commonweal.formats.openness.found import Found
from commonweal.formats.openness.paths import folder_of
from commonweal.formats.spdx import expression_parts, known_ids

# A card's licence is that of the weights and of the card, never of the code beside it.
_BY_CARD = frozenset({
    "model_parameters_final", "model_parameters_intermediate", "model_metadata", "model_card",
    "evaluation_results", "sample_model_outputs",
})  # fmt: skip
# A paper or report that is only cited has a licence that no file here tells.
_CITED = frozenset({"research_paper", "technical_report"})


def licence_of(
    tree: Tree, component: str, found: Found, cards: Iterable[Card]
) -> tuple[str, bool | None]:
    """Give the licence of a part that is present, and whether it is open; None: not known."""
    file = tree.by_path.get(found.path)
    if component in _CITED and not found.path.casefold().endswith((".pdf", ".tex")):
        return "", None
    if file is not None and file.spdx:
        return file.spdx, _is_open(expression_parts(file.spdx))
    if component in _BY_CARD:
        artifact = next(
            (artifact for artifact in tree.artifacts if artifact.path == found.path), None
        )
        if artifact and artifact.licence:
            spdx = _proper(artifact.licence)
            return spdx, is_open(spdx)
        for card in cards:
            if card.is_clear and (named := card.keys.get("license")):
                ids = [_proper(part.strip()) for part in named.split(",")]
                return ", ".join(ids), all(is_open(id_) for id_ in ids)
    return _nearest(tree, found.path)


def _is_open(ids: Iterable[str]) -> bool:
    listed = tuple(ids)
    return bool(listed) and all(is_open(spdx) for spdx in listed)


def _nearest(tree: Tree, path: str) -> tuple[str, bool | None]:
    """The licence text in the file's folder, or in the next one above it that has one."""
    by_folder: dict[str, set[str]] = {}
    for licence in tree.licences:
        if licence.basis == "text":
            by_folder.setdefault(_holder(licence.path), set()).add(licence.spdx)
    unread = {
        _holder(document.path) for document in tree.documents_of("licence")
    } - by_folder.keys()
    folder = folder_of(path)
    while True:
        if ids := by_folder.get(folder):
            return " ".join(sorted(ids)), _is_open(ids)
        if folder in unread:
            # A text that nobody recognises may be free, or may be not.
            return "", None
        if not folder:
            break
        folder = folder_of(folder)
    declared = {
        licence.spdx
        for licence in tree.licences
        if licence.basis == "manifest" and "/" not in licence.path
    }
    return (" ".join(sorted(declared)), _is_open(declared)) if declared else ("", False)


def _holder(path: str) -> str:
    """The folder that a licence text speaks for; texts in LICENSES/ speak for what is around."""
    folder = folder_of(path)
    is_shelf = folder.rpartition("/")[2].casefold() in ("licenses", "licences")
    return folder_of(folder) if is_shelf else folder


def _proper(written: str) -> str:
    return _by_small_letters().get(written.casefold(), written)


@cache
def _by_small_letters() -> MappingProxyType[str, str]:
    return MappingProxyType({known_id_.casefold(): known_id_ for known_id_ in sorted(known_ids())})
