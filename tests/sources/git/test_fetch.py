# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Clones of URLs: which are opened (threat 8), what they keep (threat 9), how they follow."""

import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from commonweal.core.address import UrlRefused, without_credentials
from commonweal.sources.git.fetch import CloneRefused, fetch_clone
from commonweal.sources.git.quarantine import open_source
from commonweal.sources.git.refs import NoCommits, read_refs
from tests.gitkit import ENVIRONMENT, History, git, lines
from tests.survey.office import Office


class Forge:
    """A server of git repositories on loopback: `git http-backend` behind real HTTP."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.asked: list[str] = []
        self.answers: dict[str, tuple[int, dict[str, str]]] = {}
        forge = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                """Ask for refs."""
                forge.answer(self)

            def do_POST(self) -> None:
                """Ask for objects."""
                forge.answer(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, name: str) -> str:
        """Where a repository is served."""
        return f"http://127.0.0.1:{self.server.server_address[1]}/{name}"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer as told in `answers`, else as git would."""
        path, _, query = request.path.partition("?")
        self.asked.append(path)
        for start, (status, headers) in self.answers.items():
            if path.startswith(start):
                self._send(request, status, headers, b"")
                return
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        done = subprocess.run(
            ["git", "http-backend"],
            env={
                **ENVIRONMENT,
                "GIT_PROJECT_ROOT": str(self.folder),
                "GIT_HTTP_EXPORT_ALL": "1",
                "REQUEST_METHOD": request.command,
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "CONTENT_TYPE": request.headers.get("Content-Type", ""),
                "CONTENT_LENGTH": str(len(body)),
                "HTTP_CONTENT_ENCODING": request.headers.get("Content-Encoding", ""),
                "GIT_PROTOCOL": request.headers.get("Git-Protocol", ""),
            },
            input=body,
            capture_output=True,
            check=False,
        )
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if line)
        status = int(headers.pop("Status", "200").split()[0])
        self._send(request, status, headers, content)

    @staticmethod
    def _send(
        request: BaseHTTPRequestHandler, status: int, headers: dict[str, str], content: bytes
    ) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)


@cache
def _speaks_http() -> bool:
    told = subprocess.run(["git", "remote-http"], capture_output=True, check=False, env=ENVIRONMENT)
    return b"is not a git command" not in told.stderr


@pytest.fixture
def forge(tmp_path: Path) -> Iterator[Forge]:
    if not _speaks_http():
        pytest.skip("this git was built without http")
    served = Forge(tmp_path / "forge")
    yield served
    served.server.shutdown()
    served.server.server_close()


def fetch(url: str, folder: Path, **options: Any) -> Path:
    settings: dict[str, Any] = {"is_light": False, "inherited": {}, "allow_private": True}
    return fetch_clone(url, folder, **{**settings, "seconds": 30, **options})


def _history(forge: Forge, name: str = "r.git") -> History:
    history = History(forge.folder / name)
    git(history.path, "config", "uploadpack.allowFilter", "true")
    history.commit({"a": lines(5), "b": lines(3, seed=2)})
    history.commit({"a": lines(7)})
    return history


REFUSED = (
    "ext::sh -c touch% marker",
    "file:///etc",
    "ssh://example.org/x",
    "git://example.org/x",
    "git@example.org:x.git",
    "http://example.org/x",
    "ftp://example.org/x",
    "--upload-pack=touch marker",
    "fd::17",
    "https://",
    "https:///x",
    "https://[::1",
    "https://example.org:99999/x",
    "https://example.org:port/x",
    "https://exam\nple.org/x",
    "https://example.org/x y",
    "https://127.0.0.1/x",
    "https://localhost/x",
    "https://10.1.2.3/x",
    "https://172.16.0.1/x",
    "https://192.168.1.1/x",
    "https://169.254.169.254/latest/meta-data",
    "https://100.64.0.1/x",
    "https://0.0.0.0/x",
    "https://2130706433/x",
    "https://0x7f.1/x",
    "https://0177.0.0.1/x",
    "https://127.1/x",
    "https://[::1]/x",
    "https://[::]/x",
    "https://[::ffff:127.0.0.1]/x",
    "https://[::ffff:7f00:1]/x",
    "https://[fe80::1]/x",
    "https://[fc00::1]/x",
    "https://[2002:7f00:1::]/x",
    "https://[64:ff9b::7f00:1]/x",
)


@pytest.mark.parametrize("url", REFUSED)
def test_an_address_that_is_not_public_https_is_not_opened(url: str, tmp_path: Path) -> None:
    with pytest.raises(UrlRefused) as raised:
        fetch(url, tmp_path / "clone", allow_private=False)

    assert raised.value.fix
    assert not (tmp_path / "clone").exists()


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc",
        "ssh://example.org/x",
        "ext::sh",
        "https://u:p@127.0.0.1/x",
        "git://127.0.0.1/x",
    ],
)
def test_private_addresses_allowed_still_means_http_only(url: str, tmp_path: Path) -> None:
    with pytest.raises(UrlRefused):
        fetch(url, tmp_path / "clone")


