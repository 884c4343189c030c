# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the SPDX list and the two lists of free licences say of an id; the lists are TOML."""

import functools
from importlib import resources

import msgspec

from commonweal.formats.spdx.expression import library_ids


class _Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    newer: frozenset[str]
    osi_approved: frozenset[str]
    fsf_libre: frozenset[str]
    deprecated: frozenset[str]


@functools.cache
def _lists() -> _Lists:
    content = resources.files(__package__).joinpath("licences.toml").read_bytes()
    return msgspec.toml.decode(content, type=_Lists)


def is_osi_approved(spdx: str) -> bool:
    """Tell whether the Open Source Initiative approved the licence; the id must match exactly."""
    return spdx in _lists().osi_approved


def is_fsf_libre(spdx: str) -> bool:
    """Tell whether the Free Software Foundation lists the licence as free."""
    return spdx in _lists().fsf_libre


def is_deprecated(spdx: str) -> bool:
    """Tell whether SPDX advises against the id."""
    return spdx in _lists().deprecated


def is_known(spdx: str) -> bool:
    """Tell whether SPDX knows the id as a licence or exception, in exactly this spelling."""
    return spdx in known_ids()


@functools.cache
def known_ids() -> frozenset[str]:
    """All ids of licences and exceptions."""
    lists = _lists()
    return library_ids() | lists.newer | lists.osi_approved | lists.fsf_libre | lists.deprecated
