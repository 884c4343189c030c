# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Draft a workflow that runs the tests, and patches for what existing workflows lack."""

from commonweal.core.message import message
from commonweal.drafting.composing import Open, drafted, present, quoted, stands_already
from commonweal.drafting.draft import Draft, NotDrafted, Outcome
from commonweal.drafting.metadata import ProjectFacts
from commonweal.drafting.workflow_patches import (
    known_pins,
    write_permissions,
    write_pins,
)
from commonweal.formats.workflow.read import WorkflowRefused, read_workflow
from commonweal.formats.workflow.uses import script_uses

PATH = ".github/workflows/tests.yml"
_SETUPS = {
    "Python": ("actions/setup-python", "python-version", "3.x"),
    "JavaScript": ("actions/setup-node", "node-version", "lts/*"),
    "TypeScript": ("actions/setup-node", "node-version", "lts/*"),
    "Go": ("actions/setup-go", "go-version-file", "go.mod"),
    "Java": ("actions/setup-java", "java-version", "21"),
    "Ruby": ("ruby/setup-ruby", "ruby-version", "ruby"),
}
# What runners do not bring along, and the action that installs it.
_TOOLS = {
    "just": "extractions/setup-just", "uv": "astral-sh/setup-uv", "pnpm": "pnpm/action-setup",
    "bun": "oven-sh/setup-bun", "poetry": "", "pdm": "", "pipenv": "", "tox": "", "nox": "",
    "pytest": "", "task": "", "mix": "", "dart": "",
}  # fmt: skip
_SHELL_FETCH = (
    "      # No commit of actions/checkout is known from this repository, so git fetches the code.",
    "      - name: Fetch the code",
    "        run: |",
    "          git init --quiet .",
    '          git fetch --quiet --depth 1 "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY" "$GITHUB_SHA"',
    "          git checkout --quiet FETCH_HEAD",
)


def write(facts: ProjectFacts) -> Outcome:
    """Write the least that runs the tests: it may read alone, and names actions by commit."""
    if kept := present(facts, PATH):
        return stands_already(kept.path)
    if "gitlab" in facts.link("repository"):
        return NotDrafted(
            message("The project is not on GitHub; write a job for the tests in .gitlab-ci.yml.")
        )
    gaps = Open()
    pins = known_pins(facts)
    branch = facts.text("branch") or "main"
    lines = [
        "name: Tests",
        "",
        "on:",
        "  push:",
        f"    branches: [{quoted(branch)}]",
        "  pull_request:",
        "",
        "# The token may read the code and do nothing else.",
        "permissions:",
        "  contents: read",
        "",
        "jobs:",
        "  tests:",
        "    runs-on: ubuntu-latest",
        "    timeout-minutes: 30",
        "    steps:",
        *_checkout(pins),
        *_setup(facts, pins),
        *_steps(facts, pins, gaps),
    ]
    return (drafted(PATH, lines, gaps),)


def _checkout(pins: dict[str, str]) -> list[str]:
    pin = pins.get("actions/checkout")
    if pin is None:
        return list(_SHELL_FETCH)
    return [f"      - uses: {pin}", "        with:", "          persist-credentials: false"]


def _setup(facts: ProjectFacts, pins: dict[str, str]) -> list[str]:
    """A runtime of its own only where the repository knows the action; runners bring one along."""
    for language in facts.texts("language"):
        action, key, value = _SETUPS.get(language, ("", "", ""))
        if pin := pins.get(action):
            return [f"      - uses: {pin}", "        with:", f"          {key}: {quoted(value)}"]
    return []


def _steps(facts: ProjectFacts, pins: dict[str, str], gaps: Open) -> list[str]:
    """The commands, and before them the tools that runners do not bring along."""
    prepare, test = _command(facts.texts("prepare"), pins), _command(facts.texts("test"), pins)
    lines: list[str] = []
    for tool in dict.fromkeys(command.split(" ", 1)[0] for command in (prepare, test)):
        if pin := pins.get(_TOOLS.get(tool, "")):
            lines.append(f"      - uses: {pin}")
        elif tool in _TOOLS:
            question = message(
                "Install %(tool)s here, by an action at a commit or from a lock file.", tool=tool
            )
            lines.append(gaps.hashed(question, 6))
    lines += _step("Get ready", prepare, message("Name the command that gets dependencies."), gaps)
    return lines + _step(
        "Run the tests", test, message("Name the command that runs the tests."), gaps
    )


def _command(commands: tuple[str, ...], pins: dict[str, str]) -> str:
    """The surest command that a runner can start; else the surest of all."""
    able = (command for command in commands if _is_there(command.split(" ", 1)[0], pins))
    return next(able, next(iter(commands), ""))


def _is_there(tool: str, pins: dict[str, str]) -> bool:
    return tool not in _TOOLS or _TOOLS[tool] in pins


def _step(name: str, command: str, question: str, gaps: Open) -> list[str]:
    if not command or "${{" in command:
        # A step must do something, or the forge refuses the whole workflow.
        script = f"echo '{gaps.ask(question)}'; exit 1" if name.startswith("Run") else ""
        if not script:
            return [f"      # {gaps.ask(question)}"]
        return [f"      - name: {name}", f"        run: {quoted(script)}"]
    lines = [f"      - name: {name}", "        run: |", f"          {command}"]
    if not _takes_only_pinned(command):
        question = message(
            "Lock what `%(command)s` installs, with hashes; until then anything may come in.",
            command=command,
        )
        lines = [
            f"      # {gaps.ask(question)}",
            f"      # - name: {name}",
            f"      #   run: {command}",
        ]
    return lines


def _takes_only_pinned(command: str) -> bool:
    job = f"    runs-on: ubuntu-latest\n    steps:\n      - run: {quoted(command)}\n"
    text = f"on: push\njobs:\n  install:\n{job}"
    try:
        found = list(script_uses(read_workflow(text)))
    except WorkflowRefused:
        return False
    return all(script_use.use is not None and script_use.use.is_pinned for script_use in found)


DRAFTS = (
    Draft("workflow", PATH, write),
    Draft("workflow_pins", "workflow-pins.patch", write_pins),
    Draft("workflow_permissions", "workflow-permissions.patch", write_permissions),
)
