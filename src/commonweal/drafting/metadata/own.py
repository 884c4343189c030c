# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which web addresses are a project's own: they bear its name, or its own metadata gives them."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from commonweal.core.tree import Tree
from commonweal.drafting.metadata.crosswalk import stated_in
from commonweal.drafting.metadata.facts import Statement
from commonweal.drafting.metadata.readme import words_of
from commonweal.syntax.prose import Prose, links_of, proses, sections_of

_METADATA = ("manifest", "publiccode", "codemeta", "citation")
_ADDRESSES = frozenset({"repository", "homepage", "documentation", "issues", "help"})
_ADDRESS = re.compile(
    r"\w{2,12}://(?:www\.)?(?P<host>[A-Za-z0-9][\w.-]{0,250})(?::\d{1,5})?(?P<way>(?:[/#][^?\s]{0,500})?)"
)
_FORGE = re.compile(r"(?:github\.com|gitlab\.[\w.]+|codeberg\.org|bitbucket\.org)")
# Many projects have their pages on these hosts.
_SHARED = re.compile(
    r"(?:.+\.)?(?:github\.(?:com|io)|gitlab\.(?:com|io)|codeberg\.(?:org|page)|bitbucket\.org"
    r"|readthedocs\.(?:io|org)|rtfd\.io|gitbook\.io|netlify\.app|vercel\.app|pages\.dev"
    r"|pypi\.org|npmjs\.com|crates\.io|docs\.rs|pkg\.go\.dev|rubygems\.org|packagist\.org"
    r"|mvnrepository\.com|hub\.docker\.com|sourceforge\.(?:net|io)|google\.com|groups\.io"
    r"|gitter\.im|t\.me|discord\.(?:gg|com)|slack\.com|matrix\.to|reddit\.com|medium\.com"
    r"|stackoverflow\.com|zulipchat\.com|launchpad\.net|twitter\.com|x\.com)"
)
# What may stand beside a name, or beside its owner's, without making it another's.
_WORDS = (
    "the www get use lib py python node js go rs lang doc docs documentation wiki manual handbook "
    "guide guides help support dev devel developer developers user users project org official "
    "community forum forums discuss discussion discussions chat talk website site pages web api "
    "en latest stable main master group team list lists announce learn"
)
_AFFIXES = frozenset(_WORDS.split())
_LONGEST_AFFIX = max(map(len, _AFFIXES))
_DIGITS = frozenset("0123456789")
_LEAST, _MOST, _MOST_WORDS = 2, 40, 4
# An invitation that says nothing of where it leads.
_OPAQUE = re.compile(
    r"https?://(?:www\.)?(?:discord\.(?:gg|com/invite)|discordapp\.com/invite|[\w.-]{1,60}\.slack\.com"
    r"|t\.me/\+|matrix\.to/#/!|chat\.whatsapp\.com|signal\.group)",
    re.IGNORECASE,
)
# So short a name is within many words.
_LEAST_WITHIN = 4


class Own(NamedTuple):
    """Names of a project and of its owners in letters alone, and hosts that are its own."""

    names: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()

    @property
    def is_known(self) -> bool:
        """Tell whether anything names the project, so that other addresses can be told apart."""
        return bool(self.names or self.hosts)

    def has(self, address: str) -> bool:
        """Tell whether an address leads to the project; one within the repository does."""
        if "://" not in address:
            return True
        parts = _split(address)
        if parts is None:
            return False
        host, path = parts
        if _FORGE.fullmatch(host):
            return self._has_repository(path)
        if host in self.hosts:
            return True
        labels = host.split(".")[:-1]
        if any(map(self._is_name, (*labels, *path))) or self._is_within(host):
            return True
        return self._is_of_owner(labels, path)

    def mentions(self, text: str) -> bool:
        """Tell whether words hold the project's name, or speak of it as ours."""
        if re.search(r"\b(?:our|official|this project)\b", text, re.IGNORECASE):
            return True
        words = [letters(word) for word in re.split(r"[^\w-]+", text)]
        pairs = {first + second for first, second in pairwise(words)}
        return not self.names.isdisjoint({*words, *pairs})

    def _has_repository(self, path: list[str]) -> bool:
        path = path[1:] if path[:1] == ["orgs"] else path
        owner, name = (letters(part) for part in (*path, "", "")[:2])
        if name in self.names:
            return not self.owners or owner in self.owners or owner in self.names
        return owner in self.owners and (not name or _is_generic(name) or self._is_name(name))

    def _is_name(self, part: str) -> bool:
        """Tell a name, also with what may stand before or after it."""
        word = letters(part)
        return any(
            word == name
            or (word.startswith(name) and _is_generic(word[len(name) :]))
            or (word.endswith(name) and _is_generic(word[: -len(name)]))
            for name in self.names
        )

    def _is_within(self, host: str) -> bool:
        labels = [letters(label) for label in host.split(".")[:-1]]
        return any(
            len(name) >= _LEAST_WITHIN and label.startswith(name)
            for name in self.names
            for label in labels
        )

    def _is_of_owner(self, labels: list[str], path: list[str]) -> bool:
        """Tell an owner's pages that are of no other project: docs.owner.org, owner.github.io."""
        for number, label in enumerate(labels):
            if letters(label) in self.owners:
                others = [*labels[:number], *path[: 1 if labels[number + 1 :] else 0]]
                return all(map(_is_generic, map(letters, others)))
        return False


