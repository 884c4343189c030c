# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""FUNDING.yml, in which a repository says where one can give."""

from collections.abc import Iterator
from types import MappingProxyType

from commonweal.syntax.yaml import YamlRefused, read_yaml

# How the platforms spell the address of an account
# (https://docs.github.com/en/repositories, "Displaying a sponsor button").
_PLATFORMS = MappingProxyType(
    {
        "github": "https://github.com/sponsors/{}",
        "patreon": "https://www.patreon.com/{}",
        "open_collective": "https://opencollective.com/{}",
        "ko_fi": "https://ko-fi.com/{}",
        "liberapay": "https://liberapay.com/{}",
        "polar": "https://polar.sh/{}",
        "buy_me_a_coffee": "https://buymeacoffee.com/{}",
        "thanks_dev": "https://thanks.dev/{}",
    }
)
_MOST = 8
_LONGEST = 300


def funding_links(text: str) -> tuple[str, ...]:
    """Give the web addresses that a FUNDING.yml names, in its order; none where it is no YAML."""
    try:
        value = read_yaml(text.encode("utf-8", "replace")).value
    except YamlRefused:
        return ()
    if not isinstance(value, dict):
        return ()
    found = (
        link for platform, accounts in value.items() for link in _links(str(platform), accounts)
    )
    return tuple(dict.fromkeys(found))[:_MOST]


def _links(platform: str, accounts: object) -> Iterator[str]:
    for account in accounts if isinstance(accounts, list) else [accounts]:
        if not isinstance(account, str) or not account.strip() or len(account) > _LONGEST:
            continue
        name = account.strip()
        if platform == "custom":
            yield name if name.startswith(("https://", "http://")) else f"https://{name}"
        elif platform in _PLATFORMS and all(c.isalnum() or c in "-_./" for c in name):
            yield _PLATFORMS[platform].format(name)
