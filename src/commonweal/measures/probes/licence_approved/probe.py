# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Who accepts the licence: the open source bodies, and the registry of digital public goods."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from commonweal.core.tree import Licence, Tree
from commonweal.formats.licence import closed, open_choice
from commonweal.formats.spdx import (
    Covered,
    is_for_public_goods,
    is_fsf_libre,
    is_osi_approved,
    licence_family,
)
from commonweal.measures.probe import (
    Finding,
    Outcome,
    Place,
    false,
    lacking,
    seen,
    true,
    unknown,
)

_LISTS: dict[str, Callable[[str], bool]] = {
    "osi": is_osi_approved,
    "fsf": is_fsf_libre,
    "dpg_software": partial(is_for_public_goods, covered="software"),
    "dpg_content": partial(is_for_public_goods, covered="content"),
    "dpg_data": partial(is_for_public_goods, covered="data"),
}

_MOST_PLACES = 100


def find(tree: Tree) -> Finding:
    """Ask every list for the licences that speak for the whole; one that fits is enough."""
    stated = _stated(tree)
    if refused := _refused(tree):
        ids = ", ".join(sorted({name for _, name in refused}))
        return false("not_open", [lacking(path) for path, _ in refused], ids=ids)
    if not stated:
        texts = tree.documents_of("licence")
        places = [Place(Outcome.UNKNOWN, document.path) for document in texts]
        return unknown("not_recognised", places) if texts else false("none")
    places = [_asked(label, stated) for label in _LISTS]
    parts = _parts(tree, stated)
    places += [part.place for part in parts[:_MOST_PLACES]]
    if beside := _offered_beside(tree, stated):
        return true("chosen", places, ids=stated[0].spdx, others=beside)
    ids = ", ".join(sorted({licence.spdx for licence in stated}))
    if not any(place.outcome is Outcome.TRUE and place.label in _LISTS for place in places):
        return false("not_approved", places, ids=ids)
    if not parts:
        return true("approved", places, ids=ids)
    others = ", ".join(sorted({part.spdx for part in parts if part.spdx}))
    unread = sum(1 for part in parts if not part.spdx)
    folders = len({part.place.path.rpartition("/")[0] for part in parts if part.spdx})
    if not unread:
        return true("parts", places, ids=ids, folders=folders, others=others)
    if not others:
        return true("parts_unread", places, ids=ids, unread=unread)
    return true("parts_partly_read", places, ids=ids, folders=folders, others=others, unread=unread)


class _Part(NamedTuple):
    """A text in a folder of another licence than the root's; without `spdx` it is not known."""

    spdx: str
    place: Place


def _parts(tree: Tree, stated: list[Licence]) -> list[_Part]:
    """Licence texts of folders, where the root has its own: copies of that say nothing new."""
    if any("/" in licence.path for licence in stated):
        return []
    families = {licence_family(licence.spdx) for licence in stated}
    found: list[_Part] = []
    for document in tree.documents_of("folder_licence"):
        stating = [licence for licence in tree.licences if licence.path == document.path]
        for path in _copies(tree, document.path):
            found += [
                _Part(licence.spdx, Place(_accepted(licence), path, label="parts"))
                for licence in stating
                if licence_family(licence.spdx) not in families
            ]
            if not stating and document.text.strip():
                found.append(_Part("", Place(Outcome.UNKNOWN, path, label="parts")))
    return sorted(found, key=lambda part: part.place.path)


def _copies(tree: Tree, path: str) -> list[str]:
    """Files of the same text and name: each is for its own folder."""
    name, blob_id = path.rpartition("/")[2], tree.by_path[path].blob_id
    return [
        file.path
        for file in tree.files
        if file.blob_id == blob_id
        and file.path.rpartition("/")[2] == name
        and file.kind not in ("vendored", "test")
    ]


def _accepted(licence: Licence) -> Outcome:
    """Tell whether a digital public good may hold a part under it, as software, content or data."""
    bare = licence.spdx.partition(" WITH ")[0]
    covered: tuple[Covered, ...] = ("software", "content", "data")
    is_accepted = any(is_for_public_goods(bare, each) for each in covered)
    return Outcome.TRUE if is_accepted else Outcome.FALSE


def _refused(tree: Tree) -> list[tuple[str, str]]:
    """Root texts that are not open, with why, where no text beside them is known.

    What a manifest says counts less than the text.
    """
    known = {licence.path for licence in tree.licences if licence.basis == "text"}
    if any("/" not in path for path in known):
        return []
    texts = [document for document in tree.documents_of("licence") if "/" not in document.path]
    found = ((document.path, closed(document.text)) for document in sorted(texts))
    return [(path, why.name) for path, why in found if why]


def _offered_beside(tree: Tree, stated: list[Licence]) -> str:
    """Name what the text offers to choose beside the open licence; "" where it offers nothing."""
    if stated[0].basis != "choice":
        return ""
    document = next(found for found in tree.documents if found.path == stated[0].path)
    chosen = open_choice(document.text)
    return ", ".join(chosen.beside) if chosen else ""


def _stated(tree: Tree) -> list[Licence]:
    """Texts in the root speak for the whole, before manifests, texts in folders, and tags.

    A folder of licences also holds those of parts that came from elsewhere.
    """
    texts = [licence for licence in tree.licences if licence.basis == "text"]
    return (
        [licence for licence in texts if "/" not in licence.path]
        or [
            licence
            for licence in tree.licences
            if licence.basis == "choice" and "/" not in licence.path
        ]
        or [
            licence
            for licence in tree.licences
            if licence.basis == "manifest" and "/" not in licence.path
        ]
        or texts
        or [licence for licence in tree.licences if licence.basis == "tag"]
    )


def _asked(label: str, stated: list[Licence]) -> Place:
    for licence in stated:
        if _LISTS[label](licence.spdx.partition(" WITH ")[0]):
            return seen(licence.path, label=label)
    return lacking(stated[0].path, label=label)
