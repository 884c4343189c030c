# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the licence of a package means for those who use it; what is not understood is unknown."""

import re
from typing import Literal

from commonweal.formats.spdx.flags import is_fsf_libre, is_known, is_osi_approved
from commonweal.formats.spdx.public_goods import is_for_content, is_for_public_goods, licence_family
from commonweal.packages.licences.declared import spdx_ids

LicenceClass = Literal["permissive", "content", "copyleft", "not_open", "unknown"]
# From what asks least of a user to what nobody can tell: of all that hold together the last counts.
LICENCE_CLASSES: tuple[LicenceClass, ...] = (
    "permissive", "content", "copyleft", "not_open", "unknown",
)  # fmt: skip
# Of several to choose from the first counts: a licence for software before one that is not.
_BEST: tuple[LicenceClass, ...] = ("permissive", "copyleft", "content", "not_open", "unknown")
# Families whose works pass on to works that are made from them, wholly or file by file.
_COPYLEFT = re.compile(
    r"(?:A|L)?GPL-|MPL-|EPL-|EUPL-|CDDL-|CPAL-|CPL-|CAL-|CECILL-(?!B)|OSL-"
    r"|MS-RL|RPL-|RPSL-|QPL-|IPL-|SPL-|SISSL|Sleepycat|APSL-|LPL-|NPOSL-|OCLC-|Nokia|Watcom"
    r"|copyleft-next|Motosoto|NGPL|RSCPL|Vim|eCos|SimPL|LiLiQ-R|CERN-OHL-[SW]|ESA-PL-\w+-copyleft"
)
# What package managers define for software that is for nobody else.
_CLOSED = frozenset({"unlicensed", "proprietary", "commercial"})
_OR = re.compile(r"\s{1,20}OR\s{1,20}|\s{0,20}\|\|\s{0,20}", re.IGNORECASE)
_LONGEST = 1_000


def licence_class(written: str) -> LicenceClass:
    """Tell what a licence, as a file writes it, means; of alternatives the freest counts."""
    text = written[:_LONGEST].strip()
    if text.casefold() in _CLOSED:
        return "not_open"
    # Within brackets an OR is a part of something else: then all that is named counts.
    alternatives = [text] if "(" in text.strip("()") else _OR.split(text.strip("()"))
    classes = [_of_all(alternative) for alternative in alternatives]
    known = [found for found in classes if found != "unknown"]
    return min(known, key=_BEST.index, default="unknown")


def _of_all(expression: str) -> LicenceClass:
    """What all licences of an expression together mean: the one that asks most."""
    ids = spdx_ids(expression)
    return max(map(_of_one, ids), key=LICENCE_CLASSES.index, default="unknown")


def _of_one(spdx: str) -> LicenceClass:
    bare = spdx.partition(" WITH ")[0]
    if not is_known(bare):
        return "unknown"
    is_for_software = is_osi_approved(bare) or is_for_public_goods(bare, "software")
    if not is_for_software and is_for_content(bare):
        return "content"
    if not (is_for_software or is_fsf_libre(bare)):
        return "not_open"
    return "copyleft" if _COPYLEFT.match(licence_family(bare) + "-") else "permissive"
