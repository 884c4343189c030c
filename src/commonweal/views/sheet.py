# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The answer sheet of a project: its assessment, as a page."""

from commonweal.insight.assessment import Assessment, assessment
from commonweal.insight.reading import Reading


def page(reading: Reading, subject_id: str, standard_id: str | None = None) -> Assessment:
    """Read the sheet of a project, a repository or the portfolio; of one standard or of all."""
    return assessment(reading, subject_id, standard_id)
