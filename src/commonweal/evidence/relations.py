# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which relations a query can name, what each is made of, and which of them a query needs."""

import functools
import hashlib
import re
from collections.abc import Mapping
from importlib import resources

from commonweal.core.message import message
from commonweal.core.problem import WorkspaceDamaged
from commonweal.evidence.tables import tables

# What names no relation: comments, texts, what a column is called, a column of something.
_NO_RELATION = re.compile(
    r"""--[^\n]*|'(?:[^']|'')*'|\bas\s+"?\w+|(?<!\bmain)(?<!"main")\.\s*"?\w+"""
)
_WORD = re.compile(r"\w+")


@functools.cache
def view_definitions() -> tuple[tuple[str, str], ...]:
    """Views in the order in which they may be created: file names start with a number."""
    folder = resources.files(__package__) / "views"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    found = []
    for file in files:
        _, _, name = file.name.removesuffix(".sql").partition("_")
        if not name.isidentifier():
            raise WorkspaceDamaged(message("view file %(file)s has no name", file=file.name))
        found.append((name, file.read_text(encoding="utf-8")))
    return tuple(found)


@functools.cache
def derived() -> Mapping[str, str]:
    """Tables that a view of the same name works out of other tables, with the view's digest.

    A survey stores their rows when it seals. The digest differs where the query or one below
    it does: what was stored by another query is worked out again when it is asked for.
    """
    queries = dict(view_definitions())
    return {
        name: hashlib.sha256(
            repr([queries.get(below) for below in needed_by(queries[name])]).encode()
        ).hexdigest()[:12]
        for name in queries
        if name in tables()
    }


@functools.lru_cache(maxsize=512)
def needed_by(sql: str, stored: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Relations that a query needs, in the order in which they may be created.

    A name counts wherever it stands, as a column's too: what is there for nothing does no
    harm. `stored` are the derived tables that need not be worked out.
    """
    queries = {name: query for name, query in view_definitions() if name not in stored}
    order = (*sorted(tables().keys() - queries.keys()), *queries)
    known, found, waiting = frozenset(order), set[str](), [sql]
    while waiting:
        new = _words(waiting.pop()) & known - found
        found |= new
        waiting += [queries[name] for name in new if name in queries]
    return tuple(name for name in order if name in found)


def _words(sql: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_NO_RELATION.sub(" ", sql.lower())))
