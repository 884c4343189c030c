# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""go.mod and vendor/modules.txt."""

import re
from collections.abc import Iterator

from commonweal.core.message import message
from commonweal.packages.model.package import Package, PackagesRefused, Reader
from commonweal.packages.reading.decoded import lines_of, text_of

_DIRECTIVES = frozenset(
    (
        "module",
        "go",
        "toolchain",
        "godebug",
        "require",
        "exclude",
        "replace",
        "retract",
        "tool",
        "ignore",
    )
)
_VERSION = re.compile(
    r"v(\d{1,20})\.\d{1,20}\.\d{1,20}(?:-[0-9A-Za-z.-]{1,200})?(?:\+incompatible)?", re.ASCII
)
_GO = re.compile(r"[1-9]\d{0,5}\.\d{1,6}(?:\.\d{1,6})?(?:[a-z]{1,20}\d{1,6})?", re.ASCII)
_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*+"|`[^`\n]*+`|[()]|[^\s()]++')
_PATH = re.compile(r"[A-Za-z0-9._~/+-]{1,1000}", re.ASCII)
_MAJOR = re.compile(r"/v([1-9]\d{0,9})$", re.ASCII)
_LONGEST = 10_000
# Under go 1.17 the file does not name all modules; go.sum, another file, has them.
_Key = tuple[str, str]


def read_mod(_: str, content: bytes) -> Iterator[Package]:
    """Modules that are required, replaced as the file says, and the standard library."""
    required: dict[_Key, Package] = {}
    replaced: list[tuple[int, list[str]]] = []
    go, toolchain = ("", 0), ("", 0)
    for number, verb, words, comment in _statements(text_of(content)):
        if verb == "require":
            package = _required(words, number, comment)
            required[package.name, package.version] = package
        elif verb == "replace":
            replaced.append((number, words))
        elif verb == "go":
            go = _only_word(words, number), number
            if not _GO.fullmatch(go[0]):
                raise PackagesRefused(
                    message("%(go)s is no version of Go", go=repr(go[0][:80])), number
                )
        elif verb == "toolchain":
            toolchain = _only_word(words, number).partition("-")[0].removeprefix("go"), number
    for number, words in replaced:
        _replace(required, words, number)
    version, line = toolchain if toolchain[0] else go
    if version:
        required["stdlib", ""] = Package("golang", "stdlib", version, line=line)
    yield from {(package.name, package.version): package for package in required.values()}.values()


def _statements(text: str) -> Iterator[tuple[int, str, list[str], str]]:
    """The line, the verb, the words and the comment of each statement, blocks unfolded."""
    block = ""
    for number, line in lines_of(text):
        code, _, comment = line[:_LONGEST].partition("//")
        words = [_plain(word) for word in _TOKEN.findall(code)]
        if not words:
            continue
        if block:
            if words == [")"]:
                block = ""
            else:
                yield number, block, words, comment
            continue
        verb = words[0]
        if verb not in _DIRECTIVES:
            raise PackagesRefused(
                message("%(verb)s is no directive of go.mod", verb=repr(verb[:80])), number
            )
        if words[1:] == ["("]:
            block = verb
        elif words[1:] != ["(", ")"]:
            yield number, verb, words[1:], comment
    if block:
        raise PackagesRefused(message("the block of %(block)s has no end", block=repr(block)))


def _plain(word: str) -> str:
    return word[1:-1] if word[0] in '"`' and len(word) > 1 else word


def _only_word(words: list[str], line: int) -> str:
    if len(words) != 1:
        raise PackagesRefused(message("there must be one word after the directive"), line)
    return words[0]


def _required(words: list[str], line: int, comment: str) -> Package:
    if len(words) != 2:  # noqa: PLR2004  path and version
        raise PackagesRefused(message("a requirement is a module and its version"), line)
    name, version = words
    _check_version(version, line)
    is_direct = comment.strip() != "indirect" and not comment.strip().startswith("indirect;")
    return Package("golang", name, version.removeprefix("v"), line=line, is_direct=is_direct)


def _check_version(version: str, line: int) -> None:
    if not _VERSION.fullmatch(version):
        raise PackagesRefused(
            message("%(version)s is no version of a module", version=repr(version[:80])), line
        )


def _replace(required: dict[_Key, Package], words: list[str], line: int) -> None:
    arrow = words.index("=>") if "=>" in words else -1
    old, new = words[:arrow], words[arrow + 1 :]
    if arrow < 0 or len(old) not in (1, 2) or len(new) not in (1, 2):
        raise PackagesRefused(message("a replacement is a module, an arrow and a module"), line)
    for version in (*old[1:], *new[1:]):
        _check_version(version, line)
    version = new[1].removeprefix("v") if new[1:] else ""
    for key in _replaced(required, old):
        is_direct = required[key].is_direct
        required[key] = Package("golang", new[0], version, line=line, is_direct=is_direct)


def _replaced(required: dict[_Key, Package], old: list[str]) -> list[_Key]:
    if len(old) == 1:
        return [key for key, package in required.items() if package.name == old[0]]
    key = old[0], old[1].removeprefix("v")
    return [key] if key in required else []


def read_vendored(_: str, content: bytes) -> Iterator[Package]:
    """Modules of which a folder `vendor` holds at least one package."""
    found: dict[_Key, Package] = {}
    waiting: Package | None = None
    for number, written in lines_of(text_of(content)):
        line = written[:_LONGEST].strip()
        if line.startswith("# "):
            waiting = _module(line.split()[1:], number)
        elif waiting is not None and line and _is_import_path(line):
            found.setdefault((waiting.name, waiting.version), waiting)
            waiting = None
    yield from found.values()


def _module(words: list[str], line: int) -> Package | None:
    """The module of a heading; where it is replaced by another module, that one."""
    if "=>" in words:
        arrow = words.index("=>")
        old, new = words[:arrow], words[arrow + 1 :]
        is_folder = len(new) == 1 and new[0].startswith(("./", "../", "/", ".\\", "..\\"))
        words = old if is_folder else new
    if len(words) != 2 or not _is_module(*words):  # noqa: PLR2004  path and version
        return None
    return Package("golang", words[0], words[1].removeprefix("v"), line=line)


def _is_module(path: str, version: str) -> bool:
    match = _VERSION.fullmatch(version)
    if match is None or not _is_import_path(path) or "." not in path.partition("/")[0]:
        return False
    major = _MAJOR.search(path)
    if major:
        return match[1] == major[1]
    return match[1] in ("0", "1") or version.endswith("+incompatible") or "gopkg.in/" in path


def _is_import_path(path: str) -> bool:
    parts = path.split("/")
    return bool(_PATH.fullmatch(path)) and all(
        part and not part.startswith("-") and not part.endswith(".") for part in parts
    )


READERS = (
    Reader(format="gomod", names=("go.mod",), read=read_mod),
    Reader(
        format="vendormodules",
        is_lock=True,
        names=("modules.txt",),
        start_holds=b"# ",
        read=read_vendored,
    ),
)
