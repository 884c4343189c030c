# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Every regular expression of the package: by walking modules, calls, lists and queries.

What is made while the code runs, from lists in TOML or from several parts, is told by `recorded`.
"""

import ast
import importlib
import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import commonweal
from commonweal.formats.reuse.globs import dep5_pattern
from commonweal.formats.signs.see import definitions
from commonweal.measures.catalogue import probes
from commonweal.measures.find import find_in_tree
from commonweal.sources.people.bots import office_patterns
from commonweal.sources.tree.collect import tree_of_files
from tests.fuzz.recorded import Made

_DEEPEST = 4
_SEARCHING = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})


class Found(NamedTuple):
    """A pattern, where it stands, and the method that asks the most of it there."""

    name: str
    pattern: "re.Pattern[Any]"
    method: str


def walked_patterns() -> Iterator[Found]:
    """Patterns of modules, of signs, and those written where they are used, each once."""
    seen: set[int] = set()
    for module_name in module_names():
        module = importlib.import_module(module_name)
        for name, value in sorted(vars(module).items()):
            if isinstance(value, ModuleType) or inspect.isfunction(value):
                continue
            for number, pattern in enumerate(_patterns_in(value, _DEEPEST)):
                if id(pattern) not in seen:
                    seen.add(id(pattern))
                    method = _method(module, name, number)
                    yield Found(f"{module_name}:{name}:{number}", pattern, method)
        yield from _inline(module, module_name)
    for name, one in definitions().items():
        yield Found(f"sign:{name}", re.compile(one.pattern.encode()), "search")


def made_patterns(walked: Sequence[Found], heard: Iterable[Made]) -> tuple[Found, ...]:
    """Those that only running the code makes, each once."""
    known = {(one.pattern.pattern, one.pattern.flags) for one in walked}
    made: dict[tuple[Any, int], Found] = {}
    for one in heard:
        key = (one.pattern.pattern, one.pattern.flags)
        if key not in known:
            place = f"{one.place}:{len(made)}"
            made.setdefault(key, Found(place, one.pattern, one.method))
    return tuple(made.values())


def makers() -> tuple[Callable[[], object], ...]:
    """What makes patterns, and is not asked to by any sample of the harness."""
    return (
        lambda: office_patterns(["*-bot", "build?@example.org"]),
        lambda: dep5_pattern("a/*/b*/c*d").matches("a/x/b/cd"),
        lambda: find_in_tree(tree_of_files({"site_de.mo": b"\0"}), probes().values()),
    )


_CALL = re.compile(r"\bregexp_\w+\s*\(")


def patterns_in_queries() -> Iterator[tuple[str, str]]:
    """Regular expressions in SQL, which the engine reads: name and text."""
    [root] = map(Path, commonweal.__path__)
    for file in sorted(root.rglob("*.sql")):
        text = file.read_text()
        for call in _CALL.finditer(text):
            line = text.count("\n", 0, call.start()) + 1
            yield f"{file.relative_to(root)}:{line}", _first_literal(text, call.end(), file)


def _first_literal(text: str, start: int, file: Path) -> str:
    """The first literal text among the arguments of a call, not of calls within it."""
    depth, at = 1, start
    while depth:
        if text[at] == "'":
            literal = re.compile(r"'((?:[^']|'')*)'").match(text, at)
            assert literal, file
            if depth == 1:
                return literal[1].replace("''", "'")
            at = literal.end()
            continue
        depth += (text[at] == "(") - (text[at] == ")")
        at += 1
    raise AssertionError(f"{file}: the pattern is no literal text")


def module_names() -> Iterator[str]:
    """Every file of ours by its name in Python; folders of units are no packages of their own."""
    [root] = map(Path, commonweal.__path__)
    for file in sorted(root.rglob("*.py")):
        parts = [*file.relative_to(root.parent).with_suffix("").parts]
        if parts[-1] != "__main__":
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _inline(module: ModuleType, name: str) -> Iterator[Found]:
    """Patterns that stand in a call of `re`; those of a module's constants are found there."""
    tree = ast.parse(inspect.getsource(module))
    constants = {id(call) for node in tree.body if not _is_code(node) for call in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in constants or not isinstance(node, ast.Call):
            continue
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name("re"), attr=method),
                args=[ast.Constant(value=str() | bytes() as written), *_],
            ):
                pattern = re.compile(written, _flags(node))
                used = method if method in ("match", "fullmatch") else "search"
                yield Found(f"{name}:line {node.lineno}", pattern, used)


def _is_code(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef | ast.ClassDef)


def _flags(call: ast.Call) -> int:
    """The flags that a call names."""
    written = " ".join(ast.unparse(part) for part in [*call.args[1:], *call.keywords])
    flags = re.RegexFlag(0)
    for flag in re.findall(r"re\.([A-Z]+)", written):
        flags |= re.RegexFlag[flag]
    return flags


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
    elsewhere = re.sub(rf"(?m)^{re.escape(name)}(?: =|:)", "", source)
    methods = set(re.findall(rf"(?<![\w.]){re.escape(name)}\b(?:\.(\w+))?", elsewhere))
    if number or "" in methods or methods & _SEARCHING or not methods:
        return "search"
    return "match" if "match" in methods else "fullmatch"
