# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Downloads of advisories over real HTTP: what is fetched, what is refused, what stays."""

import gzip
import io
import json
import os
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from commonweal.core.address import UrlRefused
from commonweal.core.problem import InputMalformed
from commonweal.core.web import Answer, AnswerRefused, NotReached, Web
from commonweal.evidence import Engine, Manifest
from commonweal.sources.advisories import AdvisoryStore, Database, download
from commonweal.sources.advisories.download import Updated, update
from commonweal.sources.advisories.match import match
from tests.sources.advisories.test_take_in import archive, hits, needing, osv
from tests.survey.office import Office

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LATER = datetime(2026, 1, 2, tzinfo=UTC)


class Mirror:
    """A source of advisories on loopback; `answers` go before what is laid out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[str] = []
        self.files: dict[str, bytes] = {}
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.endless: set[str] = set()
        self.connections = 0
        self.torn: dict[str, int] = {}
        mirror = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def setup(self) -> None:
                """Count connections."""
                mirror.connections += 1
                super().setup()

            def do_GET(self) -> None:
                """Give a file."""
                mirror.answer(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """A client that hangs up is what some tests are about."""

        self.server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        """Where it is served."""
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def lay(self, *records: dict[str, Any], listed: bool = True) -> None:
        """Lay out records as osv.dev does."""
        self.files["/PyPI/all.zip"] = archive(self.folder / "laid.zip", *records).read_bytes()
        for one in records:
            self.files[f"/PyPI/{one['id']}.json"] = json.dumps(one).encode()
        lines = sorted((f"{one['modified']},{one['id']}\n" for one in records), reverse=True)
        if listed:
            self.files["/PyPI/modified_id.csv"] = "".join(lines).encode()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer as told, else with the file and its tag."""
        path = request.path
        self.asked.append(path)
        content = self.files.get(path)
        tag = f'"{hash(content):x}"'
        if path in self.endless:
            self._endless(request)
        elif path in self.answers:
            self._send(request, *self.answers[path])
        elif content is None:
            self._send(request, 404, {}, b"no")
        elif request.headers.get("If-None-Match") == tag:
            self._send(request, 304, {"ETag": tag}, b"")
        elif self.torn.get(path, 0):
            self.torn[path] -= 1
            self._send(request, 200, {"Content-Length": str(len(content))}, content[:-9])
            request.close_connection = True
        else:
            self._send(request, 200, {"ETag": tag}, content)

    @staticmethod
    def _send(
        request: BaseHTTPRequestHandler, status: int, headers: dict[str, str], content: bytes
    ) -> None:
        request.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(content)

    @staticmethod
    def _endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Transfer-Encoding", "chunked")
        request.end_headers()
        while True:
            request.wfile.write(b"10000\r\n" + bytes(0x10000) + b"\r\n")


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[Mirror]:
    served = Mirror(tmp_path)
    yield served
    served.server.shutdown()
    served.server.server_close()


@pytest.fixture
def store(tmp_path: Path) -> AdvisoryStore:
    return AdvisoryStore(tmp_path / "advisories")


def web(*, allow_private: bool = True, **inherited: str) -> Web:
    return Web(
        inherited, otherwise="import a file", allow_private=allow_private, pause=lambda _: None
    )


def brought(
    store: AdvisoryStore, mirror: Mirror, *names: str, now: datetime = NOW, **options: Any
) -> Updated:
    with web(**options) as client:
        return update(
            store, names or ("PyPI",), mirror.url, now=now, web=client, report=lambda _: None
        )


def record(id_: str, day: int, name: str = "a", **more: Any) -> dict[str, Any]:
    return osv(
        id_, name, {"introduced": "0"}, modified=f"2025-05-{day:02}T01:02:03.456789Z", **more
    )


def matching(store: AdvisoryStore, folder: Path) -> list[str]:
    engine = needing(folder, ("pkg:pypi/a", "1"))
    try:
        return [hit[2] for hit in hits(match(engine, store))]
    finally:
        engine.close()


