# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a name and a mail address tell: the same mailbox, a real full name, an organisation."""

import functools
import re
import unicodedata

from commonweal.sources.people.rules import rules

# 1234+login@users.noreply.github.com and login@users.noreply.github.com are one account.
_NOREPLY = re.compile(r"(?:\d{1,20}\+)?([^@+]{1,100})@users\.noreply\.github\.com")
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,62}[^\W_])?")
_LETTERS = re.compile(r"[^\W\d_]")
_ADDRESS_LIMIT = 320


def same_mailbox(email: str) -> str | None:
    """Write addresses of one mailbox alike; None where an address is shared or no address."""
    address = email.strip().casefold()
    local, at, domain = address.rpartition("@")
    if not at or len(address) > _ADDRESS_LIMIT or local in rules().shared_locals:
        return None
    if not is_domain(domain):
        return None
    noreply = _NOREPLY.fullmatch(address)
    return f"{noreply[1]}@users.noreply.github.com" if noreply else address


def account_number(email: str) -> str | None:
    """Give the number of a forge's account, which stays where its name is changed."""
    address = email.strip().casefold()[:_ADDRESS_LIMIT]
    number, plus, _ = address.partition("+")
    return number if plus and number.isdecimal() and _NOREPLY.fullmatch(address) else None


def full_name(name: str) -> str | None:
    """Write a real full name so that it can be compared; None for one word or a generic name."""
    words = unicodedata.normalize("NFKC", name[:200]).casefold().replace(",", " ").split()
    if "via" in words[1:]:
        # "Ada Lovelace via Some Gateway"
        words = words[: words.index("via", 1)]
    text = " ".join(words)
    real = [word for word in words if len(_LETTERS.findall(word)) > 1]
    if len(real) < 2 or "@" in text or text in rules().generic_names:  # noqa: PLR2004  two words
        return None
    return text


def organisation_domain(email: str) -> str | None:
    """Give the domain an organisation registered; None for free mail and hidden addresses."""
    _, at, domain = email.strip().casefold().rpartition("@")
    return _organisation(domain.rstrip(".")) if at else None


@functools.lru_cache(maxsize=65_536)
def _organisation(domain: str) -> str | None:
    if not is_domain(domain) or _hides(domain):
        return None
    registrable = registrable_domain(domain)
    if _hides(registrable) or registrable.split(".")[0] in rules().free_mail_families:
        return None
    return registrable


def _hides(domain: str) -> bool:
    lists = rules()
    return domain in lists.free_mail or domain in lists.hiding_domains or domain in lists.no_domains


def is_domain(domain: str) -> bool:
    """Tell what can be a domain of the public network."""
    labels = domain.split(".")
    return (
        1 < len(labels) < 10  # noqa: PLR2004  a name and its ending; no sane one has ten
        and labels[-1] not in rules().no_top_levels
        and not labels[-1].isdigit()
        and len(labels[-1]) > 1
        and all(map(_LABEL.fullmatch, labels))
    )


def registrable_domain(domain: str) -> str:
    """Give the part someone registered: two labels, more below suffixes such as gov.br or ac.za.

    A small rule set, not the public suffix list: private suffixes do not matter for mail.
    """
    labels = domain.split(".")
    lists = rules()
    if ".".join(labels[-3:]) in lists.third_levels:
        return ".".join(labels[-4:])
    last_two = ".".join(labels[-2:])
    is_kind = len(labels[-1]) == 2 and labels[-2] in lists.second_levels  # noqa: PLR2004  a country
    return ".".join(labels[-3:]) if is_kind or last_two in lists.suffixes else last_two


def is_below(domain: str, parent: str) -> bool:
    """Tell whether a domain is another or lies below it."""
    return domain == parent or domain.endswith("." + parent)
