# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Commands in CI definitions, told line by line."""

import re

_LONGEST = 2_000
_TESTS = re.compile(
    r"(?<![\w./-])(?:"
    r"pytest|tox|nox|unittest|nosetests|nose2|stestr|trial|ctest|rspec|phpunit|pest|jest|vitest|"
    r"mocha|ava|cypress run|playwright test|bats|karma start|"
    r"(?:npm|pnpm|yarn|bun)(?: run)? (?:test|t|ci:test)|"
    r"(?:npm|pnpm|yarn|bun) run [\w:-]*test[\w:-]*|"
    r"(?:just|task|make|poe|invoke|hatch run|pdm run|mise run) (?:unit|e2e)?[-:_]?tests?[\w:-]*|"
    r"(?:go|cargo|dotnet|swift|mix|sbt|dune|zig build|flutter|dart|deno|bazel|bazelisk|meson|cabal|"
    r"stack|lein|rebar3|gleam|shards|crystal|nimble|rails|rake|bundle exec rake|composer|elm-test|"
    r"forge|hardhat|truffle|ng|ember|nx|turbo|hatch|poe|just|task|invoke|nimble) (?:run )?"
    r"(?:test|tests|spec|eunit|ct|nextest run)|"
    r"cargo nextest|"
    r"(?:\./)?(?:mvnw?|gradlew?)\b[^\n#]{0,200}\b(?:test|verify|check|build|install|package|deploy)|"
    r"(?:g?make|ninja|nmake)\b[^\n#;&|]{0,100}(?<![\w.-])(?:test|tests|check|testall|distcheck)|"
    r"R CMD check|prove|testthat|devtools::test|xcodebuild\b[^\n#]{0,200}\btest|"
    r"manage\.py test|setup\.py test|run-tests|runtests"
    r")(?![\w-])"
    r"|(?:^|[\s\"'/])(?:run[-_]?tests?|tests?)\.(?:sh|py|pl|ps1|bat)(?!\w)"
    r"|(?:^|[\s\"'])\./(?:run[-_]?)?tests?(?![\w./-])"
    r"|(?<![\w-])\./?gradlew\b[^\n#]{0,200}\b(?:test|check|build)\b"
)
_GITLAB_PUBLISHES = ("docker push", "nuget push", "poetry publish", "twine upload")


# Scripts that are called tests, but look at pages, texts, links or style instead of the software.
_SCAN = re.compile(
    r"(?<![\w./-])(?:npm|pnpm|yarn|bun|just|task|make|poe|invoke|hatch|pdm|mise)(?: run)? "
    r"(?=[\w:.-]*test)(?=[\w:.-]*(?<![a-z0-9])(?:pa11y|a11y|accessibility|axe|lighthouse|lhci|wcag"
    r"|links?|html|validat\w{1,6}|lint\w{0,4}|style|format|prettier|types?|typecheck|spell\w{0,4}"
    r"|markdown|docs|urls?|seo|licen[cs]es?|audit|deps)(?![a-z0-9]))"
    r"(?![\w:.-]*(?<![a-z0-9])(?:unit|e2e|integration|all)(?![a-z0-9]))[\w:.-]+"
)


def runs_tests(line: str) -> bool:
    """Tell a line that starts tests; comments do not, nor do scans that are called tests."""
    text = line[:_LONGEST].strip()
    return not text.startswith(("#", "//")) and bool(_TESTS.search(_SCAN.sub(" ", text)))


def publishing_line(text: str) -> int | None:
    """The first line of a definition of GitLab CI that publishes a package."""
    for number, line in enumerate(text.split("\n"), 1):
        if any(command in line for command in _GITLAB_PUBLISHES):
            return number
    return None
