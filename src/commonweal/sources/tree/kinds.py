# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a file is for, told by its path; the lists are `kinds.toml`."""

import functools
from importlib import resources
from typing import NamedTuple

import msgspec

from commonweal.sources.tree.languages import endings, language_of, languages
from commonweal.sources.tree.origin.folders import is_sure_folder


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names, endings and folders of one kind, in small letters."""

    names: frozenset[str] = frozenset()
    suffixes: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    folders: frozenset[str] = frozenset()
    in_folders: frozenset[str] = frozenset()
    stem_prefixes: tuple[str, ...] = ()
    stem_suffixes: tuple[str, ...] = ()
    camel_suffixes: tuple[str, ...] = ()
    product_folders: tuple[str, ...] = ()


class Classified(NamedTuple):
    """Kind and language of a file."""

    kind: str
    language: str | None


class _Folder(NamedTuple):
    """What a folder says of all files below it."""

    is_vendored: bool
    is_generated: bool
    is_ci: bool
    is_build: bool
    is_test: bool
    is_product: bool
    is_translation: bool
    is_documentation: bool
    is_configuration: bool
    is_configuration_folder: bool


@functools.cache
def kinds() -> dict[str, Kind]:
    """Read the lists, once."""
    content = resources.files(__package__).joinpath("kinds.toml").read_bytes()
    return msgspec.toml.decode(content, type=dict[str, Kind])


@functools.cache
def _endings(kind: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Split a kind's endings into those after a dot, looked up, and others, compared."""
    suffixes = kinds()[kind].suffixes
    dotted = frozenset(suffix[1:] for suffix in suffixes if suffix.startswith("."))
    return dotted, tuple(suffix for suffix in suffixes if not suffix.startswith("."))


@functools.lru_cache(maxsize=65_536)
def _folder(folder: str) -> _Folder:
    parts = frozenset(folder.split("/"))
    slashed = folder + "/"

    def is_in(kind: str) -> bool:
        return not parts.isdisjoint(kinds()[kind].folders)

    def is_below(kind: str) -> bool:
        return slashed.startswith(kinds()[kind].prefixes)

    return _Folder(
        is_vendored=is_sure_folder(folder),
        is_generated=is_in("generated"),
        is_ci=is_below("ci"),
        is_build=is_below("build"),
        is_test=is_in("test") or is_below("test"),
        is_product=any(
            f"/{product}" in f"/{slashed}" for product in kinds()["test"].product_folders
        ),
        is_translation=is_in("translation") or ".lproj/" in slashed,
        is_documentation=is_in("documentation"),
        is_configuration=is_below("configuration"),
        is_configuration_folder=is_in("configuration"),
    )


def is_vendored(path: str) -> bool:
    """Tell by names alone whether a path (in small letters) lies in other people's code."""
    return _folder(path.rpartition("/")[0]).is_vendored


def is_test(path: str) -> bool:
    """Tell whether a path (in small letters) lies in a folder of tests."""
    return _folder(path.rpartition("/")[0]).is_test


def is_documentation(path: str) -> bool:
    """Tell whether a path (in small letters) lies in a folder of documentation or examples."""
    return _folder(path.rpartition("/")[0]).is_documentation


def classify(path: str, said: str | None = None) -> Classified:
    """Tell kind and language of a file by its path, and by what somebody `said` of its origin."""
    lower = path.casefold()
    folder, _, name = lower.rpartition("/")
    name = _without_template_ending(name)
    language = language_of(name)
    of_folder = _folder(folder)
    if said == "own":
        of_folder = of_folder._replace(is_vendored=False, is_generated=False)
    kind = _kind(of_folder, name, path.rpartition("/")[2], language)
    if said in ("vendored", "generated"):
        kind = said
    return Classified(kind, None if kind in ("media", "binary") else language)


def _without_template_ending(name: str) -> str:
    """Take config.h.in for config.h; Makefile.in and MANIFEST.in have names of their own."""
    stem, _, ending = name.rpartition(".")
    return stem if ending in _TEMPLATES and "." in stem.lstrip(".") else name


_TEMPLATES = frozenset({"in", "tmpl", "template", "dist", "example", "sample", "orig"})


def _kind(folder: _Folder, name: str, cased: str, language: str | None) -> str:  # noqa: C901  one list of rules, in the order of trust
    tails = frozenset(endings(name))
    if folder.is_vendored:
        return "vendored"
    if folder.is_generated or _has(name, tails, "generated"):
        return "generated"
    type_ = languages()[language].type if language else None
    is_prose = type_ == "prose" or _has(name, tails, "documentation")
    if _has(name, tails, "ci") or (folder.is_ci and not is_prose):
        return "ci"
    for kind in ("media", "binary"):
        if _has(name, tails, kind):
            return kind
    is_named_test = not folder.is_product and _is_test(name, cased)
    if _has(name, tails, "test") or (folder.is_test and not is_prose) or is_named_test:
        return "test"
    if _has(name, tails, "build") or (folder.is_build and not is_prose):
        return "build"
    if _is_translation(folder, name, tails):
        return "translation"
    if is_prose or (folder.is_documentation and type_ != "code"):
        return "documentation"
    is_setting = folder.is_configuration or _has(name, tails, "configuration")
    if is_setting or (
        folder.is_configuration_folder and tails & kinds()["configuration"].in_folders
    ):
        return "configuration"
    if type_ in ("code", "markup", "style"):
        return "code"
    return "data" if _has(name, tails, "data") or type_ == "data" else "other"


def _has(name: str, tails: frozenset[str], kind: str) -> bool:
    dotted, plain = _endings(kind)
    if name in kinds()[kind].names or (plain and name.endswith(plain)):
        return True
    return not tails.isdisjoint(dotted)


def _is_test(name: str, cased: str) -> bool:
    rules = kinds()["test"]
    stem, _, ending = name.rpartition(".")
    if not stem or ending not in _code_endings():
        return False
    if stem.startswith(rules.stem_prefixes) or stem.endswith(rules.stem_suffixes):
        return True
    return ending in _CAMEL_ENDINGS and cased.rpartition(".")[0].endswith(rules.camel_suffixes)


_CAMEL_ENDINGS = frozenset({"java", "kt", "scala", "groovy", "cs", "php", "swift", "vb", "fs", "m"})


@functools.cache
def _code_endings() -> frozenset[str]:
    return frozenset(
        extension
        for language in languages().values()
        if language.type == "code"
        for extension in language.extensions
    )


def _is_translation(folder: _Folder, name: str, tails: frozenset[str]) -> bool:
    if _has(name, tails, "translation"):
        return True
    return folder.is_translation and not tails.isdisjoint(kinds()["translation"].in_folders)
