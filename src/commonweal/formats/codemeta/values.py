# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What kind of value a term of codemeta takes; several of them are a list, and null is none."""

# Terms of a single text: no object describes them, unless as JSON-LD writes a text or an address.
_TEXTS = frozenset(
    (
        "alternateName", "buildInstructions", "codeRepository", "contIntegration",
        "continuousIntegration", "dateCreated", "dateModified", "datePublished", "description",
        "developmentStatus", "downloadUrl", "email", "embargoDate", "embargoEndDate", "endDate",
        "familyName", "givenName", "installUrl", "issueTracker", "memoryRequirements", "name",
        "permissions", "processorRequirements", "releaseNotes", "reviewAspect", "reviewBody",
        "softwareVersion", "startDate", "storageRequirements",
    )
)  # fmt: skip
_NUMBERS = frozenset(("copyrightYear", "position"))
_TEXTS_OR_NUMBERS = frozenset(("fileSize", "version"))
_FLAGS = frozenset(("isAccessibleForFree",))
_WRITTEN_OUT = ("@value", "@id", "id")


def wrong_value(term: str, value: object) -> str:
    """Say what a value must be; empty where it may be what it is, or stands in a list or object."""
    if value is None or isinstance(value, list):
        return ""
    if isinstance(value, dict):
        is_plain = term in _TEXTS and not any(key in value for key in _WRITTEN_OUT)
        return "must be a text, not an object" if is_plain else ""
    if isinstance(value, bool):
        return "" if term in _FLAGS else "must be a text, not true or false"
    if isinstance(value, int | float):
        is_number = term in _NUMBERS | _TEXTS_OR_NUMBERS
        return "" if is_number else f"must be {_kind(term)}, not a number: quote it"
    return _wrong_text(term, value) if isinstance(value, str) else ""


def _wrong_text(term: str, value: str) -> str:
    if term in _NUMBERS:
        return "" if value.strip().isdigit() else "must be a number"
    is_flag = value.casefold() in ("true", "false") or value.endswith(("/True", "/False"))
    return "must be true or false" if term in _FLAGS and not is_flag else ""


def _kind(term: str) -> str:
    return "true or false" if term in _FLAGS else "a text"
