# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A public page tells where something was read, but not the folders of a person's machine."""

import pytest

from commonweal.insight.places import (
    commit_address,
    file_address,
    is_web_address,
    public_locator,
    repository_address,
    without_folders,
)
from commonweal.views.problems import public_sentence


@pytest.mark.parametrize(
    ("locator", "shown"),
    [
        ("https://code.example.org/a/b.git", "https://code.example.org/a/b.git"),
        ("https://me:secret@code.example.org/a", "https://code.example.org/a"),
        ("https://x.example/a?token=1#f", "https://x.example/a"),
        ("/home/ngozi/clones/registry", "registry"),
        ("../registry/", "registry"),
        ("file:///home/ngozi/registry", "registry"),
        ("ssh://git@code.example.org/a", "code.example.org/a"),
        ("", ""),
    ],
)
def test_a_locator_is_shown_without_credentials_and_folders(locator: str, shown: str) -> None:
    assert public_locator(locator) == shown


@pytest.mark.parametrize(
    ("text", "is_safe"),
    [
        ("https://x.example/a", True),
        ("http://x.example", True),
        ("javascript:alert(1)", False),
        ("https:javascript", False),
        ("https://x.example/a b", False),
        ("https://x.example/\u202eb", False),
        ("https://[x", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_web_addresses_become_links(text: str, is_safe: bool) -> None:  # noqa: FBT001
    assert is_web_address(text) is is_safe


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("cannot read /home/ngozi/clones/x: gone", "cannot read x: gone"),
        ("see https://x.example/a/b for more", "see https://x.example/a/b for more"),
        ("file:///home/ngozi/x is missing", "x is missing"),
        ("~/clones/x, /srv/y", "x, y"),
        ("src/a and 1/2", "src/a and 1/2"),
        ("core.hooksPath=/dev/null", "core.hooksPath=/dev/null"),
    ],
)
def test_folders_leave_a_sentence(sentence: str, shown: str) -> None:
    assert without_folders(sentence) == shown


def test_a_locator_with_spaces_leaves_a_sentence_whole() -> None:
    said = "cannot read /home/ngozi/my clones/x"

    assert public_sentence(said, "/home/ngozi/my clones/x") == "cannot read x"


COMMIT = "a" * 40


@pytest.mark.parametrize(
    ("repository", "file", "commit"),
    [
        (
            "https://github.com/o/n.git",
            f"https://github.com/o/n/blob/{COMMIT}/a%20b/%C3%BC.md#L3",
            f"https://github.com/o/n/commit/{COMMIT}",
        ),
        (
            "https://me:secret@gitlab.office.example/a/b/c.git",
            f"https://gitlab.office.example/a/b/c/-/blob/{COMMIT}/a%20b/%C3%BC.md#L3",
            f"https://gitlab.office.example/a/b/c/-/commit/{COMMIT}",
        ),
        (
            "https://our-forgejo.example:8443/o/n",
            f"https://our-forgejo.example:8443/o/n/src/commit/{COMMIT}/a%20b/%C3%BC.md#L3",
            f"https://our-forgejo.example:8443/o/n/commit/{COMMIT}",
        ),
        (
            "https://bitbucket.org/o/n",
            f"https://bitbucket.org/o/n/src/{COMMIT}/a%20b/%C3%BC.md#lines-3",
            f"https://bitbucket.org/o/n/commits/{COMMIT}",
        ),
        (
            "https://bitbucket.office.example/scm/proj/n.git",
            f"https://bitbucket.office.example/projects/PROJ/repos/n/browse/a%20b/%C3%BC.md?at={COMMIT}#3",
            f"https://bitbucket.office.example/projects/PROJ/repos/n/commits/{COMMIT}",
        ),
        (
            "https://bitbucket.office.example/scm/~ada/n.git",
            f"https://bitbucket.office.example/users/ada/repos/n/browse/a%20b/%C3%BC.md?at={COMMIT}#3",
            f"https://bitbucket.office.example/users/ada/repos/n/commits/{COMMIT}",
        ),
    ],
)
def test_files_and_commits_have_addresses_on_forges(
    repository: str, file: str, commit: str
) -> None:
    assert file_address(repository, COMMIT, "a b/ü.md", 3) == file
    assert commit_address(repository, COMMIT) == commit
    assert commit.startswith(repository_address(repository) + "/")
    assert len(repository_address(repository)) > len("https://github.com/o")


@pytest.mark.parametrize(
    ("repository", "commit"),
    [
        ("http://github.com/o/n", COMMIT),
        ("https://owner.github.io/o/n", COMMIT),
        ("https://code.example.org/o/n", COMMIT),
        ("https://github.com/o", COMMIT),
        ("https://github.com/o/n/tree/main", COMMIT),
        ("https://github.com/../n", COMMIT),
        ("https://bitbucket.office.example/scm/n", COMMIT),
        ("git@github.com:o/n.git", COMMIT),
        ("https://github.com/o/n", "main"),
        ("https://github.com/o/n", None),
        (None, COMMIT),
    ],
)
def test_what_is_no_repository_of_a_known_forge_has_no_address(
    repository: str | None, commit: str | None
) -> None:
    assert file_address(repository, commit, "a.md", 3) == ""
    assert commit_address(repository, commit) == ""
