# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The dependency graph of repositories, packages, people, organisations and forges."""

from commonweal.resilience.graph import (
    DependencyGraph,
    Node,
    NodeKind,
    Repository,
    read_dependency_graph,
)

__all__ = ["DependencyGraph", "Node", "NodeKind", "Repository", "read_dependency_graph"]
