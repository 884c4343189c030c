# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Files from the web: checked addresses, bounded bytes and seconds, nothing done unasked.

httpx2 speaks HTTP, hishel keeps answers so that an unchanged file is not sent again, stamina
tries again what may go well later. `core.address` says which addresses are opened at all,
`core.transport` connects to just these. Importing this module takes a tenth of a second: only
what asks the network does it.
"""

import contextlib
import logging
import ssl
import time
from collections.abc import Iterable, Iterator, Mapping
from email.utils import parsedate_to_datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2
import stamina
from hishel import CacheOptions, SqliteStorage
from hishel.httpx2 import CacheTransport

from commonweal import __version__
from commonweal.core.address import UrlRefused, check_url, without_credentials
from commonweal.core.message import counted, message
from commonweal.core.problem import Problem
from commonweal.core.transport import (
    MOST_KEPT_BYTES,
    AnswerRefused,
    NotReached,
    PinnedTransport,
)

__all__ = ["Answer", "AnswerRefused", "NotReached", "Web"]

_MOST_REDIRECTS = 3
_TRIES = 3
# Seconds before the next try.
_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
_TRANSIENT = frozenset({429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ABSENT = frozenset({404, 410})
_LONGEST_TAG = 200
_LARGEST_CACHE = 256 * 1024**2
_LATER = message("Try again later; what was there before is kept.")

# Both libraries report each failure to Python's log, which would print it.
for _library in ("hishel", "stamina"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


class _Transient(NotReached):
    """What may go well at the next try, `after` the seconds that the host asks for."""

    def __init__(self, what: str, *, after: float | None = None) -> None:
        super().__init__(what, fix=_LATER)
        self.after = after


class Answer(NamedTuple):
    """Whether there is such a file, whether it changed, and the tag of its state."""

    is_there: bool
    is_new: bool
    tag: str = ""


class Web:
    """Asks for files one after the other, and keeps connections for the next file.

    `inherited` is the caller's environment, of which only proxy settings are used. `otherwise`
    says what to do instead where a URL is refused. `cache` is a folder for answers; a host is
    still asked each time whether its file changed. `pause` is the wait before the second try,
    in seconds. Not for several threads.
    """

    def __init__(
        self,
        inherited: Mapping[str, str],
        *,
        otherwise: str,
        allow_private: bool = False,
        cache: Path | None = None,
        pause: float = _PAUSE,
    ) -> None:
        self._allow_private, self._otherwise, self._pause = allow_private, otherwise, pause
        self._resolved: dict[tuple[str, int], str] = {}
        self._client = httpx2.Client(
            transport=_kept(PinnedTransport(inherited), cache),
            headers={
                "Accept-Encoding": "identity",
                "Cache-Control": "no-cache",
                "User-Agent": f"commonweal/{__version__}",
            },
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            trust_env=False,
        )

    def __enter__(self) -> "Web":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def get(
        self, url: str, to: IO[bytes], *, limit: int, tag: str = "", seconds: float = 60
    ) -> Answer:
        """Write a file of at most `limit` bytes to `to`, unless its tag still is `tag`.

        Raises `NotReached`, `AnswerRefused`, and what `check_url` raises.
        """
        until = time.monotonic() + seconds
        try:
            for attempt in self._attempts(until):
                with attempt:
                    to.seek(0)
                    to.truncate()
                    return self._followed(url, to, limit=limit, tag=tag, until=until)
        except _Transient as error:
            if time.monotonic() < until:
                raise
            what = message(
                "%(url)s did not come within %(seconds)s s",
                url=without_credentials(url),
                seconds=format(seconds, "g"),
            )
            raise NotReached(what, fix=_LATER) from error
        raise AssertionError

    def _attempts(self, until: float) -> Iterable[stamina.Attempt]:
        def is_transient(error: Exception) -> bool | float:
            """Whether to try again; a number is the seconds that the host asks to wait."""
            if not isinstance(error, _Transient):
                return False
            wait = min(_LONGEST_PAUSE, until - time.monotonic())
            if error.after is None:
                return wait > 0
            return error.after if error.after < wait else False

        return stamina.retry_context(
            on=is_transient,
            attempts=_TRIES,
            timeout=None,
            wait_initial=self._pause,
            wait_max=_LONGEST_PAUSE,
            wait_jitter=self._pause,
        )

    def _followed(self, url: str, to: IO[bytes], *, limit: int, tag: str, until: float) -> Answer:
        """Redirects are followed within the host, and to public https addresses."""
        here = url
        for _ in range(_MOST_REDIRECTS + 1):
            with self._response(here, url, tag=tag, until=until) as response:
                if response.status_code not in _REDIRECTS:
                    return _taken(response, here, to, limit=limit, tag=tag)
                location = response.headers.get("Location", "")
            here = _redirected(here, location)
        raise AnswerRefused(
            message(
                "%(url)s redirects again and again without an end",
                url=without_credentials(url),
            ),
            fix=message("Check the address."),
        )

    @contextlib.contextmanager
    def _response(
        self, url: str, start: str, *, tag: str, until: float
    ) -> Iterator[httpx2.Response]:
        # Private addresses are allowed for the host that was named, not for whatever it
        # points at.
        allow_private = self._allow_private and _host(url) == _host(start)
        checked = check_url(
            url,
            allow_private=allow_private,
            otherwise=self._otherwise,
            resolved=self._resolved,
        )
        with (
            _explained(checked.host),
            self._client.stream(
                "GET",
                url,
                headers=_condition(tag),
                extensions={"checked": checked, "until": until},
            ) as response,
        ):
            yield response


def _kept(transport: httpx2.BaseTransport, folder: Path | None) -> httpx2.BaseTransport:
    if folder is None:
        return transport
    storage = SqliteStorage(
        database_path=folder / "answers.sqlite",
        max_stream_size=MOST_KEPT_BYTES,
        max_size=_LARGEST_CACHE,
    )
    return CacheTransport(transport, storage, rfc=CacheOptions(shared=False))


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError as error:
        raise UrlRefused(
            message("this is no address"), fix=message("Check how it is spelled.")
        ) from error


def _condition(tag: str) -> dict[str, str]:
    if not tag:
        return {}
    return {"If-None-Match" if tag.endswith('"') else "If-Modified-Since": tag}


def _taken(response: httpx2.Response, url: str, to: IO[bytes], *, limit: int, tag: str) -> Answer:
    """Write what came."""
    shown = without_credentials(url)
    status = response.status_code
    if status == httpx2.codes.NOT_MODIFIED:
        return Answer(is_there=True, is_new=False)
    if status in _ABSENT:
        return Answer(is_there=False, is_new=False)
    if status in _TRANSIENT:
        raise _Transient(
            message("%(shown)s answered with status %(status)s", shown=shown, status=status),
            after=_retry_after(response),
        )
    if status != httpx2.codes.OK:
        raise AnswerRefused(
            message("%(shown)s answered with status %(status)s", shown=shown, status=status),
            fix=message("Check the address, and whether the host gives the file to everybody."),
        )
    packed = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in ("identity", ""):
        raise AnswerRefused(
            message(
                "%(shown)s is packed as %(packed)s, although plain content was requested",
                shown=shown,
                packed=packed[:20],
            ),
            fix=message("Use another source."),
        )
    state = _state(response)
    if state and state == tag:
        return Answer(is_there=True, is_new=False)
    _write(response, shown, to, limit)
    return Answer(is_there=True, is_new=True, tag=state)


def _redirected(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        shown = without_credentials(url)
        raise AnswerRefused(
            message("%(shown)s redirects to something that is no address", shown=shown),
            fix=message("Report this to its host."),
        ) from error


def _write(response: httpx2.Response, shown: str, to: IO[bytes], limit: int) -> None:
    total = 0
    refused = AnswerRefused(
        counted(
            "%(shown)s has more than %(num)s byte, which is not accepted",
            "%(shown)s has more than %(num)s bytes, which are not accepted",
            limit,
            shown=shown,
        ),
        fix=message("Check the address; no file of this kind is as large."),
    )
    if int(response.headers.get("Content-Length", "0")) > limit:
        raise refused
    try:
        for piece in response.iter_raw():
            total += len(piece)
            if total > limit:
                raise refused
            to.write(piece)
    except httpcore2.RemoteProtocolError as error:
        raise _Transient(
            counted(
                "%(shown)s was cut off after %(num)s byte",
                "%(shown)s was cut off after %(num)s bytes",
                total,
                shown=shown,
            )
        ) from error


def _state(response: httpx2.Response) -> str:
    """What names the state of a file and can be sent back; empty where there is none."""
    text = response.headers.get("ETag", "").strip()
    is_tag = text.removeprefix("W/").startswith('"') and text.endswith('"')
    if not is_tag:
        text = response.headers.get("Last-Modified", "").strip()
        if _moment(text) is None:
            return ""
    return text if text.isascii() and text.isprintable() and len(text) <= _LONGEST_TAG else ""


def _retry_after(response: httpx2.Response) -> float | None:
    """Seconds that the host asks to wait; a date counts from the answer's own date."""
    text = response.headers.get("Retry-After", "").strip()
    if text.isdecimal() and text.isascii():
        return float(text[:9])
    wanted, now = _moment(text), _moment(response.headers.get("Date", ""))
    return None if wanted is None or now is None else max(0.0, wanted - now)


