# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Telling SBOMs by what they hold, whatever they are called."""

import re

# Whichever of the two stands first; a file that only mentions one is refused by its reader.
_JSON = re.compile(rb'"(bomFormat|spdxVersion)"\s{0,100}+:')
_TAGS = re.compile(rb"(?:\A|\n)(?:\xef\xbb\xbf)?SPDXVersion:")
_YAML = re.compile(rb"""(?:\A|\n)["']?spdxVersion["']?:""")
_XML = re.compile(rb"<(?:[A-Za-z0-9_.-]{1,50}:)?bom[\s>]")
_START = 65_536


def usual_name(content: bytes) -> str:
    """Give a name under which a reader takes it; empty where it is no bill of materials."""
    start = content[:_START].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        found = _JSON.search(content)
        if found is None:
            return ""
        return "bom.json" if found[1] == b"bomFormat" else "bill.spdx.json"
    if start.startswith(b"<") and _XML.search(start):
        return "bom.xml"
    if _TAGS.search(start):
        return "bill.spdx"
    return "bill.spdx.yml" if _YAML.search(start) else ""
