# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Read `portfolio.toml`; every mistake is named with its file, line and key."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from functools import reduce
from typing import Any, get_args

import msgspec

from commonweal.core.message import Message, counted, message
from commonweal.core.problem import InputMalformed
from commonweal.formats.portfolio import definition
from commonweal.formats.portfolio.definition import Portfolio, Project
from commonweal.syntax.toml import TomlRefused, line_of, read_toml

Path = tuple[str | int, ...]

# Which struct a table is read into, by its path with the indexes taken out.
_STRUCTS = {
    (): definition.Portfolio,
    ("office",): definition.Office,
    ("projects",): definition.Project,
    ("projects", "repositories"): definition.Repository,
    ("people",): definition.People,
    ("organisations",): definition.Organisation,
    ("organisations", "people"): definition.Membership,
    ("settings",): definition.Settings,
}
_PLAIN_WORDS = {
    "str": message("text in quotes"),
    "int": message("a whole number"),
    "float": message("a number"),
    "bool": message("true or false"),
    "array": message("a list in [ ]"),
    "object": message("a table"),
    "date": message("a date such as 2020-01-31"),
    "datetime": message("a date with a time"),
    "null": message("nothing"),
}
_PROJECT_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_LONGEST_GROUP = 200
# Where readers of the site write to: shown as a link.
_CONTACT = re.compile(
    r"https?://[^\s\x00-\x1f\x7f]{3,500}|mailto:[^\s@\x00-\x1f\x7f]{1,100}@[^\s@?]{3,200}"
)
# So many are named at once.
_MOST_MISTAKES = 30
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class _Wrong(Exception):
    """A value that cannot stay; `path` leads to it, `fix` says what would do."""

    def __init__(self, path: Path, what: str, fix: str = "") -> None:
        super().__init__(what)
        self.path, self.what, self.fix = path, what, fix


def read_portfolio(content: bytes, *, where: str) -> Portfolio:
    """Read a portfolio; `where` is the file's name as the user typed it."""
    try:
        raw = read_toml(content)
    except TomlRefused as refused:
        place = f"{where}:{refused.line}" if refused.line else where
        raise InputMalformed(
            message(
                "%(where)s, line %(line)s: %(reason)s",
                where=where,
                line=refused.line,
                reason=refused.what,
            )
            if refused.line
            else message("%(where)s: %(reason)s", where=where, reason=refused.what),
            fix=message(
                "Mend that line; a text needs quotes, a list [ ], a table header [ ] or [[ ]]."
            ),
            where=place,
        ) from refused
    portfolio, wrongs = _converted(_with_repository_tables(raw))
    wrongs += [*_contradictions(portfolio)] if portfolio else []
    wrongs = [*_without_consequences(wrongs)]
    if wrongs:
        raise _mistakes(wrongs, content.decode("utf-8").replace("\r\n", "\n"), where)
    if portfolio is None:
        raise InputMalformed(message("%(where)s cannot be understood", where=where), where=where)
    return portfolio


def _without_consequences(wrongs: list[_Wrong]) -> Iterator[_Wrong]:
    """Leave out what is wrong only because something in it was."""
    before: list[Path] = []
    for wrong in wrongs:
        if not any(path[: len(wrong.path)] == wrong.path for path in before):
            yield wrong
        before.append(wrong.path)


def _mistakes(wrongs: list[_Wrong], text: str, where: str) -> InputMalformed:
    """Name all mistakes at once, each with its line, in the order of the file."""
    placed = sorted(((line_of(text, wrong.path), wrong) for wrong in wrongs), key=lambda at: at[0])
    line, first = placed[0]
    if len(placed) == 1:
        return InputMalformed(
            message(
                "%(where)s, line %(line)s: %(path)s: %(reason)s",
                where=where,
                line=line,
                path=_spelled(first.path),
                reason=first.what,
            ),
            fix=first.fix or message("Mend that line and run the command again."),
            where=f"{where}:{line}",
        )
    return InputMalformed(
        reduce(
            lambda before, at: message("%(before)s\n  %(next)s", before=before, next=_listed(*at)),
            placed,
            counted(
                "%(where)s has %(num)s mistake:",
                "%(where)s has %(num)s mistakes:",
                len(placed),
                where=where,
            ),
        ),
        fix=message("Mend these lines and run the command again."),
        where=f"{where}:{line}",
    )


def _listed(line: int, wrong: _Wrong) -> Message:
    values = {"line": line, "path": _spelled(wrong.path), "reason": wrong.what}
    if wrong.fix:
        return message("line %(line)s: %(path)s: %(reason)s (%(fix)s)", fix=wrong.fix, **values)
    return message("line %(line)s: %(path)s: %(reason)s", **values)


def _converted(raw: dict[str, Any]) -> tuple[Portfolio | None, list[_Wrong]]:
    """Convert, or say all that is wrong: what is wrong is taken out, and the rest tried again."""
    wrongs: list[_Wrong] = []
    taken: list[Path] = []
    while len(wrongs) < _MOST_MISTAKES:
        try:
            portfolio = msgspec.convert(raw, type=Portfolio)
        except msgspec.ValidationError as error:
            wrong = _understood(str(error))
            here, wrong.path = wrong.path, _as_written(wrong.path, taken)
            wrongs.append(wrong)
            if not _take_out(raw, here):
                return None, wrongs
            taken.append(wrong.path)
            continue
        return portfolio, wrongs
    return None, wrongs


