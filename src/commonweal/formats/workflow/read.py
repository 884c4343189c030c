# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Read a workflow as far as it is understood; what has another shape is passed over."""

import functools
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from commonweal.syntax.yaml import Document, YamlRefused, read_yaml

_FOLDERS = (".github/workflows", ".gitea/workflows", ".forgejo/workflows")
JOBS_LIMIT = 500
STEPS_LIMIT = 2_000


class WorkflowRefused(Exception):
    """The text is no workflow that can be read; line from 1, 0 where unknown."""

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(what)
        self.what, self.line = what, line


class Permissions(NamedTuple):
    """What the token may do: one word for everything, or a word for each scope.

    Both are empty where the key stands there without a value: then it may do nothing.
    """

    all: str
    line: int
    scopes: tuple[tuple[str, str, int], ...]


class Script(NamedTuple):
    """What `run` holds: `line` is that of the value, the script begins at `first_line`."""

    text: str
    line: int
    first_line: int


class Step(NamedTuple):
    """A step; `inputs` are what it hands to its action, with names in small letters."""

    name: str
    line: int
    uses: str
    uses_line: int
    inputs: Mapping[str, str]
    run: Script | None
    shell: str
    condition: str
    input_lines: Mapping[str, int] = MappingProxyType({})


class Job(NamedTuple):
    """A job: its steps, or the workflow that it calls. `systems` is None where they are unknown."""

    id: str
    name: str
    line: int
    uses: str
    uses_line: int
    permissions: Permissions | None
    systems: tuple[str, ...] | None
    shell: str
    steps: tuple[Step, ...]


class Workflow(NamedTuple):
    """A workflow; without `permissions` the token may do what the repository's settings say.

    `free_inputs` are the inputs that whoever starts it by hand fills with any text.
    """

    triggers: frozenset[str]
    permissions: Permissions | None
    jobs: tuple[Job, ...]
    free_inputs: frozenset[str] = frozenset()


def is_workflow_path(path: str) -> bool:
    """Tell whether a forge takes the file at a path for a workflow."""
    folder, _, name = path.rpartition("/")
    return folder.casefold() in _FOLDERS and name.endswith((".yml", ".yaml"))


@functools.lru_cache(maxsize=64)
def read_workflow(text: str) -> Workflow:
    """Read a workflow; several probes ask for the same one, so the last ones are kept."""
    try:
        document = read_yaml(text.encode("utf-8", "replace"), merge=True)
    except YamlRefused as refused:
        raise WorkflowRefused(refused.what, refused.line) from refused
    if not isinstance(document.value, dict):
        raise WorkflowRefused("the file holds no mapping", 1)
    reader = _Reader(document)
    return Workflow(
        triggers=_triggers(document.value.get("on")),
        permissions=reader.permissions(()),
        jobs=tuple(reader.jobs()),
        free_inputs=_free_inputs(reader.value(("on", "workflow_dispatch", "inputs"))),
    )


# The forge itself holds an input to these types.
_CHECKED_INPUTS = frozenset({"boolean", "choice", "number", "environment"})


def _free_inputs(inputs: Any) -> frozenset[str]:
    if not isinstance(inputs, dict):
        return frozenset()
    return frozenset(
        name
        for name, input_ in inputs.items()
        if isinstance(name, str)
        and not (isinstance(input_, dict) and input_.get("type") in _CHECKED_INPUTS)
    )


def _triggers(value: Any) -> frozenset[str]:
    if isinstance(value, str):
        return frozenset({value})
    if isinstance(value, list | dict):
        return frozenset(trigger for trigger in value if isinstance(trigger, str))
    return frozenset()


