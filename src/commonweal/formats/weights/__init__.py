# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Files of machine-learning models, by their header alone; nothing is ever loaded."""

from commonweal.formats.weights.header import START_LIMIT, Header
from commonweal.formats.weights.names import (
    format_beside,
    is_model_file,
    is_pointer_name,
    may_hold_weights,
)
from commonweal.formats.weights.read import read_header

__all__ = [
    "START_LIMIT",
    "Header",
    "format_beside",
    "is_model_file",
    "is_pointer_name",
    "may_hold_weights",
    "read_header",
]
