# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Package files that are broken, huge, nested or lying: told with their place, the rest goes on."""

import json
import resource
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.gitkit import History
from tests.survey.office import COMMAND, Office

MEMORY = 2 * 1024**3
SECONDS = 60
LEVELS = 100_000
OVERRIDE = "\u202e"
GOOD = "requests==2.31.0\nflask==3.0.0\n"
NPM = '{"name": "x", "lockfileVersion": 3, "packages": {"": {"name": "x"}, %s}}'
LEFT_PAD = '"node_modules/left-pad": {"version": "1.3.0"}'


def yarn(megabytes: int) -> bytes:
    entry = 'p-%07d@^1.0.0:\n  version "1.0.0"\n  resolved "https://example.org/p"\n\n'
    count = megabytes * 1_000_000 // len(entry % 0)
    return b"# yarn lockfile v1\n\n" + "".join(entry % one for one in range(count)).encode()


def aliases() -> str:
    lines = ["lockfileVersion: '9.0'", "a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(lines) + "\n"


def entities() -> str:
    lines = ['<!ENTITY e0 "lol">']
    lines += [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12)]
    body = "<dependencies><dependency><artifactId>&e11;</artifactId></dependency></dependencies>"
    head = f'<?xml version="1.0"?>\n<!DOCTYPE project [\n{chr(10).join(lines)}\n]>'
    return f"{head}\n<project>{body}</project>\n"


# What must be told as a problem, with the line where one is to blame; None where none is.
BAD: dict[str, tuple[bytes | str, int | None]] = {
    "cut/package-lock.json": ((NPM % LEFT_PAD)[:-20], 1),
    "huge/yarn.lock": (yarn(30), None),
    "nested/package-lock.json": ('{"packages":\n' + "[" * LEVELS + "]" * LEVELS + "}", 2),
    "open/composer.lock": ('{"packages":\n' + '{"a":' * LEVELS, 2),
    "dotted/Cargo.lock": ("a" + ".a" * 20_000 + " = 1\n", 1),
    "headed/poetry.lock": ("\n[" + ".".join(["a"] * 20_000) + "]\n", 2),
    "aliases/pnpm-lock.yaml": (aliases(), 8),
    "million/bom.json": (
        '{"bomFormat": "CycloneDX", "specVersion": "1.5", "components": ['
        + ",".join(['{"name":"a"}'] * 1_000_000)
        + "]}",
        None,
    ),
    "twice/package-lock.json": (
        NPM % (LEFT_PAD + ',\n"node_modules/left-pad": {"version": "1.0.0"}'),
        2,
    ),
    "binary/Cargo.lock": (bytes(range(256)) * 64, 2),
    "binary/yarn.lock": (b"\x7fELF\0\0\0" * 1000, None),
    "binary/requirements.txt": (b"\x7fELF\0\0\0" * 1000, None),
    "entities/pom.xml": (entities(), 2),
    "array/package-lock.json": ("[" + ",".join(["1"] * 1000) + "]", None),
    "empty/package-lock.json": ("", 1),
}
# What is strange and can be read all the same, or names nothing.
STRANGE: dict[str, bytes | str] = {
    "control/package-lock.json": NPM
    % (
        '"node_modules/a\\u0000b\\u001b[31m": {"version": "1\\u0007"},'
        f'"node_modules/{OVERRIDE}gpj": {{"version": "1.0"}},'
        '"node_modules/\\ud800": {"version": "1.0"}'
    ),
    "long/package-lock.json": NPM % ('"node_modules/a": {"version": "' + "1." * 50_000 + '"}'),
    "purl/bom.json": json.dumps(
        {
            "bomFormat": "CycloneDX",
            "specVersion": "1.5",
            "components": [
                {"type": "library", "name": name, "version": "1", "purl": purl}
                for name, purl in (
                    ("dots", "pkg:npm/../../etc/passwd@1"),
                    ("nul", "pkg:npm/a%00b@1%00"),
                    ("raw", "pkg:npm/a\0b@1"),
                    ("long", "pkg:npm/" + "a" * 100_000 + "@" + "1" * 100_000),
                    ("percent", "pkg:%6epm/%zz%ff%%@%"),
                    ("script", "pkg:npm/<script>alert(1)</script>@1"),
                    ("good", "pkg:npm/good@1.0.0"),
                )
            ],
        }
    ),
}
LINKED = "linked/package-lock.json"
LINKED_WELL = "linked/requirements.txt"
# Some of the good ones lie where a reader that gives up too early would not come.
GOODS = ("requirements.txt", "huge/requirements.txt", "zz/requirements.txt", "a/b/requirements.txt")
MANY = 5_000


def hostile(path: Path) -> Path:
    history = History(path)
    files: dict[str, bytes | str] = {name: content for name, (content, _) in BAD.items()}
    files |= STRANGE | dict.fromkeys(GOODS, GOOD)
    files |= {LINKED: "../../../../etc/passwd", LINKED_WELL: "../requirements.txt"}
    # Together they have more bytes than are read; alone each has more, too.
    files |= {f"huge{number}/yarn.lock": BAD["huge/yarn.lock"][0] for number in range(4)}
    files |= {f"many/deep/er/{n}/requirements.txt": f"p{n}==1.0\n" for n in range(MANY)}
    history.commit(files, modes={LINKED: "120000", LINKED_WELL: "120000"})
    return history.write()


