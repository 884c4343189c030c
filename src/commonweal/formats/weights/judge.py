# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Judge a model file: format, size, licence, and whether loading it may run code."""

from collections.abc import Iterator, Mapping
from typing import Any

from commonweal.formats.judging import Judge
from commonweal.formats.weights.header import START_LIMIT, Header
from commonweal.formats.weights.names import format_of_name, formats
from commonweal.formats.weights.read import read_header

_KIND = "weights"
_MAGIC = (b"GGUF", b"\x93NUMPY")


def recognises(name: str, start: bytes) -> bool:
    """Tell a model file by its name; arrays and tables only where they hold one."""
    named = format_of_name(name)
    if start.startswith(_MAGIC):
        return True
    if named is None or named in ("binary", "graph", "hdf5", "npz"):
        return read_header(name, start, len(start)) is not None
    return formats()[named].is_certain or read_header(name, start, len(start)) is not None


def judge(name: str, content: bytes) -> Mapping[str, Any]:
    """Judge a file that is here as a whole."""
    return judge_start(name, content[:START_LIMIT], len(content))


def judge_start(name: str, start: bytes, size: int) -> Mapping[str, Any]:
    """Judge a file by its start; not `ok` if it is damaged or imports what no tensor needs."""
    header = read_header(name, start, size)
    if header is None:
        message = "The file holds no model that is known."
        return {"ok": False, "errors": [{"message": message}], "format": None, "findings": []}
    findings = [*_findings(header)]
    return {
        "ok": not header.problem and not header.odd_imports,
        "errors": [{"message": header.problem}] if header.problem else [],
        "format": header.format,
        "parameters": header.parameters,
        "tensors": header.tensors,
        "types": list(header.types),
        "architecture": header.architecture,
        "name": header.name,
        "licence": header.licence,
        "producer": header.producer,
        "base_models": list(header.base_models),
        "datasets": list(header.datasets),
        "metadata": dict(header.metadata),
        "runs_code": header.runs_code,
        "imports": list(header.imports),
        "is_stored": header.is_stored,
        "size": size if header.is_stored else header.size,
        "sha256": header.sha256,
        "findings": findings,
    }


def _findings(header: Header) -> Iterator[dict[str, str]]:
    if header.runs_code:
        message = f"Loading a file of the format {header.format} may run code from it."
        yield {"level": "warning", "message": message}
    for name in header.odd_imports:
        yield {"level": "error", "message": f"It imports {name}, which no tensor needs."}


JUDGE = Judge(kind=_KIND, recognises=recognises, judge=judge, judge_start=judge_start, order=110)
