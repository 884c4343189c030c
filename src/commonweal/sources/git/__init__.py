# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Git history as evidence, read through a quarantine that runs nothing of the source's."""