def _moment(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, OverflowError):
        return None


@contextlib.contextmanager
def _explained(host: str) -> Iterator[None]:
    """Say what the system or a library says, and what to do about it."""
    try:
        yield
    except (httpcore2.NetworkError, httpcore2.TimeoutException) as error:
        raise _unreached(host, error, _reason(error)) from error
    except httpcore2.ProxyError as error:
        raise NotReached(
            message(
                "the proxy does not open the way to %(host)s: %(error)s",
                host=host,
                error=str(error),
            ),
            fix=message("Check the proxy in https_proxy, or name the host in no_proxy."),
        ) from error
    except httpcore2.ProtocolError as error:
        if _reason(error) is None:  # the host hung up before it said anything
            raise _Transient(
                message("the connection to %(host)s failed: it was cut off", host=host)
            ) from error
        raise AnswerRefused(
            message("the answer of %(host)s is no HTTP", host=host),
            fix=message("Check that the address is that of an https server."),
        ) from error
    except (httpx2.InvalidURL, UnicodeError) as error:
        raise UrlRefused(
            message("the address at %(host)s cannot be requested", host=host),
            fix=message("Check how it is spelled."),
        ) from error


def _reason(error: Exception) -> object:
    """What httpcore2 wraps: the exception of the system or of its parser; None where it is text."""
    first = error.args[0] if error.args else None
    return first if isinstance(first, BaseException) else None


