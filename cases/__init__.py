# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Score the judges against case sets that live outside this repository: `make cases`."""
