# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a survey reads: what the user names, and what is known already and must not be lost."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from commonweal.core.ids import ProjectId, RepositoryId
from commonweal.core.message import counted, message
from commonweal.core.problem import InputMissing, Problem
from commonweal.core.text import printable
from commonweal.evidence import EvidenceStore, Manifest
from commonweal.evidence.rows import ProjectRow
from commonweal.evidence.verify import newest_sound
from commonweal.formats.portfolio import Portfolio, repository_ids
from commonweal.sources.git.fetch import is_url
from commonweal.survey.opening import Before, known_before, locator
from commonweal.workspace import PORTFOLIO_FILE, Target, Workspace, read_targets

_REPLACE = message(
    "Name another folder with --workspace, or use --replace to forget the last survey."
)
Known = Mapping[RepositoryId, Before]


class Chosen(msgspec.Struct, frozen=True):
    """The repositories to read, and what the user should know of the choice."""

    portfolio: Portfolio
    targets: tuple[Target, ...]
    notes: tuple[str, ...] = ()


class WouldReplace(Problem):
    """A survey that would throw away everything that the last one read."""


def choose(workspace: Workspace, names: Sequence[str], *, is_replacing: bool = False) -> Chosen:
    """Understand what was named: folders and addresses add to what is known, a portfolio rules.

    A portfolio file says which repositories there are: one that it names no more leaves.
    Folders and addresses are read beside the workspace's own portfolio, and beside what the
    last survey knew; where nothing is named, that is read again. Raises `WouldReplace` where
    nothing of the last survey would be left.
    """
    files = [name for name in names if name.endswith(".toml")]
    folders = [name for name in names if not name.endswith(".toml")]
    own = workspace.root / PORTFOLIO_FILE
    previous = None if is_replacing else newest_sound(workspace.store).manifest
    known = known_before(workspace.store, previous)
    if previous and not names and not own.exists() and _is_all_meant(known):
        _must_be_without_portfolio(previous)
        return Chosen(Portfolio(), _kept(workspace.store, previous, known, set()))
    if is_replacing or not folders:
        chosen = Chosen(*read_targets(names, workspace.root))
        _must_keep_something(chosen, known)
        return chosen
    if own.exists() and not files:
        files = [str(own)]
    portfolio, named = read_targets(files, workspace.root) if files else (Portfolio(), ())
    if previous and not files:
        _must_be_without_portfolio(previous)
    added = _added(read_targets(folders, workspace.root)[1], named, known)
    absent = _absent(added, known)
    _must_be_there(added, absent, known, has_portfolio=bool(files))
    taken = {target.repository_id for target in (*named, *added)}
    kept = _kept(workspace.store, previous, known, taken) if previous else ()
    # What is not there was a typing error: nobody wants to keep it.
    beside = [target for target in added if target not in absent] if files else ()
    notes = _notes(beside, kept)
    return Chosen(portfolio, (*named, *kept, *added), notes)


def _is_all_meant(known: Known) -> bool:
    """Whether a survey without a name means what the last one knew, and not this folder."""
    places = {before.locator for before in known.values()}
    here = Path(".git").exists() and locator(".") not in places
    return bool(known) and not here


def _must_keep_something(chosen: Chosen, known: Known) -> None:
    named = {target.repository_id for target in chosen.targets}
    read = {repository_id for repository_id, before in known.items() if before.row.is_read}
    if named and read and not named & read:
        raise WouldReplace(
            counted(
                "the repository of the last survey is not named here",
                "none of the %(num)s repositories of the last survey is named here",
                len(read),
            ),
            fix=_REPLACE,
        )


def _must_be_without_portfolio(previous: Manifest) -> None:
    """What a portfolio says of people and standards would be lost without it."""
    office = previous.options.get("office", "")
    if office and office != Portfolio().office.name:
        raise WouldReplace(
            message(
                "the last survey was made from the portfolio of %(office)s",
                office=printable(office),
            ),
            fix=message("Name that portfolio, too. %(replace)s", replace=_REPLACE),
        )


