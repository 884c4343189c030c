# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""publiccode.yml: the description of public software, judged with line and column."""
