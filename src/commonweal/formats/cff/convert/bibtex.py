# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""BibTeX."""

import re
from collections.abc import Mapping
from typing import Any

from commonweal.formats.cff.convert._citation import (
    Name,
    address,
    agents,
    cited,
    doi,
    name_of,
    names,
    text,
    year_and_month,
)
from commonweal.formats.cff.convert._work import booktitle, entity, kind_of, number, pages

# Each of these means something else to TeX.
_ESCAPES = str.maketrans(
    {
        **{character: f"\\{character}" for character in "&%_#$"},
        "~": "{\\textasciitilde}",
        "^": "{\\textasciicircum}",
        "\\": "{\\textbackslash}",
    }
)
_PAIRED = str.maketrans({"{": "\\{", "}": "\\}"})
# BibTeX counts braces whether or not they are escaped, so that these must have names.
_UNPAIRED = str.maketrans({"{": "{\\textbraceleft}", "}": "{\\textbraceright}"})
# In an address nothing is escaped; what would end the field is written as URLs write it.
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_JOINT = re.compile(r",|\band\b", re.IGNORECASE)


def convert(citation: Mapping[str, Any]) -> str:
    """Write one entry; braces of its own keep the name of an organisation in one piece."""
    work = cited(citation)
    year, month = year_and_month(work)
    kind = kind_of(work).bibtex
    school = "school" if kind.endswith("thesis") else "institution"
    editors = [name for name in map(name_of, agents(work, "editors")) if name.inverted]
    fields = {
        "author": " and ".join(_author(name) for name in names(work)),
        "booktitle": _escaped(booktitle(work)),
        "doi": doi(work).translate(_IN_ADDRESS),
        "edition": _escaped(text(work.get("edition"))),
        "editor": " and ".join(_author(name) for name in editors),
        "isbn": _escaped(text(work.get("isbn"))),
        "issn": _escaped(text(work.get("issn"))),
        school: _escaped(entity(work, "institution")),
        "journal": _escaped(text(work.get("journal"))),
        "month": _escaped(month),
        "number": _escaped(number(work)),
        "pages": _escaped(pages(work, "--")),
        "publisher": _escaped(entity(work, "publisher")),
        "title": _escaped(text(work.get("title"))),
        "url": address(work).translate(_IN_ADDRESS),
        "volume": _escaped(text(work.get("volume"))),
        "year": _escaped(year),
    }
    lines = [f"{key} = {{{value}}}" for key, value in sorted(fields.items()) if value]
    return f"@{kind}{{YourReferenceHere,\n" + ",\n".join(lines) + "\n}\n"


def _author(name: Name) -> str:
    """Write `von Last, Jr, First`, which is how BibTeX knows the parts of a name."""
    if not name.is_person:
        return f"{{{_escaped(name.inverted)}}}"
    if not name.surname:
        return ", ".join(map(_part, filter(None, (name.suffix, name.given))))
    return ", ".join(map(_part, filter(None, (name.surname, name.suffix, name.given))))


def _part(part: str) -> str:
    """Keep together what BibTeX would take apart."""
    return f"{{{_escaped(part)}}}" if _JOINT.search(part) else _escaped(part)


def _escaped(value: str) -> str:
    """Make a text safe for TeX."""
    is_paired = _is_paired(value)
    # One pass, so that what was put in is not escaped again.
    return value.translate(_ESCAPES | (_PAIRED if is_paired else _UNPAIRED))


def _is_paired(value: str) -> bool:
    depth = 0
    for letter in value:
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            return False
    return not depth
