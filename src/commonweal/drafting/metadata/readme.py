# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a README says first: the name, what the software is for, where else to look."""

import re
from collections.abc import Iterator

from commonweal.drafting.metadata.facts import Fact, Statement, cleaned, link
from commonweal.syntax.prose import Link, Prose, links_of, sections_of

_CONFIDENCE = 0.6
_IMAGE = re.compile(r"!\[[^\]]{0,300}\]\([^)]{0,500}\)")
_LINKED = re.compile(
    r"\[([^\[\]]{0,300})\](?:\([^)\[\s]{0,500}(?:\s[^)\[]{0,200})?\)|\[[^\]]{0,100}\])"
)
_ROLE = re.compile(
    r"`([^`<>]{1,200}?)\s*<[^<>\s]{1,500}>`__?|(?:`([^`]{1,200})`_|(?<!\w)(\w{1,60})_(?!\w))"
)
_TAG = re.compile(r"<[^<>]{1,300}>")
_ADDRESS = re.compile(r"\s?\(https?://[^\s()]{1,500}\)")
_MARKS = re.compile(r"\*\*|__|``?|(?<!\w)[*_](?=\w)|(?<=[\w.])[*_](?!\w)")
_SKIPPED = re.compile(
    r"\s*(?:\[?!\[|\.\. |:[\w-]{1,30}:|[=~#*^\"'+-]{3,}\s*$|<!|\[[^\]]{1,100}\]:|\|)"
)
_POINT = re.compile(r"\s{0,3}[-*+•]\s+(.+)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\u00c0-\u024f\u0400-\u04ff])")
_MOST_PARAGRAPHS, _LEAST_LETTERS, _MOST_FEATURES = 3, 20, 8
_CHATS = re.compile(
    r"https?://(?:[\w.-]{1,60}\.)?(?:gitter\.im|matrix\.to|discord\.(?:gg|com/invite)|zulipchat\.com"
    r"|slack\.com|t\.me|groups\.google\.com|discourse\.[\w.]{1,60}|stackoverflow\.com/questions/tagged"
    r"|webchat\.[\w.]{1,60}|app\.element\.io)(?:/|$)|https?://[\w.-]{1,100}/discord$"
    r"|https?://github\.com/[\w.-]{1,100}/[\w.-]{1,100}/discussions(?:[/?].{0,100})?$",
    re.IGNORECASE,
)
_GIVING = re.compile(
    r"https?://(?:www\.)?(?:opencollective\.com|patreon\.com|ko-fi\.com|liberapay\.com|buymeacoffee\.com"
    r"|github\.com/sponsors)/[\w./-]{1,100}",
    re.IGNORECASE,
)
_REPOSITORY = re.compile(
    r"https://(?:github\.com|gitlab\.com|codeberg\.org)/[\w.-]{1,100}/[\w.-]{1,100}"
    r"(?=/(?:-/)?(?:actions|workflows|issues|badges|blob|releases|pipelines)(?:/|$|\?))"
)
_DOI_LINK = re.compile(
    r"(?:doi\.org/|zenodo\.org/badge/doi/)(10\.\d{4,9}/[\w.()/:;-]{1,100}?)(?:\.svg)?$",
    re.IGNORECASE,
)
_DOCS = re.compile(r"\b(?:documentation|docs)\b", re.IGNORECASE)
_DOCS_HOST = re.compile(
    r"https?://(?:docs?\.[\w.-]{1,100}|[\w-]{1,60}\.(?:readthedocs\.io|rtfd\.io))(?:/|$)"
)


def readme_statements(prose: Prose) -> Iterator[Statement]:
    """Give what the first README states."""
    here = 0.2 if "/" in prose.path else 0.0

    def said(fact: Fact, value: str, line: int, confidence: float = _CONFIDENCE) -> Statement:
        return Statement(fact, value, prose.path, line, "prose", confidence - here)

    title = prose.headings[0] if prose.headings else None
    if title and title.line <= 40 and not sections_of(title.text):  # noqa: PLR2004  further down it is a section
        yield said("name", title.text, title.line)
    introduction = paragraphs(prose)
    if introduction:
        line, text = introduction[0]
        yield said("description", first_sentence(text), line)
        yield said("about", " ".join(_closed(text) for _, text in introduction), line)
    for line, point in _features(prose):
        yield said("feature", point, line)
    for reference in links_of(prose):
        if (found := _of_link(reference)) and found[1]:
            yield said(*found[:2], reference.line, found[2])


