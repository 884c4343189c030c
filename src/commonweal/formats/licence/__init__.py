# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Licence texts: which licence a text is, or from which it was made."""

from commonweal.formats.licence.closed import Closed, closed
from commonweal.formats.licence.recognise import Recognised, recognise

__all__ = ["Closed", "Recognised", "closed", "recognise"]
