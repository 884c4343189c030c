# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Identifiers, kept apart by type so that one cannot be passed for another."""

from typing import NewType

RepositoryId = NewType("RepositoryId", str)
ProjectId = NewType("ProjectId", str)
FamilyId = NewType("FamilyId", str)
SubjectId = NewType("SubjectId", str)
MetricId = NewType("MetricId", str)

PORTFOLIO = SubjectId("portfolio")


def project_subject(project_id: ProjectId) -> SubjectId:
    """The subject that stands for a project; repositories are subjects by their own id."""
    return SubjectId(f"project:{project_id}")