def rows_of(store: AdvisoryStore) -> list[tuple[Any, ...]]:
    engine = Engine(store.folder / "segments", Manifest(1, NOW, "0", "0", {}, ()))
    try:
        hidden = "source, collected_at, tool_version"
        records = f"select * exclude ({hidden}) from {store.select('advisory_record')}"
        intervals = f"select * exclude ({hidden}) from {store.select('advisory_interval')}"
        return engine.rows(f"from ({records}) join ({intervals}) using (record_id) order by all")
    finally:
        engine.close()


def only(store: AdvisoryStore) -> Database:
    [database] = store.databases()
    return database


def test_the_first_update_takes_the_archive_and_the_next_finds_nothing_new(
    mirror: Mirror, store: AdvisoryStore, tmp_path: Path
) -> None:
    mirror.lay(record("PYSEC-1", 1), record("PYSEC-2", 2))

    first = brought(store, mirror, "pypi")
    brought(store, mirror, now=LATER)
    third = brought(store, mirror, now=LATER)

    assert (first.problems, third.problems) == ((), ())
    assert first.databases[0].checked_at == NOW
    found = only(store)
    assert (found.name, found.source, found.records) == ("PyPI", mirror.url, 2)
    assert (found.imported_at, found.checked_at) == (NOW, LATER)
    assert found.as_of == datetime(2025, 5, 2, 1, 2, 3, tzinfo=UTC)
    assert matching(store, tmp_path) == ["PYSEC-1", "PYSEC-2"]
    assert mirror.asked == [
        "/PyPI/all.zip",
        "/PyPI/modified_id.csv",  # compared once; after that its tag tells
        "/PyPI/modified_id.csv",
    ]


def test_of_a_source_without_a_list_the_tag_of_the_archive_tells(
    mirror: Mirror, store: AdvisoryStore
) -> None:
    mirror.lay(record("PYSEC-1", 1), listed=False)

    brought(store, mirror)
    brought(store, mirror, now=LATER)
    same = only(store)
    mirror.lay(record("PYSEC-2", 2), listed=False)
    brought(store, mirror, now=LATER)

    assert (same.imported_at, same.checked_at, same.records) == (NOW, LATER, 1)
    assert only(store).imported_at == LATER
    assert mirror.asked == ["/PyPI/all.zip", *["/PyPI/modified_id.csv", "/PyPI/all.zip"] * 2]


def test_a_changed_a_new_a_withdrawn_and_a_vanished_record_are_merged(
    mirror: Mirror, store: AdvisoryStore, tmp_path: Path
) -> None:
    mirror.lay(*(record(f"PYSEC-{number}", 1) for number in range(1, 6)))
    brought(store, mirror)
    before = matching(store, tmp_path)
    mirror.lay(
        record("PYSEC-1", 1),
        record("PYSEC-2", 9, name="another"),
        record("PYSEC-3", 9, withdrawn="2025-05-09T00:00:00Z"),
        record("PYSEC-5", 1),
        record("PYSEC-6", 8),
    )
    mirror.asked.clear()

    updated = brought(store, mirror, now=LATER)

    assert before == [f"PYSEC-{number}" for number in range(1, 6)]
    assert matching(store, tmp_path / "after") == ["PYSEC-1", "PYSEC-5", "PYSEC-6"]
    assert sorted(mirror.asked) == [
        "/PyPI/PYSEC-2.json",
        "/PyPI/PYSEC-3.json",
        "/PyPI/PYSEC-6.json",
        "/PyPI/modified_id.csv",
    ]
    found = only(store)
    assert updated.databases == (found,)
    assert (found.records, found.ecosystems, found.refused) == (5, {"PyPI": 5}, 0)
    assert found.as_of == datetime(2025, 5, 9, 1, 2, 3, tzinfo=UTC)
    assert len(list((tmp_path / "advisories").rglob("*.parquet"))) == 2


def test_changes_are_the_same_as_a_whole_import(
    mirror: Mirror, store: AdvisoryStore, tmp_path: Path
) -> None:
    mirror.lay(*(record(f"PYSEC-{number}", 1) for number in range(1, 9)))
    brought(store, mirror)
    mirror.lay(*(record(f"PYSEC-{number}", number, ecosystem="npm") for number in range(4, 12)))
    brought(store, mirror, now=LATER)
    whole = AdvisoryStore(tmp_path / "whole")
    brought(whole, mirror, now=LATER)

    one, other = only(store), only(whole)
    rows = [rows_of(one_of) for one_of in (store, whole)]

    assert (one.records, one.ecosystems, one.others, one.as_of) == (
        other.records,
        {"npm": 8},
        other.others,
        other.as_of,
    )
    assert rows[0] == rows[1]
    assert len(rows[0]) == 8


