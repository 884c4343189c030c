# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The HTTP client against a host that misbehaves: bounded, refused, tried again, kept."""

import gzip
import io
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commonweal.core.address import UrlRefused
from commonweal.core.web import Answer, AnswerRefused, NotReached, Web
from tests.core.host import Host, answer, drops, host

__all__ = ["host"]
DATE = "Mon, 01 Jan 2024 00:00:00 GMT"
HELLO = answer("200 OK", b"hello", 'ETag: "a"')
UNCHANGED = answer("304 Not Modified", b"", 'ETag: "a"')


def web(cache: Path | None = None, *, allow_private: bool = True, **inherited: str) -> Web:
    return Web(inherited, otherwise="wait", allow_private=allow_private, cache=cache, pause=0)


def got(
    url: str,
    cache: Path | None = None,
    *,
    limit: int = 1000,
    tag: str = "",
    seconds: float = 10,
) -> tuple[bytes, Answer]:
    file = io.BytesIO()
    with web(cache) as client:
        said = client.get(url, file, limit=limit, tag=tag, seconds=seconds)
    return file.getvalue(), said


@pytest.mark.parametrize(
    ("start", "drop"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nhello", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nhello", b""),
    ],
    ids=["header", "body", "silence"],
)
def test_drops_now_and_then_end_with_the_time(host: Host, start: bytes, drop: bytes) -> None:
    """Each byte comes in time, and all of them never do."""
    url = host.lay("/slow", drops(start, drop))
    began = time.monotonic()

    with pytest.raises(NotReached, match=r"/slow did not come within 0\.5 s"):
        got(url, seconds=0.5)

    assert time.monotonic() - began < 30
    assert len(host.requests) == 1


def test_a_body_without_an_end_is_refused_before_it_is_read(host: Host) -> None:
    url = host.lay("/x", drops(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 100))

    with pytest.raises(AnswerRefused, match="/x does not say where its answer ends"):
        got(url)


def test_chunks_without_an_end_are_cut_at_the_limit(host: Host) -> None:
    start = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    url = host.lay("/x", drops(start, b"64\r\n" + b"x" * 100 + b"\r\n", pause=0))

    with pytest.raises(AnswerRefused, match="more than 1,000 bytes"):
        got(url)


def test_a_length_beyond_the_limit_is_refused_before_it_comes(host: Host) -> None:
    url = host.lay("/x", drops(b"HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", b""))

    with pytest.raises(AnswerRefused, match="more than 1,000 bytes"):
        got(url, seconds=3)


def test_a_body_shorter_than_it_says_is_tried_again_and_then_told(host: Host) -> None:
    torn = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 50\r\n\r\nhell"
    url = host.lay("/torn", torn, torn, HELLO)
    never = host.lay("/never", torn)

    content, _ = got(url)
    with pytest.raises(NotReached, match="/never was cut off after 4 bytes"):
        got(never)

    assert content == b"hello"
    assert len(host.requests) == 6


def test_what_comes_after_the_end_is_not_taken(host: Host) -> None:
    url = host.lay("/x", answer("200 OK", b"hello") + b"HTTP/1.1 200 OK\r\n\r\nforged")
    other = host.lay("/y", answer("200 OK", b"world"))

    assert (got(url)[0], got(other)[0]) == (b"hello", b"world")


def test_a_bomb_that_was_not_asked_for_is_refused(host: Host) -> None:
    bomb = gzip.compress(bytes(10**7))
    url = host.lay("/x", answer("200 OK", bomb, "Content-Encoding: gzip"))

    with pytest.raises(AnswerRefused, match=r"/x is packed as gzip"):
        got(url, limit=10**8)

    assert host.header("Accept-Encoding") == ["identity"]


def test_a_host_that_is_busy_is_asked_again_when_it_says(host: Host) -> None:
    url = host.lay("/x", answer("503 Busy", b"", "Retry-After: 1"), HELLO)
    began = time.monotonic()

    content, said = got(url)

    assert (content, said) == (b"hello", Answer(is_there=True, is_new=True, tag='"a"'))
    assert 1 <= time.monotonic() - began < 60
    assert len(host.requests) == 2


