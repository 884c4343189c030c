# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A security policy, and whether it names an address, explains itself and speaks of disclosure."""

from collections.abc import Iterator

from commonweal.core.tree import Document, Tree
from commonweal.formats.security import is_policy_path, policy_hits
from commonweal.formats.security.policy import explains, links, speaks_of_disclosure
from commonweal.measures.probe import Finding, Outcome, Place, false, lacking, seen, true


def find(tree: Tree) -> Finding:
    """Take the first policy in the order of paths, as forges do."""
    policies = [
        document for document in tree.documents_of("security") if is_policy_path(document.path)
    ]
    if not policies:
        return false("none")
    policy = min(policies, key=lambda document: document.path)
    if not policy.text.strip():
        return false("empty", [lacking(policy.path), *_places(policy)])
    return true("found", [seen(policy.path), *_places(policy)])


def _places(policy: Document) -> Iterator[Place]:
    hits = policy_hits(policy.text)
    size = max(policy.size, len(policy.text.encode())) if policy.is_truncated else policy.size
    parts = {
        "link": links(hits),
        "text": explains(hits, size),
        "disclosure": speaks_of_disclosure(hits),
    }
    for label, is_there in parts.items():
        outcome = Outcome.TRUE if is_there else Outcome.FALSE
        yield Place(outcome, policy.path, None, label)