def _as_written(path: Path, taken: list[Path]) -> Path:
    """Where a value stood before those before it in a list were taken out."""
    found: Path = ()
    for part in path:
        if isinstance(part, int):
            gone = {place[-1] for place in taken if place[:-1] == found}
            left = (number for number in range(part + len(gone) + 1) if number not in gone)
            part = [*left][part]  # noqa: PLW2901  the number it had
        found = (*found, part)
    return found


def _take_out(raw: dict[str, Any], path: Path) -> bool:
    """Take a value out of a portfolio; False where there is none at the path."""
    holder: Any = raw
    try:
        for part in path[:-1]:
            holder = holder[part]
        del holder[path[-1]]
    except (KeyError, IndexError, TypeError):
        return False
    return True


def _with_repository_tables(raw: dict[str, Any]) -> dict[str, Any]:
    """Write every repository as a table; a bare text is its location."""
    projects = raw.get("projects")
    if not isinstance(projects, list):
        return raw
    return raw | {"projects": [_project_with_tables(project) for project in projects]}


def _project_with_tables(project: object) -> object:
    if not isinstance(project, dict) or not isinstance(project.get("repositories"), list):
        return project
    repositories = [
        {"location": repository} if isinstance(repository, str) else repository
        for repository in project["repositories"]
    ]
    return project | {"repositories": repositories}


def _understood(said: str) -> _Wrong:
    """Turn msgspec's sentence into one for people who do not know msgspec."""
    what, _, at = said.partition(" - at `$")
    path = _path(at.rstrip("`"))
    names = re.findall(r"`([^`]*)`", what)
    if what.startswith("Object contains unknown field"):
        return _unknown_key(path, names[0])
    if what.startswith("Object missing required field"):
        return _Wrong(
            path,
            message('the key "%(key)s" is missing', key=names[0]),
            message("Add: %(key)s = ...", key=names[0]),
        )
    if what.startswith("Expected") and len(names) > 1:
        kinds = [kind for kind in names[0].split(" | ") if kind != "null"]
        wanted = reduce(
            lambda before, kind: message("%(before)s or %(next)s", before=before, next=kind),
            [_PLAIN_WORDS.get(kind, kind) for kind in kinds],
        )
        return _Wrong(
            path,
            message(
                "must be %(wanted)s, but is %(given)s",
                wanted=wanted,
                given=_PLAIN_WORDS.get(names[1], names[1]),
            ),
        )
    if what.startswith("Invalid enum value"):
        return _Wrong(
            path,
            message("must be one of %(names)s", names=", ".join(get_args(definition.Language))),
        )
    if "encoded date" in what:
        return _Wrong(
            path, message("must be %(wanted)s, without quotes", wanted=_PLAIN_WORDS["date"])
        )
    return _Wrong(path, what[:1].lower() + what[1:])


def _unknown_key(path: Path, name: str) -> _Wrong:
    struct = _STRUCTS.get(tuple(part for part in path if isinstance(part, str)))
    known = list(struct.__struct_fields__) if struct else []
    close = get_close_matches(name[:100], known, n=1, cutoff=0.5)
    what = (
        message('unknown key, did you mean "%(key)s"?', key=close[0])
        if close
        else message("unknown key")
    )
    return _Wrong((*path, name), what, message("Known here: %(names)s.", names=", ".join(known)))


def _path(spelled: str) -> Path:
    """Read msgspec's `.projects[0].id`."""
    parts = re.findall(r"\.([^.\[\]]+)|\[(\d+)\]", spelled)
    return tuple(name or int(index) for name, index in parts)


def _spelled(path: Path) -> str:
    text = ""
    for part in path:
        # People count from one.
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return text.lstrip(".")[:200]


def _contradictions(portfolio: Portfolio) -> Iterator[_Wrong]:
    ids: Counter[str] = Counter()
    yield from _wrong_contact(portfolio.office.url)
    for number, project in enumerate(portfolio.projects):
        path: Path = ("projects", number)
        ids[project.id] += 1
        yield from _wrong_id(project.id, ids[project.id], (*path, "id"))
        if not project.repositories:
            yield _Wrong((*path, "repositories"), message("the list is empty"))
        for position, repository in enumerate(project.repositories):
            yield from _wrong_location(repository.location, (*path, "repositories", position))
        for position, sbom in enumerate(project.sboms):
            yield from _wrong_file(sbom, (*path, "sboms", position))
        yield from _wrong_folders(project, path)
        yield from _wrong_groups(project, path)
    for number, organisation in enumerate(portfolio.organisations):
        for position, person in enumerate(organisation.people):
            if person.since and person.until and person.since >= person.until:
                where = ("organisations", number, "people", position, "until")
                yield _Wrong(where, message("must be later than since"))
    if portfolio.settings.workers is not None and portfolio.settings.workers < 1:
        yield _Wrong(("settings", "workers"), message("must be 1 or more"))
    for type_, template in portfolio.links.items():
        yield from _wrong_link(type_, template)


