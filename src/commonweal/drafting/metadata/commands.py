# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""How the software is installed, made ready for work, built, tested and checked."""

import re
from collections.abc import Iterator, Mapping

from commonweal.core.tree import Document, Tree
from commonweal.drafting.metadata.facts import Fact, Statement
from commonweal.formats.automation.commands import runs_tests
from commonweal.packages.catalogue.manifests import manifest_of
from commonweal.packages.model import Manifest

_INSTALL = {
    "pypi": "pip install {name}",
    "npm": "npm install {name}",
    "cargo": "cargo add {name}",
    "rubygems": "gem install {name}",
    "packagist": "composer require {name}",
    "go": "go get {name}",
    "hex": "mix deps.get {name}",
    "pub": "dart pub add {name}",
    "cran": 'install.packages("{name}")',
    "nuget": "dotnet add package {name}",
    "julia": 'import Pkg; Pkg.add("{name}")',
}
# By a file of the root: what makes a working copy ready, surest first.
_PREPARE = (
    ("uv.lock", "uv sync"),
    ("poetry.lock", "poetry install"),
    ("pdm.lock", "pdm install"),
    ("pipfile.lock", "pipenv sync --dev"),
    ("package-lock.json", "npm ci"),
    ("pnpm-lock.yaml", "pnpm install --frozen-lockfile"),
    ("yarn.lock", "yarn install --frozen-lockfile"),
    ("bun.lock", "bun install --frozen-lockfile"),
    ("gemfile", "bundle install"),
    ("composer.json", "composer install"),
    ("go.mod", "go mod download"),
    ("mix.exs", "mix deps.get"),
    ("requirements-dev.txt", "python -m pip install -r requirements-dev.txt"),
    ("requirements.txt", "python -m pip install -r requirements.txt"),
)
_BUILD = (
    ("cargo.toml", "cargo build"),
    ("go.mod", "go build ./..."),
    ("gradlew", "./gradlew build"),
    ("mvnw", "./mvnw package"),
    ("pom.xml", "mvn package"),
    ("meson.build", "meson setup build && meson compile -C build"),
    ("cmakelists.txt", "cmake -B build && cmake --build build"),
    ("mix.exs", "mix compile"),
)
_TEST = (
    ("tox.ini", "tox"),
    ("noxfile.py", "nox"),
    ("cargo.toml", "cargo test"),
    ("go.mod", "go test ./..."),
    ("gradlew", "./gradlew check"),
    ("mvnw", "./mvnw verify"),
    ("pom.xml", "mvn verify"),
    ("mix.exs", "mix test"),
    ("phpunit.xml.dist", "vendor/bin/phpunit"),
    ("phpunit.xml", "vendor/bin/phpunit"),
    ("manage.py", "python manage.py test"),
)
_CHECK = ((".pre-commit-config.yaml", "pre-commit run --all-files"),)
_TARGET = re.compile(
    r"@?([A-Za-z][\w-]{0,40}(?: [A-Za-z][\w-]{0,40}){0,5})(?: [^:=]{0,100})?:(?!=)"
)
_RUNNERS = {"makefile": "make", "gnumakefile": "make", "justfile": "just", ".justfile": "just"}
_TARGETS: Mapping[str, Fact] = {
    "test": "test", "tests": "test", "lint": "check", "check": "check", "build": "build",
    "dev": "prepare", "init": "prepare", "setup": "prepare", "bootstrap": "prepare",
    "develop": "prepare", "install-dev": "prepare",
}  # fmt: skip
_SCRIPTS: Mapping[str, Fact] = {"test": "test", "lint": "check", "build": "build"}
_EXTRAS = ("dev", "develop", "test", "tests", "testing")
_RUN_BY = (("uv.lock", "uv run "), ("poetry.lock", "poetry run "), ("pdm.lock", "pdm run "))
_STATED, _BY_FILE, _IN_CI = 0.9, 0.7, 0.6


def command_statements(tree: Tree) -> Iterator[Statement]:
    """Give the commands that files of the root, task files and CI definitions tell."""
    roots = {file.path.casefold(): file.path for file in tree.files if "/" not in file.path}
    yield from _of_packages(tree)
    yield from _of_tasks(tree)
    yield from _of_scripts(tree)
    for fact, table in (
        ("prepare", _PREPARE),
        ("build", _BUILD),
        ("test", _TEST),
        ("check", _CHECK),
    ):
        for position, (name, command) in enumerate(table):
            if name in roots:
                sure = _BY_FILE - position / 100
                yield Statement(fact, command, roots[name], None, "files", sure)  # type: ignore[arg-type]  # the table's own words
    yield from _of_python(tree, roots)
    yield from _of_ci(tree)


