# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What `commonweal check --json` prints: one document a line, by the kind of file or question."""

from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType, field

from commonweal.surfaces.cli.shapes import Printed


class Fault(msgspec.Struct, frozen=True):
    """A mistake in a file.

    path: Where it is in the document.
    rule: The rule that it breaks.
    message: What is wrong.
    line: The line, from 1; 0 where it is not known.
    column: The column, from 1; 0 where it is not known.
    level: How bad it is.
    """

    message: str
    path: str | UnsetType = UNSET
    rule: str | UnsetType = UNSET
    line: int | UnsetType = UNSET
    column: int | UnsetType = UNSET
    level: str | UnsetType = UNSET


class Unreadable(msgspec.Struct, frozen=True):
    """A file that could not be read or whose kind is not known.

    file: The file, as it was named.
    kind: The kind that was named; null where none was.
    ok: Always false.
    error: What happened.
    """

    file: str
    kind: str | None
    ok: Literal[False]
    error: str


class Citation(msgspec.Struct, frozen=True):
    """A citation, codemeta or answers file.

    file: The file, as it was named.
    kind: The kind of file.
    ok: Whether nothing is wrong.
    valid: The same.
    errors: What is wrong.
    answers: How many answers the file holds; for files of answers alone.
    """

    file: str
    kind: Literal["cff", "codemeta", "answers"]
    ok: bool
    valid: bool
    errors: tuple[Fault, ...]
    answers: int | UnsetType = UNSET


class PubliccodeResult(msgspec.Struct, frozen=True):
    """What is wrong in a publiccode.yml.

    level: How bad it is.
    key: The key that it is about.
    message: What is wrong.
    line: The line, from 1; 0 where there is none.
    column: The column, from 1; 0 where there is none.
    """

    level: Literal["error", "warning"]
    key: str
    message: str
    line: int
    column: int


class Publiccode(msgspec.Struct, frozen=True):
    """A publiccode.yml.

    file: The file, as it was named.
    kind: The kind of file.
    ok: Whether it is valid, with or without warnings.
    verdict: The verdict.
    results: What is wrong.
    """

    file: str
    kind: Literal["publiccode"]
    ok: bool
    verdict: Literal["valid", "valid_with_warnings", "invalid"]
    results: tuple[PubliccodeResult, ...]


class Misspelt(msgspec.Struct, frozen=True):
    """The id of a licence that is not known.

    line: The line, from 1.
    path: Where it is in the document.
    message: What is wrong.
    suggestion: The id that is meant.
    """

    line: int
    path: str
    message: str
    suggestion: str


class Openness(msgspec.Struct, frozen=True):
    """The description of a model, by the Model Openness Framework.

    file: The file, as it was named.
    kind: The kind of file.
    ok: Whether it can be judged, and every licence in it is known.
    errors: Why it cannot be judged.
    class: The class that is reached: 1, 2, 3, or 0 for none; null where it cannot be judged.
    classes: For each class what is there and what is missing.
    progress: For each class how much of it is reached, in percent.
    total_progress: How much of everything is reached, in percent; null where it cannot be judged.
    open_but_not_type_appropriate: Components with an open licence that is made for other things.
    findings: Ids of licences that are not known.
    """

    file: str
    kind: Literal["mof"]
    ok: bool
    errors: tuple[Fault, ...]
    class_: int | None = field(name="class")
    classes: dict[str, dict[str, list[str]]]
    progress: dict[str, float]
    total_progress: float | None
    open_but_not_type_appropriate: tuple[str, ...]
    findings: tuple[Misspelt, ...]


class LicenceText(msgspec.Struct, frozen=True):
    """The text of a licence.

    file: The file, as it was named.
    kind: The kind of file.
    ok: Whether a licence was recognised.
    spdx: Its SPDX id or expression; null where none was recognised.
    coverage: The share of the text that is this licence, from 0 to 1.
    derived_from: The licence that the text was made from; null where there is none.
    parts: Every licence in the text with its share.
    error: Why it could not be read; only there where that is so.
    """

    file: str
    kind: Literal["licence"]
    ok: bool
    spdx: str | None
    coverage: float
    derived_from: str | None
    parts: dict[str, float]
    error: str | UnsetType = UNSET


class NamedPackage(msgspec.Struct, frozen=True):
    """A package that a file names.

    type: Its type, as in package URLs.
    name: Its name.
    version: Its version, or the one that its requirement names; null or empty where none is given.
    requirement: Which versions the file allows, as it is written; empty where it names one.
    commit: The commit that is named in the place of a version; null or empty where none is.
    line: The line, from 1; 0 where it is not known.
    groups: The groups that it is in, such as development.
    is_direct: Whether the project names it itself; null where it is not known.
    requires: The packages that it needs.
    """

    type: str
    name: str
    version: str | None
    requirement: str
    commit: str | None
    line: int
    groups: tuple[str, ...]
    is_direct: bool | None
    requires: tuple[str, ...]


class Packages(msgspec.Struct, frozen=True):
    """A manifest, a lock file or a bill of materials.

    file: The file, as it was named.
    kind: The kind of file.
    ok: Whether it could be read.
    format: Its format; empty where it is not known.
    packages: The packages that it names.
    error: Why it could not be read; only there where that is so.
    """

    file: str
    kind: Literal["packages"]
    ok: bool
    format: str
    packages: tuple[NamedPackage, ...]
    error: str | UnsetType = UNSET


class WorkflowFinding(msgspec.Struct, frozen=True):
    """What is wrong in a workflow.

    probe: Id of the fact.
    line: The line, from 1.
    label: The part of the fact; may be empty.
    message: What is wrong.
    """

    probe: str
    line: int
    label: str
    message: str