def limited(office: Office, *arguments: Path | str) -> tuple[int, str, str]:
    """Run the command line with little memory, and no longer than it may take."""
    done = subprocess.run(
        [*COMMAND, *(str(one) for one in arguments)],
        cwd=office.root,
        capture_output=True,
        timeout=SECONDS,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture(scope="module")
def surveyed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, tuple[int, str, str]]:
    folder = tmp_path_factory.mktemp("bad-packages")
    repository = hostile(folder / "bad.git")
    office = Office(folder / "office")
    return office, limited(office, "survey", repository, "--workers", "1")


Surveyed = tuple[Office, tuple[int, str, str]]


def test_the_survey_ends_and_says_that_there_are_problems(surveyed: Surveyed) -> None:
    office, (status, output, complaints) = surveyed

    assert "Traceback" not in complaints
    assert (status, output.partition(":")[0]) == (0, "Generation 1")
    assert "1 of 1 repository read" in output
    assert office.rows("select is_read from repository") == [(True,)]
    assert OVERRIDE not in output + complaints


def test_each_bad_file_is_a_problem_with_its_place(surveyed: Surveyed) -> None:
    office, _ = surveyed
    told = {
        place.partition(":")[0]: (place.partition(":")[2], what)
        for place, what in office.rows(
            "select place, what from problem where kind = 'PackageFileUnread'"
        )
    }

    wanted = {path: str(line or "") for path, (_, line) in BAD.items()} | {LINKED: ""}
    lines = {path: line for path, (line, _) in told.items() if path in wanted}
    others = {f"huge{number}/yarn.lock" for number in range(4)} | {""}
    assert lines == wanted
    assert set(told) - set(wanted) == others
    assert told[""][1].endswith(" package files far from the root were not read.")
    assert max(len(what) for _, what in told.values()) < 400


def test_good_files_beside_them_are_evidence(surveyed: Surveyed) -> None:
    office, _ = surveyed
    listed = ", ".join(f"'{one}'" for one in GOODS)
    found = office.rows(
        f"select path, purl, version from package_needed where path in ({listed}) order by all"
    )

    assert found == sorted(
        (path, *one)
        for path in GOODS
        for one in (("pkg:pypi/requests", "2.31.0"), ("pkg:pypi/flask", "3.0.0"))
    )


def test_what_is_strange_is_kept_within_bounds_and_shown_harmlessly(surveyed: Surveyed) -> None:
    office, _ = surveyed
    listed = ", ".join(f"'{one}'" for one in STRANGE)
    rows = office.rows(f"select purl, name, version from package_needed where path in ({listed})")

    assert {"pkg:npm/a", "pkg:npm/good"} <= {purl for purl, _, _ in rows}
    assert all(purl.isascii() and purl.isprintable() and len(purl) < 4_000 for purl, _, _ in rows)
    assert max(len(part) for row in rows for part in row[1:]) <= 1_024
    # A name with a character that is not seen is never the name of another package.
    assert "pkg:npm/ab" not in {purl for purl, _, _ in rows}


def hostile_zip(path: Path) -> Path:
    """One good record between those that swell, lie, climb out and are none."""
    good = {
        "id": "PYSEC-2024-1",
        "modified": "2024-01-01T00:00:00Z",
        "affected": [
            {
                "package": {"ecosystem": "PyPI", "name": "requests"},
                "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}],
            }
        ],
    }
    long = {
        **good,
        "id": "PYSEC-2024-2",
        "summary": f"{OVERRIDE}<script>alert(1)</script>\x1b[31m" * 9,
    }
    long["affected"] = [
        {
            "package": {"ecosystem": "PyPI", "name": "flask"},
            "versions": ["1." * 50_000, "3.0.0"],
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "9" * 100_000}]}],
        }
    ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.json", b'{"id": "X-1", "a": "' + bytes(300_000_000) + b'"}')
        archive.writestr("nested.json", b'{"id": "X-2", "affected": ' + b"[" * LEVELS)
        archive.writestr("../../../climbs.json", json.dumps({**good, "id": "../../x"}))
        archive.writestr("binary.json", bytes(range(256)) * 99)
        archive.writestr("list.json", b"[]")
        archive.writestr("inner.zip", b"PK\x05\x06" + bytes(18))
        archive.writestr("good.json", json.dumps(good))
        archive.writestr("long.json", json.dumps(long))
    return path


def test_hostile_advisories_are_taken_in_as_far_as_they_can_be_believed(
    surveyed: Surveyed, tmp_path: Path
) -> None:
    office, _ = surveyed
    torn = hostile_zip(tmp_path / "torn.zip")
    torn.write_bytes(torn.read_bytes()[:-300])

    status, _, said = limited(office, "advisories", "import", hostile_zip(tmp_path / "db.zip"))
    refused, _, why = limited(office, "advisories", "import", torn)
    answered, output, _ = limited(office, "advisories", "--json")

    assert (status, refused, answered) == (0, 3, 1), said + why
    assert "cannot be read as a zip file" in why
    page = json.loads(output)
    assert [one["advisory_id"] for one in page["advisories"]] == ["PYSEC-2024-1", "PYSEC-2024-2"]
    assert OVERRIDE not in limited(office, "advisories")[1]
    assert list(tmp_path.parent.rglob("climbs*")) == []


def test_the_site_is_written_and_holds_nothing_that_acts(surveyed: Surveyed) -> None:
    office, _ = surveyed

    status, _, complaints = limited(office, "publish", "--out", "site")

    pages = [one.read_text("utf-8") for one in (office.root / "site").rglob("*.html")]
    assert (status, complaints) == (0, "")
    assert len(pages) > 10
    assert [page for page in pages if "<script>alert" in page or OVERRIDE in page] == []
    assert [page for page in pages if "requests" in page] != []