def letters(text: str) -> str:
    """Give the letters and digits of a name, to compare it however it is written."""
    return re.sub(r"[\W_]+", "", text.casefold())


def own_addresses(tree: Tree) -> Own:
    """Ask the metadata in the root, and the README."""
    statements = [
        statement
        for document in tree.documents_of(*_METADATA)
        if "/" not in document.path
        for statement in stated_in(document.path, document.text)[0]
    ]
    return own_of(statements, proses(tree, "readme")[:1])


def own_of(statements: Iterable[Statement], readmes: Iterable[Prose]) -> Own:
    """Give what is the project's own by what metadata states, and by its README."""
    statements, readmes = list(statements), list(readmes)
    names = {_last(statement.value) for statement in statements if statement.fact == "name"}
    addresses = [statement.value for statement in statements if statement.fact in _ADDRESSES]
    for readme in readmes:
        title = words_of(readme.headings[0].text) if readme.headings else ""
        if _is_title(title):
            names.add(letters(title))
    slugs = [slug for address in addresses if (slug := slug_of(address))]
    names |= {name for _, name in slugs}
    names = {name for name in names if _LEAST <= len(name) <= _MOST}
    owners = {owner for owner, _ in slugs}
    for readme in readmes:
        linked = (slug for link in links_of(readme) if (slug := slug_of(link.target)))
        owners |= {owner for owner, name in linked if name in names and not slugs}
    hosts = {parts[0] for address in addresses if (parts := _split(address))}
    hosts = {host for host in hosts if not _SHARED.fullmatch(host)}
    return Own(frozenset(names), frozenset(owners), frozenset(hosts))


def _last(name: str) -> str:
    return letters(re.split("[/:]", name)[-1])


def _is_title(text: str) -> bool:
    is_short = 0 < len(text.split()) <= _MOST_WORDS and text[-1] not in "?!.:"
    return is_short and not sections_of(text)


def _is_generic(word: str) -> bool:
    """Tell a word that is made of affixes and numbers of versions alone."""
    if len(word) > _MOST:
        return False
    ends = {0}
    for end in range(1, len(word) + 1):
        if any(
            start in ends and _is_affix(word[start:end])
            for start in range(max(0, end - _LONGEST_AFFIX), end)
        ):
            ends.add(end)
    return len(word) in ends


def _is_affix(part: str) -> bool:
    return part in _AFFIXES or part.removeprefix("v") in _DIGITS


def is_opaque(address: str) -> bool:
    """Tell an invitation, such as to a room, whose address names no project."""
    return _OPAQUE.match(address) is not None


def slug_of(address: str) -> tuple[str, str] | None:
    """Owner and name, in letters, of the repository that an address leads to or into."""
    host, path = _split(address) or ("", [])
    if not _FORGE.fullmatch(host) or not path[1:]:
        return None
    return letters(path[0]), letters(path[1].removesuffix(".git"))


def _split(address: str) -> tuple[str, list[str]] | None:
    """Give the host and the parts of the way; None where it is no web address."""
    match = _ADDRESS.match(address)
    if match is None:
        return None
    return match["host"].casefold(), [part for part in re.split("[/#]", match["way"]) if part]
