# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Files from the web: checked addresses, bounded bytes and seconds, nothing done unasked.

By the standard library. A library for HTTP brings six packages and has to be talked out of what
it does by itself: follow redirects, look the host up a second time, unpack what comes. All that
is needed is to ask for files over a connection that we open; `core.address` says whereto.
"""

import base64
import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from types import TracebackType
from typing import IO, NamedTuple
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from commonweal import __version__
from commonweal.core.address import (
    HTTP_PORT,
    PROXY_VARIABLES,
    Checked,
    UrlRefused,
    check_url,
    without_credentials,
)
from commonweal.core.problem import Problem

_PIECE = 256 * 1024
# Seconds to connect, and between two pieces of an answer.
_PATIENCE = 30.0
_MOST_REDIRECTS = 3
_TRIES = 3
# Seconds before the next try, times the number of tries so far.
_PAUSE = 1.0
_TRANSIENT = frozenset({429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ABSENT = frozenset({404, 410})
_LONGEST_TAG = 200
_LATER = "Try again later; what was there before is kept."


class NotReached(Problem):
    """The network, the host or the way to it failed."""


class AnswerRefused(Problem):
    """The host answered something that is not taken."""


class _Transient(NotReached):
    """What may go well at the next try."""


class Answer(NamedTuple):
    """Whether there is such a file, whether it changed, and the tag of its state."""

    is_there: bool
    is_new: bool
    tag: str = ""


class Web:
    """Asks for files one after the other, and keeps connections for the next file.

    `inherited` is the caller's environment, of which only proxy settings are used; through a
    proxy it is the proxy that looks up the host. `otherwise` says what to do instead where a
    URL is refused. Not for several threads.
    """

    def __init__(
        self,
        inherited: Mapping[str, str],
        *,
        otherwise: str,
        allow_private: bool = False,
        pause: Callable[[float], object] = time.sleep,
    ) -> None:
        self._proxies = {name: inherited[name] for name in PROXY_VARIABLES if inherited.get(name)}
        self._allow_private, self._otherwise, self._pause = allow_private, otherwise, pause
        self._kept: dict[tuple[str, str, bool], _Connection] = {}

    def __enter__(self) -> "Web":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for connection in self._kept.values():
            connection.close()

    def get(
        self, url: str, to: IO[bytes], *, limit: int, tag: str = "", seconds: float = 60
    ) -> Answer:
        """Write a file of at most `limit` bytes to `to`, unless its tag still is `tag`.

        Raises `NotReached`, `AnswerRefused`, and what `check_url` raises.
        """
        until = time.monotonic() + seconds
        for tried in range(1, _TRIES + 1):
            to.seek(0)
            to.truncate()
            try:
                return self._followed(url, to, limit=limit, tag=tag, until=until)
            except _Transient as error:
                if time.monotonic() >= until:
                    shown = without_credentials(url)
                    what = f"{shown} did not come within {seconds:g} s"
                    raise NotReached(what, fix=_LATER) from error
                if tried == _TRIES:
                    raise
            self._pause(_PAUSE * tried)
        raise AssertionError

    def _followed(self, url: str, to: IO[bytes], *, limit: int, tag: str, until: float) -> Answer:
        """Redirects are followed within the host, and to public https addresses."""
        here = url
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._asked(here, url, to, limit=limit, tag=tag, until=until)
            if not isinstance(answer, str):
                return answer
            here = answer
        raise AnswerRefused(
            f"{without_credentials(url)} sends from one address to the next without an end",
            fix="Check the address.",
        )

    def _asked(
        self, url: str, start: str, to: IO[bytes], *, limit: int, tag: str, until: float
    ) -> Answer | str:
        """Ask one host; text is the address to which it sends us."""
        connection = self._connection(url, start, until)
        is_kept = False
        try:
            with connection.cut_at(until):
                response = connection.ask(url, tag)
                answer = _taken(response, url, to, limit=limit)
            is_kept = response.isclosed() and not response.will_close
        finally:
            if not is_kept:
                connection.close()
        return answer

    def _connection(self, url: str, start: str, until: float) -> "_Connection":
        # Leave to knock at the neighbours' is for the host that was named, not for
        # whatever it points at.
        first, parts = urlsplit(start), _split(url)
        allow_private = self._allow_private and parts.hostname == first.hostname
        kept = self._kept.get((parts.scheme, parts.netloc, allow_private))
        if kept and kept.is_open and not parts.query:
            return kept
        checked = check_url(url, allow_private=allow_private, otherwise=self._otherwise)
        opened = _Connection(checked, _proxy_for(checked, self._proxies), until)
        self._kept[parts.scheme, parts.netloc, allow_private] = opened
        return opened


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise UrlRefused("what was given is no address", fix="Check how it is spelled.") from error


class _Connection:
    """A connection to one host, opened at once; what fails on the way is told in a sentence."""

    def __init__(self, checked: Checked, proxy: SplitResult | None, until: float) -> None:
        self._checked, self._proxy = checked, proxy
        with _told(checked.host):
            self._http, raw = self._opened(max(0.1, min(_PATIENCE, until - time.monotonic())))
            self._http.auto_open = 0  # a second connection would go to an unchecked address
            self._socket = raw.dup()
            with self.cut_at(until):
                self._http.sock = self._secured(raw)

    @property
    def is_open(self) -> bool:
        """Whether another file can be asked for."""
        return self._http.sock is not None

    def close(self) -> None:
        """End the connection."""
        self._http.close()
        self._socket.close()

    def _opened(self, seconds: float) -> tuple[http.client.HTTPConnection, socket.socket]:
        host, port, proxy = _ascii(self._checked.host), self._checked.port, self._proxy
        if proxy is None:
            connection = http.client.HTTPConnection(host, port)
            raw = socket.create_connection((self._checked.address or host, port), seconds)
            return connection, raw
        where = (proxy.hostname or "", proxy.port or HTTP_PORT)
        connection = http.client.HTTPConnection(*where, timeout=seconds)
        if self._checked.parts.scheme == "https":
            connection.set_tunnel(host, port, headers=_passport(proxy))
        connection.connect()
        raw = connection.sock
        return connection, raw

    def _secured(self, raw: socket.socket) -> socket.socket:
        raw.settimeout(_PATIENCE)
        if self._checked.parts.scheme != "https":
            return raw
        return ssl.create_default_context().wrap_socket(raw, server_hostname=self._checked.host)

    @contextlib.contextmanager
    def cut_at(self, until: float) -> Iterator[None]:
        """Cut the connection at a moment, for a host that sends a byte now and then."""
        timer = threading.Timer(max(0.1, until - time.monotonic()), self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def ask(self, url: str, tag: str) -> http.client.HTTPResponse:
        """Ask for a file as it is, unpacked."""
        parts = urlsplit(url)
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
        headers = {
            "Host": _ascii(parts.netloc),
            "Accept-Encoding": "identity",
            "User-Agent": f"commonweal/{__version__}",
        }
        if tag:
            headers["If-None-Match"] = tag
        if self._proxy is not None and parts.scheme == "http":
            path = f"http://{headers['Host']}{path}"
            headers |= _passport(self._proxy)
        with _told(self._checked.host):
            self._http.request("GET", path, headers=headers)
            return self._http.getresponse()


def _taken(
    response: http.client.HTTPResponse, url: str, to: IO[bytes], *, limit: int
) -> Answer | str:
    """Write what came; text is where else to ask."""
    shown = without_credentials(url)
    status = response.status
    if status == HTTPStatus.NOT_MODIFIED:
        response.read(1)  # nothing, after which the connection is free for the next file
        return Answer(is_there=True, is_new=False)
    if status in _REDIRECTS:
        return _redirected(url, response.getheader("Location") or "")
    if status in _ABSENT:
        return Answer(is_there=False, is_new=False)
    if status in _TRANSIENT:
        raise _Transient(f"{shown} answered with status {status}", fix=_LATER)
    if status != HTTPStatus.OK:
        raise AnswerRefused(
            f"{shown} answered with status {status}",
            fix="Check the address, and whether the host gives the file to everybody.",
        )
    packed = response.getheader("Content-Encoding", "identity").strip().lower()
    if packed not in ("identity", ""):
        raise AnswerRefused(
            f"{shown} comes packed ({packed[:20]}), which was not asked for",
            fix="Use another source.",
        )
    if response.length is None and not response.chunked:
        raise AnswerRefused(f"{shown} does not say where it ends", fix="Use another source.")
    _write(response, shown, to, limit)
    return Answer(is_there=True, is_new=True, tag=_tag(response.getheader("ETag") or ""))


def _redirected(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        shown = without_credentials(url)
        raise AnswerRefused(f"{shown} sends to what is no address", fix="Tell its host.") from error


def _write(response: http.client.HTTPResponse, shown: str, to: IO[bytes], limit: int) -> None:
    total = 0
    while total <= limit and (response.length or 0) <= limit:
        with _told(shown):
            piece = response.read(_PIECE)
        if not piece:
            if response.length:
                raise _Transient(f"{shown} was cut off after {total:,} bytes", fix=_LATER)
            return
        to.write(piece)
        total += len(piece)
    raise AnswerRefused(
        f"{shown} has more than {limit:,} bytes, which are not taken",
        fix="Check the address; no file of this kind is as large.",
    )


def _tag(header: str) -> str:
    """An entity tag as it can be sent back; empty where it is none that one would send."""
    text = header.strip()
    is_tag = text.removeprefix("W/").startswith('"') and text.endswith('"')
    is_plain = text.isascii() and text.isprintable() and len(text) <= _LONGEST_TAG
    return text if is_tag and is_plain else ""


def _proxy_for(checked: Checked, proxies: Mapping[str, str]) -> SplitResult | None:
    """The proxy that the environment names for a host; small letters go before large ones."""

    def named(variable: str) -> str:
        return proxies.get(variable) or proxies.get(variable.upper()) or ""

    is_secure = checked.parts.scheme == "https"
    proxy = (named("https_proxy") if is_secure else "") or named("all_proxy")
    if not proxy or _is_passed_by(checked, named("no_proxy")):
        return None
    parts = _split(proxy if "://" in proxy else f"http://{proxy}")
    try:
        is_known = parts.scheme == "http" and parts.hostname and parts.port != 0
    except ValueError:
        is_known = False
    if not is_known:
        raise NotReached(
            f"the proxy {without_credentials(proxy)} is none that can be used",
            fix="Name an http proxy in https_proxy, or the host in no_proxy.",
        )
    return parts


def _is_passed_by(checked: Checked, no_proxy: str) -> bool:
    """Tell whether a list of hosts and domains names a host; `*` names all."""
    names = (part.strip().lower().removeprefix("*").lstrip(".") for part in no_proxy.split(","))
    own = (checked.host, f"{checked.host}:{checked.port}")
    return no_proxy.strip() == "*" or any(
        name and (name in own or any(one.endswith(f".{name}") for one in own)) for name in names
    )


def _passport(proxy: SplitResult) -> dict[str, str]:
    if proxy.username is None:
        return {}
    said = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}".encode()
    return {"Proxy-Authorization": f"Basic {base64.b64encode(said).decode()}"}


def _ascii(host: str) -> str:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode()
    except UnicodeError as error:
        raise UrlRefused("a name in the address is none", fix="Check how it is spelled.") from error


@contextlib.contextmanager
def _told(what: str) -> Iterator[None]:
    """Say what the system or the library says, and what to do about it."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise NotReached(
            f"the certificate of {what} cannot be trusted: {error.verify_message}",
            fix="If your network looks into such connections, name the file with its "
            "certificate in SSL_CERT_FILE; otherwise do not use this source.",
        ) from error
    except (
        TimeoutError,
        ConnectionResetError,
        ConnectionAbortedError,
        BrokenPipeError,
        ssl.SSLEOFError,
        http.client.IncompleteRead,
    ) as error:
        said = "no answer came in time" if isinstance(error, TimeoutError) else "it was cut off"
        raise _Transient(f"the connection to {what} failed: {said}", fix=_LATER) from error
    except ssl.SSLError as error:
        raise NotReached(
            f"no secure connection to {what} came about: {error.reason or error}",
            fix="Check that the address is that of an https server.",
        ) from error
    except OSError as error:
        raise NotReached(
            f"cannot connect to {what}: {error.strerror or error}",
            fix="Check the address, the connection and the proxy, then try again.",
        ) from error
    except (http.client.HTTPException, ValueError) as error:
        raise AnswerRefused(
            f"what {what} answered is no HTTP ({type(error).__name__})",
            fix="Check that the address is that of an https server.",
        ) from error
