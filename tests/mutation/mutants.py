# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Small wrong changes of Python, SQL and TOML, one at a time: a good test fails with each."""

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import NamedTuple


class Edit(NamedTuple):
    """A part of a file, in bytes, and what stands there instead."""

    start: int
    end: int
    after: bytes


class Mutant(NamedTuple):
    """A file with one change."""

    path: str
    line: int
    before: str
    after: str
    content: bytes


def mutants_of(path: str, content: bytes) -> Iterator[Mutant]:
    """Make every mutant of a file."""
    make = _MAKERS.get(PurePosixPath(path).suffix)
    for edit in make(content) if make else ():
        changed = content[: edit.start] + edit.after + content[edit.end :]
        start = content.rfind(b"\n", 0, edit.start) + 1
        end = content.find(b"\n", max(edit.start, edit.end - 1))
        end = max(edit.end, end if end >= 0 else len(content))
        before = content[start:end]
        after = content[start : edit.start] + edit.after + content[edit.end : end]
        line = content.count(b"\n", 0, edit.start) + 1
        yield Mutant(path, line, before.decode().strip(), after.decode().strip(), changed)


_COMPARED: Mapping[type[ast.cmpop], type[ast.cmpop]] = MappingProxyType(
    {
        ast.Lt: ast.LtE,
        ast.LtE: ast.Lt,
        ast.Gt: ast.GtE,
        ast.GtE: ast.Gt,
        ast.Eq: ast.NotEq,
        ast.NotEq: ast.Eq,
        ast.Is: ast.IsNot,
        ast.IsNot: ast.Is,
        ast.In: ast.NotIn,
        ast.NotIn: ast.In,
    }
)


def _of_python(content: bytes) -> Iterator[Edit]:
    """Change comparisons, numbers, and/or and not; what only types and f-strings hold stays."""
    starts = [0, *(match.end() for match in re.finditer(b"\n", content))]
    for node in _code(ast.parse(content)):
        for changed in _changes(node):
            assert isinstance(node, ast.expr)
            assert node.end_lineno is not None
            assert node.end_col_offset is not None
            start = starts[node.lineno - 1] + node.col_offset
            end = starts[node.end_lineno - 1] + node.end_col_offset
            yield Edit(start, end, f"({ast.unparse(changed)})".encode())


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """Walk what runs: no annotations, and no f-strings, whose places Python 3.11 does not know."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not isinstance(child, ast.JoinedStr):
                yield from _code(child)


def _changes(node: ast.AST) -> Iterator[ast.expr]:
    match node:
        case ast.Compare(left, [operator], comparators) if type(operator) in _COMPARED:
            yield ast.Compare(left, [_COMPARED[type(operator)]()], comparators)
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.Constant(int() | float() as number) if not isinstance(number, bool):
            yield ast.Constant(number + 1)
            yield ast.Constant(number - 1)


_SQL_SILENT = re.compile(rb"--[^\n]*|'(?:[^']|'')*'")
_SQL = re.compile(rb"(?<![<>=!-])(?:<=|>=|<|>)(?![<>=])|\b(?:and|or)\b|(?<![\w.$])\d+(?:\.\d+)?\b")
_SWAPPED: Mapping[bytes, bytes] = MappingProxyType(
    {b"<": b"<=", b"<=": b"<", b">": b">=", b">=": b">", b"and": b"or", b"or": b"and"}
)


def _of_sql(content: bytes) -> Iterator[Edit]:
    """Change comparisons, and/or, and numbers."""
    for found in _SQL.finditer(_blanked(_SQL_SILENT, content)):
        after = _SWAPPED.get(found[0]) or _plus_one(found[0])
        yield Edit(found.start(), found.end(), after)


_TOML_SILENT = re.compile(rb"#[^\n]*|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")
_NUMBER = re.compile(rb"(?<![\w.-])\d+(?:\.\d+)?(?![\w.-])")
_LINE = re.compile(rb"^([\w-]+) = [^\n]*\n", re.MULTILINE)
# What people read and what names a thing are no rules.
_TEXTS = frozenset(
    b"id title short help question purpose note link licence steward definition caution version "
    b"number source topic reads rests_on remedy chaoss".split()
)


def _of_toml(content: bytes) -> Iterator[Edit]:
    """Double numbers, and drop lines that hold a rule."""
    for found in _NUMBER.finditer(_blanked(_TOML_SILENT, content)):
        doubled = 2 * float(found[0]) or 1.0
        text = f"{doubled:g}" if b"." not in found[0] else str(doubled)
        yield Edit(found.start(), found.end(), text.encode())
    in_texts = False
    for found in re.finditer(rb"^\[+([\w.-]+)\]+\n|" + _LINE.pattern, content, re.MULTILINE):
        if found[1]:
            in_texts = found[1].rpartition(b".")[2] in (b"reasons", b"remedies", b"labels")
        elif not in_texts and found[2] not in _TEXTS:
            yield Edit(found.start(), found.end(), b"")


def _blanked(silent: re.Pattern[bytes], content: bytes) -> bytes:
    """Put blanks over comments and texts, so that all places stay as they are."""
    return silent.sub(lambda found: re.sub(rb"[^\n]", b" ", found[0]), content)


def _plus_one(number: bytes) -> bytes:
    return str(float(number) + 1 if b"." in number else int(number) + 1).encode()


_MAKERS: Mapping[str, Callable[[bytes], Iterator[Edit]]] = MappingProxyType(
    {".py": _of_python, ".sql": _of_sql, ".toml": _of_toml}
)
