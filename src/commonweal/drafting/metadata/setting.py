# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the files as a whole tell: languages, platforms, kind, state, what has to be updated."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from commonweal.core.tree import Tree
from commonweal.drafting.metadata.facts import Fact, Statement
from commonweal.packages.catalogue.manifests import manifest_of
from commonweal.syntax.prose import proses

_DATA = frozenset({"TOML", "JSON", "YAML", "XML", "CSV", "Markdown", "Text", "INI", "SVG"})
_MOST_LANGUAGES, _LEAST_SHARE = 5, 0.05
_ECOSYSTEMS: Mapping[str, str] = {
    "requirements.txt": "pip", "requirements-dev.txt": "pip", "pyproject.toml": "pip",
    "setup.py": "pip", "pipfile": "pip", "package.json": "npm", "cargo.toml": "cargo",
    "go.mod": "gomod", "pom.xml": "maven", "build.gradle": "gradle", "build.gradle.kts": "gradle",
    "gemfile": "bundler", "composer.json": "composer", "dockerfile": "docker",
    "containerfile": "docker", "docker-compose.yml": "docker-compose",
    "docker-compose.yaml": "docker-compose", "compose.yml": "docker-compose",
    "compose.yaml": "docker-compose", "mix.exs": "mix", "pubspec.yaml": "pub",
    "package.swift": "swift", "elm.json": "elm", ".gitmodules": "gitsubmodule",
    "packages.config": "nuget", "directory.packages.props": "nuget", "main.tf": "terraform",
}  # fmt: skip
_ENDINGS = {".csproj": "nuget", ".fsproj": "nuget"}
_NO_PLACE = frozenset({"vendored", "test", "generated", "documentation"})
_LOCALE = re.compile(
    r"(?:^|/)(?:locales?|i18n|translations?|lang(?:uages)?|po)/(?:[\w-]{1,30}/)?"
    r"([a-z]{2,3})(?:[_-]([A-Z][a-z]{3}|[A-Z]{2}|[A-Za-z]+))?(?:/|\.(?:po|json|ya?ml|ts|properties)$)"
)
_STATES = {
    "1 - Planning": "concept", "2 - Pre-Alpha": "development", "3 - Alpha": "development",
    "4 - Beta": "beta", "5 - Production/Stable": "stable", "6 - Mature": "stable",
    "7 - Inactive": "obsolete",
}  # fmt: skip
_SYSTEMS = {
    "OS Independent": ("linux", "mac", "windows"), "POSIX :: Linux": ("linux",),
    "POSIX": ("linux", "mac"), "MacOS": ("mac",), "MacOS :: MacOS X": ("mac",),
    "Microsoft :: Windows": ("windows",), "Android": ("android",), "iOS": ("ios",),
}  # fmt: skip
_RUNNERS = (("ubuntu-", "linux"), ("macos-", "mac"), ("windows-", "windows"))
_COPYRIGHT = re.compile(
    r"(?:SPDX-FileCopyrightText:|Copyright)\s*(?:\(c\)|©|\u00a9)?\s*"
    r"(?:\d{4}(?:\s*[-\u2013,]\s*(?:\d{4}|present))*,?\s+)?(?:by\s+)?([^\d\s<>\[\]{}(][^<>\[\]{}\n]{1,100})",
    re.IGNORECASE,
)
# Stewards of licence texts, whose own notice stands in every copy.
_STEWARDS = re.compile(
    r"free software foundation|creative commons|open source initiative|notice|owner|holder|license"
    r"|statement|law|disclaimer|interest|work\b|copyright|the following",
    re.IGNORECASE,
)
_WORDS = {
    "en": frozenset(
        ["the", "and", "of", "to", "is", "for", "with", "this", "that", "are", "you", "from", "can"]
    ),
    "fr": frozenset(
        ["le", "la", "les", "des", "et", "est", "pour", "avec", "une", "dans", "sur", "vous", "ce"]
    ),
    "es": frozenset(
        ["el", "los", "las", "y", "es", "para", "con", "una", "del", "que", "por", "se", "su"]
    ),
    "de": frozenset(
        [
            "der",
            "die",
            "das",
            "und",
            "ist",
            "für",
            "mit",
            "ein",
            "eine",
            "von",
            "den",
            "nicht",
            "zu",
        ]
    ),
    "it": frozenset(
        ["il", "gli", "di", "e", "per", "con", "una", "che", "del", "della", "sono", "questo", "è"]
    ),
    "pt": frozenset(
        ["o", "os", "das", "e", "é", "para", "com", "uma", "do", "da", "que", "não", "em", "por"]
    ),
    "nl": frozenset(
        ["de", "het", "een", "en", "van", "voor", "met", "is", "dit", "op", "te", "zijn", "niet"]
    ),
}
_LEAST_WORDS = 15


def setting_statements(tree: Tree) -> Iterator[Statement]:
    """Give what the tree tells as a whole."""
    yield from _languages(tree)
    yield from _updates(tree)
    yield from _of_pyproject(tree)
    yield from _of_package_json(tree)
    yield from _platforms(tree)
    yield from _spoken(tree)
    yield from _copyright(tree)


def _said(
    fact: Fact, value: str, path: str = "", line: int | None = None, sure: float = 0.7
) -> Statement:
    return Statement(fact, value, path, line, "files", sure)


