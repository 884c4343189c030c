# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which web addresses are opened at all: public ones, by https, without a secret in them."""

import ipaddress
import socket
from collections.abc import Iterator, MutableMapping
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit, urlunsplit

from commonweal.core.message import message
from commonweal.core.problem import Problem

# All that is taken from the caller's environment when something is asked of the network.
PROXY_VARIABLES = ("https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY")
HTTPS_PORT, HTTP_PORT = 443, 80
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class UrlRefused(Problem):
    """A URL that this tool does not open."""


class HostNotFound(Problem):
    """Nobody knows where the host of a URL is."""


class Checked(NamedTuple):
    """The parts of a URL that may be opened, and the address that was found harmless.

    Whoever connects without a proxy connects to `address`, whatever DNS says next; it is
    empty where any address is allowed.
    """

    parts: SplitResult
    address: str

    @property
    def host(self) -> str:
        """The host's name, in small letters; of an IPv6 address without brackets."""
        return self.parts.hostname or ""

    @property
    def port(self) -> int:
        """The port that is meant where none is written, too."""
        return self.parts.port or (HTTPS_PORT if self.parts.scheme == "https" else HTTP_PORT)


def without_credentials(url: str) -> str:
    """The URL as it may be stored and shown: a query may hold a token as well."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url.rpartition("@")[2]
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(SplitResult(parts.scheme, host, parts.path, "", ""))


def check_url(
    url: str,
    *,
    allow_private: bool,
    otherwise: str,
    resolved: MutableMapping[tuple[str, int], str] | None = None,
) -> Checked:
    """Decide whether a URL may be opened; `otherwise` completes "..., or do this instead".

    `allow_private` allows http and addresses of this network. `resolved` holds addresses that
    were found harmless before, so that a host is looked up once. Raises `UrlRefused` and
    `HostNotFound`.
    """
    shown = without_credentials(url) if "://" in url else url
    parts = _split(url, shown)
    if parts.scheme not in ("https", "http") or (parts.scheme == "http" and not allow_private):
        raise UrlRefused(
            message("%(shown)s is not an https address", shown=shown),
            fix=message("Use its https address, or %(otherwise)s.", otherwise=otherwise),
        )
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise UrlRefused(
            message("%(shown)s was given with a user name, password or query in it", shown=shown),
            fix=message(
                "Secrets do not belong into an address: %(otherwise)s.", otherwise=otherwise
            ),
        )
    if not parts.hostname or any(ord(character) < 33 for character in url):  # noqa: PLR2004
        raise UrlRefused(
            message("%(shown)s is no address", shown=shown), fix=message("Check how it is spelled.")
        )
    if allow_private:
        return Checked(parts, "")
    known = {} if resolved is None else resolved
    key = (parts.hostname, parts.port or HTTPS_PORT)
    if key not in known:
        known[key] = _public_address(parts, shown)
    return Checked(parts, known[key])


def _split(url: str, shown: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number, or too large
    except ValueError as error:
        raise UrlRefused(
            message("%(shown)s is no address", shown=shown), fix=message("Check how it is spelled.")
        ) from error
    return parts


def _addresses(parts: SplitResult, shown: str) -> tuple[str, ...]:
    port = parts.port or HTTPS_PORT
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise HostNotFound(
            message("cannot find %(hostname)s for %(shown)s", hostname=parts.hostname, shown=shown),
            fix=message("Check the address and the connection, then try again."),
        ) from error
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def _public_address(parts: SplitResult, shown: str) -> str:
    """The first address of a host; a URL that others wrote must not reach this network."""
    addresses = _addresses(parts, shown)
    for address in addresses:
        if not all(ip.is_global for ip in _meant(address)):
            raise UrlRefused(
                message(
                    "%(shown)s leads to a private address (%(address)s)",
                    shown=shown,
                    address=address,
                ),
                fix=message("Allow it with --allow-private if that is what you want."),
            )
    return addresses[0]


def _meant(address: str) -> Iterator[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    """An address, and the IPv4 address that is wrapped in it."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    yield ip.ipv4_mapped or ip if isinstance(ip, ipaddress.IPv6Address) else ip
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.sixtofour:
            yield ip.sixtofour
        if ip in NAT64:
            yield ipaddress.IPv4Address(ip.packed[-4:])
