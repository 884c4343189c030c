# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The lists of `rules.toml`: generic names, automata, free mail, public suffixes."""

import functools
from importlib import resources

import msgspec


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything in small letters, see the comments in `rules.toml`."""

    generic_names: frozenset[str]
    default_names: frozenset[str]
    common_words: frozenset[str]
    shared_locals: frozenset[str]
    agent_names: frozenset[str]
    agent_emails: frozenset[str]
    agent_domains: frozenset[str]
    agent_models: frozenset[str]
    bot_names: frozenset[str]
    bot_emails: frozenset[str]
    bot_domains: frozenset[str]
    updaters: frozenset[str]
    hiding_domains: frozenset[str]
    no_top_levels: frozenset[str]
    no_domains: frozenset[str]
    second_levels: frozenset[str]
    suffixes: frozenset[str]
    third_levels: frozenset[str]
    free_mail: frozenset[str]
    free_mail_families: frozenset[str]


@functools.cache
def rules() -> Rules:
    """Read the lists, once."""
    content = resources.files(__package__).joinpath("rules.toml").read_bytes()
    return msgspec.toml.decode(content, type=Rules)
