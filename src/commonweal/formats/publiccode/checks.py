# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a single value of publiccode.yml must be; each check gives a sentence, or nothing."""

import re
from collections.abc import Callable
from datetime import date

from commonweal.formats.cff.vocabulary import vocabulary as citable
from commonweal.formats.publiccode.graphemes import count_graphemes
from commonweal.formats.publiccode.language import is_language_tag
from commonweal.formats.publiccode.vocabulary import vocabulary
from commonweal.formats.spdx import licence_ids

# The value in, "" where it is right, else what it must be; the name of the field goes before it.
Check = Callable[[str], str]

_LONGEST_URL = 4000
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?://([^/?#]*))?([^?#]*)")
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,31}:[^\s]+", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
_MIME = re.compile(
    r" *[A-Za-z0-9][A-Za-z0-9!#$&^_-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126} *"
)
_IPA_PREFIX = "urn:x-italian-pa:"
# The index itself (23,000 codes, changed weekly) is not shipped; this is how its codes look.
_IPA_CODE = re.compile(r"[a-z0-9]{1,16}(?:[_-][a-z0-9.-]{1,12})?", re.IGNORECASE)


def one_of(*ids: str) -> Check:
    """Only these."""
    quoted = [f'"{id_}"' for id_ in ids]
    listed = f"{', '.join(quoted[:-1])} or {quoted[-1]}"
    return lambda value: "" if value in ids else f"must be one of the following: {listed}"


def at_least(count: int) -> Check:
    """So many characters as a reader counts them, or more."""
    wrong = f"must be at least {count} characters in length"
    return lambda value: "" if count_graphemes(value) >= count else wrong


def at_most(count: int) -> Check:
    """So many characters as a reader counts them, or fewer."""
    wrong = f"must be a maximum of {count} characters in length"
    return lambda value: "" if count_graphemes(value) <= count else wrong


def is_date(value: str) -> str:
    """A day that exists."""
    try:
        if _DATE.fullmatch(value):
            date.fromisoformat(value)
            return ""
    except ValueError:
        pass
    return "must be a date with format 'YYYY-MM-DD'"


def is_url(value: str) -> str:
    """An absolute URL of any scheme."""
    return "" if _split(value) else "must be a valid URL"


def is_http_url(value: str) -> str:
    """An absolute URL that a browser can open."""
    parts = _split(value)
    is_web = parts is not None and parts[0].lower() in ("http", "https") and bool(parts[1])
    return "" if is_web else "must be an HTTP URL"


def _split(value: str) -> tuple[str, str] | None:
    """Give scheme and host; None where this is no absolute URL."""
    if len(value) > _LONGEST_URL or any(ord(letter) <= ord(" ") for letter in value):
        return None
    match = _URL.match(value)
    if match is None:
        return None
    scheme, host, path = match[1], match[2], match[3]
    is_whole = bool(path) if host is None or scheme == "file" else bool(host)
    return (scheme, host or "") if is_whole else None


def is_email(value: str) -> str:
    """An address of an electronic mailbox."""
    return "" if len(value) < _LONGEST_URL and _EMAIL.fullmatch(value) else "must be a valid email"


def is_mime_type(value: str) -> str:
    """A media type."""
    return "" if _MIME.fullmatch(value) else "is not a valid MIME type"


def is_language(value: str) -> str:
    """A BCP 47 tag."""
    return "" if is_language_tag(value) else "must be a valid BCP 47 language"


def is_category(value: str) -> str:
    """One of the standard's categories."""
    return "" if value in vocabulary().categories else "must be a category of the standard's list"


def is_scope(value: str) -> str:
    """One of the standard's scopes."""
    return "" if value in vocabulary().scopes else "must be a scope of the standard's list"


def is_country(value: str) -> str:
    """A country, all in upper or all in lower case."""
    is_known = value.upper() in vocabulary().countries and (value.isupper() or value.islower())
    return "" if is_known else "must be a valid ISO 3166-1 alpha-2 two-letter country code"


def is_licence(value: str) -> str:
    """An SPDX expression of known licences."""
    # A single id of the shorter list is by far the most common, and spares loading the long one.
    is_known = value in citable().licences or bool(licence_ids(value))
    return "" if is_known else "must be a valid SPDX licence expression"


def is_supported(value: str) -> str:
    """An alias of the standard's list, a URL of a host, or a URN."""
    scheme, _, rest = value.partition(":")
    if scheme == "alias":
        known = sorted(vocabulary().supported)
        listed = ", ".join(f"alias:{alias}" for alias in known)
        return "" if rest in known else f"must be an alias that the standard knows: {listed}"
    wrong = "must be an alias of the standard's list ('alias:<name>') or a URI (URL or URN)"
    return "" if _is_uri(value) else wrong


def is_ipa_code(value: str) -> str:
    """A code as the index of Italian public administrations gives them; an empty text is none."""
    wrong = "must be a valid Italian Public Administration Code (iPA)"
    return "" if not value or _IPA_CODE.fullmatch(value) else wrong


def is_organisation_uri(value: str) -> str:
    """A URL or URN; Italian administrations by their code."""
    if value.lower().startswith(_IPA_PREFIX):
        code = value[len(_IPA_PREFIX) :]
        wrong = is_ipa_code(code or "?")
        return f"{wrong} with format '{_IPA_PREFIX}[code]'" if wrong else ""
    return "" if _is_uri(value) else "is not a valid URI"


def _is_uri(value: str) -> bool:
    """Tell a URN, or a URL with a host."""
    if len(value) >= _LONGEST_URL:
        return False
    if value[:4].lower() == "urn:":
        return _URN.fullmatch(value) is not None
    parts = _split(value)
    return parts is not None and bool(parts[1])
