# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Actions, images, downloads and packages of workflows, container recipes and scripts."""

from collections.abc import Iterator

from commonweal.core.tree import Document, Tree
from commonweal.formats.container import (
    container_uses,
    images,
    instructions,
    is_container_file,
    is_template,
)
from commonweal.formats.signs import SCRIPT_USE
from commonweal.formats.signs.binary import is_test_data
from commonweal.formats.workflow import (
    WorkflowRefused,
    actions,
    is_forge_owned,
    is_pipeline_path,
    is_workflow_path,
    pipeline_uses,
    read_workflow,
    script_uses,
)
from commonweal.measures.probe import Finding, Outcome, Place, false, not_applicable, true
from commonweal.packages.ecosystems.dotnet.restore import (
    CentralVersions,
    are_locked,
    central_versions,
    restores_locked,
)
from commonweal.syntax.xml import XmlRefused


def find(tree: Tree) -> Finding:
    """Collect what is fetched, file by file."""
    places: list[Place] = []
    for document in tree.documents:
        if is_test_data(document.path):
            continue
        if document.kind == "ci" and is_workflow_path(document.path):
            places += _of_workflow(document)
        elif document.kind == "ci" and is_pipeline_path(document.path):
            places += _of_pipeline(document)
        elif document.kind in ("container", "manifest") and is_container_file(
            document.path, document.text[:200]
        ):
            places += _of_container(document)
    places += _of_scripts(tree)
    if any(place.label == "nuget" and place.outcome is Outcome.FALSE for place in places):
        places = _with_locks(tree, places)
    places.sort(key=lambda place: place.path)
    unpinned = sum(place.outcome is Outcome.FALSE for place in places)
    if unpinned:
        return false("unpinned", places, unpinned=unpinned, count=len(places))
    return true("pinned", places, count=len(places)) if places else not_applicable("none")


def _place(path: str, line: int, label: str, *, is_pinned: bool) -> Place:
    return Place(Outcome.TRUE if is_pinned else Outcome.FALSE, path, line or None, label)


def _of_workflow(document: Document) -> Iterator[Place]:
    try:
        workflow = read_workflow(document.text)
    except WorkflowRefused:
        return
    for action in actions(workflow):
        label = "github_owned_action" if is_forge_owned(action.name) else "third_party_action"
        yield _place(document.path, action.line, label, is_pinned=action.is_pinned)
    for script_use in script_uses(workflow):
        if script_use.use:
            yield _place(
                document.path,
                script_use.line,
                script_use.use.kind,
                is_pinned=script_use.use.is_pinned,
            )


def _of_pipeline(document: Document) -> Iterator[Place]:
    try:
        found = pipeline_uses(document.text)
    except WorkflowRefused:
        return
    for image in found.images:
        yield _place(document.path, image.line, "container_image", is_pinned=image.is_pinned)
    for use in found.uses:
        yield _place(document.path, use.line, use.kind, is_pinned=use.is_pinned)


def _of_container(document: Document) -> Iterator[Place]:
    found = list(instructions(document.text))
    if not is_template(document.path):
        for image in images(found):
            yield _place(document.path, image.line, "container_image", is_pinned=image.is_pinned)
    for placed in container_uses(found).uses:
        use = placed.use
        yield _place(document.path, placed.line, use.kind, is_pinned=use.is_pinned)


def _of_scripts(tree: Tree) -> Iterator[Place]:
    for sign in tree.signs_of(SCRIPT_USE):
        label, _, state = (sign.value or "").partition(" ")
        if state and not is_test_data(sign.path):
            yield _place(sign.path, sign.line or 0, label, is_pinned=state == "pinned")


def _with_locks(tree: Tree, places: list[Place]) -> list[Place]:
    """Let project files that lock everything speak for plain restores."""
    if not are_locked(_central(tree), _locked(tree)):
        return places
    return [
        place._replace(outcome=Outcome.TRUE) if place.label == "nuget" else place
        for place in places
    ]


def _central(tree: Tree) -> Iterator[CentralVersions]:
    for document in tree.documents_of("manifest"):
        name = document.name.casefold()
        if name.startswith("directory.") and name.endswith(".props"):
            try:
                yield central_versions(document.text.encode())
            except XmlRefused:
                continue


def _locked(tree: Tree) -> Iterator[bool]:
    for document in tree.documents_of("manifest"):
        if document.name.casefold().endswith(".csproj"):
            try:
                yield restores_locked(document.text.encode())
            except XmlRefused:
                continue
