# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Where one can give, as a repository says it."""

import pytest

from commonweal.formats.funding import funding_links


def test_accounts_become_addresses() -> None:
    text = (
        "github: [ada, bo]\nopen_collective: wells\ncustom: ['https://give.example', give.org/x]\n"
    )

    assert funding_links(text) == (
        "https://github.com/sponsors/ada",
        "https://github.com/sponsors/bo",
        "https://opencollective.com/wells",
        "https://give.example",
        "https://give.org/x",
    )


@pytest.mark.parametrize(
    "text", ["", "github:\n", "- a\n", "github: 'a b'\n", "other: a\n", "a: [", "github: [1, {}]\n"]
)
def test_what_names_nothing_gives_nothing(text: str) -> None:
    assert funding_links(text) == ()
