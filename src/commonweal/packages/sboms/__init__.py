# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""SBOMs, written: CycloneDX, SPDX, and VEX in two forms. Read in `packages`."""

from commonweal.packages.sboms.cyclonedx import write_cyclonedx, write_cyclonedx_vex
from commonweal.packages.sboms.declared import Stated, declared_licence
from commonweal.packages.sboms.gather import Files, Line, components_of, direct_needs
from commonweal.packages.sboms.openvex import write_openvex
from commonweal.packages.sboms.recognise import usual_name
from commonweal.packages.sboms.sbom import (
    APART,
    Affected,
    Component,
    Looked,
    Place,
    Product,
    Sbom,
    Statement,
    Vulnerability,
)
from commonweal.packages.sboms.spdx import write_spdx
from commonweal.packages.sboms.wording import gaps

__all__ = [
    "APART",
    "Affected",
    "Component",
    "Files",
    "Line",
    "Looked",
    "Place",
    "Product",
    "Sbom",
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