def paragraphs(prose: Prose) -> list[tuple[int, str]]:
    """Give the first paragraphs below the title, up to the next heading, as plain text."""
    found: list[tuple[int, str]] = []
    titles = {heading.line for heading in prose.headings}
    start, raw, is_list, is_first = 0, "", False, True
    for number, text in (*prose.lines, (0, "")):
        bare = text.strip()
        is_list = bool(bare) and (is_list or _POINT.match(text) is not None)
        is_skipped = not bare or is_list or number in titles or _SKIPPED.match(text) is not None
        if not is_skipped:
            start, raw = (start, f"{raw} {bare}") if raw else (number, bare)
            continue
        words = words_of(raw) if raw else ""
        raw = ""
        if words and _is_prose(words):
            found.append((start, words))
        is_first = is_first and not found
        if len(found) == _MOST_PARAGRAPHS or (number in titles and not is_first):
            break
    return found


def _closed(text: str) -> str:
    return text if text[-1] in ".!?:" else f"{text}."


def _is_prose(text: str) -> bool:
    letters = sum(letter.isalpha() for letter in text)
    is_markup = "](" in text or "data:image" in text
    return letters >= _LEAST_LETTERS and " " in text and not (is_markup or text.endswith(":"))


def words_of(text: str) -> str:
    """Give the words of a line without badges, links, tags and marks."""
    text = text[:4_000]
    text = _LINKED.sub(r"\1", _IMAGE.sub("", text))
    text = _LINKED.sub(r"\1", text)
    text = _ROLE.sub(lambda match: match[1] or match[2] or match[3], text)
    text = _MARKS.sub("", _TAG.sub("", text))
    return cleaned(_ADDRESS.sub("", text)).strip("|>")


def first_sentence(text: str) -> str:
    """Give the first sentence, without the full stop."""
    return _SENTENCE.split(text, maxsplit=1)[0].rstrip(".")


_FEATURES = re.compile(r"(?:key |main )?features\b|what .{1,40} does\b", re.IGNORECASE)
_FEWEST_POINTS = 3


def _features(prose: Prose) -> Iterator[tuple[int, str]]:
    """The points below a heading that says so, else those of the introduction, unless they link."""
    heading = next((heading for heading in prose.headings if _FEATURES.match(heading.text)), None)
    lines = (heading.line for heading in prose.headings)
    later = [line for line in lines if heading is None or line > heading.line]
    if heading is None:
        later = later[1:] if later and later[0] <= 40 else later  # noqa: PLR2004  the title
    start, end = heading.line if heading else 0, min(later, default=10**9)
    points = list(_points(prose, start, end))
    linked = sum("](" in raw or ">`_" in raw or "http" in raw for _, raw in points)
    if heading is None and (len(points) < _FEWEST_POINTS or 2 * linked >= len(points)):
        return
    for line, raw in points[:_MOST_FEATURES]:
        words = words_of(raw).rstrip(".;, ")
        if " " in words and len(words) <= 250:  # noqa: PLR2004  longer is a paragraph
            yield line, words


def _points(prose: Prose, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Give the points of the lists between two lines, each with the lines that go on with it."""
    number, raw = 0, ""
    for line, text in prose.lines:
        if not start < line < end:
            continue
        match = _POINT.match(text)
        if match is None and number and text[:1] in (" ", "\t") and text.strip():
            raw += " " + text.strip()
            continue
        if number:
            yield number, raw
        number, raw = (line, match[1]) if match else (0, "")
    if number:
        yield number, raw


def _of_link(reference: Link) -> tuple[Fact, str, float] | None:
    target = reference.target.rstrip("/") if reference.target.endswith("/") else reference.target
    if match := _DOI_LINK.search(target):
        return "doi", match[1], 0.6
    if match := _REPOSITORY.match(target):
        return "repository", match[0], 0.5
    if _GIVING.fullmatch(target):
        return "funding", link(target), 0.6
    if _CHATS.match(target) and "shields.io" not in target:
        return "help", link(reference.target), 0.6
    is_docs = _DOCS_HOST.match(reference.target) or (
        _DOCS.search(reference.label) and not reference.is_image
    )
    if is_docs and "badge" not in target and target.startswith("http"):
        return (
            "documentation",
            link(reference.target),
            0.6 if _DOCS_HOST.match(reference.target) else 0.4,
        )
    return None
