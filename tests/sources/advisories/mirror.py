# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A place on loopback that lays advisories as osv.dev does, and fails as asked."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from commonweal.core.web import Web
from commonweal.evidence import Engine, Manifest
from commonweal.sources.advisories import AdvisoryStore, Database
from commonweal.sources.advisories.download import Updated, update
from commonweal.sources.advisories.match import match
from tests.sources.advisories.test_take_in import archive, matches, needing, osv

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
    return Web(inherited, otherwise="import a file", allow_private=allow_private, pause=0)


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
        return [hit[2] for hit in matches(match(engine, store))]
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
