# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A nomination as the registry of digital public goods takes it, with what is not known left open.

Source: the nominee schema of DPGAlliance/publicgoods-candidates. People are not
in it: a contact is added by hand, by the person who sends it.
"""

from typing import Any

import msgspec

from commonweal.standards.definition import ControlAnswer, Dossier

_WRITTEN = {"met": "Yes", "not_met": "No", "not_applicable": "Not applicable", "unknown": ""}


def export(dossier: Dossier) -> bytes:
    """Write the nomination as JSON; an empty answer is one that nobody has given yet."""
    by_id = {answer.control_id: answer for answer in dossier.answers}
    address = next((url for url, _ in dossier.sources if url), "")
    nomination: dict[str, Any] = {
        "name": dossier.project,
        "aliases": [],
        "description": dossier.description,
        "website": address,
        "license": [{"spdx": spdx, "licenseURL": where} for spdx, where in dossier.licences],
        "SDGs": [_goal(number, by_id.get("1")) for number in dossier.goals],
        "type": ["software"],
        "repositories": [{"name": "main", "url": url} for url, _ in dossier.sources if url],
        "organizations": [],
        "stage": "nominee",
        "standard": dossier.standard_version,
        "surveyed": dossier.surveyed_at.date().isoformat(),
        "answers": {answer.control_id: _answer(answer) for answer in dossier.answers},
    }
    return msgspec.json.format(msgspec.json.encode(nomination)) + b"\n"


def _goal(number: int, answer: ControlAnswer | None) -> dict[str, Any]:
    return {
        "SDGNumber": number,
        "evidenceText": answer.because if answer else "",
        "evidenceURL": answer.link if answer else "",
    }


def _answer(answer: ControlAnswer) -> dict[str, Any]:
    holds = answer.basis in ("answer", "both")
    link = answer.link if holds else ""
    return {
        "answer": _WRITTEN[answer.verdict],
        "explanation": answer.because if holds else "",
        "evidence": [place for place in (link, *answer.places) if place],
    }
