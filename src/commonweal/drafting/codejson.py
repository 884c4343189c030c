# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Write a code.json of the schema gov-codejson 2.0; what must be there and is not known is empty.

https://github.com/DSACMS/gov-codejson
"""

from typing import Any

from commonweal.core.message import message
from commonweal.drafting.composing import to_json
from commonweal.drafting.draft import Drafted
from commonweal.drafting.metadata import ProjectFacts
from commonweal.formats.spdx import expression_parts

PATH = "code.json"
# The states of publiccode.yml and of repostatus.org, in the words of this format.
_STATES = {
    "concept": "Ideation", "development": "Development", "beta": "Beta", "stable": "Production",
    "obsolete": "Archival", "wip": "Development", "active": "Production", "inactive": "Archival",
    "suspended": "Archival", "abandoned": "Archival", "unsupported": "Archival",
    "moved": "Archival",
}  # fmt: skip
_LICENCES = frozenset(
    {
        "CC0-1.0", "Apache-2.0", "MIT", "MPL-2.0", "GPL-2.0-only", "GPL-3.0-only",
        "GPL-3.0-or-later", "LGPL-2.1-only", "LGPL-3.0-only", "BSD-2-Clause", "BSD-3-Clause",
        "EPL-2.0",
    }
)  # fmt: skip
_MAINTENANCE = ("internal", "contract", "community", "none")
_OLD = {"GPL-2.0": "GPL-2.0-only", "GPL-3.0": "GPL-3.0-only", "LGPL-2.1": "LGPL-2.1-only"}
_QUESTIONS = {
    "organization": message(
        "Give `organization`: the part of the agency that the software belongs to."
    ),
    "laborHours": message("Give `laborHours`: the hours that were put into it; it is 0 now."),
    "contractNumber": message("Give `contractNumber` if it was made under a contract."),
    "AIUseCaseID": message(
        "Give `AIUseCaseID` if it is in the inventory of uses of AI; 0 says it is not."
    ),
    "SBOM": message("Give `SBOM`: where its bill of materials is, or None."),
}


def write_code_json(facts: ProjectFacts) -> Drafted:
    """Write the object of one repository; every required key is there."""
    repository = facts.link("repository")
    status = next(
        (_STATES[state] for state in map(_state, facts.texts("status")) if state in _STATES), ""
    )
    known = (text for text in facts.texts("maintenance") if text in _MAINTENANCE)
    maintenance = next(known, "")
    contact = next(iter(facts.named("contact", "maintainer", "author")), None)
    fields: dict[str, Any] = {
        "name": facts.name,
        "version": facts.version,
        "description": facts.text("description"),
        "longDescription": facts.text("about"),
        "status": status or ("Production" if facts.releases else "Development"),
        "permissions": {
            "licenses": _licences(facts),
            "usageType": ["openSource"] if facts.licence else [],
            "exemptionText": None,
        },
        "organization": facts.text("organisation"),
        "repositoryURL": repository,
        "repositoryVisibility": "public",
        "homepageURL": facts.link("homepage"),
        "vcs": "git",
        "laborHours": 0,
        "reuseFrequency": {},
        "languages": list(facts.texts("language")),
        "maintenance": maintenance or "community",
        "contractNumber": [],
        "SBOM": "None",
        "date": {"lastModified": f"{facts.released}T00:00:00Z"} if facts.released else {},
        "tags": list(dict.fromkeys((*facts.texts("keyword"), *facts.texts("topic")))),
        "contact": {"name": contact.name, "email": contact.email} if contact else {},
        "feedbackMechanism": facts.link("issues") or _issues(repository),
        "AIUseCaseID": "0",
    }
    optional = ("version", "longDescription", "homepageURL")
    kept = {key: value for key, value in fields.items() if value or key not in optional}
    kept["contact"] = {key: value for key, value in kept["contact"].items() if value}
    return Drafted(PATH, to_json(kept), _missing(kept, status, maintenance))


def _state(text: str) -> str:
    return text.rstrip("/").rpartition("/")[2].rpartition("#")[2].casefold()


def _issues(repository: str) -> str:
    return f"{repository}/issues" if repository.startswith("https://github.com/") else repository


def _licences(facts: ProjectFacts) -> list[dict[str, str]]:
    found = []
    for spdx in expression_parts(facts.licence):
        name = _OLD.get(spdx, spdx)
        address = f"https://spdx.org/licenses/{spdx}.html"
        found.append({"name": name if name in _LICENCES else "Other", "URL": address})
    return found


def _missing(fields: dict[str, Any], status: str, maintenance: str) -> tuple[str, ...]:
    wanted = ("name", "description", "repositoryURL", "languages", "tags", "contact")
    questions = [
        message("Give `%(key)s`: the file read does not state it.", key=key)
        for key in wanted
        if not fields[key]
    ]
    questions += [] if status else [message("See whether `status` is right: no file states it.")]
    questions += (
        [] if maintenance else [message("See whether `maintenance` is right: no file states it.")]
    )
    questions += [
        what
        for key, what in _QUESTIONS.items()
        if not fields[key] or key in ("laborHours", "AIUseCaseID", "SBOM")
    ]
    return tuple(questions)