def _languages(tree: Tree) -> Iterator[Statement]:
    counted = Counter(
        {language: n for language, n in tree.languages.items() if language not in _DATA}
    )
    total = sum(counted.values())
    for language, files in counted.most_common(_MOST_LANGUAGES):
        if files >= _LEAST_SHARE * total:
            yield _said("language", language, sure=round(0.3 + 0.5 * files / total, 3))


def _updates(tree: Tree) -> Iterator[Statement]:
    folders: dict[str, set[str]] = {}
    for file in tree.files:
        folder, _, name = file.path.rpartition("/")
        if file.kind in _NO_PLACE or folder.count("/") > 2:  # noqa: PLR2004  further down are examples
            continue
        lower = name.casefold()
        ecosystem = _ECOSYSTEMS.get(lower) or _ENDINGS.get(lower[lower.rfind(".") :])
        if folder.startswith(".github/workflows") and lower.endswith((".yml", ".yaml")):
            ecosystem, folder = "github-actions", ""
        if ecosystem and not re.search(
            r"(?:^|/)(?:examples?|samples?|fixtures?|docs?|demos?|bower|static)(?:/|$)", folder
        ):
            folders.setdefault(ecosystem, set()).add(f"/{folder}")
    if "pip" in folders and "uv.lock" in tree.by_path:
        folders["uv"] = folders.pop("pip")
    for ecosystem, some in sorted(folders.items()):
        for folder in sorted(some)[:10]:
            yield _said("updates", f"{ecosystem} {folder}", sure=0.9)


def _of_pyproject(tree: Tree) -> Iterator[Statement]:
    for document in tree.documents_of("manifest"):
        if document.name != "pyproject.toml" or "/" in document.path:
            continue
        manifest = manifest_of(document.path, document.text)
        if manifest.package is None:
            return
        classifiers = manifest.texts("classifier")
        for classifier in classifiers[:200]:
            yield from _of_classifier(classifier, document.path)
        is_web = any("Web Environment" in classifier for classifier in classifiers)
        has_script = bool(manifest.texts("program"))
        kind = "standalone/web" if is_web else "standalone/other" if has_script else "library"
        yield _said("kind", kind, document.path, sure=0.6)


def _of_classifier(classifier: str, path: str) -> Iterator[Statement]:
    topic, _, named = classifier.partition(" :: ")
    if topic == "Development Status" and named in _STATES:
        yield _said("status", _STATES[named], path, sure=0.8)
    elif topic == "Topic":
        yield _said("topic", named, path, sure=0.7)
    elif topic == "Operating System":
        for system in _SYSTEMS.get(named, ()):
            yield _said("platform", system, path, sure=0.8)


def _of_package_json(tree: Tree) -> Iterator[Statement]:
    document = next(
        (document for document in tree.documents_of("manifest") if document.path == "package.json"),
        None,
    )
    if document is None:
        return
    manifest = manifest_of(document.path, document.text)
    if manifest.texts("program"):
        yield _said("kind", "standalone/other", document.path, sure=0.5)
    elif manifest.texts("module"):
        yield _said("kind", "library", document.path, sure=0.5)


def _platforms(tree: Tree) -> Iterator[Statement]:
    for document in tree.documents_of("ci"):
        for number, line in enumerate(document.text.split("\n", 2_000)[:2_000], 1):
            for mark, system in _RUNNERS:
                if mark in line[:500]:
                    yield Statement("platform", system, document.path, number, "configuration", 0.5)


def _spoken(tree: Tree) -> Iterator[Statement]:
    seen: set[str] = set()
    for file in tree.files_of("translation"):
        if match := _LOCALE.search(file.path):
            tag = _tag(match[1], match[2] or "")
            if tag not in seen:
                seen.add(tag)
                yield _said("spoken", tag, file.path, sure=0.7)
    for prose in proses(tree, "readme")[:1]:
        words = Counter(" ".join(line.text for line in prose.lines[:400]).casefold().split())
        counts = {tag: sum(words[word] for word in some) for tag, some in _WORDS.items()}
        best = max(counts, key=lambda tag: counts[tag])
        if counts[best] >= _LEAST_WORDS:
            yield Statement("spoken", best, prose.path, None, "prose", 0.5)


def _tag(language: str, part: str) -> str:
    """A country that goes without saying is left out: German as in Germany is German."""
    is_said = len(part) in (2, 4) and part.casefold() != language
    return f"{language}-{part}" if is_said else language


# Where the name ends and a sentence begins.
_ENDS = re.compile(
    r"\s{2,}|\.? All rights| https?:| located at | is a | and (?:its |other )?contributors|; |\. "
)


def _copyright(tree: Tree) -> Iterator[Statement]:
    documents = [
        document
        for document in tree.documents_of("licence", "notice", "readme")
        if "/" not in document.path
    ]
    for document in documents[:6]:
        for number, line in enumerate(document.text.split("\n", 60)[:60], 1):
            match = _COPYRIGHT.search(line[:300])
            holder = match[1].strip(" .,-#*/") if match else ""
            holder = _ENDS.split(holder)[0].strip(" .,-")
            if (
                holder
                and not _STEWARDS.search(holder)
                and holder[0].isupper()
                and not holder.isupper()
            ):
                yield Statement("copyright", holder, document.path, number, "prose", 0.7)
