# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which names a file gives values to, line by line: settings, markup, and code that is settings.

Only files that exist to set values are read: anywhere else a line that looks the same may be
code that asks for a password, a manual or a translation.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_ENDINGS = frozenset(
    {"properties", "yml", "yaml", "env", "ini", "cfg", "conf", "cnf", "config", "toml"}
)
_NAMES = frozenset({".npmrc", ".pypirc", "pip.conf"})
# Of these languages only files that are named for their settings are read.
_DATA = frozenset({"json", "json5", "jsonc"})
_MARKUP = frozenset({"xml", "config"})
_CODE = frozenset({"py", "php", "js", "cjs", "mjs", "ts", "rb", "exs", "groovy", "ps1"})
_NAMED_FOR_SETTINGS = re.compile(
    r"(?:^|[._-])(?:(?:app)?settings?|conf(?:ig(?:uration)?s?)?|secrets?|credentials?|database|datasources?"
    r"|connections?|parameters|env|environment|local|persistence|hibernate|context|server|standalone"
    r"|applicationcontext|dbconfig|ds)(?:[._-]|$)",
    re.IGNORECASE,
)
# Words that name a file of settings in a folder of source code name a part of a program there.
_CODE_NAMED = re.compile(
    r"(?:^|[._-])(?:settings?|conf(?:ig(?:uration)?s?)?|secrets?|credentials?|env(?:ironment)?)(?:[._-]|$)",
    re.IGNORECASE,
)
_OF_TESTS = re.compile(r"(?:^|[._-])(?:tests?|spec)(?:[._-]|$)", re.IGNORECASE)
# What tools of development ask for is no service of anybody.
_OF_TOOLS = re.compile(
    r"(?:^|/)(?:package|package-lock|composer|tsconfig|jsconfig|bower|lerna|angular|renovate|babel"
    r"|webpack|rollup|vite|jest|karma|eslint|prettier|tailwind|postcss|svelte|nuxt|next|playwright"
    r"|cypress|commitlint|stylelint|metro|vue|gulpfile|gruntfile|conftest|pom|build)[^/]*$",
    re.IGNORECASE,
)
# Texts of a user interface have the same keys, with words as values.
_TRANSLATED = re.compile(
    r"(?:^|/)(?:locales?|i18n|l10n|lang|langs|languages?|translations?|messages?)(?:/|[._-][^/]*$)"
    r"|_[a-z]{2}(?:_[a-z]{2})?\.properties$",
    re.IGNORECASE,
)

Form = Literal["", "lines", "markup", "code"]

_LONGEST_LINE = 500
_MOST_LINES = 20_000
_SETTING = re.compile(
    r"""\s{0,40}(?:-\s{1,8})?(?:export\s{1,8})?["']?(?P<name>[\w./:\[\]-]{1,120})["']?"""
    r"\s{0,20}(?:=|:(?=\s|$))\s{0,20}(?P<value>.*)",
    re.ASCII,
)
_ELEMENT = re.compile(r"<(?P<name>[\w.:-]{1,120})>(?P<value>[^<>]{1,200})</", re.ASCII)
_ATTRIBUTE = re.compile(
    r"""(?<![\w.:-])(?P<name>[\w.:-]{1,120})\s{0,4}=\s{0,4}(?P<quote>["'])(?P<value>[^"'<>]{1,400})(?P=quote)""",
    re.ASCII,
)
# Of such pairs of attributes the first one names what the second one sets.
_NAMING, _SETTING_TO = frozenset({"name", "key"}), frozenset({"value"})
_NAMED_ELEMENT = re.compile(
    r"""<\w{1,40}\s{1,8}(?:name|key)=["'](?P<name>[\w.:-]{1,120})["']>(?P<value>[^<>]{1,200})</""",
    re.ASCII,
)
_ASSIGNED = re.compile(
    r"""(?<!\w)(?P<name>\w{1,80})["']?\]?\s{0,20}(?:=>|[:=,])\s{0,20}[rbu]?(?P<quote>["'])"""
    r"""(?P<value>[^"']{1,200})(?P=quote)\s{0,4}(?:[,;)}\]]|$|//|#)""",
    re.ASCII,
)


class Setting(NamedTuple):
    """A line of a file, with the name that it sets and the value; both empty where it sets none.

    `is_literal` tells a text that is quoted in code: no reference, whatever it looks like.
    """

    number: int
    line: str
    name: str
    value: str
    is_literal: bool = False


def form_of(path: str) -> Form:
    """Tell by the name how a file sets values; "" where it does not, or where it is translated."""
    name = path.rpartition("/")[2].casefold()
    stem, _, ending = name.rpartition(".")
    if _TRANSLATED.search(path):
        return ""
    if name in _NAMES or name.startswith(".env"):
        return "lines"
    if ending == "config" and stem:
        return "markup"
    if "." in name and ending in _ENDINGS:
        return "lines"
    if _OF_TOOLS.search(path):
        return ""
    if ending in _CODE:
        return "code" if _CODE_NAMED.search(stem) and not _OF_TESTS.search(stem) else ""
    if not _NAMED_FOR_SETTINGS.search(stem):
        return ""
    return "markup" if ending in _MARKUP else "lines" if ending in _DATA else ""


def settings(form: Form, content: bytes) -> Iterator[Setting]:
    """Give what each line sets, and each line once at least; remarks are left out."""
    named = ""
    for number, raw in enumerate(content.split(b"\n", _MOST_LINES)[:_MOST_LINES], 1):
        line = raw[: _LONGEST_LINE + 1].decode("utf-8", "replace").rstrip()
        if len(line) > _LONGEST_LINE or line.lstrip()[:1] in {"#", ";", "!"}:
            continue
        if form == "code":
            yield from _of_code(number, line)
            continue
        if form == "markup":
            yield from _of_markup(number, line)
            if line.lstrip()[:1] == "<":
                continue
        match = _SETTING.match(line)
        name, value = (match["name"], _bare(match["value"])) if match else ("", "")
        # Lists of variables have the name on one line and the value on the next.
        key = named if name.casefold() == "value" and named else name
        named = value if name.casefold() == "name" else ""
        yield Setting(number, line, key, value)


def _of_code(number: int, line: str) -> Iterator[Setting]:
    if line.lstrip()[:2] in {"//", "/*", "* "}:
        return
    yield Setting(number, line, "", "")
    for match in _ASSIGNED.finditer(line):
        yield Setting(number, line, match["name"], match["value"], is_literal=True)


def _of_markup(number: int, line: str) -> Iterator[Setting]:
    if line.lstrip()[:4] == "<!--":
        return
    yield Setting(number, line, "", "")
    for pattern in (_ELEMENT, _NAMED_ELEMENT):
        for match in pattern.finditer(line):
            yield Setting(number, line, match["name"], match["value"].strip())
    named = ""
    for match in _ATTRIBUTE.finditer(line):
        name, value = match["name"].casefold(), match["value"].strip()
        if name in _NAMING:
            named = value
        elif name in _SETTING_TO and named:
            yield Setting(number, line, named, value)
        else:
            yield Setting(number, line, match["name"], value)


def _bare(value: str) -> str:
    """Take quotes and what follows them, or a remark, off a value."""
    value = value.strip()
    if value[:1] in {'"', "'"}:
        return value[1:].partition(value[0])[0]
    return re.split(r"\s[#;]", value, maxsplit=1)[0].strip().rstrip(",")
