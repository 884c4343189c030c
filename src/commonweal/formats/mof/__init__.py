# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The Model Openness Framework: model descriptions, judged as the Model Openness Tool does."""

from commonweal.formats.mof.openness import Openness, Required, assess_openness

__all__ = ["Openness", "Required", "assess_openness"]
