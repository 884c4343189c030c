# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""TOML from strangers: guarded against bombs, and with the lines where keys stand."""

from commonweal.formats.toml.guarded import TomlRefused, read_toml
from commonweal.formats.toml.lines import line_of

__all__ = ["TomlRefused", "line_of", "read_toml"]