@pytest.mark.parametrize(
    "url",
    [
        "https://user:s3cret@example.org/x.git",
        "https://s3cret@example.org/x.git",
        "https://:s3cret@example.org/x.git",
        "https://example.org/x.git?token=s3cret",
        "https://example.org/x.git#s3cret",
    ],
)
def test_a_secret_in_an_address_is_refused_and_shown_nowhere(url: str, tmp_path: Path) -> None:
    with pytest.raises(UrlRefused) as raised:
        fetch(url, tmp_path / "clone", allow_private=False)

    assert "s3cret" not in repr((raised.value.what, raised.value.fix, raised.value.where))
    assert "s3cret" not in without_credentials(url)


def test_a_name_that_leads_elsewhere_at_the_second_look_gains_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: public while it is checked, loopback when it is used."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.5)
        port = listening.getsockname()[1]
        answers = iter(["192.0.0.9"])  # public and of no use

        def rebinding(*_: object, **__: object) -> list[tuple[Any, ...]]:
            address = next(answers, "127.0.0.1")
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

        monkeypatch.setattr(socket, "getaddrinfo", rebinding)
        url = f"https://rebinding.example:{port}/x.git"

        with pytest.raises(CloneRefused):
            fetch(url, tmp_path / "clone", allow_private=False, seconds=2)

        with pytest.raises(TimeoutError):
            listening.accept()


def test_a_redirect_is_not_followed(forge: Forge, tmp_path: Path) -> None:
    _history(forge, "inside.git").write()
    forge.answers["/public.git"] = (302, {"Location": forge.url("inside.git/info/refs")})

    with pytest.raises(CloneRefused):
        fetch(forge.url("public.git"), tmp_path / "clone")

    assert forge.asked == ["/public.git/info/refs"]
    fetch(forge.url("inside.git"), tmp_path / "other")  # it was there to be found


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_a_remote_that_refuses_is_a_problem_that_names_it(
    status: int, forge: Forge, tmp_path: Path
) -> None:
    forge.answers["/r.git"] = (status, {"WWW-Authenticate": 'Basic realm="x"'})

    with pytest.raises(CloneRefused) as raised:
        fetch(forge.url("r.git"), tmp_path / "clone")

    assert raised.value.what.startswith(f"cannot fetch {forge.url('r.git')}: ")
    assert raised.value.fix


def test_an_empty_remote_is_said_to_be_empty(forge: Forge, tmp_path: Path) -> None:
    History(forge.folder / "r.git")

    with pytest.raises(CloneRefused) as raised:
        fetch(forge.url("r.git"), tmp_path / "clone")

    assert raised.value.what == f"{forge.url('r.git')} is empty"


def _tips(folder: Path) -> dict[str, str]:
    return read_refs(open_source(folder)).branches


def test_a_clone_follows_pushes_forced_pushes_and_deleted_branches(
    forge: Forge, tmp_path: Path
) -> None:
    history = _history(forge)
    history.commit({"s": "s\n"}, branch="side", parents=(1,))
    remote = history.write()
    git(remote, "tag", "v1", "main")
    url, clone = forge.url("r.git"), tmp_path / "clone"

    def is_equal() -> bool:
        fetch(url, clone)
        wanted = git(remote, "for-each-ref", "--format=%(refname) %(objectname)")
        return git(clone, "for-each-ref", "--format=%(refname) %(objectname)") == wanted

    assert is_equal()
    assert set(_tips(clone)) == {"main", "side"}
    history.commit({"a": lines(9)}, parents=(2,))
    history.write()
    assert is_equal()
    git(remote, "update-ref", "refs/heads/main", "side")
    git(remote, "update-ref", "-d", "refs/heads/side")
    git(remote, "tag", "-d", "v1")
    assert is_equal()
    git(remote, "branch", "trunk", "main")
    git(remote, "symbolic-ref", "HEAD", "refs/heads/trunk")
    git(remote, "update-ref", "-d", "refs/heads/main")
    assert is_equal()
    assert read_refs(open_source(clone)).head_ref == "trunk"


def test_a_light_clone_holds_no_blob_and_becomes_full_when_asked(
    forge: Forge, tmp_path: Path
) -> None:
    _history(forge).write()
    url, clone = forge.url("r.git"), tmp_path / "clone"

    fetch(url, clone, is_light=True)
    light = _kinds(clone)
    fetch(url, clone, is_light=True)
    fetch(url, clone)

    assert light == {b"commit": 2, b"tree": 2}
    assert _kinds(clone) == {b"commit": 2, b"tree": 2, b"blob": 3}
    assert (open_source(clone).is_partial, list(_tips(clone))) == (False, ["main"])


def _kinds(repository: Path) -> dict[bytes, int]:
    found: dict[bytes, int] = {}
    listed = git(repository, "cat-file", "--batch-all-objects", "--batch-check=%(objecttype)")
    for kind in listed.split():
        found[kind] = found.get(kind, 0) + 1
    return found


