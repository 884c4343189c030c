# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A row of each evidence table. Made from `tables/*.toml`: change them, and make this anew.

`python -m commonweal.evidence.document > src/commonweal/evidence/rows.py`. Object ids are
hexadecimal here and bytes in the store; moments are aware.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple


class AdvisoryRow(NamedTuple):
    """An advisory that concerns something in use here; records of one problem are one row."""

    advisory_id: str
    record_ids: Sequence[str]
    aliases: Sequence[str]
    kind: str
    summary: str
    published: datetime | None
    modified: datetime | None
    level: str
    score: float | None
    vector: str
    links: Sequence[str]


class AdvisoryCoverageRow(NamedTuple):
    """For each ecosystem in use, whether its advisories were looked up and how old they are."""

    ecosystem: str
    purl_type: str
    packages: int
    unversioned: int
    is_looked_up: bool
    records: int | None
    as_of: datetime | None


class AdvisoryIntervalRow(NamedTuple):
    """Versions of a package that a record concerns; sorted by package, not part of a generation."""

    purl: str
    record_id: str
    kind: str
    low: str | None
    high: str | None
    is_closed: bool
    is_semantic: bool
    introduced: str
    end_kind: str
    end_version: str
    versions: Sequence[str]


class AdvisoryRecordRow(NamedTuple):
    """A record of an advisory database, as it was imported; not part of a generation."""

    record_id: str
    aliases: Sequence[str]
    kind: str
    summary: str
    published: datetime | None
    modified: datetime | None
    withdrawn: datetime | None
    level: str
    score: float | None
    vector: str
    links: Sequence[str]


class AffiliationRow(NamedTuple):
    """Which organisation a person acted for, and when."""

    person_id: str
    person_key: int | None
    organisation: str
    since: datetime | None
    until: datetime | None
    basis: str


class AnswerRow(NamedTuple):
    """What a person states; the ledger hands it over when evidence is read."""

    subject_id: str
    standard_id: str
    control_id: str
    verdict: str
    because: str
    link: str | None
    stated_at: datetime
    expires_at: datetime | None
    ledger_no: int
    asked_at: datetime


class BranchRow(NamedTuple):
    """A branch of a repository, as far as the source shows branches."""

    repository_id: str
    name: str
    commit_id: str
    committed_at: datetime | None
    is_default: bool
    is_merged: bool


class ChangeRow(NamedTuple):
    """One path changed by one commit, as git's own raw difference tells it."""

    family_id: str
    commit_no: int
    path: str
    old_path: str | None
    status: str
    similarity: int | None
    old_mode: int
    new_mode: int
    kind: str
    added: int | None
    deleted: int | None


class CommitRow(NamedTuple):
    """A commit of a family, stored once however many forks share it."""

    family_id: str
    commit_no: int
    commit_id: str
    parent_ids: Sequence[str]
    author_key: int
    committer_key: int
    authored_at: datetime
    author_zone: int | None
    committed_at: datetime
    committer_zone: int | None
    subject: str
    is_merge: bool
    is_boundary: bool
    is_date_doubtful: bool
    signature: str | None


class CommitSignatureRow(NamedTuple):
    """What the SSH signature of a commit tells, read from the raw object."""

    family_id: str
    commit_no: int
    kind: str
    signing_key: str
    is_verified: bool | None


class CorePersonRow(NamedTuple):
    """A person without whom, and those before, a subject's source files lose their authors."""

    subject_id: str
    person_id: str
    rank: int
    files: int
    files_left: int
    all_files: int
    committed_at: datetime | None
    organisation: str | None
    others_at: datetime | None


class CreditRow(NamedTuple):
    """A person credited in a commit's trailers."""

    family_id: str
    commit_no: int
    person_key: int
    role: str


class DocumentRow(NamedTuple):
    """The text of a file that matters, at most 1 MiB."""

    repository_id: str
    path: str
    kind: str
    text: str
    size: int
    is_truncated: bool


class ExposureRow(NamedTuple):
    """A package in use that an advisory concerns, with the place that names it."""

    repository_id: str
    path: str
    line: int
    purl: str
    version: str
    advisory_id: str
    record_id: str
    why: str
    introduced: str
    end_kind: str
    end_version: str
    fixed: str


class FetchedRow(NamedTuple):
    """When the copy of a repository was last brought up to date. No row where nobody knows."""

    repository_id: str
    fetched_at: datetime


class FindingRow(NamedTuple):
    """What a probe said of a repository."""

    repository_id: str
    probe_id: str
    version: int
    outcome: str
    reason: str
    values: str
    places: int


class FindingPlaceRow(NamedTuple):
    """Where a probe saw what it says, at the repository's head commit."""

    repository_id: str
    probe_id: str
    place_no: int
    outcome: str
    path: str
    line: int | None
    label: str


class GatewayRow(NamedTuple):
    """The package through which alone an affected version comes in."""

    repository_id: str
    path: str
    purl: str
    version: str
    gateway: str


