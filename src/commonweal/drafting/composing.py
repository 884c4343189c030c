# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Put drafts together: texts of every format, and placeholders in its own comments."""

import difflib
import json
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping

from commonweal.core.message import message
from commonweal.drafting.draft import Drafted, NotDrafted
from commonweal.drafting.metadata.facts import Kept, ProjectFacts

_MARK = "TODO(office):"
_WIDTH = 88
# What is itself in every YAML: words that are no number, no boolean and no date.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9./+-]*(?: [A-Za-z0-9./+-]+)*")
_NO_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"])


class Open:
    """Collects what a person still has to fill in, while a draft is written."""

    def __init__(self) -> None:
        self._questions: list[str] = []

    def ask(self, what: str) -> str:
        """Note a question, and give the text of its placeholder."""
        if what not in self._questions:
            self._questions.append(what)
        return f"{_MARK} {what}"

    def prose(self, what: str) -> str:
        """Give a placeholder as a comment of Markdown."""
        return f"<!-- {self.ask(what)} -->"

    def hashed(self, what: str, indent: int = 0) -> str:
        """Give a placeholder as a comment of YAML and TOML."""
        return f"{' ' * indent}# {self.ask(what)}"

    @property
    def questions(self) -> tuple[str, ...]:
        """All that was asked, in its order."""
        return tuple(self._questions)


def drafted(path: str, lines: Iterable[str], gaps: Open) -> Drafted:
    """Give a file of lines; more than one empty line in a row becomes one."""
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"
    return Drafted(path, text, gaps.questions)


def scalar(text: str) -> str:
    """Write a text as YAML that every reader takes for that text."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _NO_WORDS and len(text) < _WIDTH:
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Write a text in double quotes, as YAML and TOML both read it."""
    return '"' + "".join(map(_character, text)) + '"'


def _character(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    match unicodedata.category(character):
        case "Cc" | "Zl" | "Zp":
            return f"\\u{ord(character):04x}"
        case "Cs" | "Cn":
            return "\ufffd"
    return "\ufffd" if character == "\ufeff" else character


def folded(text: str, indent: int) -> list[str]:
    """Write a long text as a folded block of YAML; the key goes before its first line."""
    width = max(20, _WIDTH - indent)
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return [">-", *(" " * indent + line for line in lines)]


def as_json(fields: Mapping[str, object]) -> str:
    """Write an object without the fields that are empty."""
    return to_json(
        {name: value for name, value in fields.items() if value not in ("", None, [], {}, ())}
    )


def to_json(fields: Mapping[str, object]) -> str:
    """Write an object; what no file can hold becomes U+FFFD."""
    text = json.dumps(fields, indent=2, ensure_ascii=False)
    whole = ("\ufffd" if unicodedata.category(char) == "Cs" else char for char in text)
    return "".join(whole) + "\n"


def wrapped(text: str) -> str:
    """Wrap a paragraph of prose."""
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def in_prose(text: str) -> str:
    """Keep a foreign text from being taken for markup that would hide or run something."""
    return text.replace("<", "&lt;").replace("[", "\\[").replace("|", "\\|").replace("`", "'")


def at_least(version: str) -> str:
    """Say ">=3.10" in words; whatever is more than that stays as it is."""
    match = re.fullmatch(r"(?:>=|\^|~>?)?\s*(\d+(?:\.\d+)*)", version)
    return f"{match[1]} or newer" if match else version


def code(*commands: str) -> list[str]:
    """Write commands as a block of Markdown."""
    return ["```sh", *(command.replace("`", "'") for command in commands), "```"]


def present(facts: ProjectFacts, path: str) -> Kept | None:
    """Find a file by the path where a draft would put it, whatever the case of its letters."""
    wanted = path.casefold()
    return next((file for file in facts.files if file.path.casefold() == wanted), None)


def stands_already(path: str) -> NotDrafted:
    """Say that a file is there and is not written anew."""
    return NotDrafted(
        message("%(path)s exists already and is not written again; mend it by hand.", path=path)
    )


def address_from(source: str, target: str) -> str:
    """Give the address of a file as it is written in another one of the same repository."""
    plain = target.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return "../" * source.count("/") + plain


def title_line(text: str, path: str, *, level: int = 2) -> str:
    """Write a heading in the markup of a file."""
    if path.casefold().endswith((".rst", ".rest")):
        return f"{text}\n{'=-~'[level - 1] * max(3, len(text))}"
    if path.casefold().endswith((".adoc", ".asciidoc")):
        return f"{'=' * level} {text}"
    return f"{'#' * level} {text}"


def appended(kept: Kept, lines: Iterable[str], gaps: Open) -> tuple[Drafted, ...] | NotDrafted:
    """Give a patch that adds lines to the end of a file."""
    if kept.is_truncated or "\ufffd" in kept.text or "\r" in kept.text:
        return NotDrafted(
            message(
                "%(path)s cannot be patched safely; add what is missing by hand.", path=kept.path
            )
        )
    before = kept.text if not kept.text or kept.text.endswith("\n") else f"{kept.text}\n"
    added = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    after = f"{before.rstrip(chr(10))}\n\n{added}\n" if before.strip() else f"{added}\n"
    text = patch(kept.path, kept.text, after)
    name = kept.path.rpartition("/")[2]
    return (Drafted(f"{name}.patch", text, gaps.questions, (kept.path,)),)


def patch(path: str, before: str, after: str) -> str:
    """Give a unified difference that `git apply` takes."""
    old, new = _split(before), _split(after)
    lines = difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", n=3)
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _split(text: str) -> list[str]:
    """Split at line feeds alone, as git does."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)
