# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the evidence means for an office: values, trends, results, gaps, supply, priorities."""
