# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Read the grammar of bash and sh: lists, pipes, compound commands and calls.

What a word expands to is not worked out. A script whose structure does not close
is refused as a whole, as a shell would.
"""

import re

from commonweal.syntax.shell.syntax import (
    Call,
    Group,
    Pipe,
    Redirect,
    ShellRefused,
    Statement,
    Word,
)
from commonweal.syntax.shell.words import WordReader

SIZE_LIMIT = 256 * 1024
DEPTH_LIMIT = 40

_CLOSERS = frozenset({"then", "elif", "else", "fi", "do", "done", "esac", "}"})
_DECLARING = frozenset({"export", "declare", "local", "readonly", "typeset", "nameref", "let"})
_ASSIGNED = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\[[^\]\n]{0,200}\])?\+?=")
_REDIRECT = re.compile(
    r"(?:[0-9]{1,4}|\{[A-Za-z_][A-Za-z0-9_]*\})?(&>>|&>|<<<|<<-|<<|<>|<&|>>|>&|>\||<|>)"
)
_NAME = re.compile(r"[^\s;&|<>()'\"$`\\#]+")


def parse_shell(text: str, *, line: int = 1, depth: int = 0) -> list[Statement]:
    """Read a script; `line` is the number of its first line. Every failure is a `ShellRefused`."""
    if len(text) > SIZE_LIMIT:
        raise ShellRefused(f"the script has {len(text):,} characters; at most {SIZE_LIMIT:,}")
    return _Parser(text, line, depth).program()


class _Parser(WordReader):
    """Goes through the text once; the position is that of the next character."""

    def program(self) -> list[Statement]:
        found = self.statements(frozenset())
        if self.at < len(self.text):
            raise self.refused(f"unexpected {self.text[self.at]!r}")
        return found

    def statements(  # noqa: C901  the ends of a list, each with its rule
        self, closers: frozenset[str], *, needed: bool = False
    ) -> list[Statement]:
        """Read statements up to a word or sign that closes them; it is not taken."""
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise self.refused(f"commands are nested deeper than {DEPTH_LIMIT}")
        found: list[Statement] = []
        while True:
            self.skip_lines()
            if (
                self.at >= len(self.text)
                or self.peek() == ")"
                or self.text.startswith(";;", self.at)
            ):
                break
            if self.text.startswith(";&", self.at):
                break
            word = self.peek_word()
            if word in closers:
                break
            if word in _CLOSERS:
                raise self.refused(f"{word!r} stands where a command begins")
            found.append(self._and_or())
            self.skip_comment()
            if self.text.startswith((";;", ";&"), self.at):
                break
            if self.peek() in (";", "&") and not self.text.startswith("&&", self.at):
                self.at += 1
            elif self.at < len(self.text) and self.peek() not in ("\n", ")"):
                raise self.refused(f"unexpected {self.peek()!r}")
        self.depth -= 1
        if needed and not found:
            raise self.refused("a command is missing")
        return found

    def _and_or(self) -> Statement:
        first = self._pipeline()
        found = [first]
        while True:
            self.skip_blanks()
            if not self.text.startswith(("&&", "||"), self.at):
                return first if len(found) == 1 else Group(first.line, found)
            self.at += 2
            self.skip_lines()
            found.append(self._pipeline())

    def _pipeline(self) -> Statement:
        self.skip_blanks()
        while self.peek_word() in ("!", "time"):
            self.take_word_text()
            self.skip_blanks()
            if self.at >= len(self.text) or self.peek() in "\n;":
                return Group(self.line())
        left = self._command()
        while True:
            self.skip_blanks()
            if self.peek() != "|" or self.text.startswith("||", self.at):
                return left
            takes_errors = self.text.startswith("|&", self.at)
            self.at += 2 if takes_errors else 1
            self.skip_lines()
            left = Pipe(left.line, left, self._command(), takes_errors)

    def _command(self) -> Statement:
        self.skip_blanks()
        if self.at >= len(self.text) or self.peek() in ";&|)\n":
            raise self.refused("a command is missing")
        if self.peek() == "(":
            return self._with_redirects(self._subshell())
        word = self.peek_word()
        reader = {
            "if": self._if,
            "while": self._while,
            "until": self._while,
            "for": self._for,
            "select": self._for,
            "case": self._case,
            "function": self._function,
            "[[": self._test,
            "{": self._braces,
        }.get(word)
        if reader is not None:
            return self._with_redirects(reader())
        if word in _CLOSERS:
            raise self.refused(f"{word!r} stands where a command begins")
        return self._call()

    def _subshell(self) -> Group:
        line = self.line()
        if self.text.startswith("((", self.at) and (end := self.arithmetic_end(self.at + 2)):
            self.at = end
            return Group(line)
        self.at += 1
        inner = self.statements(frozenset(), needed=True)
        self.expect(")")
        return Group(line, inner)

    def _braces(self) -> Group:
        line = self.line()
        self.at += 1
        inner = self.statements(frozenset({"}"}), needed=True)
        self.keyword("}")
        return Group(line, inner)

    def _if(self) -> Group:
        line, found = self.line(), list[Statement]()
        self.keyword("if")
        while True:
            found += self.statements(frozenset({"then"}), needed=True)
            self.keyword("then")
            found += self.statements(frozenset({"elif", "else", "fi"}), needed=True)
            if self.peek_word() != "elif":
                break
            self.keyword("elif")
        if self.peek_word() == "else":
            self.keyword("else")
            found += self.statements(frozenset({"fi"}), needed=True)
        self.keyword("fi")
        return Group(line, found)

    def _while(self) -> Group:
        line = self.line()
        self.take_word_text()
        found = self.statements(frozenset({"do"}), needed=True)
        return Group(line, found + self._do())

    def _do(self) -> list[Statement]:
        if self.peek_word() == "{":
            return self._braces().statements
        self.keyword("do")
        found = self.statements(frozenset({"done"}), needed=True)
        self.keyword("done")
        return found

    def _for(self) -> Group:
        group = Group(self.line())
        self.take_word_text()
        self.skip_blanks()
        if self.text.startswith("((", self.at):
            end = self.arithmetic_end(self.at + 2)
            if not end:
                raise self.refused("'((' is never closed")
            self.at = end
        else:
            if not self.take_word_text():
                raise self.refused("a name is missing after 'for'")
            self.skip_lines()
            if self.peek_word() == "in":
                self.keyword("in")
                group.words = self._rest_of_line()
        self.skip_blanks()
        if self.peek() == ";":
            self.at += 1
        self.skip_lines()
        group.statements = self._do()
        return group

    def _rest_of_line(self) -> list[Word]:
        words: list[Word] = []
        while True:
            self.skip_blanks()
            if self.at >= len(self.text) or self.peek() in ";\n":
                return words
            word = self.word()
            if word is None:
                raise self.refused(f"unexpected {self.peek()!r}")
            words.append(word)

    def _case(self) -> Group:
        group = Group(self.line())
        self.keyword("case")
        self.skip_blanks()
        subject = self.word()
        if subject is None:
            raise self.refused("a word is missing after 'case'")
        group.words.append(subject)
        self.skip_lines()
        self.keyword("in")
        self.skip_lines()
        while self.peek_word() != "esac":
            self._pattern()
            group.statements += self.statements(frozenset({"esac"}))
            if self.text.startswith((";;&", ";;", ";&"), self.at):
                self.at += 3 if self.text.startswith(";;&", self.at) else 2
                self.skip_lines()
            elif self.peek_word() != "esac":
                raise self.refused("'case' is never closed")
        self.keyword("esac")
        return group

    def _pattern(self) -> None:
        if self.peek() == "(":
            self.at += 1
        while True:
            self.skip_blanks()
            if self.word() is None:
                raise self.refused("a pattern is missing")
            self.skip_blanks()
            if self.peek() != "|":
                break
            self.at += 1
        self.expect(")")

    def _function(self) -> Group:
        line = self.line()
        self.keyword("function")
        self.skip_blanks()
        self.take_word_text()
        self.skip_blanks()
        if self.peek() == "(":
            self.at += 1
            self.skip_blanks()
            self.expect(")")
        self.skip_lines()
        return Group(line, [self._command()])

    def _test(self) -> Group:
        """Read `[[ ... ]]`, in which signs have other meanings; commands in it count."""
        group = Group(self.line())
        self.at += 2
        while True:
            self.skip_lines(comments=False)
            if self.at >= len(self.text):
                raise self.refused("'[[' is never closed")
            if self.peek_word() == "]]":
                self.at += 2
                return group
            word = self.word()
            if word is None:
                self.at += 1
            else:
                group.words.append(word)

    def _with_redirects(self, group: Group) -> Group:
        while True:
            self.skip_blanks()
            redirect = self._redirect()
            if redirect is None:
                return group
            group.words.append(redirect.target)

    def _redirect(self) -> Redirect | None:
        match = _REDIRECT.match(self.text, self.at)
        if match is None or (match[0] in ("<", ">") and self.text.startswith("(", match.end())):
            return None
        self.at = match.end()
        self.skip_blanks()
        target = self.word()
        if target is None:
            raise self.refused("a name is missing after a redirect")
        if match[1] in ("<<", "<<-"):
            self.expect_document(target, indented=match[1] == "<<-")
        return Redirect(match[1], target)

    def _call(self) -> Statement:
        call = Call(self.line())
        is_declaring = False
        while True:
            self.skip_blanks()
            if redirect := self._redirect():
                call.redirects.append(redirect)
                continue
            if not call.words and _ASSIGNED.match(self.text, self.at):
                call.others.append(self._assignment())
                continue
            word = self.word(assigns=is_declaring)
            if word is None:
                break
            if not call.words and not call.others and word.raw in _DECLARING:
                is_declaring = True
            (call.others if is_declaring else call.words).append(word)
            self.skip_blanks()
            is_first = len(call.words) == 1 and not (call.others or call.redirects)
            if is_first and self.peek() == "(":
                return self._declared_function(call.line)
        if self.peek() == "(":
            raise self.refused("unexpected '('")
        if not (call.words or call.others or call.redirects):
            raise self.refused("a command is missing")
        return call

    def _assignment(self) -> Word:
        word = self.word(assigns=True)
        if word is None:
            raise self.refused("an assignment is not closed")
        return word

    def _declared_function(self, line: int) -> Group:
        self.at += 1
        self.skip_blanks()
        self.expect(")")
        self.skip_lines()
        return Group(line, [self._command()])

    def peek_word(self) -> str:
        """The plain word that begins here, "" where none does."""
        self.skip_blanks()
        match = _NAME.match(self.text, self.at)
        if match is None or (match.end() < len(self.text) and self.text[match.end()] in "'\"$`\\"):
            return ""
        return match[0]

    def take_word_text(self) -> str:
        """Take the plain word that begins here."""
        word = self.peek_word()
        self.at += len(word)
        return word

    def keyword(self, word: str) -> None:
        """Take a reserved word that must stand here."""
        self.skip_lines()
        if self.peek_word() != word:
            raise self.refused(f"{word!r} is missing")
        self.at += len(word)

    def expect(self, token: str) -> None:
        """Take a sign that must stand here."""
        self.skip_lines()
        if not self.text.startswith(token, self.at):
            raise self.refused(f"{token!r} is missing")
        self.at += len(token)

    def inner(self, text: str, line: int) -> list[Statement]:
        return parse_shell(text, line=line, depth=self.depth + 1)
