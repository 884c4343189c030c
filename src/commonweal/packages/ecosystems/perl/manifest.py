# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""cpanfile of Perl."""

import re
from collections.abc import Iterator

from commonweal.packages.model.need import Manifest, ManifestReader, Need, Scope
from commonweal.packages.reading.decoded import lines_of
from commonweal.packages.reading.foreign import LONGEST_LINE, manifest, needed

_LINE = re.compile(
    r"\s*+(requires|recommends|suggests|(?:test|author|build|configure)_requires)\s*+\(?\s*+"
    r"[\"']?([A-Za-z][\w:]{0,200})[\"']?\s*+(?:(?:,|=>)\s*+[\"']?([^\"';)]{0,100})[\"']?)?"
)
_PHASE = re.compile(r"\s*+on\s*+\(?\s*+[\"']?(\w{1,20})[\"']?\s*+(?:=>|,)")
_PHASES: dict[str, Scope] = {
    "test": "development",
    "develop": "development",
    "author": "development",
    "build": "build",
    "configure": "build",
}


def read(_: str, text: str) -> Manifest:
    """Read a cpanfile; a module counts as the distribution of its name."""
    return manifest(_needs(text))


def _needs(text: str) -> Iterator[Need]:
    phase = ""
    for number, written in lines_of(text):
        line = written[:LONGEST_LINE].partition("#")[0]
        if match := _PHASE.match(line):
            phase = match[1]
        elif line.lstrip().startswith("}"):
            phase = ""
        if (match := _LINE.match(line)) and match[2] != "perl":
            kind, module = match[1], match[2]
            scope: Scope = _PHASES.get(phase or kind.partition("_requires")[0], "runtime")
            if kind in ("recommends", "suggests") and scope == "runtime":
                scope = "optional"
            requirement = (match[3] or "").strip()
            version = requirement[2:].strip() if requirement.startswith("==") else ""
            yield from needed(
                "cpan",
                module.replace("::", "-"),
                requirement,
                line=number,
                scope=scope,
                version=version,
            )


READERS = (
    ManifestReader(format="cpanfile", ecosystem="cpan", read=read, names=frozenset({"cpanfile"})),
)
