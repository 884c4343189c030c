# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A host on loopback that speaks raw HTTP, byte by byte as a test lays it out."""

import socket
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress

import pytest

Script = bytes | Iterable[bytes]


def answer(status: str, body: bytes = b"", *headers: str) -> bytes:
    """A well-formed answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def drops(start: bytes, drop: bytes, pause: float = 0.05) -> Iterator[bytes]:
    """A start, and a drop now and then for ever."""
    yield start
    while True:
        time.sleep(pause)
        yield drop


class Host:
    """Answers each path by its scripts in order, the last of them again and again.

    A script that does not say how long it is ends with the connection.
    """

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.connections = 0
        self.scripts: dict[str, list[Script]] = {}
        self._talks: list[tuple[socket.socket, threading.Thread]] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def lay(self, path: str, *scripts: Script) -> str:
        """Lay out what a path answers; gives its address."""
        self.scripts[path] = list(scripts)
        return self.url + path

    def header(self, name: str) -> list[str | None]:
        """What each request said in a header."""
        fields = [
            dict(line.lower().split(": ", 1) for line in request.split("\r\n")[1:] if line)
            for request in self.requests
        ]
        return [headers.get(name.lower()) for headers in fields]

    def close(self) -> None:
        """End all connections, so that no open file is left to other tests."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for connection, talk in self._talks:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            talk.join(5)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                self.connections += 1
                talk = threading.Thread(target=self._talk, args=(connection,), daemon=True)
                self._talks.append((connection, talk))
                talk.start()

    def _talk(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            while request := self._request(connection):
                self.requests.append(request)
                scripts = self.scripts[request.split(" ")[1]]
                script = scripts.pop(0) if len(scripts) > 1 else scripts[0]
                pieces = (script,) if isinstance(script, bytes) else script
                sent = b""
                for piece in pieces:
                    connection.sendall(piece)
                    sent = sent or piece
                if b"Content-Length" not in sent or b"Connection: close" in sent:
                    return

    @staticmethod
    def _request(connection: socket.socket) -> str:
        came = b""
        while not came.endswith(b"\r\n\r\n"):
            piece = connection.recv(65536)
            if not piece:
                return ""
            came += piece
        return came.decode()


@pytest.fixture
def host() -> Iterator[Host]:
    served = Host()
    yield served
    served.close()
