# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Sustainable Development Goals that a text names by their number."""

from commonweal.formats.goals.named import goals_named

__all__ = ["goals_named"]
