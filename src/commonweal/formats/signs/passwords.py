# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""See passwords and keys that a configuration file sets; the value is looked at and let go.

A password has no shape. What tells it is the name it is given to, in a file that
exists to set values: everywhere else the same line may be code, a manual or a
translation.
"""

import re
from collections.abc import Iterator
from itertools import islice

from commonweal.formats.signs.assigned import Form, Setting, form_of, settings

CONFIG_PASSWORD = "config_password"  # noqa: S105  the name of a sign
MOST = 20

# Keys of a service that the pages of such a site hand to every reader.
_PUBLISHED = re.compile(r"(?:^|/)(?:mkdocs|_config|docusaurus|hugo|netlify)[^/]*$", re.IGNORECASE)
_NEEDLES = (b"pass", b"pwd", b"secret", b"token", b"key", b"://")
_PASSWORD = re.compile(r"(?:password|passwd|passphrase|passwort|pwd)$", re.IGNORECASE)
_KEY = re.compile(
    r"(?:secret|token|(?:secret|api|auth|access|private|encryption|signing|account|master)[._-]?key)$",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:user|user[._-]?name|login|database|db|db[._-]?name|schema|role)$")
# Such keys are shown to every visitor of a page, by design.
_PUBLIC = re.compile(r"public|publishable|site[._-]?key|maps?[._-]|search|algolia", re.IGNORECASE)
_IN_ADDRESS = re.compile(
    r"://(?P<user>[^\s:/@\"'<>{}]{1,60}):(?P<value>[^\s/@\"'<>]{1,100})@(?P<host>[\w.-]{1,200})",
    re.ASCII,
)
# Of strings that open a connection: words with values, in one value.
_IN_STRING = re.compile(
    r"""(?<![\w.-])(?:password|passwd|pwd)=(?P<value>[^\s;&,|"'<>()]{1,100})""", re.IGNORECASE
)
_OWN_HOST = re.compile(r"localhost$|127\.|0\.0\.0\.0|host\.docker|example\.", re.IGNORECASE)

# A reference to a value that is kept elsewhere, or a value that is sealed.
_REFERENCE = re.compile(
    r"[$%@<{}!*&|>#\[(]|enc[\[(]|vault:|secret:|ssm:|env[:.(]|file:|op:|arn:|ref\+|(?:https?|jdbc):"
    r"|~?\.{0,2}/|[A-Za-z]:\\",
    re.IGNORECASE,
)
_EXPRESSION = re.compile(r"[(){}<>]|\$\(|\.get|environ")
# Words that stand for a value, and passwords that everybody knows. Longer ones come first.
_MADE_UP = re.compile(
    r"(?:placeholder|credentials?|passphrase|passwords?|passwort|undefined|disabled|required|optional"
    r"|changeme|replace|changeit|insecure|postgresql|postgres|database|username|anonymous|foobared"
    r"|default|example|boolean|integer|generated?|mariadb|rabbitmq|wordpress|minioadmin|minio"
    r"|encryption|private|security|secrets?|passwd|access|change|number|object|hidden|masked|string"
    r"|dummy|sample|insert|nobody|qwerty|letmein|welcome|sekret|tokens?|admin|mysql|redis|mongo|guest"
    r"|empty|false|local|token|apikey|basic|value|keys?|auth|your|here|none|null|test|true|user|root"
    r"|demo|fake|some|this|that|todo|text|bool|pass|fill|dev|jwt|api|pwd|str|int|nil|yes|abc|foo|bar"
    r"|baz|set|the|off|not|for|and|no|on|me|my|in|it|is|to|of|an|db|x+|a)*+",
    re.IGNORECASE,
)
_NO_LETTER = re.compile(r"[^A-Za-z]+")
_RANDOM = re.compile(r"(?=[^\d]*\d)(?=[^A-Za-z]*[A-Za-z])[\w+/=.~-]{12,400}", re.ASCII)
# What is quoted in code is no reference: it may have any sign.
_LITERAL = re.compile(r"(?=[^\d]*\d)(?=[^A-Za-z]*[A-Za-z])[!-~]{24,200}", re.ASCII)
# Names of fields, types and routes are words that belong together.
_ASKED = re.compile(r"[a-z]_[a-z]|^[A-Z]?[a-z]+(?:[A-Z][a-z]+)+$|^[a-z.-]+$")
_SHORTEST = 4
_FEWEST_CHARACTERS = 3


def is_configuration(path: str) -> bool:
    """Tell by the name whether a file sets values and is no table of translated texts."""
    return form_of(path) != ""


def passwords_in(path: str, content: bytes) -> Iterator[int]:
    """Give the lines, from 1, that set a password or a key; at most `MOST`, never a value."""
    form = form_of(path)
    if not form or b"\0" in content[:8000]:
        return
    lowered = content.lower()
    if any(needle in lowered for needle in _NEEDLES):
        yield from islice(_lines(path, form, content), MOST)


def _lines(path: str, form: Form, content: bytes) -> Iterator[int]:
    is_published = _PUBLISHED.search(path) is not None
    found = list(settings(form, content))
    # Who is let in by their own name, or by that of the database, is let in by no secret.
    names = {setting.value.casefold() for setting in found if _NAME.search(setting.name.casefold())}
    last = 0
    for setting in found:
        if setting.number == last or setting.value.casefold() in names:
            continue
        if _is_set(setting, is_published=is_published) or _is_within(setting.line):
            last = setting.number
            yield last


def _is_set(setting: Setting, *, is_published: bool) -> bool:
    name, value = setting.name, setting.value
    if _PASSWORD.search(name):
        return _is_own(value) and not (setting.is_literal and _ASKED.search(value))
    if is_published or not _KEY.search(name) or _PUBLIC.search(name):
        return False
    if setting.is_literal and _LITERAL.fullmatch(value):
        return _is_chosen(value)
    return _RANDOM.fullmatch(value) is not None and _is_own(value)


def _is_within(line: str) -> bool:
    """Look into addresses and strings that open a connection."""
    address = _IN_ADDRESS.search(line)
    if (
        address
        and address["user"].casefold() != address["value"].casefold()
        and not _OWN_HOST.match(address["host"])
        and _is_own(address["value"])
    ):
        return True
    string = _IN_STRING.search(line)
    return string is not None and _is_own(string["value"])


def _is_own(value: str) -> bool:
    """Tell a value that somebody chose from a placeholder, a reference and a word all know."""
    if len(value) < _SHORTEST or len(set(value)) < _FEWEST_CHARACTERS:
        return False
    if any(sign.isspace() for sign in value):
        return False
    if _REFERENCE.match(value) or _EXPRESSION.search(value):
        return False
    return _is_chosen(value)


def _is_chosen(value: str) -> bool:
    letters = _NO_LETTER.sub("", value)
    return bool(letters) and _MADE_UP.fullmatch(letters) is None