def test_many_changes_are_fetched_as_the_archive(
    mirror: Mirror, store: AdvisoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "FEW", 2)
    mirror.lay(record("PYSEC-1", 1))
    brought(store, mirror)
    mirror.lay(*(record(f"PYSEC-{number}", 2) for number in range(1, 5)))
    mirror.asked.clear()

    brought(store, mirror, now=LATER)

    assert mirror.asked == ["/PyPI/modified_id.csv", "/PyPI/all.zip"]
    assert only(store).records == 4


def test_a_list_that_is_none_and_a_record_that_is_none(
    mirror: Mirror, store: AdvisoryStore, tmp_path: Path
) -> None:
    mirror.lay(record("PYSEC-1", 1), record("PYSEC-2", 1))
    brought(store, mirror)
    mirror.files["/PyPI/modified_id.csv"] = b"<html>\n"
    brought(store, mirror, now=LATER)
    kept = only(store)
    mirror.files["/PyPI/modified_id.csv"] = (
        b"2025-06-01T00:00:00Z,PYSEC-1\n2025-06-01T00:00:00Z,PYSEC-2\n"
    )
    mirror.files["/PyPI/PYSEC-2.json"] = b"{"
    brought(store, mirror, now=LATER)

    assert (kept.records, kept.checked_at) == (2, LATER)
    assert (only(store).records, only(store).refused) == (1, 1)
    assert matching(store, tmp_path) == ["PYSEC-1"]


def test_one_connection_serves_all_files(mirror: Mirror, store: AdvisoryStore) -> None:
    mirror.lay(record("PYSEC-1", 1))
    brought(store, mirror)
    mirror.lay(*(record(f"PYSEC-{number}", 2) for number in range(1, 30)))
    mirror.connections = 0

    brought(store, mirror, now=LATER)

    assert (only(store).records, mirror.connections) == (29, 1)


def test_a_download_that_was_cut_off_is_tried_again(mirror: Mirror, store: AdvisoryStore) -> None:
    mirror.lay(record("PYSEC-1", 1))
    mirror.torn["/PyPI/all.zip"] = 2

    updated = brought(store, mirror)

    assert (updated.problems, only(store).records) == ((), 1)
    assert mirror.asked == ["/PyPI/all.zip"] * 3