def _of_packages(tree: Tree) -> Iterator[Statement]:
    found = [
        (document, manifest.ecosystem, manifest.package)
        for document in tree.documents_of("manifest")
        if document.path.count("/") <= 1
        and (manifest := manifest_of(document.path, document.text)).package is not None
    ]
    # Packages further down are parts of the one in the root, or tools.
    is_whole = any("/" not in document.path for document in tree.documents_of("manifest"))
    for document, ecosystem, package in found:
        if package is None or not package.name or (is_whole and "/" in document.path):
            continue
        sure = _STATED - 0.2 * document.path.count("/")
        name = re.sub(r"[-_.]+", "-", package.name) if ecosystem == "pypi" else package.name
        named = f"{ecosystem}:{name}"
        yield Statement("package", named, document.path, package.line, "manifest", sure)
        if command := _INSTALL.get(ecosystem):
            text = command.format(name=name)
            yield Statement("install", text, document.path, package.line, "manifest", sure)


def _of_tasks(tree: Tree) -> Iterator[Statement]:
    for document in tree.documents_of("tasks"):
        runner = _RUNNERS.get(document.path.casefold())
        if runner is None:
            continue
        for number, line in enumerate(document.text.split("\n", 4_000)[:4_000], 1):
            match = _TARGET.match(line[:300])
            for name in match[1].split() if match else ():
                if fact := _TARGETS.get(name):
                    yield Statement(
                        fact, f"{runner} {name}", document.path, number, "configuration", _STATED
                    )


def _of_scripts(tree: Tree) -> Iterator[Statement]:
    document = _at_root(tree, "package.json")
    if document is None:
        return
    scripts = {
        stated.value["name"]: stated.value["run"]
        for stated in manifest_of(document.path, document.text).stated
        if stated.field == "script" and not isinstance(stated.value, str)
    }
    for name, fact in _SCRIPTS.items():
        if name in scripts and "no test specified" not in scripts[name]:
            command = "npm test" if name == "test" else f"npm run {name}"
            yield Statement(fact, command, document.path, None, "manifest", _BY_FILE - 0.05)


def _at_root(tree: Tree, name: str) -> Document | None:
    return next(
        (document for document in tree.documents_of("manifest") if document.path == name), None
    )


def _of_python(tree: Tree, roots: Mapping[str, str]) -> Iterator[Statement]:
    document = _at_root(tree, "pyproject.toml")
    manifest = manifest_of(document.path, document.text) if document else Manifest()
    path = "pyproject.toml" if manifest.stated or manifest.ecosystem else roots.get("setup.py", "")
    if not path:
        return
    if not any(name in roots for name in ("uv.lock", "poetry.lock", "pdm.lock")):
        extras = manifest.texts("extra")
        extra = next((name for name in _EXTRAS if name in extras), "")
        command = (
            f'python -m pip install -e ".[{extra}]"' if extra else "python -m pip install -e ."
        )
        yield Statement("prepare", command, path, None, "files", _BY_FILE)
    build = "uv build" if "uv.lock" in roots else "python -m build"
    if manifest.texts("build"):
        yield Statement("build", build, path, None, "manifest", _BY_FILE)
    has_pytest = "pytest" in manifest.texts("tool")
    named = next((roots[name] for name in ("pytest.ini", "conftest.py") if name in roots), "")
    if has_pytest or named:
        runner = next((run for name, run in _RUN_BY if name in roots), "")
        yield Statement("test", f"{runner}pytest", named or path, None, "configuration", _BY_FILE)


def _of_ci(tree: Tree) -> Iterator[Statement]:
    for document in tree.documents_of("ci"):
        if document.name == ".pre-commit-config.yaml":
            continue
        for number, line in enumerate(document.text.split("\n", 2_000)[:2_000], 1):
            text = line.strip().removeprefix("- ").removeprefix("run:").strip()
            is_plain = re.fullmatch(r"[\w./ :=-]{3,80}", text) and not text.endswith(":")
            if (
                is_plain
                and not re.match(r"(?:name|uses|id|with|if|on|env)\b\s*:", text)
                and runs_tests(text)
            ):
                is_named = re.match(r"\s*(?:-\s+)?(?:name|uses|id|key|path)\s*:", line)
                if not is_named and re.match(r"(?:\./)?[a-z][\w./-]* ?", text) and " " in text:
                    yield Statement("test", text, document.path, number, "configuration", _IN_CI)
