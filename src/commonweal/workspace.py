# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The workspace: a folder with a portfolio, its evidence, its clones and its secret."""

import hashlib
import os
import secrets
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from commonweal.core.ids import ProjectId, RepositoryId
from commonweal.core.message import message
from commonweal.core.problem import InputMissing, WorkspaceDamaged
from commonweal.evidence import Engine, EvidenceStore, Manifest
from commonweal.evidence.generation import SURVEY_AGAIN
from commonweal.evidence.verify import Damage, newest_sound, segment_damage
from commonweal.formats.portfolio import Portfolio, Project, read_portfolio, repository_ids
from commonweal.ledger import Answer, Ledger
from commonweal.sources.advisories.store import AdvisoryStore

PORTFOLIO_FILE = "portfolio.toml"


class Supplied(msgspec.Struct, frozen=True):
    """A bill of materials that a portfolio names: as it is written there, and where it is."""

    name: str
    file: str


class Target(msgspec.Struct, frozen=True):
    """One repository to survey, and the project it is of, whose first one has its `sboms`.

    `vendored` and `own` are paths in it, as the portfolio says of its project; `groups` are
    kinds and names.
    """

    repository_id: RepositoryId
    name: str
    location: str
    project_id: ProjectId
    project_name: str
    description: str | None = None
    weight: float = 1.0
    sboms: tuple[Supplied, ...] = ()
    vendored: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    groups: tuple[tuple[str, str], ...] = ()


Given = Callable[[Manifest], Mapping[str, Sequence[Sequence[object]]]]


def nothing_given(manifest: Manifest) -> Mapping[str, Sequence[Sequence[object]]]:
    """Hand nothing over: what evidence alone says."""
    del manifest
    return {}


class Workspace:
    """Everything a survey leaves is below `.commonweal` in one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.folder = self.root / ".commonweal"
        self.store = EvidenceStore(self.folder / "evidence")

    @property
    def work(self) -> Path:
        """Where views on repositories are made and removed."""
        return self.folder / "work"

    def clone_folder(self, url: str, repository_id: str) -> Path:
        """Where the clone of a URL lies; the digest keeps two addresses apart."""
        digest = hashlib.sha256(os.fsencode(url)).hexdigest()[:12]
        return self.folder / "clones" / f"{repository_id}-{digest}.git"

    def secret(self) -> bytes:
        """The key behind person keys; made once, readable by its owner alone, never shared."""
        path = self.folder / "keys" / "person.key"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(32))
        return path.read_bytes()

    def ledger(self) -> Ledger:
        """What people decided."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return Ledger(self.folder / "ledger.sqlite")

    def answers(self, *, until: datetime | None = None) -> tuple[Answer, ...]:
        """What people stated last, or had stated until a moment; empty without a ledger."""
        with self._reading_ledger() as ledger:
            return ledger.current_answers(until=until) if ledger else ()

    def answers_recorded(self) -> int:
        """How many answers were ever recorded here."""
        with self._reading_ledger() as ledger:
            return ledger.count() if ledger else 0

    @contextmanager
    def _reading_ledger(self) -> Iterator[Ledger | None]:
        """The ledger without a lock on it; None where nobody has stated anything yet."""
        path = self.folder / "ledger.sqlite"
        if not path.exists():
            yield None
            return
        ledger = Ledger(path, is_read_only=True)
        try:
            yield ledger
        finally:
            ledger.close()

    @property
    def web_cache(self) -> Path:
        """Where answers of web servers are kept, to ask only whether they changed."""
        return self.folder / "web"

    def advisories(self) -> AdvisoryStore:
        """The advisory databases that were imported."""
        return AdvisoryStore(self.folder / "advisories")

    def engine(self, given: Given = nothing_given) -> Engine:
        """The engine over the current generation; raises where there was no survey yet.

        `given` makes the rows of tables that are not part of the evidence, such as answers.

        Where that one is damaged it is the newest one before that is whole, and a
        `DamageWarning` says so.
        """
        manifest = self._readable()
        return Engine(self.store.segments_folder, manifest, given=given(manifest))

    def previous_engine(self, given: Given = nothing_given) -> Engine | None:
        """The engine over the generation before the one that is read, where there is one."""
        with warnings.catch_warnings(action="ignore", category=DamageWarning):
            current = self._readable()
        before = [
            manifest
            for manifest in self.store.history(until=current.number - 1)
            if self._is_there(manifest)
        ]
        if not before:
            return None
        return Engine(self.store.segments_folder, before[-1], given=given(before[-1]))

    def _is_there(self, manifest: Manifest) -> bool:
        return not any(
            segment_damage(self.store.segments_folder, segment, has_hash=False)
            for segment in manifest.segments
        )

    def _readable(self) -> Manifest:
        sound = newest_sound(self.store)
        if sound.manifest is None and sound.damages:
            raise WorkspaceDamaged(
                message(
                    "no generation of the evidence can be read: %(damages)s",
                    damages=sound.damages[0].sentence,
                ),
                fix=SURVEY_AGAIN,
                where=str(self.store.folder),
            )
        if sound.manifest is None:
            raise InputMissing(
                message("there is no survey in %(root)s yet", root=self.root),
                fix=message("Run `commonweal survey` first."),
                where=str(self.folder),
            )
        if sound.damages:
            warnings.warn(_damage_sentence(sound.damages, sound.manifest), DamageWarning, 2)
        return sound.manifest


