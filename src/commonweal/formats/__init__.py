# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Readers, judges and drafts of file formats: bytes in, values out, no I/O."""
