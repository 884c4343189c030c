# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What each page shows, as plain frozen values: a surface only formats them."""
