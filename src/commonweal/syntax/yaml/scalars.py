# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a plain YAML scalar means: the core schema of YAML 1.2, and that of YAML 1.1."""

import re
from collections.abc import Callable
from typing import Literal

Version = Literal["1.2", "1.1"]
Scalar = str | int | float | bool | None

# More digits than any number that people write; conversion would be quadratic.
LONGEST_NUMBER = 400

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_TRUE = frozenset(("true", "True", "TRUE"))
_FALSE = frozenset(("false", "False", "FALSE"))
_TRUE_11 = _TRUE | {"yes", "Yes", "YES", "on", "On", "ON"}
_FALSE_11 = _FALSE | {"no", "No", "NO", "off", "Off", "OFF"}

_INTEGER = re.compile(r"[-+]?[0-9]+")
_OCTAL = re.compile(r"0o[0-7]+")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"([-+]?)\.(?:inf|Inf|INF)")
_NAN = frozenset((".nan", ".NaN", ".NAN"))

_OCTAL_11 = re.compile(r"[-+]?0[0-7_]+")
_BINARY_11 = re.compile(r"[-+]?0b[01_]+")
_HEXADECIMAL_11 = re.compile(r"[-+]?0x[0-9a-fA-F_]+")
_INTEGER_11 = re.compile(r"[-+]?(?:0|[1-9][0-9_]*)")
_FLOAT_11 = re.compile(r"[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*(?:[eE][-+][0-9]+)?")


def resolve(text: str, version: Version) -> Scalar:
    """Give the value of a plain scalar; whatever is nothing else is a string, dates among them."""
    if text in _NULL:
        return None
    is_old = version == "1.1"
    if text in (_TRUE_11 if is_old else _TRUE):
        return True
    if text in (_FALSE_11 if is_old else _FALSE):
        return False
    if len(text) > LONGEST_NUMBER or text[0] not in "+-.0123456789":
        return text
    number = _old_number(text) if is_old else _number(text)
    return text if number is None else number


def _number(text: str) -> int | float | None:
    if _INTEGER.fullmatch(text):
        return int(text)
    if _OCTAL.fullmatch(text):
        return int(text, 0)
    if _HEXADECIMAL.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        return float(text)
    return _special(text)


def _old_number(text: str) -> int | float | None:
    digits = text.replace("_", "")
    if _BINARY_11.fullmatch(text):
        return int(digits, 2) if digits[-1] in "01" else None
    if _HEXADECIMAL_11.fullmatch(text):
        return int(digits, 16) if digits[-1] not in "xX" else None
    if _OCTAL_11.fullmatch(text):
        return int(digits, 8)
    if _INTEGER_11.fullmatch(text):
        return int(digits)
    if _FLOAT_11.fullmatch(text) and any(letter.isdigit() for letter in text):
        return float(digits)
    return _special(text)


def _special(text: str) -> float | None:
    if infinite := _INFINITE.fullmatch(text):
        return float(f"{infinite[1]}inf")
    return float("nan") if text in _NAN else None


def _as_string(text: str) -> Scalar:
    return text


def _as_null(text: str) -> Scalar:
    if text not in _NULL:
        raise ValueError(text)
    return None


def _as_boolean(text: str) -> Scalar:
    value = resolve(text, "1.1")
    if not isinstance(value, bool):
        raise ValueError(text)  # noqa: TRY004  a wrong text, not a wrong type
    return value


def _as_integer(text: str) -> Scalar:
    value = resolve(text, "1.2") if text else text
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(text)  # noqa: TRY004  a wrong text, not a wrong type
    return value


def _as_float(text: str) -> Scalar:
    value = resolve(text, "1.2") if text else text
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(text)  # noqa: TRY004  a wrong text, not a wrong type
    return float(value)


_PREFIX = "tag:yaml.org,2002:"

# Tags that may stand before a scalar; each gives the value or a ValueError.
TAGGED: dict[str, Callable[[str], Scalar]] = {
    "!": _as_string,
    f"{_PREFIX}str": _as_string,
    f"{_PREFIX}null": _as_null,
    f"{_PREFIX}bool": _as_boolean,
    f"{_PREFIX}int": _as_integer,
    f"{_PREFIX}float": _as_float,
    # A date stays the string that was written.
    f"{_PREFIX}timestamp": _as_string,
}
MAPPING_TAGS = frozenset(("!", f"{_PREFIX}map"))
SEQUENCE_TAGS = frozenset(("!", f"{_PREFIX}seq"))
