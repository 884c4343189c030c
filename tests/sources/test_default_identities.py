# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Names and addresses that nobody filled in are no people; half of one may be."""

import pytest

from commonweal.evidence.rows import PersonRow
from commonweal.formats.portfolio import People
from commonweal.sources.people import RepositoryMailmap, resolve_people


def resolved(
    raw: list[tuple[int, str, str]], mailmaps: tuple[bytes, ...] = ()
) -> tuple[PersonRow, ...]:
    read = [RepositoryMailmap(mailmap) for mailmap in mailmaps]
    return resolve_people(raw, read, People(), ()).people


DEFAULTS = [
    ("Your Name", "you@example.com"), ("root", "root@localhost"), ("root", "root@3f2a.internal"),
    ("(no author)", "(no author)@0a1b2c"), ("Ubuntu", "ubuntu@ip-10-0-0-1.ec2.internal"),
    ("runner", "runner@fv-az123-4"), ("user", "user@localhost"), ("User Name", "user@example.org"),
    ("CI", "ci@example.com"), ("vagrant", "vagrant@precise64.(none)"), ("root", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "email"), DEFAULTS)
def test_a_default_identity_is_no_person(name: str, email: str) -> None:
    rows = resolved([(1, name, email), (2, "Ada Obi", "ada@acme.co.ke")])

    assert [(row.is_bot, row.reason) for row in rows] == [
        (True, "nobody: name and address are defaults"),
        (False, "alone"),
    ]


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Ada Obi", "you@example.com"),
        ("root", "ada@acme.co.ke"),
        ("max", "max@laptop"),
        ("dev", "12+dev@users.noreply.github.com"),
        ("Ada Obi", "root@localhost"),
    ],
)
def test_half_a_default_identity_may_be_a_person(name: str, email: str) -> None:
    rows = resolved([(1, name, email)])

    assert [(row.is_bot, row.reason) for row in rows] == [(False, "alone")]


def test_a_default_identity_that_a_mailmap_names_is_that_person() -> None:
    raw = [(1, "root", "root@localhost"), (2, "Ada Obi", "ada@acme.co.ke")]
    mailmap = b"Ada Obi <ada@acme.co.ke> root <root@localhost>\n"

    rows = resolved(raw, (mailmap,))

    assert len({row.person_id for row in rows}) == 1
    assert {row.is_bot for row in rows} == {False}
