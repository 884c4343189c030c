# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`portfolio.toml`: what it may say, and how a mistake in it is told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.core.problem import InputMalformed
from commonweal.formats.portfolio import (
    Membership,
    Office,
    Organisation,
    People,
    Portfolio,
    Project,
    Repository,
    Settings,
    draft_portfolio,
    read_portfolio,
    repository_ids,
)

WHOLE = b"""
[office]
name = "Digital Service"
url = "https://example.org"
language = "fr"

[[projects]]
id = "data-tools"
name = "Data tools"
description = "What we publish with."
repositories = ["../a", { location = "https://example.org/b.git", name = "B" }]
sboms = ["given/app.cdx.json"]
vendored = ["lib/"]
own = ["lib/ours/"]

[people]
aliases = [["ada@example.org", "ada@home.example"]]
bots = ["release-*"]
names_public = true
erase = ["gone@example.org"]

[[organisations]]
name = "Ministry of Health"
domains = ["health.gov.example"]
people = [{ email = "bo@example.org", since = 2022-03-01, until = 2024-01-01 }]

[settings]
since = 2020-01-01
workers = 2
light = true

[links]
pypi = "https://packages.example.org/{name}/{version}"
"""


def test_everything_a_portfolio_can_say_is_read() -> None:
    assert read_portfolio(WHOLE, where="portfolio.toml") == Portfolio(
        office=Office("Digital Service", "https://example.org", "fr"),
        projects=(
            Project(
                "data-tools",
                (Repository("../a"), Repository("https://example.org/b.git", "B")),
                "Data tools",
                "What we publish with.",
                sboms=("given/app.cdx.json",),
                vendored=("lib/",),
                own=("lib/ours/",),
            ),
        ),
        people=People(
            aliases=(("ada@example.org", "ada@home.example"),),
            bots=("release-*",),
            names_public=True,
            erase=("gone@example.org",),
        ),
        organisations=(
            Organisation(
                "Ministry of Health",
                ("health.gov.example",),
                (Membership("bo@example.org", date(2022, 3, 1), date(2024, 1, 1)),),
            ),
        ),
        settings=Settings(date(2020, 1, 1), 2, light=True),
        links={"pypi": "https://packages.example.org/{name}/{version}"},
    )


def test_an_empty_portfolio_is_a_portfolio() -> None:
    assert read_portfolio(b"", where="portfolio.toml") == Portfolio()


