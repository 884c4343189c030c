# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Rows of evidence for tests, with nothing in them but what a test names."""

from commonweal.evidence.rows import RepositoryRow


def repository(id_: str) -> RepositoryRow:
    """A repository that was read, of a family of its own."""
    return RepositoryRow(
        repository_id=id_,
        name=id_,
        locator=id_,
        family_id=id_,
        head_ref=None,
        head_commit=None,
        object_format=None,
        refs_digest=None,
        is_shallow=None,
        is_partial=None,
        is_light=None,
        origin=None,
        is_read=True,
    )