def test_a_date_to_come_back_at_counts_from_the_date_of_the_answer(host: Host) -> None:
    later = DATE.replace("00:00:00", "00:00:01")
    busy = answer("429 Slow down", b"", f"Date: {DATE}", f"Retry-After: {later}")
    url = host.lay("/x", busy, HELLO)
    began = time.monotonic()

    got(url)

    assert 1 <= time.monotonic() - began < 60


@pytest.mark.parametrize("wait", ["3600", "9" * 400, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_a_host_that_wants_us_later_than_we_wait_is_asked_once(host: Host, wait: str) -> None:
    busy = answer("503 Busy", b"", f"Date: {DATE}", f"Retry-After: {wait}")
    url = host.lay("/x", busy, HELLO)

    with pytest.raises(NotReached, match="/x answered with status 503"):
        got(url)

    assert len(host.requests) == 1


def test_a_host_that_stays_busy_is_asked_three_times(host: Host) -> None:
    url = host.lay("/x", answer("502 Bad Gateway"))

    with pytest.raises(NotReached, match="/x answered with status 502"):
        got(url)

    assert len(host.requests) == 3


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "403 No", "401 Who"])
def test_a_clear_no_is_not_asked_again(host: Host, status: str) -> None:
    url = host.lay("/x", answer(status), HELLO)
    absent = status[:3] in ("404", "410")

    if absent:
        assert got(url) == (b"", Answer(is_there=False, is_new=False))
    else:
        with pytest.raises(AnswerRefused, match=f"status {status[:3]}"):
            got(url)

    assert len(host.requests) == 1


@pytest.mark.parametrize(
    ("state", "condition"),
    [('ETag: "a"', "If-None-Match"), (f"Last-Modified: {DATE}", "If-Modified-Since")],
)
def test_an_unchanged_file_comes_from_the_cache(
    host: Host, tmp_path: Path, state: str, condition: str
) -> None:
    unchanged = answer("304 Not Modified", b"", state)
    url = host.lay("/x", answer("200 OK", b"hello", state), unchanged)

    first, _ = got(url, tmp_path / "web")
    again, said = got(url, tmp_path / "web")

    value = state.partition(": ")[2]
    assert (first, again) == (b"hello", b"hello")
    assert said == Answer(is_there=True, is_new=True, tag=value)
    assert host.header(condition) == [None, value.lower()]


def test_a_changed_file_takes_the_place_of_the_kept_one(host: Host, tmp_path: Path) -> None:
    """The host gives no dates: they are told apart by when they came."""
    url = host.lay("/x", HELLO, answer("200 OK", b"world", 'ETag: "b"'))

    first = got(url, tmp_path)[0]
    time.sleep(1.1)  # dates have whole seconds
    contents = [first, *(got(url, tmp_path)[0] for _ in range(2))]

    assert contents == [b"hello", b"world", b"world"]
    assert host.header("If-None-Match") == [None, '"a"', '"b"']


def test_a_fresh_file_is_asked_for_as_well(host: Host, tmp_path: Path) -> None:
    fresh = answer("200 OK", b"hello", 'ETag: "a"', "Cache-Control: max-age=9999")
    url = host.lay("/x", fresh, UNCHANGED)

    for _ in range(2):
        got(url, tmp_path)

    assert host.header("If-None-Match") == [None, '"a"']


@pytest.mark.parametrize("tag", ['"a"', DATE])
def test_a_tag_that_the_caller_kept_saves_the_file(host: Host, tag: str) -> None:
    condition = "If-None-Match" if tag == '"a"' else "If-Modified-Since"
    url = host.lay("/x", answer("304 Not Modified"))

    assert got(url, tag=tag) == (b"", Answer(is_there=True, is_new=False))
    assert host.header(condition) == [tag.lower()]


def test_a_kept_file_is_not_new_where_the_caller_has_it(host: Host, tmp_path: Path) -> None:
    url = host.lay("/x", HELLO, UNCHANGED)
    got(url, tmp_path)

    assert got(url, tmp_path, tag='"a"') == (b"", Answer(is_there=True, is_new=False))


