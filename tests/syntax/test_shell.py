# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Shell scripts: what they fetch, run and install."""

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.syntax.shell import ShellRefused, shell_script, uses_in
from commonweal.syntax.shell.powershell import powershell_uses


def seen(script: str) -> list[str]:
    return [
        f"{use.line} {use.kind} {'pinned' if use.is_pinned else 'unpinned'}"
        for use in uses_in(script, {})
    ]


@pytest.mark.parametrize(
    "script",
    [
        "curl https://wells.example/a | bash",
        "curl -s https://wells.example/a | sudo bash -s -- --yes",
        "wget -qO- https://wells.example/a | sh",
        "bash <(curl -s https://wells.example/a)",
        'sh -c "curl https://wells.example/a | sh"',
        "sudo su -c 'bash <(wget -qO- https://wells.example/a)' root",
        "if true; then x=$(curl https://wells.example/a | sh); fi",
        "f() { curl https://wells.example/a | python3; }",
        "curl a > /tmp/a && chmod +x /tmp/a && /tmp/a",
        "wget https://wells.example/setup.sh; sh ./setup.sh",
        "wget https://wells.example/x -O ./setup; ./setup",
        "gsutil cp gs://wells/tool /opt/ && /opt/tool",
        "aws s3api get-object --bucket wells --key tool tool && ./tool",
        "aws s3api get-object --bucket wells --key tool . && ./tool",
        "aws s3api get-object --bucket wells --key tools/linux/tool /opt/ && /opt/tool",
        "case $1 in\n  a|b) curl a | sh ;;\n  *) ;;\nesac",
    ],
)
def test_what_is_fetched_and_run(script: str) -> None:
    assert [one.split(" ", 1)[1] for one in seen(script)] == ["download_then_run unpinned"]


@pytest.mark.parametrize(
    "script",
    [
        "curl https://wells.example/a -o a",
        "curl https://wells.example/a | grep version",
        "curl a | tee a | sh",
        "echo 'curl a | sh'",
        "# curl a | sh",
        "cat <<EOF\ncurl a | sh\nEOF",
        f"curl https://raw.githubusercontent.com/w/d/{'a1' * 20}/a | sh",
        "python3 -c 'import this'",
    ],
)
def test_what_is_not_run_or_pinned(script: str) -> None:
    assert seen(script) == []


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("pip install pump", "pip unpinned"),
        ("pip3 install -r requirements.txt", "pip unpinned"),
        ("python3 -m pip install --require-hashes -r r.txt", "pip pinned"),
        ("pip install wells.whl", "pip pinned"),
        ("pip install --no-deps -e .", "pip pinned"),
        ("pip install -e .", "pip unpinned"),
        ("pip install --no-deps -e git+https://w.example/d@" + "0" * 40, "pip pinned"),
        ("pip install --no-deps -e git+https://w.example/d@v1", "pip unpinned"),
        ("npm ci", "npm pinned"),
        ("npm install", "npm unpinned"),
        ("npm i github:w/d#" + "a" * 40, "npm pinned"),
        ("go install w.example/d@v1.2.3", "go pinned"),
        ("go install w.example/d@latest", "go unpinned"),
        ("go get -insecure w.example/d@v1.2.3", "go unpinned"),
        ("go get ./cmd/drill", "go pinned"),
        ("choco install cmake", "choco unpinned"),
        ("choco install --require-checksums cmake", "choco pinned"),
        ("nuget install Wells", "nuget unpinned"),
        ("nuget install Wells -Version 1.0", "nuget pinned"),
        ("dotnet add package Wells", "nuget unpinned"),
        ("dotnet add Pump package Wells -v 1.0", "nuget pinned"),
        ("dotnet restore --locked-mode", "nuget pinned"),
        ("msbuild /t:restore", "nuget unpinned"),
    ],
)
def test_what_installs_packages(command: str, expected: str) -> None:
    assert seen(command) == [f"1 {expected}"]


def test_a_script_whose_structure_does_not_close_is_refused() -> None:
    for script in (
        "if true; pip install a",
        "echo 'a",
        "(",
        "a )",
        "case x in",
        "$(",
        "fi",
        "<<E\n",
    ):
        with pytest.raises(ShellRefused):
            uses_in(script, {})


def test_powershell_runs_what_it_fetches() -> None:
    found = powershell_uses("# iwr x | iex\n$a = 1\niwr https://wells.example/a | iex\n")

    assert [use.line for use in found] == [3]


def test_a_script_is_told_by_its_first_line_then_by_its_ending() -> None:
    assert shell_script("a", "#!/usr/bin/env bash\n")
    assert shell_script("a.sh", "curl a")
    assert not shell_script("a.sh", "#!/usr/bin/python3\n")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab $(){}[]<>|&;\"'`\\\n#=-!*@?\tifthenfdocasewhil", max_size=120))
def test_any_text_is_read_or_refused(script: str) -> None:
    with suppress(ShellRefused):
        uses_in(script, {})


@pytest.mark.parametrize(
    "piece",
    [
        "$(",
        "$((",
        "`",
        "${",
        "((",
        "{ ",
        "<(",
        "a=(",
        '"$(',
        "if a; then ",
        "<<E\n",
        "@(",
        "a|",
        "[[ ",
        "\\",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    started = time.process_time()
    for script in (piece * 50_000, f"curl {piece}" * 20_000, f"{piece})" * 20_000):
        with suppress(ShellRefused):
            uses_in(script, {})

    assert time.process_time() - started < 5


def test_functions_comments_and_patterns_are_read_as_a_shell_does() -> None:
    script = (
        "f () {\n  npm ci\n} # done\nif a; then npm i; fi # 'open\n[[ a =~ ^(b|c)$ ]] && npm ci\n"
    )

    assert seen(script) == ["2 npm pinned", "4 npm unpinned", "5 npm pinned"]
