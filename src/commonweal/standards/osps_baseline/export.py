# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""An attestation of a project's verdicts: an in-toto Statement v1 about the commits surveyed.

It is not signed here. Source: in-toto attestation framework, spec/v1/statement.
"""

from typing import Any

import msgspec

from commonweal.standards.definition import ControlAnswer, Dossier

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "urn:commonweal:standard-assessment:v1"


def export(dossier: Dossier) -> bytes:
    """Write the statement as JSON; its subjects are the commits that were read."""
    statement = {
        "_type": STATEMENT,
        "subject": [
            {"name": url or dossier.project, "digest": {"gitCommit": commit}}
            for url, commit in dossier.sources
            if commit
        ],
        "predicateType": PREDICATE,
        "predicate": {
            "standard": {"name": "OSPS Baseline", "version": dossier.standard_version},
            "project": dossier.project,
            "level": dossier.level,
            "timeSurveyed": dossier.surveyed_at.isoformat(),
            "tool": {"name": "commonweal", "version": dossier.tool_version},
            "results": [_result(answer) for answer in dossier.answers],
        },
    }
    return msgspec.json.format(msgspec.json.encode(statement)) + b"\n"


def _result(answer: ControlAnswer) -> dict[str, Any]:
    result: dict[str, Any] = {
        "requirement": answer.control_id,
        "verdict": answer.verdict,
        "basis": answer.basis,
        "evidence": list(answer.places),
    }
    if answer.because:
        result["statement"] = {
            "because": answer.because,
            "link": answer.link,
            "stated": answer.stated_at.date().isoformat() if answer.stated_at else "",
        }
    return result