class WorkflowFile(msgspec.Struct, frozen=True):
    """A definition of automation.

    file: The file, as it was named.
    kind: The kind of file.
    ok: Whether nothing was found.
    errors: Why it could not be read.
    findings: What is wrong.
    """

    file: str
    kind: Literal["workflow"]
    ok: bool
    errors: tuple[Fault, ...]
    findings: tuple[WorkflowFinding, ...]


class Weights(msgspec.Struct, frozen=True):
    """A file with the weights of a model.

    file: The file, as it was named.
    kind: The kind of file.
    ok: Whether it is whole, and imports nothing that it does not need.
    errors: Why it could not be read.
    format: Its format; null where it is not known.
    findings: What to look at.
    parameters: How many parameters it has.
    tensors: How many tensors it has.
    types: The types of its numbers.
    architecture: The architecture that it names.
    name: The name that it gives.
    licence: The licence that it names.
    producer: What wrote it.
    base_models: The models that it was made from.
    datasets: The data that it names.
    metadata: What else it says about itself.
    runs_code: Whether loading it may run code.
    imports: What it imports.
    is_stored: Whether the file itself is here, not a pointer to it.
    size: Its size in bytes.
    sha256: Its hash, where it is known.
    """

    file: str
    kind: Literal["weights"]
    ok: bool
    errors: tuple[Fault, ...]
    format: str | None
    findings: tuple[Fault, ...]
    parameters: int | UnsetType | None = UNSET
    tensors: int | UnsetType | None = UNSET
    types: tuple[str, ...] | UnsetType = UNSET
    architecture: str | UnsetType | None = UNSET
    name: str | UnsetType | None = UNSET
    licence: str | UnsetType | None = UNSET
    producer: str | UnsetType | None = UNSET
    base_models: tuple[str, ...] | UnsetType = UNSET
    datasets: tuple[str, ...] | UnsetType = UNSET
    metadata: dict[str, Any] | UnsetType = UNSET
    runs_code: bool | UnsetType = UNSET
    imports: tuple[str, ...] | UnsetType = UNSET
    is_stored: bool | UnsetType = UNSET
    size: int | UnsetType | None = UNSET
    sha256: str | UnsetType | None = UNSET


class ReuseSummary(msgspec.Struct, frozen=True):
    """A project in numbers.

    compliant: Whether it keeps to the specification.
    files_total: How many files count.
    files_with_copyright_info: How many of them say whose they are.
    files_with_licensing_info: How many of them say under which licence they are.
    used_licenses: The licences that are used.
    """

    compliant: bool
    files_total: int
    files_with_copyright_info: int
    files_with_licensing_info: int
    used_licenses: tuple[str, ...]


class Reuse(msgspec.Struct, frozen=True):
    """A folder, judged by the REUSE specification.

    file: The folder, as it was named.
    kind: The kind.
    ok: Whether it keeps to the specification.
    spec: The version of the specification.
    non_compliant: What is wrong: for each fault the files or licences.
    summary: The project in numbers.
    invalid_spdx_expressions: Expressions that cannot be read; only there where there are some.
    error: Why nothing could be judged; only there where that is so.
    """

    file: str
    kind: Literal["reuse"]
    ok: bool
    spec: str
    non_compliant: dict[str, list[str]]
    summary: ReuseSummary
    invalid_spdx_expressions: tuple[str, ...] | UnsetType = UNSET
    error: str | UnsetType = UNSET


class Folder(msgspec.Struct, frozen=True):
    """What sums up a folder, after the documents of its files.

    file: The folder, as it was named.
    kind: Always folder.
    ok: Whether nothing is wrong in any file, and all were looked at.
    judged: How many files were judged, or could not be read.
    with_findings: In how many of them something is wrong.
    unread: How many of them could not be read.
    others: How many files are of no kind that is judged, or of another than the one named.
    is_complete: Whether all files were looked at; false where there are too many.
    """

    file: str
    kind: Literal["folder"]
    ok: bool
    judged: int
    with_findings: int
    unread: int
    others: int
    is_complete: bool


class Order(msgspec.Struct, frozen=True):
    """The answer to a question of `--as version-order`.

    kind: The kind of question.
    ok: Whether the question could be answered.
    order: -1 where the left version comes first, 0 where both are equal, else 1.
    """

    kind: Literal["version-order"]
    ok: Literal[True]
    order: Literal[-1, 0, 1]


class AffectedAnswer(msgspec.Struct, frozen=True):
    """The answer to a question of `--as affected`.

    id: Id of the advisory, as it was asked.
    kind: The kind of question.
    ok: Whether the question could be answered.
    affected: Whether the version is affected; null where it cannot be told.
    why: What decided.
    event: The event of a range that decided, with its version; null where none did.
    """

    id: Any
    kind: Literal["affected"]
    ok: Literal[True]
    affected: bool | None
    why: str
    event: dict[str, str] | None


class ScorecardAnswer(msgspec.Struct, frozen=True):
    """The answer to a question of `--as scorecard`; further keys are those of the check.

    id: Id of the question.
    kind: The kind of question.
    ok: Whether the question could be answered.
    """

    id: Any
    kind: Literal["scorecard"]
    ok: Literal[True]


class Unanswered(msgspec.Struct, frozen=True):
    """A question that cannot be understood.

    ok: Always false.
    error: What is wrong with it.
    """

    ok: Literal[False]
    error: str


DOCUMENTS = {
    "check": Printed(
        (
            Citation,
            Publiccode,
            Openness,
            LicenceText,
            Packages,
            WorkflowFile,
            Weights,
            Reuse,
            Unreadable,
            Folder,
            Order,
            AffectedAnswer,
            ScorecardAnswer,
            Unanswered,
        )
    )
}