def test_submodules_are_not_visited(forge: Forge, tmp_path: Path) -> None:
    history = _history(forge)
    modules = f'[submodule "x"]\n\tpath = x\n\turl = {forge.url("other.git")}\n'
    history.commit({".gitmodules": modules, "x": "1" * 40}, modes={"x": "160000"})
    history.write()

    fetch(forge.url("r.git"), tmp_path / "clone")

    assert {path.split("/")[1] for path in forge.asked} == {"r.git"}


def test_a_damaged_history_is_not_taken_in(forge: Forge, tmp_path: Path) -> None:
    """`transfer.fsckObjects`: a tree that climbs out of its folder is refused on the way."""
    remote = _history(forge).write()
    blob = git(remote, "rev-parse", "main:a").strip()
    raw = b"100644 ..\0" + bytes.fromhex(blob.decode())
    tree = git(remote, "hash-object", "--literally", "-t", "tree", "-w", "--stdin", stdin=raw)
    who = "A <a@b> 1700000000 +0000"
    content = f"tree {tree.decode().strip()}\nauthor {who}\ncommitter {who}\n\nClimb".encode()
    head = git(remote, "hash-object", "-t", "commit", "-w", "--stdin", stdin=content)
    git(remote, "update-ref", "refs/heads/main", head.decode().strip())

    with pytest.raises(CloneRefused):
        fetch(forge.url("r.git"), tmp_path / "clone")


def test_a_survey_of_an_address_light_then_full_then_again(forge: Forge, tmp_path: Path) -> None:
    history = _history(forge)
    history.write()
    office, url = Office(tmp_path / "office"), forge.url("r.git")
    counts = "select kind, count(*), sum(added) from change group by all order by all"

    office.survey(url, is_light=True, allow_private=True)
    light = office.rows(counts)
    office.survey(url, allow_private=True)
    full = office.rows(counts)
    nothing_new = office.survey(url, allow_private=True)
    history.commit({"c": lines(4)}, parents=(2,))
    history.write()
    office.survey(url, allow_private=True)

    assert light == [("pending", 3, None)]
    assert full == [("text", 3, 10)]
    assert nothing_new.is_new is False
    assert office.rows(counts) == [("text", 4, 14)]
    assert office.rows("select locator, is_light, is_partial from repository") == [
        (url, False, False)
    ]


def test_an_address_that_stops_answering_keeps_its_evidence(forge: Forge, tmp_path: Path) -> None:
    _history(forge).write()
    office, url = Office(tmp_path / "office"), forge.url("r.git")
    office.survey(url, allow_private=True)
    before = office.rows("select * from commit order by all")

    forge.answers["/r.git"] = (500, {})
    summary = office.survey(url, allow_private=True)

    assert summary.read == 0
    assert office.rows("select * from commit order by all") == before
    assert office.rows("select is_read from repository") == [(False,)]
    assert office.rows("select stage, kind from problem") == [("open", "CloneRefused")]


def test_no_secret_of_an_address_reaches_evidence_outputs_or_disk(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    url = "https://user:s3cret-token@127.0.0.1/x.git"

    good = History(tmp_path / "good.git")
    good.commit({"a.py": "pass\n"})

    status, output, complaints = office.run_apart(
        "survey", url, good.write(), "--json", "--allow-private"
    )

    assert status == 0
    assert "s3cret-token" not in output + complaints
    assert "127.0.0.1" in output
    files = [path for path in office.root.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if b"s3cret-token" in path.read_bytes()]
    everything = [
        office.rows(f"select * from {table}") for table in ("repository", "project", "problem")
    ]
    assert "s3cret-token" not in repr(everything)
    assert "127.0.0.1" in repr(everything)


def test_the_users_own_git_configuration_is_not_asked(forge: Forge, tmp_path: Path) -> None:
    """An insteadOf of the user's could send a public address to a private machine."""
    _history(forge).write()
    home = tmp_path / "home"
    home.mkdir()
    other = forge.url("elsewhere")
    (home / ".gitconfig").write_text(f'[url "{other}"]\n\tinsteadOf = {forge.url("r.git")}\n')
    office = Office(tmp_path / "office")

    status, _, _ = office.run_apart(
        "survey", forge.url("r.git"), "--allow-private", HOME=str(home), PATH=os.environ["PATH"]
    )

    assert status == 0
    assert {path.split("/")[1] for path in forge.asked} == {"r.git"}


def test_a_remote_without_its_default_branch_is_a_problem(forge: Forge, tmp_path: Path) -> None:
    remote = _history(forge).write()
    head = git(remote, "rev-parse", "main").decode().strip()
    (remote / "HEAD").write_text(f"{head}\n")
    git(remote, "branch", "-m", "main", "other")

    fetch(forge.url("r.git"), tmp_path / "clone")

    with pytest.raises(NoCommits):
        read_refs(open_source(tmp_path / "clone"))
