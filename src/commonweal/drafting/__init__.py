# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Drafting: from facts about a project to the files that it lacks, and between such files."""
