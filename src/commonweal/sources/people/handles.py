# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""User names of one word that stand for one person within one repository.

A full name joins addresses; one word mostly says nothing: there are many a John, and every
machine has a root. Yet some words are made by one person as the name of an account. Such a
user name joins the addresses that it stands with in one repository and its forks, never in
two, where nothing speaks against it: another account of the forge, two full names, or more
addresses than a person has.
"""

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from commonweal.sources.people.describe import Alias, Proper
from commonweal.sources.people.mailbox import name_clusters
from commonweal.sources.people.rules import rules

# 1234+login@users.noreply.github.com, or without the number where the account is old.
_ACCOUNT = re.compile(r"(?:\d{1,20}\+)?([a-z\d][a-z\d-]{0,38})@users\.noreply\.github\.com")
_HANDLE = re.compile(r"[^\W_][\w.-]{4,38}")
_LETTERS = re.compile(r"[^\W\d_]+")
# A given name or a word of machines is shorter, or stands in the lists.
_SHORTEST_PART = 4
# Of letters alone, a user name must be long, and the name of an account of the forge.
_SHORTEST_WORD = 8
_MOST_MAILBOXES = 3


class Handle(NamedTuple):
    """A user name; `is_made_up` where no language has such a word: it has a digit or `_`."""

    text: str
    is_made_up: bool


def handle_of(name: str) -> Handle | None:
    """Read a name as the user name of one person; None where others may well have it too."""
    text = unicodedata.normalize("NFKC", name[:200]).strip()
    if not _HANDLE.fullmatch(text):
        return None
    plain = text.casefold()
    parts = _LETTERS.findall(plain)
    common = _common()
    if plain in common or " ".join(parts) in common:
        return None
    if not any(len(part) >= _SHORTEST_PART and part not in common for part in parts):
        return None
    is_made_up = "_" in plain or any(letter.isdigit() for letter in plain)
    if not is_made_up and (len(plain) < _SHORTEST_WORD or text.istitle()):
        return None
    return Handle(plain, is_made_up)


@functools.cache
def _common() -> frozenset[str]:
    lists = rules()
    return lists.generic_names | lists.default_names | lists.common_words | lists.bot_names


def account_of(email: str) -> str | None:
    """Give the account that a forge's hidden address belongs to."""
    found = _ACCOUNT.fullmatch(email.strip().casefold()[:200])
    return found[1] if found else None


def same_handles(
    known: Sequence[Alias],
    histories: Iterable[Collection[int]],
    mapped: Mapping[int, Collection[Proper]],
) -> Iterator[frozenset[int]]:
    """Give keys of one person, found within each of `histories`: the keys of one repository."""
    # Whose proper name is known does not go by another one; automata have no addresses of theirs.
    usable = {
        alias.key: alias
        for alias in known
        if alias.mailbox and not alias.bot and not mapped.get(alias.key)
    }
    names = _full_names(known)
    for keys in histories:
        members = [usable[key] for key in keys if key in usable]
        accounts: dict[str, list[Alias]] = defaultdict(list)
        handles: dict[Handle, list[Alias]] = defaultdict(list)
        for alias in members:
            if account := account_of(alias.email):
                accounts[account].append(alias)
            if handle := handle_of(alias.name):
                handles[handle].append(alias)
        for handle, named in handles.items():
            own = accounts.get(handle.text, [])
            theirs = [alias for alias in named if not _is_borrowed(alias, handle, names)]
            together = {alias.key: alias for alias in (*theirs, *own)}
            if (own or handle.is_made_up) and _is_one(together.values(), names):
                yield frozenset(together)


def _full_names(known: Iterable[Alias]) -> Mapping[str, set[str]]:
    names: dict[str, set[str]] = defaultdict(set)
    for alias in known:
        if alias.mailbox and alias.full_name and not alias.bot:
            names[alias.mailbox].add(alias.full_name)
    return names


def _is_borrowed(alias: Alias, handle: Handle, names: Mapping[str, set[str]]) -> bool:
    """Tell whether a user name stands at the address of somebody who is called otherwise.

    Who sits down at a colleague's machine leaves commits with the own name and that address.
    """
    full_names = names.get(alias.mailbox or "", set())
    words = {word for name in full_names for word in _LETTERS.findall(name) if len(word) > 2}  # noqa: PLR2004  not "de"
    is_own = account_of(alias.email) == handle.text
    return bool(words) and not is_own and not any(word in handle.text for word in words)


def _is_one(aliases: Collection[Alias], names: Mapping[str, set[str]]) -> bool:
    """Tell whether nothing speaks against one person behind a user name."""
    mailboxes = {alias.mailbox for alias in aliases if alias.mailbox}
    accounts = {account_of(alias.email) for alias in aliases} - {None}
    full_names = {name for mailbox in mailboxes for name in names.get(mailbox, ())}
    return (
        1 < len(mailboxes) <= _MOST_MAILBOXES
        and len(accounts) <= 1
        and len(set(name_clusters(full_names).values())) <= 1
    )