class _Reader:
    """Finds values by path, with their lines."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def value(self, path: tuple[str | int, ...]) -> Any:
        value = self.document.value
        for part in path:
            if isinstance(value, dict) and isinstance(part, str):
                value = value.get(part)
            elif isinstance(value, list) and isinstance(part, int) and part < len(value):
                value = value[part]
            else:
                return None
        return value

    def text(self, *path: str | int) -> str:
        """A value as it is written, "" where there is none."""
        place = self.document.place(path)
        return (place.text or "") if place else ""

    def line(self, *path: str | int) -> int:
        """The line of a value."""
        place = self.document.place(path)
        return place.value_line if place else 0

    def key_line(self, *path: str | int) -> int:
        """The line of a key."""
        place = self.document.place(path)
        return place.line if place else 0

    def permissions(self, path: tuple[str | int, ...]) -> Permissions | None:
        path = (*path, "permissions")
        place = self.document.place(path)
        if place is None:
            return None
        value = self.value(path)
        if not isinstance(value, dict):
            return Permissions(place.text or "", place.value_line, ())
        scopes = tuple((scope, self.text(*path, scope), self.line(*path, scope)) for scope in value)
        return Permissions("", place.value_line, scopes)

    def jobs(self) -> Iterator[Job]:
        jobs = self.value(("jobs",))
        shell = self.text("defaults", "run", "shell")
        for name in list(jobs)[:JOBS_LIMIT] if isinstance(jobs, dict) else ():
            if isinstance(jobs[name], dict):
                yield self._job(("jobs", name), shell)

    def _job(self, path: tuple[str, str], shell: str) -> Job:
        steps = self.value((*path, "steps"))
        numbers = range(min(len(steps), STEPS_LIMIT)) if isinstance(steps, list) else ()
        return Job(
            id=path[1],
            name=self.text(*path, "name"),
            line=self.key_line(*path),
            uses=self.text(*path, "uses"),
            uses_line=self.line(*path, "uses"),
            permissions=self.permissions(path),
            systems=self._systems(path),
            shell=self.text(*path, "defaults", "run", "shell") or shell,
            steps=tuple(
                self._step((*path, "steps", number))
                for number in numbers
                if isinstance(steps[number], dict)
            ),
        )

    def _step(self, path: tuple[str | int, ...]) -> Step:
        inputs = self.value((*path, "with"))
        return Step(
            name=self.text(*path, "name"),
            line=self.line(*path),
            uses=self.text(*path, "uses"),
            uses_line=self.line(*path, "uses"),
            inputs={
                name.casefold(): self.text(*path, "with", name)
                for name in (inputs if isinstance(inputs, dict) else ())
            },
            run=self._script((*path, "run")),
            shell=self.text(*path, "shell"),
            condition=self.text(*path, "if"),
            input_lines={
                name.casefold(): self.line(*path, "with", name)
                for name in (inputs if isinstance(inputs, dict) else ())
            },
        )

    def _script(self, path: tuple[str | int, ...]) -> Script | None:
        value = self.value(path)
        place = self.document.place(path)
        if not isinstance(value, str) or place is None:
            return None
        # A text with line ends stands below its key, or is one that a quote folds.
        is_block = "\n" in value
        return Script(value, place.value_line, place.value_line + is_block)

    def _systems(self, path: tuple[str, str]) -> tuple[str, ...] | None:
        """The systems a job runs on; where a matrix gives them, those that it names as `os`."""
        labels = self.value((*path, "runs-on"))
        if isinstance(labels, dict):
            labels = labels.get("labels")
        named = [labels] if isinstance(labels, str) else labels if isinstance(labels, list) else []
        named = [str(label) for label in named]
        if len(named) != 1 or "matrix.os" not in named[0]:
            return tuple(named)
        matrix = self.value((*path, "strategy", "matrix"))
        if not isinstance(matrix, dict):
            return None
        row, more = matrix.get("os"), matrix.get("include")
        systems = [str(system) for system in row] if isinstance(row, list) else []
        systems += [
            str(extra["os"])
            for extra in (more if isinstance(more, list) else ())
            if isinstance(extra, dict) and extra.get("os") is not None
        ]
        return tuple(systems) or None
