# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Every regular expression of the package: found by walking modules and the list of signs."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any, NamedTuple

import commonweal
from commonweal.formats.signs.see import definitions

_DEEPEST = 4
_SEARCHING = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})


class Found(NamedTuple):
    """A pattern, where it stands, and the method that asks the most of it there."""

    name: str
    pattern: "re.Pattern[Any]"
    method: str


def all_patterns() -> Iterator[Found]:
    """Patterns of modules and of signs, each once."""
    seen: set[int] = set()
    for info in pkgutil.walk_packages(commonweal.__path__, "commonweal."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        for name, value in sorted(vars(module).items()):
            if isinstance(value, ModuleType) or inspect.isfunction(value):
                continue
            for number, pattern in enumerate(_patterns_in(value, _DEEPEST)):
                if id(pattern) not in seen:
                    seen.add(id(pattern))
                    method = _method(module, name, number)
                    yield Found(f"{info.name}:{name}:{number}", pattern, method)
    for name, one in definitions().items():
        yield Found(f"sign:{name}", re.compile(one.pattern.encode()), "search")


def _patterns_in(value: Any, depth: int) -> Iterator["re.Pattern[Any]"]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth == 0:
        return
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _patterns_in(one, depth - 1)
    elif isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from _patterns_in(one, depth - 1)


def _method(module: ModuleType, name: str, number: int) -> str:
    """The method that a pattern is used with: searching is asked of one handed around."""
    source = inspect.getsource(module)
    uses = re.findall(rf"(?<![\w.]){re.escape(name)}\b(?:\.(\w+))?", source)
    methods = set(uses[1:]) if uses else {""}
    if number or "" in methods or methods & _SEARCHING or not methods:
        return "search"
    return "match" if "match" in methods else "fullmatch"
