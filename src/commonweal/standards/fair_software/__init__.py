# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The five recommendations of fair-software.eu: a count, and a colour."""
