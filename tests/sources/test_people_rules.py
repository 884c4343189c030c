# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The rules about single names and addresses: automata, full names, domains."""

import time

import pytest

from commonweal.sources.people.address import (
    full_name,
    organisation_domain,
    registrable_domain,
    same_mailbox,
)
from commonweal.sources.people.bots import bot_rule, with_kind
from commonweal.sources.people.rules import rules

BOTS = [
    ("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com"),
    ("dependabot-preview[bot]", "x@y.org"),
    ("Dependabot", "support@dependabot.com"),
    ("Renovate Bot", "bot@renovateapp.com"),
    ("WhiteSource Renovate", "x@y.org"),
    ("github-actions", "action@github.com"),
    ("GitHub Actions", "x@y.org"),
    ("GitHub", "noreply@github.com"),
    ("Weblate (bot)", "noreply@weblate.org"),
    ("Hosted Weblate", "hosted@weblate.org"),
    ("pre-commit-ci[bot]", "66853113+pre-commit-ci[bot]@users.noreply.github.com"),
    ("semantic-release-bot", "x@y.org"),
    ("k8s-ci-robot", "x@y.org"),
    ("ImgBotApp", "x@y.org"),
    ("SnykBot", "x@y.org"),
    ("some_tool_bot", "x@y.org"),
    ("project_12_bot", "project_12_bot_0a1b@noreply.gitlab.example.org"),
    ("CI", "ci-bot@acme.org"),
    ("deploy", "noreply@shipitbot.com"),
    ("scala-steward", "me@scala-steward.org"),
]
PEOPLE = [
    ("Abbott", "abbott@x.org"),
    ("Botond Kis", "botond@x.hu"),
    ("Talbot", "talbot@x.org"),
    ("Jan Bot", "jan-bot@x.nl"),
    ("Bo T", "bo.t@x.org"),
    ("Elliot Abbot", "elliot@abbot.org"),
    ("robotnik", "robotnik@x.org"),
    ("Roboto Fan", "r@x.org"),
    ("Jenkins Ann", "ann@jenkins.org"),
    ("Travis Oliphant", "travis@x.org"),
    ("Ada Lovelace", "ada@users.noreply.github.com"),
    ("", ""),
]


@pytest.mark.parametrize(("name", "email"), BOTS)
def test_automata_are_known(name: str, email: str) -> None:
    assert (bot_rule(name, email) or "").startswith("bot: ")


@pytest.mark.parametrize(("name", "email"), PEOPLE)
def test_people_are_no_automata(name: str, email: str) -> None:
    assert bot_rule(name, email) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Lovelace", "ada lovelace"),
        ("  ADA\tLovelace ", "ada lovelace"),
        ("José Álvarez", "josé álvarez"),
        ("Nguyễn Văn A", "nguyễn văn a"),
        ("王 小明", None),
        ("ada", None),
        ("J B", None),
        ("John Doe", None),
        ("Your Name", None),
        ("ada at x.org <a@x>", None),
        ("Ada Lovelace via Some Gateway", "ada lovelace"),
        ("Ada via Some Gateway", None),
        ("Via Lovelace", "via lovelace"),
    ],
)
def test_only_a_real_full_name_joins(name: str, expected: str | None) -> None:
    assert full_name(name) == expected


@pytest.mark.parametrize(
    ("email", "expected"),
    [
        ("Ada@X.org", "ada@x.org"),
        ("1+Ada@users.noreply.github.com", "ada@users.noreply.github.com"),
        ("ada@users.noreply.github.com", "ada@users.noreply.github.com"),
        ("ada+git@x.org", "ada+git@x.org"),
        ("root@x.org", None),
        ("noreply@github.com", None),
        ("ada@localhost", None),
        ("ada@pc.local", None),
        ("ada", None),
        ("", None),
    ],
)
def test_a_mailbox_is_known_by_its_address(email: str, expected: str | None) -> None:
    assert same_mailbox(email) == expected


