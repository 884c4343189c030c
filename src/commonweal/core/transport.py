# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Connections for the HTTP client: each goes to the address that was checked, and ends in time.

A client for HTTP looks up the host once more when it connects, and knows a limit of time for
each piece of an answer, not for the whole. Both are decided here, below httpcore2: the backend
connects to the address that `core.address` found harmless, and no read outlasts the deadline.
"""

import ssl
import time
from collections.abc import Iterable, Iterator, Mapping
from email.utils import formatdate
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

import httpcore2
import httpx2

from commonweal.core.address import HTTP_PORT, PROXY_VARIABLES, Checked, without_credentials
from commonweal.core.message import message
from commonweal.core.problem import Problem

# Seconds to connect, and between two pieces of an answer.
_PATIENCE = 30.0
# A cache keeps answers up to this size.
MOST_KEPT_BYTES = 16 * 1024**2


class NotReached(Problem):
    """The network, the host or the way to it failed."""


class AnswerRefused(Problem):
    """The host answered something that is not taken."""


class PinnedTransport(httpx2.BaseTransport):
    """Sends each request to the address of its extension `checked`, until its `until`.

    `inherited` is the caller's environment, of which only proxy settings are used; through a
    proxy it is the proxy that looks up the host. Not for several threads.
    """

    def __init__(self, inherited: Mapping[str, str]) -> None:
        self._proxies = {name: inherited[name] for name in PROXY_VARIABLES if inherited.get(name)}
        self._pools: dict[tuple[str, str, int, str], httpcore2.ConnectionPool] = {}
        self._deadline = _Deadline()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer with what came; what must not be kept by a cache says so in its headers."""
        checked: Checked = request.extensions["checked"]
        self._deadline.until = request.extensions["until"]
        url = httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        response = self._pool(checked).handle_request(
            httpcore2.Request(request.method, url, headers=request.headers.raw)
        )
        answer = httpx2.Response(
            response.status,
            headers=response.headers,
            stream=_Body(response),
            extensions=response.extensions,
        )
        # Of two kept answers the cache asks about the newer one (RFC 9110, section 6.6.1).
        answer.headers.setdefault("Date", formatdate(usegmt=True))
        if answer.status_code == httpx2.codes.OK:
            _refuse_without_end(answer, request, response)
        if answer.status_code != httpx2.codes.NOT_MODIFIED and not _is_worth_keeping(answer):
            answer.headers["Cache-Control"] = "no-store"
        return answer

    def close(self) -> None:
        """End all connections."""
        for pool in self._pools.values():
            pool.close()

    def _pool(self, checked: Checked) -> httpcore2.ConnectionPool:
        key = (checked.parts.scheme, checked.host, checked.port, checked.address)
        if key not in self._pools:
            self._pools[key] = self._opened(checked)
        return self._pools[key]

    def _opened(self, checked: Checked) -> httpcore2.ConnectionPool:
        """A pool of one connection: files are asked for one after the other."""
        context = ssl.create_default_context()
        proxy = _proxy_for(checked, self._proxies)
        if proxy is None:
            where = (checked.address or checked.host, checked.port)
            return httpcore2.ConnectionPool(
                ssl_context=context,
                max_connections=1,
                network_backend=_Backend(self._deadline, where),
            )
        return httpcore2.HTTPProxy(
            f"http://{proxy.netloc.rpartition('@')[2]}",
            proxy_auth=_credentials(proxy),
            ssl_context=context,
            max_connections=1,
            network_backend=_Backend(
                self._deadline, (proxy.hostname or "", proxy.port or HTTP_PORT)
            ),
        )


def _refuse_without_end(
    answer: httpx2.Response, request: httpx2.Request, response: httpcore2.Response
) -> None:
    """A file without an end that was said could have been cut off anywhere."""
    if "Content-Length" in answer.headers or "Transfer-Encoding" in answer.headers:
        return
    response.close()
    shown = without_credentials(str(request.url))
    raise AnswerRefused(
        message("%(shown)s does not say where its answer ends", shown=shown),
        fix=message("Use another source."),
    )


def _is_worth_keeping(answer: httpx2.Response) -> bool:
    """Whether the host can be asked again if it changed, and it does not fill the disk."""
    headers = answer.headers
    has_state = "ETag" in headers or "Last-Modified" in headers
    length = headers.get("Content-Length", "0")
    is_small = length.isdecimal() and int(length) <= MOST_KEPT_BYTES
    return answer.status_code == httpx2.codes.OK and has_state and is_small


class _Body(httpx2.SyncByteStream):
    def __init__(self, response: httpcore2.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class _Deadline:
    """The moment at which what is under way ends; each request sets it."""

    until = 0.0

    def left(self) -> float:
        """Seconds for the next step; raises `ReadTimeout` where none are left."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout
        return min(_PATIENCE, left)


class _Backend(httpcore2.SyncBackend):
    """Connects to one address, whatever name it is asked for."""

    def __init__(self, deadline: _Deadline, where: tuple[str, int]) -> None:
        self._deadline, self._where = deadline, where

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002  a name, which is not looked up again
        port: int,
        timeout: float | None = None,  # noqa: ARG002
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        address, port = self._where
        stream = super().connect_tcp(
            address, port, self._deadline.left(), local_address, socket_options
        )
        return _Stream(stream, self._deadline)


class _Stream(httpcore2.NetworkStream):
    """A connection whose every step ends at the deadline: a drop now and then does not hold us."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: _Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _proxy_for(checked: Checked, proxies: Mapping[str, str]) -> SplitResult | None:
    """The proxy that the environment names for a host; small letters go before large ones."""

    def named(variable: str) -> str:
        return proxies.get(variable) or proxies.get(variable.upper()) or ""

    is_secure = checked.parts.scheme == "https"
    proxy = (named("https_proxy") if is_secure else "") or named("all_proxy")
    if not proxy or _is_passed_by(checked, named("no_proxy")):
        return None
    try:
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        is_usable = parts.scheme == "http" and parts.hostname and parts.port != 0
    except ValueError:
        is_usable = False
    if not is_usable:
        raise NotReached(
            message("the proxy %(proxy)s cannot be used", proxy=without_credentials(proxy)),
            fix=message("Name an http proxy in https_proxy, or the host in no_proxy."),
        )
    return parts


def _is_passed_by(checked: Checked, no_proxy: str) -> bool:
    """Tell whether a list of hosts and domains names a host; `*` names all."""
    if no_proxy.strip() == "*":
        return True
    own = (checked.host, f"{checked.host}:{checked.port}")
    entries = (part.strip().lower().removeprefix("*").lstrip(".") for part in no_proxy.split(","))
    return any(
        name == entry or name.endswith(f".{entry}") for entry in entries if entry for name in own
    )


def _credentials(proxy: SplitResult) -> tuple[str, str] | None:
    if proxy.username is None:
        return None
    return unquote(proxy.username), unquote(proxy.password or "")
