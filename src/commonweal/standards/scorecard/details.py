# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What exactly is found in a file, for those who compare it with Scorecard's own findings."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from commonweal.formats.automation.commands import publishing_line
from commonweal.formats.container import (
    container_uses,
    holds_more_than_comments,
    images,
    instructions,
)
from commonweal.formats.security import policy_hits
from commonweal.formats.signs import signs_in
from commonweal.formats.workflow import (
    Injection,
    Workflow,
    WorkflowRefused,
    actions,
    granted,
    injections,
    is_workflow_path,
    only_compared,
    published_at,
    read_workflow,
    script_uses,
    untrusted_checkouts,
)
from commonweal.measures.probe import Outcome
from commonweal.packages.ecosystems.dotnet.restore import central_versions, restores_locked
from commonweal.sources.tree.collect import tree_of_files
from commonweal.standards.scorecard.checking import (
    binary_records,
    findings_of,
    looked_at,
)
from commonweal.standards.scorecard.facts import OF_CHECK, TOOLS, known_tools
from commonweal.syntax.shell import ShellRefused, shell_script, uses_in
from commonweal.syntax.xml import XmlRefused

_ENDING_OF = {
    "go": "go", "erlang": "erl", "haskell": "hs", "elixir": "ex", "gleam": "gleam",
    "javascript": "js", "typescript": "ts", "python": "py", "c": "c", "c++": "cpp", "rust": "rs",
    "java": "java", "swift": "swift", "c#": "cs", "f#": "fs",
}  # fmt: skip
_KIND = {
    "download_then_run": "downloadThenRun", "go": "goCommand", "npm": "npmCommand",
    "pip": "pipCommand", "nuget": "nugetCommand", "choco": "chocoCommand",
}  # fmt: skip

Files = Mapping[str, bytes]


def detail_answer(check: str, files: Files, given: Mapping[str, Any]) -> dict[str, Any]:
    """Give numbers and lines of what is found, in the words of the check."""
    reader = _READERS.get(check)
    if reader is None:
        return {}
    return reader(looked_at(files), given)


def _texts(files: Files) -> Iterator[tuple[str, str]]:
    for path, content in sorted(files.items()):
        yield path, content.decode("utf-8", "replace")


def _workflows(files: Files) -> Iterator[tuple[str, Workflow]]:
    for path, text in _texts(files):
        if is_workflow_path(path):
            try:
                yield path, read_workflow(text)
            except WorkflowRefused:
                continue


def _binaries(files: Files, _given: Mapping[str, Any]) -> dict[str, Any]:
    return {"binaries": len(binary_records(files, at_least_one=False))}


def _injections(workflow: Workflow) -> list[Injection]:
    """What Scorecard takes for an injection."""
    known = [injection for injection in injections(workflow) if injection.is_known]
    return [*known, *only_compared(workflow)]


def _dangers(files: Files, _: Mapping[str, Any]) -> dict[str, Any]:
    count = sum(
        len([*_injections(workflow), *untrusted_checkouts(workflow)])
        for _, workflow in _workflows(files)
    )
    return {"dangerous": count}


def _fuzzing(files: Files, given: Mapping[str, Any]) -> dict[str, Any]:
    """Languages with one text for all files, or files in a tree."""
    languages, text = given.get("languages"), given.get("content_of_each")
    if not isinstance(text, str) or not isinstance(languages, list):
        found = findings_of("Fuzzing", tree_of_files(files))
        labels = {place.label for place in found["fuzzing"].places}
        return {"fuzzed": bool(labels - {"named"})}
    endings = [_ENDING_OF.get(str(language).casefold()) for language in languages]
    return {
        "fuzzed": any(
            sign.sign.startswith("fuzz_")
            for ending in endings
            if ending
            for sign in signs_in(f"it.{ending}", text.encode())
        )
    }


def _packaging(files: Files, _given: Mapping[str, Any]) -> dict[str, Any]:
    for path, text in _texts(files):
        line = None if is_workflow_path(path) else publishing_line(text)
        if line:
            return {"publishes": True, "line": line}
    for _, workflow in _workflows(files):
        if found := published_at(workflow):
            return {"publishes": True, "line": found[1]}
    return {"publishes": False}


def _static_analysis(files: Files, _: Mapping[str, Any]) -> dict[str, Any]:
    places = known_tools(findings_of("SAST", tree_of_files(files)))
    known = list(TOOLS)
    workflows = [
        {"path": place.path, "tool": TOOLS[place.label]}
        for place in sorted(places, key=lambda place: known.index(place.label))
    ]
    return {"workflows": workflows}


def _policy(files: Files, given: Mapping[str, Any]) -> dict[str, Any]:
    text = given.get("text")
    if not isinstance(text, str):
        text = next((content for _path, content in _texts(files)), "")
    return {
        "hits": [
            {"type": hit.kind, "line": hit.line, "offset": hit.offset, "match": hit.text}
            for hit in policy_hits(text)
        ]
    }


