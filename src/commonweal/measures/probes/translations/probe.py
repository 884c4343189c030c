# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Languages of the texts that users see, by the names of catalogues and pages."""

import re

from commonweal.core.tree import File, Tree
from commonweal.formats.publiccode.vocabulary import vocabulary
from commonweal.measures.probe import Finding, false, lacking, seen, true

_CODE = r"([a-z]{2,3})(?:[_-](?:[A-Z][a-z]{3}|[A-Za-z]{2}|r[A-Z]{2}|419|Hans|Hant))*"
_FOLDER = re.compile(rf"{_CODE}(?:\.lproj|@\w{{1,12}})?")
_ANDROID = re.compile(rf"values(?:-(?:b\+)?{_CODE})?(?:\+\w{{2,4}})?")
# "messages.fr.json", "fr.po", "wells_fr.ts.xml": the code is the last part of the stem.
_STEM = re.compile(rf"(?:.{{1,80}}[._-])?{_CODE}")
_BUNDLE = re.compile(r"(.{1,300}?)_([a-z]{2})(?:_[A-Z]{2})?\.properties")
_README = re.compile(rf"readme[._-]{_CODE}(?:\.\w{{1,10}})?", re.IGNORECASE)
_PAGES = re.compile(
    rf"^(?:docs?|documentation|i18n|website/i18n|content|site/content)/(?:i18n/)?{_CODE}/"
)
_SEVERAL = 2


def find(tree: Tree) -> Finding:
    """Collect languages; names do not tell which is the source, so one alone is not enough."""
    interface: dict[str, str] = {}
    pages: dict[str, str] = {}
    sources = _sources(tree)
    for file in tree.files:
        if file.kind in ("vendored", "test") or not file.size or _is_foreign(file, sources):
            continue
        code = _interface_language(file) or _bundle_language(file, tree)
        if code:
            interface.setdefault(code, file.path)
        elif code := _page_language(file):
            pages.setdefault(code, file.path)
    if (
        any(document.path.casefold() in _PLAIN for document in tree.documents_of("readme"))
        and pages
    ):
        pages.setdefault("en", next(iter(tree.documents_of("readme"))).path)
    found = {"interface": interface, "documentation": pages}
    codes = sorted({*interface, *pages})
    if not codes:
        return false("none")
    mark = seen if len(codes) >= _SEVERAL else lacking
    places = [
        mark(path, None, label)
        for label, languages in found.items()
        for path in sorted(languages.values())
    ]
    if len(codes) < _SEVERAL:
        return false("one", places, codes=codes[0])
    return true("several", places, languages=len(codes), codes=", ".join(codes))


# Catalogues as programs load them, and what people write, from which these are made.
_COMPILED = (".mo", ".gmo", ".qm")
_WRITTEN = (".po", ".pot", ".ts")


def _sources(tree: Tree) -> frozenset[str]:
    """The names of catalogues that people write, without language and ending."""
    return frozenset(_domain(file.name) for file in tree.files if file.name.endswith(_WRITTEN))


def _domain(name: str) -> str:
    stem = name.rpartition(".")[0]
    match = _STEM.fullmatch(stem)
    code = match[1] if match else ""
    return stem if not code or stem == code else re.split(rf"[._-]{code}\b", stem)[0]


def _is_foreign(file: File, sources: frozenset[str]) -> bool:
    """Tell a compiled catalogue that nothing here is the source of: a program brought it along."""
    if not file.name.endswith(_COMPILED):
        return False
    domain = _domain(file.name)
    return domain not in sources and not (_known(domain) and any(map(_known, sources)))


_PLAIN = frozenset({"readme", "readme.md", "readme.rst", "readme.txt", "readme.adoc"})


def _interface_language(file: File) -> str | None:
    parts = file.path.split("/")
    name = parts[-1]
    if (
        name.endswith((".xml", ".json"))
        and len(parts) > 1
        and (match := _ANDROID.fullmatch(parts[-2]))
    ):
        return _known(match[1] or "en") if "res" in parts else None
    if file.kind != "translation":
        return None
    for part in reversed(parts[:-1]):
        if (match := _FOLDER.fullmatch(part)) and (code := _known(match[1])):
            return code
    stem = name.split(".xml")[0].rpartition(".")[0]
    match = _STEM.fullmatch(stem)
    return _known(match[1]) if match else None


def _bundle_language(file: File, tree: Tree) -> str | None:
    """Java's bundles: messages_fr.properties beside messages.properties."""
    match = _BUNDLE.fullmatch(file.path) if file.path.endswith(".properties") else None
    if match is None or match[1] + ".properties" not in tree.by_path:
        return None
    return _known(match[2])


def _page_language(file: File) -> str | None:
    if "/" not in file.path and (match := _README.fullmatch(file.name)):
        return _known(match[1].casefold())
    match = _PAGES.match(file.path) if file.kind == "documentation" else None
    return _known(match[1]) if match else None


def _known(code: str) -> str | None:
    return code if code in vocabulary().languages else None
