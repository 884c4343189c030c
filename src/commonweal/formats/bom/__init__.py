# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Bills of materials, written: CycloneDX, SPDX, and VEX in two forms. Read in `packages`."""

from commonweal.formats.bom.bill import (
    APART,
    Affected,
    Bill,
    Component,
    Looked,
    Place,
    Product,
    Statement,
    Vulnerability,
)
from commonweal.formats.bom.cyclonedx import write_cyclonedx, write_cyclonedx_vex
from commonweal.formats.bom.declared import Stated, declared_licence
from commonweal.formats.bom.gather import Files, Line, components_of, direct_needs
from commonweal.formats.bom.openvex import write_openvex
from commonweal.formats.bom.recognise import usual_name
from commonweal.formats.bom.spdx import write_spdx
from commonweal.formats.bom.words import gaps

__all__ = [
    "APART",
    "Affected",
    "Bill",
    "Component",
    "Files",
    "Line",
    "Looked",
    "Place",
    "Product",
    "Stated",
    "Statement",
    "Vulnerability",
    "components_of",
    "declared_licence",
    "direct_needs",
    "gaps",
    "usual_name",
    "write_cyclonedx",
    "write_cyclonedx_vex",
    "write_openvex",
    "write_spdx",
]
