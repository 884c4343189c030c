# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Security policies: where they lie, and what they hold for somebody who wants to report."""

from commonweal.formats.security.policy import Hit, is_policy_path, policy_hits

__all__ = ["Hit", "is_policy_path", "policy_hits"]
