# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Advisories as OSV writes them (https://ossf.github.io/osv-schema): whom they concern."""

from commonweal.packages.advisories.affected import Verdict, is_affected, verdict_on
from commonweal.packages.advisories.names import same_ecosystem, same_package

__all__ = ["Verdict", "is_affected", "same_ecosystem", "same_package", "verdict_on"]
