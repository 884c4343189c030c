# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Packages that ship a model: which of the 17 components are present, against a person's labels.

Precision is asked of what the detectors claim, recall of what the person saw;
both count the label *present* alone. See `cases/openness/README.md`.
"""

import json
import re
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path

import msgspec

from cases.outcome import Outcome
from commonweal.formats.openness import COMPONENTS, components_of, shown_model
from commonweal.sources.tree import tree_of_files

FOLDER = "openness"
BARS = {"precision": 0.9, "recall": 0.7, "is a model": 0.9}
_LABELS = Path(__file__).parents[1] / "openness" / "labels.toml"
_PRESENT = "present"
# One of these makes a repository one of a model.
_OF_A_MODEL = ("model_parameters_final", "model_card", "training_code")
_MOST_BYTES = 100 * 1024 * 1024


class Package(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A package and what a person saw in it; components that are not named are absent."""

    name: str
    version: str
    registry: str
    labels: dict[str, str]


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Give one case per component that either the detectors or the person call present."""
    labelled = msgspec.toml.decode(_LABELS.read_bytes(), type=dict[str, tuple[Package, ...]])
    packages = {(one.name, one.version): one for one in labelled["package"]}
    for unpacked in sorted(entry for entry in folder.iterdir() if entry.is_dir()):
        files = _files(unpacked)
        package = packages.get(_identity(files))
        if package is None:
            continue
        tree = tree_of_files(_as_repository(files))
        found = components_of(tree)
        holds_model = any(package.labels.get(one) == _PRESENT for one in _OF_A_MODEL)
        got_model = shown_model(tree) is not None
        yield Outcome("is a model", package.name, expected=holds_model, got=got_model)
        for component in COMPONENTS:
            expected = package.labels.get(component, "absent")
            got = found[component].state
            case = f"{package.name} {component} {found[component].path}"
            if got == _PRESENT:
                yield Outcome("precision", case, expected, got)
            if expected == _PRESENT:
                yield Outcome("recall", case, expected, got)


def _files(folder: Path) -> dict[str, bytes]:
    """Read a package's files."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.is_symlink() and file.stat().st_size <= _MOST_BYTES
    }


def _identity(files: dict[str, bytes]) -> tuple[str, str]:
    for path, content in files.items():
        if path.endswith(".dist-info/METADATA"):
            fields = HeaderParser().parsestr(content.decode("utf-8", "replace"))
            return fields["Name"] or "", fields["Version"] or ""
    manifest = json.loads(files.get("package.json", b"{}"))
    return str(manifest.get("name", "")), str(manifest.get("version", ""))


def _as_repository(files: dict[str, bytes]) -> dict[str, bytes]:
    """Put what a wheel says of itself where a repository has it."""
    placed: dict[str, bytes] = {}
    for path, content in files.items():
        folder, _, name = path.rpartition("/")
        if ".dist-info" not in folder:
            placed[path] = content
        elif name == "METADATA":
            fields = HeaderParser().parsestr(content.decode("utf-8", "replace"))
            placed["README.md"] = str(fields.get_payload()).encode()
            wanted = fields.get_all("Requires-Dist") or []
            names = [re.split(r"[ ;<>=!~\[(]", one, maxsplit=1)[0] for one in wanted]
            placed["requirements.txt"] = "\n".join(names).encode()
        elif name.startswith("LICENSE"):
            placed[name] = content
    return placed
