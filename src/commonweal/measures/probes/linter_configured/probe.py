# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Linters and formatters: a file of their own, a section of a manifest, a hook, a step of CI."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, Place, false, not_applicable, seen, true

# By the beginning of the file's name.
_FILES = {
    ".eslintrc": "ESLint",
    "eslint.config.": "ESLint",
    ".prettierrc": "Prettier",
    "prettier.config.": "Prettier",
    "biome.json": "Biome",
    ".oxlintrc": "Oxlint",
    "tslint.json": "TSLint",
    ".jshintrc": "JSHint",
    ".stylelintrc": "Stylelint",
    "stylelint.config.": "Stylelint",
    "ruff.toml": "Ruff",
    ".ruff.toml": "Ruff",
    ".flake8": "Flake8",
    ".pylintrc": "Pylint",
    "pylintrc": "Pylint",
    "mypy.ini": "mypy",
    ".rubocop.yml": "RuboCop",
    ".standard.yml": "Standard",
    ".golangci.": "golangci-lint",
    "clippy.toml": "Clippy",
    ".clippy.toml": "Clippy",
    "rustfmt.toml": "rustfmt",
    ".rustfmt.toml": "rustfmt",
    ".clang-tidy": "clang-tidy",
    ".clang-format": "clang-format",
    "checkstyle": "Checkstyle",
    "pmd": "PMD",
    "phpcs.xml": "PHP_CodeSniffer",
    ".phpcs.xml": "PHP_CodeSniffer",
    ".php-cs-fixer": "PHP CS Fixer",
    ".php_cs": "PHP CS Fixer",
    "phpstan.neon": "PHPStan",
    "psalm.xml": "Psalm",
    "pint.json": "Pint",
    ".swiftlint.yml": "SwiftLint",
    ".swiftformat": "SwiftFormat",
    "detekt": "detekt",
    ".scalafmt.conf": "scalafmt",
    ".scalafix.conf": "Scalafix",
    ".credo.exs": "Credo",
    ".formatter.exs": "mix format",
    ".lintr": "lintr",
    "analysis_options.yaml": "Dart analyzer",
    ".hlint.yaml": "HLint",
    ".ocamlformat": "ocamlformat",
    ".perlcriticrc": "Perl::Critic",
    ".perltidyrc": "Perl::Tidy",
    ".shellcheckrc": "ShellCheck",
    ".hadolint.y": "Hadolint",
    ".ansible-lint": "ansible-lint",
    ".tflint.hcl": "TFLint",
    ".juliaformatter.toml": "JuliaFormatter",
    ".sqlfluff": "SQLFluff",
    ".cmake-format": "cmake-format",
    ".yamllint": "yamllint",
    ".markdownlint": "markdownlint",
    "buf.yaml": "Buf",
}
_ENDINGS = frozenset(
    {
        "", "json", "jsonc", "js", "cjs", "mjs", "ts", "yml", "yaml", "toml", "xml", "neon", "ini",
        "cfg", "dist", "php", "conf", "exs", "hcl", "py",
    }
)  # fmt: skip
_SECTIONS = re.compile(
    r"^\[(?:tool\.)?(?P<section>ruff|flake8|pylint|black|mypy|isort|pycodestyle|yapf)\b"
    r"|^\s*\"(?P<script>eslint|prettier|standard|xo|tslint|stylelint|eslintConfig|@biomejs/biome"
    r"|oxlint)\"\s*:"
    r"|^\s*(?:id\s*(?:\(\s*)?|apply plugin:\s*)[\"'](?P<plugin>checkstyle|pmd"
    r"|com\.diffplug\.spotless"
    r"|io\.gitlab\.arturbosch\.detekt|org\.jlleitschuh\.gradle\.ktlint)"
    r"|<artifactId>(?P<maven>maven-checkstyle-plugin|maven-pmd-plugin|spotless-maven-plugin"
    r"|spotbugs-maven-plugin)<"
    r"|\b(?P<command>cargo (?:clippy|fmt)|go vet|gofmt|golangci-lint|mix (?:format|credo)"
    r"|dotnet format|zig fmt|terraform fmt|black --check|ruff check|flake8|eslint)\b"
    r"|^\s*-\s*(?:repo:.{0,60}/|id:\s*)(?P<hook>ruff|ruff-pre-commit|black|flake8|eslint"
    r"|mirrors-eslint|prettier|mirrors-prettier|pylint|clang-format|mirrors-clang-format"
    r"|shellcheck|rubocop|golangci-lint|gofmt|isort|rustfmt)\b",
)
_KINDS = ("manifest", "ci")
_DEEPEST = 2
_MOST_LINES = 3_000


def find(tree: Tree) -> Finding:
    """Collect the tools, each with the first place that sets it up."""
    if not tree.languages:
        return not_applicable("no_code")
    tools: dict[str, Place] = {}
    for file in tree.files:
        is_near = file.kind != "vendored" and file.path.count("/") <= _DEEPEST and file.size
        if is_near and (tool := _by_name(file.name.casefold())):
            tools.setdefault(tool, seen(file.path))
    for document in tree.documents_of(*_KINDS):
        if document.kind == "ci" or document.path.count("/") <= _DEEPEST:
            _read(document.path, document.text, tools)
    if not tools:
        return false("none")
    places = sorted(tools.values(), key=lambda place: (place.path, place.line or 0))
    return true("found", dict.fromkeys(places), tools=", ".join(sorted(tools, key=str.casefold)))


def _by_name(name: str) -> str | None:
    for beginning, tool in _FILES.items():
        if name.startswith(beginning):
            rest = name.removeprefix(beginning).rpartition(".")[2]
            return (
                tool if rest in _ENDINGS or name == beginning or beginning.endswith(".y") else None
            )
    return None


def _read(path: str, text: str, tools: dict[str, Place]) -> None:
    for number, line in enumerate(text.split("\n", _MOST_LINES)[:_MOST_LINES], 1):
        if line.lstrip().startswith("#") or not (match := _SECTIONS.search(line[:300])):
            continue
        name = next(value for value in match.groupdict().values() if value)
        title = _TITLES.get(name) or _KNOWN.get(name.casefold(), name)
        tools.setdefault(title, seen(path, number))


_KNOWN = {title.casefold(): title for title in _FILES.values()}
_TITLES = {
    "ruff": "Ruff",
    "ruff-pre-commit": "Ruff",
    "ruff check": "Ruff",
    "flake8": "Flake8",
    "pylint": "Pylint",
    "eslint": "ESLint",
    "eslintConfig": "ESLint",
    "mirrors-eslint": "ESLint",
    "prettier": "Prettier",
    "mirrors-prettier": "Prettier",
    "cargo clippy": "Clippy",
    "cargo fmt": "rustfmt",
    "mirrors-clang-format": "clang-format",
    "shellcheck": "ShellCheck",
    "rubocop": "RuboCop",
}
