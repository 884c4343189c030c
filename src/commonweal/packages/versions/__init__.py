# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The order of versions, as each ecosystem defines it: a module per ordering, found by walking."""

from commonweal.packages.versions.ordering import compare, compare_texts, ecosystem_of, key_of

__all__ = ["compare", "compare_texts", "ecosystem_of", "key_of"]
