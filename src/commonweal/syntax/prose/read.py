# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Read prose line by line: what is said, what is code, what is a heading.

No full parser of any markup: documents of strangers are read once, in linear
time, and only as far as the question "where does it say so" needs. Comments
are left out, because templates hide their instructions in them.
"""

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

_MOST_LINES = 20_000
_LONGEST_LINE = 2_000
_MOST_PROSES = 256
# What is kept in memory takes up to ten times the text.
_LARGE, _MOST_LARGE = 64 * 1024, 12
_DEEPEST = 6
# A bold line alone stands for a heading in many READMEs; it is below all others.
_BOLD_LEVEL = 7


class Line(NamedTuple):
    """A line with its number, from 1."""

    number: int
    text: str


class Heading(NamedTuple):
    """A heading with its line, its level from 1, and its words without markup."""

    line: int
    level: int
    text: str


class Prose(NamedTuple):
    """A document: lines of words (headings among them), lines of code, headings."""

    path: str
    lines: tuple[Line, ...]
    code: tuple[Line, ...]
    headings: tuple[Heading, ...]


_HASHES = re.compile(r"\s{0,3}(#{1,6})(?:[ \t]+|(?=[^\s#!\d]))(\S.*)")
_EQUALS = re.compile(r"(={1,6})[ \t]+(\S.*)")
_TAGGED = re.compile(r"\s*<h([1-6])\b[^>]{0,300}>(.{1,400}?)</h[1-6]>", re.IGNORECASE)
_BOLD = re.compile(r"\s{0,3}(?:\*\*|__)([^*_]{2,80})(?:\*\*|__):?\s*")
_UNDERLINE = re.compile(r"([=\-~^\"'*+#`:.<>_])\1{2,}\s*")
_FENCE = re.compile(r"\s{0,12}(?:[>*-]\s{1,4})?(`{3,}|~{3,})")
_BLOCK = re.compile(r"(-{4,}|\.{4,}|\+{4,}|/{4,})\s*")
_DIRECTIVE = re.compile(r"\s*\.\. (?:code-block|code|sourcecode|prompt|parsed-literal|highlight)::")
_LIST = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s")
_IMAGE = re.compile(r"!\[[^\]]{0,200}\]\([^)]{0,400}\)")
_LINK = re.compile(r"\[([^\]]{0,200})\](?:\([^)]{0,400}\)|\[[^\]]{0,100}\])?")
_TAG = re.compile(r"<[^<>]{1,300}>|\{#[^}]{1,100}\}")
_NUMBER = re.compile(r"(?:\d{1,3}[.)]){1,4}\s*|\d{1,2}\s+-\s+")


def read_prose(path: str, text: str) -> Prose:
    """Read a document; its ending says which markup may be meant.

    Many probes ask for the same one, so the last ones are kept, of large ones a few.
    """
    return _read_large(path, text) if len(text) > _LARGE else _read_small(path, text)


def _read(path: str, text: str) -> Prose:
    name = path.rpartition("/")[2].casefold()
    ending = name.rpartition(".")[2] if "." in name else ""
    words: list[Line] = []
    code: list[Line] = []
    for line, is_code in _code_apart(_without_comments(_lines(text)), ending):
        (code if is_code else words).append(line)
    return Prose(path, tuple(words), tuple(code), tuple(_headings(words, ending)))


_read_small = functools.lru_cache(maxsize=_MOST_PROSES)(_read)
_read_large = functools.lru_cache(maxsize=_MOST_LARGE)(_read)


def _lines(text: str) -> Iterator[Line]:
    for number, line in enumerate(text.split("\n", _MOST_LINES)[:_MOST_LINES], 1):
        yield Line(number, line[:_LONGEST_LINE].rstrip())


def _without_comments(lines: Iterable[Line]) -> Iterator[Line]:
    is_comment = False
    for number, text in lines:
        if not is_comment and "<!--" not in text:
            yield Line(number, text)
            continue
        kept = []
        rest = text
        while rest:
            mark = "-->" if is_comment else "<!--"
            before, found, rest = rest.partition(mark)
            if not is_comment:
                kept.append(before)
            if found:
                is_comment = not is_comment
        yield Line(number, "".join(kept))


def _code_apart(lines: Iterable[Line], ending: str) -> Iterator[tuple[Line, bool]]:
    """Say of each line whether it is code."""
    if ending in _LITERAL:
        yield from _indented_apart(lines)
        return
    fence = ""
    is_block_markup = ending in ("adoc", "asciidoc", "asc")
    before: Line | None = None
    is_list = False
    for line in lines:
        mark = _block_mark(line.text, is_block_markup=is_block_markup)
        if fence:
            if mark and mark.startswith(fence):
                fence = ""
            else:
                yield line, True
            continue
        if mark:
            fence = mark[:4] if is_block_markup else mark[:3]
            continue
        is_list = is_list if line.text[:1] in ("", " ", "\t") else bool(_LIST.match(line.text))
        is_indented = line.text.startswith(("    ", "\t")) and not is_list
        is_code = is_indented and (before is None or not before.text or before.text[0] in " \t")
        yield line, is_code
        before = line


_LITERAL = ("rst", "rest")


def _block_mark(text: str, *, is_block_markup: bool) -> str:
    if match := _FENCE.match(text):
        return match[1]
    if is_block_markup and (block := _BLOCK.fullmatch(text)):
        return block[1]
    return ""


def _indented_apart(lines: Iterable[Line]) -> Iterator[tuple[Line, bool]]:
    """reStructuredText: code is what is indented below "::"; fences are not known there."""
    opened: int | None = None
    for line in lines:
        bare = line.text.lstrip()
        indent = len(line.text) - len(bare)
        if opened is not None and bare and indent <= opened:
            opened = None
        if opened is not None:
            yield line, bool(bare)
            continue
        if (bare.endswith("::") and not bare.startswith("..")) or _DIRECTIVE.match(line.text):
            opened = indent
        yield line, False


def _headings(lines: list[Line], ending: str) -> Iterator[Heading]:
    levels: dict[str, int] = {}
    before = Line(0, "")
    for number, text in lines:
        is_underline = (
            number == before.number + 1
            and len(text) > 2  # noqa: PLR2004  shorter is a dash or a list
            and (match := _UNDERLINE.fullmatch(text)) is not None
            and _is_title(before.text, match[1], ending)
        )
        if is_underline:
            level = levels.setdefault(text[0], len(levels) + 1)
            yield Heading(before.number, min(level, _DEEPEST), plain(before.text))
        elif heading := _marked(number, text, ending):
            yield heading
        before = Line(number, text)


def _is_title(text: str, underline: str, ending: str) -> bool:
    """Tell a title from a table's row, a list and a paragraph above a rule."""
    if not text or text[0] in "|+#>" or _LIST.match(text) or not re.search(r"\w", text):
        return False
    # Markdown has two kinds of underline; the other ones are reStructuredText's.
    return ending in ("rst", "rest", "txt", "") or underline in "=-"


