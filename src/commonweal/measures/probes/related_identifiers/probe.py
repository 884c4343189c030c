# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""References to papers, data and software, in metadata or a section of the README."""

import re

from commonweal.core.tree import Tree
from commonweal.measures.probe import Finding, false, seen, true
from commonweal.syntax.prose import headings_of, links_of, proses, section_lines

_FIELD = re.compile(
    r"^\s{0,8}(?:(?:references|preferred-citation|dependsOn|isBasedOn)\s*:|\"(?:references"
    r"|relatedLink|referencePublication|citation|isBasedOn"
    r"|isPartOf|hasPart|softwareRequirements|supportingData|related_identifiers"
    r"|sameAs)\"\s*:\s*(?:\[\s*[{\"]|\[\s*$|\"[^\"]|\{))"
)
_WORK = re.compile(
    r"doi\.org/|arxiv\.org/|10\.\d{4,9}/|pubmed|\.pdf\b|hal\.science|joss\.theoj|swh:1:",
    re.IGNORECASE,
)
_BIBTEX = re.compile(
    r"^\s*@(?:article|inproceedings|misc|software|book|phdthesis|techreport)\s*\{", re.IGNORECASE
)
_KINDS = ("citation", "codemeta", "publiccode")


def find(tree: Tree) -> Finding:
    """Metadata of the root, then a section with a link to a work or an entry of BibTeX."""
    places = []
    for document in tree.documents_of(*_KINDS):
        if "/" not in document.path:
            numbered = enumerate(document.text.split("\n", 3_000)[:3_000], 1)
            number = next((number for number, line in numbered if _FIELD.match(line[:300])), None)
            if number:
                places.append(seen(document.path, number))
    if places:
        return true("metadata", places)
    for readme in proses(tree, "readme"):
        headings = headings_of(readme, "related")
        if not headings:
            continue
        lines = section_lines(readme, ["related"])
        has_work = any(_WORK.search(link.target) for link in links_of(readme, lines))
        if has_work or any(_BIBTEX.match(line.text) for line in (*lines, *readme.code)):
            return true("readme", [seen(readme.path, headings[0].line)])
    return false("none")
