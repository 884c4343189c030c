# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Conversions between formats of metadata by way of the facts that one file states."""

from collections.abc import Callable
from types import MappingProxyType

from commonweal.core.message import message
from commonweal.core.problem import InputMalformed
from commonweal.drafting import citation, codemeta, publiccode
from commonweal.drafting.codejson import write_code_json
from commonweal.drafting.draft import Drafted, NotDrafted, Outcome
from commonweal.drafting.metadata import ProjectFacts, facts_of_file
from commonweal.formats.judging import judges

# Names by which a file is read, whatever it is called itself.
SOURCES = MappingProxyType(
    {"cff": "CITATION.cff", "codemeta": "codemeta.json", "publiccode": "publiccode.yml"}
)
_WRITERS: MappingProxyType[str, Callable[[ProjectFacts], Outcome]] = MappingProxyType(
    {
        "cff": citation.write,
        "code.json": lambda facts: (write_code_json(facts),),
        "codemeta": codemeta.write,
        "publiccode": publiccode.compose,
    }
)


def targets() -> tuple[str, ...]:
    """The names of all formats that can be written, sorted."""
    return tuple(sorted(_WRITERS))


def converted(kind: str, text: str, target: str) -> Drafted:
    """Convert a file of a kind; an `InputMalformed` where it states too little."""
    if kind not in SOURCES or target not in _WRITERS:
        known = ", ".join(SOURCES.values())
        raise InputMalformed(
            message("a file of this kind is not converted to %(target)s", target=target),
            fix=message("Give %(known)s.", known=known),
        )
    facts = facts_of_file(SOURCES[kind], text)
    if not facts.statements:
        raise InputMalformed(
            message("this is no %(kind)s that can be read", kind=SOURCES[kind]),
            fix=message("Run `commonweal check` on the file."),
        )
    outcome = _WRITERS[target](facts)
    if isinstance(outcome, NotDrafted):
        raise InputMalformed(
            message("this cannot be written as %(target)s: %(why)s", target=target, why=outcome.why)
        )
    drafted = outcome[0]
    if wrong := _wrong(kind, text):
        return drafted._replace(to_fill=(wrong, *drafted.to_fill))
    return drafted


def _wrong(kind: str, text: str) -> str:
    """Say that the file read is not valid, so that nothing wrong is handed on in silence."""
    answer = judges()[kind].judge(SOURCES[kind], text.encode("utf-8", "replace"))
    what = message("The given file is not valid: run `commonweal check` on it and mend it.")
    return "" if answer["ok"] else what
