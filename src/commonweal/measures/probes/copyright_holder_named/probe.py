# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Who holds the copyright, in the words of the project and not of its licence's steward."""

import re

from commonweal.core.tree import Document, Tree
from commonweal.formats.licence import is_of_the_text
from commonweal.measures.probe import Finding, Place, false, lacking, seen, true
from commonweal.syntax.prose import find as first
from commonweal.syntax.prose import read_prose

_NOTICE = re.compile(
    r"(?:copyright|©|\(c\)|SPDX-FileCopyrightText)[\s:=\"]{0,4}(?:copyright\s+|\(c\)\s*|©\s*"
    r"|&copy;\s*){0,2}"
    r"(?:(?:19|20)\d\d[\d\s,\u2013-]{0,40}|by\s+)(?:by\s+|,\s*)?(?P<holder>[^\W\d][^\n]{1,200})",
    re.IGNORECASE,
)
# Without a year only what cannot be read otherwise: both marks, or the sign with a name after it.
_YEARLESS = re.compile(
    r"(?:[Cc]opyright[ \t]{1,4}(?:\([Cc]\)|©|&copy;)|©|&copy;)[ \t]{0,4}(?:by[ \t]{1,4})?"
    r"\[?(?P<holder>[A-Z\u00c0-\u00de\u0400-\u042f\u0600-\u06ff\u4e00-\u9fff][^\n]{1,200})"
)
# The Business Source License and its like name the holder as a parameter.
_LICENSOR = re.compile(
    r"^\s{0,8}Licensor:\s{1,40}(?!The entity)"
    r"(?P<holder>[A-Z\u00c0-\u00de\u0400-\u042f][^\n]{1,200})"
)
# The first lines of a licence may leave the mark out: "Copyright Wells Foundation and others".
_MARKLESS = re.compile(
    r"^\s{0,8}Copyright (?!Holder|Owner|Law|Act|Notice|Licen[cs]e|Polic|Statement|Info|And|Terms)"
    r"(?P<holder>[A-Z\u00c0-\u00de][\w.-]* [^\n]{1,200})"
)
_MARKLESS_LINES = 8
_PLACEHOLDER = re.compile(
    r"\[(?:yyyy|year)\]|<(?:year|yyyy|name of author|copyright holders?)>"
    r"|\[(?:name of copyright owner|full ?name)\]"
    r"|\{\{?\s*(?:year|yyyy|name of copyright owner|fullname)",
    re.IGNORECASE,
)
_FIELDS = {
    "publiccode": re.compile(r"^\s{1,8}(?:mainCopyrightOwner|repoOwner):\s*[\"']?\w", re.MULTILINE),
    "codemeta": re.compile(r"\"copyrightHolder\"\s*:"),
}
# Settings of documentation: Sphinx and MkDocs write the holder under each page.
_SETTING = re.compile(
    r"^(?:project_)?copyright\s{0,4}[=:]\s{0,4}[bfru]{0,2}[\"']?(?:&copy;|©|\(c\)|copyright)?"
    r"[\s\d,%Y\u2013-]{0,40}(?:(?:present|now|today)[\s,]{0,4})?(?:by\s{1,4})?(?P<holder>[^\W\d][^\n\"']{1,200})",
    re.IGNORECASE,
)
_COMPUTED = re.compile(r"\{|\(|\.(?:format|join|strftime)\b|^\w{1,60}\.\w{1,60}$|%[sd]")
_SETTINGS = ("conf.py", "mkdocs.yml", "mkdocs.yaml", "_config.yml")
# A few heads of files may have come with code of others.
_ENOUGH = 0.2
_MOST_PLACES = 20
_MOST_LINES, _LONGEST_LINE = 2_000, 1_000
_OWN = ("licence", "notice", "reuse", "readme")


def find(tree: Tree) -> Finding:
    """Look into texts and metadata first, then into the heads of code files."""
    if places := [
        place
        for document in tree.documents_of(*_OWN, *_FIELDS, "docs_index")
        if (place := _place(document))
    ]:
        return true("named", places)
    code = {file.path for file in tree.files_of("code") if file.lines}
    signs = tree.signs_of("copyright_notice", "copyright_tag")
    heads = {sign.path: seen(sign.path, sign.line) for sign in reversed(signs) if sign.path in code}
    if heads and len(heads) >= _ENOUGH * len(code):
        return true("in_code", [heads[path] for path in sorted(heads)][:_MOST_PLACES])
    blanks = [place for document in tree.documents_of("licence") if (place := _blank(document))]
    return false("placeholder", blanks) if blanks else false("none")


def _place(document: Document) -> Place | None:
    is_of_all = "/" not in document.path or document.path == ".reuse/dep5"
    if not is_of_all and (document.kind in _FIELDS or document.kind in ("licence", "reuse")):
        return None  # an example's, or the text of a part that came from elsewhere
    if field := _FIELDS.get(document.kind):
        match = field.search(document.text)
        return (
            seen(document.path, document.text.count("\n", 0, match.start()) + 1) if match else None
        )
    lines = document.text.split("\n", _MOST_LINES)[:_MOST_LINES]
    if document.kind == "docs_index":
        return _set(document, lines)
    for number, line in enumerate(lines):
        holder = _holder(line[:_LONGEST_LINE], number, is_licence=document.kind == "licence")
        if holder and not (document.kind == "licence" and is_of_the_text(lines, number, holder)):
            return seen(document.path, number + 1)
    return None


def _set(document: Document, lines: list[str]) -> Place | None:
    """Where the settings of the documentation name a holder; a variable or a template does not."""
    if document.name.casefold() not in _SETTINGS:
        return None
    found = (
        number
        for number, line in enumerate(lines, 1)
        if (match := _SETTING.match(line[:_LONGEST_LINE]))
        and not _PLACEHOLDER.search(line)
        and not _COMPUTED.search(match["holder"])
    )
    number = next(found, None)
    return seen(document.path, number) if number else None


def _holder(line: str, number: int, *, is_licence: bool) -> str:
    """The holder that a line names; "" where it names none, or leaves a place for one."""
    match = _NOTICE.search(line) or _YEARLESS.search(line)
    if not match and is_licence:
        match = _LICENSOR.search(line)
        if not match and number < _MARKLESS_LINES:
            match = _MARKLESS.search(line)
    return match["holder"] if match and not _PLACEHOLDER.search(line) else ""


def _blank(document: Document) -> Place | None:
    """A template's placeholder; the appendix of Apache's text has one that nobody has to fill."""
    if "APPENDIX: How to apply" in document.text or "How to Apply These Terms" in document.text:
        return None
    line = first(read_prose(document.path, document.text).lines, _PLACEHOLDER)
    return lacking(document.path, line) if line else None
