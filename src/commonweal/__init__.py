# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Commonweal: the workbench of an open source programme office."""

__version__ = "0.1.0"
