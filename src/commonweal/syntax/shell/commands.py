# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a single command is: its arguments as they are known before it runs, and its program."""

from collections.abc import Sequence

from commonweal.syntax.shell.syntax import Call, Statement

# A command as plain text: quoted arguments keep their quotes, unknown ones are left out.
Arguments = Sequence[str]

SHELLS = ("sh", "bash", "mksh")
_READ_BY_SHELLS = ("exec", "su", *SHELLS, "dash", "ksh")
_PYTHONS = ("python", "python3", "python2.7")
_OTHER_INTERPRETERS = ("perl", "ruby", "php", "node", "nodejs", "java")
INTERPRETERS = ("dotnet", "nuget", *_OTHER_INTERPRETERS, *_READ_BY_SHELLS, *_PYTHONS)
_FETCHERS = ("curl", "wget", "gsutil")
_FEWEST_FOR_AWS = 3


def arguments_of(call: Call) -> list[str]:
    """Give the arguments that are known without running anything; `sudo` is passed over."""
    found: list[str] = []
    for word in call.words:
        part = word.only
        if part is None or part.text is None:
            continue
        if part.kind == "single":
            found.append(f"'{part.text}'")
        elif part.kind == "double":
            found.append(f'"{part.text}"')
        elif part.text.casefold() != "sudo":
            found.append(part.text)
    return found


def call_arguments(statement: Statement) -> list[str] | None:
    """The arguments of a statement that is a single command; None where it is none."""
    return arguments_of(statement) if isinstance(statement, Call) else None


def base_name(path: str) -> str:
    """The last part of a path, "." for none."""
    stripped = path.rstrip("/")
    if not stripped:
        return "/" if path else "."
    return stripped.rpartition("/")[2]


def is_program(name: str, argument: str) -> bool:
    """Tell whether an argument names a program, by whatever path."""
    return base_name(argument).casefold() == name


def is_any(names: Sequence[str], arguments: Arguments) -> bool:
    """Tell whether a command runs one of some programs."""
    return bool(arguments) and base_name(arguments[0]).casefold() in names


def is_interpreter(arguments: Arguments) -> bool:
    """Tell whether a command runs a program that runs what it reads."""
    return is_any(INTERPRETERS, arguments)


def is_fetcher(arguments: Arguments) -> bool:
    """Tell whether a command fetches a file from elsewhere."""
    if is_any(_FETCHERS, arguments):
        return True
    return is_any(("aws",), arguments) and (
        len(arguments) >= _FEWEST_FOR_AWS
        and arguments[1].casefold() == "s3api"
        and arguments[2].casefold() == "get-object"
    )


def shell_command_in(call: Call) -> str | None:
    """The script that a command hands to a shell as text: `sh -c "..."`."""
    arguments = arguments_of(call)
    program = next((name for name in INTERPRETERS if _runs_text(name, arguments)), None)
    if program is None or program in _PYTHONS or program in _OTHER_INTERPRETERS:
        return None
    for word in call.words:
        part = word.only
        if part and part.kind in ("single", "double") and part.text is not None:
            return part.text
    return None


def _runs_text(program: str, arguments: Arguments) -> bool:
    is_seen = False
    for argument in arguments:
        if is_program(program, argument):
            is_seen = True
        elif is_seen and argument.startswith("-") and "c" in argument:
            return True
    return False


def is_shell(name: str) -> bool:
    """Tell whether `shell: NAME` of a workflow, or a script's first line, is a shell we read."""
    return base_name(name.split(" ", 1)[0].strip()).casefold() in SHELLS


def shell_script(path: str, content: str) -> bool:
    """Tell a shell's script: by its first line, else by its ending."""
    first = content.split("\n", 1)[0].rstrip("\r")
    if not first.startswith("#!"):
        return path.endswith(tuple(f".{name}" for name in SHELLS))
    words = first[2:].split(" ")
    if words[0] == "":
        words = words[1:] or [""]
    return is_shell(words[0]) or (
        len(words) > 1 and base_name(words[0]) == "env" and is_shell(words[1])
    )