FAILURES = {
    "torn": (None, "was cut off after"),
    "absent": ((404, {}, b""), "there is nothing at"),
    "busy": ((503, {}, b""), "answered with status 503"),
    "forbidden": ((403, {}, b""), "answered with status 403"),
    "no zip": ((200, {}, b"<html>Log in</html>"), "cannot be read as a zip file"),
    "no records": ((200, {}, b"PK\5\6" + bytes(18)), "there is no OSV record in"),
    "packed": ((200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(10**7))), "comes packed"),
    "large": ((200, {"Content-Length": str(2**40)}, b""), "which are not taken"),
    "no length": ((200, {"Content-Length": "-1"}, b""), "does not say where it ends"),
    "a circle": ((302, {"Location": "/PyPI/all.zip"}, b""), "without an end"),
    "a folder": ((302, {"Location": "file:///etc/passwd"}, b""), "is not an https address"),
    "no address": ((302, {"Location": "https://[x"}, b""), "no address"),
    "a secret": ((302, {"Location": "https://a:b@127.0.0.1/"}, b""), "user name, password"),
    "metadata": ((302, {"Location": "http://169.254.169.254/x"}, b""), "is not an https address"),
    "private": ((302, {"Location": "https://169.254.169.254/x"}, b""), "a private address"),
    "neighbour": ((302, {"Location": "https://localhost/x"}, b""), "a private address"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_what_fails_says_why_and_keeps_the_old(
    name: str, mirror: Mirror, store: AdvisoryStore, tmp_path: Path
) -> None:
    answer, said = FAILURES[name]
    mirror.lay(record("PYSEC-1", 1), listed=False)
    brought(store, mirror)
    before = store.databases()
    mirror.lay(record("PYSEC-1", 2), listed=False)
    if answer:
        mirror.answers["/PyPI/all.zip"] = answer
    else:
        mirror.torn["/PyPI/all.zip"] = 99

    updated = brought(store, mirror, now=LATER)

    [problem] = updated.problems
    assert said in problem.what
    assert problem.what.startswith("PyPI: ")
    assert problem.fix
    assert str(tmp_path) not in problem.what
    assert problem.what.count("/") <= 4  # an address, and no path of this machine
    assert store.databases() == before
    assert matching(store, tmp_path) == ["PYSEC-1"]


def test_an_endless_answer_is_cut(
    mirror: Mirror, store: AdvisoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "_MOST_BYTES", 1_000_000)
    mirror.endless.add("/PyPI/all.zip")

    [problem] = brought(store, mirror).problems

    assert "has more than 1,000,000 bytes, which are not taken" in problem.what


def test_a_bomb_in_the_archive_takes_neither_memory_nor_the_good_records(
    mirror: Mirror, store: AdvisoryStore
) -> None:
    bomb = {**record("PYSEC-2", 1), "details": "a" * 64 * 1024**2}
    mirror.lay(record("PYSEC-1", 1), bomb)

    brought(store, mirror)

    assert (only(store).records, only(store).refused) == (1, 1)


def test_a_drop_now_and_then_does_not_hold_us(tmp_path: Path) -> None:
    """Each byte of the header comes in time, and all of them never do."""
    with socket.create_server(("127.0.0.1", 0)) as listening, web() as client:
        done = threading.Event()

        def drip() -> None:
            taken, _ = listening.accept()
            with taken:
                while not done.wait(0.05):
                    taken.send(b"H")

        threading.Thread(target=drip, daemon=True).start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/x"

        with pytest.raises((NotReached, AnswerRefused)), (tmp_path / "x").open("wb") as file:
            client.get(url, file, limit=10, seconds=0.5)
        done.set()


def test_a_source_that_cannot_be_reached_is_asked_once(
    mirror: Mirror, store: AdvisoryStore
) -> None:
    mirror.server.shutdown()
    mirror.server.server_close()

    [problem] = brought(store, mirror, "PyPI", "npm").problems

    assert "PyPI: cannot connect to 127.0.0.1: " in problem.what
    assert "commonweal advisories import FILE.zip" in problem.fix


def test_one_ecosystem_that_fails_leaves_the_others_alone(
    mirror: Mirror, store: AdvisoryStore
) -> None:
    mirror.lay(record("PYSEC-1", 1))

    updated = brought(store, mirror, "npm", "PyPI")

    assert [one.name for one in updated.databases] == ["PyPI"]
    assert [one.what.partition(":")[0] for one in updated.problems] == ["npm"]
    with pytest.raises(InputMalformed, match="there is no ecosystem Debian"):
        brought(store, mirror, "PyPI", "Debian")


def test_an_address_within_is_refused_unless_allowed(mirror: Mirror, store: AdvisoryStore) -> None:
    mirror.lay(record("PYSEC-1", 1))

    [problem] = brought(store, mirror, allow_private=False).problems
    with web(allow_private=False) as client, pytest.raises(UrlRefused, match="private address"):
        client.get(mirror.url.replace("http:", "https:"), io.BytesIO(), limit=1)

    assert "is not an https address" in problem.what
    assert (mirror.asked, mirror.connections) == ([], 0)


def test_a_redirect_within_the_host_is_followed(mirror: Mirror, store: AdvisoryStore) -> None:
    mirror.lay(record("PYSEC-1", 1))
    mirror.files["/moved.zip"] = mirror.files.pop("/PyPI/all.zip")
    mirror.answers["/PyPI/all.zip"] = (301, {"Location": "/moved.zip"}, b"")

    brought(store, mirror)

    assert only(store).records == 1


def test_a_name_that_leads_elsewhere_at_the_second_look_gains_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """DNS rebinding: public while it is checked; what is connected to is what was checked."""
    connected: list[Any] = []

    def looked_up(*_: object, **__: object) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.0.9", 443))]

    def connecting(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(socket, "create_connection", connecting)
    with web(allow_private=False) as client, pytest.raises(NotReached):
        client.get("https://rebinding.example/x", io.BytesIO(), limit=1)

    assert connected == [("192.0.0.9", 443)]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "own.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt"),
            *("ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost", "-keyout", path, "-out", f"{path}.crt"),
        ],
        check=True,
        capture_output=True,
    )
    path.write_bytes(path.read_bytes() + Path(f"{path}.crt").read_bytes())
    return path


