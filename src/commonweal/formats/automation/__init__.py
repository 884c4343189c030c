# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What files tell by their paths alone of a project's automation: updates, CI systems, SBOMs."""

from commonweal.formats.automation.paths import ci_system, sbom_in_root, update_tool

__all__ = ["ci_system", "sbom_in_root", "update_tool"]