def _added(lone: Sequence[Target], named: Sequence[Target], known: Known) -> tuple[Target, ...]:
    """Give each what is named beside the portfolio its own id: the one it had, or a new one."""
    listed = {locator(target.location) for target in named}
    ids = {before.locator: repository_id for repository_id, before in known.items()}
    taken = {*known, *(target.repository_id for target in named)}
    found = []
    for target in lone:
        place = locator(target.location)
        if place in listed:
            continue
        spelled = target.location if is_url(target.location) else place
        repository_id = ids.get(place) or RepositoryId(repository_ids([spelled], taken)[0])
        taken.add(repository_id)
        found.append(_renamed(target, repository_id))
    return tuple(found)


def _renamed(target: Target, repository_id: RepositoryId) -> Target:
    return msgspec.structs.replace(
        target,
        repository_id=repository_id,
        name=repository_id,
        project_id=ProjectId(repository_id),
        project_name=repository_id,
    )


def _absent(added: Iterable[Target], known: Known) -> list[Target]:
    return [
        target
        for target in added
        if target.repository_id not in known
        and not is_url(target.location)
        and not Path(target.location).exists()
    ]


def _must_be_there(
    added: Iterable[Target], absent: Sequence[Target], known: Known, *, has_portfolio: bool
) -> None:
    """Where nothing new can be found it was a typing error, and nothing is read."""
    new = [target for target in added if target.repository_id not in known]
    if absent and len(absent) == len(new) and (known or has_portfolio):
        check = message("Check the name.")
        raise InputMissing(
            message("there is no folder %(folder)s", folder=printable(absent[0].location)),
            fix=message("The last survey stays as it was. %(fix)s", fix=check) if known else check,
        )


def _kept(
    store: EvidenceStore, previous: Manifest, known: Known, taken: set[RepositoryId]
) -> tuple[Target, ...]:
    """Repositories of the last survey that nobody named now, as their projects were then."""
    writer = store.writer()
    stored = writer.fetch(previous.of_table("project"), ", ".join(ProjectRow._fields))
    of_groups = writer.fetch(previous.of_table("project_group"), "project_id, kind, name")
    writer.close()
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for project_id, kind, name in of_groups:
        groups[project_id].append((kind, name))
    projects = {row.repository_id: row for row in (ProjectRow(*columns) for columns in stored)}
    return tuple(
        _as_before(before, projects[repository_id], groups)
        for repository_id, before in known.items()
        # What was never read was a typing error.
        if before.known and repository_id not in taken and repository_id in projects
    )


def _as_before(
    before: Before, project: ProjectRow, groups: Mapping[str, Sequence[tuple[str, str]]]
) -> Target:
    return Target(
        RepositoryId(before.row.repository_id),
        before.row.name,
        before.row.locator,
        ProjectId(project.project_id),
        project.name,
        project.description,
        project.weight,
        groups=tuple(groups.get(project.project_id, ())),
    )


def _notes(beside: Sequence[Target], kept: Sequence[Target]) -> tuple[str, ...]:
    notes = []
    if beside:
        named = ", ".join(printable(target.name) for target in beside[:5])
        notes.append(
            counted(
                "%(file)s does not name %(names)s. A survey of the portfolio alone will leave it "
                "out. Add it there to keep it.",
                "%(file)s does not name %(names)s. A survey of the portfolio alone will leave "
                "them out. Add them there to keep them.",
                len(beside),
                file=PORTFOLIO_FILE,
                names=named,
            )
        )
    if kept:
        notes.append(
            counted(
                "%(num)s repository of the last survey stays in the portfolio. Use --replace to "
                "read only what you name.",
                "%(num)s repositories of the last survey stay in the portfolio. Use --replace to "
                "read only what you name.",
                len(kept),
            )
        )
    return tuple(notes)
