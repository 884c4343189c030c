# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""JSON from strangers: bounded in size and depth, only what JSON really knows."""

from commonweal.syntax.json.guarded import (
    JsonDocument,
    JsonRefused,
    line_of_duplicate,
    read_json,
)

__all__ = ["JsonDocument", "JsonRefused", "line_of_duplicate", "read_json"]
