# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""LICENSES holds exactly the texts of the licences that files name, as REUSE asks."""

from commonweal.core.tree import Tree
from commonweal.formats.reuse.annotations import AnnotationsRefused, read_reuse_toml
from commonweal.formats.spdx import expression_parts
from commonweal.measures.probe import Finding, false, lacking, seen, true

_FOLDER = "LICENSES/"


def find(tree: Tree) -> Finding:
    """Compare the names of texts with the ids in use."""
    texts = _texts(tree)
    if not texts:
        return false("no_folder")
    used = _used(tree)
    if missing := sorted(used.keys() - texts.keys()):
        return false("missing", [lacking(used[spdx]) for spdx in missing], ids=", ".join(missing))
    if unused := sorted(texts.keys() - used.keys()):
        return false("unused", [lacking(texts[spdx]) for spdx in unused], ids=", ".join(unused))
    return true(
        "complete", [seen(texts[one]) for one in sorted(texts)], ids=", ".join(sorted(texts))
    )


def _texts(tree: Tree) -> dict[str, str]:
    """Texts by id; an id may itself hold dots, so that only one ending is cut off."""
    return {
        file.name.rpartition(".")[0]: file.path
        for file in tree.files
        if file.path.startswith(_FOLDER) and "." in file.name and not file.name.endswith(".license")
    }


def _used(tree: Tree) -> dict[str, str]:
    """Ids in tags and in REUSE.toml, with the first file that names them."""
    used: dict[str, str] = {}
    for licence in tree.licences:
        if licence.basis == "tag":
            for spdx in expression_parts(licence.spdx):
                used.setdefault(spdx, licence.path)
    for document in tree.documents_of("reuse"):
        if document.name == "REUSE.toml":
            for expression in _annotated(document.text):
                for spdx in expression_parts(expression):
                    used.setdefault(spdx, document.path)
    return used


def _annotated(text: str) -> list[str]:
    try:
        annotations = read_reuse_toml(text.encode("utf-8", "replace"))
    except AnnotationsRefused:
        return []
    return [expression for one in annotations for expression in one.tags.expressions]