def _marked(number: int, text: str, ending: str) -> Heading | None:
    if match := _TAGGED.match(text):
        return Heading(number, int(match[1]), plain(match[2]))
    if ending in _LITERAL:
        return None
    if match := _HASHES.fullmatch(text):
        return Heading(number, len(match[1]), plain(match[2].rstrip("# \t")))
    if ending in ("adoc", "asciidoc", "asc", "wiki", "mediawiki") and (
        match := _EQUALS.fullmatch(text)
    ):
        return Heading(number, len(match[1]), plain(match[2].rstrip("= ")))
    if ending == "org" and text.startswith("*") and text.lstrip("*").startswith(" "):
        return Heading(number, min(len(text) - len(text.lstrip("*")), _DEEPEST), plain(text))
    if match := _BOLD.fullmatch(text):
        return Heading(number, _BOLD_LEVEL, plain(match[1]))
    return None


def plain(text: str) -> str:
    """Give the words of a line: no images, links as their label, no marks around."""
    text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    text = _TAG.sub("", text).replace("`", "").replace("*", "")
    text = _without_marks(text)
    return _without_marks(_NUMBER.sub("", text, count=1) if text[:1].isdigit() else text)


def _without_marks(text: str) -> str:
    """Cut off what is neither a word nor a bracket of one; by hand, for it must be linear."""
    start = next(
        (at for at, character in enumerate(text) if character.isalnum() or character in "_("),
        len(text),
    )
    after = (
        at for at in range(len(text), start, -1) if text[at - 1].isalnum() or text[at - 1] in "_)"
    )
    return text[start : next(after, start)]


_line_of = attrgetter("line")
_number_of = attrgetter("number")


def below(prose: Prose, heading: Heading) -> tuple[Line, ...]:
    """Give the lines of words from a heading to the next of its level or a higher one."""
    headings = prose.headings
    following = range(bisect_right(headings, heading.line, key=_line_of), len(headings))
    end = next(
        (headings[at].line for at in following if headings[at].level <= heading.level),
        _MOST_LINES + 1,
    )
    start = bisect_right(prose.lines, heading.line, key=_number_of)
    return prose.lines[start : bisect_left(prose.lines, end, key=_number_of)]


def find(lines: Iterable[Line], pattern: re.Pattern[str]) -> int | None:
    """Give the number of the first line in which a pattern is found."""
    return next((line.number for line in lines if pattern.search(line.text)), None)
