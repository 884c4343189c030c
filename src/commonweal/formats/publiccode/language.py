# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Language tags (BCP 47): well formed, and of subtags that are registered."""

import functools
import re
from typing import Any

from commonweal.formats.publiccode.vocabulary import vocabulary

_LONGEST = 60
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<extended>[a-z]{3}))?(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
)
_PRIVATE = re.compile(r"x-[a-z0-9]{1,8}")


def is_language_tag(tag: str) -> bool:
    """Tell whether a tag is BCP 47; the POSIX form "en_GB" is not."""
    lowered = tag.lower()
    if len(tag) > _LONGEST:
        return False
    if _PRIVATE.fullmatch(lowered):
        return True
    match = _TAG.fullmatch(lowered)
    if match is None:
        return False
    variants = [variant for variant in match["variants"].split("-") if variant]
    return (
        _is_language(match["language"])
        and _is_script(match["script"])
        and _is_region(match["region"])
        and all(variant in vocabulary().variants for variant in variants)
    )


def _is_language(language: str) -> bool:
    return language in vocabulary().languages or language in _registered()


def _is_script(script: str | None) -> bool:
    return script is None or script.title() in _names("scripts")


def _is_region(region: str | None) -> bool:
    if region is None or region.upper() in vocabulary().countries:
        return True
    return region.upper() in _names("territories")


@functools.cache
def _registered() -> frozenset[str]:
    """Languages of the CLDR; loaded only for the rare ones."""
    from babel.core import get_global  # noqa: PLC0415  slow, and seldom needed

    return frozenset(tag.split("_")[0] for tag in get_global("likely_subtags"))


@functools.cache
def _names(kind: str) -> Any:
    from babel.core import Locale  # noqa: PLC0415  slow, and seldom needed

    return frozenset(getattr(Locale("en"), kind))
