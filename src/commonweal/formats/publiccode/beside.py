# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What `check` may hand over where it knows the folder: the first bytes of the images named."""

from commonweal.formats.publiccode.judge import judge_beside, wanted

__all__ = ["judge_beside", "wanted"]
