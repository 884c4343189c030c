# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Commands that install packages, and whether they can only ever install the same bytes."""

import re

from commonweal.syntax.shell.commands import Arguments, is_any

_SHA1 = re.compile(r"[a-fA-F0-9]{40}")
_LONG_HASH = re.compile(r"[A-Fa-f0-9]{40,}")
_FULL_VERSION = re.compile(r"v[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")
_REMOTE_GO = re.compile(r"[A-Za-z0-9_]\.[A-Za-z0-9_]+/[A-Za-z0-9_]")
_GO_FLAGS = frozenset({"-d", "-f", "-t", "-u", "-v", "-fix", "-insecure"})
_NPM_COMMANDS = frozenset({"install", "i", "install-test", "update", "ci"})
_NPM_GIT = ("github:", "git://", "git+http://", "git+https://")
_FLAG = re.compile(r"-[-A-Za-z0-9_]*[A-Za-z0-9_]")
_FLAG_RUNS = re.compile(r"---|[^-A-Za-z0-9_]")
_FROM_VERSION_CONTROL = ("git", "svn", "hg", "bzr")
_GIT_AT_COMMIT = re.compile(r"git(?:\+(?:https?|ssh|git))?://.*@[a-fA-F0-9]{40}(?:#egg=.*)?")
_REQUIRES_CHECKSUMS = ("--requirechecksum", "--requirechecksums", "--require-checksums")
_DOTNET = ("dotnet", "dotnet.exe")
_NUGET = ("nuget", "nuget.exe")
_PYTHONS = ("python", "python3", "python2.7")


def installs(arguments: Arguments) -> tuple[str, bool] | None:
    """Give the package manager and whether what is installed is pinned; None for other commands."""
    if is_go(arguments):
        return "go", is_go_pinned(arguments)
    if (pip := pip_arguments(arguments)) is not None:
        return "pip", is_pip_pinned(pip)
    if is_npm(arguments):
        return "npm", is_npm_pinned(arguments)
    if is_any(("choco", "choco.exe"), arguments) and _second(arguments) == "install":
        return "choco", is_choco_pinned(arguments)
    pinned = is_nuget_pinned(arguments)
    return None if pinned is None else ("nuget", pinned)


def _second(arguments: Arguments) -> str:
    return arguments[1].casefold() if len(arguments) > 1 else ""


def is_go(arguments: Arguments) -> bool:
    """`go install` alone takes what go.sum holds, so it is no install of something new."""
    return is_any(("go",), arguments) and len(arguments) > 2 and arguments[1] in ("get", "install")  # noqa: PLR2004


def is_go_pinned(arguments: Arguments) -> bool:
    """Tell whether a package is local, or named by a commit or a whole version."""
    is_insecure = False
    place = 2
    while place < len(arguments):
        while place < len(arguments) and arguments[place] in _GO_FLAGS:
            is_insecure = is_insecure or arguments[place] == "-insecure"
            place += 1
        if place >= len(arguments):
            return True
        package = arguments[place]
        if not _REMOTE_GO.search(package):
            return True
        _, *versions = package.split("@")
        if len(versions) == 1 and _is_whole(versions[0], is_insecure=is_insecure):
            return True
        place += 1
    return False


def _is_whole(version: str, *, is_insecure: bool) -> bool:
    # "none" removes a package.
    if version == "none" or _LONG_HASH.fullmatch(version):
        return True
    return not is_insecure and bool(_FULL_VERSION.fullmatch(version))


def is_npm(arguments: Arguments) -> bool:
    """Tell whether npm fetches packages."""
    return is_any(("npm",), arguments) and any(
        argument.casefold() in _NPM_COMMANDS for argument in arguments[1:]
    )


def is_npm_pinned(arguments: Arguments) -> bool:
    """`npm ci` takes what the lock file says; a git address may name a commit."""
    for argument in arguments[1:]:
        if argument.casefold() == "ci":
            return True
        if argument.startswith(_NPM_GIT):
            _, *commits = argument.split("#", 4)
            if len(commits) != 1:
                return False
            if _SHA1.fullmatch(commits[0]):
                return True
    return False


