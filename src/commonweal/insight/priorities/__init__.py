# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The one priority list: what to do first, for which reason, and why it stands where it stands."""

from commonweal.insight.priorities.catalogue import classes, reasons
from commonweal.insight.priorities.definition import CLASSES, SERIOUS, URGENT, Class, Reason, Topic
from commonweal.insight.priorities.steps import (
    Listing,
    Sentence,
    Step,
    StepProject,
    listing,
    priority_list,
    steps_of,
    steps_of_subjects,
    steps_of_targets,
    urgent_steps,
)

__all__ = [
    "CLASSES",
    "SERIOUS",
    "URGENT",
    "Class",
    "Listing",
    "Reason",
    "Sentence",
    "Step",
    "StepProject",
    "Topic",
    "classes",
    "listing",
    "priority_list",
    "reasons",
    "steps_of",
    "steps_of_subjects",
    "steps_of_targets",
    "urgent_steps",
]