@pytest.mark.parametrize(
    ("email", "expected"),
    [
        ("a@redhat.com", "redhat.com"),
        ("a@mail.corp.redhat.com", "redhat.com"),
        ("a@cs.uct.ac.za", "uct.ac.za"),
        ("a@health.go.ke", "health.go.ke"),
        ("a@www.digital.gob.mx", "digital.gob.mx"),
        ("a@dinum.finances.gouv.fr", "finances.gouv.fr"),
        ("a@saude.sp.gov.br", "saude.sp.gov.br"),
        ("a@dta.gov.au", "dta.gov.au"),
        ("a@statcan.gc.ca", "statcan.gc.ca"),
        ("a@ec.europa.eu", "europa.eu"),
        ("a@unicef.org", "unicef.org"),
        ("a@cantoncenter.gr.ch", "gr.ch"),
        ("a@gmail.com", None),
        ("a@yahoo.co.id", None),
        ("a@hotmail.fr", None),
        ("a@qq.com", None),
        ("a@mail.ru", None),
        ("a@nauta.cu", None),
        ("a@web.de", None),
        ("a@users.noreply.github.com", None),
        ("a@example.com", None),
        ("a@localhost", None),
        ("a@host.localdomain", None),
        ("a@192.168.1.1", None),
        ("a@192.168.1.12", None),
        ("a@360.cn", "360.cn"),
        ("a@x.y", None),
        (f"a@{'x.' * 8}org", "x.org"),
        (f"a@{'x.' * 9}org", None),
        ("a@8da7fe3f-1c2b-0410", None),
        ("a@-bad-.org", None),
        ("a@x..org", None),
        ("a", None),
        ("", None),
    ],
)
def test_an_organisation_is_known_by_its_domain(email: str, expected: str | None) -> None:
    assert organisation_domain(email) == expected


def test_every_free_provider_is_one_that_could_have_been_an_organisation() -> None:
    """A typing error in the list would never be noticed otherwise."""
    lists = rules()
    odd = [
        domain
        for domain in lists.free_mail
        if domain != domain.casefold() or "." not in domain or organisation_domain(f"a@{domain}")
    ]

    assert odd == []
    assert len(lists.free_mail) > 300


def test_registrable_domains_are_the_end_of_their_domain() -> None:
    assert [registrable_domain(one) for one in ("a.b.c.co.uk", "co.uk", "x.org", "org")] == [
        "c.co.uk",
        "co.uk",
        "x.org",
        "org",
    ]


@pytest.mark.parametrize("text", ["-" * 100_000, "a-" * 50_000, "bot" * 40_000, "a." * 50_000])
def test_a_name_of_100_kb_takes_no_time(text: str) -> None:
    started = time.process_time()

    bot_rule(text, f"{text}@{text}")
    full_name(text)
    same_mailbox(f"{text}@{text}")
    organisation_domain(f"{text}@{text}")

    assert time.process_time() - started < 0.4


UPDATERS = [
    ("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com"),
    ("Renovate Bot", "bot@renovateapp.com"),
    ("acme-renovate[bot]", "x@y.org"),
    ("pyup-bot", "github-bot@pyup.io"),
    ("greenkeeper[bot]", "x@y.org"),
    ("snyk-bot", "snyk-bot@snyk.io"),
    ("depfu[bot]", "x@y.org"),
    ("Scala Steward", "me@scala-steward.org"),
]


@pytest.mark.parametrize(("name", "email"), UPDATERS)
def test_bots_that_are_there_for_updates_are_of_their_own_kind(name: str, email: str) -> None:
    rule = with_kind(bot_rule(name, email), [(name, email)])

    assert rule == f"updater: {(bot_rule(name, email) or '').removeprefix('bot: ')}"


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("github-actions[bot]", "x@y.org"),
        ("renovated-houses-bot", "x@y.org"),
        ("Claude", "noreply@anthropic.com"),
        ("Renovate Li", "renovate@acme.org"),
    ],
)
def test_other_bots_agents_and_people_keep_their_rule(name: str, email: str) -> None:
    rule = bot_rule(name, email)

    assert with_kind(rule, [(name, email)]) == rule
