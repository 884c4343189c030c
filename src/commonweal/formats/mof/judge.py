# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Judge a model description: its class, what is missing for the next one, and misspelt licences."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from commonweal.formats.judging import Judge
from commonweal.formats.mof.openness import Openness, assess_openness
from commonweal.formats.mof.schema import Fault, Path, faults
from commonweal.formats.spdx import suggest_licence
from commonweal.syntax.yaml import Document, YamlRefused, read_yaml

_ENDINGS = (".yml", ".yaml")
_FRAMEWORK = re.compile(
    rb"^framework:[ \t]{0,40}(?:\r?\n[ \t][^\r\n]{0,200}){0,4}?\r?\n?[ \t]{0,40}"
    rb"(?:\{[^\n]{0,80})?name:[ \t]{0,40}[\"']?Model Openness Framework",
    re.MULTILINE,
)
_EMPTY: dict[str, Any] = {
    "class": None,
    "classes": {},
    "progress": {},
    "total_progress": None,
    "open_but_not_type_appropriate": [],
    "findings": [],
}


def recognises(name: str, start: bytes) -> bool:
    """Tell a model description by the framework that it names."""
    return name.casefold().endswith(_ENDINGS) and _FRAMEWORK.search(start[:4096]) is not None


def judge(name: str, content: bytes) -> Mapping[str, Any]:  # noqa: ARG001  a judge's shape
    """Judge a description; `ok` is true where it can be judged and every licence id is known."""
    try:
        document = read_yaml(content)
    except YamlRefused as refused:
        error = {"line": refused.line, "path": "", "message": refused.what}
        return {"ok": False, "errors": [error], **_EMPTY}
    wrong = [_error(document, fault) for fault in faults(document.value)]
    if wrong:
        return {"ok": False, "errors": wrong, **_EMPTY}
    openness = assess_openness(document.value["release"])
    findings = [*_misspelt(document)]
    return {
        "ok": not findings,
        "errors": [],
        "class": openness.best,
        **_by_class(openness),
        "total_progress": openness.total_progress,
        "open_but_not_type_appropriate": list(openness.open_but_not_type_appropriate),
        "findings": findings,
    }


def _by_class(openness: Openness) -> dict[str, Any]:
    # JSON knows no numbers as keys.
    return {
        "classes": {
            str(key): {name: list(getattr(class_, name)) for name in class_.__struct_fields__}
            for key, class_ in openness.classes.items()
        },
        "progress": {str(key): share for key, share in openness.progress.items()},
    }


def _error(document: Document, fault: Fault) -> dict[str, Any]:
    line = document.nearest(fault.path).line
    return {"line": line, "path": _spelled(fault.path), "message": fault.what}


def _spelled(path: Path) -> str:
    return ".".join(str(part) for part in path)


def _misspelt(document: Document) -> Iterator[dict[str, Any]]:
    for path, written in _written_licences(document.value["release"]):
        if spdx := suggest_licence(written):
            place = document.nearest(path)
            yield {
                "line": place.line,
                "path": _spelled(path),
                "message": f'"{written}" is no SPDX id; did you mean "{spdx}"?',
                "suggestion": spdx,
            }


def _written_licences(release: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    given = release["license"]
    for kind in given if isinstance(given, Mapping) else ():
        named = given[kind].get("name") if isinstance(given[kind], Mapping) else None
        if isinstance(named, str):
            yield ("release", "license", kind, "name"), named
    for number, entry in enumerate(release["components"]):
        if isinstance(entry.get("license"), str):
            yield ("release", "components", number, "license"), entry["license"]


JUDGE = Judge(kind="mof", recognises=recognises, judge=judge)