def _unreached(host: str, error: Exception, cause: object) -> Problem:
    match cause:
        case ssl.SSLCertVerificationError():
            return NotReached(
                message(
                    "the certificate of %(host)s cannot be trusted: %(why)s",
                    host=host,
                    why=cause.verify_message,
                ),
                fix=message(
                    "If your network inspects such connections, name the file with its "
                    "certificate in SSL_CERT_FILE; otherwise do not use this source."
                ),
            )
        case (
            ConnectionResetError()
            | ConnectionAbortedError()
            | BrokenPipeError()
            | ssl.SSLEOFError()
        ):
            return _Transient(
                message("the connection to %(host)s failed: it was cut off", host=host)
            )
        case ssl.SSLError():
            return NotReached(
                message(
                    "no secure connection to %(host)s came about: %(reason)s",
                    host=host,
                    reason=str(cause.reason or cause),
                ),
                fix=message("Check that the address is that of an https server."),
            )
    if isinstance(error, httpcore2.TimeoutException):
        return _Transient(
            message("the connection to %(host)s failed: no answer came in time", host=host)
        )
    what = cause.strerror if isinstance(cause, OSError) and cause.strerror else str(error)
    return NotReached(
        message("cannot connect to %(host)s: %(what)s", host=host, what=what),
        fix=message("Check the address, the connection and the proxy, then try again."),
    )