def secured(mirror: Mirror, certificate: Path) -> str:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    mirror.server.socket = context.wrap_socket(mirror.server.socket, server_side=True)
    return f"https://localhost:{mirror.server.server_address[1]}"


def test_a_certificate_that_nobody_vouches_for_is_refused(
    mirror: Mirror, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror.files["/x"] = b"secret"
    url = secured(mirror, certificate)
    with web() as client, pytest.raises(NotReached) as raised:
        client.get(f"{url}/x", io.BytesIO(), limit=10)

    monkeypatch.setenv("SSL_CERT_FILE", f"{certificate}.crt")
    with web() as client, io.BytesIO() as trusted:
        client.get(f"{url}/x", trusted, limit=10)
        got = trusted.getvalue()
    named_otherwise = url.replace("localhost", "127.0.0.1")
    with web() as client, pytest.raises(NotReached, match="cannot be trusted"):
        client.get(f"{named_otherwise}/x", io.BytesIO(), limit=10)

    assert raised.value.what.startswith("the certificate of localhost cannot be trusted: ")
    assert "SSL_CERT_FILE" in raised.value.fix
    assert got == b"secret"


def test_plain_text_where_tls_is_expected_is_told(mirror: Mirror) -> None:
    with web() as client, pytest.raises(NotReached, match="no secure connection"):
        client.get(mirror.url.replace("http:", "https:"), io.BytesIO(), limit=10)


def test_the_proxy_of_the_environment_is_used_and_no_proxy_is_heard(mirror: Mirror) -> None:
    mirror.files["http://anywhere.example/x"] = b"through"
    mirror.files["/x"] = b"direct"
    with web(all_proxy=mirror.url) as client, io.BytesIO() as file:
        client.get("http://anywhere.example/x", file, limit=10)
        through = file.getvalue()
    with web(all_proxy="http://127.0.0.1:1", no_proxy="127.0.0.1") as client, io.BytesIO() as file:
        answer = client.get(f"{mirror.url}/x", file, limit=10)
        direct = file.getvalue()
    with web(https_proxy=mirror.url) as client, pytest.raises(NotReached, match="Tunnel"):
        client.get("https://anywhere.example/x", io.BytesIO(), limit=10)
    with web(all_proxy="socks5://x") as client, pytest.raises(NotReached, match="none that can"):
        client.get(f"{mirror.url}/x", io.BytesIO(), limit=10)

    assert (through, direct) == (b"through", b"direct")
    assert answer == Answer(is_there=True, is_new=True, tag=answer.tag)


def test_the_command_updates_what_is_named_and_says_what_failed(
    mirror: Mirror, tmp_path: Path
) -> None:
    mirror.lay(record("PYSEC-1", 1))
    office = Office(tmp_path / "office")
    named = ("advisories", "update", "--source", mirror.url)
    clean = {name: "" for name in os.environ if name.lower().endswith("_proxy")}

    refused = office.run(*named, "pypi", **clean)
    status, output, said = office.run(*named, "--allow-private", "npm", "pypi", **clean)
    again = office.run(*named, "--allow-private", "pypi", **clean)
    listed = office.run("advisories", "list")

    assert refused[0] == 3
    assert "What to do: Use its https address, or download the file yourself" in refused[2]
    assert status == 3
    assert output.splitlines()[1].split()[:3] == ["PyPI", "1", "2025-05-01"]
    assert f"Problem: npm: there is nothing at {mirror.url}/npm/all.zip" in said
    assert (again[0], again[2].splitlines()[0]) == (0, "PyPI: nothing new.")
    assert str(datetime.now(UTC).date()) in listed[1]
