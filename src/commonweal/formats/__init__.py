# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Kinds of documents that are judged or converted: bytes in, values out, no I/O."""
