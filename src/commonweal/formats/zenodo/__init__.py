# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`.zenodo.json`: what an archive takes over when it keeps a release."""