class DamageWarning(UserWarning):
    """What is shown is older than it should be, because newer evidence is damaged."""


def _damage_sentence(damages: Sequence[Damage], read: Manifest) -> str:
    values = {
        "damage": damages[0].sentence,
        "generation": read.number,
        "day": f"{read.surveyed_at:%Y-%m-%d}",
    }
    if read.is_trimmed:
        return message(
            "The newest evidence is damaged (%(damage)s), so generation %(generation)s of %(day)s "
            "is shown, of which only numbers, findings and verdicts are kept; `commonweal survey` "
            "reads again what was lost.",
            **values,
        )
    return message(
        "The newest evidence is damaged (%(damage)s), so generation %(generation)s of %(day)s "
        "is shown; `commonweal survey` reads again what was lost.",
        **values,
    )


def advisory_source(root: Path) -> str | None:
    """Where the portfolio says that advisories are downloaded from; None where it does not."""
    own = root / PORTFOLIO_FILE
    return _read_file(own).settings.advisories if own.exists() else None


def read_targets(targets: Sequence[str], root: Path) -> tuple[Portfolio, tuple[Target, ...]]:
    """Understand what was asked for: portfolio files, folders, URLs; nothing means the root's.

    Relative paths in a portfolio file are relative to that file.
    """
    if not targets:
        own = root / PORTFOLIO_FILE
        targets = (str(own),) if own.exists() else (".",)
    portfolio = Portfolio()
    named: list[tuple[str, str | None, Project | None]] = []
    supplied: dict[str, tuple[Supplied, ...]] = {}
    for target in targets:
        if target.endswith(".toml"):
            base = Path(target).resolve().parent
            read = _read_file(Path(target))
            answers = tuple(str(base / file) for file in read.answers)
            portfolio = _joined(portfolio, msgspec.structs.replace(read, answers=answers))
            for project in read.projects:
                files = tuple(Supplied(file, str(base / file)) for file in project.sboms)
                supplied[project.id] = supplied.get(project.id, ()) + files
            named.extend(
                (_relative_to(repository.location, base), repository.name, project)
                for project in read.projects
                for repository in project.repositories
            )
        else:
            named.append((target, None, None))
    unique = {entry[0]: entry for entry in reversed(named)}
    entries = [entry for entry in named if unique.get(entry[0]) is entry]
    ids = repository_ids([_spelled(entry[0]) for entry in entries])
    return portfolio, tuple(
        _target(
            RepositoryId(id_),
            *entry,
            sboms=supplied.pop(entry[2].id, ()) if entry[2] else (),
        )
        for id_, entry in zip(ids, entries, strict=True)
    )


def _target(
    repository_id: RepositoryId,
    location: str,
    name: str | None,
    project: Project | None,
    *,
    sboms: tuple[Supplied, ...] = (),
) -> Target:
    """A target named on its own is a project of one repository."""
    if project is None:
        alone = name or repository_id
        return Target(repository_id, alone, location, ProjectId(repository_id), alone)
    return Target(
        repository_id,
        name or repository_id,
        location,
        ProjectId(project.id),
        project.name or project.id,
        project.description,
        project.weight,
        sboms,
        project.vendored,
        project.own,
        project.memberships(),
    )


def _joined(first: Portfolio, second: Portfolio) -> Portfolio:
    """The office of the last file named; everybody's people and organisations."""
    return msgspec.structs.replace(
        second,
        projects=first.projects + second.projects,
        organisations=first.organisations + second.organisations,
        standards=first.standards | second.standards,
        answers=first.answers + second.answers,
        links=first.links | second.links,
    )


def _read_file(path: Path) -> Portfolio:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputMissing(
            message("cannot read %(path)s: %(reason)s", path=path, reason=error.strerror),
            fix=message("Check the path, or make one with `commonweal init`."),
            where=str(path),
        ) from error
    return read_portfolio(content, where=str(path))


def _relative_to(location: str, base: Path) -> str:
    return location if "://" in location else str(base / location)


def _spelled(location: str) -> str:
    """A name for "." is the folder's own."""
    return location if "://" in location else os.path.abspath(location)  # noqa: PTH100  keeps links