def _wrong_contact(url: str | None) -> Iterator[_Wrong]:
    if url is not None and not _CONTACT.fullmatch(url):
        yield _Wrong(
            ("office", "url"),
            message("%(url)s is no address of an office", url=repr(url[:100])),
            message("Write https:// and a page, or mailto: and an e-mail address."),
        )


def _wrong_id(project_id: str, uses: int, path: Path) -> Iterator[_Wrong]:
    if not _PROJECT_ID.fullmatch(project_id) or project_id == "portfolio":
        yield _Wrong(
            path,
            message("%(id)s cannot be an id", id=repr(project_id[:100])),
            message(
                "Use a to z, 0 to 9, dot, hyphen and underscore; "
                "the first must be a letter or digit."
            ),
        )
    elif uses > 1:
        yield _Wrong(
            path,
            counted(
                '"%(id)s" is the id of %(num)s project',
                '"%(id)s" is the id of %(num)s projects',
                uses,
                id=project_id,
            ),
            message("Give each its own id."),
        )


def _wrong_location(location: str, path: Path) -> Iterator[_Wrong]:
    if not location.strip() or location.startswith("-") or _CONTROL.search(location):
        yield _Wrong(
            path,
            message("%(location)s is neither a path nor a URL", location=repr(location[:100])),
            message("Write ./-name for a path."),
        )


def _wrong_folders(project: Project, path: Path) -> Iterator[_Wrong]:
    """Paths inside of repositories, each on one of the two lists alone."""
    vendored = {folder.strip("/") for folder in project.vendored}
    for key in ("vendored", "own"):
        for position, folder in enumerate(getattr(project, key)):
            where = (*path, key, position)
            plain = folder.strip("/")
            if not plain or folder.startswith("/") or _NO_FOLDER.search(folder):
                yield _Wrong(
                    where,
                    message(
                        "%(folder)s is no path inside of a repository", folder=repr(folder[:100])
                    ),
                    message(
                        'Write a folder such as "lib/" or a file, starting from the root, '
                        "without *."
                    ),
                )
            elif key == "own" and plain in vendored:
                yield _Wrong(
                    where,
                    message("%(folder)s is in the list vendored, too", folder=repr(folder[:100])),
                )


def _wrong_groups(project: Project, path: Path) -> Iterator[_Wrong]:
    for kind, name in project.memberships():
        for text in (kind, name):
            if not text.strip() or len(text) > _LONGEST_GROUP or _CONTROL.search(text):
                yield _Wrong(
                    (*path, "groups", kind),
                    message("%(name)s cannot name a group", name=repr(text[:100])),
                    message(
                        "Write a short text, such as ministry = %(example)s.",
                        example='"Health"',
                    ),
                )


_TYPE = re.compile(r"[a-z][a-z0-9.+-]{0,39}")
# What a template may hold besides its places: no other braces, no space, nothing invisible.
_TEMPLATE = re.compile(r"https://[^\s{}/?#@\\\x00-\x1f\x7f]{1,253}/[^\s{}\x00-\x1f\x7f]{0,1000}")
_PLACES = ("{name}", "{version}")


def _wrong_link(type_: str, template: str) -> Iterator[_Wrong]:
    """A link on a page: https alone, to one host whatever a package is called."""
    path: Path = ("links", type_)
    if not _TYPE.fullmatch(type_):
        yield _Wrong(
            path,
            message("%(type)s is no type of package URLs", type=repr(type_[:100])),
            message("Write the type as package URLs have it, such as pypi, npm or maven."),
        )
    rest = template
    for place in _PLACES:
        rest = rest.replace(place, "x")
    host = template.partition("://")[2].partition("/")[0]
    is_fixed = "{" not in host and host.isprintable()
    if not is_fixed or not _TEMPLATE.fullmatch(rest) or not rest.isprintable():
        yield _Wrong(
            path,
            message("%(template)s is no address of packages", template=repr(template[:100])),
            message(
                "Write an address that begins with https:// and a host, without a name before "
                "an @, and with {name} and {version} where these belong."
            ),
        )
    elif "{name}" not in template:
        yield _Wrong(path, message("%(place)s is missing", place="{name}"))


# Signs that shells expand, other systems' separators, a way out, and what no name holds.
_NO_FOLDER = re.compile(r"[*?\\\x00-\x1f\x7f]|(?:^|/)\.{1,2}(?:/|$)|//")


def _wrong_file(file: str, path: Path) -> Iterator[_Wrong]:
    """Its name is shown on pages: one that begins at a root would tell of a machine."""
    is_file = file.strip() and not _CONTROL.search(file) and "://" not in file
    if not is_file or file.startswith(("/", "~")):
        yield _Wrong(
            path,
            message("%(file)s is no path from here", file=repr(file[:100])),
            message("Write where the file is, starting from the folder of this one."),
        )