def _tokens(files: Files, _: Mapping[str, Any]) -> dict[str, Any]:
    lines = [
        grant.line
        for _, workflow in _workflows(files)
        for where in ("job", "top")
        for grant in granted(workflow)
        if grant.where == where
        and (
            grant.level in ("write", "write_all")
            or (where == "top" and grant.level == "undeclared")
        )
    ]
    return {"warn_lines": lines}


def _pinning(files: Files, given: Mapping[str, Any]) -> dict[str, Any]:
    reader = _PINNING.get(str(given.get("kind")))
    return reader(files) if reader else {}


def _of_uses(files: Files) -> dict[str, Any]:
    found = [
        {"dependency": action.name, "start": action.line, "end": action.line}
        for _, workflow in _workflows(files)
        for action in actions(workflow)
        if not action.is_pinned
    ]
    return {"unpinned": len(found), "unpinned_at": found}


def _of_runs(files: Files) -> dict[str, Any]:
    """Scorecard counts a script's lines from the one after its key, wherever it begins."""
    found: list[dict[str, Any]] = []
    errors = 0
    for _, workflow in _workflows(files):
        first = {
            step.run.line: step.run.first_line
            for job in workflow.jobs
            for step in job.steps
            if step.run
        }
        for script in script_uses(workflow):
            if script.use is None:
                errors += 1
            elif not script.use.is_pinned:
                shift = script.value_line + 1 - first[script.value_line]
                line = script.line + shift + script.use.depth
                found.append({"start": line, "end": line, "snippet": script.use.text})
    return {"unpinned": len(found), "unpinned_at": found, "processing_errors": errors}


def _of_container_runs(files: Files) -> dict[str, Any]:
    found: list[dict[str, Any]] = []
    errors = 0
    for _, text in _texts(files):
        uses = container_uses(instructions(text))
        errors += len(uses.unread)
        found += [
            {
                "start": placed.line + placed.use.depth,
                # Of a document, it adds the length of the whole.
                "end": placed.end + placed.use.depth + placed.script_lines - 1,
                "snippet": placed.use.text,
                "type": _KIND[placed.use.kind],
            }
            for placed in uses.uses
            if not placed.use.is_pinned
        ]
    return {"unpinned": len(found), "unpinned_at": found, "processing_errors": errors}


def _of_scripts(files: Files) -> dict[str, Any]:
    """What files that are shell scripts fetch; one that cannot be read is counted as an error."""
    found: list[dict[str, Any]] = []
    errors = 0
    for path, text in _texts(files):
        if not shell_script(path, text):
            continue
        try:
            uses = uses_in(text, {})
        except ShellRefused:
            errors += 1
            continue
        found += [
            {
                "start": use.line + use.depth,
                "end": use.line + use.depth,
                "snippet": use.text,
                "type": _KIND[use.kind],
            }
            for use in uses
            if not use.is_pinned
        ]
    return {"unpinned": len(found), "unpinned_at": found, "processing_errors": errors}


def _of_images(files: Files) -> dict[str, Any]:
    found = [
        {"start": image.line, "end": image.end, "snippet": image.written}
        for _, text in _texts(files)
        if holds_more_than_comments(text)
        for image in images(instructions(text))
        if not image.is_pinned
    ]
    return {"unpinned": len(found), "unpinned_at": found}


def _of_projects(files: Files) -> dict[str, Any]:
    unlocked, is_malformed = 0, False
    for content in files.values():
        try:
            unlocked += not restores_locked(content)
        except XmlRefused:
            is_malformed = True
    return {"unlocked": unlocked, "error": is_malformed}


def _of_versions(files: Files) -> dict[str, Any]:
    for content in files.values():
        try:
            found = central_versions(content)
        except XmlRefused:
            return {"central": False, "error": True, "pinned": 0, "unpinned": 0}
        pinned = sum(package.is_fixed for package in found.packages)
        return {
            "central": found.is_central,
            "error": False,
            "pinned": pinned,
            "unpinned": len(found.packages) - pinned,
        }
    return {}


def _counted(check: str) -> Callable[[Files, Mapping[str, Any]], dict[str, Any]]:
    """Other checks: whether their probe is true."""

    def read(files: Files, _: Mapping[str, Any]) -> dict[str, Any]:
        found = findings_of(check, tree_of_files(files))
        return {probe: found[probe].outcome is Outcome.TRUE for probe in found}

    return read


_PINNING: Mapping[str, Callable[[Files], dict[str, Any]]] = {
    "workflow-uses": _of_uses,
    "workflow-run": _of_runs,
    "dockerfile-run": _of_container_runs,
    "dockerfile-from": _of_images,
    "shell": _of_scripts,
    "csproj": _of_projects,
    "packages.props": _of_versions,
}
_READERS: Mapping[str, Callable[[Files, Mapping[str, Any]], dict[str, Any]]] = {
    **{check: _counted(check) for check in OF_CHECK},
    "Binary-Artifacts": _binaries,
    "Dangerous-Workflow": _dangers,
    "Fuzzing": _fuzzing,
    "Packaging": _packaging,
    "Pinned-Dependencies": _pinning,
    "SAST": _static_analysis,
    "Security-Policy": _policy,
    "Token-Permissions": _tokens,
}
