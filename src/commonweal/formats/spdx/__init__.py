# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""SPDX licence expressions and the tags that carry them."""

from commonweal.formats.spdx.expression import expression_parts, licence_ids
from commonweal.formats.spdx.flags import (
    is_deprecated,
    is_fsf_libre,
    is_known,
    is_osi_approved,
    known_ids,
)
from commonweal.formats.spdx.public_goods import Covered, is_for_public_goods, licence_family
from commonweal.formats.spdx.suggest import suggest_licence
from commonweal.formats.spdx.tag import licence_tag

__all__ = [
    "Covered",
    "expression_parts",
    "is_deprecated",
    "is_for_public_goods",
    "is_fsf_libre",
    "is_known",
    "is_osi_approved",
    "known_ids",
    "licence_family",
    "licence_ids",
    "licence_tag",
    "suggest_licence",
]