def test_what_cannot_be_asked_about_again_is_not_kept(host: Host, tmp_path: Path) -> None:
    """An absence, a file without a state, one that must not be kept: no row is left of them."""
    refused = (
        answer("404 Not Found", b"private note", 'ETag: "a"'),
        answer("200 OK", b"private note"),
        answer("200 OK", b"private note", 'ETag: "a"', "Cache-Control: no-store"),
    )
    for number, script in enumerate(refused):
        got(host.lay(f"/{number}", script), tmp_path)
    absent = kept(tmp_path, b"private note")

    got(host.lay("/kept", answer("200 OK", b"private note", 'ETag: "a"')), tmp_path)

    assert (absent, kept(tmp_path, b"private note")) == (False, True)


def kept(folder: Path, content: bytes) -> bool:
    return any(content in file.read_bytes() for file in folder.iterdir())


def test_what_was_kept_from_within_is_not_given_when_that_is_not_allowed(
    host: Host, tmp_path: Path
) -> None:
    url = host.lay("/x", HELLO)
    got(url, tmp_path)

    with web(tmp_path, allow_private=False) as client, pytest.raises(UrlRefused):
        client.get(url, io.BytesIO(), limit=1000)

    assert len(host.requests) == 1


def test_a_cache_that_is_damaged_is_as_if_there_were_none(host: Host, tmp_path: Path) -> None:
    """Nor does a library print what it meets, here and at a busy host, with its traceback."""
    (tmp_path / "answers.sqlite").write_bytes(b"no database" * 1000)
    url = host.lay("/x", answer("503 Busy"), HELLO)
    code = (
        "import io, pathlib, sys; from commonweal.core.web import Web; file = io.BytesIO()\n"
        "with Web({}, otherwise='', allow_private=True, pause=0, "
        "cache=pathlib.Path(sys.argv[2])) as web: web.get(sys.argv[1], file, limit=10)\n"
        "print(file.getvalue().decode())"
    )

    ended = subprocess.run(
        [sys.executable, "-c", code, url, tmp_path], capture_output=True, check=True, text=True
    )

    assert (ended.stdout, ended.stderr) == ("hello\n", "")


def test_cookies_are_not_sent_back(host: Host) -> None:
    url = host.lay("/x", answer("200 OK", b"", "Set-Cookie: who=me"))

    with web() as client:
        for _ in range(2):
            client.get(url, io.BytesIO(), limit=10)

    assert (host.header("Cookie"), host.connections) == ([None, None], 1)


def test_the_password_of_a_proxy_goes_to_the_proxy_alone(
    host: Host, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    url = host.lay("/x", HELLO)
    host.lay("http://elsewhere.example/x", answer("503 Busy"))
    proxy = host.url.replace("://", "://ada:secret@")
    with web(all_proxy=proxy) as client, pytest.raises(NotReached) as raised:
        client.get("http://elsewhere.example/x", io.BytesIO(), limit=10)
    with web(all_proxy=proxy, no_proxy="127.0.0.1") as client:
        client.get(url, io.BytesIO(), limit=10)

    *proxied, direct = host.header("Proxy-Authorization")
    assert {*proxied} == {"basic ywrhonnly3jlda=="}  # ada:secret
    assert direct is None
    assert "secret" not in caplog.text + str(raised.value) + raised.value.fix
    assert "elsewhere.example" in caplog.text


def test_no_http_is_told(host: Host) -> None:
    url = host.lay("/x", b"SSH-2.0-OpenSSH_9.2\r\n\r\n")

    with pytest.raises(AnswerRefused, match=r"the answer of 127\.0\.0\.1 is no HTTP"):
        got(url)


def test_http_is_imported_only_by_what_asks_the_network() -> None:
    """Neither the command line nor a survey of folders pays for it."""
    modules = "commonweal.surfaces.cli, commonweal.survey, commonweal.surfaces.app"
    heavy = "{'httpx2', 'httpcore2', 'hishel', 'stamina'} & {*sys.modules}"
    loaded = "import commonweal.core.web; print(len({heavy}))".replace("{heavy}", heavy)
    code = f"import sys, {modules}; print(len({heavy})); {loaded}"

    output = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )

    assert output.stdout.split() == ["0", "4"]
