# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What holds for every test: no clock for properties."""

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
