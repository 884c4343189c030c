# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""To which addresses a download goes, and over which ways."""

import io
import os
import socket
import ssl
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from commonweal.core.address import UrlRefused
from commonweal.core.web import Answer, NotReached
from commonweal.sources.advisories import AdvisoryStore
from tests.sources.advisories.mirror import (
    Mirror,
    brought,
    only,
    record,
    web,
)
from tests.survey.office import Office


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
    addresses = iter(("192.0.0.9", "127.0.0.1", "127.0.0.1"))

    def looked_up(*_: object, **__: object) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(addresses), 443))]

    def connecting(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(socket, "create_connection", connecting)
    with web(allow_private=False) as client:
        for _ in range(2):
            with pytest.raises(NotReached):
                client.get("https://rebinding.example/x", io.BytesIO(), limit=1)

    assert connected == [("192.0.0.9", 443)] * 2
    assert next(addresses) == "127.0.0.1"  # it was there to be found


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
    with web(https_proxy=mirror.url) as client, pytest.raises(NotReached, match="the proxy does"):
        client.get("https://anywhere.example/x", io.BytesIO(), limit=10)
    with web(all_proxy="socks5://x") as client, pytest.raises(NotReached, match="cannot be used"):
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

    refused = office.run_apart(*named, "pypi", **clean)
    status, output, said = office.run_apart(*named, "--allow-private", "npm", "pypi", **clean)
    again = office.run_apart(*named, "--allow-private", "pypi", **clean)
    listed = office.run_apart("advisories", "list")

    assert refused[0] == 3
    assert "What to do: Use its https address, or download the file yourself" in refused[2]
    assert status == 3
    assert output.splitlines()[1].split()[:3] == ["PyPI", "1", "2025-05-01"]
    assert f"Problem: npm: there is nothing at {mirror.url}/npm/all.zip" in said
    assert (again[0], again[2].splitlines()[0]) == (0, "PyPI: nothing new.")
    assert str(datetime.now(UTC).date()) in listed[1]
