# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the content of a file tells of its origin: banners, a program's word, long lines; pure."""

import re
from typing import NamedTuple

from commonweal.sources.tree.origin.rules import rules

# What stands further down is code, or text about such marks.
HEAD = 6_000
_MOST_COMMENTS = 60
_LONG_LINE = 500
# Code without what it does not need has a space in fifteen characters or less, and a sign in fifty.
_MOST_SPACES = 15
_LEAST_SIGNS = 50
# Below that, one long line is a table or an address.
_SHORTEST_MINIFIED = 1_000
_SPACE = re.compile(r"\s*")
# What may stand before and between the comments at the head of a file.
_PREAMBLE = re.compile(
    r"""["']use strict["'];?|;+|<\?php|<\?xml[^>]{0,200}\?>|@charset[^;\n]{0,60};"""
    r"""|#\s*(?:ifndef|define|pragma|include|if)\b[^\n]{0,300}|\ufeff"""
)
# Not those that are documentation of code: they speak of marks, and are none.
_BLOCKS = (("/*", "*/"), ("<!--", "-->"), ("{-", "-}"), ("(*", "*)"))
_LINES = ("//", "#", "--", ";", "%", "dnl ", "REM ", "rem ", "@REM ", "@rem ", ".. ")
_UMD = re.compile(
    r"typeof define\s?===?\s?[\"']function[\"']|[\"']function[\"']\s?===?\s?typeof define"
    r"|typeof exports\s?===?\s?[\"']object[\"']|[\"']object[\"']\s?===?\s?typeof exports"
)
VERSION = re.compile(r"\bv?\d{1,4}(?:\.\d{1,5}){1,3}(?:[-+.][a-z0-9.]{1,20})?\b", re.IGNORECASE)
_LICENSED = re.compile(
    r"licen[cs]e|\b(?:mit|bsd|gpl|lgpl|mpl|wtfpl|isc)\b|apache[- ]2|permission is hereby granted"
    r"|public domain",
    re.IGNORECASE,
)
_HOLDER = re.compile(
    r"(?:copyright|©|\(c\))[ \t:,]{0,4}(?:\(c\)|©)?[ \t]{0,4}(?:by[ \t]{1,4})?"
    r"(?:(?:19|20)\d\d[\d\s,\u2013+-]{0,30}(?:present[\s,]{1,4})?)?(?:by[ \t]{1,4})?"
    r"(?P<holder>[^\W\d_][^\n<(|]{2,80})",
    re.IGNORECASE,
)
_HOME = re.compile(r"https?://|www\.|\bgithub\.com/|git://", re.IGNORECASE)


class Marks(NamedTuple):
    """What was seen; `comments` are those at the head, and `written_by` a program's word."""

    comments: str
    written_by: str | None
    is_minified: bool
    is_umd: bool

    @property
    def is_licensed(self) -> bool:
        """Whether the head speaks of a licence or of a copyright."""
        return bool(_LICENSED.search(self.comments) or _HOLDER.search(self.comments))

    @property
    def is_released(self) -> bool:
        """Whether the head tells a version or the address of a home."""
        return bool(VERSION.search(self.comments) or _HOME.search(self.comments))

    @property
    def holder(self) -> str:
        """The first holder of a copyright that the head names, in letters that compare."""
        match = _HOLDER.search(self.comments)
        return squashed(match["holder"]) if match else ""


NOTHING = Marks("", None, is_minified=False, is_umd=False)


def marks_of(path: str, content: bytes) -> Marks:
    """Look at a text's head and its lines; linear in its size."""
    if b"\0" in content[:HEAD]:
        return NOTHING
    head = content[:HEAD].decode("utf-8", "replace")
    ending = path.rpartition(".")[2].casefold()
    comments = leading_comments(head)
    return Marks(
        comments,
        _written_by(comments.casefold(), head.casefold(), ending),
        is_minified=ending in rules().served and _is_minified(content),
        is_umd=_UMD.search(head) is not None,
    )


def leading_comments(head: str) -> str:
    """Give the text of the comments before the first line of code."""
    found, at = [], 0
    for _ in range(_MOST_COMMENTS):
        at = _after(_SPACE, head, at)
        taken = _comment(head, at)
        if taken is None:
            after = _after(_PREAMBLE, head, at)
            if after == at:
                break
            at = after
            continue
        text, at = taken
        found.append(text)
    return "\n".join(found)


def _after(pattern: re.Pattern[str], head: str, at: int) -> int:
    match = pattern.match(head, at)
    return match.end() if match else at


def _comment(head: str, at: int) -> tuple[str, int] | None:
    """The comment that begins here, and where it ends."""
    for begin, end in _BLOCKS:
        if head.startswith(begin, at):
            stop = head.find(end, at + len(begin))
            stop = len(head) if stop < 0 else stop
            return head[at + len(begin) : stop], stop + len(end)
    if head.startswith(_LINES, at) and not _PREAMBLE.match(head, at):
        stop = head.find("\n", at)
        stop = len(head) if stop < 0 else stop
        return head[at:stop], stop
    return None


def _written_by(comments: str, head: str, ending: str) -> str | None:
    """The words by which a program says that it wrote the file."""
    for written in rules().written:
        if written.endings and ending not in written.endings:
            continue
        text = head if written.in_code else comments
        if written.beside and not any(word in text for word in written.beside):
            continue
        for words in written.holds:
            if words in text and (words[0] != "@" or _begins_a_line(words, text)):
                return words
    return None


_LEAD = " \t/*#;!-%"


def _begins_a_line(words: str, text: str) -> bool:
    return any(line.lstrip(_LEAD).startswith(words) for line in text.split("\n"))


def _is_minified(content: bytes) -> bool:
    """Tell that most of it is code in lines that nobody writes by hand."""
    size = len(content)
    if size < _SHORTEST_MINIFIED or size < 40 * content.count(b"\n"):
        return False
    long = sum(len(line) for line in content.split(b"\n") if _is_packed(line))
    return long * 2 > size


def _is_packed(line: bytes) -> bool:
    """Tell code without spaces from a picture, a table or a text in one line."""
    size = len(line)
    if size <= _LONG_LINE or line.count(b" ") * _MOST_SPACES > size:
        return False
    return (line.count(b";") + line.count(b"{") + line.count(b"(")) * _LEAST_SIGNS > size


_NO_LETTER = re.compile(r"[^a-z0-9]+")


def squashed(text: str) -> str:
    """Write a name in small letters and digits alone, so that it can be compared."""
    return _NO_LETTER.sub("", text.casefold())


def names(comments: str, core: str) -> bool:
    """Tell whether a head names a product: whole where it is short, anywhere where it is long."""
    if len(core) > 4:  # noqa: PLR2004  "three" is a word, "popper" hardly
        return core in squashed(comments)
    tokens = {squashed(token) for token in re.findall(r"[\w.+-]{2,60}", comments[:HEAD])}
    return bool(tokens & {core, core + "js", core + "css"})
