# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Answers as a YAML file that lives in a repository and is reviewed there."""

from commonweal.formats.answers.read import ADVISORY, Statement, read_statements, verdicts_on
from commonweal.formats.answers.write import written

__all__ = ["ADVISORY", "Statement", "read_statements", "verdicts_on", "written"]
