# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Tools that look for vulnerabilities in source: actions, commands and settings that start them."""

import re
from typing import Any

from commonweal.syntax.toml import TomlRefused, line_of, read_toml

# Whole names of actions; those that end in a slash hold several.
_ACTIONS = {
    "github/codeql-action/analyze": "codeql",
    "snyk/actions/": "snyk",
    "facebook/pysa-action": "pysa",
    "JetBrains/qodana-action": "qodana",
    "hadolint/hadolint-action": "hadolint",
    "SonarSource/sonarqube-scan-action": "sonar",
    "SonarSource/sonarcloud-github-action": "sonar",
    "returntocorp/semgrep-action": "semgrep",
    "semgrep/semgrep-action": "semgrep",
    "PyCQA/bandit-action": "bandit",
    "securego/gosec": "gosec",
    "semgrep/semgrep": "semgrep",
    "zizmorcore/zizmor-action": "zizmor",
    "woodruffw/zizmor-action": "zizmor",
    "boostsecurityio/poutine-action": "poutine",
    "synacktiv/action-octoscan": "octoscan",
}
_COMMANDS = re.compile(
    r"(?<![\w./-])(semgrep|bandit|gosec|zizmor|poutine|octoscan)(?![\w-])(?=[^\n]{0,200}?(?: |$))",
    re.MULTILINE,
)
# Hooks of pre-commit, which CI or people run.
_HOOKS = re.compile(
    r"^\s{0,20}-\s{1,10}id:\s{0,10}[\"']?(semgrep|bandit|gosec|zizmor)\b", re.MULTILINE
)
_SONAR = re.compile(r"<sonar\.host\.url>\s{0,200}\S[^<]{0,500}</sonar\.host\.url>")
_GITLAB = re.compile(r"(?:Security|Jobs)/SAST(?:\.latest)?\.gitlab-ci\.yml|components/sast/sast")
_LONGEST = 20_000


def analysis_tool(uses: str, script: str) -> str | None:
    """The tool that a step starts, by its action or a command."""
    action = uses.removeprefix("actions://").partition("@")[0]
    if action:
        return next(
            (
                tool
                for name, tool in _ACTIONS.items()
                if action == name or (name.endswith("/") and action.startswith(name))
            ),
            None,
        )
    match = _COMMANDS.search(script[:_LONGEST])
    return match[1] if match and "install" not in _line_of(script, match.start()) else None


def _line_of(text: str, place: int) -> str:
    start = text.rfind("\n", 0, place) + 1
    return text[start:place]


def hooked(text: str) -> tuple[str, int] | None:
    """The first such tool that pre-commit runs, and its line."""
    match = _HOOKS.search(text)
    return (match[1], text.count("\n", 0, match.start(1)) + 1) if match else None


# The rules of Bandit, as Ruff calls them.
_BANDIT = re.compile(r"S\d{0,3}")
_RUFF = re.compile(r"(?<![\w./-])ruff(?![\w-])")


def ruff_line(text: str) -> int | None:
    """The line of a pyproject.toml where Ruff is told to check the rules of Bandit."""
    if "ruff" not in text:
        return None
    try:
        settings = _table(_table(read_toml(text.encode("utf-8", "replace")), "tool"), "ruff")
    except TomlRefused:
        return None
    for table, path in ((_table(settings, "lint"), ["lint"]), (settings, [])):
        ignored = {*_codes(table, "ignore"), *_codes(table, "extend-ignore")}
        for key in ("select", "extend-select"):
            chosen = _codes(table, key)
            # The longer code wins: a rule that is chosen by its own number stays.
            has_own = any(_BANDIT.fullmatch(code) for code in chosen if code not in ignored)
            if has_own or ("ALL" in chosen and "S" not in ignored):
                return max(line_of(text, ["tool", "ruff", *path, key]), 1)
    return None


def runs_ruff(text: str) -> bool:
    """Tell a definition of tasks, hooks or CI that speaks of Ruff outside of comments."""
    return any(_RUFF.search(line.partition("#")[0]) for line in text[:_LONGEST_TASKS].split("\n"))


_LONGEST_TASKS = 200_000


def _table(value: Any, key: str) -> dict[str, Any]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def _codes(table: dict[str, Any], key: str) -> list[str]:
    found = table.get(key)
    return [code for code in found if isinstance(code, str)] if isinstance(found, list) else []


def sonar_line(text: str) -> int | None:
    """The line where Maven is told of a Sonar server."""
    return _line(text, _SONAR)


def analysing_line(text: str) -> int | None:
    """The line where GitLab's own analysis is taken in."""
    return _line(text, _GITLAB)


def _line(text: str, pattern: re.Pattern[str]) -> int | None:
    match = pattern.search(text)
    return text.count("\n", 0, match.start()) + 1 if match else None
