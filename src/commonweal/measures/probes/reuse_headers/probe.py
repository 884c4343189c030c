# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Copyright and licence of each file, as REUSE asks: in it, beside it, or in REUSE.toml."""

import itertools
from collections.abc import Callable, Collection, Iterator

from commonweal.core.tree import Tree
from commonweal.formats.reuse.surveyed import Surveyed, surveyed
from commonweal.formats.reuse.tell import CoveredFile
from commonweal.formats.spdx import expression_parts
from commonweal.measures.probe import (
    Finding,
    Outcome,
    Place,
    false,
    lacking,
    not_applicable,
    seen,
    true,
    unknown,
)

_LABELS = ("copyright", "licence")
_MOST_PLACES = 50


def find(tree: Tree) -> Finding:
    """Give the first files that lack either; of files that were not read nothing is said."""
    known = surveyed(tree)
    if known.report.error:
        places = [lacking(path, None, label) for path in known.apart for label in _LABELS]
        return false("refused", places, why=known.report.error)
    if not known.covered:
        return not_applicable("no_files")
    files = len(known.covered)
    unread = frozenset(known.report.read_errors)
    without = {
        label: [file.path for file in known.covered if not says(file)] for label, says in _SAYS
    }
    places = [
        place for label, paths in without.items() for place in _places(known, label, paths, unread)
    ]
    places.sort(key=lambda place: (place.path, place.label))
    no_copyright, no_licence = (len(set(paths) - unread) for paths in without.values())
    if no_copyright or no_licence:
        return false(
            "lacking", places, files=files, no_copyright=no_copyright, no_licence=no_licence
        )
    if left := unread.intersection(itertools.chain(*without.values())):
        return unknown("unread", places, unread=len(left))
    return true("covered", places, files=files)


def _has_licence(file: CoveredFile) -> bool:
    return any(expression_parts(expression) for expression in file.tags.expressions)


_SAYS: tuple[tuple[str, Callable[[CoveredFile], bool]], ...] = (
    ("copyright", lambda file: bool(file.tags.copyrights)),
    ("licence", _has_licence),
)


def _places(
    known: Surveyed, label: str, without: list[str], unread: Collection[str]
) -> Iterator[Place]:
    """The first files that lack it, else those that were not read, else one that shows it."""
    wanting = [path for path in without if path not in unread]
    if wanting:
        yield from (lacking(path, None, label) for path in wanting[:_MOST_PLACES])
    elif without:
        yield from (Place(Outcome.UNKNOWN, path, None, label) for path in without[:_MOST_PLACES])
    else:
        own = next((path for path, name in known.lines if name == label), None)
        if own:
            yield seen(own, known.lines[own, label], label)
        elif known.apart:
            yield seen(known.apart[0], None, label)
