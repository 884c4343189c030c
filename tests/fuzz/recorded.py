# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Regular expressions that are made while the code runs, told by listening to Python's `re`.

Run as a program it imports everything, tries every good sample on every target, and prints what
was made and where. It is a process of its own, since what is made once is kept.
"""

import ast
import importlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_ASKED = ("match", "fullmatch")
_CALLED = frozenset(
    {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
)


class Made(NamedTuple):
    """A pattern that was made: where, from what text or bytes, and for which method of `re`."""

    place: str
    text: str
    is_bytes: bool
    flags: int
    method: str

    @property
    def pattern(self) -> "re.Pattern[Any]":
        """The pattern itself."""
        return re.compile(self.text.encode("latin-1") if self.is_bytes else self.text, self.flags)


@cache
def recorded() -> tuple[Made, ...]:
    """All that is made, by a process that starts from nothing."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.recorded"], capture_output=True, check=True
    )
    return tuple(Made(*one) for one in json.loads(done.stdout))


def places_of_patterns() -> Iterator[str]:
    """Every place in the code, `module:function`, that makes a pattern from what it is given."""
    import commonweal  # noqa: PLC0415  listening begins before it is loaded

    [root] = map(Path, commonweal.__path__)
    for file in sorted(root.rglob("*.py")):
        module = ".".join(file.relative_to(root.parent).with_suffix("").parts)
        for function in ast.walk(ast.parse(file.read_text())):
            if isinstance(function, ast.FunctionDef) and any(map(_is_made, ast.walk(function))):
                yield f"{module.removesuffix('.__init__')}:{function.name}"


def _is_made(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name("re"), attr=method), args=[written, *_]):
            return method in _CALLED and not isinstance(written, ast.Constant)
    return False


def _listen() -> list[Made]:
    """Note each pattern from now on whose maker is ours."""
    heard: list[Made] = []
    make = re._compile  # type: ignore[attr-defined]

    def listening(pattern: Any, flags: int) -> "re.Pattern[Any]":
        called, caller = sys._getframe(1), sys._getframe(2)
        module = caller.f_globals.get("__name__", "")
        if module.startswith("commonweal") and isinstance(pattern, str | bytes):
            text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
            place = f"{module}:{_function_of(caller.f_code.co_qualname)}"
            method = called.f_code.co_name
            used = method if method in _ASKED else "search"
            is_bytes = isinstance(pattern, bytes)
            heard.append(Made(place, text, is_bytes, int(flags), used))
        compiled: re.Pattern[Any] = make(pattern, flags)
        return compiled

    re._compile = listening  # type: ignore[attr-defined]
    return heard


def _function_of(name: str) -> str:
    """The function that is written out: a list made within it is its own function to Python."""
    return name.partition(".<locals>")[0].rpartition(".")[2].strip("<>")


def _run_everything() -> None:
    patterns = importlib.import_module("tests.fuzz.patterns")
    for name in patterns.module_names():
        importlib.import_module(name)
    for target in importlib.import_module("tests.fuzz.targets").all_targets():
        for sample in target.samples:
            target.run(sample)
    for make in patterns.makers():
        make()


if __name__ == "__main__":
    _heard = _listen()
    _run_everything()
    print(json.dumps(sorted(set(_heard))))  # noqa: T201  read by `recorded`
