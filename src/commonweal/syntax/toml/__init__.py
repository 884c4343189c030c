# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""TOML from strangers: guarded against bombs, and with the lines where keys stand."""

from commonweal.syntax.toml.guarded import TomlRefused, read_toml
from commonweal.syntax.toml.lines import TomlPlaces, line_of, name_lines

__all__ = ["TomlPlaces", "TomlRefused", "line_of", "name_lines", "read_toml"]
