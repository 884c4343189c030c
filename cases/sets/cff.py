# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""CITATION.cff: verdicts, the rules that are broken, and conversions with white space folded.

Where the peer is known to lose something, its conversion is set right before it is compared.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cases.outcome import Outcome
from commonweal.formats.cff.convert import conversion
from commonweal.formats.cff.read import read_citation
from commonweal.surfaces.cli._judging import judged

BARS = {"verdicts": 1.0, "errors": 1.0, "conversions": 0.9}


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Judge and convert every case."""
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    files = [folder / case / "CITATION.cff" for case in expected]
    answers = judged([str(file) for file in files], "cff")
    for (case, wanted), file, answer in zip(expected.items(), files, answers, strict=True):
        verdict = "valid" if answer.get("valid") else "invalid"
        yield Outcome("verdicts", case, wanted["verdict"], verdict)
        if "errors" in wanted:
            found = sorted(f"{one['path']} {one['rule']}" for one in answer.get("errors", ()))
            yield Outcome("errors", case, sorted(wanted["errors"]), found)
        for name, text in wanted.get("conversions", {}).items():
            converted = conversion(name)(read_citation(file.read_bytes()))
            right = _mended(name, text, read_citation(file.read_bytes()))
            yield Outcome("conversions", f"{case} {name}", _folded(right), _folded(converted))


def _mended(name: str, text: str, citation: Mapping[str, Any]) -> str:
    """Set right what the peer's conversions lose: suffixes of names in BibTeX, further DOIs."""
    if name == "bibtex":
        for author in citation["authors"]:
            suffix = author.get("name-suffix", "")
            last = author.get("family-names") or author.get("name-particle") or ""
            # BibTeX takes apart `von Last, Jr, First`.
            text = text.replace(f"{last} {suffix}", f"{last}, {suffix}") if suffix else text
    others = [one["value"] for one in citation.get("identifiers", ()) if one["type"] == "doi"]
    dois = dict.fromkeys(filter(None, (*others, citation.get("doi"))))
    if name in ("codemeta", "schemaorg") and len(dois) > 1:
        found = [f"https://doi.org/{doi}" for doi in dois]
        fields = {**json.loads(text), "identifier": found}
        return json.dumps(fields, indent=2, ensure_ascii=False)
    return text


def _folded(text: str) -> str:
    """One word a line, so that a difference is easy to see."""
    return "\n".join(text.split())
