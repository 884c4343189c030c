# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`.mailmap` as git reads it, see gitmailmap(5); bounded and linear."""

from commonweal.syntax.mailmap.read import Identity, Mailmap, folded, read_mailmap

__all__ = ["Identity", "Mailmap", "folded", "read_mailmap"]
