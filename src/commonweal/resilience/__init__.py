# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What rests on whom: repositories, packages, people, organisations and forges as one graph."""

from commonweal.resilience.world import Node, NodeKind, Repository, World, read_world

__all__ = ["Node", "NodeKind", "Repository", "World", "read_world"]