def pip_arguments(arguments: Arguments) -> Arguments | None:
    """What follows `pip install`, by its own name or as a module of Python; else None."""
    if is_any(_PYTHONS, arguments):
        module = next(
            (
                place
                for place in range(1, len(arguments) - 1)
                if arguments[place].casefold() == "-m" and arguments[place + 1].casefold() == "pip"
            ),
            None,
        )
        if module is None:
            return None
        arguments = arguments[module + 1 :]
    if is_any(("pip", "pip3"), arguments) and _second(arguments) == "install":
        return arguments[2:]
    return None


def is_pip_pinned(arguments: Arguments) -> bool:
    """Tell whether pip may only install files whose hash, or whose commit, is given."""
    is_editable, are_sources_pinned, has_no_dependencies = False, True, False
    has_wheel, has_more, requires_hashes = False, False, False
    for argument in arguments:
        if argument.casefold() == "--no-deps":
            has_no_dependencies = True
        elif argument in ("-e", "--editable"):
            is_editable = True
        elif argument.casefold() == "--require-hashes":
            requires_hashes = True
            break
        elif is_flag(argument):
            continue
        elif argument.endswith(".whl"):
            has_wheel = True
        elif is_editable:
            are_sources_pinned = are_sources_pinned and _is_source_pinned(argument)
        else:
            has_more = True
    if is_editable:
        # The dependencies of an editable install cannot be pinned, so they must be left out.
        return has_no_dependencies and are_sources_pinned
    return requires_hashes or (has_wheel and not has_more)


def is_flag(argument: str) -> bool:
    """Tell an option without a value: `-x`, `--no-cache-dir`, but not `--index=...`."""
    return bool(_FLAG.fullmatch(argument)) and not _FLAG_RUNS.search(argument)


def _is_source_pinned(source: str) -> bool:
    if not source.startswith(_FROM_VERSION_CONTROL) or source in _FROM_VERSION_CONTROL:
        return True
    return bool(_GIT_AT_COMMIT.fullmatch(source))


def is_choco_pinned(arguments: Arguments) -> bool:
    """Tell whether Chocolatey checks what it fetches."""
    return any(
        argument.partition("=")[0].casefold() in _REQUIRES_CHECKSUMS for argument in arguments[2:]
    )


def is_nuget_pinned(arguments: Arguments) -> bool | None:
    """Tell whether packages of .NET are pinned by version or lock file; None for no install."""
    found: list[bool] = []
    if _adds_package(arguments):
        found.append(_has(arguments[3:], "-v", "--version"))
    if is_any(_NUGET, arguments) and _second(arguments) == "install":
        # From the project's own list, which names versions.
        is_list = len(arguments) == 2 or arguments[2].endswith("packages.config")  # noqa: PLR2004
        found.append(is_list or _has(arguments[2:], "-version"))
    if is_any(_DOTNET, arguments) and _second(arguments) == "restore":
        found.append(_has(arguments[2:], "--locked-mode"))
    if is_any(_NUGET, arguments) and _second(arguments) == "restore":
        found.append(_has(arguments[2:], "-lockedmode"))
    if is_any(("msbuild", "msbuild.exe"), arguments) and _has(arguments[1:], "/t:restore"):
        found.append(_has(arguments[2:], "/p:restorelockedmode=true"))
    return all(found) if found else None


def _adds_package(arguments: Arguments) -> bool:
    """`dotnet add [PROJECT] package NAME`."""
    return (
        is_any(_DOTNET, arguments)
        and len(arguments) > 3  # noqa: PLR2004
        and _second(arguments) == "add"
        and "package" in (arguments[2].casefold(), arguments[3].casefold())
    )


def _has(arguments: Arguments, *options: str) -> bool:
    return any(argument.casefold() in options for argument in arguments)