WRONG = {
    "a misspelt table": (
        '[ofice]\nname = "x"',
        'mine.toml, line 1: ofice: unknown key, did you mean "office"?',
    ),
    "an address of an office that runs a script": (
        '[office]\nurl = "javascript:alert(1)"',
        "mine.toml, line 2: office.url: 'javascript:alert(1)' is no address of an office",
    ),
    "a group without a name": (
        '[[projects]]\nid = "a"\nrepositories = ["x"]\ngroups = { team = " " }',
        "mine.toml, line 4: projects[1].groups.team: ' ' cannot name a group",
    ),
    "a misspelt list of folders": (
        '[[projects]]\nid = "a"\nrepositories = ["x"]\nvendoredd = ["lib"]',
        'mine.toml, line 4: projects[1].vendoredd: unknown key, did you mean "vendored"?',
    ),
    "a folder with a star": (
        '[[projects]]\nid = "a"\nrepositories = ["x"]\nvendored = [\n  "ok/",\n  "lib/*",\n]',
        "mine.toml, line 6: projects[1].vendored[2]: 'lib/*' is no path inside of a repository",
    ),
    "a folder outside of the repository": (
        '[[projects]]\nid = "a"\nrepositories = ["x"]\nown = ["../lib"]',
        "mine.toml, line 4: projects[1].own[1]: '../lib' is no path inside of a repository",
    ),
    "a folder on both lists": (
        '[[projects]]\nid = "a"\nrepositories = ["x"]\nvendored = ["lib/"]\nown = ["lib"]',
        "mine.toml, line 5: projects[1].own[1]: 'lib' is in the list vendored, too",
    ),
    "a misspelt key": (
        '[[projects]]\nid = "a"\n\nrepositries = ["x"]',
        'mine.toml, line 4: projects[1].repositries: unknown key, did you mean "repositories"?',
    ),
    "a misspelt key in an inline table": (
        'projects = [\n  { id = "a", repositories = [\n    { locaton = "x" }] },\n]',
        (
            "mine.toml, line 3: projects[1].repositories[1].locaton: unknown key, "
            'did you mean "location"?'
        ),
    ),
    "a key like no other": (
        "[settings]\nxyzzy = 1",
        "mine.toml, line 2: settings.xyzzy: unknown key",
    ),
    "a missing id": (
        '[office]\nname = "x"\n[[projects]]\nrepositories = ["x"]',
        'mine.toml, line 3: projects[1]: the key "id" is missing',
    ),
    "text instead of a list": (
        '[[projects]]\nid = "a"\nrepositories = "x"',
        "mine.toml, line 3: projects[1].repositories: must be a list in [ ], but is text in quotes",
    ),
    "a number among texts": (
        '[people]\nbots = ["a", 3]',
        "mine.toml, line 2: people.bots[2]: must be text in quotes, but is a whole number",
    ),
    "a number instead of a repository": (
        '[[projects]]\nid = "a"\nrepositories = [7]',
        "mine.toml, line 3: projects[1].repositories[1]: must be a table, but is a whole number",
    ),
    "a list that should be a list of lists": (
        '[people]\naliases = ["a"]',
        "mine.toml, line 2: people.aliases[1]: must be a list in [ ], but is text in quotes",
    ),
    "a date as text": (
        '[settings]\nsince = "yesterday"',
        "mine.toml, line 2: settings.since: must be a date such as 2020-01-31, without quotes",
    ),
    "an unknown language": (
        '[office]\nlanguage = "de"',
        "mine.toml, line 2: office.language: must be one of ar, en, es, fr, ru, zh",
    ),
    "a link without https": (
        '[links]\npypi = "http://p.example/{name}"',
        "mine.toml, line 2: links.pypi: 'http://p.example/{name}' is no address of packages",
    ),
    "a link to a host that a package names": (
        '[links]\nnpm = "https://{name}.x/{version}"',
        "mine.toml, line 2: links.npm: 'https://{name}.x/{version}' is no address of packages",
    ),
    "a link with a secret": (
        '[links]\nnpm = "https://me:x@p.example/{name}"',
        "mine.toml, line 2: links.npm: 'https://me:x@p.example/{name}' is no address of packages",
    ),
    "a link with a place that is not known": (
        '[links]\nnpm = "https://p.example/{nome}"',
        "mine.toml, line 2: links.npm: 'https://p.example/{nome}' is no address of packages",
    ),
    "a link to one page for all": (
        '[links]\nnpm = "https://p.example/all"',
        "mine.toml, line 2: links.npm: {name} is missing",
    ),
    "a link of no type": (
        '[links]\n"Py Pi" = "https://p.example/{name}"',
        "mine.toml, line 2: links.Py Pi: 'Py Pi' is no type of package URLs",
    ),
    "no workers": (
        "[settings]\nworkers = 0",
        "mine.toml, line 2: settings.workers: must be 1 or more",
    ),
    "an id twice": (
        (
            '[[projects]]\nid = "a"\nrepositories = ["x"]\n[[projects]]\nid = "a"\n'
            'repositories = ["y"]'
        ),
        'mine.toml, line 5: projects[2].id: "a" is the id of 2 projects',
    ),
    "an id with a blank": (
        '[[projects]]\nid = "a b"\nrepositories = ["x"]',
        "mine.toml, line 2: projects[1].id: 'a b' cannot be an id",
    ),
    "an id that means everything": (
        '[[projects]]\nid = "portfolio"\nrepositories = ["x"]',
        "mine.toml, line 2: projects[1].id: 'portfolio' cannot be an id",
    ),
    "no repository": (
        '[[projects]]\nid = "a"\nrepositories = []',
        "mine.toml, line 3: projects[1].repositories: the list is empty",
    ),
    "a location that git would take for an option": (
        '[[projects]]\nid = "a"\nrepositories = ["--upload-pack=x"]',
        (
            "mine.toml, line 3: projects[1].repositories[1]: '--upload-pack=x' is neither a path "
            "nor a URL"
        ),
    ),
    "an end before the beginning": (
        (
            '[[organisations]]\nname = "x"\npeople = [{ email = "a", since = 2024-01-01, '
            "until = 2023-01-01 }]"
        ),
        "mine.toml, line 3: organisations[1].people[1].until: must be later than since",
    ),
    "no TOML": ('[office\nname = "x"', None),
    "a bomb": ("a." * 20_000 + "b = 1", "mine.toml, line 1: a key has more than 16 dotted parts"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_is_named_with_file_line_and_key(name: str) -> None:
    text, expected = WRONG[name]

    with pytest.raises(InputMalformed) as caught:
        read_portfolio(text.encode(), where="mine.toml")

    assert caught.value.what == (
        expected or "mine.toml, line 1: expected ']' at the end of a table declaration"
    )
    assert caught.value.fix
    assert caught.value.where.startswith("mine.toml:")


def test_all_mistakes_are_named_at_once_in_the_order_of_the_file() -> None:
    text = (
        '[office]\nnam = "Us"\n[[projects]]\nrepositories = ["x"]\n[[projects]]\nid = 3\n'
        'repositories = ["y"]\n[[projects]]\nid = "c"\nrepositories = ["z"]\nweigth = 1.0\n'
    )

    with pytest.raises(InputMalformed) as caught:
        read_portfolio(text.encode(), where="mine.toml")

    lines = caught.value.what.splitlines()
    assert lines[0] == "mine.toml has 4 mistakes:"
    assert [line.partition(": ")[0].strip() for line in lines[1:]] == [
        "line 2", "line 3", "line 6", "line 11",
    ]  # fmt: skip
    assert "did you mean" in lines[1]
    assert "did you mean" in lines[4]


def outcome(content: bytes) -> str:
    """Say where the problem is, or just the file's name where there is none."""
    try:
        read_portfolio(content, where="x")
    except InputMalformed as problem:
        return problem.where
    return "x"


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_are_a_portfolio_or_a_problem(content: bytes) -> None:
    assert outcome(content).startswith("x")


VALUES: st.SearchStrategy[object] = st.recursive(
    st.sampled_from(["1", '"x"', "true", "2020-01-01", "1.5", "[]", "{}"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]"),
        st.tuples(st.sampled_from(["id", "name", "email", "nam"]), inner).map(
            lambda pair: f"{{ {pair[0]} = {pair[1]} }}"
        ),
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(
        st.sampled_from(["office", "projects", "people", "organisations", "settings", "sets"]),
        VALUES,
    )
)
def test_values_of_any_shape_end_in_a_portfolio_or_a_problem(values: dict[str, object]) -> None:
    text = "\n".join(f"{key} = {value}" for key, value in values.items())

    assert outcome(text.encode()).startswith("x")


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
LOCATIONS = st.from_regex(r"[a-z./~][^\x00-\x1f\x7f]{0,20}", fullmatch=True)
FILES = st.from_regex(r"[a-z.][^\x00-\x1f\x7f:]{0,20}", fullmatch=True)
PROJECTS = st.lists(
    st.builds(
        Project,
        id=st.from_regex(r"[a-z0-9][a-z0-9._-]{0,20}", fullmatch=True).filter(
            lambda one: one != "portfolio"
        ),
        repositories=st.lists(
            st.builds(Repository, location=LOCATIONS, name=st.none() | NAMES),
            min_size=1,
            max_size=3,
        ).map(tuple),
        name=st.none() | NAMES,
        description=st.none() | NAMES,
        sboms=st.lists(FILES, max_size=2).map(tuple),
    ),
    max_size=3,
    unique_by=lambda project: project.id,
)


@given(NAMES, PROJECTS)
def test_a_draft_reads_back_as_what_it_was_made_from(name: str, projects: list[Project]) -> None:
    draft = draft_portfolio(Office(name=name), projects)

    read = read_portfolio(draft.encode(), where="portfolio.toml")

    assert (read.office.name, read.projects) == (name, tuple(projects))


def test_the_comments_of_a_draft_are_right_when_they_are_taken_in() -> None:
    draft = draft_portfolio(Office(), [Project("a", (Repository("x"),))])
    taken_in = draft.replace("# aliases", "aliases").replace("# bots", "bots")
    taken_in = taken_in.replace("# erase", "erase").replace("# [", "[").replace("# name", "name")
    taken_in = taken_in.replace("# domains", "domains").replace("# people", "people")
    taken_in = (
        taken_in.replace("# pypi", "pypi")
        .replace("# since", "since")
        .replace("# workers", "workers")
    )
    taken_in = (
        taken_in.replace("# sboms", "sboms")
        .replace("# light", "light")
        .replace("# url", "url")
        .replace("# groups", "groups")
    )

    read = read_portfolio(taken_in.encode(), where="portfolio.toml")

    assert read.settings == Settings(date(2020, 1, 1), 2, light=True)
    assert read.projects[0].sboms == ("supplied/app.cdx.json",)
    assert read.links == {"pypi": "https://packages.example.org/{name}/{version}"}
    assert read.office.url == "https://example.org/open-source"
    assert read.projects[0].memberships()[:2] == (("ministry", "Health"), ("team", "Web"))
    assert read.people.erase == ("someone@example.org",)
    assert read.organisations[0].people[0].until == date(2024, 1, 1)


def test_repositories_are_called_by_the_end_of_their_location() -> None:
    locations = [
        "../a",
        "https://user:secret@example.org/team/api.git",
        "git@example.org:other/api",
        "/srv/git/api/",
        "/srv/git/api/.git",
        "https://secret@example.org/",
        "/",
        "portfolio",
        "/x/Ünï cöde",
        "/数据",
    ]

    assert repository_ids(locations, taken=["a"]) == (
        "a-2",
        "api",
        "other-api",
        "git-api",
        "srv-git-api",
        "repository",
        "repository-2",
        "portfolio-2",
        "uni-code",
        "repository-3",
    )


def test_a_folder_that_only_says_what_it_holds_is_no_name() -> None:
    locations = ["/m/water+pumps/repo", "/m/water+wells/repo", "/wells/src/git", "repo", "/src"]

    assert repository_ids(locations) == ("water-pumps", "water-wells", "wells", "repo", "src")


@given(st.lists(st.text(max_size=20), max_size=20), st.text(max_size=20))
def test_a_repository_added_at_the_end_renames_no_other(names: list[str], added: str) -> None:
    before = repository_ids(names)
    after = repository_ids([*names, added])

    assert after[:-1] == before
    assert len(set(after)) == len(after)
