# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Guarded readers of syntaxes: bytes in, values with their lines out; bombs are refused."""
