# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0

"""Bad input by the thousand: whatever reads foreign bytes ends soon, and never raises."""
