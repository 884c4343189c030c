# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""YAML from strangers: plain values only, guarded against bombs, with line and column."""

from commonweal.syntax.yaml.document import Document, Place, YamlRefused
from commonweal.syntax.yaml.guarded import read_yaml

__all__ = ["Document", "Place", "YamlRefused", "read_yaml"]
