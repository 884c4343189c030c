# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a script takes in from outside: downloads that it runs, and packages that it installs."""

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import NamedTuple

from commonweal.syntax.shell.commands import (
    Arguments,
    arguments_of,
    base_name,
    call_arguments,
    is_any,
    is_fetcher,
    is_interpreter,
    shell_command_in,
)
from commonweal.syntax.shell.installs import installs
from commonweal.syntax.shell.parse import parse_shell
from commonweal.syntax.shell.syntax import Call, Pipe, ShellRefused, walk

DOWNLOAD = "download_then_run"
_SHA1 = re.compile(r"[a-fA-F0-9]{40}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.")
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
# A path of a raw file at a commit: owner, name, commit and something below it.
_PARTS_OF_RAW = 4
_DEEPEST = 8
_LONGEST_NAME = 4_096


class Use(NamedTuple):
    """Something taken in: `kind` is `download_then_run` or a package manager.

    `line` counts from that of the script's first; `depth` is how many scripts in
    a script (`sh -c "..."`) it stands in.
    """

    kind: str
    is_pinned: bool
    line: int
    text: str
    depth: int = 0


def uses_in(script: str, fetched: dict[str, None], *, line: int = 1, depth: int = 0) -> list[Use]:
    """Give what a script takes in, in its order; a `ShellRefused` where it cannot be read.

    `fetched` are names of files that scripts before it have fetched, and is added to.
    """
    found: list[Use] = []
    for node in walk(parse_shell(script, line=line)):
        if isinstance(node, Pipe):
            if _is_piped(node):
                found.append(_download(node.line, _written(node), depth))
            continue
        if (inner := shell_command_in(node)) is not None and depth < _DEEPEST:
            found += _uses_in_command(inner, fetched, node.line, depth + 1)
        found += _uses_of(node, fetched, depth)
    return found


def _download(line: int, text: str, depth: int) -> Use:
    return Use(DOWNLOAD, is_pinned=False, line=line, text=text, depth=depth)


def _uses_in_command(script: str, fetched: dict[str, None], line: int, depth: int) -> list[Use]:
    try:
        return uses_in(script, fetched, line=line, depth=depth)
    except ShellRefused:
        return []


def _uses_of(call: Call, fetched: dict[str, None], depth: int) -> Iterator[Use]:
    """What one command takes in; the file that it fetches is noted before it is run."""
    arguments = arguments_of(call)
    if (name := _fetched_file(call, arguments)) is not None:
        fetched[name[:_LONGEST_NAME]] = None
    if not arguments:
        return
    text = call.written()
    runs = sum(1 for file in fetched if _runs_file(arguments, file)) if fetched else 0
    for _ in range(runs):
        yield _download(call.line, text, depth)
    if is_interpreter(arguments) and _reads_download(call):
        yield _download(call.line, text, depth)
    if installed := installs(arguments):
        yield Use(installed[0], installed[1], call.line, text, depth)


def _is_piped(pipe: Pipe) -> bool:
    """`curl ... | bash`."""
    left, right = call_arguments(pipe.left), call_arguments(pipe.right)
    if not left or not right or pipe.takes_errors:
        return False
    return is_fetcher(left) and is_interpreter(right) and not is_address_pinned(left)


def _written(pipe: Pipe) -> str:
    """A pipe on one line, the redirects of its commands included."""
    sides = []
    for side in (pipe.left, pipe.right):
        if isinstance(side, Call):
            redirects = [f"{redirect.operator}{redirect.target.raw}" for redirect in side.redirects]
            sides.append(" ".join([side.written(), *redirects]))
    return " | ".join(sides)


def _reads_download(call: Call) -> bool:
    """`bash <(curl ...)`."""
    if len(call.words) < 2:  # noqa: PLR2004  the program and what it reads
        return False
    part = call.words[1].only
    if part is None or part.kind != "process" or not part.statements:
        return False
    return is_fetcher(call_arguments(part.statements[0]) or ())


def _runs_file(arguments: Arguments, file: str) -> bool:
    wanted = normpath(file).casefold()
    if normpath(arguments[0]).casefold() == wanted:
        return True
    return is_interpreter(arguments) and any(
        normpath(argument).casefold() == wanted for argument in arguments[1:]
    )


def is_address_pinned(arguments: Arguments) -> bool:
    """Tell whether all that is fetched are GitHub's raw files at a commit."""
    addresses = [text for argument in arguments if is_address(text := _unquoted(argument))]
    return bool(addresses) and all(_is_at_commit(address) for address in addresses)


def _unquoted(argument: str) -> str:
    if len(argument) > 1 and argument[0] in "'\"" and argument[-1] == argument[0]:
        return argument[1:-1]
    return argument


def is_address(text: str) -> bool:
    """Tell an address or an absolute path, as a request would name it."""
    return bool(_SCHEME.match(text) or text.startswith("/")) and not _CONTROL.search(text)


def _is_at_commit(address: str) -> bool:
    if not address.startswith("https://raw.githubusercontent.com/"):
        return False
    path = _path_of(address).split("/")
    return len(path) > _PARTS_OF_RAW and bool(_SHA1.fullmatch(path[3]))


def _fetched_file(call: Call, arguments: Arguments) -> str | None:
    """The file that a command fetches something into, where it is known and not pinned."""
    if not is_fetcher(arguments) or is_address_pinned(arguments):
        return None
    for redirect in call.redirects:
        part = redirect.target.only
        if redirect.operator == ">" and part and part.kind == "plain" and part.text:
            return part.text
    if is_any(("wget",), arguments):
        return _wget_file(arguments)
    if is_any(("gsutil",), arguments):
        return _gsutil_file(arguments)
    if is_any(("aws",), arguments):
        return _in_folder(arguments[-2], arguments[-1])
    return None


def _wget_file(arguments: Arguments) -> str | None:
    for place in range(1, len(arguments) - 1):
        if arguments[place].casefold() == "-o":
            return arguments[place + 1]
    address = next((argument for argument in arguments[1:] if argument.startswith("http")), None)
    return None if address is None else base_name(_path_of(address))


def _gsutil_file(arguments: Arguments) -> str | None:
    for place in range(1, len(arguments) - 1):
        if arguments[place].startswith("gs://"):
            return _in_folder(arguments[place], arguments[place + 1])
    return None


def _in_folder(address: str, target: str) -> str:
    """Where the target is a folder, the file has the address's last name."""
    folder = dirname(target) or "."
    if normpath(folder) == normpath(target):
        return join(folder, base_name(_path_of(address)))
    return target


def _path_of(address: str) -> str:
    """The path of an address, from its first slash after the host."""
    bare = re.split(r"[?#]", address, maxsplit=1)[0]
    if "://" not in bare:
        return bare  # the key of an object in a store, say
    _, _, rest = bare.partition("://")
    host, slash, path = rest.partition("/")
    return slash + path if host or slash else ""
