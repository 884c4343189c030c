# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Score a check of files that are at hand, with forge records where some are given."""

from collections.abc import Iterator, Mapping
from typing import Any

from commonweal.core.tree import Tree
from commonweal.formats.signs.binary import binary_type, is_test_data
from commonweal.formats.workflow import WorkflowRefused, is_workflow_path, read_workflow
from commonweal.measures.catalogue import probes
from commonweal.measures.find import find_in_tree
from commonweal.measures.probe import Finding
from commonweal.packages.ecosystems.dotnet.restore import restores_locked
from commonweal.sources.tree.collect import tree_of_files
from commonweal.standards.scorecard import forge
from commonweal.standards.scorecard.evaluation import evaluate
from commonweal.standards.scorecard.facts import OF_CHECK
from commonweal.standards.scorecard.records import INVALID, CheckScore, Record
from commonweal.syntax.xml import XmlRefused

_OF_WORKFLOWS = ("Dangerous-Workflow", "Token-Permissions", "Pinned-Dependencies", "SAST")


def check_answer(
    check: str, files: Mapping[str, bytes], given: Mapping[str, Any]
) -> dict[str, Any]:
    """Score and counts of a check over a tree."""
    tree = tree_of_files(looked_at(files))
    if check in _OF_WORKFLOWS and not _are_read(tree):
        return written(INVALID)
    records = binary_records(files) if check == "Binary-Artifacts" else None
    records = records or _records(check, tree, given)
    if records is None:
        return written(INVALID)
    scored = evaluate(check, records)
    if check == "Pinned-Dependencies" and _has_unpinned(records, "nugetCommand"):
        scored = scored._replace(warn=scored.warn + sum(1 for _ in _malformed_projects(tree)))
    return written(scored)


def forge_answer(
    check: str, files: Mapping[str, bytes], given: Mapping[str, Any]
) -> dict[str, Any]:
    """Score and counts of a check over forge records."""
    return check_answer(check, files, given)


def written(scored: CheckScore) -> dict[str, Any]:
    """A score as Scorecard writes it: -1 where there is none."""
    answer: dict[str, Any] = {
        "score": -1 if scored.score is None else scored.score,
        "warn": scored.warn,
        "info": scored.info,
    }
    if scored.why == "invalid":
        answer["error"] = "internal error"
    elif scored.why:
        answer["why"] = scored.why
    return answer


def binary_records(files: Mapping[str, bytes], *, at_least_one: bool = True) -> list[Record]:
    """Programs among files of which all are at hand, whatever their names and modes."""
    fact = "hasUnverifiedBinaryArtifacts"
    found = [
        Record(fact, "true", path=path)
        for path, content in sorted(files.items())
        if binary_type(path, content) and not is_test_data(path)
    ]
    return found or ([Record(fact, "false")] if at_least_one else [])


def looked_at(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Leave out what Scorecard passes over.

    Workflows that hold nothing but comments start nothing, and containers of copied code
    are not built here.
    """
    return {
        path: content
        for path, content in files.items()
        if (not is_workflow_path(path) or _holds_something(content))
        and not _is_copied_container(path)
    }


# Scorecard's own list: folders of copied code, whatever else they are called.
_COPIED = frozenset({"vendor", "third_party"})


def _is_copied_container(path: str) -> bool:
    *folders, name = path.casefold().split("/")
    return "dockerfile" in name and not _COPIED.isdisjoint(folders)


def _holds_something(content: bytes) -> bool:
    return any(
        (line := written.strip()) and not line.startswith(b"#") for written in content.split(b"\n")
    )


def _are_read(tree: Tree) -> bool:
    for document in tree.documents_of("ci"):
        if is_workflow_path(document.path):
            try:
                read_workflow(document.text)
            except WorkflowRefused:
                return False
    return True


def findings_of(check: str, tree: Tree) -> dict[str, Finding]:
    """Run the probes that a check needs."""
    wanted = (*OF_CHECK[check][0], "licence_approved") if check in OF_CHECK else ()
    return find_in_tree(tree, [probes()[probe_id] for probe_id in wanted if probe_id in probes()])


def _records(check: str, tree: Tree, given: Mapping[str, Any]) -> list[Record] | None:
    """The records of a check, from the forge where it asks one; None where they are malformed."""
    if check == "Branch-Protection":
        return forge.branch_records(given, _owners(tree, given))
    if check == "CII-Best-Practices":
        return forge.badge_records(given.get("badge"))
    if check == "Code-Review":
        return forge.review_records(given.get("commits"))
    if check == "Contributors":
        return forge.contributor_records(given.get("contributors"))
    if check == "Signed-Releases":
        return forge.release_records(given.get("releases"))
    findings = findings_of(check, tree)
    if check == "SBOM":
        found = findings["sbom_file"].places
        return forge.sbom_records(given.get("releases"), [place.path for place in found])
    if check not in OF_CHECK:
        return None
    records = list(OF_CHECK[check][1](findings)) if _is_known_to_a_clone(check) else []
    has_bot = check == "Dependency-Update-Tool" and forge.has_dependency_bot(given.get("commits"))
    if has_bot and records[0].outcome == "false":
        return [Record("dependencyUpdateToolConfigured", "true")]
    return records or None


def _owners(tree: Tree, given: Mapping[str, Any]) -> list[str]:
    """Files that name code owners, in the tree or as the records say."""
    named = [text for key in given if "codeowner" in key.casefold() for text in _texts(given[key])]
    return named + [file.path for file in tree.files if file.name == "CODEOWNERS"]


def _texts(value: Any) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


def _is_known_to_a_clone(check: str) -> bool:
    """Tell the checks that files alone can answer."""
    return all(
        probes()[probe_id].find is not None
        for probe_id in OF_CHECK[check][0]
        if probe_id in probes()
    )


def _has_unpinned(records: list[Record], kind: str) -> bool:
    return any(
        record.outcome == "false" and record.values.get("dependencyType") == kind
        for record in records
    )


def _malformed_projects(tree: Tree) -> Iterator[str]:
    for document in tree.documents_of("manifest"):
        if document.name.casefold().endswith(".csproj"):
            try:
                restores_locked(document.text.encode())
            except XmlRefused:
                yield document.path
