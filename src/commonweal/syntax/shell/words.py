# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Read words of a shell script: quotes, what is filled in, and documents in the script."""

import re
from bisect import bisect_right

from commonweal.syntax.shell.syntax import Part, ShellRefused, Statement, Word

_BLANKS = re.compile(r"(?:[ \t\r]|\\\r?\n)+")
_COMMENT = re.compile(r"#[^\n]*")
_PLAIN = re.compile(r"[^\s\\'\"$`;&|<>()]+")
_IN_DOUBLE = re.compile(r"[^\\\"$`]+")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-]")
_CONTINUED = re.compile(r"\\\r?\n")
_ESCAPED_IN_BACKTICKS = re.compile(r"\\([`\\$])")


class WordReader:
    """A position in a text, and how words are read from there."""

    def __init__(self, text: str, line: int, depth: int) -> None:
        self.text, self.at, self.depth = text, 0, depth
        self._first_line = line
        self._ends = [match.start() for match in re.finditer("\n", text)]
        self._documents: list[tuple[str, bool]] = []

    def line(self) -> int:
        """The number of the line that the position is in."""
        return self._first_line + bisect_right(self._ends, self.at - 1)

    def refused(self, what: str) -> ShellRefused:
        """Make the error for this place."""
        return ShellRefused(what, self.line())

    def peek(self) -> str:
        """The next character, "" at the end."""
        return self.text[self.at : self.at + 1]

    def skip_blanks(self) -> None:
        """Go on to what is no blank, in the same line."""
        if match := _BLANKS.match(self.text, self.at):
            self.at = match.end()

    def skip_comment(self) -> None:
        """Go on over blanks and a comment, in the same line."""
        self.skip_blanks()
        if match := _COMMENT.match(self.text, self.at):
            self.at = match.end()

    def skip_lines(self, *, comments: bool = True) -> None:
        """Go on over blanks, comments and line ends; read documents that are due."""
        while True:
            self.skip_blanks()
            if comments and (match := _COMMENT.match(self.text, self.at)):
                self.at = match.end()
            elif self.peek() == "\n":
                self.at += 1
                self._read_documents()
            else:
                return

    def expect_document(self, mark: Word, *, indented: bool) -> None:
        """Note that a document ends with `mark`; it begins after the line."""
        text = "".join(part.text or "" for part in mark.parts) or mark.raw
        self._documents.append((text.replace("\\", ""), indented))

    def _read_documents(self) -> None:
        for mark, indented in self._documents:
            while True:
                if self.at >= len(self.text):
                    raise self.refused(f"the document up to {mark[:40]!r} is never closed")
                end = self.text.find("\n", self.at)
                end = len(self.text) if end < 0 else end
                line = self.text[self.at : end].rstrip("\r")
                self.at = min(end + 1, len(self.text))
                if (line.lstrip("\t") if indented else line) == mark:
                    break
        self._documents.clear()

    def word(self, *, assigns: bool = False) -> Word | None:
        """Read the word that begins here; None where none does."""
        start = self.at
        if self.peek() == "#":
            match = _COMMENT.match(self.text, self.at)
            self.at = match.end() if match else self.at
            return None
        parts: list[Part] = []
        plain: list[str] = []
        while self.at < len(self.text):
            part = self._part(plain, assigns=assigns)
            if part is None:
                break
            if part.kind != "plain":
                self._close(parts, plain)
                parts.append(part)
        self._close(parts, plain)
        if self.at == start:
            return None
        raw = _CONTINUED.sub("", self.text[start : self.at])
        return Word(raw, tuple(parts)) if parts or raw else None

    def _close(self, parts: list[Part], plain: list[str]) -> None:
        if plain:
            parts.append(Part("plain", "".join(plain)))
            plain.clear()

    def _part(self, plain: list[str], *, assigns: bool) -> Part | None:
        """Read one part; plain text goes to `plain`, None where the word is over."""
        if match := _PLAIN.match(self.text, self.at):
            self.at = match.end()
            plain.append(match[0])
            return Part("plain")
        sign = self.text[self.at]
        if sign == "\\":
            taken = _CONTINUED.match(self.text, self.at)
            if taken is None:
                plain.append(self.text[self.at : self.at + 2])
            self.at = taken.end() if taken else min(self.at + 2, len(self.text))
            return Part("plain")
        if sign == "'":
            return self._single(self.at + 1)
        if sign == '"':
            return self._double()
        if sign == "$":
            return self._filled(plain)
        if sign == "`":
            return self._backticks()
        if sign in "<>" and self.text.startswith("(", self.at + 1):
            self.at += 2
            return self._substitution("process" if sign == "<" else "other")
        if sign == "(" and self._opens_pattern(plain, assigns=assigns):
            self.at += 1
            self._skip_to(")")
            return Part("other")
        return None

    def _opens_pattern(self, plain: list[str], *, assigns: bool) -> bool:
        """`@(a|b)` is a pattern, and `name=(a b)` a list."""
        before = plain[-1][-1:] if plain else ""
        return bool(before) and (before in "?*+@!" or (assigns and before == "="))

    def _single(self, start: int) -> Part:
        end = self.text.find("'", start)
        if end < 0:
            raise self.refused("a single quote is never closed")
        self.at = end + 1
        return Part("single", self.text[start:end])

    def _escaped(self) -> Part:
        """Read `$'...'`, in which a backslash keeps the quote open."""
        at = start = self.at + 2
        while at < len(self.text) and self.text[at] != "'":
            at += 2 if self.text[at] == "\\" else 1
        if at >= len(self.text):
            raise self.refused("a single quote is never closed")
        self.at = at + 1
        return Part("single", self.text[start:at])

    def _double(self) -> Part:
        self.at += 1
        plain: list[str] = []
        statements: list[Statement] = []
        is_plain = True
        while self.at < len(self.text):
            if match := _IN_DOUBLE.match(self.text, self.at):
                self.at = match.end()
                plain.append(match[0])
                continue
            sign = self.text[self.at]
            if sign == '"':
                self.at += 1
                text = _CONTINUED.sub("", "".join(plain))
                return Part("double", text if is_plain and text else None, statements)
            if sign == "\\":
                plain.append(self.text[self.at : self.at + 2])
                self.at += 2
                continue
            part = self._filled(plain, quoted=True) if sign == "$" else self._backticks()
            if part.kind != "plain":
                is_plain = False
                statements += part.statements
        raise self.refused("a double quote is never closed")

    def _filled(self, plain: list[str], *, quoted: bool = False) -> Part:
        """Read what follows a dollar sign."""
        following = self.text[self.at + 1 : self.at + 2]
        if following == "(":
            return self._parenthesis()
        if following == "{":
            self.at += 2
            return Part("other", None, self._skip_to("}"))
        if following == "[":
            self.at += 2
            self._skip_to("]")
            return Part("other")
        if following == "'" and not quoted:
            return self._escaped()
        if following == '"' and not quoted:
            self.at += 1
            return self._double()
        if match := _NAME.match(self.text, self.at + 1):
            self.at = match.end()
            return Part("other")
        self.at += 1
        plain.append("$")
        return Part("plain")

    def _parenthesis(self) -> Part:
        if self.text.startswith("$((", self.at) and (end := self.arithmetic_end(self.at + 3)):
            self.at = end
            return Part("other")
        self.at += 2
        return self._substitution("other")

    def _substitution(self, kind: str) -> Part:
        inner = self.statements(frozenset())
        if self.peek() != ")":
            raise self.refused("'$(' is never closed")
        self.at += 1
        return Part("process" if kind == "process" else "other", None, inner)

    def _backticks(self) -> Part:
        at = start = self.at + 1
        while at < len(self.text) and self.text[at] != "`":
            at += 2 if self.text[at] == "\\" else 1
        if at >= len(self.text):
            raise self.refused("a backtick is never closed")
        inner = _ESCAPED_IN_BACKTICKS.sub(r"\1", self.text[start:at])
        line = self.line()
        self.at = at + 1
        return Part("other", None, self.inner(inner, line))

    def _skip_to(self, closer: str) -> list[Statement]:
        """Go on past the sign that closes here; give the commands that run in between."""
        found: list[Statement] = []
        self.depth += 1
        if self.depth > 60:  # noqa: PLR2004  deeper than any statement may be
            raise self.refused("words are nested too deeply")
        opener = {")": "(", "]": "[", "}": ""}[closer]
        level = 1
        while self.at < len(self.text):
            sign = self.text[self.at]
            if sign == closer:
                self.at += 1
                level -= 1
                if not level:
                    self.depth -= 1
                    return found
            elif sign == opener:
                self.at += 1
                level += 1
            elif sign == "\\":
                self.at += 2
            elif sign == "'" and closer != "}":
                self._single(self.at + 1)
            elif sign in '"`$':
                part = (
                    self._double()
                    if sign == '"'
                    else self._backticks()
                    if sign == "`"
                    else self._filled([])
                )
                found += part.statements
            else:
                self.at += 1
        raise self.refused(f"{closer!r} is missing")

    def arithmetic_end(self, start: int) -> int:
        """The position after the `))` that closes; 0 where it is no arithmetic."""
        level = 2
        for match in re.compile(r"[()]").finditer(self.text, start):
            level += 1 if match[0] == "(" else -1
            if level == 0:
                return match.end() if self.text[match.end() - 2] == ")" else 0
        return 0

    def statements(self, closers: frozenset[str], *, needed: bool = False) -> list[Statement]:
        """Read statements; the grammar gives this."""
        raise NotImplementedError

    def inner(self, text: str, line: int) -> list[Statement]:
        """Read a script in the script; the grammar gives this."""
        raise NotImplementedError