class LicenceRow(NamedTuple):
    """A licence that a file of the repository states."""

    repository_id: str
    path: str
    spdx: str
    basis: str
    coverage: float | None
    files: int


class MetricValueRow(NamedTuple):
    """What a metric said of a subject for a period."""

    subject_id: str
    metric_id: str
    period: str
    until: datetime
    label: str | None
    value: float


class ModelArtifactRow(NamedTuple):
    """A file of a machine-learning model at HEAD, by its header alone."""

    repository_id: str
    path: str
    format: str
    parameters: int | None
    architecture: str | None
    licence: str | None
    runs_code: bool
    is_stored: bool


class NewestRefRow(NamedTuple):
    """The newest commit of refs beside branches and tags: so new is a copy at least."""

    repository_id: str
    committed_at: datetime


class ObstacleRow(NamedTuple):
    """What stands between a subject and a control that it does not meet."""

    subject_id: str
    standard_id: str
    control_id: str
    asks: str
    fact: str | None


class PackageEdgeRow(NamedTuple):
    """What one repository needs of another of the portfolio, and where it says so."""

    needing_id: str
    providing_id: str
    purl: str
    name: str
    version: str
    requirement: str
    scope: str
    path: str
    line: int
    is_locked: bool


class PackageNeededRow(NamedTuple):
    """A package that a file of a repository names as needed."""

    repository_id: str
    path: str
    line: int
    format: str
    purl: str
    name: str
    version: str
    requirement: str
    commit_id: str
    scope: str
    is_direct: bool | None
    is_locked: bool
    requires: Sequence[str]
    licence: str


class PackageProvidedRow(NamedTuple):
    """A name under which others can ask for what a repository makes."""

    repository_id: str
    path: str
    line: int
    purl: str
    name: str
    version: str
    home: str


class PackageUseRow(NamedTuple):
    """How a subject uses a package."""

    subject_id: str
    purl: str
    versions: int
    projects: int
    repositories: int
    is_direct: bool
    is_needed: bool


class PersonRow(NamedTuple):
    """Who a name and address belong to, after mailmaps, aliases and bots."""

    person_key: int
    person_id: str
    name: str
    is_bot: bool
    reason: str


class PersonRawRow(NamedTuple):
    """A name and address exactly as commits carry it."""

    person_key: int
    name: str
    email: str
    family_id: str | None


class ProblemRow(NamedTuple):
    """What could not be read, and why."""

    repository_id: str
    stage: str
    kind: str
    what: str
    fix: str
    place: str


class ProjectRow(NamedTuple):
    """A project: one or more repositories with a name. One row a repository."""

    project_id: str
    name: str
    description: str | None
    repository_id: str
    weight: float


class ProjectGroupRow(NamedTuple):
    """A group that the portfolio puts a project in, such as its ministry or its team."""

    project_id: str
    kind: str
    name: str


class RepositoryRow(NamedTuple):
    """One repository of the portfolio, as it was when it was read."""

    repository_id: str
    name: str
    locator: str
    family_id: str | None
    head_ref: str | None
    head_commit: str | None
    object_format: str | None
    refs_digest: str | None
    is_shallow: bool | None
    is_partial: bool | None
    is_light: bool | None
    origin: str | None
    is_read: bool


class RepositoryCommitRow(NamedTuple):
    """Which commits a repository's HEAD reaches."""

    repository_id: str
    family_id: str
    commit_no: int


class SignRow(NamedTuple):
    """Something seen in a file's content at HEAD."""

    repository_id: str
    path: str
    sign: str
    line: int | None
    value: str | None


class StandingRow(NamedTuple):
    """Where a subject stands in a standard as a whole."""

    subject_id: str
    standard_id: str
    standard_version: str
    met: int
    not_met: int
    unknown: int
    not_applicable: int
    level_no: int | None
    score: float | None
    score_most: float | None
    score_coverage: float | None
    score_word: str
    parts: str


class TagRow(NamedTuple):
    """A tag of a repository."""

    repository_id: str
    name: str
    commit_id: str | None
    tagged_at: datetime | None
    is_annotated: bool
    signature: str | None
    is_verified: bool | None
    signing_key: str | None
    version: str | None
    is_prerelease: bool


class TreeFileRow(NamedTuple):
    """A file at HEAD."""

    repository_id: str
    path: str
    mode: int
    size: int | None
    blob_id: str
    kind: str
    language: str | None
    lines: int | None
    spdx: str | None


class TreeGapRow(NamedTuple):
    """A part of a repository's tree that was not read to its end."""

    repository_id: str
    part: str


class UpgradeRow(NamedTuple):
    """To which version a concerned one is best raised."""

    purl: str
    version: str
    target: str
    remaining: Sequence[str]


class VerdictRow(NamedTuple):
    """Whether a subject meets a control of a standard, and what says so."""

    subject_id: str
    standard_id: str
    control_id: str
    verdict: str
    basis: str
    evidence: str
    suggested: str | None
    fact: str | None
    because: str | None
    link: str | None
    stated_at: datetime | None
    due_at: datetime | None
    is_overdue: bool
