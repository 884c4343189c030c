# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Finding judges, judges of folders and streams: units of the rooms that hold them."""

import importlib
from collections.abc import Iterator
from importlib import resources
from types import ModuleType

# Rooms above this one hold units too. They are found by name as those of a plugin would be,
# so that this room does not depend on them.
ROOMS = ("commonweal.formats", "commonweal.packages", "commonweal.standards")


def units_of(kind: str) -> Iterator[ModuleType]:
    """Import `<room>/<unit>/<kind>.py` of every unit that has such a file, by room and name."""
    for room in ROOMS:
        for entry in sorted(resources.files(room).iterdir(), key=lambda entry: entry.name):
            if (entry / f"{kind}.py").is_file():
                yield importlib.import_module(f"{room}.{entry.name}.{kind}")
