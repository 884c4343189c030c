# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which names and addresses are automata, and by which rule."""

import re
from collections.abc import Callable, Iterable, Sequence
from fnmatch import translate

from commonweal.sources.people.address import full_name, same_mailbox
from commonweal.sources.people.rules import rules

Matcher = Callable[[str, str], bool]

# A word of its own or a camel-case ending: Abbott, Botond and Talbot are people.
_NAME_ENDING = re.compile(r"[-_](?:bot|robot)$|\((?:bot|robot)\)$", re.IGNORECASE)
_CAMEL_ENDING = re.compile(r"\S{0,80}[a-z0-9](?:Bot|BOT|Robot)")
_LOCAL_ENDING = re.compile(r"(?:^|[-_+])(?:bot|robot)$")
# GitLab's project and group access tokens.
_TOKEN_ACCOUNT = re.compile(r"(?:project|group)_\d{1,20}_bot(?:_?[0-9a-z]{1,64})?")
_ROLES = frozenset({"noreply", "no-reply", "bot", "support", "robot"})
_NAME_LIMIT = 200
_WORD = re.compile(r"[^\W_]+")
# What stands where no address was given.
_NO_MAIL = frozenset({"localhost", "example.com", "invalid", "none"})


AGENT = "agent: "
NOBODY = "nobody: "
BOT = "bot: "
UPDATER = "updater: "
# How templates spell the address that is to be filled in.
_TO_FILL_IN = re.compile(
    r"your?(?:[._-]?(?:e?mail|name|address|user(?:name)?|self))?|e?mail|example"
)
# A version or a model behind an agent's name: "claude sonnet 4.5 (1m context)".
_MODEL_WORD = re.compile(
    r"\d[\w.-]{0,20}|v\d[\w.-]{0,20}|opus|sonnet|haiku|pro|flash|mini|nano|turbo|code|agent|cli|ai|bot"
    r"|preview|latest|max|ultra|\([^()]{0,60}\)"
)
_MOST_WORDS = 8


def agent_rule(name: str, email: str) -> str | None:
    """Name the rule that makes an AI agent of someone; None for everybody else.

    A first name alone is no proof: Claude and Devin are names of people too, so that such a
    name counts only where the address does not speak for a person.
    """
    plain = " ".join(name[:_NAME_LIMIT].casefold().split()).removesuffix("[bot]")
    local, _, domain = email.strip().casefold()[:_NAME_LIMIT].rpartition("@")
    lists = rules()
    is_nobodys = not domain or local in _ROLES or "noreply" in domain or domain in _NO_MAIL
    if f"{local}@{domain}" in lists.agent_emails:
        return AGENT + "well-known address"
    if not (plain in lists.agent_names or _is_model(plain)):
        return None
    if domain in lists.agent_domains or is_nobodys or " " in plain or "-" in plain:
        return AGENT + "well-known name"
    return None


def _is_model(plain: str) -> bool:
    first, *words = plain.split(" ", _MOST_WORDS)
    if first.partition("-")[0] not in rules().agent_models or len(words) >= _MOST_WORDS:
        return False
    rest = " ".join(words)
    return bool(words) and _MODEL_WORD.sub("", rest).strip(" /-") == ""


def default_identity(name: str, email: str) -> str | None:
    """Name the rule by which a name and address are nobody's: both were never filled in."""
    plain = " ".join(name[:_NAME_LIMIT].casefold().split())
    lists = rules()
    local, at, domain = email.strip().casefold()[:_NAME_LIMIT].rpartition("@")
    if not at:
        local, domain = domain, ""
    is_default = plain in lists.generic_names or plain in lists.default_names
    is_nobodys = (
        same_mailbox(email) is None
        or domain in lists.no_domains
        or domain in lists.hiding_domains - _FORGES
        or _TO_FILL_IN.fullmatch(local) is not None
    )
    return NOBODY + "name and address are defaults" if is_default and is_nobodys else None


# Addresses there belong to an account, even if they hide the person.
_FORGES = frozenset(
    {
        "users.noreply.github.com", "users.noreply.gitlab.com", "noreply.codeberg.org",
        "user.noreply.gitee.com", "users.noreply.gitee.com", "privaterelay.appleid.com",
        "users.sourceforge.net", "users.sf.net",
    }
)  # fmt: skip


def bot_rule(name: str, email: str) -> str | None:
    """Name the general rule by which somebody is no person: an agent, nobody, an automaton."""
    if agent := agent_rule(name, email):
        return agent
    plain = " ".join(name[:_NAME_LIMIT].casefold().split())
    local, _, domain = email.strip().casefold()[:_NAME_LIMIT].rpartition("@")
    lists = rules()
    if plain.endswith("[bot]") or "[bot]" in local:
        return "bot: marked [bot]"
    if plain in lists.bot_names:
        return "bot: well-known name"
    if f"{local}@{domain}" in lists.bot_emails or domain in lists.bot_domains:
        return "bot: well-known address"
    if plain in ("github", "gitlab") and local == "noreply":
        return "bot: a forge's own commits"
    if _NAME_ENDING.search(plain) or _CAMEL_ENDING.fullmatch(name.strip()[:_NAME_LIMIT]):
        return "bot: name ends in bot"
    if _TOKEN_ACCOUNT.fullmatch(local) or _is_bot_address(local, domain, name):
        return "bot: address of a bot"
    return default_identity(name, email)


def with_kind(rule: str | None, aliases: Iterable[tuple[str, str]]) -> str | None:
    """Say in a bot's rule that it is there to update dependencies, where its names tell."""
    if rule is None or not rule.startswith(BOT):
        return rule
    is_updater = any(_updates_dependencies(name, email) for name, email in aliases)
    return UPDATER + rule.removeprefix(BOT) if is_updater else rule


def _updates_dependencies(name: str, email: str) -> bool:
    words = " ".join(_WORD.findall(f"{name[:_NAME_LIMIT]} {email[:_NAME_LIMIT]}".casefold()))
    return any(f" {updater} " in f" {words} " for updater in rules().updaters)


def _is_bot_address(local: str, domain: str, name: str) -> bool:
    if local in _ROLES and any(label.endswith("bot") for label in domain.split(".")):
        return True
    # Jan Bot may write from jan-bot@...: a full name speaks for a person.
    return bool(_LOCAL_ENDING.search(local)) and full_name(name) is None


def office_patterns(patterns: Sequence[str]) -> Matcher:
    """Match the office's own patterns (* and ?) against name or address, in either case."""
    if not patterns:
        return lambda _name, _email: False
    either = re.compile("|".join(translate(pattern.casefold()) for pattern in patterns))
    return lambda name, email: bool(
        either.fullmatch(name.casefold()) or either.fullmatch(email.casefold())
    )
